"""A card number in one breath with more digits: its date and its code behind it, "use this one" before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from language.lexicon import Lexicon
from language.tokens import Token
from transcription.digit_groups import FIRST_YEAR, LAST_YEAR, Group, digits_at, is_card, is_pronoun

_LENGTHS = (16, 15, 14)
_YEAR = "(?:20)?(?:" + "|".join(map(str, range(FIRST_YEAR, LAST_YEAR + 1))) + ")"
_YEAR_ALONE = re.compile(_YEAR)
_DATE = re.compile("(?:0?[1-9]|1[0-2])" + _YEAR)
_CODE_DIGITS = (3, 4)


def set_apart(tokens: Sequence[Token], groups: Sequence[Group], lexicon: Lexicon) -> list[Group]:
    """``groups``, with a card number and the date behind it as groups of their own; cut between words alone.

    A longer number whose first digits happen to pass for a card's is left whole: what goes on right behind a card
    must read as its date or its code.
    """
    apart: list[Group] = []
    for group in groups:
        pieces = _pieces(tokens, group, lexicon)
        if found := _card_among(tokens, pieces):
            first, end = found
            apart += [*_whole(pieces[:first]), *_whole(pieces[first:end]), *_dated(tokens, pieces[end:], lexicon)]
        elif any(is_card(before.text) for before in apart):
            apart += _dated(tokens, pieces, lexicon) or [group]
        else:
            apart.append(group)
    return apart


def date_and_code(
    tokens: Sequence[Token], card: Group, groups: Sequence[Group], lexicon: Lexicon
) -> Iterator[tuple[Group, bool]]:
    """The groups behind ``card`` that read as its date (True), a named month with it, and then its code (False).

    A single digit among them is passed over: "the three digits are …".
    """
    dated = False
    for group in groups:
        if group.first < card.end:
            continue
        month = _month_before(tokens, group.first, lexicon)
        if not dated and _reads_as_date(group.text, month is not None):
            dated = True
            yield Group(group.text, group.first if month is None else month, group.end), True
        elif len(group.text) > 1:
            if len(group.text) in _CODE_DIGITS:
                yield group, False
            return


def _card_among(tokens: Sequence[Token], pieces: Sequence[Group]) -> tuple[int, int] | None:
    """The pieces, from the first up to the second number, that are a card's."""
    for first in range(len(pieces)):
        if not _may_begin(tokens, pieces, first):
            continue
        for length in _LENGTHS:
            end = first
            while end < len(pieces) and len(_text(pieces[first:end])) < length:
                end += 1
            text = _text(pieces[first:end])
            if len(text) == length and is_card(text) and _may_end(pieces, end):
                return first, end
    return None


def _may_begin(tokens: Sequence[Token], pieces: Sequence[Group], at: int) -> bool:
    """Nothing stands before it, a word that is no number does, or the "one" of "use this one"."""
    if at == 0 or pieces[at - 1].end < pieces[at].first:
        return True
    return at == 1 and is_pronoun(tokens, pieces[0].first)


def _may_end(pieces: Sequence[Group], at: int) -> bool:
    if at == len(pieces) or pieces[at - 1].end < pieces[at].first:
        return True
    return len(_text(pieces[at:])) in _CODE_DIGITS or _date_end(pieces[at:], _DATE) > 0


def _dated(tokens: Sequence[Token], pieces: Sequence[Group], lexicon: Lexicon) -> list[Group]:
    """A date and what follows it apart; all in one where there is none."""
    if not pieces:
        return []
    named = _month_before(tokens, pieces[0].first, lexicon) is not None
    end = _date_end(pieces, _YEAR_ALONE if named else _DATE)
    return [*_whole(pieces[:end]), *_whole(pieces[end:])]


def _date_end(pieces: Sequence[Group], date: re.Pattern[str]) -> int:
    """How many pieces are the date that they begin with; the longest counts: "one two twenty eight" is December."""
    fitting = [end for end in range(1, min(len(pieces), 6) + 1) if date.fullmatch(_text(pieces[:end]))]
    return max(fitting, default=0)


def _reads_as_date(text: str, named: bool) -> bool:
    return bool((_YEAR_ALONE if named else _DATE).fullmatch(text))


def _month_before(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int | None:
    """Where the month stands that is named right before; "of" may stand between."""
    month = at - 2 if at > 1 and tokens[at - 1].bare == "of" else at - 1
    return month if month >= 0 and tokens[month].bare in lexicon.months else None


def _pieces(tokens: Sequence[Token], group: Group, lexicon: Lexicon) -> list[Group]:
    """The digits of a group as they were said, word by word: "forty five" is one piece."""
    pieces: list[Group] = []
    at = group.first
    while at < group.end:
        digits, end = digits_at(tokens, at, lexicon, tolerant=True)
        if digits:
            pieces.append(Group(digits, at, end))
        at = end if digits else at + 1
    return pieces if _text(pieces) == group.text else [group]


def _whole(pieces: Sequence[Group]) -> list[Group]:
    blurred = any(left.end < right.first for left, right in pairwise(pieces))
    return [Group(_text(pieces), pieces[0].first, pieces[-1].end, blurred)] if pieces else []


def _text(pieces: Sequence[Group]) -> str:
    return "".join(piece.text for piece in pieces)
