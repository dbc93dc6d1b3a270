"""Payment mode by itself: while a card is read out, nothing of either side is written; then writing goes on.

What is said meanwhile is decoded and kept in memory alone, until the card is done. What was said behind its last digit
is then given like any other words, and what was said before that is gone. Only a pause that began here ends here: one
by key or by the dialer does not pass through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calls.events import CapturePaused, CaptureResumed, Channel, Event, PauseReason, Word
from transcription.scribe import Scribe

QUIET_S = 4.0
"""No digit of a card, and no word of its number, date or code for so long: it is done."""

_OF_PAYMENT = (PauseReason.PAYMENT, PauseReason.DIALER)


class CardPause:
    """Takes what the recognisers heard, in its order, and gives what may be told. Used by one thread."""

    def __init__(self, scribe: Scribe, wanted: bool) -> None:
        self._scribe = scribe
        self._wanted = wanted
        self._is_on = False
        self._refused = False
        self._gives_way = False
        self._spoken_of_at = self._done_at = float("-inf")
        self._began_at = self._resumed_at = float("-inf")

    def partial(self, channel: Channel, text: str, start: float, now_s: float) -> Iterator[Event]:
        partial = self._scribe.partial(channel, text, start)
        yield from self._follow(now_s, now_s)
        if not self._is_on and (start >= self._resumed_at or not text):
            yield partial

    def hear(self, channel: Channel, words: Sequence[Word], now_s: float) -> Iterator[Event]:
        yield from self._scribe.hear(channel, words)
        self._done_at = max(self._done_at, self._scribe.card_until)
        yield from self._follow(self._scribe.card_until, now_s)
        if self._is_on and not self._scribe.secret_under_way and self._scribe.is_on_to_something_else(self._over_at):
            yield from self._end(self._over_at)

    def tick(self, now_s: float) -> Iterator[Event]:
        yield from self._scribe.tick(now_s)
        if now_s - self._spoken_of_at >= QUIET_S:
            self._refused = False
            if self._is_on:
                yield from self._end(self._over_at)

    def finish(self) -> list[Event]:
        """What is still held; and of a call that ends in the pause, what was said behind the card."""
        rest = self._scribe.finish()
        return [*rest, *(self._end(self._over_at) if self._is_on else ())]

    def resume(self, at: float) -> Iterator[Event]:
        """Also when the agent wants it; then this card does not pause the call again."""
        if self._is_on:
            self._refused = True
            yield from self._end(at if self._scribe.reads_card else self._over_at)

    def give_way(self, at: float, reason: str = PauseReason.PAYMENT) -> None:
        """A key or the dialer pauses the call from now on, until ``take_back``: that pause does not end by itself."""
        self._gives_way = True
        if reason in _OF_PAYMENT:
            self._scribe.payment_begins(at)
        if self._is_on:
            self._is_on = False
            self._resumed_at = at
            self._scribe.write_again(at)

    def take_back(self) -> None:
        self._gives_way = False

    @property
    def _over_at(self) -> float:
        """The end of what was said of the card; the pause reaches up to there."""
        return max(self._began_at, self._done_at)

    def _end(self, at: float) -> Iterator[Event]:
        self._is_on = False
        self._resumed_at = at
        yield CaptureResumed(round(at, 3))
        yield from self._scribe.write_again(at)

    def _follow(self, said_s: float, now_s: float) -> Iterator[Event]:
        """Looks at what was heard last, which spoke of a card up to ``said_s``."""
        if not self._wanted or not self._scribe.speaks_of_card:
            return
        self._spoken_of_at = max(self._spoken_of_at, said_s)
        if self._is_on or self._refused or self._gives_way or not self._scribe.secret_under_way:
            return
        self._is_on = True
        self._began_at = round(now_s, 3)
        self._scribe.write_no_more(self._began_at)
        yield CapturePaused(self._began_at, PauseReason.CARD)
