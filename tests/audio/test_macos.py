"""macOS' capture against a PortAudio that answers as its documentation says; the real one was never called."""

from __future__ import annotations

import shlex
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from audio import portaudio
from audio.frames import Samples, SoundError
from audio.macos import MacBackend
from calls.events import Channel
from tests.audio.fake_portaudio import FakeDevice, FakeSoundDevice

BOTH = dict.fromkeys(Channel, "")


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeSoundDevice:
    monkeypatch.setenv("PATH", str(tmp_path))
    devices = [
        FakeDevice("MacBook Pro Microphone", 48000, inputs=1, level=400),
        FakeDevice("BlackHole 2ch", 44100, inputs=2, outputs=2, level=900),
        FakeDevice("Headset and BlackHole", 48000, outputs=2),
    ]
    fake = FakeSoundDevice(devices, ("Core Audio",), default_input=0, default_output=2)
    monkeypatch.setattr(portaudio, "sounddevice", fake)
    return fake


def test_a_loopback_device_is_the_customer_and_every_other_the_agent(sound: FakeSoundDevice):
    assert {device.name: device.channel for device in MacBackend().devices()} == {
        "MacBook Pro Microphone": Channel.AGENT,
        "BlackHole 2ch": Channel.CUSTOMER,
    }
    assert not sound.played


def test_both_sides_are_heard_at_their_devices_own_rates_and_end_with_them(sound: FakeSoundDevice):
    heard: dict[Channel, list[Samples]] = {channel: [] for channel in Channel}
    streams = MacBackend().open(BOTH, lambda channel, block: heard[channel].append(block))
    deadline = time.monotonic() + 10
    while not all(heard.values()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert streams.rates == {Channel.AGENT: 48000, Channel.CUSTOMER: 44100}
    assert np.all(heard[Channel.CUSTOMER][0] == 900) and np.all(heard[Channel.AGENT][0] == 400)
    sound.devices[1].present = False
    while not streams.broken():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    streams.close()


def test_a_tap_helper_is_heard_before_any_loopback_device_and_breaks_when_it_leaves(
    sound: FakeSoundDevice, tmp_path: Path
):
    helper = tmp_path / "attune-tap"
    speak = "for _ in range(5): sys.stdout.buffer.write(bytes([7, 0]) * 960); sys.stdout.flush()"
    program = f"import sys\n{speak}\nsys.stdin.read(1)"
    helper.write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)} -c {shlex.quote(program)}\n")
    helper.chmod(0o755)
    assert MacBackend().devices()[0].id == "tap" and MacBackend().devices()[0].default
    heard: dict[Channel, list[Samples]] = {channel: [] for channel in Channel}
    streams = MacBackend().open(BOTH, lambda channel, block: heard[channel].append(block))
    deadline = time.monotonic() + 10
    while len(heard[Channel.CUSTOMER]) < 5 or not heard[Channel.AGENT]:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert np.all(np.concatenate(heard[Channel.CUSTOMER]) == 7) and streams.rates[Channel.CUSTOMER] == 48000
    assert not streams.broken()
    streams.close()
    assert streams.broken()
    loopback = MacBackend().open({Channel.AGENT: "", Channel.CUSTOMER: "BlackHole 2ch"}, lambda _side, _block: None)
    assert loopback.names[Channel.CUSTOMER] == "BlackHole 2ch"
    loopback.close()
    assert len(sound.devices) == 3


def test_without_a_loopback_device_one_line_says_what_to_install(sound: FakeSoundDevice):
    sound.devices[1].present = False
    with pytest.raises(SoundError, match="install BlackHole"):
        MacBackend().open(BOTH, lambda _channel, _block: None)


def test_a_sound_is_played_where_the_system_plays(sound: FakeSoundDevice):
    MacBackend().play(np.ones(160, np.int16), 16000, "").close()
    assert sound.played == [2]
