"""What was just said, with the little of the conversation that is needed to understand it."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass

from calls.events import Channel, Mention, Utterance

REMEMBERED = 16
"""Utterances looked back on: enough for a question and its answer with small talk between, and a bound on the cost."""


def vocabulary(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance and its lowercase words; ``words[i]`` is the word that mentions count as ``i``."""

    utterance: Utterance
    words: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.utterance.id

    @property
    def channel(self) -> Channel:
        return self.utterance.channel

    def said(self, mention: Mention) -> str:
        return " ".join(self.words[mention.first_word : mention.last_word + 1])

    @property
    def joined(self) -> str:
        return " ".join(self.words)


class Conversation:
    """The last utterances of both sides in the order in which they began, however they arrived."""

    def __init__(self) -> None:
        self._recent: list[Heard] = []

    def hear(self, utterance: Utterance) -> Heard:
        heard = Heard(utterance, tuple(utterance.raw.lower().split()))
        insort(self._recent, heard, key=lambda known: known.utterance.start)
        del self._recent[:-REMEMBERED]
        return heard

    def before(self, heard: Heard, channel: Channel, within: int = 4) -> Heard | None:
        """The last utterance of ``channel`` that began before ``heard``, at most ``within`` utterances back."""
        earlier = [
            known for known in self._recent if known.utterance.start <= heard.utterance.start and known is not heard
        ]
        return next((known for known in reversed(earlier[-within:]) if known.channel is channel), None)

    def just_before(self, heard: Heard) -> Heard | None:
        """What was said last, by either side, before ``heard`` began."""
        at = self._recent.index(heard)
        return self._recent[at - 1] if at else None

    def after(self, heard: Heard, channel: Channel) -> list[Heard]:
        """What ``channel`` said after ``heard`` and is known already: it arrived first."""
        return [
            known
            for known in self._recent
            if known.utterance.start > heard.utterance.start and known.channel is channel
        ]
