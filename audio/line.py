"""One device's side of a call: its blocks become frames on the call's clock, blank wherever they must not be heard."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import soxr

from audio.frames import BLOCK, RATE, Frame, Samples
from audio.gaps import Gaps
from audio.timeline import Timeline
from calls.events import Channel, Gap

FILL_AFTER_S, FILL_SHORT_S = 0.5, 0.1
"""A device that may be silent is silent after so long: time passes all the same, up to a little before now."""

MISSED_AFTER_S = 2.0
"""A device that always delivers is late until then: on a busy machine half a second was seen."""

STOOD_STILL_S = 10.0
"""Frames are asked for many times a second: where so much is missing at once, the computer slept."""

LOSS_S = 0.2
HOLE_S = 0.3
AFTERMATH_S = 0.2
"""How long after a trouble sound from before its end may still arrive."""


class Line:
    """Used by one thread. ``quiet``: the device delivers nothing while it is silent, so that is no trouble."""

    def __init__(self, channel: Channel, rate: int, *, quiet: bool) -> None:
        self._channel = channel
        self._rate = rate
        self._quiet = quiet
        self._resampler = _resampler(rate)
        self._timeline = Timeline()
        self._raw: list[Samples] = []
        self._waiting: Samples = np.zeros(0, np.int16)
        self._given = 0
        self._arrived: float | None = None
        self._interrupted = ""
        self._filled = False  # up to a moment ago with silence: the next block does not follow straight on
        self._losses: list[Gap] = []
        self._gaps = Gaps(channel)

    @property
    def started(self) -> float | None:
        """The clock time of the first sample; None before it came."""
        return self._timeline.zero

    def begin(self, at: float) -> None:
        """No block has come yet: the side is silent from ``at`` on."""
        self._timeline.begin(at)
        self._arrived = at
        self._filled = True

    def take(self, block: Samples, arrived: float) -> None:
        """``arrived``: what the call's clock showed when the block came in."""
        length = len(block) / self._rate
        end = self._timeline.end
        hole_s = 0.0 if end is None else arrived - length - end
        if self._interrupted or self._filled or (self._quiet and hole_s > HOLE_S):
            self._fill(arrived - length)
            end = self._timeline.end
        self._interrupted = ""
        self._filled = False
        self._arrived = arrived
        lost_s = self._timeline.add(length, arrived)
        if end is not None and lost_s > LOSS_S:
            self._losses.append(Gap(self._channel, round(end, 3), round(end + lost_s, 3), "sound was lost on the way"))
        self._raw.append(block)

    def interrupt(self, reason: str) -> None:
        """The device stopped: the side is not heard until its next block."""
        self._interrupted = reason

    def retune(self, rate: int) -> None:
        """The device was opened again, perhaps with another rate."""
        if rate != self._rate:
            self._resample()
            self._rate = rate
            self._resampler = _resampler(rate)

    def frames(self, now: float, trouble: str, *, calm: bool = False) -> Iterator[Frame | Gap]:
        """What is ready by now; blank while there is ``trouble``, which gaps then tell. ``calm``: all in one frame."""
        arrived = now if self._arrived is None else self._arrived
        silent_after_s = FILL_AFTER_S if self._quiet or self._interrupted else MISSED_AFTER_S
        if now - arrived > silent_after_s:
            self._fill(now - FILL_SHORT_S)
            self._filled = True
            arrived = now if self._arrived is None else self._arrived
        trouble = trouble or self._interrupted
        if now - arrived > MISSED_AFTER_S and not self._quiet:
            trouble = trouble or "the device delivers no sound"
        yield from self._losses
        self._losses.clear()
        yield from self._gaps.tell(now, trouble, since=now if now - arrived < FILL_AFTER_S else arrived)
        self._resample(blank=self._gaps.open or now < self._gaps.ended + AFTERMATH_S)
        while self._timeline.zero is not None and len(self._waiting) >= BLOCK:
            length = len(self._waiting) // BLOCK * BLOCK if calm else BLOCK
            samples, self._waiting = self._waiting[:length], self._waiting[length:]
            yield Frame(self._channel, self._timeline.zero + self._given / RATE, samples)
            self._given += length

    def _fill(self, until: float) -> None:
        end = self._timeline.end
        if end is None:
            return
        if until - end > STOOD_STILL_S:
            self._timeline.skip(until - end)
            self._arrived = until
            self._losses.append(Gap(self._channel, round(end, 3), round(until, 3), "the computer was asleep"))
        elif (missing := round((until - end) * self._rate)) > 0:
            self._timeline.fill(missing / self._rate)
            self._raw.append(np.zeros(missing, np.int16))

    def _resample(self, *, blank: bool = False) -> None:
        """All that came since the last time at once, which is cheaper than block by block.

        ``blank`` spares no rest: the resampler's, and that of a frame, may be given long after the trouble is over.
        """
        if blank:
            self._waiting = np.zeros_like(self._waiting)
        if self._raw:
            raw = self._raw[0] if len(self._raw) == 1 else np.concatenate(self._raw)
            self._raw.clear()
            if blank:
                raw = np.zeros_like(raw)
            signal = self._resampler.resample_chunk(raw.astype(np.float32))
            np.clip(np.rint(signal, out=signal), -32768.0, 32767.0, out=signal)
            self._waiting = np.concatenate((self._waiting, signal.astype(np.int16)))


def _resampler(rate: int) -> soxr.ResampleStream:
    return soxr.ResampleStream(rate, RATE, 1, dtype="float32", quality="HQ")
