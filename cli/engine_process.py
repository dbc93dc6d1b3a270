"""The engine as a child process, for the commands that have no window."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from calls import wire
from calls.codec import Malformed
from calls.commands import Command, Quit
from calls.events import EngineFailed, EngineReady, EngineStarted, Event
from cli.failure import Failure, not_started


class EngineProcess:
    """Commands in, events out. The events end when the engine leaves."""

    def __init__(self, command: Sequence[str]) -> None:
        """Raises Failure when it cannot be started."""
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
            )
        except OSError as error:
            raise not_started(command, error) from None

    def tell(self, command: Command) -> None:
        """Raises Failure when the engine is gone."""
        if self._process.stdin is None:
            raise RuntimeError("the engine was started without an input")
        try:
            self._process.stdin.write(wire.encode(command) + "\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError):
            raise Failure("the engine has stopped; run `main.py doctor` to find out why") from None

    def events(self) -> Iterator[Event]:
        """Raises Failure for a line that is no event."""
        for line in self._process.stdout or ():
            try:
                yield wire.decode_event(line)
            except Malformed as error:
                raise Failure(f"the engine wrote something that is no event: {error}") from None

    def wait_until_ready(self) -> EngineReady:
        """Raises Failure with the engine's own reason, or when it speaks another protocol."""
        for event in self.events():
            match event:
                case EngineStarted() if event.protocol != wire.PROTOCOL:
                    raise Failure(f"the engine speaks {event.protocol}, not {wire.PROTOCOL}: install Attune anew")
                case EngineFailed():
                    raise Failure(event.reason)
                case EngineReady():
                    return event
        raise Failure("the engine stopped before it was ready; run `main.py doctor` to find out why")

    def close(self) -> None:
        """Ask it to leave, and see to it that it does."""
        with suppress(Failure):
            self.tell(Quit())
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


@contextmanager
def running_engine(command: Sequence[str]) -> Iterator[EngineProcess]:
    engine = EngineProcess(command)
    try:
        yield engine
    finally:
        engine.close()
