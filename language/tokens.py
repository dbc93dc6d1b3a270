"""A recognised or typed word as the rules see it: lower case, without the punctuation around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calls.events import Word

_EDGES = '.,!?;:"“”()…'


@dataclass(frozen=True, slots=True)
class Token:
    """``bare`` is what the rules compare; ``stop`` says that punctuation ends a stretch behind this word."""

    bare: str
    stop: bool


def tokens_of(words: Sequence[Word]) -> list[Token]:
    """One token per word, so that positions stay those of the words."""
    return [_token(word.text) for word in words]


def _token(text: str) -> Token:
    lowered = text.lower().replace("’", "'")
    bare = lowered.strip(_EDGES)
    return Token(bare or lowered, lowered[-1:] in ".,!?;:")
