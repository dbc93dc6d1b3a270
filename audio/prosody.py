"""How a voice sounds, as numbers: its pitch and its level every 20 ms, over a stretch of the call.

Pitch by autocorrelation at 8 kHz, the window's own taken out (Boersma 1993, "Accurate short-term analysis of the
fundamental frequency"); telephone bands lack the fundamental itself, which autocorrelation does not need.
"""

from __future__ import annotations

import threading
from collections import deque

import numpy as np
from numpy.typing import NDArray

from audio.frames import RATE, Samples
from audio.level import FULL_SCALE
from calls.events import Prosody

PITCH_RATE = 8_000
WINDOW, HOP = 320, 160
"""Samples at 8 kHz: 40 ms, 20 ms."""
LOWEST_HZ, HIGHEST_HZ = 60.0, 400.0
VOICED = 0.55
"""Strength of the pitch's own peak, 1 for a pure period, from which a window counts as voiced."""
AUDIBLE_DBFS = -60.0
KEPT_S = 120.0
AT_ONCE = round(0.4 * PITCH_RATE)
"""Samples measured together: a call of numpy costs as much as its work on a tenth of a second."""
LEAST_VOICED_S = 0.3
"""Less than this says nothing of a voice."""

_FFT = 512
_SHAPE = np.hanning(WINDOW).astype(np.float32)
_LAGS = slice(int(PITCH_RATE / HIGHEST_HZ), int(PITCH_RATE / LOWEST_HZ) + 1)
_STEP_S = HOP / PITCH_RATE

Numbers = NDArray[np.float32]


class VoiceMeter:
    """``take`` belongs to the thread that has the sound, ``over`` to any. Remembers ``KEPT_S``."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.float32)
        self._begins, self._expected = 0.0, -1.0
        self._known: deque[tuple[float, Numbers, Numbers]] = deque()
        self._lock = threading.Lock()

    def take(self, start: float, samples: Samples) -> None:
        """``start`` is the first sample's time on the call's clock; a jump in it begins anew."""
        halved = samples[: len(samples) // 2 * 2].astype(np.float32).reshape(-1, 2).mean(axis=1)
        with self._lock:
            if abs(start - self._expected) > _STEP_S:
                self._measure()
                self._rest, self._begins = np.zeros(0, np.float32), start
            self._rest = np.concatenate([self._rest, halved])
            self._expected = start + len(samples) / RATE
            if len(self._rest) >= AT_ONCE:
                self._measure()

    def over(self, start: float, end: float) -> Prosody | None:
        """The medians of what was voiced between two times; None where too little was."""
        with self._lock:
            self._measure()
            known = [entry for entry in self._known if start - 1.0 < entry[0] < end]
        pitches, levels = [], []
        for begins, pitch, level in known:
            at = begins + _STEP_S * np.arange(len(pitch))
            voiced = (pitch > 0) & (at >= start) & (at < end)
            pitches.append(pitch[voiced])
            levels.append(level[voiced])
        voiced_s = _STEP_S * sum(map(len, pitches))
        if voiced_s < LEAST_VOICED_S:
            return None
        return Prosody(
            pitch_hz=round(float(np.median(np.concatenate(pitches))), 1),
            level_dbfs=round(float(np.median(np.concatenate(levels))), 1),
            voiced_s=round(voiced_s, 2),
        )

    def _measure(self) -> None:
        count = max(0, (len(self._rest) - WINDOW) // HOP + 1)
        if not count:
            return
        windows = np.lib.stride_tricks.sliding_window_view(self._rest, WINDOW)[: count * HOP : HOP]
        self._known.append((self._begins, *_measured(windows)))
        while self._known[0][0] < self._begins - KEPT_S:
            self._known.popleft()
        self._begins += count * _STEP_S
        self._rest = self._rest[count * HOP :]


def _measured(windows: Numbers) -> tuple[Numbers, Numbers]:
    """Each window's pitch in Hz, 0 where it is not voiced, and its level in dBFS."""
    power = np.mean(np.square(windows), axis=1)
    level = 10 * np.log10(np.maximum(power, 1e-3) / FULL_SCALE**2)
    shaped = (windows - windows.mean(axis=1, keepdims=True)) * _SHAPE
    correlated = np.fft.irfft(np.abs(np.fft.rfft(shaped, _FFT)) ** 2, _FFT)[:, : _LAGS.stop]
    own = np.fft.irfft(np.abs(np.fft.rfft(_SHAPE, _FFT)) ** 2, _FFT)[: _LAGS.stop]
    strength = (correlated / np.maximum(correlated[:, :1], 1e-6)) / (own / own[0])
    lags = strength[:, _LAGS]
    # The first peak that is nearly as strong as the strongest: twice a period fits as well as the period.
    inner = lags[:, 1:-1]
    peaks = (inner >= lags[:, :-2]) & (inner >= lags[:, 2:]) & (inner >= 0.9 * inner.max(axis=1, keepdims=True))
    best = peaks.argmax(axis=1) + 1
    strongest = lags[np.arange(len(lags)), best]
    voiced = (strongest >= VOICED) & (level >= AUDIBLE_DBFS)
    pitch = np.where(voiced, PITCH_RATE / (best + _LAGS.start), 0.0)
    return pitch.astype(np.float32), level.astype(np.float32)
