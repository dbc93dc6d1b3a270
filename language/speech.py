"""An utterance as the detectors get it: its tokens, the call it belongs to, and the language's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from language.lexicon import Lexicon
from language.tokens import Token


@dataclass(frozen=True, slots=True)
class Context:
    """``call_date`` is the day that "tomorrow" is counted from; ``country`` reads phone numbers without a code."""

    call_date: date
    country: str = "US"


@dataclass(frozen=True, slots=True)
class Speech:
    """``word`` gives "" beyond either end, so that rules can look around without asking first."""

    tokens: list[Token]
    context: Context
    lexicon: Lexicon

    def word(self, at: int) -> str:
        return self.tokens[at].bare if 0 <= at < len(self.tokens) else ""

    def says(self, at: int, *words: str) -> bool:
        return all(self.word(at + i) == word for i, word in enumerate(words))

    def ends(self, at: int) -> bool:
        """No word stands at ``at`` that could belong to what was said before it."""
        return at >= len(self.tokens) or self.tokens[at - 1].stop or self.tokens[at].bare in self.lexicon.followers
