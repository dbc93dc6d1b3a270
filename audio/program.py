"""The sound of one program alone, the softphone's: how the settings name it, and how its streams become one sound.

Whatever else plays on the same headset is not heard, and while the program plays nothing its side is silent.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from audio.frames import Samples
from audio.libpulse import Connection, Listener

MARK = "program:"

OWN_NAME = "attune"
"""What Attune's own connections to the sound server are called."""

RATE = 48_000
STALLED_S = 0.3
"""A stream that gave nothing for so long is paused: the others do not wait for it."""

AGAIN_S = 0.2


def program_of(device: str) -> str:
    """The program that a device's id names, "" if it names a device proper."""
    return device.removeprefix(MARK) if device.startswith(MARK) else ""


def device_of(program: str) -> str:
    return f"{MARK}{program}"


@dataclass(slots=True)
class _Tap:
    """What listens to one of the program's streams, and what it gave that is not mixed yet."""

    listener: Listener
    heard_at: float
    sound: Samples = field(default_factory=lambda: np.zeros(0, np.int16))


class ProgramSound:
    """All that the program plays, mixed. ``take`` and ``close`` belong to the connection's thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._wanted: frozenset[int] = frozenset()
        self._taps: dict[int, _Tap] = {}
        self._retry_at: dict[int, float] = {}

    @property
    def opening(self) -> bool:
        return any(tap.listener.opening for tap in self._taps.values())

    def follow(self, streams: Collection[int]) -> bool:
        """From any thread; the numbers are the sound server's, of streams that play. Whether they are others now."""
        before, self._wanted = self._wanted, frozenset(streams)
        return before != self._wanted

    def take(self) -> Samples:
        """What came in since the last time; nothing while the program plays nothing."""
        now = time.monotonic()
        for tap in self._taps.values():
            if len(samples := tap.listener.take()):
                tap.sound = np.concatenate((tap.sound, samples))
                tap.heard_at = now
        mixed = self._mixed(now)
        self._tap_the_wanted(now)
        return mixed

    def close(self) -> None:
        for stream in list(self._taps):
            self._untap(stream)

    def _tap_the_wanted(self, now: float) -> None:
        """A tap that ended (its stream did, or was moved to another device) is opened again if it is still wanted."""
        wanted = self._wanted
        ended = {stream for stream, tap in self._taps.items() if tap.listener.ended}
        for stream in (self._taps.keys() - wanted) | ended:
            self._untap(stream)
        for stream in wanted - self._taps.keys():
            if now >= self._retry_at.get(stream, 0.0):
                self._retry_at[stream] = now + AGAIN_S
                self._taps[stream] = _Tap(self._connection.listen(OWN_NAME, RATE, playing=stream), now)
                self._connection.pump()

    def _untap(self, stream: int) -> None:
        self._taps.pop(stream).listener.close()

    def _mixed(self, now: float) -> Samples:
        length = min((len(tap.sound) for tap in self._taps.values() if now - tap.heard_at < STALLED_S), default=0)
        mixed = np.zeros(length, np.int32)
        for tap in self._taps.values():
            part, tap.sound = tap.sound[:length], tap.sound[length:]
            mixed[: len(part)] += part
        return np.clip(mixed, -32768, 32767).astype(np.int16)
