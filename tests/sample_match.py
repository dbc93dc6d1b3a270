"""A signal that tells where each of its samples belongs, and how what was heard lies beside it, second by second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from audio.frames import RATE

PLAYED_RATE = 48_000
PHASES = PLAYED_RATE // RATE
"""What was heard at 16 kHz may begin at any of so many samples of what was played."""

QUIET = 200
EDGE_S = 0.1
"""So much may be missing where the sound begins, and where it ends."""

Signal = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Match:
    """A second of what was heard, from its sample ``first`` on, lies ``place_s`` into what was played.

    ``moved`` is how many of the samples played are missing before it (too many, if negative); ``noise_db`` how loud the
    difference is beside the signal.
    """

    first: int
    place_s: float
    moved: int
    noise_db: float


def write_noise(path: Path, seconds: int, seed: int) -> Signal:
    """White noise up to 7 kHz, speech-loud; returns it as written."""
    rng = np.random.default_rng(seed)
    narrow = rng.normal(0.0, 0.1, seconds * 2 * 7_000)
    signal = np.rint(soxr.resample(narrow, 2 * 7_000, PLAYED_RATE) * 32768.0)
    soundfile.write(path, signal.astype(np.int16), PLAYED_RATE)
    return np.asarray(signal, np.float64)


def matches(played: Signal, heard: NDArray[np.int16]) -> Iterator[Match]:
    """Of each whole second of what was heard but its first and last ``EDGE_S``. None if too much of it is missing."""
    references = [np.asarray(soxr.resample(played[phase:], PLAYED_RATE, RATE)) for phase in range(PHASES)]
    sound = np.flatnonzero(np.abs(heard) > QUIET)
    if not len(sound) or sound[-1] - sound[0] < (len(played) / PLAYED_RATE - 2 * EDGE_S) * RATE:
        return
    edge = round(EDGE_S * RATE)
    expected: int | None = None
    for first in range(int(sound[0]) + edge, int(sound[-1]) - edge - RATE, RATE):
        window = heard[first : first + RATE].astype(np.float64)
        place = _place(references, window, expected)
        start, phase = divmod(place, PHASES)
        difference = window - references[phase][start : start + RATE]
        noise_db = 10 * np.log10(np.mean(difference**2) / np.mean(window**2) + 1e-12)
        moved = 0 if expected is None else place - expected
        yield Match(first, place / PLAYED_RATE, moved, float(noise_db))
        expected = place + RATE * PHASES


def _place(references: list[Signal], window: Signal, expected: int | None) -> int:
    """Where the window lies in what was played, in its samples; looked for within a second of where it should."""
    begin = 0 if expected is None else max(0, expected // PHASES - RATE)
    best, place = 0.0, 0
    for phase, reference in enumerate(references):
        length = 3 * RATE if expected is not None else len(reference)
        stretch = reference[begin : begin + length]
        size = 1 << (len(stretch) + len(window)).bit_length()
        spectrum = np.fft.rfft(stretch, size) * np.conj(np.fft.rfft(window, size))
        likeness = np.fft.irfft(spectrum, size)[: max(len(stretch) - len(window) + 1, 1)]
        at = int(np.argmax(likeness))
        if likeness[at] > best:
            best, place = float(likeness[at]), (begin + at) * PHASES + phase
    return place
