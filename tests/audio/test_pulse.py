"""A real sound server in trouble: every side is its own, or blank, and comes back when the cause is gone.

The agent, the customer and another program each sing a note of their own, so a frame tells whose sound it holds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio.devices import list_devices
from audio.frames import RATE, Samples, SoundError
from audio.libpulse import Connection
from audio.program import device_of
from audio.pulse import PulseBackend, program_names
from calls.events import Channel
from tests.capture_process import EARLY_S, PATIENCE_S, CaptureProcess, Heard, capture_process
from tests.sound_server import AGENT_MOUTH, HEADSET, LIVE_SOUND, SoundServer, sound_server

pytestmark = LIVE_SOUND

NOTES = {"agent": 500, "customer": 1300, "music": 2900}
LOUD = 1000
HEADSET_OPTIONS = ("rate=48000", "channels=2", "norewinds=1")
BACK_S = 1.5
"""So soon after its cause is gone a fault must be over."""


@pytest.fixture
def server() -> Iterator[SoundServer]:
    with sound_server() as running:
        yield running


@pytest.fixture(scope="module")
def songs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("songs")
    return {name: sung(note, 40, folder / f"{name}.wav") for name, note in NOTES.items()}


def sung(note: int, seconds: float, path: Path) -> Path:
    moments = np.arange(round(seconds * 48000)) / 48000
    soundfile.write(path, 0.2 * np.sin(2 * np.pi * note * moments), 48000)
    return path


def singers(samples: Samples) -> set[str]:
    """Whose notes are in it."""
    moments = np.arange(len(samples)) / RATE
    return {
        name
        for name, note in NOTES.items()
        if 2 * abs(np.dot(samples, np.exp(-2j * np.pi * note * moments))) / len(samples) > LOUD
    }


def assert_nobody_strayed(heard: Heard) -> None:
    for channel in Channel:
        wrong = [start for start, samples in heard.frames(channel) if singers(samples) - {channel.value}]
        assert not wrong


def sings_at_the_end(heard: Heard, channel: Channel) -> bool:
    *_, (_, last) = heard.frames(channel)
    return singers(last) == {channel.value}


def play_both(server: SoundServer, songs: dict[str, Path], capture: CaptureProcess) -> None:
    began = time.monotonic()
    server.play(AGENT_MOUTH, songs["agent"])
    server.play(HEADSET, songs["customer"], program="softphone")
    for channel in Channel:
        capture.wait_for_sound(channel, began)


def wait_for_listeners(server: SoundServer, count: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while len(server.control("list", "short", "source-outputs").splitlines()) < count:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def module_of(server: SoundServer, sink: str) -> str:
    lines = [line.split("\t") for line in server.control("list", "short", "modules").splitlines()]
    return next(number for number, _, *arguments in lines if arguments and f"sink_name={sink} " in arguments[0])


def add_dock(server: SoundServer) -> None:
    server.control("load-module", "module-null-sink", "sink_name=dock", "rate=44100", "channels=2", "norewinds=1")


def test_a_headset_that_is_pulled_and_plugged_is_blank_meanwhile_and_soon_heard_again(
    server: SoundServer, songs: dict[str, Path]
):
    server.control("load-module", "module-null-sink", "sink_name=speakers")
    server.control("set-default-sink", "speakers")
    with capture_process(server.environment, "agentmic", f"{HEADSET}.monitor") as capture:
        play_both(server, songs, capture)
        server.control("unload-module", module_of(server, HEADSET))
        capture.wait_for(lambda line: line["event"] == "gap")
        server.control("load-module", "module-null-sink", f"sink_name={HEADSET}", *HEADSET_OPTIONS)
        back = time.monotonic()
        server.play(HEADSET, songs["customer"])
        assert capture.wait_for_sound(Channel.CUSTOMER, back) - back < BACK_S
        heard = capture.finish()
    assert_nobody_strayed(heard)
    assert {(gap.channel, gap.reason) for gap in heard.gaps} >= {
        (Channel.CUSTOMER, f"the sound device {HEADSET}.monitor is gone")
    }
    assert all(gap.channel is Channel.CUSTOMER for gap in heard.gaps)
    assert all(sings_at_the_end(heard, channel) for channel in Channel)


def test_after_the_server_was_killed_both_sides_are_soon_heard_again(server: SoundServer, songs: dict[str, Path]):
    with capture_process(server.environment) as capture:
        play_both(server, songs, capture)
        server.restart()
        back = time.monotonic()
        server.play(AGENT_MOUTH, songs["agent"])
        server.play(HEADSET, songs["customer"])
        for channel in Channel:
            assert capture.wait_for_sound(channel, back) - back < BACK_S
        heard = capture.finish()
    assert_nobody_strayed(heard)
    assert {gap.channel for gap in heard.gaps} == set(Channel)


def test_a_default_that_changes_is_followed_and_the_old_one_is_heard_no_more(
    server: SoundServer, songs: dict[str, Path]
):
    with capture_process(server.environment) as capture:
        play_both(server, songs, capture)
        add_dock(server)
        server.play("dock", songs["music"])
        changed = time.monotonic()
        server.control("set-default-sink", "dock")  # moves the softphone there too
        capture.wait_for(lambda line: line["event"] == "gap")
        assert capture.wait_for_sound(Channel.CUSTOMER, changed) - changed < BACK_S
        heard = capture.finish()
    *before, (_, last) = heard.frames(Channel.CUSTOMER)
    assert singers(last) >= {"music"}
    assert not any(singers(samples) & {"music", "agent"} for start, samples in before if start < changed - EARLY_S)
    assert not any("agent" in singers(samples) for _, samples in before)


def test_a_side_that_stays_silent_is_silent_and_never_the_other(server: SoundServer, songs: dict[str, Path]):
    server.control("load-module", "module-null-sink", "sink_name=speakers")
    server.play("speakers", songs["music"])
    with capture_process(server.environment) as capture:
        began = time.monotonic()
        singer = server.play(AGENT_MOUTH, songs["agent"])
        capture.wait_for_sound(Channel.AGENT, began)
        singer.terminate()
        capture.wait_for_silence(Channel.AGENT, began)
        heard = capture.finish()
    assert not heard.samples[Channel.CUSTOMER].any() and not heard.gaps
    assert_nobody_strayed(heard)


def test_only_the_softphone_is_heard_while_other_programs_play_on_the_same_headset(
    server: SoundServer, songs: dict[str, Path]
):
    server.play(HEADSET, songs["music"], program="music")
    with capture_process(server.environment, customer=device_of("softphone")) as capture:
        play_both(server, songs, capture)
        heard = capture.finish()
    assert not heard.gaps
    assert_nobody_strayed(heard)
    assert sings_at_the_end(heard, Channel.CUSTOMER)


def test_the_softphones_sound_is_found_anew_with_each_call_and_on_each_device(
    server: SoundServer, songs: dict[str, Path]
):
    add_dock(server)
    server.play(HEADSET, songs["music"], program="music")
    with capture_process(server.environment, customer=device_of("softphone")) as capture:
        for sink in (HEADSET, "dock"):
            began = time.monotonic()
            call = server.play(sink, songs["customer"], program="softphone")
            assert capture.wait_for_sound(Channel.CUSTOMER, began) - began < BACK_S
            call.terminate()
            call.wait(10)
            capture.wait_for_silence(Channel.CUSTOMER, began)
        heard = capture.finish()
    assert not heard.gaps
    assert_nobody_strayed(heard)


def test_a_softphone_that_is_moved_to_another_device_in_mid_call_is_heard_on(
    server: SoundServer, songs: dict[str, Path], tmp_path: Path
):
    add_dock(server)
    server.play("dock", songs["music"], program="music")
    with capture_process(server.environment, customer=device_of("softphone")) as capture:
        began = time.monotonic()
        server.play(HEADSET, sung(NOTES["customer"], 3, tmp_path / "short.wav"), program="softphone")
        capture.wait_for_sound(Channel.CUSTOMER, began)
        stream = server.control("list", "short", "sink-inputs").splitlines()[-1].split("\t")[0]
        server.control("move-sink-input", stream, "dock")
        moved = time.monotonic()
        ended = capture.wait_for_silence(Channel.CUSTOMER, began + 2.5)
        heard = capture.finish()
    assert_nobody_strayed(heard)
    after = [singers(samples) for start, samples in heard.frames(Channel.CUSTOMER) if moved + 0.5 < start < ended - 0.2]
    assert len(after) > 10 and all(who == {"customer"} for who in after)


def test_two_streams_of_the_softphone_are_heard_together(server: SoundServer, songs: dict[str, Path]):
    server.play(HEADSET, songs["music"], program="softphone")
    with capture_process(server.environment, customer=device_of("softphone")) as capture:
        server.play(HEADSET, songs["customer"], program="softphone")
        wait_for_listeners(server, 3)
        time.sleep(BACK_S)  # a stream that is listened to has yet to begin
        began = time.monotonic()
        server.play(AGENT_MOUTH, songs["agent"])
        capture.wait_for_sound(Channel.AGENT, began)
        heard = capture.finish()
    *_, (_, last) = heard.frames(Channel.CUSTOMER)
    assert singers(last) == {"customer", "music"}


def test_the_programs_that_are_connected_are_offered_beside_the_devices(
    server: SoundServer, songs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    server.play(HEADSET, songs["music"], program="softphone")
    monkeypatch.setenv("PULSE_SERVER", server.environment["PULSE_SERVER"])
    with capture_process(server.environment, customer=device_of("softphone")) as capture:
        capture.wait_for_sound(Channel.CUSTOMER, 0.0)
        devices = list_devices()
    assert [device.id for device in devices if device.name.startswith("only ")] == ["program:softphone"]
    offered = {device.id: device for device in devices}
    assert offered["program:softphone"].channel is Channel.CUSTOMER and not offered["program:softphone"].default
    assert offered[f"{HEADSET}.monitor"].default


@pytest.mark.parametrize(
    ("about", "names"),
    [
        ({"application.name": "Zoiper5", "application.process.binary": "zoiper"}, ("Zoiper5", "zoiper")),
        (
            {"application.name": "ALSA plug-in [baresip]", "application.process.binary": "baresip"},
            ("baresip", "baresip"),
        ),
        ({"application.process.binary": "linphone"}, ("linphone", "linphone")),
        ({"application.name": "in a sandbox"}, ("in a sandbox", "")),
    ],
)
def test_a_program_goes_by_its_own_name_or_its_files(about: dict[str, str], names: tuple[str, str]):
    assert program_names(about) == names


def test_each_device_is_heard_at_its_own_rate_every_time(server: SoundServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PULSE_SERVER", server.environment["PULSE_SERVER"])
    server.control("load-module", "module-null-sink", "sink_name=bluetooth", "rate=16000")
    for _ in range(5):
        wanted = {Channel.AGENT: "agentmic", Channel.CUSTOMER: "bluetooth.monitor"}
        streams = PulseBackend().open(wanted, lambda _side, _block: None)
        assert streams.rates == {Channel.AGENT: 48000, Channel.CUSTOMER: 16000}
        streams.close()
    connection = Connection("attune")
    assert connection.rate_of("never.plugged.in") == 0
    connection.close()


def test_a_program_cannot_be_the_agents_microphone(server: SoundServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PULSE_SERVER", server.environment["PULSE_SERVER"])
    with pytest.raises(SoundError, match="program:softphone, is not there"):
        PulseBackend().open({Channel.AGENT: "program:softphone", Channel.CUSTOMER: ""}, lambda _side, _block: None)
