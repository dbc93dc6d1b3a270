"""Another speaker for the same words: pitch, melody, vocal tract and breath changed independently of each other."""

from __future__ import annotations

import random
from dataclasses import dataclass

import dtw  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt
import pyworld  # type: ignore[import-untyped]
import soxr

Samples = npt.NDArray[np.float64]

RATE_HZ = 12_000
"""Enough for the telephone's band after the line has stretched it; WORLD's cost grows with it."""
STEP_S = 0.005
TIMBRE_BINS = 28
FARTHEST = 4.0
"""The most by which two spectra may differ (natural logarithm), where their sounds lie badly on each other."""
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


@dataclass(frozen=True, slots=True)
class Parts:
    """What WORLD (Morise et al. 2016) takes a sentence apart into; one row for each 5 ms, spectra at RATE_HZ."""

    pitch: Samples
    envelope: Samples
    breath: Samples

    @staticmethod
    def of(samples: Samples, rate_hz: int) -> Parts:
        x = np.ascontiguousarray(soxr.resample(samples, rate_hz, RATE_HZ))
        rough, times = pyworld.dio(x, RATE_HZ, frame_period=1000 * STEP_S)
        pitch = pyworld.stonemask(x, rough, times, RATE_HZ)
        envelope = pyworld.cheaptrick(x, pitch, times, RATE_HZ)
        return Parts(pitch, envelope, pyworld.d4c(x, pitch, times, RATE_HZ))

    def said(self) -> Samples:
        parts = (np.ascontiguousarray(part) for part in (self.pitch, self.envelope, self.breath))
        return np.asarray(pyworld.synthesize(*parts, RATE_HZ, 1000 * STEP_S))


def timbre(parts: Parts) -> Samples:
    """The shape of the spectrum every 10 ms, by which two voices' sounds are compared; frames × TIMBRE_BINS."""
    edges = np.linspace(0, parts.envelope.shape[1], TIMBRE_BINS + 1).astype(int)
    bands = np.add.reduceat(np.log(parts.envelope[::2]), edges[:-1], axis=1) / np.diff(edges)
    return np.asarray((bands - bands.mean(0)) / bands.std(0).clip(0.1))


def between(first: Parts, second: Parts, low: float, high: float) -> Parts:
    """A speaker on the line from one (share 0) to another (1) who says the same words; with the first one's pitch.

    Their sounds are laid on each other by dynamic time warping (Sakoe and Chiba 1978), then spectrum, breath and tempo
    are mixed; a share above 1 leads beyond the second. The share runs from `low` at 0 Hz to `high` at the top, since
    people who are alike in one part of the spectrum need not be in the other.
    """
    path = dtw.dtw(timbre(first), timbre(second), step_pattern="symmetric2")
    shares = np.linspace(low, high, first.envelope.shape[1])
    share = (low + high) / 2
    at = share * path.index2 + (1 - share) * path.index1
    moments = np.arange(0, at[-1], 0.5)  # of the new speaker's time, in frames of 10 ms
    steady = np.maximum.accumulate(at) + 1e-6 * np.arange(len(at))
    ours = np.interp(moments, steady, path.index1)
    theirs = np.interp(moments, steady, path.index2)
    a = np.clip((2 * ours).round().astype(int), 0, len(first.pitch) - 1)
    b = np.clip((2 * theirs).round().astype(int), 0, len(second.pitch) - 1)
    difference = np.clip(np.log(second.envelope[b]) - np.log(first.envelope[a]), -FARTHEST, FARTHEST)
    return Parts(
        first.pitch[a],
        first.envelope[a] * np.exp(shares * difference),
        np.clip((1 - shares) * first.breath[a] + shares * second.breath[b], 0.001, 0.999),
    )


def another(parts: Parts, rng: random.Random) -> Samples:
    """The sentence by somebody else, at RATE_HZ and as long as before."""
    tract = rng.uniform(0.86, 1.16)
    envelope = stretched(parts.envelope, tract * rng.uniform(0.94, 1.06), tract * rng.uniform(0.97, 1.03))
    breath = parts.breath ** rng.choice([1.0, rng.uniform(0.4, 1.5)])
    return Parts(melody(parts.pitch, rng), envelope, breath).said()
