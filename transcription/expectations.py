"""What each side has been asked for, or has announced, and not told yet."""

from __future__ import annotations

from dataclasses import dataclass

from calls.events import Channel
from transcription.secret_words import CARD

PATIENCE_S = 40.0
"""How long an asked secret is waited for; every piece of it renews half of that."""

_ANSWERS = 4
"""How many utterances may pass without it."""


@dataclass(slots=True)
class Expected:
    kinds: list[str]
    until: float
    answers: int = _ANSWERS

    def told(self, kind: str, at: float) -> None:
        """A card goes on until it is whole; anything else is told once."""
        if kind != CARD:
            self.drop(kind)
        self.until = max(self.until, at + PATIENCE_S / 2)
        self.answers = _ANSWERS

    def drop(self, kind: str) -> None:
        self.kinds = [other for other in self.kinds if other != kind]


class Expectations:
    def __init__(self) -> None:
        self._expected: dict[Channel, Expected] = {}
        self._other_asked_at = dict.fromkeys(Channel, float("-inf"))

    def of(self, channel: Channel, at: float) -> Expected | None:
        """None when nothing is waited for any more."""
        expected = self._expected.get(channel)
        return expected if expected and expected.kinds and at <= expected.until and expected.answers > 0 else None

    def ask(self, channel: Channel, kinds: list[str], at: float) -> None:
        self._expected[channel] = Expected(kinds, at + PATIENCE_S)

    def ask_other(self, channel: Channel, at: float) -> None:
        """Something that may be kept is asked for: what was waited for before is over."""
        self._other_asked_at[channel] = at
        self._expected.pop(channel, None)

    def other_asked_at(self, channel: Channel) -> float:
        return self._other_asked_at[channel]

    def asked_other_lately(self, channel: Channel, at: float) -> bool:
        return at - self._other_asked_at[channel] < PATIENCE_S

    def go_on_with_card(self, channel: Channel, at: float) -> None:
        """The rest of a card number is under way."""
        expected = self._expected.get(channel)
        if expected is not None and CARD in expected.kinds:
            expected.until = at + PATIENCE_S
        else:
            self._expected[channel] = Expected([CARD], at + PATIENCE_S / 2)

    def card_is_whole(self, channel: Channel) -> None:
        if expected := self._expected.get(channel):
            expected.drop(CARD)
