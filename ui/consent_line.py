"""The line to read out to the customer at the start of a call, until the agent says that it was read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from calls.call import Call, CallState
from calls.consent import ConsentLines
from calls.intents import ConfirmConsent
from ui.actions import PanelActions
from ui.card import Card
from ui.labels import label, wrapped


class ConsentLine(Card):
    """Hidden while there is no text, and for the rest of a call once the line was read or skipped."""

    intent = Signal(object)

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__("cue", parent)
        self._read, self._skip = actions["consent"], actions["skip_consent"]
        self._call, self._skipped = Call(), ""
        self._lines = ConsentLines()
        self._text = wrapped("", "strong")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(actions.button("skip_consent", text=self.tr("Skip"), look="flat"))
        row.addWidget(actions.button("consent", "check", text=self.tr("It was read out")))
        self.column.addWidget(label(self.tr("Read out to the customer"), "cue-title"))
        self.column.addWidget(self._text)
        self.column.addLayout(row)
        self._show()

    def set_lines(self, lines: ConsentLines) -> None:
        """What is to be read out, on which queue."""
        self._lines = lines
        self._show()

    def show_call(self, call: Call) -> None:
        self._call = call
        self._show()

    def confirm(self) -> None:
        self.intent.emit(ConfirmConsent(self._text.text()))

    def skip(self) -> None:
        """The record then does not say that it was read."""
        self._skipped = self._call.id
        self._show()

    def _show(self) -> None:
        call = self._call
        due = call.state is CallState.TALKING and call.consent is None and call.id != self._skipped
        self._text.setText(self._lines.of(call.queue))
        shown = due and bool(self._text.text())
        self._read.setEnabled(shown)
        self._skip.setEnabled(shown)
        self.setVisible(shown)
