"""Sound as the engine takes it: short blocks of 16 kHz mono on the call's clock, whatever source they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from calls.events import CaptureStarted, Channel, Gap

RATE = 16_000
"""Samples per second of every frame; what Vosk's models take."""

BLOCK = 1_600
"""The most samples in a frame: 100 ms, so that a word waits little before it is decoded."""

Samples = NDArray[np.int16]


class SoundError(Exception):
    """One line for people: what cannot be heard, and what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Up to ``BLOCK`` samples of one side; ``start`` is the first one's time on the call's clock, in seconds."""

    channel: Channel
    start: float
    samples: Samples

    @property
    def end(self) -> float:
        return self.start + len(self.samples) / RATE


Sound = Frame | Gap | CaptureStarted


class Source(Protocol):
    """Where a call's sound comes from. ``live``: it waits for nobody, so a reader must never hold it up."""

    channels: tuple[Channel, ...]
    live: bool

    def now(self) -> float:
        """What the call's clock shows: no frame given so far ends after it."""

    def frames(self) -> Iterator[Sound]:
        """``CaptureStarted`` once, then each side's frames in their order. Iterated once. Raises SoundError."""

    def close(self) -> None:
        """From any thread: ``frames`` ends soon after."""


def to_int16(signal: NDArray[np.float32]) -> Samples:
    """From -1..1; what is louder is clipped, what is no number is silence."""
    scaled = np.rint(np.clip(np.nan_to_num(signal), -1.0, 1.0) * np.float32(32768.0))
    samples: Samples = np.minimum(scaled, np.float32(32767.0)).astype(np.int16)
    return samples
