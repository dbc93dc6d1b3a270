"""A desk to test: real keeper, real encrypted store, an engine that writes down what it is told."""

from __future__ import annotations

import queue
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from calls.commands import Command
from calls.events import CaptureFinished, CaptureStarted, Channel, Utterance, Word
from desk.desk import Desk
from desk.keeper import Keeper
from desk.news import EngineChanged, EngineState, News
from integrations.dialer import Action, DialerMessage
from settings import Settings
from store.call_store import CallStore, open_store
from store.errors import StoreError

N = TypeVar("N", bound=News)
PATIENCE_S = 10.0


class DeskBench:
    """``take(KIND)`` waits for the next news of that kind; what the keeper posts runs meanwhile, on this thread."""

    def __init__(self, folder: Path, key: bytes | None = None, recording: tuple[str, ...] = ()) -> None:
        self.path, self.key = folder / "attune.db", key or secrets.token_bytes(32)
        self.told: list[Command] = []
        self.restarts = 0
        self.news: list[News] = []
        self.troubles: list[str] = []
        self.kept_drafts: list[str] = []
        self._posted: queue.Queue[Callable[[], None]] = queue.Queue()
        self.keeper = Keeper(self.open, self._posted.put, self._in_trouble, self.kept_drafts.append)
        self.desk = Desk(Settings(), self.keeper, self.told.append, self._restarted, self.news.append, recording)

    def open(self) -> CallStore:
        return open_store(self.path, self.key)

    def _in_trouble(self, error: StoreError | None) -> None:
        self.troubles.append(str(error or ""))

    def _restarted(self) -> None:
        self.restarts += 1

    def engine_is_ready(self) -> None:
        self.desk.engine_changed(EngineChanged(EngineState.READY, "", "small", True))

    def engine_dies(self) -> None:
        self.desk.engine_changed(EngineChanged(EngineState.RESTARTING, "the speech engine stopped"))

    def dial(self, action: str, number: str = "+15551234567", name: str = "Priya Raman") -> None:
        self.desk.dial(DialerMessage(Action(action), number, name))

    def talk(self, number: str = "+15551234567") -> None:
        """A call that is answered, with the engine listening."""
        self.dial("ring", number)
        self.dial("answer", number)
        self.desk.receive(CaptureStarted(self.desk.clock_s, "mic", "headset"))

    def hear(self, channel: Channel, text: str, start: float) -> Utterance:
        words = tuple(Word(w, start + i * 0.3, start + i * 0.3 + 0.3, 0.9) for i, w in enumerate(text.split()))
        said = Utterance(
            f"{channel.value[0]}{round(start * 1000)}",
            channel,
            start,
            words[-1].end,
            text.capitalize(),
            text,
            0.9,
            words,
        )
        self.desk.receive(said)
        self.until(lambda: self.desk.is_up_to_date)
        return said

    def drained(self) -> None:
        self.desk.receive(CaptureFinished(self.desk.clock_s))

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            left = end - time.monotonic()
            assert left > 0, "it did not happen"
            try:
                self._posted.get(timeout=min(left, 0.05))()
            except queue.Empty:
                continue

    def take(self, kind: type[N]) -> N:
        """The next news of that kind that was not taken yet."""
        self.until(lambda: any(isinstance(n, kind) for n in self.news))
        found = next(n for n in self.news if isinstance(n, kind))
        del self.news[: self.news.index(found) + 1]
        return found

    def latest(self, kind: type[N]) -> N:
        self.until(lambda: any(isinstance(n, kind) for n in self.news))
        return next(n for n in reversed(self.news) if isinstance(n, kind))

    def kept(self) -> CallStore:
        """Everything is written, the desk is closed, and the store is open for a look."""
        assert self.keeper.close()
        return self.open()
