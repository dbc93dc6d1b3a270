"""What a string of signs is: an id, a phone number, a postcode, a name spelled out, or just a number."""

from __future__ import annotations

import re

from language.amounts import bare_amount_at
from language.contacts import phone_of
from language.kinds import Found, Kind
from language.numbers import number_at
from language.runs import Run, run_at, swap_at
from language.speech import Speech

_POSTCODES = {
    "US": re.compile(r"\d{5}(?:\d{4})?"),
    "GB": re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}"),
    "CA": re.compile(r"[A-Z]\d[A-Z]\d[A-Z]\d"),
}
_ANY_POSTCODE = re.compile(r"\d{4,6}")
_CORRECTING = frozenset(
    {
        "no",
        "it's",
        "its",
        "that's",
        "is",
        "actually",
        "sorry",
        "yes",
        "yeah",
        "with",
        "ends",
        "starts",
        "a",
        "mean",
        "meant",
        "",
    }
)


def string_at(speech: Speech, at: int) -> Run | None:
    """A string that nothing but an id, a phone or a card explains: four signs or more, in three pieces or typed."""
    run = run_at(speech.tokens, at, speech.lexicon)
    if run is None or run.first != at or len(run.text) < 4:
        return None
    following = speech.word(run.end)
    if following in speech.lexicon.currencies or following in speech.lexicon.units:
        return None
    if run.letters and run.digits:
        return run
    if len(run.text) == 4 and run.pieces == 3 and (price := bare_amount_at(speech, at)) and price.end == run.end:
        return None
    if run.digits and (run.pieces >= 3 or (run.end - at == run.pieces and len(run.text) > 4) or run.text[0] == "0"):
        return run
    return None


def found_string(speech: Speech, run: Run) -> Found:
    """The kind of a string of four signs or more."""
    text, first, end = run.text, run.first, run.end
    if run.letters == 0 and (phone := phone_of(speech, run)):
        return phone
    if _is_postcode(speech, run):
        shown = f"{text[:-3]} {text[-3:]}" if run.letters else text
        return Found(Kind.POSTCODE, shown, first, end)
    return Found(Kind.ID, text, first, end)


def small_string_at(speech: Speech, at: int) -> Found | None:
    """What is left: a number, a short code, letters spelled out, four digits said in pairs."""
    if (number := number_at(speech.tokens, at)) and "." in number.text:
        return Found(Kind.NUMBER, number.text, at, number.end)
    run = run_at(speech.tokens, at, speech.lexicon)
    if run is None or run.first != at:
        return None
    if run.letters and run.digits:
        if run.text[0].isalpha() and run.spelled == run.letters and run.letters == 1 and run.pieces < 2:
            return None
        return Found(Kind.CODE if len(run.text) < 4 else Kind.ID, run.text, at, run.end)
    if run.letters:
        spelled = (
            run.pieces >= 3
            and run.spelled == run.pieces
            and "".join(run.text).lower() not in speech.lexicon.abbreviations
        )
        return Found(Kind.SPELLED, run.text, at, run.end) if spelled else None
    if run.pieces == 1 and len(run.text) < 4:
        return Found(Kind.NUMBER, run.text, at, run.end) if _is_counted(speech, run) else None
    year = len(run.text) == 4 and run.text[:2] in ("19", "20")
    if len(run.text) < 4 and 1 < run.pieces < len(run.text):
        return _first_number(speech, at)
    paired = run.pieces == 2 and len(run.text) == 4 and len(speech.tokens) - (run.end - at) > 2
    if (
        len(run.text) < 4
        or ((year or paired) and not _is_named(speech, at))
        or (run.pieces == 1 and not _typed(speech, run))
    ):
        return Found(Kind.NUMBER, run.text, at, run.end)
    return found_string(speech, run)


def _first_number(speech: Speech, at: int) -> Found | None:
    """ "fifteen two people" says two numbers, not one hundred and fifty two."""
    number = number_at(speech.tokens, at)
    return Found(Kind.NUMBER, number.text, at, number.end) if number else None


def correction_at(speech: Speech, at: int) -> Found | None:
    """ "no, seven not five" about something said before."""
    if speech.word(at - 1) not in _CORRECTING:
        return None
    swap = swap_at(speech.tokens, at, speech.lexicon)
    if swap is None or swap[0] == swap[1] or speech.word(swap[2]) in speech.lexicon.units:
        return None
    return Found(Kind.CORRECTION, f"{swap[0]}>{swap[1]}", at, swap[2])


def _is_counted(speech: Speech, run: Run) -> bool:
    """ "one" by itself is mostly no number ("this one", "one of them")."""
    return (
        run.text not in ("1", "0")
        or speech.tokens[run.first].bare.isdecimal()
        or speech.word(run.first - 1) in ("number", "press", "option", "is")
    )


def _typed(speech: Speech, run: Run) -> bool:
    return run.end - run.first == 1 and speech.tokens[run.first].bare.isdecimal()


def _is_named(speech: Speech, at: int) -> bool:
    near = [speech.word(place) for place in range(at - 1, max(-1, at - 6), -1)]
    return any(word in speech.lexicon.id_words or word in ("number", "no", "code") for word in near)


def _is_postcode(speech: Speech, run: Run) -> bool:
    pattern = _POSTCODES.get(speech.context.country, _ANY_POSTCODE)
    if run.letters and run.digits and pattern.fullmatch(run.text):
        return True
    near = [speech.word(place) for place in range(run.first - 1, max(-1, run.first - 5), -1)]
    if not any(word in speech.lexicon.postcode_words for word in near) and not ("post" in near and "code" in near):
        return False
    return bool(pattern.fullmatch(run.text) or _ANY_POSTCODE.fullmatch(run.text))
