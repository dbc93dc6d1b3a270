"""Open loops: what is to be done over all calls, the earliest due first; done with a key, and undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from calls.intents import AddErrand, FinishLoop
from store.rows import OpenLoop
from ui.actions import PanelActions
from ui.buttons import Button
from ui.labels import label, wrapped
from ui.wording import short_moment


class LoopList(QWidget):
    """Emits ``intent``; what it shows changes when the desk tells it what is open now."""

    intent = Signal(object)

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loops: tuple[OpenLoop, ...] = ()
        self._rows: list[LoopLine] = []
        self._last_done: OpenLoop | None = None
        self._actions = actions
        self._undo = actions.button("undo_loop", text=self.tr("Undo"), look="flat")
        self._done_text = wrapped("", "small")
        self._done_row = QWidget()
        row = QHBoxLayout(self._done_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._done_text, 1)
        row.addWidget(self._undo)
        self._typed = QLineEdit()
        self._typed.setPlaceholderText(self.tr("Something else to do, from a mail or a chat"))
        self._typed.setAccessibleName(self.tr("Something else to do"))
        self._typed.setMaxLength(200)
        self._typed.returnPressed.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 4, 4, 8)
        self._column.setSpacing(2)
        self._column.addWidget(label(self.tr("To do"), "title"))
        self._column.addWidget(self._done_row)
        self._column.addWidget(self._typed)
        self._show_done(None)
        self.show_loops(())

    def show_loops(self, loops: Sequence[OpenLoop]) -> None:
        self._loops = tuple(loops)
        while len(self._rows) < len(loops):
            row = LoopLine()
            row.done.connect(self._finish)
            self._column.insertWidget(len(self._rows) + 1, row)
            self._rows.append(row)
        for row, loop in zip(self._rows, loops, strict=False):
            row.show_loop(loop)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(loops))
        self._actions["finish_loop"].setEnabled(bool(loops))

    def showEvent(self, event: QShowEvent) -> None:
        """What is overdue by now was not when it was told."""
        super().showEvent(event)
        self.show_loops(self._loops)

    def finish_first(self) -> None:
        if self._loops:
            self._finish(self._loops[0])

    def undo(self) -> None:
        """The last that was done is to be done again."""
        if self._last_done is not None:
            self.intent.emit(FinishLoop(self._last_done.id, done=False))
            self._show_done(None)

    def _finish(self, loop: OpenLoop) -> None:
        self.intent.emit(FinishLoop(loop.id))
        self._show_done(loop)

    def _show_done(self, loop: OpenLoop | None) -> None:
        self._last_done = loop
        self._done_text.setText(self.tr("Done: {what}").format(what=loop.text) if loop else "")
        self._done_row.setVisible(loop is not None)
        self._actions["undo_loop"].setEnabled(loop is not None)

    def _add(self) -> None:
        text = " ".join(self._typed.text().split())
        if text:
            self._typed.clear()
            self.intent.emit(AddErrand(text))


class LoopLine(QWidget):
    done = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._loop: OpenLoop | None = None
        self._button = Button(icon_name="check", name=self.tr("Done"))
        self._button.clicked.connect(lambda: self.done.emit(self._loop))
        self._text, self._about = wrapped(), label("", "small")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_loop(self, loop: OpenLoop) -> None:
        self._loop = loop
        now = datetime.now()
        due = self.tr("by {day}").format(day=short_moment(loop.due, now.date())) if loop.due else ""
        if loop.due < now.isoformat()[: len(loop.due)]:  # a day is over when the next begins, a time at once
            due = self.tr("overdue, {due}").format(due=due)
        about = " · ".join(part for part in (due, loop.customer) if part)
        self._text.setText(loop.text)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._button.rename(self.tr("Done: {what}").format(what=f"{loop.text} {about}".strip()))
