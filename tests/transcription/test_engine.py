"""The engine process: quick to speak, deaf to rubbish, loses nothing that was said, and leaves when it should."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import resources
from audio.frames import RATE
from calls import wire
from calls.commands import Finish, Pause, Quit, Resume, Start
from calls.events import (
    CaptureFinished,
    CapturePaused,
    CaptureResumed,
    CaptureStarted,
    Channel,
    EngineFailed,
    EngineReady,
    EngineStarted,
    Level,
    Partial,
    Utterance,
)
from main import command
from tests.engine_process import EngineProcess, engine_process

CALL = str(resources.path("demo", "call.wav"))
AT_ONCE_S = 10.0
"""A quiet machine takes a third of a second; without leaving, each of these calls would last longer than this."""
GREETING = "good morning and welcome to customer service my name is karen how may i help"


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with engine_process() as running:
        yield running


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The bundled call's first 14 seconds: the greeting and the customer's reason."""
    path = tmp_path_factory.mktemp("call") / "beginning.wav"
    samples, rate = soundfile.read(CALL, frames=14 * RATE, dtype="int16")
    soundfile.write(path, samples, rate)
    return str(path)


def words(utterances: Sequence[Utterance], channel: Channel) -> str:
    return " ".join(utterance.raw for utterance in utterances if utterance.channel is channel)


def is_gone(process: int) -> bool:
    """No such process, or only its entry that nobody has asked for yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until_gone(process: int, timeout_s: float) -> None:
    deadline = time.monotonic() + timeout_s
    while not is_gone(process):
        assert time.monotonic() < deadline, "the engine stayed behind"
        os.sched_yield()


def test_the_first_line_names_the_protocol_and_comes_before_anything_heavy_is_loaded(engine: EngineProcess):
    (first_at, first), (ready_at, ready) = engine.received[0], engine.received[-1]
    assert isinstance(first, EngineStarted) and first.protocol == wire.PROTOCOL and first.version
    assert isinstance(ready, EngineReady) and ready.demonstration
    assert ready_at > first_at


def test_what_libraries_print_does_not_get_between_the_events():
    script = (
        "import os; from transcription.pipe import open_outbox; outbox = open_outbox('1'); "
        "print('python talks', flush=True); os.write(1, b'C talks'); assert outbox.flush(5)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert wire.decode_event(done.stdout.strip()) == EngineStarted(wire.PROTOCOL, "1")
    assert "python talks" in done.stderr and "C talks" in done.stderr


def test_a_recording_is_heard_to_its_end_and_the_next_call_starts_afresh(engine: EngineProcess, beginning: str):
    for call in ("one", "two"):
        engine.send(Start(call, recording=(beginning,), paced=False))
        engine.wait_for(CaptureFinished)
    kinds = [type(event) for _, event in engine.received]
    middle = kinds.index(CaptureFinished)
    assert kinds.count(CaptureStarted) == 2 and kinds[middle + 1] is CaptureStarted
    utterances = engine.heard(Utterance)
    half = len(utterances) // 2
    first, second = ([u.raw for u in call] for call in (utterances[:half], utterances[half:]))
    assert first[:-1] == second[:-1]  # the last word is cut in two, and chance decides what it is taken for
    assert len(first) == len(second)
    assert words(utterances[:half], Channel.AGENT).startswith(GREETING)


def test_a_pause_and_a_finish_are_obeyed_while_a_call_is_played_as_live(engine: EngineProcess):
    engine.send(Start("one", recording=(CALL,)))
    engine.wait_for(Partial, lambda partial: "welcome" in partial.text)
    engine.send(Pause("payment"))
    paused = engine.wait_for(CapturePaused)
    said = engine.wait_for(Utterance)
    assert paused.reason == "payment" and "good morning" in said.raw and said.end <= paused.at + 0.05
    quiet = len(engine.received)
    engine.wait_for(Level, lambda level: level.rms_dbfs > -60)
    engine.send(Resume())
    resumed = engine.wait_for(CaptureResumed)
    assert not [event for _, event in engine.received[quiet:] if not isinstance(event, Level | CaptureResumed)]
    engine.wait_for(Partial, lambda partial: "help" in partial.text)
    engine.send(Finish())
    finished = engine.wait_for(CaptureFinished, timeout_s=2)
    assert resumed.at < finished.at < 14
    assert words(engine.heard(Utterance), Channel.AGENT).endswith("help")


@pytest.mark.parametrize("recording", ["missing", "text", "six channels"])
def test_a_recording_that_cannot_be_heard_is_said_so_in_one_line_and_the_engine_goes_on(
    engine: EngineProcess, beginning: str, tmp_path: Path, recording: str
):
    path = tmp_path / "call.wav"
    if recording == "text":
        path.write_text("words")
    if recording == "six channels":
        soundfile.write(path, [[0.0] * 6] * 100, RATE)
    engine.send(Start("bad", recording=(str(path),)))
    failed = engine.wait_for(EngineFailed)
    assert str(path) in failed.reason and "\n" not in failed.reason
    engine.send(Start("good", recording=(beginning,), paced=False))
    engine.wait_for(CaptureFinished)


def test_a_model_that_cannot_be_used_is_said_so_in_one_line_and_the_process_leaves(tmp_path: Path):
    environment = {**os.environ, "VOSK_MODEL_PATH": str(tmp_path / "none")}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command("engine"), env=environment, text=True, **pipes) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(wire.encode(Start("one", recording=(CALL,))) + "\n")
        process.stdin.flush()
        assert process.wait(20) == 1
        events = [wire.decode_event(line) for line in process.stdout]
        started, failed = (event for event in events if isinstance(event, EngineStarted | EngineFailed))
        assert isinstance(started, EngineStarted) and isinstance(failed, EngineFailed)
        assert "VOSK_MODEL_PATH" in failed.reason and not failed.recoverable
        assert "Traceback" not in process.stderr.read()


@pytest.fixture(scope="module")
def pestered() -> Iterator[EngineProcess]:
    with engine_process() as running:
        yield running


@given(
    some.lists(
        some.one_of(
            some.binary(max_size=200),
            some.text(max_size=100).map(str.encode),
            some.dictionaries(
                some.sampled_from(["command", "call_id", "clock_s", "recording", "reason"]),
                some.one_of(
                    some.sampled_from(["start", "pause", "resume", "finish", "nothing"]),
                    some.floats(),
                    some.lists(some.text(max_size=10), max_size=3),
                    some.none(),
                ),
            ).map(lambda data: repr(data).replace("'", '"').encode()),
        ),
        max_size=20,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_line_whatever_it_holds_stops_the_engine(pestered: EngineProcess, lines: list[bytes]):
    for line in lines:
        if b'"quit"' not in line and b'"start"' not in line:
            pestered.write(line.replace(b"\n", b"") + b"\n")
    pestered.send(Start("probe", recording=("/nowhere/probe.wav",)))
    failed = pestered.wait_for(EngineFailed, timeout_s=10)
    assert "probe.wav" in failed.reason


@pytest.mark.parametrize("way", ["quit", "closed", "SIGTERM", "SIGINT"])
def test_told_to_leave_in_mid_call_it_says_what_was_said_and_leaves_at_once(engine: EngineProcess, way: str):
    engine.send(Start("one", recording=(CALL,)))
    engine.wait_for(Partial, lambda partial: "welcome" in partial.text)
    match way:
        case "quit":
            engine.send(Quit())
        case "closed":
            assert engine.process.stdin
            engine.process.stdin.close()
        case _:
            engine.process.send_signal(getattr(signal, way))
    assert engine.process.wait(AT_ONCE_S) == 0
    engine.rest()
    assert "good morning" in words(engine.heard(Utterance), Channel.AGENT)
    assert "Traceback" not in engine.log()


def test_far_behind_and_told_to_leave_it_still_leaves_at_once(engine: EngineProcess, tmp_path: Path):
    samples, rate = soundfile.read(CALL, dtype="int16")
    path = tmp_path / "long.flac"
    with soundfile.SoundFile(path, "w", rate, 2) as out:
        for _ in range(10):
            out.write(samples)
    engine.send(Start("one", recording=(str(path),), paced=False))
    engine.wait_for(Utterance)
    engine.send(Quit())
    assert engine.process.wait(AT_ONCE_S) == 0


def test_told_to_leave_while_it_loads_it_leaves_as_soon_as_its_libraries_are_there():
    process = subprocess.Popen(command("engine"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with process:
        assert process.stdout and process.stdin and process.stderr
        process.stdout.readline()
        process.stdin.close()
        assert process.wait(10) == 0
        assert b"Traceback" not in process.stderr.read()


def test_when_nobody_reads_its_events_it_leaves():
    process = subprocess.Popen(command("engine"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with process:
        assert process.stdout and process.stdin
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(wire.encode(Start("one", recording=(CALL,))).encode() + b"\n")
        process.stdin.flush()
        assert process.wait(10) == 0


@pytest.mark.parametrize("pipe_stays", [False, True])
def test_when_its_parent_is_killed_it_leaves_though_another_process_may_hold_its_pipe(pipe_stays: bool):
    reader, writer = os.pipe()
    script = (
        "import subprocess, sys, signal\n"
        f"engine = subprocess.Popen({command('engine')!r}, stdin={reader if pipe_stays else 'subprocess.PIPE'},"
        " stdout=subprocess.PIPE)\n"
        "engine.stdout.readline()\n"
        "print(engine.pid, flush=True)\n"
        "signal.pause()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, pass_fds=(reader,))
    with parent:
        assert parent.stdout
        engine_id = int(parent.stdout.readline())
        assert not is_gone(engine_id)
        parent.kill()
        wait_until_gone(engine_id, AT_ONCE_S)
    os.close(reader)
    os.close(writer)


def test_killed_in_mid_call_what_it_said_is_there_and_the_next_engine_takes_over(engine: EngineProcess):
    began = time.monotonic()
    engine.send(Start("one", recording=(CALL,)))
    engine.wait_for(Utterance)
    engine.process.kill()
    engine.rest()
    before = engine.heard(Utterance)
    greeting = words(before, Channel.AGENT)
    with engine_process() as second:
        second.send(Start("one", clock_s=time.monotonic() - began, recording=(CALL,)))
        started = second.wait_for(CaptureStarted)
        after = [second.wait_for(Utterance)]
        second.send(Finish())
        second.wait_for(CaptureFinished)
        after = second.heard(Utterance)
    assert greeting
    assert greeting.startswith(GREETING[: len(greeting)])
    assert after[0].start >= started.at - 0.05
    ids = [utterance.id for utterance in (*before, *after)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[ac]\d+", each) for each in ids)
