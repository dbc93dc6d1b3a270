"""Phrases that people edit: whole words, "*" for any ending, "+" between parts that may stand apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

STEM = 4
_BETWEEN = 10
"""Words that may stand between the parts of a phrase joined by "+"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``pattern`` is compiled when ``begins`` is heard: few of the hundreds ever are. ``length`` ranks phrases.

    ``begins``: the first letters of the first word, at most ``STEM``.
    """

    pattern: str
    begins: str
    length: int


def phrase_of(text: str) -> Phrase:
    """Two parts joined by "+" may stand in either order, more than two in the order given."""
    parts = [" ".join(part.split()) for part in text.lower().split("+")]
    spelled = [r"\b" + re.escape(part).replace(r"\*", r"\w*").replace(r"\ ", " ") + r"\b" for part in parts]
    between = rf"(?:\W+\S+){{0,{_BETWEEN}}}?\W+"
    ways = [between.join(spelled)]
    if len(spelled) == 2:
        ways.append(between.join(reversed(spelled)))
    length = sum(len(part.split()) for part in parts)
    first = parts[0].split()[0]
    short = "*" in first and len(first.rstrip("*")) < STEM
    return Phrase("|".join(ways), "" if short else first.rstrip("*")[:STEM], 10 * length + (length > 1))


def said_in(phrase: Phrase, said: str) -> bool:
    """``said``: lowercase words."""
    return bool(_compiled(phrase.pattern).search(said))


def words_of(phrase: Phrase, said: str) -> str:
    """The words of ``said`` that make the phrase; "" when it is not said."""
    found = _compiled(phrase.pattern).search(said)
    return found[0] if found else ""


class Phrasebook(Generic[Meaning]):
    """Many phrases and what each means. Only those whose beginning was said are looked at."""

    def __init__(self, entries: Iterable[tuple[Phrase, Meaning]]) -> None:
        self._by_stem: dict[str, list[tuple[Phrase, Meaning]]] = {}
        for phrase, meaning in entries:
            self._by_stem.setdefault(phrase.begins, []).append((phrase, meaning))

    def find(self, said: str) -> Iterator[tuple[Phrase, Meaning]]:
        for stem in ("", *dict.fromkeys(word[:STEM] for word in said.split())):
            for phrase, meaning in self._by_stem.get(stem, ()):
                if said_in(phrase, said):
                    yield phrase, meaning


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
