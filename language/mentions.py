"""The one door: what an utterance's words mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from calls.events import Mention, Word
from language.tokens import Token, tokens_of

_DIGITS = {
    word: str(digit) for digit, word in enumerate("zero one two three four five six seven eight nine".split())
} | {"oh": "0", "o": "0"}


@dataclass(frozen=True, slots=True)
class Context:
    """``call_date`` is the day that "tomorrow" is counted from; ``country`` reads phone numbers without a code."""

    call_date: date
    country: str = "US"


def find(words: Sequence[Word], context: Context) -> tuple[Mention, ...]:
    """Mentions in the order of their words, without overlap."""
    del context
    tokens = tokens_of(words)
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        end, digits = at, ""
        while end < len(tokens) and (piece := _piece(tokens[end])):
            digits += piece
            end += 1
        if len(digits) >= 2:
            found.append(Mention("id" if len(digits) >= 4 else "number", digits, at, end - 1))
        at = max(end, at + 1)
    return tuple(found)


def _piece(token: Token) -> str:
    return token.bare if token.bare.isdecimal() else _DIGITS.get(token.bare, "")
