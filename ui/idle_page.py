"""What stands where the summary will be: between calls a way to start one, in a call that it has begun."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from calls.call import Call, CallState, Capture
from calls.intents import OpenCall
from ui.actions import PanelActions
from ui.card import Card
from ui.customer_card import EarlierLine
from ui.labels import label, wrapped
from ui.views import CustomerView


class IdlePage(Card):
    """Shown while there is nothing to sum up."""

    intent = Signal(object)

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._title, self._words = wrapped("", "strong"), wrapped("", "soft")
        self._start = actions.button("start", "phone", text=self.tr("Start a call"), look="primary", colour="on_accent")
        self._last_title = label(self.tr("Last call"), "title")
        self._last = EarlierLine()
        self._last.opened.connect(lambda call_id: self.intent.emit(OpenCall(call_id)))
        self._note_title, self._note = label(self.tr("Note on this customer"), "title"), wrapped()
        buttons = QHBoxLayout()
        buttons.addWidget(self._start)
        buttons.addStretch()
        self.column.setSpacing(2)
        for widget in (self._title, self._words, self._note_title, self._note, self._last_title, self._last):
            self.column.addWidget(widget)
        for title in (self._note_title, self._last_title):
            title.setContentsMargins(0, 8, 0, 0)
        buttons.setContentsMargins(0, 8, 0, 0)
        self.column.addLayout(buttons)
        self.show_call(Call())
        self.show_customer(None)

    def show_call(self, call: Call) -> None:
        title, words = self._said_of(call)
        self._title.setText(title)
        self._words.setText(words)
        self._start.setVisible(call.state in (CallState.NEW, CallState.CLOSED))

    def show_customer(self, view: CustomerView | None) -> None:
        note, last = (view.note if view else ""), (view.earlier[0] if view and view.earlier else None)
        self._note.setText(note)
        self._note_title.setVisible(bool(note))
        self._note.setVisible(bool(note))
        self._last_title.setVisible(last is not None)
        self._last.setVisible(last is not None)
        if last is not None:
            self._last.show_call(last)

    def _said_of(self, call: Call) -> tuple[str, str]:
        match call.state:
            case CallState.NEW:
                return self.tr("Ready for a call"), self.tr(
                    "It starts by itself when the dialer rings. Without a dialer, start it here."
                )
            case CallState.RINGING:
                return self.tr("A call is coming in"), self.tr("What is on file of the customer is under Customer.")
            case CallState.CLOSED:
                return self.tr("Filed"), self.tr("The record is saved. Ready for the next call.")
            case _ if call.capture is Capture.LISTENING:
                return self.tr("Listening"), self.tr("The summary begins when there is something to say for certain.")
            case _:
                return self.tr("The call has begun"), self.tr("The summary begins when words are heard.")
