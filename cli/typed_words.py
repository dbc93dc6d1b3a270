"""Typed text as the words that a recogniser would print; what is glued to a card number or a code comes off."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from transcription.digit_groups import is_card
from transcription.secret_words import OTHER, english

_EDGES = '.,!?;:"“”()[]…'
_SHORTEST_CARD, _LONGEST_CARD = 13, 19
"""Digits; a shorter number that passes the check is more often another's."""

_UNSEEN = "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
_HIDDEN = re.compile(rf"(?<=[!-~]){_UNSEEN}+|(?<!{_UNSEEN}){_UNSEEN}++(?=[!-~])")
"""Between emojis and in some scripts these signs belong to the word."""

_DASHED = re.compile(r"(?<!\d)\d++(?:[‐-―−]\d++){2,}")
"""A single dash is a range's: "10–12 days"."""

_JOINT = r" ?[-.,/_‐-―−] ?| "
_FIGURES = re.compile(rf"[#'‘<=*:]{{0,3}}(\d+(?:(?:{_JOINT})\d+)*)['>=*]{{0,3}}")
_JOINTS = re.compile(f"({_JOINT})")
_MARKED = re.compile(r"[#'‘<>=*]*(\d[\d-]{2,})['<>=*]*")


def words_of(text: str) -> list[str]:
    """In lower case, without the signs around them; nothing else of what no secret can be in is changed."""
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in _HIDDEN.sub("", text))
    text = " ".join(text.replace("’", "'").lower().split())
    text = _DASHED.sub(lambda found: re.sub(r"\D", "-", found[0]), text)
    text = _FIGURES.sub(_cards_apart, text)
    text = _named().sub(r" \1 ", text)
    return [_unmarked(word) for token in text.split() if (word := token.strip(_EDGES))]


def _cards_apart(found: re.Match[str]) -> str:
    """Each card number among figures between blanks, as its groups are; what holds none stays as it is."""
    pieces = _JOINTS.split(found[1])
    apart: list[str] = []
    at = 0
    while at < len(pieces):
        end = _card_end(pieces, at)
        apart.append(f" {' '.join(pieces[at:end:2])} " if end else pieces[at])
        at = end or at + 1
        apart += pieces[at : at + 1]
        at += 1
    parted = "".join(apart)
    return found[0] if parted == found[1] else parted


def _card_end(pieces: list[str], first: int) -> int:
    """The place behind the card number that begins at ``first``, all its groups joined alike; 0 where none does."""
    for end in range(min(len(pieces), first + 2 * _LONGEST_CARD - 1), first, -2):
        digits = "".join(pieces[first:end:2])
        alike = len({joint.strip() for joint in pieces[first + 1 : end : 2]}) <= 1
        if alike and len(digits) >= _SHORTEST_CARD and is_card(digits):
            return end
    return 0


@cache
def _named() -> re.Pattern[str]:
    """The last word of a secret's name before what is glued to it: "code:hunter2", "number#4321", "cvv/123"."""
    names = [words for phrases in english().cues.values() for words, kind in phrases if kind != OTHER]
    last = "|".join({re.escape(words[-1]) for words in names})
    alone = "|".join(re.escape(words[0]) for words in names if len(words) == 1)
    told = rf"(?:{last})(?=[:=#<*])|(?:{alone})(?=[^\w\s]*_*\d{{3}})"
    return re.compile(rf"(?<![^\s,;(\"'])({told})[^\w\s]*_*")


def _unmarked(word: str) -> str:
    """ "#4321" without its sign; "*140#" is dialled as it is."""
    marked = _MARKED.fullmatch(word)
    return marked[1] if marked else word
