"""When a device's sound was made, told from when its blocks came in."""

from __future__ import annotations

from collections import deque

WINDOW_S = 2.0
LATER_S, EARLIER_S = 0.1, 0.02


class Timeline:
    """Adds up a device's sound and ties it to the call's clock; all in seconds.

    A block can come late but never early, so the least delay of the last two seconds is taken as the truth. When that
    grew by more than 0.1 s samples were lost on the way; when it shrank, the blocks before had come late.
    """

    def __init__(self) -> None:
        self._length = 0.0
        self._seen: deque[tuple[float, float]] = deque()
        self.zero: float | None = None
        """The clock time at which the sound began, as it is known now; None before the first block."""

    @property
    def end(self) -> float | None:
        """Where the sound so far ends on the clock."""
        return None if self.zero is None else self.zero + self._length

    def begin(self, zero: float) -> None:
        """Count from there, though no block has come yet."""
        self.zero = zero

    def add(self, length: float, arrived: float) -> float:
        """Take note of a block that came in whole at ``arrived``. Returns the seconds of sound lost before it."""
        self._length += length
        self._seen.append((arrived, arrived - self._length))
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

    def fill(self, length: float) -> None:
        """Take note of silence put in because no block came."""
        self._length += length
