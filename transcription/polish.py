"""The text for people: figures, capitals, full stops and question marks put onto the recogniser's words.

It says what was said: numbers become figures, "uh" and "um" are left out, letters said one by one are joined; no
other word is added or lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from calls.events import Mention, Word
from language.kinds import Kind
from language.lexicon import Lexicon, table
from language.lexicon import english as lexicon_of_english
from language.shown import shown
from language.tokens import Token

LONG_PAUSE_S = 0.7
SHORT_PAUSE_S = 0.3
"""Pauses between words inside an utterance: a long one ends a sentence, a short one before a word that starts one."""

_BEFORE_ANY_NAME = frozenset({("name", "is"), ("mr",), ("mrs",), ("ms",), ("mister",)})
"""Behind these even an unknown word is a name."""

_I = frozenset({"i", "i'm", "i'd", "i've", "i'll"})

_SHORTEST_SENTENCE = 3
_TAKES_RIGHT = frozenset({"that's", "all", "you're", "not", "all's", "exactly", "about", "they're", "quite"})
"""Behind these "right" is no tag: "that's right"."""


@dataclass(frozen=True, slots=True)
class Manners:
    """What resources/language/en/people.toml holds."""

    abbreviations: frozenset[str]
    capital_words: Mapping[str, str]
    pairs: frozenset[tuple[str, str]]
    fillers: frozenset[str]
    heads: frozenset[str]
    starters: frozenset[str]
    auxiliaries: frozenset[str]
    persons: frozenset[str]
    inversions: frozenset[tuple[str, ...]]
    bound: frozenset[str]
    wh: frozenset[str]
    measures: frozenset[str]
    tags: frozenset[tuple[str, ...]]
    hanging: frozenset[str]
    introductions: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One word or mention of the text, with its first and last word and the silence before it in seconds."""

    text: str
    bare: str
    last: str
    pause: float
    stop: bool


@cache
def manners() -> Manners:
    data = table("en", "people")
    asked = data["inversions"]
    capital = {word: word.capitalize() for word in data["capital"]["words"]}
    capital |= {word: word.upper() for word in data["abbreviations"]["capital"]}
    return Manners(
        abbreviations=frozenset(data["abbreviations"]["words"]),
        capital_words=capital | data["written"],
        pairs=frozenset((first, last) for first, last in map(str.split, data["capital"]["pairs"])),
        fillers=frozenset(data["fillers"]["words"]),
        heads=frozenset(data["heads"]["words"]),
        starters=frozenset(data["starters"]["words"]),
        auxiliaries=frozenset(asked["auxiliaries"]),
        persons=frozenset(asked["persons"]),
        inversions=frozenset(tuple(phrase.split()) for phrase in asked["strong"]),
        bound=frozenset(asked["bound"]),
        wh=frozenset(asked["wh"]),
        measures=frozenset(asked["measures"]),
        tags=frozenset(tuple(tag.split()) for tag in asked["tags"]),
        hanging=frozenset(data["hanging"]["words"]),
        introductions=frozenset(tuple(phrase.split()) for phrase in data["introductions"]["phrases"]),
    )


def polish(words: Sequence[Word], tokens: Sequence[Token], mentions: Sequence[Mention]) -> str:
    """One line of text; ``tokens`` are those of ``words``. A masked word stays as it is."""
    ways, lexicon = manners(), lexicon_of_english()
    pieces = _pieces(words, tokens, mentions, ways, lexicon)
    return " ".join(_sentence(sentence, ways) for sentence in _sentences(pieces, ways))


def _pieces(
    words: Sequence[Word], tokens: Sequence[Token], mentions: Sequence[Mention], ways: Manners, lexicon: Lexicon
) -> list[_Piece]:
    heads = {mention.first_word: mention for mention in mentions if not _is_half_a_number(mention, mentions)}
    only_fillers = all(token.bare in ways.fillers for token in tokens)
    out: list[_Piece] = []
    at = 0
    heard_until = words[0].start if words else 0.0
    while at < len(words):
        start = at
        if mention := heads.get(at):
            text, at = shown(mention, tokens, lexicon), mention.last_word + 1
        elif letters := _letters(tokens, at, ways):
            text, at = "".join(token.bare for token in tokens[at : at + letters]).upper(), at + letters
        elif tokens[at].bare in ways.fillers and not only_fillers:
            at += 1
            continue
        else:
            text, at = _cased(words, tokens, at, ways, lexicon), at + 1
        pause = words[start].start - heard_until if out else 0.0
        out.append(_Piece(text, tokens[start].bare, tokens[at - 1].bare, pause, tokens[at - 1].stop))
        heard_until = words[at - 1].end
    return out


def _is_half_a_number(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """ "Two fifty" may be 250 or 2.50 or half past: it stays in words."""
    beside = (
        other.last_word + 1 == mention.first_word or other.first_word == mention.last_word + 1
        for other in mentions
        if other.kind == Kind.NUMBER
    )
    return mention.kind == Kind.NUMBER and any(beside)


def _letters(tokens: Sequence[Token], at: int, ways: Manners) -> int:
    """How many words spell an abbreviation here: "a t m" is three."""
    if len(tokens[at].bare) != 1:
        return 0
    for length in (4, 3, 2):
        said = [token.bare for token in tokens[at : at + length]]
        if len(said) == length and all(len(sign) == 1 for sign in said) and "".join(said) in ways.abbreviations:
            return length
    return 0


def _cased(words: Sequence[Word], tokens: Sequence[Token], at: int, ways: Manners, lexicon: Lexicon) -> str:
    text, bare = words[at].text.rstrip(".,!?;:"), tokens[at].bare
    if bare.startswith("[") or text != text.lower():
        return text
    if bare == "i" or bare.startswith("i'"):
        return "I" + text[1:]
    if written := ways.capital_words.get(bare.removesuffix("'s")):
        return written + ("'s" if bare.endswith("'s") else "")
    before = tokens[at - 1].bare if at else ""
    after = tokens[at + 1].bare if at + 1 < len(tokens) else ""
    if (before, bare) in ways.pairs or (bare, after) in ways.pairs:
        return text.capitalize()
    if _is_name(tokens, at, ways, lexicon):
        return text.capitalize()
    return text


def _is_name(tokens: Sequence[Token], at: int, ways: Manners, lexicon: Lexicon) -> bool:
    bare = tokens[at].bare.removesuffix("'s")
    if bare in lexicon.names and bare not in lexicon.doubtful_names:
        return True
    if bare in lexicon.names:
        near = [tokens[place].bare for place in (at - 1, at + 1) if 0 <= place < len(tokens)]
        known = any(word in lexicon.names and word not in lexicon.doubtful_names for word in near)
        return known or _is_introduced(tokens, at, ways.introductions)
    if bare in lexicon.plain or bare in ways.hanging or not bare.isalpha():
        return False
    return _is_introduced(tokens, at, _BEFORE_ANY_NAME)


def _is_introduced(tokens: Sequence[Token], at: int, phrases: frozenset[tuple[str, ...]]) -> bool:
    said = tuple(token.bare for token in tokens[max(0, at - 3) : at])
    return any(said[-length:] in phrases for length in range(1, len(said) + 1))


def _sentences(pieces: list[_Piece], ways: Manners) -> list[list[_Piece]]:
    out: list[list[_Piece]] = []
    for at, piece in enumerate(pieces):
        if not out or _begins(pieces, at, len(out[-1]), ways):
            out.append([])
        out[-1].append(piece)
    return out


def _begins(pieces: list[_Piece], at: int, said: int, ways: Manners) -> bool:
    """Whether a sentence begins at ``at``, ``said`` words after the last one began."""
    piece, before = pieces[at], pieces[at - 1]
    if before.stop:
        return True
    following = pieces[at + 1].bare if at + 1 < len(pieces) else ""
    asked = before.last == "that" and (piece.bare, following) in ways.inversions
    if before.last in ways.hanging and not asked:
        return False
    if at + 1 == len(pieces) and piece.bare not in ways.heads and piece.bare != "thanks":
        return False
    if piece.pause >= LONG_PAUSE_S:
        return said >= _SHORTEST_SENTENCE or before.last in ways.heads
    if piece.pause >= SHORT_PAUSE_S and piece.bare in ways.starters:
        return said >= _SHORTEST_SENTENCE
    if said < _SHORTEST_SENTENCE or (before.last in ways.bound and not asked):
        return False
    person = pieces[at + 2].bare if at + 2 < len(pieces) else ""
    if piece.bare in ways.wh and following in ways.auxiliaries and person in ways.persons:
        return True
    if (piece.bare, following, person) == ("my", "name", "is") or _follows_name(pieces, at, said):
        return True
    if (piece.bare, following) in ways.inversions and at + 2 < len(pieces):
        return not any(earlier.bare in ways.wh for earlier in pieces[max(at - said, at - 5) : at])
    return (piece.bare, following) == ("thank", "you") or (piece.bare == "thanks" and at + 1 == len(pieces))


def _follows_name(pieces: list[_Piece], at: int, said: int) -> bool:
    """ "my name is james miller | i would like"."""
    introduced = any(piece.bare == "name" for piece in pieces[at - said : at])
    return introduced and pieces[at].bare in _I and pieces[at - 1].text[:1].isupper() and pieces[at - 1].bare not in _I


def _sentence(pieces: list[_Piece], ways: Manners) -> str:
    texts = [piece.text for piece in pieces]
    if "@" not in texts[0]:
        texts[0] = texts[0][:1].upper() + texts[0][1:]
    if (
        len(pieces) > 2
        and pieces[0].bare in ways.heads
        and pieces[1].bare not in ("of", "to", "about", "for", "now", "there")
    ):
        texts[0] += ","
    last = pieces[-1]
    if is_question([piece.bare for piece in pieces], ways):
        return " ".join(texts) + "?"
    return " ".join(texts) + ("" if last.last in ways.hanging and len(pieces) > 1 else ".")


def is_question(said: list[str], ways: Manners) -> bool:
    """By its first words ("can you", "how much"), or a tag at its end."""
    first = 0
    while first < len(said) - 2 and (
        said[first] in ways.heads or said[first] in ("and", "so", "but", "then", "um", "uh")
    ):
        first += 1
    rest = said[first:]
    if len(rest) >= 2 and (_is_inverted(rest, ways) or _asks_with_wh(rest, ways)):
        return True
    if len(rest) == 1 and rest[0] in {*ways.wh, "pardon"}:
        return True
    tagged = any(tuple(said[-len(tag) :]) == tag for tag in ways.tags)
    return tagged and len(said) >= 4 and said[0] not in ways.heads and said[-2] not in ways.hanging | _TAKES_RIGHT


def _is_inverted(rest: list[str], ways: Manners) -> bool:
    """ "can you", "is it"; "had they known" and "may they rest" ask nothing."""
    if rest[0] not in ways.auxiliaries or rest[1] not in ways.persons:
        return False
    return rest[0] not in ("had", "may") or rest[1] in ("i", "we", "you")


def _asks_with_wh(rest: list[str], ways: Manners) -> bool:
    """ "what is", "how much", "where's"; "which is fine" and "what i want" ask nothing."""
    if rest[0] not in ways.wh:
        return False
    if rest[0] == "which":
        return any(pair[0] in ways.auxiliaries and pair[1] in ways.persons for pair in pairwise(rest[1:6]))
    measured = rest[0] in ("how", "what", "whose") and rest[1] in ways.measures
    return rest[1] in ways.auxiliaries or measured or "'" in rest[0]
