"""Card numbers with wrong words among their digits: no check digit fits, and what surrounds them must tell."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from language.lexicon import Lexicon
from language.tokens import Shape, Token
from transcription.digit_groups import STRANGE, Group, joined, may_start_card
from transcription.heard import ALSO_OF_SECRETS, Heard
from transcription.secret_words import OTHER, SecretWords, cue_at, cues_in

_NAMES_WITHIN = 9
"""Words before a number among which its name is looked for."""

_LEAST_NAMED, _LEAST_ASKED, _LEAST_ALONE, _LEAST_ODD = 7, 9, 11, 14
"""Digits that make a card's number where it is called one, asked for, begins as one, and begins otherwise."""

_BY_NAME = frozenset({"number", "no", "id", "code", "is", "it's", "#", "me", "at", "on"})


class Name(Enum):
    """What digits are called. ``FAINT``: a word that names other numbers, but does not say that it names this one."""

    CARD = auto()
    OTHER = auto()
    FAINT = auto()


class MisheardCards:
    def __init__(self, lexicon: Lexicon, words: SecretWords) -> None:
        self._words = words
        self._phones = lexicon.phone_words
        self._ids = (lexicon.id_words - ALSO_OF_SECRETS) | lexicon.phone_words

    def names_another(self, tokens: Sequence[Token]) -> bool:
        """An order, a phone and the like is spoken of, and no card."""
        return any(token.bare in self._ids for token in tokens) and not cues_in(tokens, self._words.card_spoken)

    def name_of(self, heard: Heard, group: Group) -> Name | None:
        """What is said last before the digits, or of a card right behind them."""
        return _nearest(self._names_in(heard.tokens), group, faint=True)

    def find(
        self, heard: Heard, groups: Sequence[Group], barriers: frozenset[int], subject: bool, other: bool
    ) -> tuple[list[Group], list[Group]]:
        """The stretches that are a card's by what is said around them, and those that are by their length alone.

        ``subject``: one was asked for; ``other``: another number was.
        """
        names = self._names_in(heard.tokens)
        ends = barriers | {at for at, name in names.items() if name is not Name.FAINT}
        found = [
            stretch
            for stretch in joined(groups, ends)
            if self._is_called_one(heard, stretch, names, subject) and not heard.counts_something(stretch)
        ]
        if other:
            return found, []
        ends |= {at for at, token in enumerate(heard.tokens) if token.bare in self._words.address}
        left = [g for g in groups if not any(s.first <= g.first < s.end for s in found) and _is_spelled(heard, g)]
        alone = [self._looking_like_one(heard, whole, left, names) for whole in joined(left, ends, STRANGE - 1)]
        return found, [stretch for stretch in alone if stretch]

    def _is_called_one(self, heard: Heard, stretch: Group, names: dict[int, Name], subject: bool) -> bool:
        size = len(stretch.text)
        name = _nearest(names, stretch, faint=size < _LEAST_ASKED)
        if size < _LEAST_NAMED or (size < _LEAST_ALONE and not _is_spelled(heard, stretch)):
            return False
        if name is None:
            return subject and (size >= _LEAST_ASKED or may_start_card(stretch.text))
        return name is Name.CARD

    def _looking_like_one(
        self, heard: Heard, whole: Group, groups: Sequence[Group], names: dict[int, Name]
    ) -> Group | None:
        """The part of the digits, from one of its groups on, that is as long as a card and begins as one."""
        name = _nearest(names, whole, faint=True)
        behind = heard.tokens[whole.end : whole.end + 1]
        if name is Name.OTHER or heard.is_a_phone(whole) or any(token.bare in self._phones for token in behind):
            return None
        size = len(whole.text)
        befallen = cues_in(heard.tokens[whole.end : whole.end + 5], self._words.card_fate)
        if (size >= _LEAST_ODD and heard.words_beside(whole) <= 6) or (befallen and size >= _LEAST_ASKED):
            return whole
        doubtful = name is Name.FAINT or any(token.bare in self._phones for token in heard.tokens)
        least = _LEAST_ALONE + 2 * doubtful
        for group in groups:
            if whole.first <= group.first < whole.end:
                text = whole.text[-sum(len(g.text) for g in groups if group.first <= g.first < whole.end) :]
                if len(text) >= least and may_start_card(text):
                    return Group(text, group.first, whole.end, blurred=True)
        return None

    def _names_in(self, tokens: Sequence[Token]) -> dict[int, Name]:
        return {at: name for at in range(len(tokens)) if (name := self._name_at(tokens, at))}

    def _name_at(self, tokens: Sequence[Token], at: int) -> Name | None:
        if cue_at(tokens, at, self._words.card_spoken):
            return Name.CARD
        cue = cue_at(tokens, at, self._words.cues)
        if cue and cue.kind == OTHER and any(t.shape or t.bare in _BY_NAME for t in tokens[cue.end : cue.end + 1]):
            return Name.OTHER
        if tokens[at].bare not in self._ids:
            return None
        follows = {token.bare for token in tokens[at + 1 : at + 2]}
        return Name.OTHER if follows & _BY_NAME else Name.FAINT


def _nearest(names: dict[int, Name], stretch: Group, faint: bool) -> Name | None:
    """The last name before the digits, or a card's right behind them; one that is faint only if it is asked for."""
    for at in range(stretch.first - 1, stretch.first - _NAMES_WITHIN, -1):
        if (name := names.get(at)) and (faint or name is not Name.FAINT):
            return name
    behind = range(stretch.end, stretch.end + STRANGE + 1)
    return Name.CARD if any(names.get(at) is Name.CARD for at in behind) else None


def _is_spelled(heard: Heard, group: Group) -> bool:
    """Said digit after digit: not the numbers of an address or of a date."""
    return all(token.shape in (None, Shape.DIGIT) for token in heard.tokens[group.first : group.end])
