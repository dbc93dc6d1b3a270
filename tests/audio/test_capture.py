"""Two devices as one source: a side that delivers nothing holds nothing up, and what stopped is opened again."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

import numpy as np
import pytest

from audio.backend import Deliver, Device
from audio.capture import DeviceSource
from audio.frames import Frame, Sound, SoundError
from calls.events import CaptureStarted, Channel, Gap

RATE = 8000
BLOCK_S = 0.02
BOTH = dict.fromkeys(Channel, "")


class Streams:
    """Devices that speak a steady tone in real time until they are stopped; late at times, but nothing is lost."""

    def __init__(self, deliver: Deliver, speaking: set[Channel], quiet: frozenset[Channel]) -> None:
        self.names = {channel: f"the {channel.value}'s" for channel in Channel}
        self.rates = dict.fromkeys(Channel, RATE)
        self.quiet = quiet
        self.strayed: dict[Channel, str] = {}
        self.stopped = threading.Event()
        self._deliver = deliver
        self._speaking = speaking
        threading.Thread(target=self._speak, daemon=True).start()

    def _speak(self) -> None:
        spoken_until = time.monotonic()
        while not self.stopped.wait(BLOCK_S):
            while spoken_until + BLOCK_S <= time.monotonic():
                spoken_until += BLOCK_S
                for channel in self._speaking:
                    self._deliver(channel, np.full(round(RATE * BLOCK_S), 5000, np.int16))

    def wait(self, seconds: float) -> None:
        self.stopped.wait(seconds)

    def pump(self) -> None: ...

    def trouble(self) -> Mapping[Channel, str]:
        return self.strayed

    def broken(self) -> bool:
        return self.stopped.is_set()

    def close(self) -> None:
        self.stopped.set()


class Backend:
    """Opens ``Streams``, or refuses as often as it is told to."""

    def __init__(self, speaking: set[Channel], quiet: frozenset[Channel] = frozenset()) -> None:
        self.opened: list[Streams] = []
        self.refusals = 0
        self._speaking = speaking
        self._quiet = quiet

    def devices(self) -> list[Device]:
        return []

    def open(self, wanted: Mapping[Channel, str], deliver: Deliver) -> Streams:
        assert set(wanted) == set(Channel)
        if self.refusals:
            self.refusals -= 1
            raise SoundError("not now")
        self.opened.append(Streams(deliver, self._speaking, self._quiet))
        return self.opened[-1]


def heard_until(source: DeviceSource, clock_s: float) -> list[Sound]:
    """What comes until both sides are that far."""
    sounds: list[Sound] = []
    ends = dict.fromkeys(Channel, 0.0)
    for sound in source.frames():
        sounds.append(sound)
        if isinstance(sound, Frame):
            ends[sound.channel] = sound.end
        if min(ends.values()) >= clock_s:
            source.close()
    return sounds


def test_a_loopback_that_delivers_nothing_in_silence_holds_nothing_up_and_is_no_gap():
    backend = Backend({Channel.AGENT}, quiet=frozenset({Channel.CUSTOMER}))
    sounds = heard_until(DeviceSource(backend, BOTH), 3.0)
    started = sounds[0]
    assert isinstance(started, CaptureStarted) and started.at < 1.0
    assert not [sound for sound in sounds if isinstance(sound, Gap)]
    customer = [sound for sound in sounds if isinstance(sound, Frame) and sound.channel is Channel.CUSTOMER]
    assert customer and not any(frame.samples.any() for frame in customer)


def test_a_device_that_never_delivers_holds_nothing_up_and_is_a_gap():
    sounds = heard_until(DeviceSource(Backend({Channel.CUSTOMER}), BOTH, clock_s=100.0), 106.5)
    gaps = [sound for sound in sounds if isinstance(sound, Gap)]
    assert {(gap.channel, gap.reason) for gap in gaps} == {(Channel.AGENT, "the device delivers no sound")}
    started = sounds[0]
    assert isinstance(started, CaptureStarted) and gaps[0].start == pytest.approx(started.at, abs=0.1)


def test_a_device_that_stops_is_opened_again_until_it_opens():
    backend = Backend(set(Channel))
    source = DeviceSource(backend, BOTH)
    stopped_at = 0.0
    gaps: list[Gap] = []
    for sound in source.frames():
        if isinstance(sound, Gap):
            gaps.append(sound)
        elif not stopped_at and source.now() > 0.5:
            stopped_at = source.now()
            backend.refusals = 1
            backend.opened[0].stopped.set()
        elif stopped_at and isinstance(sound, Frame) and sound.samples.any() and sound.start > stopped_at + 0.5:
            source.close()
    assert len(backend.opened) == 2
    assert {gap.channel for gap in gaps} == set(Channel)
    assert min(gap.start for gap in gaps) == pytest.approx(stopped_at, abs=0.3)


def test_a_side_that_strayed_is_blank_and_the_other_is_not():
    backend = Backend(set(Channel))
    source = DeviceSource(backend, BOTH)
    strayed_at = 0.0
    loud: dict[Channel, int] = dict.fromkeys(Channel, 0)
    for sound in source.frames():
        if not isinstance(sound, Frame):
            continue
        if strayed_at and sound.start > strayed_at:
            loud[sound.channel] += bool(sound.samples.any())
        if not strayed_at and sound.end > 0.5:
            backend.opened[0].strayed = {Channel.CUSTOMER: "moved"}
            strayed_at = source.now() + 0.2
        if strayed_at and source.now() > strayed_at + 1.0:
            source.close()
    assert loud[Channel.CUSTOMER] == 0 and loud[Channel.AGENT] >= 5


def test_devices_that_are_refused_once_are_tried_again_and_refused_twice_are_an_error():
    backend = Backend(set(Channel))
    backend.refusals = 1
    assert heard_until(DeviceSource(backend, BOTH), 1.0)
    backend.refusals = 2
    with pytest.raises(SoundError, match="not now"):
        list(DeviceSource(backend, BOTH).frames())
