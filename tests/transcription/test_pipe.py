"""The pipe loses nothing that lasts, however slow its reader, and takes nothing from a line that is no command."""

from __future__ import annotations

import io
import logging
import os
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from calls import wire
from calls.commands import Command, Finish, Pause, Quit, Resume, Start
from calls.events import Behind, Channel, EngineReady, Event, Level, Partial, Utterance
from transcription.pipe import Outbox, read_commands


class Pipe:
    """An outbox that writes into a real pipe, read when the test reads."""

    def __init__(self) -> None:
        self._reader, writer = os.pipe()
        self._file = io.FileIO(writer, "wb")
        self.outbox = Outbox(self._file)

    def read(self) -> list[Event]:
        """Everything posted so far; closes the pipe."""
        lines: list[Event] = []

        def take() -> None:
            with os.fdopen(self._reader, encoding="utf-8") as reader:
                lines.extend(wire.decode_event(line) for line in reader)

        taking = threading.Thread(target=take)
        taking.start()
        assert self.outbox.flush(30)
        self._file.close()
        taking.join(30)
        return lines

    def hang_up(self) -> None:
        os.close(self._reader)


def utterance(number: int, channel: Channel = Channel.CUSTOMER) -> Utterance:
    return Utterance(f"c{number}", channel, number, number + 1, "Hello " * 50, "hello", 1.0)


def test_a_reader_that_sleeps_loses_no_utterance_and_gets_only_the_newest_of_what_passes():
    pipe = Pipe()
    for number in range(2000):
        pipe.outbox.post(utterance(number))
        for channel in Channel:
            pipe.outbox.post(Partial(channel, number, f"guess {number}"))
            pipe.outbox.post(Level(channel, -float(number % 100), -1.0))
            pipe.outbox.post(Behind(channel, float(number)))
    events = pipe.read()
    assert [event.id for event in events if isinstance(event, Utterance)] == [f"c{number}" for number in range(2000)]
    passing = [event for event in events if isinstance(event, Partial | Level | Behind)]
    assert len(passing) < 6000
    for channel in Channel:
        assert Partial(channel, 1999, "guess 1999") in events
        assert Behind(channel, 1999.0) in events


def test_a_partial_never_follows_the_utterance_that_replaced_it():
    pipe = Pipe()
    for number in range(1000):
        pipe.outbox.post(Partial(Channel.CUSTOMER, number, f"guess {number}"))
        pipe.outbox.post(utterance(number))
    last = -1
    for event in pipe.read():
        match event:
            case Utterance(id=known):
                last = int(known[1:])
            case Partial(start=start):
                assert start > last


def test_a_reader_that_is_gone_is_told_of_and_later_events_are_nobodys():
    pipe = Pipe()
    gone = threading.Event()
    pipe.hang_up()
    pipe.outbox.when_gone(gone.set)
    pipe.outbox.post(EngineReady("model"))
    assert gone.wait(10)
    pipe.outbox.post(EngineReady("model"))
    assert not pipe.outbox.flush(10)
    again = threading.Event()
    pipe.outbox.when_gone(again.set)
    assert again.wait(10)


def commands_in(data: bytes, piece: int) -> list[Command]:
    reader, writer = os.pipe()

    def give() -> None:
        with os.fdopen(writer, "wb", buffering=0) as out:
            for first in range(0, len(data), piece):
                out.write(data[first : first + piece])

    giving = threading.Thread(target=give)
    giving.start()
    try:
        return list(read_commands(reader))
    finally:
        giving.join(30)
        os.close(reader)


COMMANDS: list[Command] = [Start("c1", 4.5, "2026-03-02", ("a ü.wav",)), Pause("payment"), Resume(), Finish(), Quit()]


@given(
    some.lists(some.one_of(some.sampled_from(COMMANDS), some.binary(max_size=60)), max_size=12),
    some.integers(1, 40),
)
def test_commands_come_through_whatever_stands_between_them(lines: list[Command | bytes], piece: int):
    rubbish = [line.replace(b"\n", b" ") if isinstance(line, bytes) else line for line in lines]
    data = b"".join(line + b"\n" if isinstance(line, bytes) else wire.encode(line).encode() + b"\n" for line in rubbish)
    assert commands_in(data, piece) == [line for line in lines if not isinstance(line, bytes)]


def test_an_endless_line_is_passed_over_and_the_next_command_is_heard(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING, "engine"):
        data = b"x" * (3 * wire.LONGEST_LINE) + b"\n" + wire.encode(Finish()).encode()
        assert commands_in(data, 1 << 16) == [Finish()]
    (record,) = caplog.records
    assert "longer than" in record.getMessage() and len(record.getMessage()) < 200


def test_what_a_refused_line_says_is_not_logged(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG, "engine"):
        commands_in(b'{"command":"start","call_id":"4111111111111111","clock_s":"4111"}\n\xff4111\n', 7)
    assert len(caplog.records) == 2
    assert not any("4111" in record.getMessage() for record in caplog.records)


def test_a_level_is_replaced_only_by_one_of_its_own_channel():
    pipe = Pipe()
    mine = Level(Channel.AGENT, -20.0, -10.0)
    pipe.outbox.post(mine)
    pipe.outbox.post(replace(mine, channel=Channel.CUSTOMER))
    assert {event.channel for event in pipe.read() if isinstance(event, Level)} == set(Channel)
