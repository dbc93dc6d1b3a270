"""How loud a side is, for the meters."""

from __future__ import annotations

import math

import numpy as np

from audio.frames import Samples
from calls.events import Channel, Level

FULL_SCALE = 32768.0
SILENCE_DBFS = -120.0
SPOKEN_DBFS = -50.0
"""What is softer is hardly speech."""


def level_of(channel: Channel, samples: Samples) -> Level:
    """The level of one frame; 0 dBFS is full scale, silence and no samples at all are -120."""
    if not len(samples):
        return Level(channel, SILENCE_DBFS, SILENCE_DBFS)
    peak = max(int(samples.max()), -int(samples.min()))
    return Level(channel, rms_dbfs(samples), _dbfs(peak))


def rms_dbfs(samples: Samples) -> float:
    """0 is full scale; silence and no samples at all are -120."""
    if not len(samples):
        return SILENCE_DBFS
    signal = samples.astype(np.float32)
    return _dbfs(math.sqrt(float(np.dot(signal, signal)) / len(signal)))


def _dbfs(amplitude: float) -> float:
    return max(SILENCE_DBFS, round(20 * math.log10(amplitude / FULL_SCALE), 1)) if amplitude else SILENCE_DBFS
