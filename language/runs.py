"""Strings of digits and letters said sign by sign: "k one x seven", "double nine", "b as in bravo", corrections too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from language.lexicon import Lexicon
from language.numbers import number_at
from language.tokens import Shape, Token

FILLERS = frozenset({"uh", "um", "er", "erm", "hmm", "mm"})
_JOINTS = frozenset({"dash", "hyphen", "slash", "space", "-", "/"})
_LIKENESS = frozenset({"for", "like", "as", "in", "is"})
_MARKERS = tuple(
    tuple(marker.split())
    for marker in (
        *(
            "no no",
            "no sorry",
            "no wait",
            "no i mean",
            "sorry no",
            "sorry i meant",
            "sorry i mean",
            "wait no",
            "i mean",
            "or rather",
        ),
        *("i meant", "make that", "scratch that", "sorry it's", "no it's", "no that's", "no actually"),
        *("sorry", "no", "wait", "actually", "correction", "oops", "rather"),
    )
)
_MARKER_HEADS = frozenset(marker[0] for marker in _MARKERS)
_LONGEST_MARKER_FIRST = sorted(_MARKERS, key=len, reverse=True)
_NAMES_AN_ID = frozenset({"is", "number", "no", "code", "id", "it's", "reference"})
_ONSETS = frozenset({"str", "spr", "spl", "scr", "thr", "shr", "chr", "sch", "phr", "squ"})
_VOWELS = frozenset("aeiouy")
_LONGEST = 40
"""Pieces of one string; nobody says more, and a wall of letters must not cost a second."""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive signs. ``pieces`` counts how they were said: "forty two" is one piece of two signs."""

    text: str
    first: int
    end: int
    pieces: int
    spelled: int

    @property
    def digits(self) -> int:
        return sum(sign.isdigit() for sign in self.text)

    @property
    def letters(self) -> int:
        return len(self.text) - self.digits


@dataclass(frozen=True, slots=True)
class Piece:
    """``sort``: "digits", "letter", "loose" (a letter only among others), "block" (typed in one word), "cluster", or
    "word" (a cluster that is a word too).
    """

    text: str
    end: int
    sort: str


def run_at(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Run | None:
    """The longest string of signs that starts here, corrections applied."""
    run = _plain_run(tokens, at, lexicon)
    while run is not None and run.digits:
        better = _corrected(tokens, run, lexicon)
        if better is None:
            break
        run = better
    return run


def marker_at(tokens: Sequence[Token], at: int) -> int:
    """The place behind a word of correction ("no sorry") that stands here; ``at`` when there is none."""
    if at < len(tokens) and tokens[at].bare in _MARKER_HEADS:
        for marker in _LONGEST_MARKER_FIRST:
            if all(at + i < len(tokens) and tokens[at + i].bare == word for i, word in enumerate(marker)):
                return at + len(marker)
    return at


def _plain_run(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Run | None:
    pieces: list[Piece] = []
    end = at
    while end < len(tokens) and len(pieces) < _LONGEST:
        start = _behind_joint(tokens, end) if pieces else end
        piece = piece_at(tokens, start, lexicon, bool(pieces))
        if piece is None:
            break
        pieces.append(piece)
        end = piece.end
    return _trimmed(tokens, at, pieces)


def _behind_joint(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and (tokens[at].bare in FILLERS or tokens[at].bare in _JOINTS):
        at += 1
    return at


def piece_at(tokens: Sequence[Token], at: int, lexicon: Lexicon, inside: bool) -> Piece | None:
    """One sign, or several said as one, that may be part of a string; ``inside`` one, more is believed."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.shape is not None:
        return _several(tokens, at, lexicon) or _number_piece(tokens, at)
    if token.bare == "x" and at + 1 < len(tokens) and tokens[at + 1].bare == "ray":
        return Piece("X", at + 2, "letter")
    if token.bare in lexicon.repeats:
        return _repeated(tokens, at, lexicon)
    if likened := _likened(tokens, at):
        return likened
    if len(token.bare) == 1 and token.bare.isalpha():
        purchase_order = at > 0 and tokens[at - 1].bare == "p"
        if token.bare == "o" and not purchase_order and _beside_number(tokens, at):
            return Piece("0", at + 1, "digits")
        return Piece(token.bare.upper(), at + 1, "loose" if token.bare in "ai" else "letter")
    if _is_block(token.bare):
        return Piece(token.bare.replace("-", "").upper(), at + 1, "block")
    if inside and token.bare in lexicon.homophones and _between_digits(tokens, at):
        return Piece(str(lexicon.homophones[token.bare]), at + 1, "digits")
    if token.bare in lexicon.alphabet and (not inside or _among_signs(tokens, at, lexicon)):
        return Piece(lexicon.alphabet[token.bare], at + 1, "loose")
    if inside and token.bare in lexicon.letters and _among_signs(tokens, at, lexicon):
        return Piece(lexicon.letters[token.bare], at + 1, "loose")
    if _is_cluster(token.bare, lexicon):
        return Piece(token.bare.upper(), at + 1, "word" if token.bare in lexicon.short_words else "cluster")
    return None


def _number_piece(tokens: Sequence[Token], at: int) -> Piece | None:
    if tokens[at].bare in ("grand", "million", "billion"):
        return None
    if (
        tokens[at].figure == "8"
        and at > 0
        and tokens[at - 1].figure == "1"
        and tokens[at + 1 : at + 2]
        and tokens[at + 1].bare == "hundred"
    ):
        return Piece("800", at + 2, "digits")  # "one eight hundred", before a free phone number
    if _hundreds_among_digits(tokens, at):
        return Piece(f"{tokens[at].figure}00", at + 2, "digits")
    number = number_at(tokens, at)
    if number is None or not number.text.isdecimal():
        return None
    return Piece(number.text, number.end, "digits")


def _hundreds_among_digits(tokens: Sequence[Token], at: int) -> bool:
    """ "nine hundred four five six" goes on digit by digit: nobody says 904 so."""
    shapes = [token.shape for token in tokens[at : at + 4]]
    hundred = len(shapes) == 4 and tokens[at + 1].bare == "hundred"
    return hundred and shapes[0] is shapes[2] is shapes[3] is Shape.DIGIT


def _repeated(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Piece | None:
    """ "double nine", "triple oh", "double s"; not the "double" of "double room"."""
    if at + 1 >= len(tokens):
        return None
    times, sign = lexicon.repeats[tokens[at].bare], tokens[at + 1]
    if sign.shape is Shape.DIGIT or (sign.shape is Shape.FIGURE and len(sign.figure) == 1):
        return Piece(sign.figure * times, at + 2, "digits")
    if len(sign.bare) == 1 and sign.bare.isalpha():
        return Piece(
            ("0" if sign.bare == "o" else sign.bare.upper()) * times, at + 2, "digits" if sign.bare == "o" else "letter"
        )
    return None


def _several(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Piece | None:
    """ "Four zeros", "two nines"."""
    if tokens[at].shape is not Shape.DIGIT or at + 1 >= len(tokens) or tokens[at + 1].bare not in lexicon.plurals:
        return None
    return Piece(str(lexicon.plurals[tokens[at + 1].bare]) * int(tokens[at].figure), at + 2, "digits")


def _likened(tokens: Sequence[Token], at: int) -> Piece | None:
    """ "b as in bravo", "n for nancy": the word says the letter better than the letter does."""
    first = tokens[at].bare
    if len(first) > 4 or not first.isalpha() or at + 2 >= len(tokens):
        return None
    if tokens[at + 1].bare == "as" and at + 3 < len(tokens) and tokens[at + 2].bare == "in":
        word = tokens[at + 3].bare
        return Piece(word[0].upper(), at + 4, "letter") if word[:1].isalpha() else None
    word = tokens[at + 2].bare
    if (
        len(first) == 1
        and tokens[at + 1].bare in _LIKENESS
        and len(word) > 2
        and word[0] == first
        and first not in "ai"
    ):
        return Piece(first.upper(), at + 3, "letter")
    return None


def _beside_number(tokens: Sequence[Token], at: int) -> bool:
    return (at > 0 and tokens[at - 1].shape is not None) or (at + 1 < len(tokens) and tokens[at + 1].shape is not None)


def _between_digits(tokens: Sequence[Token], at: int) -> bool:
    """A digit said on either side and another beside it: "four seven to nine" is no range."""

    def is_digit(place: int) -> bool:
        return 0 <= place < len(tokens) and tokens[place].shape in (Shape.DIGIT, Shape.FIGURE)

    return is_digit(at - 1) and is_digit(at + 1) and (is_digit(at - 2) or is_digit(at + 2))


def _among_signs(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Signs said one by one on both sides: "seven tango four", not "two hundred fifty hotel seventy"."""

    def is_sign(place: int) -> bool:
        if not 0 <= place < len(tokens):
            return True
        near = tokens[place]
        return near.shape is Shape.DIGIT or len(near.bare) == 1 or near.bare in lexicon.alphabet

    return is_sign(at - 1) and is_sign(at + 1)


def _is_block(bare: str) -> bool:
    """Letters and digits typed as one word; "3pm", "2nd", "5k" and the like are no ids."""
    signs = bare.replace("-", "")
    if not (signs.isalnum() and signs.isascii() and any(map(str.isdigit, signs)) and any(map(str.isalpha, signs))):
        return False
    if signs[0].isdigit() and signs.lstrip("0123456789").isalpha() and len(signs.lstrip("0123456789")) <= 3:
        return len(signs) >= 6 and len(signs.lstrip("0123456789")) == 1 and signs[-1] not in "kmx"
    return True


def _is_cluster(bare: str, lexicon: Lexicon) -> bool:
    """Letters typed together that are no word: "frd", "psrew"; only text has these, a recogniser prints words."""
    if (
        not 2 <= len(bare) <= 6
        or not bare.isalpha()
        or bare in lexicon.plain
        or bare in lexicon.names
        or bare in lexicon.units
    ):
        return False
    if bare in lexicon.currencies or bare in lexicon.months or bare in lexicon.weekdays or bare in FILLERS:
        return False
    if len(bare) <= 3 or not _VOWELS & set(bare):
        return True
    onset = bare[: next(i for i, sign in enumerate(bare) if sign in _VOWELS)]
    return len(onset) >= 3 and onset not in _ONSETS


def _trimmed(tokens: Sequence[Token], at: int, pieces: list[Piece]) -> Run | None:
    """Drop what only looks like signs at the edges: "a", "i", spelling words, clusters without digits."""
    first = at
    while pieces and _is_loose_head(pieces) and not _may_begin(tokens, first, pieces):
        first, pieces = pieces[0].end, pieces[1:]
    while pieces and pieces[-1].sort in ("loose", "cluster", "word") and not _ends_stretch(tokens, pieces):
        pieces = pieces[:-1]
    if not pieces or not any(piece.sort != "loose" for piece in pieces):
        return None
    if first != at:
        first = _behind_joint(tokens, first)
    spelled = sum(piece.sort in ("letter", "loose") for piece in pieces)
    return Run("".join(piece.text for piece in pieces), first, pieces[-1].end, len(pieces), spelled)


def _is_loose_head(pieces: list[Piece]) -> bool:
    head, rest = pieces[0], pieces[1:]
    if head.sort == "cluster":
        following = next((piece.sort for piece in rest if piece.sort != "cluster"), "")
        return following not in ("digits", "letter")
    if head.sort == "word":
        return True
    if head.sort != "loose":
        return False
    return not rest or rest[0].sort in ("loose", "digits", "cluster", "word")


def _may_begin(tokens: Sequence[Token], at: int, pieces: list[Piece]) -> bool:
    return _is_worded(tokens, at, pieces) if pieces[0].sort == "word" else _is_lettered(tokens, at, pieces)


def _is_worded(tokens: Sequence[Token], at: int, pieces: list[Piece]) -> bool:
    """ "art eight five six four seven one" begins with a word, "i owe eight hundred" does not."""
    digits = sum(len(piece.text) for piece in pieces if piece.sort == "digits")
    letters = any(piece.sort in ("letter", "loose", "cluster") for piece in pieces)
    before = tokens[at - 1].bare if at else "is"
    if digits >= 3 and at == 0 and pieces[-1].end == len(tokens):
        return True
    return before in _NAMES_AN_ID and (digits >= 6 or letters or before in ("number", "no", "code", "id"))


def _is_lettered(tokens: Sequence[Token], at: int, pieces: list[Piece]) -> bool:
    """ "a four g four f three" begins with a letter: behind "number is", or where more letters follow."""
    if pieces[0].sort != "loose" or len(pieces) < 3:
        return False
    if _is_phonetic(tokens, at, pieces):
        return True
    if len(tokens[at].bare) != 1 or pieces[1].sort != "digits":
        return False
    letters = sum(piece.sort in ("letter", "loose") for piece in pieces)
    signs = sum(len(piece.text) for piece in pieces)
    named = at > 0 and tokens[at - 1].bare in _NAMES_AN_ID
    return signs >= 5 and (named or (letters >= 2 and (at == 0 or len(pieces) >= 4)))


def _is_phonetic(tokens: Sequence[Token], at: int, pieces: list[Piece]) -> bool:
    """ "alpha bravo seven seven": two spelling words in a row before digits are no people."""
    two = len(tokens[at].bare) > 1 and pieces[1].sort == "loose" and len(tokens[pieces[0].end].bare) > 1
    return two and sum(len(piece.text) for piece in pieces if piece.sort == "digits") >= 2


def _ends_stretch(tokens: Sequence[Token], pieces: list[Piece]) -> bool:
    """A loose sign may end a string only where nothing follows that it could belong to."""
    end = pieces[-1].end
    if pieces[-1].sort == "cluster":
        return len(pieces) > 1 and pieces[-2].sort == "digits" and len(pieces) > 2
    if len(pieces) < 3 or (pieces[-2].sort == "loose" and (len(pieces) < 5 or end < len(tokens))):
        return False
    return (
        end >= len(tokens)
        or tokens[end - 1].stop
        or tokens[end].bare in ("and", "please", "thanks", "thank", "is", "yes", "for")
    )


def _corrected(tokens: Sequence[Token], run: Run, lexicon: Lexicon) -> Run | None:
    """What the run becomes with the correction that stands behind it; None when there is none."""
    behind = marker_at(tokens, run.end)
    if behind == run.end:
        swap = swap_at(tokens, behind, lexicon)
        if swap and swap[0] in run.text and behind > 0 and tokens[behind - 1].stop:
            return _swapped(run, swap)
        return None
    if swap := swap_at(tokens, behind, lexicon):
        return _swapped(run, swap) if swap[0] in run.text else None
    if behind < len(tokens) and tokens[behind].bare in ("it's", "that's", "its", "is"):
        behind += 1
    new = _plain_run(tokens, behind, lexicon)
    if new is None or not new.digits or new.first != behind:
        return None
    text = _replaced(run.text, new.text)
    return Run(text, run.first, new.end, run.pieces + new.pieces, run.spelled + new.spelled)


def swap_at(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[str, str, int] | None:
    """ "seven not five" as (old, new, place behind it)."""
    new = _plain_run(tokens, at, lexicon)
    if new is None or new.first != at or not new.digits or new.end >= len(tokens) or tokens[new.end].bare != "not":
        return None
    start = new.end + 1
    if start < len(tokens) and tokens[start].bare == "a":
        start += 1
    old = _plain_run(tokens, start, lexicon)
    if old is None or not old.digits or len(old.text) > len(new.text):
        return None
    return old.text, new.text, old.end


def _swapped(run: Run, swap: tuple[str, str, int]) -> Run:
    old, new, end = swap
    head, _, tail = run.text.rpartition(old)
    return Run(head + new + tail, run.first, end, run.pieces, run.spelled)


def _replaced(old: str, new: str) -> str:
    """The whole when it is said again; else as many signs from the end, or the last one when more signs follow."""
    restarts = old[0] == new[0]
    if len(new) == len(old) or (restarts and len(new) > 1):
        return new
    if len(new) < len(old):
        return old[: -len(new)] + new
    return old[:-1] + new if len(old) <= 4 else new
