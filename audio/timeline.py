"""When a device's sound was made, told from when its blocks came in."""

from __future__ import annotations

from collections import deque

WINDOW_S = 2.0
LATER_S, EARLIER_S = 0.1, 0.02


class Timeline:
    """Counts a device's samples and ties them to the call's clock.

    A block can come late but never early, so the least delay of the last two seconds is taken as the truth. When that
    grew by more than 0.1 s samples were lost on the way; when it shrank, the blocks before had come late.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._count = 0
        self._seen: deque[tuple[float, float]] = deque()
        self.zero: float | None = None
        """The clock time of sample 0, as it is known now; None before the first block."""

    @property
    def end(self) -> float | None:
        """Where the samples so far end on the clock."""
        return None if self.zero is None else self.zero + self._count / self._rate

    def count(self, samples: int, arrived: float) -> float:
        """Take note of a block that came in whole at ``arrived``. Returns the seconds of sound lost before it."""
        self._count += samples
        self._seen.append((arrived, arrived - self._count / self._rate))
        while self._seen[0][0] < arrived - WINDOW_S:
            self._seen.popleft()
        likely = min(zero for _, zero in self._seen)
        if self.zero is None:
            self.zero = likely
        shift = likely - self.zero
        long_seen = self._seen[0][0] < arrived - WINDOW_S / 2
        if shift < -EARLIER_S or (shift > LATER_S and long_seen):
            self.zero = likely
            return max(shift, 0.0)
        return 0.0

    def fill(self, samples: int) -> None:
        """Take note of silence put in because no block came."""
        self._count += samples
