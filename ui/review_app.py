"""The team lead's window, wired: saved records from the store, opened in the background when first asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from calls.record import CallRecord
from settings import Settings
from ui.background import Background
from ui.collector import collect_here
from ui.leaving import quit_on_signals
from ui.look import apply_look
from ui.review_window import ReviewWindow
from ui.translation import speak

if TYPE_CHECKING:
    from store.call_store import CallReader
    from store.rows import Deletion, RecordRow


class OpenedLater:
    """The store's reader, opened by the first question; used on one thread. A failed opening is tried again."""

    def __init__(self, open_reader: Callable[[], CallReader]) -> None:
        self._open = open_reader
        self._reader: CallReader | None = None

    def search(self, text: str = "", limit: int = 100, before: str = "") -> Sequence[RecordRow]:
        """Raises StoreError."""
        return self._opened().search(text, limit, before)

    def record(self, call_id: str) -> CallRecord | None:
        """Raises StoreError."""
        return self._opened().record(call_id)

    def deletions(self) -> Sequence[Deletion]:
        """Raises StoreError."""
        return self._opened().deletions()

    def close(self) -> None:
        """Once nobody asks any more."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _opened(self) -> CallReader:
        if self._reader is None:
            self._reader = self._open()
        return self._reader


def run_review(settings: Settings, open_reader: Callable[[], CallReader], practice: Sequence[str]) -> int:
    """The review window until it is closed. ``practice``, with a call's id behind it, replays that call."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Attune")
    speak(app, settings.text("interface_language"))
    apply_look(settings)
    app.styleHints().colorSchemeChanged.connect(lambda: apply_look(settings))
    quit_on_signals(app)
    collect_here(app)
    background, reader = Background(), OpenedLater(open_reader)
    window = ReviewWindow(reader, background)
    window.practice_wanted.connect(lambda call_id: QProcess.startDetached(practice[0], [*practice[1:], call_id]))
    window.show()
    window.refresh()
    status = app.exec()
    background.close()
    reader.close()
    return status
