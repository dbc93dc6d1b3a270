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
    card_fate: Phrases
    address: frozenset[str]
    unknown: Phrases
    never: Phrases
    leads: frozenset[str]
    talk: frozenset[str]
    again: Phrases
    wait: Phrases
    offers: frozenset[str]
    more: frozenset[str]
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
        card_fate=_phrases({CARD: data[CARD]["fate"]}),
        address=frozenset(data["address"]["words"]),
        unknown=_phrases({OTHER: data["unknown"]["phrases"]}),
        never=_phrases({OTHER: data["never"]["phrases"]}),
        leads=frozenset(data["leads"]["words"]),
        talk=frozenset(data["talk"]["words"]),
        again=_phrases({OTHER: data["again"]["phrases"]}),
        wait=_phrases({OTHER: data["wait"]["phrases"]}),
        offers=frozenset(data["offers"]["words"]),
        more=frozenset(data["more"]["words"]),
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
    """The longest phrase that begins here; one with a strange word in it, as misheard speech has, comes second.

    "Got the sort code" is no "got the code" with a strange word: what stands inside is asked for.
    """
    if exact := _exact_at(tokens, at, phrases):
        return exact
    for words, kind in phrases.get(tokens[at].bare, ()):
        if len(words) > 1 and kind != OTHER and (end := _end_with_gap(tokens, at, words)):
            inside = (_exact_at(tokens, place, phrases) for place in range(at + 1, end))
            return None if any(cue and cue.kind == OTHER for cue in inside) else Cue(kind, at, end)
    return None


def _exact_at(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    for words, kind in phrases.get(tokens[at].bare, ()):
        if len(words) <= len(tokens) - at and all(tokens[at + i].bare == word for i, word in enumerate(words)):
            return Cue(kind, at, at + len(words))
    return None


def _end_with_gap(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> int:
    """The place behind ``words`` said with one word too many among them; 0 when they are not."""
    if len(words) + 1 > len(tokens) - at:
        return 0
    said = [token.bare for token in tokens[at : at + len(words) + 1]]
    fits = any(said[:gap] + said[gap + 1 :] == list(words) for gap in range(1, len(words)))
    return at + len(words) + 1 if fits else 0


def _phrases(kinds: Mapping[str, Sequence[str]]) -> Phrases:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in kinds.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            out.setdefault(words[0], []).append((words, kind))
    return {head: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for head, group in out.items()}
