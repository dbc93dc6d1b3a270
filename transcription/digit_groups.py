"""Digits as they were said, with mishearings and fillers between them: what a card number in speech is made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from language.lexicon import Lexicon
from language.runs import FILLERS, marker_at, piece_at
from language.tokens import Token

STRANGE = 3
"""So many wrong words may stand between two digits of one long number."""

FIRST_YEAR, LAST_YEAR = 24, 45
"""In which a card that is still in use may expire."""

_POINTS = frozenset({"this", "that", "the", "my", "other", "new", "same", "next", "first", "second", "which"})
_MANY = 8
_WITH_THREE = ((14, "36|38|39|30[0-5]"), (15, "34|37"), (16, "35|36|38|39|30"))
"""Diners, American Express, JCB; fifteen digits with 35 are a phone's IMEI, which has a check digit as well."""

_SIGNS = frozenset({"dash", "hyphen", "-", "space", "slash", "/"})
_JOINTS = frozenset({"dash", "hyphen", "space", "then", "and", "-", "okay", "ok", "yeah", "mhm"})


@dataclass(frozen=True, slots=True)
class Group:
    """``text`` are the digits of the words from ``first`` up to ``end``; ``blurred``: other words stand among them."""

    text: str
    first: int
    end: int
    blurred: bool = False


def groups_in(
    tokens: Sequence[Token], lexicon: Lexicon, tolerant: bool, barriers: frozenset[int] = frozenset()
) -> list[Group]:
    """Every stretch of digits. ``tolerant``, while digits are expected, bridges corrections and a wrong word.

    ``barriers`` are places that no stretch reaches across, such as "expiry" between two numbers.
    """
    groups: list[Group] = []
    at = 0
    while at < len(tokens):
        digits, end = digits_at(tokens, at, lexicon, tolerant)
        if not digits:
            at += 1
            continue
        new = Group(digits, at, end)
        apart = not groups or any(groups[-1].end <= place < at for place in barriers)
        groups = [*groups, new] if apart else _joined(groups, new, tokens, tolerant)
        at = end
    return groups


def joined(groups: Sequence[Group], ends: Collection[int] = (), strange: int = STRANGE) -> list[Group]:
    """``groups`` joined across wrong words, as long as digits stay the greater part; never across ``ends``."""
    whole: list[Group] = []
    for group in groups:
        last = whole[-1] if whole else None
        if last and group.first - last.end <= strange and not any(at in ends for at in range(last.end, group.first)):
            both = Group(last.text + group.text, last.first, group.end, blurred=True)
            if 2 * len(both.text) > both.end - both.first:
                whole[-1] = both
                continue
        whole.append(group)
    return whole


def passes_luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def may_start_card(digits: str) -> bool:
    """The first digits in use: American Express and Diners 3, Visa 4, Mastercard 5 and 22 to 27, Discover 6."""
    return digits[:1] in ("3", "4", "5", "6") or (
        digits[:1] == "2" and digits[:2] in ("2", "22", "23", "24", "25", "26", "27")
    )


def is_card(digits: str) -> bool:
    """A number that can only be a card's: issuer length, first digits and check digit."""
    if not may_start_card(digits) or not passes_luhn(digits):
        return False
    if digits[0] == "3":
        return any(len(digits) == length and re.match(first, digits) for length, first in _WITH_THREE)
    lengths = {"2": (16,), "4": (13, 16, 19), "5": (16, 12, 19), "6": (16, 12, 13, 19)}
    return len(digits) in lengths[digits[0]]


def is_month_and_year(digits: str) -> bool:
    """ "0827", as an expiry date is said."""
    return len(digits) == 4 and 1 <= int(digits[:2]) <= 12 and FIRST_YEAR <= int(digits[2:]) <= LAST_YEAR


def is_pronoun(tokens: Sequence[Token], at: int) -> bool:
    """The "one" of "use this one" may be no digit."""
    return tokens[at].bare == "one" and at > 0 and tokens[at - 1].bare in _POINTS


def digits_at(tokens: Sequence[Token], at: int, lexicon: Lexicon, tolerant: bool) -> tuple[str, int]:
    """What the word here says, with those behind it where several say one number, and the place behind; "" if none."""
    piece = piece_at(tokens, at, lexicon, inside=False)
    if piece is not None and piece.text.isdecimal():
        return piece.text, piece.end
    word = tokens[at].bare
    if tolerant and word in lexicon.homophones and _among_digits(tokens, at):
        return str(lexicon.homophones[word]), at + 1
    if word.replace("-", "").replace(".", "").isdecimal() and len(word) > 3:
        return word.replace("-", "").replace(".", ""), at + 1
    return "", at


def _among_digits(tokens: Sequence[Token], at: int) -> bool:
    return any(0 <= near < len(tokens) and tokens[near].shape is not None for near in (at - 1, at + 1))


def _mostly_digits(tokens: Sequence[Token]) -> bool:
    return 2 * sum(token.shape is not None for token in tokens) >= len(tokens)


def _joined(groups: list[Group], new: Group, tokens: Sequence[Token], tolerant: bool) -> list[Group]:
    """``groups`` with ``new``, as a part of the last one where only fillers stand between."""
    last = groups[-1]
    between = range(last.end, new.first)
    bridged = all(tokens[i].bare in FILLERS or tokens[i].bare in _SIGNS for i in between)
    if not bridged and tolerant:
        strange = [i for i in between if tokens[i].bare not in FILLERS and tokens[i].bare not in _JOINTS]
        corrected = marker_at(tokens, last.end) >= new.first
        few = 2 if sum(token.shape is not None for token in tokens) >= _MANY else 1
        bridged = (
            corrected or not strange or (len(strange) <= few and len(between) <= few + 1 and _mostly_digits(tokens))
        )
    if not bridged:
        return [*groups, new]
    return [*groups[:-1], Group(last.text + new.text, last.first, new.end, last.blurred or (len(between) > 0))]
