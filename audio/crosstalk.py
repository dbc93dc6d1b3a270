"""A voice that leaks into the other side's sound, from loudspeakers or a line's echo, is found and blanked there.

A copy follows its voice 10 to 300 ms later, quieter, and in all bands alike: the levels of eight bands every 10 ms
then rise and fall together. Over a second and a half their correlation was 0.73 and more for such copies, a room's echo
and noise included, and 0.53 at most for two voices at once. What is louder than the copy can be is the side's own
voice and is left as it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio.frames import RATE, Frame, Samples
from audio.level import rms_dbfs
from calls.events import Channel

STEP = RATE // 100
"""Samples in which levels are measured: 10 ms, so that one bin of their spectrum is 100 Hz."""

EDGES = (2, 4, 6, 8, 11, 15, 20, 27, 36)
BANDS = len(EDGES) - 1
KEPT, WINDOW, LEAST_ACTIVE = 300, 150, 60
"""Steps remembered, steps compared, and of those how many the other side's voice must fill."""

LOOKED_BACK = 200
"""Steps before a copy was known in which it is looked for too."""

EARLIEST, LATEST = -2, 38
"""Steps by which a copy may follow its voice; the clocks of two devices may differ by 20 ms."""

ALIKE, SURE = 0.65, 3
"""Correlation of a copy, and how many times in a row it must be seen."""

LOOK_EVERY = 15
"""Steps between two looks for a copy that is not known yet."""

INAUDIBLE_DBFS, INAUDIBLE_DB = -62.0, -72.0
"""While both sides are as quiet as this, their frames are not looked into: each band counts as this loud."""

QUIETER_DB, ACTIVE_DB, AUDIBLE_DB = -6.0, -55.0, 6.0
EXCESS_DB, EXCESS_BANDS, OWN_STEPS = 7.0, 2, 2
"""A side's own voice stands out by so much, in so many bands, in so many steps of a tenth of a second."""

FLOOR_EVERY = 10
"""Frames after which the line's noise is measured again."""

ECHO_STEPS, ECHO_DB = 20, 0.5
"""How long a room goes on sounding, and by how much less in each step."""

DOUBTED = 40
"""A copy looked for and not seen so many times in a row, once a tenth of a second, is one no longer."""

Levels = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Overheard:
    """A stretch of a side that was given as its own before it was known to be the other's voice."""

    channel: Channel
    start: float
    end: float


class Crosstalk:
    """Takes the frames of both sides and gives them back, each side's in its order. Used by one thread.

    A frame waits, for about as long as a frame lasts, only where a copy has been found.
    """

    def __init__(self) -> None:
        self._heard = {channel: _Side() for channel in Channel}
        self._paths = {channel: _Path() for channel in Channel}
        self._waiting: dict[Channel, deque[Frame]] = {channel: deque() for channel in Channel}

    def take(self, frame: Frame) -> Iterator[Frame | Overheard]:
        self._heard[frame.channel].add(frame, self._heard[frame.channel.other])
        self._waiting[frame.channel].append(frame)
        for channel in Channel:
            yield from self._ready(channel)

    def rest(self) -> Iterator[Frame]:
        """The frames that still wait when nothing more comes."""
        for waiting in self._waiting.values():
            yield from waiting
            waiting.clear()

    def _ready(self, channel: Channel) -> Iterator[Frame | Overheard]:
        own, other = self._heard[channel], self._heard[channel.other]
        path, waiting = self._paths[channel], self._waiting[channel]
        while waiting:
            frame = waiting[0]
            known = path.known
            if known and other.end < _step(frame.end) - path.lag:
                return
            waiting.popleft()
            at = _step(frame.end)
            path.look(own, other, min(at, other.end))
            if not known and path.known:
                yield from self._overheard(frame, path, own, other)
            blank = path.known and path.explains(own, other, at, len(frame.samples) // STEP)
            yield Frame(channel, frame.start, np.zeros_like(frame.samples)) if blank else frame

    def _overheard(self, frame: Frame, path: _Path, own: _Side, other: _Side) -> Iterator[Overheard]:
        """What went before the copy was found, tenth by tenth; not what is too long ago to know."""
        tenth = 10
        for end in range(_step(frame.start) - LOOKED_BACK, _step(frame.start) + 1, tenth):
            if path.explains(own, other, end, tenth):
                yield Overheard(frame.channel, (end - tenth) * STEP / RATE, end * STEP / RATE)


class _Side:
    """The levels of the last three seconds in dB; ``end`` is the step behind the last."""

    def __init__(self) -> None:
        self.levels: Levels = np.zeros((0, BANDS), np.float32)
        self.end = 0
        self.sounded = 0
        """The step behind the last frame that was audible."""
        self.floor: Levels = np.full(BANDS, -100.0, np.float32)
        """How loud each band is when nobody speaks."""
        self._adds = 0

    def add(self, frame: Frame, other: _Side) -> None:
        audible = rms_dbfs(frame.samples) > INAUDIBLE_DBFS
        steps = len(frame.samples) // STEP
        if audible or _step(frame.end) - other.sounded <= WINDOW:
            levels = _levels(frame.samples)
        else:
            levels = np.full((steps, BANDS), INAUDIBLE_DB, np.float32)
        missing = _step(frame.end) - steps - self.end
        if missing:  # sound that is missing or comes twice: what was known no longer fits the clock
            self.levels = self.levels[:0]
        self.levels = np.concatenate((self.levels, levels))[-KEPT:]
        self.end = _step(frame.end)
        self.sounded = self.end if audible else self.sounded
        if self._adds % FLOOR_EVERY == 0 and len(self.levels):
            self.floor = np.partition(self.levels, len(self.levels) // 10, axis=0)[len(self.levels) // 10]
        self._adds += 1

    def until(self, end: int, length: int) -> Levels:
        """``length`` steps up to ``end``; none if not all are known."""
        last = len(self.levels) - (self.end - end)
        return self.levels[last - length : last] if length <= last <= len(self.levels) else self.levels[:0]


class _Path:
    """How the other side's voice gets into this one: how much later, and how loud in each band."""

    def __init__(self) -> None:
        self.known = False
        self.lag = 0
        self._gains: Levels = np.zeros(BANDS, np.float32)
        self._seen = self._unseen = 0
        self._looked_at = 0
        self._own_at = -KEPT

    def look(self, own: _Side, other: _Side, end: int) -> None:
        """Compare the last second and a half of both, if the other side speaks and this one sounds."""
        if end - other.sounded > WINDOW or (not self.known and end < self._looked_at + LOOK_EVERY):
            return
        self._looked_at = end
        mine, theirs = own.until(end, WINDOW), other.until(end, WINDOW)
        if not len(mine) or not len(theirs) or np.count_nonzero(theirs.max(axis=1) > ACTIVE_DB) < LEAST_ACTIVE:
            return
        if np.all(mine.max(axis=0) < own.floor + AUDIBLE_DB):
            return
        alike, lag, gains = self._best(own, other, end)
        if alike >= ALIKE and float(gains.mean()) < QUIETER_DB:
            self._seen = self._seen + 1 if abs(lag - self.lag) <= 2 else 1
            self._unseen = 0
            self._gains = _followed(self._gains, gains) if self.known else gains
            self.lag = lag
            self.known = self.known or self._seen >= SURE
        else:
            self._unseen += 1
            self.known = self.known and self._unseen < DOUBTED
            self._seen = self._seen if self.known else 0

    def _best(self, own: _Side, other: _Side, end: int) -> tuple[float, int, Levels]:
        """The lag at which both are most alike: near the known one, or every other lag and then its neighbours."""
        middle = self.lag
        if not self.known:
            middle = max(_alike(own, other, end, lag) for lag in range(EARLIEST, LATEST + 1, 2))[1]
        return max(_alike(own, other, end, lag) for lag in range(middle - 1, middle + 2))

    def explains(self, own: _Side, other: _Side, end: int, length: int) -> bool:
        """Whether the other's voice is to be heard in these steps of this side, and no voice of its own."""
        mine = own.until(end, length)
        theirs = other.until(end - self.lag, length + ECHO_STEPS)
        if not len(mine) or not len(theirs):
            return False
        copy = np.full_like(mine, -100.0)
        for late in range(-1, ECHO_STEPS + 1):
            first = ECHO_STEPS - late
            part = theirs[first : first + length]
            copy[: len(part)] = np.maximum(copy[: len(part)], part - ECHO_DB * max(late, 0))
        expected = np.maximum(copy + self._gains, own.floor)
        stands_out = np.count_nonzero(mine - expected > EXCESS_DB, axis=1) >= EXCESS_BANDS
        if np.count_nonzero(stands_out) >= OWN_STEPS:
            self._own_at = end
            return False
        if end - self._own_at <= length:  # the soft end of a word
            return False
        return bool((copy > ACTIVE_DB).any())


def _followed(gains: Levels, seen: Levels) -> Levels:
    """Quickly down, slowly up: a voice of the side's own makes the copy seem louder, nothing makes it seem softer."""
    followed: Levels = gains + (seen - gains) * np.where(seen < gains, np.float32(0.3), np.float32(0.03))
    return followed


def _alike(own: _Side, other: _Side, end: int, lag: int) -> tuple[float, int, Levels]:
    """Correlation of the levels while the other speaks, the lag, and this side's gain in each band."""
    late = max(-lag, 0)
    mine, theirs = own.until(end - late, WINDOW), other.until(end - late - lag, WINDOW)
    if not len(mine) or not len(theirs):
        return -1.0, lag, np.zeros(BANDS, np.float32)
    speaks = theirs.max(axis=1) > ACTIVE_DB
    mine, theirs = mine[speaks], theirs[speaks]
    if len(mine) < LEAST_ACTIVE:
        return -1.0, lag, np.zeros(BANDS, np.float32)
    gains: Levels = mine.mean(axis=0) - theirs.mean(axis=0)
    a, b = mine - mine.mean(axis=0), theirs - theirs.mean(axis=0)
    power = float(np.vdot(a, a)) * float(np.vdot(b, b))
    return float(np.vdot(a, b)) / power**0.5 if power > 0 else 0.0, lag, gains


def _levels(samples: Samples) -> Levels:
    whole = len(samples) // STEP
    steps = samples[: whole * STEP].reshape(whole, STEP).astype(np.float32) / np.float32(32768.0)
    power = np.abs(np.fft.rfft(steps, axis=1)) ** 2
    bands = np.add.reduceat(power, EDGES, axis=1)[:, :-1] / np.float32(STEP * STEP)
    levels: Levels = (10 * np.log10(bands + 1e-10)).astype(np.float32)
    return levels


def _step(clock_s: float) -> int:
    return round(clock_s * RATE / STEP)
