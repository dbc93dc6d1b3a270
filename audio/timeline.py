"""When a device's sound was made, told from when its blocks came in."""

from __future__ import annotations

from collections import deque

WINDOW_S, LOSS_WINDOW_S = 10.0, 5.0
"""Long, because on a busy machine seconds pass in which every block comes late; what was lost is seen sooner."""

STEP_S = 0.005
LOST_S = 0.1
PAUSE_S = 1.0
"""After so long without a block those that waited come one after the other: that is no time to tell late from lost."""


class Timeline:
    """Adds up a device's sound and ties it to the call's clock; all in seconds.

    A block can come late but never early, so the least delay of the last ten seconds is taken as the truth. When that
    shrank, the blocks before had come late. When it grew, the device's own clock runs slow; when that of five seconds
    grew by more than 0.1 s, samples were lost on the way: neither is said before five seconds without a pause. Either
    way time is put right in steps of 5 ms or more: a device's clock is 20 to 300 millionths wrong, so seconds pass
    between two steps.
    """

    def __init__(self) -> None:
        self._length = 0.0
        self._least: deque[tuple[float, float]] = deque()  # of each stretch of the window up to now, when it was seen
        self._steady_since = self._arrived = 0.0
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
        zero = arrived - self._length
        while self._least and self._least[0][0] < arrived - WINDOW_S:
            self._least.popleft()
        if arrived - self._arrived > PAUSE_S:
            self._steady_since = arrived
        self._arrived = arrived
        while self._least and self._least[-1][1] >= zero:
            self._least.pop()
        self._least.append((arrived, zero))
        if self.zero is None:
            self.zero = zero
        steady = arrived - self._steady_since > LOSS_WINDOW_S
        recent = next(least for at, least in self._least if at >= arrived - LOSS_WINDOW_S)
        if steady and recent - self.zero > LOST_S:
            lost_s, self.zero = recent - self.zero, recent
            while self._least[0][1] < recent:  # what was seen before the loss
                self._least.popleft()
            return lost_s
        shift = self._least[0][1] - self.zero
        if shift < -STEP_S or (steady and shift > STEP_S):
            self.zero += shift
        return 0.0

    def skip(self, length: float) -> None:
        """Nobody knows what was said in so many seconds: what comes now is that much later."""
        self._least.clear()
        if self.zero is not None:
            self.zero += length

    def fill(self, length: float) -> None:
        """Take note of silence put in because no block came."""
        self._length += length
