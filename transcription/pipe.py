"""The engine's ends of its two pipes: events out, command lines in.

It imports nothing heavy, so that the first event leaves before the recogniser's library is loaded.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import threading
from collections.abc import Callable, Hashable, Iterator

from calls import wire
from calls.codec import Malformed
from calls.commands import Command
from calls.events import Behind, EngineStarted, Event, Level, Partial, Utterance

log = logging.getLogger("engine")


def open_outbox(version: str) -> Outbox:
    """Take standard output for events alone and say ``EngineStarted``.

    Whatever else writes to standard output from here on, libraries in C included, ends up on standard error.
    """
    own = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    outbox = Outbox(io.FileIO(own, "wb"))
    outbox.post(EngineStarted(wire.PROTOCOL, version))
    return outbox


class Outbox:
    """Writes events in a thread of its own; ``post`` never waits for the reader.

    While the reader is slow a newer partial, level or delay of a channel takes the place of the unsent one, and an
    utterance that of its channel's partial. Everything else waits its turn.
    """

    def __init__(self, out: io.RawIOBase) -> None:
        self._out = out
        self._unsent: dict[Hashable, Event] = {}
        self._count = 0
        self._changed = threading.Condition()
        self._sending = False
        self._closed = False
        self._when_gone: Callable[[], None] = lambda: None
        threading.Thread(target=self._send, name="outbox", daemon=True).start()

    def when_gone(self, act: Callable[[], None]) -> None:
        """``act`` is called, in the outbox's thread, when nobody reads any more."""
        with self._changed:
            self._when_gone = act
            gone = self._closed
        if gone:
            act()

    def post(self, event: Event) -> None:
        with self._changed:
            if self._closed:
                return
            match event:
                case Partial() | Level() | Behind():
                    key: Hashable = (type(event), event.channel)
                    self._unsent.pop(key, None)
                case Utterance():
                    self._unsent.pop((Partial, event.channel), None)
                    key = self._next()
                case _:
                    key = self._next()
            self._unsent[key] = event
            self._changed.notify_all()

    def flush(self, timeout_s: float) -> bool:
        """Wait until everything is written; False if it was not in time, or nobody reads."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or not (self._unsent or self._sending), timeout_s)
            return not (self._unsent or self._sending)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _send(self) -> None:
        while True:
            with self._changed:
                self._sending = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._unsent)
                events = list(self._unsent.values())
                self._unsent.clear()
                self._sending = True
            try:
                self._write("".join(wire.encode(event) + "\n" for event in events).encode())
            except OSError:
                break
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            gone = self._when_gone
        gone()

    def _write(self, line: bytes) -> None:
        while line:
            line = line[self._out.write(line) or 0 :]


def read_commands(descriptor: int) -> Iterator[Command]:
    """The commands that come in, until the pipe closes. A line that is none is logged, without its content."""
    for line in _lines(descriptor):
        try:
            yield wire.decode_command(line.decode())
        except (Malformed, UnicodeDecodeError) as error:
            why = str(error) if isinstance(error, Malformed) else "it is not UTF-8"
            log.warning("a command of %d bytes is passed over: %s", len(line), why)


def _lines(descriptor: int) -> Iterator[bytes]:
    """Lines without their ends; of one beyond the longest allowed, as much as shows that it is too long.

    ``os.read`` and no buffered file: a thread blocked in a buffered file's lock cannot be left behind at exit.
    """
    rest = b""
    while piece := _read(descriptor):
        *lines, rest = (rest + piece).split(b"\n")
        yield from (line for line in lines if line.strip())
        rest = rest[: wire.LONGEST_LINE + 1]
    if rest.strip():
        yield rest


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:
        return b""
