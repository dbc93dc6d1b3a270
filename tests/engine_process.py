"""The engine as a process of its own, the way the panel runs it: commands in, events out."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from queue import Empty, Queue
from typing import IO, TypeVar

from calls import wire
from calls.commands import Command
from calls.events import EngineReady, Event
from main import command

Kind = TypeVar("Kind")


class EngineProcess:
    """A running engine. ``received`` grows as events are waited for, each with when it came (monotonic)."""

    def __init__(self, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
        self.process = process
        self.received: list[tuple[float, Event]] = []
        self._log = log
        self._lines: Queue[tuple[float, Event] | None] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, command: Command) -> None:
        self.write(wire.encode(command).encode() + b"\n")

    def write(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def wait_for(self, kind: type[Kind], where: Callable[[Kind], bool] = lambda _: True, timeout_s: float = 30) -> Kind:
        """The next event of the kind, ``where`` it is the one meant."""
        deadline = time.monotonic() + timeout_s
        while event := self._next(deadline):
            if isinstance(event, kind) and where(event):
                return event
        raise AssertionError(f"the engine ended before; its log: {self.log()}")

    def receive_until(self, deadline: float) -> None:
        """Receive what comes until then (monotonic)."""
        while (left := deadline - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except Empty:
                return
            if line is None:
                raise AssertionError(f"the engine ended before; its log: {self.log()}")
            self.received.append(line)

    def rest(self, timeout_s: float = 10) -> None:
        """Receive everything up to the engine's end."""
        deadline = time.monotonic() + timeout_s
        while self._next(deadline):
            pass

    def heard(self, kind: type[Kind]) -> list[Kind]:
        return [event for _, event in self.received if isinstance(event, kind)]

    def log(self) -> str:
        self._log.seek(0)
        return self._log.read().decode()

    def _next(self, deadline: float) -> Event | None:
        try:
            line = self._lines.get(timeout=max(deadline - time.monotonic(), 0))
        except Empty:
            last = [event for _, event in self.received[-3:]]
            raise AssertionError(f"not in time; the last events: {last}; the log: {self.log()}") from None
        if line is None:
            self._lines.put(None)
            return None
        self.received.append(line)
        return line[1]

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                self._lines.put((time.monotonic(), wire.decode_event(line.decode())))
        self._lines.put(None)


@contextmanager
def engine_process(environment: Mapping[str, str] | None = None) -> Iterator[EngineProcess]:
    """An engine that is ready; killed at the end if it is still there."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command("engine"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, **(environment or {})},
        )
        engine = EngineProcess(process, log)
        try:
            engine.wait_for(EngineReady)
            yield engine
        finally:
            process.kill()
            process.wait(10)
            if process.stdin:
                process.stdin.close()
