"""A call is played into a sound server and heard by Attune's own devices: both sides, each the right one, or blank."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
import soundfile

import resources
from audio.frames import RATE
from calls.commands import Finish, Start
from calls.events import (
    CaptureFinished,
    CaptureStarted,
    Channel,
    EngineFailed,
    Gap,
    Level,
    Partial,
    Utterance,
    Word,
)
from tests.engine_process import EngineProcess, engine_process
from tests.sound_server import AGENT_MOUTH, HEADSET, LIVE_SOUND, SoundServer, sound_server
from transcription.hearing import hear_recording

pytestmark = LIVE_SOUND

CALL = resources.path("demo", "call.wav")
SECONDS = 32


@pytest.fixture
def server() -> Iterator[SoundServer]:
    with sound_server() as running:
        yield running


@pytest.fixture
def engine(server: SoundServer) -> Iterator[EngineProcess]:
    with engine_process(server.environment) as running:
        yield running


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> dict[Channel, Path]:
    """The bundled call's beginning, a file per side, with a second of silence after it."""
    samples, _ = soundfile.read(CALL, frames=SECONDS * RATE, dtype="int16")
    folder = tmp_path_factory.mktemp("sides")
    paths = {}
    for column, channel in enumerate(Channel):
        paths[channel] = folder / f"{channel.value}.wav"
        soundfile.write(paths[channel], np.append(samples[:, column], np.zeros(RATE, np.int16)), RATE)
    return paths


@pytest.fixture(scope="module")
def words_of_the_file(sides: dict[Channel, Path]) -> dict[Channel, list[Word]]:
    model = resources.path("models", "attune-small-en")
    both = [sides[Channel.AGENT], sides[Channel.CUSTOMER]]
    events = [entry.event for entry in hear_recording(both, model, date(2026, 3, 2))]
    return words_by_side([event for event in events if isinstance(event, Utterance)])


def words_by_side(utterances: list[Utterance]) -> dict[Channel, list[Word]]:
    return {
        channel: [word for utterance in utterances if utterance.channel is channel for word in utterance.words]
        for channel in Channel
    }


def start(engine: EngineProcess, **devices: str) -> CaptureStarted:
    engine.send(Start("live", call_date="2026-03-02", **devices))
    return engine.wait_for(CaptureStarted)


def finish(engine: EngineProcess) -> dict[Channel, list[Word]]:
    engine.send(Finish())
    engine.wait_for(CaptureFinished)
    return words_by_side(engine.heard(Utterance))


def test_both_sides_are_heard_each_with_its_own_words_at_their_times(
    server: SoundServer,
    engine: EngineProcess,
    sides: dict[Channel, Path],
    words_of_the_file: dict[Channel, list[Word]],
):
    start(engine)
    players = [server.play(AGENT_MOUTH, sides[Channel.AGENT]), server.play(HEADSET, sides[Channel.CUSTOMER])]
    for player in players:
        assert player.wait(SECONDS + 20) == 0
    heard = finish(engine)
    assert not engine.heard(Gap)
    for channel, expected in words_of_the_file.items():
        got = heard[channel]
        matcher = SequenceMatcher(None, [w.text for w in expected], [w.text for w in got], autojunk=False)
        assert matcher.ratio() >= 0.95
        pairs = [
            (expected[block.a + n], got[block.b + n])
            for block in matcher.get_matching_blocks()
            for n in range(block.size)
        ]
        offsets = [live.start - file.start for file, live in pairs]
        assert np.ptp(np.percentile(offsets, [5, 95])) <= 0.2


def test_a_voice_appears_in_time_to_be_of_use(server: SoundServer, engine: EngineProcess, sides: dict[Channel, Path]):
    sent = time.monotonic()
    start(engine)
    server.play(AGENT_MOUTH, sides[Channel.AGENT])
    utterance = engine.wait_for(Utterance)
    first = next(at for at, event in engine.received if isinstance(event, Partial) and event.text)
    assert first - sent - utterance.words[0].end < 2.0


def test_when_the_headset_goes_away_the_agent_is_never_heard_as_the_customer(
    server: SoundServer, engine: EngineProcess, sides: dict[Channel, Path]
):
    # Another default, or the server would move what the agent says into the headset when that becomes it.
    server.control("load-module", "module-null-sink", "sink_name=speakers")
    server.control("set-default-sink", "speakers")
    start(engine, customer_device=f"{HEADSET}.monitor")
    server.play(AGENT_MOUTH, sides[Channel.AGENT])
    engine.wait_for(Partial, lambda partial: bool(partial.text))
    unload(server, HEADSET)
    gone = engine.wait_for(Gap, lambda gap: HEADSET in gap.reason)
    assert gone.channel is Channel.CUSTOMER
    engine.wait_for(Utterance, lambda said: said.channel is Channel.AGENT and said.end > gone.start)
    server.control("load-module", "module-null-sink", f"sink_name={HEADSET}", "rate=48000", "channels=2")
    server.play(HEADSET, sides[Channel.CUSTOMER])
    said = engine.wait_for(Utterance, lambda utterance: utterance.channel is Channel.CUSTOMER)
    assert "calling a second time" in said.raw
    gaps = engine.heard(Gap)
    assert gaps[-1].end < said.start
    heard = finish(engine)
    assert not {"welcome", "service", "apologize"} & {word.text for word in heard[Channel.CUSTOMER]}


def test_both_sides_from_one_device_are_refused(engine: EngineProcess):
    engine.send(Start("one", agent_device="agentmic", customer_device=f"{AGENT_MOUTH}.monitor"))
    assert "the same sound device" in engine.wait_for(EngineFailed).reason


def unload(server: SoundServer, sink: str) -> None:
    for line in server.control("list", "short", "modules").splitlines():
        number, module, *arguments = line.split("\t")
        if module == "module-null-sink" and arguments and f"sink_name={sink}" in arguments[0]:
            server.control("unload-module", number)


def test_after_the_sound_server_was_killed_both_sides_come_back(
    server: SoundServer, engine: EngineProcess, sides: dict[Channel, Path]
):
    start(engine)
    server.restart()
    lost = {Channel.AGENT, Channel.CUSTOMER}
    while lost:
        lost.discard(engine.wait_for(Gap).channel)
    server.play(AGENT_MOUTH, sides[Channel.AGENT])
    server.play(HEADSET, sides[Channel.CUSTOMER])
    silent = {Channel.AGENT, Channel.CUSTOMER}
    while silent:
        silent.discard(engine.wait_for(Utterance).channel)


def test_a_default_that_changes_in_mid_call_is_followed(
    server: SoundServer, engine: EngineProcess, sides: dict[Channel, Path]
):
    start(engine)
    server.control("load-module", "module-null-sink", "sink_name=dock", "rate=44100", "channels=2")
    server.control("set-default-sink", "dock")
    server.play("dock", sides[Channel.CUSTOMER])
    said = engine.wait_for(Utterance, lambda utterance: utterance.channel is Channel.CUSTOMER)
    assert "charged me twice" in said.raw


def test_a_device_that_was_chosen_is_heard_and_not_the_default(
    server: SoundServer, engine: EngineProcess, sides: dict[Channel, Path]
):
    server.control("load-module", "module-null-sink", "sink_name=dock", "rate=44100", "channels=2")
    start(engine, customer_device="dock.monitor", agent_device="agentmic")
    server.play(HEADSET, sides[Channel.AGENT])
    server.play("dock", sides[Channel.CUSTOMER])
    said = engine.wait_for(Utterance, lambda said: "charged me twice" in said.raw)
    assert said.channel is Channel.CUSTOMER
    assert not finish(engine)[Channel.AGENT]


def test_silence_on_both_sides_says_nothing_and_is_no_gap(engine: EngineProcess):
    started = start(engine)
    engine.wait_for(Level)
    while len(engine.heard(Level)) < 100:
        engine.wait_for(Level)
    assert finish(engine) == {channel: [] for channel in Channel}
    assert not engine.heard(Gap) and started.agent and started.customer


def test_a_device_that_is_not_there_is_said_so_in_one_line_and_the_next_call_can_be_heard(engine: EngineProcess):
    engine.send(Start("one", customer_device="no.such.device"))
    failed = engine.wait_for(EngineFailed)
    assert failed.recoverable and "no.such.device" in failed.reason and "\n" not in failed.reason
    start(engine)


def test_without_a_sound_server_one_line_says_what_to_start(tmp_path: Path):
    with engine_process({"PULSE_SERVER": f"unix:{tmp_path / 'none'}"}) as engine:
        engine.send(Start("one"))
        failed = engine.wait_for(EngineFailed)
        assert "no sound server" in failed.reason and "\n" not in failed.reason
