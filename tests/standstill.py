"""Whether the machine stands still: many tests play sound as live, and a machine that stops loses it on its own."""

from __future__ import annotations

import threading
import time
from pathlib import Path

TICK_S, STILL_S = 0.02, 0.1
"""A thread that sleeps for the first and wakes later than the second could not run: others had the processors."""

LONG_S, TAKEN = 0.5, 0.25
"""So long at once, or so much of what was wanted of the processors, is hardly the tests' own doing: a host that runs
more machines than it has processors took it, or stopped this one."""

_TIMES = Path("/proc/stat")
_USER, _NICE, _SYSTEM, _STEAL = 0, 1, 2, 7


class Standstill:
    """Watches from now on. Used by one thread beside its own."""

    def __init__(self) -> None:
        self._longest_s = 0.0
        self._before = _processor_times()
        threading.Thread(target=self._watch, daemon=True).start()

    def forget(self) -> None:
        self._longest_s = 0.0
        self._before = _processor_times()

    @property
    def seen(self) -> bool:
        """Since it was told to forget."""
        return self._longest_s > STILL_S

    @property
    def of_the_host(self) -> str:
        """What the machine's host kept from it since then, if that is too much for live sound; else ""."""
        used, taken = (now - before for now, before in zip(_processor_times(), self._before, strict=True))
        share = taken / max(used + taken, 1)
        if self._longest_s <= LONG_S and share <= TAKEN:
            return ""
        return f"the machine stood still for {self._longest_s:.1f} s, its host took {share:.0%} of the processors"

    def _watch(self) -> None:
        before = time.monotonic()
        while True:
            time.sleep(TICK_S)
            now = time.monotonic()
            self._longest_s = max(self._longest_s, now - before - TICK_S)
            before = now


def _processor_times() -> tuple[int, int]:
    """Of all processors: used by this machine's programs, and taken by its host while they wanted to run (ticks)."""
    if not _TIMES.exists():
        return 0, 0
    times = [int(field) for field in _TIMES.read_text(encoding="ascii").split("\n", 1)[0].split()[1:]]
    return times[_USER] + times[_NICE] + times[_SYSTEM], times[_STEAL]
