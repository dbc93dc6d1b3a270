"""Which policy cards a call touches: an index from words to cards, and a near word where one was misheard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from rapidfuzz import fuzz, process

from calls.findings import PolicyCard
from insight.heard import Heard
from insight.phrases import Phrase, Phrasebook
from insight.policy_cards import Card
from language.lexicon import english

MOST_SHOWN = 2
QUIET_S = 20.0
"""From one new card to the next."""
SHOWN_FROM = 1.0
FADES = 0.92
"""What is left of a card's weight after an utterance that says nothing of it."""
WHOLE, SINGLE, BY_ISSUE = 1.0, 0.55, 1.0
"""Weights: a phrase of several words or a name; one word, which must come twice; the key issue's code."""
NEAR_NAME, NEAR_WORD = 84.0, 82.0
"""Likeness in percent from which a name, a word of a phrase was misheard rather than another."""
_LEAST_LETTERS = 5
_REMEMBERED = 4000


class _Name:
    """A product's or a person's name, and whether some words sound out nearly the same letters."""

    def __init__(self, text: str, card: int) -> None:
        self.text, self.card, self.letters = text, card, text.replace(" ", "")
        count = text.count(" ") + 1
        self._sizes = {max(1, count - 1), count, count + 1} if len(self.letters) >= _LEAST_LETTERS else set()

    def is_heard(self, words: Sequence[str], first: int) -> bool:
        """In as many words from ``first`` on as the name has, or one more or less."""
        for size in self._sizes:
            window = "".join(words[first : first + size])
            near = abs(len(window) - len(self.letters)) <= 3
            if near and fuzz.ratio(window, self.letters, score_cutoff=NEAR_NAME):
                return True
        return False


class Finder:
    """The index over some cards, shared by calls; replaced whole when a file changes."""

    def __init__(self, cards: Sequence[Card] = ()) -> None:
        self.cards = tuple(cards)
        self._book = Phrasebook((phrase, at) for at, card in enumerate(self.cards) for phrase in card.triggers)
        self._names = [_Name(name, at) for at, card in enumerate(self.cards) for name in card.names]
        self._by_letter: dict[str, list[_Name]] = {}
        for name in self._names:
            self._by_letter.setdefault(name.letters[:1], []).append(name)
        self._words = sorted({w for card in self.cards for w in card.words if len(w) >= _LEAST_LETTERS})
        self._own = frozenset(self._words)
        self._plain = english().plain if self.cards else frozenset()
        self._meant: dict[str, str] = {}

    def touched(self, words: Sequence[str]) -> dict[int, float]:
        """Places of cards in ``cards``, and how much these lowercase words say of each."""
        weights: dict[int, float] = {}
        if not self.cards:
            return weights
        said = " ".join(words)
        for phrase, at in self._book.find(" ".join(map(self._meaning, words))):
            weights[at] = weights.get(at, 0.0) + (SINGLE if _is_single(phrase) else WHOLE)
        for name in self._names:
            if name.text in said:
                weights[name.card] = WHOLE
        for first, word in enumerate(words):
            for name in self._by_letter.get(word[:1], ()):
                if weights.get(name.card, 0.0) < WHOLE and name.is_heard(words, first):
                    weights[name.card] = WHOLE
        return weights

    def for_issue(self, code: str) -> Iterator[int]:
        for at, card in enumerate(self.cards):
            if code and any(fnmatchcase(code, pattern) for pattern in card.codes):
                yield at

    def _meaning(self, word: str) -> str:
        """The word of a trigger that it probably was; a common word is taken as it was heard."""
        if len(word) < _LEAST_LETTERS or word in self._own or word in self._plain:
            return word
        if word not in self._meant:
            if len(self._meant) >= _REMEMBERED:
                self._meant.clear()
            near = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=NEAR_WORD)
            self._meant[word] = near[0] if near else word
        return self._meant[word]


class Cards:
    """The cards of one call: at most ``MOST_SHOWN``, a new one at most every ``QUIET_S``, the last touched first."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._weights: dict[int, tuple[float, int]] = {}
        self._evidence: dict[int, str] = {}
        self._shown: list[int] = []
        self._heard = 0
        self._issue = ""
        self._last_s = -QUIET_S

    def use(self, finder: Finder) -> bool:
        """Other cards from now on; what was touched before is known again by the file's name. True if they differ."""
        if finder is self._finder:
            return False
        places = {card.id: at for at, card in enumerate(finder.cards)}
        moved = {at: places[card.id] for at, card in enumerate(self._finder.cards) if card.id in places}
        self._weights = {moved[at]: weight for at, weight in self._weights.items() if at in moved}
        self._evidence = {moved[at]: found for at, found in self._evidence.items() if at in moved}
        self._shown = [moved[at] for at in self._shown if at in moved]
        self._finder, self._issue = finder, ""
        return True

    def hear(self, heard: Heard, issue_code: str, issue_evidence: str) -> bool:
        self._heard += 1
        touched = {at: (weight, heard.id) for at, weight in self._finder.touched(heard.words).items()}
        if issue_code != self._issue:
            self._issue = issue_code
            touched |= {at: (BY_ISSUE, issue_evidence or heard.id) for at in self._finder.for_issue(issue_code)}
        for at, (weight, evidence) in touched.items():
            known, when = self._weights.get(at, (0.0, 0))
            self._weights[at] = (known * FADES ** (self._heard - when) + weight, self._heard)
            self._evidence[at] = evidence
        return self._show(heard.utterance.end)

    def relevant(self) -> list[Card]:
        """Those that the call has touched plainly or whose code is the key issue's."""
        by_issue = set(self._finder.for_issue(self._issue))
        return [card for at, card in enumerate(self._finder.cards) if at in by_issue or at in self._shown]

    def shown(self, today: str) -> tuple[PolicyCard, ...]:
        return tuple(
            PolicyCard(
                id=card.id,
                title=card.title,
                body=card.body,
                source=card.source,
                expires=card.expires.isoformat() if card.expires else "",
                expired=card.is_expired(today),
                utterance_id=self._evidence[at],
            )
            for at in self._shown
            for card in (self._finder.cards[at],)
        )

    def _show(self, now_s: float) -> bool:
        """Bring in the one touched last of those that are due; the one untouched for longest makes room."""
        if now_s - self._last_s < QUIET_S:
            return False
        due = [
            (when, weight, -at)
            for at, (weight, when) in self._weights.items()
            if at not in self._shown and weight * FADES ** (self._heard - when) >= SHOWN_FROM
        ]
        if not due:
            return False
        self._last_s = now_s
        if len(self._shown) == MOST_SHOWN:
            self._shown.remove(min(self._shown, key=lambda at: self._weights[at][1]))
        self._shown.insert(0, -max(due)[2])
        return True


def _is_single(phrase: Phrase) -> bool:
    return phrase.length <= 10
