"""Two sound devices as a source: both sides on one monotonic clock, opened again when they come back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue

from audio.backend import Backend, Opened
from audio.frames import Frame, Samples, Sound, SoundError
from audio.level import SPOKEN_DBFS, rms_dbfs
from audio.line import Line
from calls.events import CaptureStarted, Channel

log = logging.getLogger("audio")

LOOK_S, CALM_LOOK_S = 0.09, 0.383
"""How often what came in is taken, and how often, then in one piece, while nobody speaks: waking and handing on cost
more than the sound. No multiples of the 20 ms in which devices deliver, so that some look follows close upon a
delivery: that one tells when it was made."""

CALM_AFTER_S = 1.0
"""Nobody speaks when both sides were softer than speech for so long. Softer speech yet is heard a little later."""

FIRST_BLOCKS_S = 3.0
"""How long both devices may take to deliver: 0.8 to 2 s were seen, one side up to 1.3 s after the other."""

AGAIN_S = 0.5
REOPEN_S, REOPEN_LATER_S = 0.25, 0.75
"""Devices that stopped are tried again so soon, and later on at leisure: an attempt is dear on some systems."""


class DeviceSource:
    """``wanted`` names a device per side, "" for the system's default; nothing is opened before ``frames``.

    ``clock_s`` is what the call's clock shows now. A device that breaks is opened again and again until it is
    back; meanwhile its side is silent and gaps tell why.
    """

    live = True

    def __init__(self, backend: Backend, wanted: Mapping[Channel, str], clock_s: float = 0.0) -> None:
        self.channels = tuple(wanted)
        self._backend = backend
        self._wanted = dict(wanted)
        self._zero = time.monotonic() - clock_s
        self._arrivals: SimpleQueue[tuple[Channel, float, Samples]] = SimpleQueue()
        self._closed = threading.Event()

    def now(self) -> float:
        return time.monotonic() - self._zero

    def close(self) -> None:
        self._closed.set()

    def frames(self) -> Iterator[Sound]:
        first = self._first_opened()
        opened: Opened | None = first
        retry_at = stopped_at = spoken_at = 0.0
        try:
            lines = self._lines(first)
            yield self._first_blocks(first, lines)
            while not self._closed.is_set():
                calm = self.now() - spoken_at > CALM_AFTER_S
                now = self._collect(opened, lines, CALM_LOOK_S if calm else LOOK_S)
                if opened and opened.broken():
                    self._interrupt(opened, lines)
                    opened, stopped_at = None, self.now()
                trouble = opened.trouble() if opened else {}
                for channel, line in lines.items():
                    for sound in line.frames(now, trouble.get(channel, ""), calm=calm):
                        if isinstance(sound, Frame) and rms_dbfs(sound.samples) > SPOKEN_DBFS:
                            spoken_at = now
                        yield sound
                if opened is None and self.now() >= retry_at:
                    opened = self._reopened(lines)
                    retry_at = self.now() + min(max((self.now() - stopped_at) / 10, REOPEN_S), REOPEN_LATER_S)
        finally:
            if opened:
                opened.close()

    def _first_opened(self) -> Opened:
        """In two attempts: on a loaded machine a stream was once refused that is never refused otherwise."""
        try:
            return self._open()
        except SoundError as error:
            log.info("trying again: %s", error)
            self._closed.wait(AGAIN_S)
            return self._open()

    def _open(self) -> Opened:
        """With a queue of its own, so that nothing comes from streams that were given up."""
        arrivals: SimpleQueue[tuple[Channel, float, Samples]] = SimpleQueue()
        self._arrivals = arrivals
        return self._backend.open(self._wanted, lambda channel, block: arrivals.put((channel, self.now(), block)))

    def _lines(self, opened: Opened) -> dict[Channel, Line]:
        return {
            channel: Line(channel, opened.rates[channel], quiet=channel in opened.quiet) for channel in self.channels
        }

    def _first_blocks(self, opened: Opened, lines: Mapping[Channel, Line]) -> CaptureStarted:
        """Waits for both devices; one that delivers nothing while silent, or at all, is silent from now on."""
        deadline = self.now() + FIRST_BLOCKS_S
        awaited = [line for channel, line in lines.items() if channel not in opened.quiet]
        while self.now() < deadline and not self._closed.is_set():
            self._collect(opened, lines, LOOK_S)
            if all(line.started is not None for line in awaited):
                break
        started = max((line.started for line in lines.values() if line.started is not None), default=self.now())
        for line in lines.values():
            if line.started is None:
                line.begin(started)
        names = opened.names
        return CaptureStarted(round(started, 3), names.get(Channel.AGENT, ""), names.get(Channel.CUSTOMER, ""))

    def _collect(self, opened: Opened | None, lines: Mapping[Channel, Line], look_s: float) -> float:
        """What comes in within ``look_s``. Returns until when that is all: a busy machine may stop us after it."""
        if opened:
            opened.wait(look_s)
            now = self.now()
            opened.pump()
        else:
            self._closed.wait(look_s)
            now = self.now()
        with suppress(Empty):
            while True:
                channel, arrived, samples = self._arrivals.get_nowait()
                lines[channel].take(samples, arrived)
        return now

    def _interrupt(self, opened: Opened, lines: Mapping[Channel, Line]) -> None:
        log.warning("a sound device stopped: opening it again")
        for line in lines.values():
            line.interrupt("the sound device stopped")
        opened.close()
        self._arrivals = SimpleQueue()

    def _reopened(self, lines: Mapping[Channel, Line]) -> Opened | None:
        try:
            opened = self._open()
        except SoundError as error:
            log.info("not yet: %s", error)
            return None
        for channel, line in lines.items():
            line.retune(opened.rates[channel])
        return opened
