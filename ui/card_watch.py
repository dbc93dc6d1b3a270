"""Looks now and then whether the team's policy cards have changed, off the panel's thread: they may lie on a share."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desk.desk import Desk
from ui.background import Background

LOOK_MS = 3000


class CardWatch(QObject):
    faulty = Signal(str)
    """A line on the first file that is no card, "" when all are."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = desk.shelf
        self._background = Background(self)
        self._looking = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def watch(self, folder: Path | None) -> None:
        """From now on; None: there are no cards."""
        self._shelf.folder = folder
        self._look()
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        self._background.close()

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self._background.run(self._shelf.look, self._put)

    def _put(self, changed: bool) -> None:
        self._looking = False
        if changed:
            self.faulty.emit(next(iter(self._shelf.faults), ""))
