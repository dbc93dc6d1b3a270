"""The cue: one quiet line of help that can be put away for the rest of the call."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from calls.findings import Cue
from calls.intents import DismissCue
from ui.actions import PanelActions
from ui.buttons import LineButton
from ui.card import Card
from ui.labels import label, wrapped


class CueLine(Card):
    """Shows the newest cue only: at most one thing asks for attention."""

    intent = Signal(object)
    words_wanted = Signal(str, str)

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__("cue", parent)
        self._actions = actions
        self._cue: Cue | None = None
        self._title, self._text = label("", "cue-title"), wrapped()
        self._opener = LineButton()
        self._opener.clicked.connect(self._open_words)
        self._away = actions.button("drop_cue", "cross", look="bare", colour="soft")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._opener.row.setContentsMargins(0, 0, 0, 0)
        self._opener.row.addLayout(words)
        row = QHBoxLayout()
        row.addWidget(self._opener, 1)
        row.addWidget(self._away)
        self.column.setContentsMargins(12, 6, 8, 6)
        self.column.addLayout(row)
        self.show_cue(None)

    def show_cue(self, cue: Cue | None) -> None:
        self._actions["drop_cue"].setEnabled(cue is not None)
        self.setVisible(cue is not None)
        if cue == self._cue or cue is None:
            self._cue = cue
            return
        self._cue = cue
        self._title.setText(self._name_of(cue.kind))
        self._text.setText(cue.text)
        self._opener.setAccessibleName(f"{self._title.text()}: {cue.text}")
        self._opener.setEnabled(bool(cue.utterance_id))

    def put_away(self) -> None:
        if self._cue is not None:
            self.intent.emit(DismissCue(self._cue.id))

    def _open_words(self) -> None:
        if self._cue is not None and self._cue.utterance_id:
            self.words_wanted.emit(self._cue.utterance_id, "")

    def _name_of(self, kind: str) -> str:
        names = {
            "next": self.tr("Next"),
            "acknowledge": self.tr("Acknowledge"),
            "unanswered": self.tr("Not answered yet"),
            "policy": self.tr("Policy"),
            "offer": self.tr("You may offer"),
        }
        return names.get(kind) or kind.replace("_", " ").capitalize()
