"""Phrases that people edit: whole words, "*" for any ending, "+" between parts that may stand apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_BETWEEN = 10
"""Words that may stand between the parts of a phrase joined by "+"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``pattern`` is compiled when its first word is heard: few of the hundreds ever are. ``length`` ranks phrases."""

    pattern: str
    first_words: tuple[str, ...]
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
    return Phrase(
        "|".join(ways), tuple(f" {part.split()[0].rstrip('*')}" for part in parts), 10 * length + (length > 1)
    )


def said_in(phrase: Phrase, said: str) -> bool:
    """``said``: lowercase words."""
    known = f" {said}"
    return all(word in known for word in phrase.first_words) and bool(_compiled(phrase.pattern).search(said))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
