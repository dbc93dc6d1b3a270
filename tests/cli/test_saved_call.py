"""A saved call in place of the engine: told again at its moments, as any engine tells a call."""

from __future__ import annotations

import io
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from calls import wire
from calls.commands import Command, Finish, Pause, Quit, Resume, Start
from calls.events import (
    Answered,
    CaptureFinished,
    CapturePaused,
    CaptureResumed,
    CaptureStarted,
    Channel,
    EngineFailed,
    EngineReady,
    EngineStarted,
    Event,
    Rang,
    Utterance,
)
from calls.journal import JournalEntry
from cli.saved_call import SAVED, play, play_saved
from main import command
from store.call_store import open_reader, open_store
from transcription.pipe import Outbox

KEY = bytes(range(32))


def said(at: float, text: str) -> JournalEntry:
    return JournalEntry(at + 0.1, Utterance(f"c{at}", Channel.CUSTOMER, at, at + 0.05, text, text, 0.9))


CALL = [
    JournalEntry(0.0, Rang("saved", 0.0, "2026-03-17T14:02:00+00:00")),
    JournalEntry(0.0, Answered(0.0)),
    said(0.1, "hello"),
    said(0.3, "my kettle burst"),
    said(0.5, "goodbye"),
]


class Panel:
    """The other ends of both pipes."""

    def __init__(self, commands: int, events: IO[bytes]) -> None:
        self._commands = commands
        self._events = events

    def tell(self, command: Command) -> None:
        os.write(self._commands, wire.encode(command).encode() + b"\n")

    def hear(self) -> Event:
        return wire.decode_event(self._events.readline().decode())

    def hear_until(self, kind: type[Event]) -> list[Event]:
        heard = [self.hear()]
        while not isinstance(heard[-1], kind):
            heard.append(self.hear())
        return heard


@pytest.fixture
def panel() -> Iterator[Panel]:
    commands_in, commands_out = os.pipe()
    events_in, events_out = os.pipe()
    outbox = Outbox(io.FileIO(events_out, "wb"))
    player = threading.Thread(target=play, args=(outbox, CALL, commands_in))
    player.start()
    with os.fdopen(events_in, "rb") as events:
        panel = Panel(commands_out, events)
        assert panel.hear() == EngineReady(SAVED)
        yield panel
        panel.tell(Quit())
        player.join(10)
        assert not player.is_alive()
    os.close(commands_out)
    for thread in threading.enumerate():
        if thread.name == "commands":  # it would read the next test's commands, whose pipe may get the same number
            thread.join(10)
    os.close(commands_in)


def words(events: list[Event]) -> list[str]:
    return [event.raw for event in events if isinstance(event, Utterance)]


def test_what_was_heard_is_told_again_from_the_start_to_the_end(panel: Panel):
    panel.tell(Start("again"))
    heard = panel.hear_until(CaptureFinished)
    assert heard[0] == CaptureStarted(0.0, SAVED, SAVED)
    assert words(heard) == ["hello", "my kettle burst", "goodbye"]
    assert isinstance(heard[-1], CaptureFinished) and heard[-1].at >= 0.6


def test_what_was_heard_before_the_clock_is_passed_over_and_a_second_call_begins_anew(panel: Panel):
    panel.tell(Start("again", 0.35))
    assert words(panel.hear_until(CaptureFinished)) == ["my kettle burst", "goodbye"]
    panel.tell(Start("once more"))
    assert words(panel.hear_until(CaptureFinished))[0] == "hello"


def test_nothing_is_told_in_a_pause_and_a_call_can_be_ended_early(panel: Panel):
    panel.tell(Start("again"))
    panel.tell(Pause("paused"))
    heard = panel.hear_until(CapturePaused)
    heard += panel.hear_until(CaptureFinished)
    assert words(heard) == []
    panel.tell(Start("once more"))
    panel.tell(Pause("paused"))
    panel.tell(Resume())
    panel.tell(Finish())
    heard = panel.hear_until(CaptureFinished)
    assert [type(event) for event in heard] == [CaptureStarted, CapturePaused, CaptureResumed, CaptureFinished]


def test_of_a_call_whose_words_are_not_kept_the_reason_is_told(tmp_path: Path):
    path = tmp_path / "attune.db"
    open_store(path, KEY).close()
    events_in, events_out = os.pipe()
    assert play_saved(Outbox(io.FileIO(events_out, "wb")), lambda: open_reader(path, KEY), "gone") == 1
    with os.fdopen(events_in, "rb") as events:
        failed = wire.decode_event(events.readline().decode())
    assert isinstance(failed, EngineFailed) and not failed.recoverable and "choose another call" in failed.reason


def test_the_program_plays_a_saved_call_as_its_engine_or_says_why_it_cannot(tmp_path: Path):
    """Here for want of a key ring, or of the call: nothing is kept in that home."""
    own = {**os.environ, "ATTUNE_HOME": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    ran = subprocess.run([*command("engine"), "--saved", "c1"], env=own, capture_output=True, timeout=60, check=False)
    started, failed = (wire.decode_event(line) for line in ran.stdout.decode().splitlines())
    assert isinstance(started, EngineStarted) and isinstance(failed, EngineFailed)
    assert ran.returncode == 1 and not ran.stderr
