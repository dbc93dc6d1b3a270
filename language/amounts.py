"""Amounts of money: "forty two dollars and fifty cents", "a dollar ninety nine", "charged forty two fifty"."""

from __future__ import annotations

import re

from language.kinds import Found, Kind
from language.numbers import Number, number_at
from language.speech import Speech
from language.tokens import Shape

_TYPED = re.compile(r"([$£€₹¥])?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?([$£€₹¥]|k)?")
_SPANS = frozenset({"day", "week", "fortnight", "month", "quarter", "year"})
_HALVES = {("half", "a"): 0.5, ("a", "quarter", "of", "a"): 0.25, ("quarter", "of", "a"): 0.25}


def amount_at(speech: Speech, at: int) -> Found | None:
    """An amount that names its money, by a word or a sign."""
    return (
        _typed(speech, at) or _led(speech, at) or _slang(speech, at) or _named(speech, at) or _cents_alone(speech, at)
    )


def bare_amount_at(speech: Speech, at: int) -> Found | None:
    """An amount that only its neighbours make one: "charged me forty two fifty", "transfer four hundred"."""
    number = number_at(speech.tokens, at)
    if number is None or number.value == 0 or number.text.startswith("0"):
        return None
    if (cents := _cents_pair(speech, number)) is not None:
        text, end = f"{number.text}.{cents.text.zfill(2)}", cents.end
    else:
        text, end = _digit_string(speech, at) or (number.text, number.end)
    following = speech.word(end)
    if number.value >= 5 and _before_money_noun(speech, at, end):
        return _found(text, _home(speech), at, end)
    if "." in text and (_per_span(speech, end) or _priced(speech, at, end)):
        return _found(text, _home(speech), at, end)
    spoken_price = speech.word(at) == "a" and "." in text and speech.ends(end)
    if not (spoken_price or _after_money_word(speech, at) or _compared(speech, at)):
        return None
    paired = "." in text and "." not in number.text
    if not (paired or speech.ends(end)) or following in speech.lexicon.units or following == "of" or number.value > 1e7:
        return None
    if number.value < 10 and end - at == 1 and speech.word(at - 1) in ("for", "of", "at", "to", "in"):
        return None
    return _found(text, _home(speech), at, end)


def _typed(speech: Speech, at: int) -> Found | None:
    match = _TYPED.fullmatch(speech.word(at))
    if match is None or not (match[1] or match[4]):
        return None
    sign = match[1] or match[4]
    text = match[2].replace(",", "") + (match[3] or "")
    end = at + 1
    scale = speech.tokens[end] if end < len(speech.tokens) else None
    if match[4] == "k":
        text = str(round(float(text) * 1000, 2))
        if not match[1] and not (_after_money_word(speech, at) or speech.word(end) in speech.lexicon.currencies):
            return None
    elif scale is not None and scale.shape is Shape.SCALE:
        text, end = str(float(text) * int(scale.figure)), end + 1
    currency = speech.lexicon.signs.get(sign, "") or _home(speech)
    if speech.word(end) in speech.lexicon.currencies:
        currency, end = speech.lexicon.currencies[speech.word(end)], end + 1
    return _found(text, currency, at, end)


def _led(speech: Speech, at: int) -> Found | None:
    """ "rupees twelve thousand"; in "rupees five pounds" the five are pounds."""
    currency = speech.lexicon.leading.get(speech.word(at))
    number = number_at(speech.tokens, at + 1) if currency and not speech.tokens[at].stop else None
    if currency is None or number is None or number.value == 0:
        return None
    following = speech.word(number.end)
    if following in speech.lexicon.currencies or following in speech.lexicon.units or following == "times":
        return None
    return _found(number.text, currency, at, number.end)


def _named(speech: Speech, at: int) -> Found | None:
    """A number, a currency and perhaps a hundredth of it: "[a] dollar [and] ninety nine [cents]"."""
    read = _count(speech, at)
    if read is None:
        return None
    text, end = read
    scale = speech.word(end)
    if scale == "k" and "." not in text:
        text, end = text + "000", end + 1
    currency = speech.lexicon.currencies.get(speech.word(end))
    if currency is None:
        return _found(text, _home(speech), at, end) if scale == "k" and _after_money_word(speech, at) else None
    end += 1
    if "." not in text and (cents := _cents_after(speech, end)) is not None:
        return _found(f"{text}.{cents.text.zfill(2)}", currency, at, _behind_cents(speech, cents.end))
    if speech.says(end, "and", "a", "half"):
        return _found(f"{text}.50", currency, at, end + 3)
    return _found(text, currency, at, end)


def _count(speech: Speech, at: int) -> tuple[str, int] | None:
    """How many: a number, "a", "a couple hundred", "half a million", "forty two fifty", "two zero zero zero"."""
    for words, share in _HALVES.items():
        if speech.says(at, *words) and (scale := speech.word(at + len(words))) in ("million", "billion", "thousand"):
            return str(share * speech.lexicon.scales[scale]), at + len(words) + 1
    start = at + 1 if speech.word(at) == "a" else at
    if speech.word(start) == "couple" and start > at:
        start += 2 if speech.word(start + 1) == "of" else 1
        if speech.word(start) in ("hundred", "thousand", "million", "grand"):
            return str(2 * speech.lexicon.scales[speech.word(start)]), start + 1
        return ("2", start) if speech.word(start) in speech.lexicon.currencies else None
    if start > at and speech.word(start) in speech.lexicon.currencies:
        return "1", start
    number = number_at(speech.tokens, at)
    if number is None:
        return None
    if (cents := _cents_pair(speech, number)) is not None and speech.word(cents.end) in speech.lexicon.currencies:
        return f"{number.text}.{cents.text.zfill(2)}", cents.end
    tenth = speech.tokens[number.end] if number.end < len(speech.tokens) else None
    if (
        tenth
        and tenth.shape is Shape.DIGIT
        and number.value >= 20
        and speech.word(number.end + 1) in speech.lexicon.currencies
    ):
        return f"{number.text}.{tenth.figure}0", number.end + 1
    string = _digit_string(speech, at)
    if string is not None and speech.word(string[1]) in speech.lexicon.currencies:
        return string
    return number.text, number.end


def _cents_pair(speech: Speech, number: Number) -> Number | None:
    """The second half of "forty two fifty" or "nine ninety nine"; both halves in words, the second of two digits."""
    if "." in number.text or (number.whole or 0) > 9999:
        return None
    return _two_digits(speech, number.end)


def _cents_after(speech: Speech, at: int) -> Number | None:
    """What follows "dollars": "[and] fifty cents", "ninety nine"."""
    start = at + 1 if speech.word(at) == "and" else at
    number = number_at(speech.tokens, start)
    if number is None or "." in number.text or number.value > 99 or len(number.text) > 2:
        return None
    if speech.word(number.end) in speech.lexicon.cents:
        return number
    if start > at or number.value < 10 or speech.tokens[at - 1].stop:
        return None
    return number if speech.ends(number.end) else None


def _behind_cents(speech: Speech, at: int) -> int:
    return at + 1 if speech.word(at) in speech.lexicon.cents else at


def _two_digits(speech: Speech, at: int) -> Number | None:
    if at >= len(speech.tokens) or speech.tokens[at - 1].stop:
        return None
    if speech.tokens[at].bare in ("oh", "zero", "o"):
        number = number_at(speech.tokens, at + 1)
        return Number(number.text, number.end) if number and number.whole and number.whole < 10 else None
    if speech.tokens[at].shape not in (Shape.TEEN, Shape.TENS):
        return None
    number = number_at(speech.tokens, at)
    if number is None or number.whole is None or not 10 <= number.whole <= 99:
        return None
    following = speech.tokens[number.end] if number.end < len(speech.tokens) else None
    return None if following and following.shape is not None else number


def _digit_string(speech: Speech, at: int) -> tuple[str, int] | None:
    """ "two zero zero zero" as 2000."""
    end = at
    while end < len(speech.tokens) and speech.tokens[end].shape is Shape.DIGIT:
        end += 1
    if end - at < 2 or speech.tokens[at].figure == "0" or end - at > 6:
        return None
    return "".join(token.figure for token in speech.tokens[at:end]), end


def _slang(speech: Speech, at: int) -> Found | None:
    """ "a fiver"; "three grand", which needs no currency."""
    start = at + 1 if speech.word(at) == "a" else at
    if start > at and speech.word(start) in speech.lexicon.whole_amounts:
        return _found(speech.lexicon.whole_amounts[speech.word(start)], _home(speech), at, start + 1)
    read = _count(speech, at)
    if read is None:
        return None
    if speech.word(read[1] - 1) != "grand" or speech.word(at) == "grand":
        return None
    end = read[1]
    currency = speech.lexicon.currencies.get(speech.word(end))
    return _found(read[0], currency or _home(speech), at, end + 1 if currency else end)


def _cents_alone(speech: Speech, at: int) -> Found | None:
    number = number_at(speech.tokens, at)
    if number is None or speech.word(number.end) not in speech.lexicon.cents or number.value > 99:
        return None
    currency = speech.lexicon.cents[speech.word(number.end)]
    home = _home(speech)
    return _found(str(number.value / 100), home if currency == "USD" else currency, at, number.end + 1)


def _after_money_word(speech: Speech, at: int) -> bool:
    place = at - 1
    for _ in range(5):
        word = speech.word(place)
        if word in speech.lexicon.money_context:
            return True
        if word not in speech.lexicon.money_bridges or speech.tokens[place].stop:
            return False
        place -= 1
    return False


def _before_money_noun(speech: Speech, at: int, end: int) -> bool:
    """ "an eight hundred transfer", "i want that forty back"; "two payments" is none."""
    word = speech.word(end)
    if word in speech.lexicon.money_nouns:
        return speech.word(at - 1) not in ("number", "first", "last")
    return word == "back" and any(
        token.bare in speech.lexicon.money_talk for token in speech.tokens[max(0, at - 6) : at]
    )


def _per_span(speech: Speech, at: int) -> bool:
    """ "thirty four ninety nine a month"."""
    return speech.word(at) in ("a", "per", "every", "each") and speech.word(at + 1) in _SPANS


def _priced(speech: Speech, at: int, end: int) -> bool:
    """ "i was charged twice, it was fifty one oh eight"."""
    told = speech.word(at - 1) in ("was", "it's", "that's", "is") and speech.ends(end)
    return told and any(token.bare in speech.lexicon.money_context for token in speech.tokens)


def _compared(speech: Speech, at: int) -> bool:
    """ "more than four hundred", where money is spoken of."""
    if speech.word(at - 1) != "than" or speech.word(at - 2) not in speech.lexicon.money_comparisons:
        return False
    return any(token.bare in speech.lexicon.money_talk for token in speech.tokens)


def _home(speech: Speech) -> str:
    return speech.lexicon.home_currency.get(speech.context.country, "USD")


def _found(text: str, currency: str, first: int, end: int) -> Found | None:
    value = float(text)
    if value >= 1e12:
        return None
    return Found(Kind.AMOUNT, f"{value:.2f} {currency}", first, end)
