"""One number said in words or figures: "a hundred and six", "forty two", "twenty first", "three point five"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from language.tokens import Shape, Token


@dataclass(frozen=True, slots=True)
class Number:
    """``text`` is in digits, as said: "007" stays so, "3.5" has a point. ``end`` is behind the last word."""

    text: str
    end: int

    @property
    def value(self) -> float:
        return float(self.text)

    @property
    def whole(self) -> int | None:
        return int(self.text) if self.text.isdecimal() else None


def number_at(tokens: Sequence[Token], at: int) -> Number | None:
    """The longest single number that starts here; "five two one" are three of them."""
    found = _cardinal(tokens, at)
    if found is None:
        return _decimal(tokens, "0", at) if at < len(tokens) and tokens[at].bare == "point" else None
    if [token.bare for token in tokens[found.end : found.end + 3]] == ["and", "a", "half"] and found.whole:
        return _with_scale(tokens, f"{found.whole}.5", found.end + 3)
    if found.end < len(tokens) and tokens[found.end].bare == "point" and "." not in found.text:
        return _decimal(tokens, found.text, found.end) or found
    return found


def ordinal_at(tokens: Sequence[Token], at: int) -> Number | None:
    """ "third", "twenty first", "3rd"; up to thirty first."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.nth:
        return Number(str(token.nth), at + 1)
    if token.shape is Shape.TENS and at + 1 < len(tokens) and 0 < tokens[at + 1].nth < 10:
        return Number(str(int(token.figure) + tokens[at + 1].nth), at + 2)
    return None


def _cardinal(tokens: Sequence[Token], at: int) -> Number | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.shape is Shape.FIGURE:
        return _scaled_figure(tokens, at)
    if token.bare == "a":
        if at + 1 < len(tokens) and tokens[at + 1].shape is Shape.SCALE:
            return _large(tokens, at + 1, 1)
        return None
    if token.shape is None:
        return None
    if token.shape is Shape.SCALE:
        return _large(tokens, at, 1)
    if token.figure == "0":
        return Number("0", at + 1)
    value, end = _below_hundred(tokens, at)
    if end < len(tokens) and tokens[end].shape is Shape.SCALE:
        return _large(tokens, end, value)
    return Number(str(value), end)


def _scaled_figure(tokens: Sequence[Token], at: int) -> Number:
    """ "5 thousand", "1.5 million", "200"."""
    figure, end = tokens[at].figure, at + 1
    if end < len(tokens) and tokens[end].shape is Shape.SCALE and len(figure) <= 6:
        value = float(figure) * int(tokens[end].figure)
        return Number(_plain(value), end + 1)
    return Number(figure, end)


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    token = tokens[at]
    value = int(token.figure)
    if token.shape is Shape.TENS and at + 1 < len(tokens):
        unit = tokens[at + 1]
        if unit.shape is Shape.DIGIT and unit.figure != "0" and not token.stop:
            return value + int(unit.figure), at + 2
    return value, at + 1


def _large(tokens: Sequence[Token], at: int, count: int) -> Number:
    """A number whose first scale word stands at ``at``, ``count`` times."""
    total, group, end = 0, count, at
    last = 1 << 62
    while end < len(tokens) and tokens[end].shape is Shape.SCALE:
        scale = int(tokens[end].figure)
        if scale == 100:
            if not 0 < group < 100:
                break
            group *= 100
        elif scale < last and group < 1000:
            total, group, last = total + group * scale, 0, scale
        else:
            break
        end += 1
        rest = _rest(tokens, end, scale)
        if rest is None:
            break
        group, end = group + rest[0], rest[1]
    return Number(str(total + group), end)


def _rest(tokens: Sequence[Token], at: int, scale: int) -> tuple[int, int] | None:
    """What may follow a scale word: "[and] twenty five", and after "thousand" also "two hundred …"."""
    if at < len(tokens) and tokens[at].shape is Shape.SCALE:
        return 0, at
    start = at + 1 if at < len(tokens) and tokens[at].bare == "and" else at
    if start >= len(tokens) or tokens[start - 1].stop:
        return None
    if tokens[start].shape not in (Shape.DIGIT, Shape.TEEN, Shape.TENS) or tokens[start].figure == "0":
        return None
    value, end = _below_hundred(tokens, start)
    if end < len(tokens) and tokens[end].shape is Shape.SCALE:
        inner = int(tokens[end].figure)
        fits = inner >= 1000 if scale == 100 else inner < scale
        if not fits or (inner == 100 and value > 9):
            return None
    return value, end


def _decimal(tokens: Sequence[Token], whole: str, point: int) -> Number | None:
    """Digits behind "point"; ``point`` is that word's place."""
    digits, end = "", point + 1
    while end < len(tokens) and tokens[end].shape in (Shape.DIGIT, Shape.FIGURE) and tokens[end].figure.isdecimal():
        digits, end = digits + tokens[end].figure, end + 1
    if not digits and end < len(tokens) and tokens[end].shape in (Shape.TEEN, Shape.TENS):
        value, end = _below_hundred(tokens, end)
        digits = str(value)
    if not digits or len(digits) > 6:
        return None
    return _with_scale(tokens, f"{whole}.{digits}", end)


def _with_scale(tokens: Sequence[Token], text: str, end: int) -> Number:
    if end < len(tokens) and tokens[end].shape is Shape.SCALE and tokens[end].figure != "100":
        return Number(_plain(float(text) * int(tokens[end].figure)), end + 1)
    return Number(text, end)


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(round(value, 6))
