"""The engine as a child process: commands to it, events from it, and a new one when it dies."""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QTimer, Signal, Slot

from calls import wire
from calls.codec import Malformed
from calls.commands import Command, Quit
from calls.events import EngineFailed, EngineReady, EngineStarted
from desk.news import EngineChanged, EngineState

log = logging.getLogger("engine")

RESTART_AFTER_MS = (200, 1000, 5000)
"""How long to wait before the first, second and third new engine; then the agent is asked."""

STEADY_AFTER_MS = 60_000
"""An engine that ran so long has earned a fresh count of restarts."""

LINES_A_TURN = 50
"""Events handled before the window gets its turn, so that a flood never blocks it."""


class EngineLink(QObject):
    """``heard`` carries calls.events, ``changed`` desk.news.EngineChanged. A dead engine is started anew by itself."""

    heard = Signal(object)
    changed = Signal(object)

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._process: QProcess | None = None
        self._lines: deque[str] = deque()
        self._rest = b""
        self._deaths = 0
        self._leaving = self._renewing = False
        self._hopeless: EngineChanged | None = None
        self._ready = False
        self._alive = QElapsedTimer()
        self._restart = QTimer(self, singleShot=True)
        self._restart.timeout.connect(self.start)
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._take_lines)

    @property
    def process_id(self) -> int:
        """0 while there is no engine."""
        return int(self._process.processId()) if self._process else 0

    @property
    def is_ready(self) -> bool:
        return self._ready

    @Slot()
    def start(self) -> None:
        self._restart.stop()
        if self._process is not None:
            return
        self._hopeless, self._rest, self._ready = None, b"", False
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        if sys.platform != "win32":  # out of reach of the terminal's Ctrl+C: the window tells it when to leave
            process.setUnixProcessParameters(QProcess.UnixProcessFlag.CreateNewSession)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._died)
        process.errorOccurred.connect(self._failed_to_start)
        self._process = process
        self._alive.start()
        process.start(self._command[0], self._command[1:])
        self.changed.emit(EngineChanged(EngineState.STARTING))

    @Slot()
    def restart(self) -> None:
        """The agent asks for another try."""
        self._deaths = 0
        self.start()

    @Slot()
    def renew(self) -> None:
        """A new engine in place of this one, which read settings that hold no more. Not while a call is heard."""
        self._deaths = 0
        if self._process is None:
            self.start()
        else:
            self._renewing = True
            self.tell(Quit())

    def tell(self, command: Command) -> None:
        """What is told to an engine that is gone is lost with it; the desk tells the next one what it must know."""
        if self._process is not None:
            self._process.write((wire.encode(command) + "\n").encode())

    def stop(self) -> None:
        """Ask the engine to leave and wait a moment for it."""
        self._leaving = True
        self._restart.stop()
        process = self._process
        if process is None:
            return
        self.tell(Quit())
        process.closeWriteChannel()
        if not process.waitForFinished(2000):
            process.kill()
            process.waitForFinished(1000)

    def leave(self) -> None:
        """Ask the engine to leave without waiting for it; this link deletes itself when it has."""
        self._leaving = True
        self._restart.stop()
        if self._process is None:
            self.deleteLater()
            return
        self._process.finished.connect(self.deleteLater)
        self.tell(Quit())
        self._process.closeWriteChannel()

    @Slot()
    def _read(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + self._process.readAllStandardOutput().data()).split(b"\n")
        self._lines.extend(line.decode("utf-8", "replace") for line in lines)
        if not self._turn.isActive():
            self._take_lines()

    @Slot()
    def _take_lines(self) -> None:
        for _ in range(min(LINES_A_TURN, len(self._lines))):
            self._take(self._lines.popleft())
        if self._lines:
            self._turn.start(0)

    def _take(self, line: str) -> None:
        try:
            event = wire.decode_event(line)
        except Malformed as error:
            log.error("the engine wrote a line that is no event: %s", error)
            return
        match event:
            case EngineStarted() if event.protocol != wire.PROTOCOL:
                reason = f"the engine speaks {event.protocol}, not {wire.PROTOCOL}: install Attune anew"
                self._hopeless = EngineChanged(EngineState.GIVEN_UP, reason)
                self._kill()
            case EngineReady():
                self._ready = True
                self.changed.emit(EngineChanged(EngineState.READY, "", event.model, event.demonstration))
            case EngineFailed(reason) if not self._ready:
                self._hopeless = EngineChanged(EngineState.NO_MODEL, reason)
            case _:
                self.heard.emit(event)

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    @Slot()
    def _failed_to_start(self) -> None:
        if self._process is not None and self._process.error() is QProcess.ProcessError.FailedToStart:
            reason = "the speech engine cannot be started; install Attune anew"
            self._hopeless = EngineChanged(EngineState.GIVEN_UP, reason)
            self._died()

    @Slot()
    def _died(self) -> None:
        process, self._process = self._process, None
        self._ready = False
        if process is None:
            return
        process.deleteLater()
        self._turn.stop()
        while self._lines:  # what it said before it died was said
            self._take(self._lines.popleft())
        if self._leaving:
            return
        if self._renewing:
            self._renewing = False
            self.start()
            return
        if self._alive.elapsed() > STEADY_AFTER_MS:
            self._deaths = 0
        self._deaths += 1
        log.warning("the engine ended, for the %d. time in a row", self._deaths)
        if self._hopeless:
            self.changed.emit(self._hopeless)
        elif self._deaths > len(RESTART_AFTER_MS):
            self.changed.emit(EngineChanged(EngineState.GIVEN_UP, "the speech engine keeps stopping"))
        else:
            self.changed.emit(EngineChanged(EngineState.RESTARTING, "the speech engine stopped"))
            self._restart.start(RESTART_AFTER_MS[self._deaths - 1])
