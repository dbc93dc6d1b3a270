"""Which words ask for a secret, announce one, or talk about one without telling it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from language.lexicon import table
from language.tokens import Token

CARD, CODE, EXPIRY, PIN, PASSWORD, SSN = "card", "security-code", "expiry", "pin", "password", "ssn"
OTHER = "other"
"""A question for something that may be kept: an order number, a name."""

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word to the phrases that start with it, longest first, each with its kind."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that asks for or announces a secret, from ``first`` up to ``end``."""

    kind: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class SecretWords:
    cues: Phrases
    card_spoken: Phrases
    card_ending: Phrases
    unknown: Phrases
    never: Phrases
    leads: frozenset[str]
    talk: frozenset[str]
    trouble: frozenset[str]
    stake: frozenset[str]


@cache
def english() -> SecretWords:
    data = table("en", "secrets")
    kinds = (CARD, CODE, EXPIRY, PIN, PASSWORD, SSN, OTHER)
    return SecretWords(
        cues=_phrases({kind: data[kind]["phrases"] for kind in kinds}),
        card_spoken=_phrases({CARD: data[CARD]["spoken"]}),
        card_ending=_phrases({CARD: data[CARD]["ending"]}),
        unknown=_phrases({OTHER: data["unknown"]["phrases"]}),
        never=_phrases({OTHER: data["never"]["phrases"]}),
        leads=frozenset(data["leads"]["words"]),
        talk=frozenset(data["talk"]["words"]),
        trouble=frozenset(data["trouble"]["words"]),
        stake=frozenset(data["stake"]["words"]),
    )


def cues_in(tokens: Sequence[Token], phrases: Phrases) -> list[Cue]:
    """The phrases said, in order, without overlap."""
    found: list[Cue] = []
    at = 0
    while at < len(tokens):
        cue = cue_at(tokens, at, phrases)
        if cue is None:
            at += 1
        else:
            found.append(cue)
            at = cue.end
    return found


def cue_at(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    for words, kind in phrases.get(tokens[at].bare, ()):
        if len(words) <= len(tokens) - at and all(tokens[at + i].bare == word for i, word in enumerate(words)):
            return Cue(kind, at, at + len(words))
    return None


def _phrases(kinds: Mapping[str, Sequence[str]]) -> Phrases:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in kinds.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            out.setdefault(words[0], []).append((words, kind))
    return {head: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for head, group in out.items()}
