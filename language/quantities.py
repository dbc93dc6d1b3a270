"""How many and how much of a thing: "two keyboards", "fifteen percent"."""

from __future__ import annotations

from language.kinds import Found, Kind
from language.numbers import Number, number_at
from language.speech import Speech

_PERCENT = frozenset({"percent", "%", "percents"})


def percent_at(speech: Speech, at: int) -> Found | None:
    word = speech.word(at)
    if word.endswith("%") and word[:-1].replace(".", "", 1).isdecimal():
        return Found(Kind.PERCENT, word[:-1], at, at + 1)
    number = number_at(speech.tokens, at)
    if number is None:
        return None
    if speech.word(number.end) in _PERCENT:
        return Found(Kind.PERCENT, number.text, at, number.end + 1)
    return Found(Kind.PERCENT, number.text, at, number.end + 2) if speech.says(number.end, "per", "cent") else None


def quantity_at(speech: Speech, at: int) -> Found | None:
    """A number and the plural it counts, with up to one word between: "two large pizzas"."""
    number = number_at(speech.tokens, at)
    if number is None or number.value == 1 or speech.tokens[number.end - 1].stop:
        return None
    for place in (number.end, number.end + 1):
        word = speech.word(place)
        if not word or (place > number.end and speech.tokens[place - 1].stop):
            return None
        if _is_plural(speech, word):
            return Found(Kind.QUANTITY, f"{_shown(number)} {word}", at, place + 1)
        if (
            word in speech.lexicon.followers
            or word not in speech.lexicon.plain
            or speech.tokens[place].shape is not None
        ):
            return None
    return None


def _is_plural(speech: Speech, word: str) -> bool:
    lexicon = speech.lexicon
    if word in lexicon.counted:
        return True
    if not word.endswith("s") or len(word) < 4 or word.endswith(("ss", "'s", "us")):
        return False
    return not (
        word in lexicon.uncounted or word in lexicon.units or word in lexicon.currencies or word in lexicon.names
    )


def _shown(number: Number) -> str:
    return number.text.lstrip("0") or "0"
