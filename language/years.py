"""Years: "twenty sixteen", "two thousand and six", "nineteen ninety two", "2018", "'18"."""

from __future__ import annotations

import re

from language.kinds import Found, Kind
from language.numbers import number_at
from language.speech import Speech
from language.tokens import Shape

_SHORT_YEAR = re.compile(r"'(\d\d)")
_COUNTS = frozenset({"of", "a", "an", "each", "every", "is", "was"})
"""Behind a number these tell that it was one of things: "eighty four of them"."""


def year_at(speech: Speech, at: int) -> Found | None:
    """ "in twenty sixteen", "since 2019": a year on its own."""
    if speech.word(at - 1) not in ("in", "since", "until", "till", "year", "from"):
        return None
    year, end = year_from(speech, at, loose=False)
    if year is None or not speech.ends(end) or not 1900 <= year <= 2100:
        return None
    return Found(Kind.DATE, str(year), at, end)


def year_from(speech: Speech, at: int, loose: bool) -> tuple[int | None, int]:
    """The year that stands at ``at``, None for none, and the place behind it; ``loose``: "eighty" is one too."""
    word = speech.word(at)
    if match := _SHORT_YEAR.fullmatch(word):
        return in_century(speech, int(match[1])), at + 1
    if at >= len(speech.tokens) or speech.tokens[at].shape is None or word == "a":
        return None, at
    digits = [token.figure for token in speech.tokens[at : at + 5] if token.shape is Shape.DIGIT]
    if len(digits) == 4 and all(t.shape is Shape.DIGIT for t in speech.tokens[at : at + 4]):
        return _plausible(speech, int("".join(digits)), at, at + 4)
    first = number_at(speech.tokens, at)
    if first is None or first.whole is None:
        return None, at
    if first.whole >= 1000:
        return _plausible(speech, first.whole, at, first.end)
    if first.whole in (19, 20) and first.end == at + 1:
        second = number_at(speech.tokens, first.end)
        if second and second.whole is not None and 10 <= second.whole <= 99:
            return _plausible(speech, first.whole * 100 + second.whole, at, second.end)
        if (
            speech.word(first.end) == "oh"
            and (unit := number_at(speech.tokens, first.end + 1))
            and (unit.whole or 10) < 10
        ):
            return _plausible(speech, first.whole * 100 + (unit.whole or 0), at, unit.end)
    if loose and first.whole <= 99:
        return in_century(speech, first.whole), first.end
    return None, at


def short_year(speech: Speech, at: int) -> tuple[int | None, int]:
    """The "eighty four" behind a whole day: two digits that count nothing and could be no day of a month."""
    if at >= len(speech.tokens) or speech.tokens[at].shape is None or speech.tokens[at - 1].stop:
        return None, at
    oh = speech.tokens[at].figure == "0"
    number = number_at(speech.tokens, at + oh)
    if number is None or number.whole is None or not (0 < number.whole < 10 if oh else 32 <= number.whole <= 99):
        return None, at
    alone = speech.ends(number.end) and speech.word(number.end) not in _COUNTS
    return (in_century(speech, number.whole), number.end) if alone else (None, at)


def in_century(speech: Speech, two_digits: int) -> int:
    """ "84" as 1984: the century in which it is past, or at most ten years ahead."""
    ahead = speech.context.call_date.year % 100 + 10
    return (2000 if two_digits <= ahead else 1900) + two_digits


def _plausible(speech: Speech, year: int, at: int, end: int) -> tuple[int | None, int]:
    following = speech.word(end)
    counts = following in speech.lexicon.currencies or following in speech.lexicon.units
    return (year, end) if 1900 <= year <= 2100 and not counts else (None, at)
