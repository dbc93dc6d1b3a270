"""What stands where the engine's link does: what it is told is kept, what the engine says is scripted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from calls.commands import Command
from calls.events import Event
from desk.news import EngineChanged, EngineState


class ScriptedLink(QObject):
    heard = Signal(object)
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.is_ready = False
        self.told: list[Command] = []
        self.left = False

    def tell(self, command: Command) -> None:
        self.told.append(command)

    def leave(self) -> None:
        self.left = True

    def become(self, state: EngineState, reason: str = "") -> None:
        self.is_ready = state is EngineState.READY
        self.changed.emit(EngineChanged(state, reason))

    def say(self, *events: Event) -> None:
        for event in events:
            self.heard.emit(event)
