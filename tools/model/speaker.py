"""Another speaker for the same words: pitch, melody, vocal tract and breath changed independently of each other."""

from __future__ import annotations

import random

import numpy as np
import numpy.typing as npt
import pyworld  # type: ignore[import-untyped]
import soxr

Samples = npt.NDArray[np.float64]

RATE_HZ = 12_000
"""Enough for the telephone's band after the line has stretched it; WORLD's cost grows with it."""
MEAN_PITCH_HZ = (80.0, 240.0)
BEND_HZ = 1100.0
"""Below it the first formant lives, above it the others: each part of the spectrum is stretched by its own factor."""


def stretched(envelope: Samples, low: float, high: float) -> Samples:
    """Formants moved up by `low` below BEND_HZ and by `high` above it; frames × frequencies."""
    bins = envelope.shape[1]
    hz = np.linspace(0, RATE_HZ / 2, bins)
    bend = BEND_HZ * low
    source = np.where(hz < bend, hz / low, BEND_HZ + (hz - bend) / high)
    at = np.clip(source / (RATE_HZ / 2) * (bins - 1), 0, bins - 1.001)
    whole = at.astype(int)
    part = at - whole
    log = np.log(envelope)
    return np.asarray(np.exp(log[:, whole] * (1 - part) + log[:, whole + 1] * part))


def melody(pitch: Samples, rng: random.Random) -> Samples:
    """Another mean pitch, livelier or flatter, with a slow drift; unvoiced frames stay 0."""
    voiced = pitch > 0
    if not voiced.any():
        return pitch
    log = np.log(pitch[voiced])
    low, high = np.log(MEAN_PITCH_HZ)
    knots = max(2, len(pitch) // 60)
    drift = np.interp(
        np.linspace(0, knots, len(pitch)), np.arange(knots + 1), [rng.gauss(0, 0.06) for _ in range(knots + 1)]
    )
    changed = np.zeros_like(pitch)
    changed[voiced] = np.exp(rng.uniform(low, high) + (log - log.mean()) * rng.uniform(0.5, 1.6) + drift[voiced])
    return np.clip(changed, 0, 400)


def another(samples: Samples, rate_hz: int, rng: random.Random) -> Samples:
    """The sentence by somebody else, at RATE_HZ and as long as before (Morise et al. 2016, WORLD)."""
    x = np.ascontiguousarray(soxr.resample(samples, rate_hz, RATE_HZ))
    rough, times = pyworld.dio(x, RATE_HZ, frame_period=5.0)
    pitch = pyworld.stonemask(x, rough, times, RATE_HZ)
    envelope = pyworld.cheaptrick(x, pitch, times, RATE_HZ)
    breath = pyworld.d4c(x, pitch, times, RATE_HZ)
    tract = rng.uniform(0.86, 1.16)
    envelope = stretched(envelope, tract * rng.uniform(0.94, 1.06), tract * rng.uniform(0.97, 1.03))
    breath = breath ** rng.choice([1.0, rng.uniform(0.4, 1.5)])
    said = pyworld.synthesize(melody(pitch, rng), np.ascontiguousarray(envelope), breath, RATE_HZ, 5.0)
    return np.asarray(said[: len(x)])
