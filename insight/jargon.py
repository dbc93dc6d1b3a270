"""Jargon that the agent used, with plain words; worked out after the call, for the agent alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import resources
from calls.events import Channel, Utterance
from insight.phrases import Phrase, Phrasebook, phrase_of, words_of
from insight.tables import TableError, read_table, usable

PLACE = "jargon.toml"


class JargonError(TableError):
    """One line: which entry, what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Term:
    """``codes`` empty: it counts in every call."""

    when: tuple[Phrase, ...]
    plain: str
    codes: tuple[str, ...] = ()

    def counts_for(self, code: str) -> bool:
        return not self.codes or any(fnmatchcase(code, pattern) for pattern in self.codes)


@dataclass(frozen=True, slots=True)
class JargonUsed:
    """``said`` as the agent said it, first in ``utterance_id``; ``times`` in the whole call."""

    said: str
    plain: str
    utterance_id: str
    times: int


def jargon_used(utterances: Iterable[Utterance], code: str, terms: Iterable[Term]) -> tuple[JargonUsed, ...]:
    """In the order in which it was first said. Without a key issue (``code`` "") only what counts in every call."""
    book = Phrasebook((phrase, term) for term in terms if term.counts_for(code) for phrase in term.when)
    used: dict[str, JargonUsed] = {}
    for utterance in utterances:
        if utterance.channel is Channel.AGENT:
            said = utterance.raw.lower()
            for phrase, term in book.find(said):
                first = used.get(term.plain)
                if first is None:
                    used[term.plain] = JargonUsed(words_of(phrase, said), term.plain, utterance.id, 1)
                else:
                    used[term.plain] = JargonUsed(first.said, first.plain, first.utterance_id, first.times + 1)
    return tuple(used.values())


@cache
def bundled_terms() -> tuple[Term, ...]:
    """What Attune ships, read once; nothing when it cannot be used."""
    return usable(lambda: read_terms(resources.path(PLACE)), ())


def read_terms(path: Path) -> tuple[Term, ...]:
    """Raises JargonError, OSError."""
    try:
        data = read_table(path)
    except ValueError as error:
        raise JargonError(f"{path.name}: {error}") from None
    return tuple(_term(path.name, entry) for entry in data.get("term", ()))


def _term(place: str, entry: dict[str, Any]) -> Term:
    when, plain, codes = entry.get("when"), entry.get("plain"), entry.get("codes", [])
    if not isinstance(when, list) or not when or not all(isinstance(text, str) and text.strip() for text in when):
        raise JargonError(f"{place}: when should be a list of phrases, this is {when!r}")
    if not isinstance(plain, str) or not plain.strip():
        raise JargonError(f"{place}: {when[0]} has no plain words")
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise JargonError(f"{place}: {when[0]}: codes should be a list of issue codes")
    return Term(tuple(map(phrase_of, when)), plain, tuple(codes))
