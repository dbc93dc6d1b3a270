"""From libvosk's MFCC back to log mel energies, so that the network may be trained on the latter."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from tools.model.plan import MEL_BINS

LIFTER = 22.0
"""Kaldi's `--cepstral-lifter`."""


def cosine_inverse() -> npt.NDArray[np.float64]:
    """log mel = this × MFCC: the orthonormal cosine transform and the lifter undone (all 40 coefficients are kept)."""
    k, m = np.arange(MEL_BINS)[:, None], np.arange(MEL_BINS)[None]
    transform = math.sqrt(2 / MEL_BINS) * np.cos(math.pi / MEL_BINS * (m + 0.5) * k)
    transform[0] = math.sqrt(1 / MEL_BINS)
    lifter = 1 + 0.5 * LIFTER * np.sin(math.pi * np.arange(MEL_BINS) / LIFTER)
    return np.asarray(transform.T / lifter)
