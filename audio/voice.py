"""Whether sound may be somebody's voice: WebRTC's detector, set to say yes rather than to miss a word."""

from __future__ import annotations

from collections import deque

import webrtcvad

from audio.frames import RATE, Samples
from audio.level import rms_dbfs

MODE = 1
"""From 0, which takes most for a voice, to 3. At 1 no speech was missed at -63 dBFS, nor at 0 dB over noise."""

FRAME_BYTES = 2 * RATE // 50
FLOOR_BLOCKS = 50
"""The quietest of so many blocks, about five seconds, is the line's noise."""

NOISY_DBFS = -36.0
"""Noise as loud as this is taken for a voice: the detector gets used to it, and might to a voice within it."""


class VoiceDetector:
    """Takes one side's sound in order, in blocks of a tenth of a second or less. Used by one thread."""

    def __init__(self) -> None:
        self._vad = webrtcvad.Vad(MODE)
        self._rest = b""
        self._levels: deque[float] = deque(maxlen=FLOOR_BLOCKS)

    def hears(self, samples: Samples) -> bool:
        """Whether any 20 ms of the block may be a voice. What is left of it counts for the next block."""
        self._levels.append(rms_dbfs(samples))
        sound = self._rest + samples.tobytes()
        whole = len(sound) // FRAME_BYTES * FRAME_BYTES
        frames = [sound[first : first + FRAME_BYTES] for first in range(0, whole, FRAME_BYTES)]
        self._rest = sound[whole:]
        voiced = [self._vad.is_speech(frame, RATE) for frame in frames]  # each one, since it learns from all
        noisy = len(self._levels) == FLOOR_BLOCKS and min(self._levels) > NOISY_DBFS
        return noisy or any(voiced)
