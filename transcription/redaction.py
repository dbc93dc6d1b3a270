"""What must not leave the engine: card numbers and other secrets, found in the words of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calls.events import Mention


@dataclass(frozen=True, slots=True)
class Secret:
    """A run of words to be masked; positions are inclusive."""

    kind: str
    first_word: int
    last_word: int


def secrets_in(mentions: Sequence[Mention]) -> list[Secret]:
    return [
        Secret("card", mention.first_word, mention.last_word)
        for mention in mentions
        if mention.value.isdecimal() and 13 <= len(mention.value) <= 19 and passes_luhn(mention.value)
    ]


def passes_luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
