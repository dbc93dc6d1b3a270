"""How far each side's sound is decoded behind what was fed: shown when a call is live, waited for when it is not."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from audio.frames import Frame
from calls.events import Behind, Channel

BEHIND_S, CAUGHT_UP_S = 1.0, 0.5
MOST_S, LITTLE_S = 10.0, 5.0


class Backlog:
    """Fed by one thread, decoded by one per side, and looked at by one more."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._fed: dict[Channel, float] = {}
        self._decoded: dict[Channel, float] = {}
        self._shown: dict[Channel, float] = {}
        self._waiting = False

    def feed(self, frame: Frame) -> None:
        with self._changed:
            self._decoded.setdefault(frame.channel, frame.start)
            self._fed[frame.channel] = frame.end

    def decode(self, channel: Channel, until: float) -> None:
        """``until`` is infinity when nothing more of the side will be decoded."""
        with self._changed:
            self._decoded[channel] = until
            if self._waiting and self._longest() <= LITTLE_S:
                self._changed.notify_all()

    def wait(self) -> None:
        """Hold the feeding thread up when ten seconds are waiting, until half of them are decoded."""
        with self._changed:
            if self._longest() > MOST_S:
                self._waiting = True
                self._changed.wait_for(lambda: self._longest() <= LITTLE_S)
                self._waiting = False

    def delays(self) -> Iterator[Behind]:
        """News for people: a side that fell behind, by half a second more or less, or caught up."""
        with self._changed:
            now = {channel: max(fed - self._decoded[channel], 0.0) for channel, fed in self._fed.items()}
        for channel, delay_s in now.items():
            shown_s = self._shown.get(channel, 0.0)
            if shown_s and delay_s < CAUGHT_UP_S:
                self._shown[channel] = 0.0
                yield Behind(channel, 0.0)
            elif delay_s >= BEHIND_S and abs(delay_s - shown_s) >= CAUGHT_UP_S:
                self._shown[channel] = round(delay_s, 1)
                yield Behind(channel, self._shown[channel])

    def _longest(self) -> float:
        return max((fed - self._decoded[channel] for channel, fed in self._fed.items()), default=0.0)
