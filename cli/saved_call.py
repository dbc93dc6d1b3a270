"""A saved call in place of the engine: what was heard then is told again, at the moments at which it was heard.

It speaks the engine's protocol (docs/engine.md), so the panel practises with it as with any call. No sound is heard.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import closing
from queue import Empty, SimpleQueue

from calls.commands import Command, Finish, Pause, Quit, Resume, Start
from calls.events import (
    CaptureFinished,
    CapturePaused,
    CaptureResumed,
    CaptureStarted,
    EngineFailed,
    EngineReady,
    Event,
    Gap,
    Utterance,
)
from calls.journal import JournalEntry
from store.call_store import CallReader
from store.errors import StoreError
from transcription.pipe import Outbox, read_commands

SAVED = "saved call"
"""Stands where the model's name does."""
LAST_WORDS_S = 5.0


def play_saved(outbox: Outbox, open_reader: Callable[[], CallReader], call_id: str) -> int:
    """0 once it is told to quit; 1, with the reason told, when there is nothing to play."""
    try:
        with closing(open_reader()) as reader:
            entries = reader.journal(call_id)
        trouble = "" if entries else "the words of this call are not kept; choose another call to practise with"
    except StoreError as error:
        trouble = str(error)
    if trouble:
        outbox.post(EngineFailed(trouble, recoverable=False))
        outbox.flush(LAST_WORDS_S)
        return 1
    return play(outbox, entries, sys.stdin.fileno())


def play(outbox: Outbox, entries: Iterable[JournalEntry], descriptor: int) -> int:
    """Until it is told to quit by the commands that come in by ``descriptor``.

    The call's clock starts where ``Start`` says; what was heard before that is passed over.
    """
    commands: SimpleQueue[Command] = SimpleQueue()
    threading.Thread(target=_read, args=(descriptor, commands), name="commands", daemon=True).start()
    heard = [entry for entry in entries if isinstance(entry.event, Utterance | CapturePaused | CaptureResumed | Gap)]
    outbox.post(EngineReady(SAVED))
    player: _Player | None = None
    while True:
        try:
            command = commands.get(timeout=player.wait_s if player else None)
        except Empty:
            player = player if player and player.play(outbox) else None
            continue
        match command:
            case Quit():
                return 0
            case Start() as start:
                player = _Player(heard, start.clock_s)
                outbox.post(CaptureStarted(start.clock_s, SAVED, SAVED))
            case Finish() if player:
                outbox.post(CaptureFinished(player.now_s))
                player = None
            case Pause(reason) if player:
                outbox.post(CapturePaused(player.now_s, reason))
                player.is_writing = False
            case Resume() if player:
                outbox.post(CaptureResumed(player.now_s))
                player.is_writing = True


class _Player:
    """The rest of the call, and its clock."""

    def __init__(self, heard: Iterable[JournalEntry], clock_s: float) -> None:
        self._rest = deque(entry for entry in heard if entry.clock_s >= clock_s)
        self._began = time.monotonic() - clock_s
        self.is_writing = True

    @property
    def now_s(self) -> float:
        return round(time.monotonic() - self._began, 3)

    @property
    def wait_s(self) -> float:
        return max(0.0, self._rest[0].clock_s - self.now_s) if self._rest else 0.0

    def play(self, outbox: Outbox) -> bool:
        """Tells what is next; False when that was the end."""
        if not self._rest:
            outbox.post(CaptureFinished(self.now_s))
            return False
        event: Event = self._rest.popleft().event
        if self.is_writing:
            outbox.post(event)
        return True


def _read(descriptor: int, commands: SimpleQueue[Command]) -> None:
    for command in read_commands(descriptor):
        commands.put(command)
    commands.put(Quit())
