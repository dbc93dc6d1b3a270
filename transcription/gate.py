"""The gate before a recogniser: speech goes through whole, long silence does not, so it costs and invents nothing."""

from __future__ import annotations

import numpy as np

from audio.frames import RATE, Samples
from audio.voice import VoiceDetector

PRE_ROLL_S = 0.4
"""At least so much from before a voice goes through with it: a word's soft beginning, what a model looks back on."""

HANG_OVER_S = 1.0
"""So much silence goes through behind a voice: more than a model needs until its first guess of a word."""

SKIPPED_S = 0.24
"""Silence is skipped in steps of so much, the chunk in which Kaldi decodes for the bundled model: so chunks, and with
them the ends of utterances, fall where they would have fallen. (It is 0.21 s for many others: there they may shift.)"""

SAME_S = 0.001
"""Sound that meets within this is one stretch."""

_SKIPPED = round(SKIPPED_S * RATE)
_NOTHING: Samples = np.zeros(0, np.int16)


class Gate:
    """One side's, used by one thread. It is open at first, and when in doubt."""

    def __init__(self) -> None:
        self._detector = VoiceDetector()
        self._silent_s = 0.0
        self._ends = 0.0
        self._before = _NOTHING

    def passes(self, start: float, samples: Samples, *, talking: bool) -> tuple[float, Samples] | None:
        """What is to be heard now, and from when on the clock; None while the gate is closed.

        Sound that opens it takes along what came just before. ``talking``: the recogniser is in the middle of an
        utterance, whose end it must see for itself.
        """
        length = len(samples) / RATE
        self._silent_s = 0.0 if self._detector.hears(samples) else self._silent_s + length
        if abs(start - self._ends) > SAME_S:
            self._before = _NOTHING
        self._ends = start + length
        waiting = np.concatenate((self._before, samples)) if len(self._before) else samples
        if talking or self._silent_s < HANG_OVER_S:
            self._before = _NOTHING
            return self._ends - len(waiting) / RATE, waiting
        spare = len(waiting) - round(PRE_ROLL_S * RATE)
        self._before = waiting[max(spare, 0) // _SKIPPED * _SKIPPED :]
        return None

    def forget(self) -> None:
        """A stretch follows that nobody may hear; what comes behind it begins anew, with the gate open."""
        self._before = _NOTHING
        self._silent_s = 0.0
