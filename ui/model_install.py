"""Speech models fetched by a process of their own (`main.py models install`), which may be stopped at any time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, Signal


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be fetched by name."""

    name: str
    language: str
    about: str
    size_bytes: int
    recommended: bool = False


class ModelInstall(QObject):
    """One process at a time: first ``offers`` are asked for, then ``install`` as often as is wanted."""

    offered = Signal(object)
    """A tuple of Offers."""
    progressed = Signal(object, object)
    """Bytes fetched, and in all (0: not known); numbers too large for a C++ int."""
    installed = Signal(str)
    failed = Signal(str)
    """One line: why not, and what to do. Not said of an install that was stopped."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._process: QProcess | None = None

    @property
    def is_busy(self) -> bool:
        return self._process is not None

    def ask_offers(self) -> None:
        self._run("--json")

    def install(self, wanted: str) -> None:
        """``wanted`` is a model's name, a zip or a folder. What was fetched before goes on from there."""
        self._run(wanted, "--json")

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()  # what it has fetched stays and is gone on with
            process.waitForFinished(1000)

    def _run(self, *arguments: str) -> None:
        process = QProcess(self)
        process.readyReadStandardOutput.connect(lambda: self._read(process))
        process.finished.connect(lambda status, _: self._end(process, status))
        process.errorOccurred.connect(lambda error: self._fail(process, error))
        self._process = process
        process.start(self._command[0], [*self._command[1:], *arguments])

    def _read(self, process: QProcess) -> None:
        while process is self._process and process.canReadLine():
            self._take(json.loads(bytes(process.readLine().data())))

    def _take(self, said: object) -> None:
        match said:
            case [*rows]:
                self.offered.emit(tuple(_offer(row) for row in rows if isinstance(row, dict)))
            case {"fetched": int(fetched), "of": int(total)}:
                self.progressed.emit(fetched, total)
            case {"installed": str(name)}:
                self.installed.emit(name)

    def _fail(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(process, 1)

    def _end(self, process: QProcess, status: int) -> None:
        self._read(process)
        process.deleteLater()
        if process is not self._process:  # it was stopped, or has made way for another
            return
        self._process = None
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        if status:
            line = said.splitlines()[-1] if said else ""
            self.failed.emit(line.removeprefix("attune: ") or self.tr("Models cannot be installed from here; ask IT."))


def _offer(row: dict[str, object]) -> Offer:
    size = row.get("size_bytes")
    return Offer(
        str(row.get("name", "")),
        str(row.get("language", "")),
        str(row.get("about", "")),
        size if isinstance(size, int) else 0,
        bool(row.get("recommended")),
    )
