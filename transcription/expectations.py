"""What each side has been asked for, or has announced, and not told yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from calls.events import Channel
from transcription.secret_words import CARD, CODE, PASSWORD, PIN, SSN

PATIENCE_S = 40.0
"""How long an asked secret is waited for; every piece of it renews half of that."""

_ANSWERS = 4
"""How many utterances may pass without it."""

_USUAL = {PIN: 4, CODE: 3, SSN: 9, PASSWORD: 6}
"""Digits after which it is whole, where the question names no other number of them."""

_LAST_OF_SSN = 4
"""Digits that are asked for, or given, in place of all of it."""


@dataclass(slots=True)
class Expected:
    """``sizes``: how many digits were asked for, by kind. ``begun``: the digits told of what is not whole yet.

    ``gone_on``: the other side has since said something else, so that a digit or two are no piece of it.
    """

    kinds: list[str]
    until: float
    answers: int = _ANSWERS
    sizes: Mapping[str, int] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)
    gone_on: bool = False

    def told(self, kind: str, at: float, digits: str = "") -> str:
        """All digits told of it so far. A card goes on until it is whole; words, without ``digits``, are told once."""
        text = self.begun.get(kind, "") + digits
        if kind != CARD:
            is_end = kind == SSN and len(text) == len(digits) == _LAST_OF_SSN
            if digits and not is_end and len(text) < self.sizes.get(kind, _USUAL.get(kind, 0)):
                self.begun[kind] = text
            else:
                self.drop(kind)
        self.until = max(self.until, at + PATIENCE_S / 2)
        self.answers = _ANSWERS
        return text

    def drop(self, kind: str) -> None:
        self.kinds = [other for other in self.kinds if other != kind]
        self.begun.pop(kind, None)


class Expectations:
    def __init__(self) -> None:
        self._expected: dict[Channel, Expected] = {}
        self._other_asked_at = dict.fromkeys(Channel, float("-inf"))

    def of(self, channel: Channel, at: float) -> Expected | None:
        """None when nothing is waited for any more."""
        expected = self._expected.get(channel)
        return expected if expected and expected.kinds and at <= expected.until and expected.answers > 0 else None

    def ask(self, channel: Channel, kinds: list[str], at: float, size: int = 0) -> None:
        """``size`` is the number of digits that was named; 0 for none."""
        sizes = dict.fromkeys(kinds, size) if size else {}
        self._expected[channel] = Expected(kinds, at + PATIENCE_S, sizes=sizes)

    def begin(self, channel: Channel, kind: str, digits: str, at: float, size: int = 0) -> None:
        """Told without a question; its rest, if it is not whole, must come next."""
        expected = Expected([kind], at, sizes={kind: size} if size else {})
        expected.told(kind, at, digits)
        expected.answers = 1
        if expected.begun:
            self._expected[channel] = expected

    def move_on(self, channel: Channel) -> None:
        """The other side has gone on: what was told in part was all of it."""
        if expected := self._expected.get(channel):
            expected.gone_on = True
            for kind in list(expected.begun):
                expected.drop(kind)

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
