"""Payment mode by itself: while a card is read out, nothing of either side is written; then writing goes on.

What is said meanwhile is decoded in memory alone, to hear when the card is done. Only a pause that began here ends
here: one by key or by the dialer does not pass through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calls.events import CapturePaused, CaptureResumed, Channel, Event, PauseReason, Utterance, Word
from transcription.scribe import Scribe

QUIET_S = 4.0
"""No digit of a card, and no word of its number, date or code for so long: it is done."""

OVERRUN_S = 5.0
"""So much longer an utterance may go on that began in the pause, before writing goes on in the middle of it."""


class CardPause:
    """Takes what the recognisers heard, in its order, and gives what may be told. Used by one thread."""

    def __init__(self, scribe: Scribe, wanted: bool) -> None:
        self._scribe = scribe
        self._wanted = wanted
        self._is_on = False
        self._refused = False
        self._gives_way = False
        self._spoken_of_at = float("-inf")
        self._resumed_at = float("-inf")
        self._unfinished: set[Channel] = set()

    def partial(self, channel: Channel, text: str, start: float, now_s: float) -> Iterator[Event]:
        partial = self._scribe.partial(channel, text, start)
        if text:
            self._unfinished.add(channel)
        else:
            self._unfinished.discard(channel)
        yield from self._follow(now_s)
        if not self._is_on and (start >= self._resumed_at or not text):
            yield partial

    def hear(self, channel: Channel, words: Sequence[Word], now_s: float) -> Iterator[Event]:
        written = self._scribe.hear(channel, words)
        self._unfinished.discard(channel)
        yield from written
        yield from self._follow(words[-1].end if words else now_s, now_s)

    def tick(self, now_s: float) -> Iterator[Event]:
        yield from self._scribe.tick(now_s)
        quiet_s = now_s - self._spoken_of_at
        if quiet_s < QUIET_S:
            return
        self._refused = False
        if self._is_on and (not self._unfinished or quiet_s >= QUIET_S + OVERRUN_S):
            yield from self.resume(now_s)

    def finish(self) -> list[Utterance]:
        return self._scribe.finish()

    def resume(self, at: float) -> Iterator[Event]:
        """Also when the agent wants it; then this card does not pause the call again."""
        if self._is_on:
            self._refused = True
            self._go_on(at)
            yield CaptureResumed(round(at, 3))

    def give_way(self, at: float) -> None:
        """A key or the dialer pauses the call from now on, until ``take_back``: that pause does not end by itself."""
        self._gives_way = True
        if self._is_on:
            self._go_on(at)

    def take_back(self) -> None:
        self._gives_way = False

    def _go_on(self, at: float) -> None:
        self._is_on = False
        self._resumed_at = at
        self._scribe.write_again(at)

    def _follow(self, said_s: float, now_s: float | None = None) -> Iterator[Event]:
        """Looks at what was heard last, said up to ``said_s``."""
        if not self._wanted or not self._scribe.speaks_of_card:
            return
        self._spoken_of_at = max(self._spoken_of_at, said_s)
        if self._is_on or self._refused or self._gives_way or not self._scribe.secret_under_way:
            return
        at = round(said_s if now_s is None else now_s, 3)
        self._is_on = True
        self._scribe.write_no_more(at)
        yield CapturePaused(at, PauseReason.CARD)
