"""What of a call's sound must not be heard: the pauses, a muted microphone, and everything after the finish."""

from __future__ import annotations

import math
import threading

from audio.frames import RATE, Frame
from calls.events import Channel
from transcription.side import Block


class Orders:
    """Given by one thread, followed by another; all times are on the call's clock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pauses: list[tuple[float, float]] = []
        self._mutes: list[tuple[float, float]] = []
        self._until = math.inf

    @property
    def until(self) -> float:
        """The time of the finish; infinity before."""
        return self._until

    def pause(self, at: float) -> bool:
        """False if it is paused already."""
        with self._lock:
            return _open(self._pauses, at)

    def resume(self, at: float) -> bool:
        """False if it is not paused."""
        with self._lock:
            return _close(self._pauses, at)

    def mute(self, at: float) -> None:
        """The agent's side is not heard from then on."""
        with self._lock:
            _open(self._mutes, at)

    def unmute(self, at: float) -> None:
        with self._lock:
            _close(self._mutes, at)

    def finish(self, at: float) -> None:
        with self._lock:
            self._until = min(self._until, at)

    def cut(self, frame: Frame) -> list[Block]:
        """The frame as blocks to hear and stretches not to hear: one whole block unless an order falls into it."""
        with self._lock:
            muted = self._mutes if frame.channel is Channel.AGENT else []
            if not self._pauses and not muted and self._until >= frame.end:
                return [Block(frame.start, frame.end, frame.samples)]
            deaf = [*self._pauses, *muted, (self._until, math.inf)]
        blocks: list[Block] = []
        at = 0
        for start, end in sorted(deaf):
            first, last = max(_sample(frame, start), at), _sample(frame, end)
            if first > at:
                blocks.append(_block(frame, at, first, heard=True))
            if last > first:
                blocks.append(_block(frame, first, last, heard=False))
            at = max(at, last)
        if at < len(frame.samples):
            blocks.append(_block(frame, at, len(frame.samples), heard=True))
        return blocks


def _open(spans: list[tuple[float, float]], at: float) -> bool:
    """Begin a span; False if the last one goes on."""
    if spans and spans[-1][1] == math.inf:
        return False
    spans.append((at, math.inf))
    return True


def _close(spans: list[tuple[float, float]], at: float) -> bool:
    """End the last span; False if it has ended already."""
    if not spans or spans[-1][1] != math.inf:
        return False
    spans[-1] = (spans[-1][0], at)
    return True


def _sample(frame: Frame, clock_s: float) -> int:
    return round(min(max((clock_s - frame.start) * RATE, 0), len(frame.samples)))


def _block(frame: Frame, first: int, last: int, *, heard: bool) -> Block:
    samples = frame.samples[first:last] if heard else None
    return Block(frame.start + first / RATE, frame.start + last / RATE, samples)
