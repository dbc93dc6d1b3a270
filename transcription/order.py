"""Both sides back in one order: that of the sound, whichever side's thread was faster."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calls.events import Channel, Word
from transcription.side import Guessed


@dataclass(frozen=True, slots=True)
class Progress:
    """A side's sound is decoded up to ``until``, which never falls; infinity when it has ended."""

    channel: Channel
    until: float
    heard: Guessed | tuple[Word, ...] | None = None


class Order:
    """Holds a side's progress back until the other side has come as far."""

    def __init__(self, channels: Sequence[Channel]) -> None:
        self._waiting: dict[Channel, deque[Progress]] = {channel: deque() for channel in channels}

    def add(self, progress: Progress) -> Iterator[Progress]:
        """What may go on now, the earlier sound first; at the same time in the order of the channels."""
        self._waiting[progress.channel].append(progress)
        while all(self._waiting.values()):
            first = min(self._waiting.values(), key=lambda queue: queue[0].until)
            if first[0].until == math.inf:
                return
            yield first.popleft()

    @property
    def ended(self) -> bool:
        """Every side has ended and nothing is held back."""
        return all(waiting and waiting[0].until == math.inf for waiting in self._waiting.values())
