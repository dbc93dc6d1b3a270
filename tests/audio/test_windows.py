"""Windows' capture against libraries that answer as theirs are documented to; the real ones were never called."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np
import pytest

from audio import endpoints, portaudio, windows
from audio.backend import Device
from audio.endpoints import Endpoint
from audio.frames import Samples, SoundError
from audio.windows import WindowsBackend, WindowsStreams
from calls.events import Channel
from tests.audio.fake_portaudio import FakeDevice, FakePatch, FakeSoundDevice, FakeWindows

BOTH = dict.fromkeys(Channel, "")
SPEAKERS, HEADSET = "Speakers (Realtek)", "Headset Earphone (Jabra)"
ARRAY, JABRA = "Microphone Array (Intel)", "Headset Microphone (Jabra)"


class Machine:
    """A laptop with loudspeakers as its default, and a headset that Windows gives to calls."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.speakers = FakeDevice(SPEAKERS, 44100, outputs=2, level=None)
        self.headset = FakeDevice(HEADSET, 48000, outputs=2, level=3000)
        self.jabra = FakeDevice(JABRA, 16000, inputs=1, level=500)
        self.sound = FakeSoundDevice(
            [
                FakeDevice("Microphone (MME)", 44100, inputs=2, host=0),
                FakeDevice(ARRAY, 48000, inputs=2, level=-1, host=1),
                self.jabra,
                FakeDevice(SPEAKERS, 44100, outputs=2, host=1),
                FakeDevice(HEADSET, 48000, outputs=2, host=1),
            ],
            ("MME", "Windows WASAPI"),
            default_input=1,
            default_output=3,
        )
        self.jabra.host = 1
        self.patched = FakePatch([self.speakers, self.headset], default=0)
        self.windows = FakeWindows({Channel.AGENT: JABRA, Channel.CUSTOMER: HEADSET}, {})
        patch.setattr(portaudio, "sounddevice", self.sound)
        patch.setattr(windows, "pyaudiowpatch", self.patched)
        patch.setattr(endpoints, "comtypes", self.windows)
        patch.setattr(endpoints, "AudioUtilities", self.windows)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


class Ear:
    def __init__(self) -> None:
        self.heard: dict[Channel, list[Samples]] = {channel: [] for channel in Channel}

    def __call__(self, channel: Channel, block: Samples) -> None:
        self.heard[channel].append(block)


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def opened(wanted: dict[Channel, str], ear: Ear) -> WindowsStreams:
    return WindowsBackend().open(wanted, ear)


def default_of(devices: list[Device], channel: Channel) -> list[str]:
    return [device.name for device in devices if device.channel is channel and device.default]


def test_the_devices_for_calls_are_the_default_ones(machine: Machine):
    devices = WindowsBackend().devices()
    assert default_of(devices, Channel.AGENT) == [JABRA]
    assert default_of(devices, Channel.CUSTOMER) == [f"{HEADSET} [Loopback]"]
    assert "Microphone (MME)" not in {device.name for device in devices}
    assert not machine.patched.open_instances


def test_where_windows_names_none_for_calls_the_default_is_taken(machine: Machine):
    machine.windows.for_calls.clear()
    devices = WindowsBackend().devices()
    assert default_of(devices, Channel.AGENT) == [ARRAY]
    assert default_of(devices, Channel.CUSTOMER) == [f"{SPEAKERS} [Loopback]"]


def test_a_muted_headset_and_a_microphone_turned_down_are_told(machine: Machine):
    machine.windows.volumes = {HEADSET: Endpoint(True, 80), JABRA: Endpoint(False, 0)}
    devices = {device.name: device for device in WindowsBackend().devices()}
    assert devices[f"{HEADSET} [Loopback]"].muted and devices[f"{HEADSET} [Loopback]"].volume_percent == 80
    assert devices[JABRA].volume_percent == 0 and not devices[JABRA].muted
    assert devices[ARRAY].volume_percent == 100


def test_both_sides_are_heard_in_mono_at_their_devices_own_rates(machine: Machine):
    ear = Ear()
    streams = opened(BOTH, ear)
    until(lambda: ear.heard[Channel.AGENT] and ear.heard[Channel.CUSTOMER])
    assert streams.rates == {Channel.AGENT: 16000, Channel.CUSTOMER: 48000}
    assert np.all(ear.heard[Channel.CUSTOMER][0] == 3000) and ear.heard[Channel.CUSTOMER][0].ndim == 1
    assert np.all(ear.heard[Channel.AGENT][0] == 500)
    assert not streams.broken() and streams.quiet == {Channel.CUSTOMER}
    streams.close()
    assert not machine.patched.open_instances


@pytest.mark.usefixtures("machine")
def test_a_look_at_the_devices_leaves_alone_what_is_being_heard():
    streams = opened(BOTH, Ear())
    assert default_of(WindowsBackend().devices(), Channel.AGENT) == [JABRA]
    assert not streams.broken()
    streams.close()


def test_a_look_at_the_devices_waits_for_a_stream_that_is_being_closed(machine: Machine):
    streams = opened(BOTH, Ear())
    threading.Timer(0.2, streams.close).start()
    machine.sound.devices.append(FakeDevice("New microphone", 48000, inputs=1, host=1))
    assert "New microphone" in {device.name for device in WindowsBackend().devices()}


def test_a_device_that_was_chosen_is_heard_though_calls_are_given_another(machine: Machine):
    ear = Ear()
    wanted = {Channel.AGENT: ARRAY, Channel.CUSTOMER: f"{SPEAKERS} [Loopback]"}
    streams = opened(wanted, ear)
    machine.speakers.level = 77
    until(lambda: ear.heard[Channel.CUSTOMER])
    assert streams.names == wanted
    assert np.all(ear.heard[Channel.CUSTOMER][0] == 77)
    streams.close()


@pytest.mark.parametrize("unplugged", [HEADSET, JABRA])
def test_a_device_that_is_unplugged_breaks_the_streams(machine: Machine, unplugged: str):
    streams = opened(BOTH, Ear())
    assert not streams.broken()
    for device in (machine.headset, machine.jabra):
        device.present = device.name != unplugged
    until(streams.broken)
    streams.close()


def test_a_headset_that_windows_gives_to_calls_from_now_on_is_followed(machine: Machine):
    streams = opened(BOTH, Ear())
    machine.windows.for_calls[Channel.CUSTOMER] = SPEAKERS
    until(streams.broken)
    streams.close()
    ear = Ear()
    streams = opened(BOTH, ear)
    assert streams.names[Channel.CUSTOMER] == f"{SPEAKERS} [Loopback]"
    streams.close()


def test_without_any_output_one_line_says_so_and_nothing_stays_open(machine: Machine):
    machine.speakers.present = machine.headset.present = False
    with pytest.raises(SoundError, match="choose another"):
        opened(BOTH, Ear())
    with pytest.raises(SoundError, match="switched on"):
        WindowsBackend().devices()
    assert not machine.patched.open_instances


@pytest.mark.parametrize(("wanted", "played"), [(f"{SPEAKERS} [Loopback]", 3), ("", 4), ("gone [Loopback]", 3)])
def test_a_sound_is_played_where_the_customer_is_heard(machine: Machine, wanted: str, played: int):
    playing = WindowsBackend().play(np.ones(1600, np.int16), 16000, wanted)
    until(lambda: not playing.active)
    playing.close()
    assert machine.sound.played == [played]
