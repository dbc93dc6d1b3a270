"""Whether somebody should look at a side: no sound from it for long, or sound as loud as speech without a word."""

from __future__ import annotations

from collections import deque

from audio.frames import RATE, Samples
from audio.level import rms_dbfs
from calls.events import Gap, SideState

SILENT_AFTER_S, SILENT_DBFS = 20.0, -70.0
"""A microphone in a quiet room gives some -65 dBFS; below this there is none, or it is muted."""

WORDLESS_AFTER_S, LOUD_DBFS = 10.0, -50.0
LOUD_SHARE, QUIET_SHARE = 0.6, 0.2
"""Of the last ten seconds: speech is loud for two thirds of its time, noises between words for much less."""

TOLD_S = 6.0
"""A gap is told at least every five seconds while it lasts."""


class Attention:
    """One side's, used by one thread; its sound comes in order."""

    def __init__(self) -> None:
        self._state = SideState.HEARD
        self._silent_s = 0.0
        self._wordless_s = 0.0
        self._recent: deque[float] = deque()
        self._gap_until = float("-inf")

    def take(self, start: float, samples: Samples, *, words: bool) -> SideState | None:
        """The side's state if it is another now. ``words``: the recogniser has just heard some."""
        length = len(samples) / RATE
        level = rms_dbfs(samples)
        in_gap = start < self._gap_until
        self._silent_s = self._silent_s + length if level < SILENT_DBFS and not in_gap else 0.0
        self._wordless_s = 0.0 if words else self._wordless_s + length
        self._note(length if level > LOUD_DBFS else 0.0, length)
        state = self._judged()
        if state is self._state:
            return None
        self._state = state
        return state

    def miss(self, gap: Gap) -> None:
        """The side is not heard for a reason that is told already."""
        self._gap_until = gap.end + TOLD_S

    def forget(self) -> None:
        """A stretch follows that nobody may hear: nothing is known of it."""
        self._silent_s = self._wordless_s = 0.0
        self._recent.clear()

    def _note(self, loud_s: float, length: float) -> None:
        self._recent.append(loud_s)
        while len(self._recent) * length > WORDLESS_AFTER_S:
            self._recent.popleft()

    def _judged(self) -> SideState:
        if self._silent_s >= SILENT_AFTER_S:
            return SideState.SILENT
        share = QUIET_SHARE if self._state is SideState.WORDLESS else LOUD_SHARE
        if self._wordless_s >= WORDLESS_AFTER_S and sum(self._recent) >= share * WORDLESS_AFTER_S:
            return SideState.WORDLESS
        return SideState.HEARD
