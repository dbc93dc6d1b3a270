"""The customer: the note kept for them, what was promised, and their earlier calls."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from calls.intents import OpenCall, SaveCustomerNote
from desk.news import EarlierCall
from ui.buttons import LineButton
from ui.labels import IconLabel, label, wrapped
from ui.views import CustomerView
from ui.wording import short_day, to_be_done


class CustomerCard(QScrollArea):
    """What is typed into the note goes up at every change; a view that comes later never overwrites it."""

    intent = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: CustomerView | None = None
        self._touched = False
        self._rows: list[EarlierLine] = []
        self._who, self._number = wrapped("", "strong"), label("", "small")
        self._nobody = wrapped(self.tr("Nobody yet: the customer is shown here when a call comes in."), "soft")
        self._note_title = label(self.tr("Note, kept for this customer"), "title")
        self._note = QPlainTextEdit()
        self._note.setPlaceholderText(self.tr("What the next agent should know, and need not ask again"))
        self._note.setAccessibleName(self.tr("Note kept for this customer"))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(96)
        self._note.textChanged.connect(self._typed)
        self._promised_title = label(self.tr("Promised and not done yet"), "title")
        self._promised = wrapped()
        self._earlier_title = label(self.tr("Earlier calls"), "title")
        self._no_earlier = wrapped(self.tr("No earlier call is on file."), "soft")
        self._lay_out()
        self.show_customer(None)

    @property
    def view(self) -> CustomerView | None:
        return self._view

    def show_customer(self, view: CustomerView | None) -> None:
        same = view is not None and self._view is not None and view.key == self._view.key
        self._view = view
        for widget in (self._note_title, self._note, self._earlier_title):
            widget.setVisible(view is not None)
        self._nobody.setVisible(view is None)
        self._who.setVisible(view is not None)
        self._number.setVisible(bool(view and view.number))
        self._promised_title.setVisible(bool(view and view.promises))
        self._promised.setVisible(bool(view and view.promises))
        self._no_earlier.setVisible(view is not None and not view.earlier)
        if not same:
            self._touched = False
        if view is not None:
            self._who.setText(view.name or self.tr("Unknown caller"))
            self._number.setText(view.number)
            today = date.today()
            self._promised.setText("\n".join(to_be_done(owed, today) for owed in view.promises))
        if not self._touched:
            self._set_note(view.note if view else "")
        self._show_earlier(view.earlier if view else ())

    def go_to_note(self) -> None:
        if self._view is not None:  # a hidden note would take the keys as soon as a call comes in
            self._note.moveCursor(QTextCursor.MoveOperation.End)
            self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _set_note(self, text: str) -> None:
        if text != self._note.toPlainText():
            self._note.blockSignals(True)
            self._note.setPlainText(text)
            self._note.blockSignals(False)

    def _typed(self) -> None:
        self._touched = True
        self.intent.emit(SaveCustomerNote(self._note.toPlainText()))

    def _show_earlier(self, calls: tuple[EarlierCall, ...]) -> None:
        while len(self._rows) < len(calls):
            row = EarlierLine()
            row.opened.connect(lambda call_id: self.intent.emit(OpenCall(call_id)))
            self._rows_column.addWidget(row)
            self._rows.append(row)
        for row, call in zip(self._rows, calls, strict=False):
            row.show_call(call)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(calls))

    def _lay_out(self) -> None:
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("look", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(6, 4, 4, 4)
        column.setSpacing(4)
        for widget in (self._who, self._number, self._nobody, self._note_title, self._note):
            column.addWidget(widget)
        column.addSpacing(4)
        for widget in (self._promised_title, self._promised, self._earlier_title, self._no_earlier):
            column.addWidget(widget)
        self._rows_column = QVBoxLayout()
        self._rows_column.setSpacing(0)
        column.addLayout(self._rows_column)
        column.addStretch()
        self.setWidget(inside)


class EarlierLine(LineButton):
    """An earlier call: when, what it was about, how it ended. Opens that call."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call_id = ""
        self._issue, self._when = wrapped(), label("", "small")
        self._outcome = wrapped("", "small")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._issue)
        words.addWidget(self._outcome)
        self.row.addWidget(IconLabel("phone"), 0, Qt.AlignmentFlag.AlignTop)
        self.row.addLayout(words, 1)
        self.row.addWidget(self._when, 0, Qt.AlignmentFlag.AlignTop)
        self.clicked.connect(lambda: self.opened.emit(self._call_id))

    def show_call(self, call: EarlierCall) -> None:
        self._call_id = call.call_id
        self._issue.setText(call.key_issue or self.tr("No key issue"))
        self._outcome.setText(call.disposition)
        self._outcome.setVisible(bool(call.disposition))
        self._when.setText(short_day(call.started_at, date.today()))
        said = self.tr("Call of {when}: {issue}. {outcome}. Opens the call.")
        self.setAccessibleName(
            said.format(when=self._when.text(), issue=self._issue.text(), outcome=self._outcome.text())
        )
