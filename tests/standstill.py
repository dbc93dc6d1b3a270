"""Whether the machine stands still: many tests play sound as live, and a machine that stops loses it on its own."""

from __future__ import annotations

import threading
import time

TICK_S, STILL_S = 0.02, 0.1
"""A thread that sleeps for the first and wakes later than the second could not run: others had the processors."""


class Standstill:
    """Watches from now on. Used by one thread beside its own."""

    def __init__(self) -> None:
        self._longest_s = 0.0
        threading.Thread(target=self._watch, daemon=True).start()

    def forget(self) -> None:
        self._longest_s = 0.0

    @property
    def seen(self) -> bool:
        """Since it was told to forget."""
        return self._longest_s > STILL_S

    def _watch(self) -> None:
        before = time.monotonic()
        while True:
            time.sleep(TICK_S)
            now = time.monotonic()
            self._longest_s = max(self._longest_s, now - before - TICK_S)
            before = now
