"""The tray: calls put off for later, calls that were found again after a crash, and what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from calls.intents import OpenCall
from desk.news import WaitingCall
from ui.buttons import LineButton
from ui.labels import IconLabel, label, wrapped
from ui.loop_list import LoopList
from ui.wording import clock, short_moment


class TrayView(QScrollArea):
    intent = Signal(object)

    def __init__(self, loops: LoopList, parent: QWidget | None = None) -> None:
        """``loops`` stand below the calls."""
        super().__init__(parent)
        self._shown: tuple[WaitingCall, ...] = ()
        self._rows: list[TrayLine] = []
        self._empty = wrapped(self.tr("Nothing is put off. A call you leave for later waits here."), "soft")
        self._empty.setIndent(6)
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("look", "plain")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 4, 4, 4)
        self._column.setSpacing(0)
        self._column.addWidget(self._empty)
        self._column.addWidget(loops)
        self._column.addStretch()
        self.setWidget(inside)

    def show_calls(self, calls: Sequence[WaitingCall]) -> None:
        if tuple(calls) == self._shown:
            return
        self._shown = tuple(calls)
        while len(self._rows) < len(calls):
            row = TrayLine()
            row.opened.connect(lambda call_id: self.intent.emit(OpenCall(call_id)))
            self._column.insertWidget(len(self._rows) + 1, row)
            self._rows.append(row)
        for row, call in zip(self._rows, calls, strict=False):
            row.show_call(call)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(calls))
        self._empty.setVisible(not calls)


class TrayLine(LineButton):
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._call_id = ""
        self._icon = IconLabel("clock")
        self._who, self._about, self._when = wrapped("", "strong"), wrapped("", "small"), label("", "small")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._who)
        words.addWidget(self._about)
        self.row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addLayout(words, 1)
        self.row.addWidget(self._when, 0, Qt.AlignmentFlag.AlignTop)
        self.clicked.connect(lambda: self.opened.emit(self._call_id))

    def show_call(self, call: WaitingCall) -> None:
        self._call_id = call.call_id
        recovered = not call.parked
        self._icon.set_icon("warning" if recovered else "clock", "warn" if recovered else "soft")
        self._who.setText(call.customer or self.tr("Unknown caller"))
        cut_off = self.tr("Found again, was cut off at {time}").format(time=clock(call.heard_s))
        self._about.setText(cut_off if recovered else self.tr("Put off, not filed"))
        self._when.setText(short_moment(call.started_at, date.today()))
        said = self.tr("{who}, {when}: {about}. Opens the wrap-up.")
        self.setAccessibleName(said.format(who=self._who.text(), when=self._when.text(), about=self._about.text()))
