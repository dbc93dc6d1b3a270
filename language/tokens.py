"""A recognised or typed word as the rules see it: lower case, without punctuation around it, its number read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from calls.events import Word
from language.lexicon import Lexicon

_EDGES = '.,!?;:"“”()…'
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_DASHED = re.compile(r"\d+(?:-\d+)+")
_LONGEST_FIGURE = 100
"""Signs; Python refuses to read a number of more than 4,300."""
_NTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


class Shape(StrEnum):
    """How a number word joins with its neighbours: "forty" takes a digit, "hundred" multiplies."""

    DIGIT = "digit"
    TEEN = "teen"
    TENS = "tens"
    SCALE = "scale"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Token:
    """``bare`` is what the rules compare; ``stop``: punctuation ends a stretch behind this word.

    ``shape`` is None for what is no number; ``figure`` then is "". ``nth`` is the ordinal's number, 0 for none.
    """

    bare: str
    stop: bool = False
    shape: Shape | None = None
    figure: str = ""
    nth: int = 0


def tokens_of(words: Sequence[Word], lexicon: Lexicon) -> list[Token]:
    """One token per word, so that positions stay those of the words."""
    return [_token(word.text, lexicon) for word in words]


def _token(text: str, lexicon: Lexicon) -> Token:
    lowered = text.lower().replace("’", "'")
    bare = lowered.strip(_EDGES) or lowered
    stop = lowered[-1:] in ".,!?;:"
    if not bare[:1].isdigit() or not bare.isascii() or len(bare) > _LONGEST_FIGURE:
        return _word(bare, stop, lexicon)
    if _FIGURE.fullmatch(bare):
        return Token(bare, stop, Shape.FIGURE, bare)
    if _GROUPED.fullmatch(bare):
        return Token(bare, stop, Shape.FIGURE, bare.replace(",", ""))
    if _DASHED.fullmatch(bare):
        return Token(bare, stop, Shape.FIGURE, bare.replace("-", ""))
    nth = _NTH.fullmatch(bare)
    return Token(bare, stop, nth=int(nth[1]) if nth else 0)


def _word(bare: str, stop: bool, lexicon: Lexicon) -> Token:
    if (digit := lexicon.digits.get(bare)) is not None:
        return Token(bare, stop, Shape.DIGIT, str(digit))
    if (teen := lexicon.teens.get(bare)) is not None:
        return Token(bare, stop, Shape.TEEN, str(teen))
    if (ten := lexicon.tens.get(bare)) is not None:
        return Token(bare, stop, Shape.TENS, str(ten))
    if (scale := lexicon.scales.get(bare)) is not None:
        return Token(bare, stop, Shape.SCALE, str(scale))
    if (nth := lexicon.ordinals.get(bare)) is not None:
        return Token(bare, stop, nth=nth)
    if "-" in bare:
        return _hyphened(bare, stop, lexicon)
    return Token(bare, stop)


def _hyphened(bare: str, stop: bool, lexicon: Lexicon) -> Token:
    """ "twenty-five" and "twenty-fifth", as people type them."""
    tens, _, unit = bare.partition("-")
    base = lexicon.tens.get(tens)
    if base and unit in lexicon.digits:
        return Token(bare, stop, Shape.FIGURE, str(base + lexicon.digits[unit]))
    if base and 0 < lexicon.ordinals.get(unit, 0) < 10:
        return Token(bare, stop, nth=base + lexicon.ordinals[unit])
    return Token(bare, stop)
