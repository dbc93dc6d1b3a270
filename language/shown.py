"""How a mention is written for people: "$42.50", "7:30 pm", "3 March", "K1X7V3"."""

from __future__ import annotations

from collections.abc import Sequence

import phonenumbers

from calls.events import Mention
from language.kinds import Kind
from language.lexicon import Lexicon
from language.numbers import Number, number_at, ordinal_at
from language.tokens import Shape, Token

_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€"}
_SMALLEST_FIGURE = 10
"""Numbers below it stay words, as in print."""


def shown(mention: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> str:
    """The words of the mention, its numbers in figures; never another word than was said."""
    span = tokens[mention.first_word : mention.last_word + 1]
    match mention.kind:
        case Kind.ID | Kind.CODE | Kind.EMAIL | Kind.POSTCODE:
            return mention.value
        case Kind.SPELLED:
            return "-".join(mention.value)
        case Kind.PHONE:
            return _phone(mention.value)
        case Kind.AMOUNT:
            return _amount(mention.value)
        case Kind.PERCENT:
            return f"{mention.value}%"
        case Kind.TIME:
            return _clock(span)
        case Kind.DATE:
            return _date(span, lexicon)
        case Kind.CORRECTION:
            return " ".join(part for part in (mention.value.partition(">")[2], "not", mention.value.partition(">")[0]))
        case _:
            return in_figures(span, smallest=0 if mention.kind == Kind.NUMBER and len(span) > 1 else _SMALLEST_FIGURE)


def in_figures(tokens: Sequence[Token], smallest: int = _SMALLEST_FIGURE) -> str:
    """The words with numbers of ``smallest`` or more in figures; single digits side by side make one number."""
    out: list[str] = []
    at = 0
    while at < len(tokens):
        if (digits := _digit_string(tokens, at)) is not None:
            out.append(digits.text)
            at = digits.end
            continue
        number = number_at(tokens, at) if tokens[at].shape is not None or tokens[at].bare == "a" else None
        if number is None or (number.value < smallest and "." not in number.text):
            out.append(tokens[at].bare)
            at += 1
        else:
            out.append(_grouped(number.text))
            at = number.end
    return " ".join(out)


def _digit_string(tokens: Sequence[Token], at: int) -> Number | None:
    end = at
    while end < len(tokens) and tokens[end].shape is Shape.DIGIT:
        end += 1
    return Number("".join(token.figure for token in tokens[at:end]), end) if end - at > 1 else None


def _grouped(text: str) -> str:
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole) > 4 else text


def _phone(value: str) -> str:
    if not value.startswith("+"):
        return value
    number = phonenumbers.parse(value, None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _amount(value: str) -> str:
    figure, _, currency = value.partition(" ")
    whole, _, cents = figure.partition(".")
    text = f"{int(whole):,}" + (f".{cents}" if int(cents) else "")
    sign = _SIGNS.get(currency)
    return f"{sign}{text}" if sign else f"{text} {currency}"


def _clock(tokens: Sequence[Token]) -> str:
    """ "seven thirty p m" as "7:30 pm"; "half past five" as "half past 5"."""
    out: list[str] = []
    at = 0
    while at < len(tokens):
        bare = tokens[at].bare
        if bare in ("a", "p") and at + 1 < len(tokens) and tokens[at + 1].bare == "m":
            out.append(f"{bare}m")
            at += 2
            continue
        hour = number_at(tokens, at) if tokens[at].shape is not None else None
        if hour is None:
            out.append(bare)
            at += 1
            continue
        minute = _minute(tokens, hour.end)
        out.append(f"{hour.text}:{minute.text.zfill(2)}" if minute else hour.text)
        at = minute.end if minute else hour.end
    return " ".join(out)


def _minute(tokens: Sequence[Token], at: int) -> Number | None:
    if at < len(tokens) and tokens[at].figure == "0" and at + 1 < len(tokens) and tokens[at + 1].shape is Shape.DIGIT:
        return Number(tokens[at + 1].figure, at + 2)
    number = number_at(tokens, at) if at < len(tokens) and tokens[at].shape is not None else None
    return number if number and number.whole is not None and 10 <= number.whole < 60 else None


def _date(tokens: Sequence[Token], lexicon: Lexicon) -> str:
    """Figures for days and years, capitals for months and weekdays; the order stays as said."""
    out: list[str] = []
    at = 0
    while at < len(tokens):
        bare = tokens[at].bare
        if day := ordinal_at(tokens, at):
            out.append(day.text + _ending(int(day.text)))
            at = day.end
        elif year := _year(tokens, at):
            out.append(year.text)
            at = year.end
        elif tokens[at].figure == "0" and (short_year := _minute(tokens, at)):
            out.append(short_year.text.zfill(2))
            at = short_year.end
        elif tokens[at].shape is not None and (number := number_at(tokens, at)):
            small = number.value < _SMALLEST_FIGURE and at + 1 < len(tokens) and tokens[at + 1].bare in lexicon.units
            out.append(bare if small else number.text)
            at = number.end
        else:
            out.append(bare.capitalize() if bare in lexicon.months or bare in lexicon.weekdays else bare)
            at += 1
    return " ".join(out)


def _year(tokens: Sequence[Token], at: int) -> Number | None:
    """Two numbers said as one year: "twenty twenty six", "nineteen oh five"."""
    if tokens[at].figure not in ("19", "20") or at + 1 >= len(tokens) or tokens[at + 1].shape is None:
        return None
    rest = _minute(tokens, at + 1) or number_at(tokens, at + 1)
    if rest is None or rest.whole is None or rest.whole > 99:
        return None
    return Number(tokens[at].figure + rest.text.zfill(2), rest.end)


def _ending(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
