"""The dialer's doors in the settings: which is open, what it heard last, and the token for programs."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.buttons import Button
from ui.card import Card
from ui.dialer_doors import BARESIP, COMMAND, HTTP, DialerDoors
from ui.labels import label, wrapped

LOOK_MS = 1000


class DoorsCard(Card):
    """Looks at the doors once a second while it is there. The token is hidden until it is asked for."""

    def __init__(self, doors: DialerDoors, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._doors = doors
        self._names = {
            COMMAND: self.tr("Command and attune: addresses"),
            BARESIP: "baresip",
            HTTP: "HTTP",
        }
        self._lines = {name: wrapped("", "small") for name in self._names}
        self._token = QLineEdit()
        self._token.setReadOnly(True)
        self._token.setAccessibleName(self.tr("Token for HTTP"))
        self._token.setPlaceholderText(self.tr("Kept in your key ring"))
        self._show, self._copy = Button(self.tr("Show")), Button(self.tr("Copy"))
        self._renew = Button(self.tr("New token"), look="flat")
        self._lay_out()
        self._show.clicked.connect(lambda: doors.show_token(self._token.setText))
        self._copy.clicked.connect(lambda: doors.show_token(self._copy_token))
        self._renew.clicked.connect(lambda: doors.renew_token(self._token.setText))
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        self.look()

    def look(self) -> None:
        for state in self._doors.states():
            last = self.tr("last heard: {what}").format(what=state.last) if state.last else ""
            said = " · ".join(part for part in (state.state, last) if part)
            self._lines[state.name].setText(f"{self._names[state.name]}: {said}")

    def _copy_token(self, token: str) -> None:
        if token:
            QGuiApplication.clipboard().setText(token)

    def _lay_out(self) -> None:
        self.column.addWidget(label(self.tr("How dialers reach Attune"), "title"))
        for line in self._lines.values():
            self.column.addWidget(line)
        self.column.addSpacing(6)
        self.column.addWidget(label(self.tr("Token for HTTP")))
        row = QHBoxLayout()
        row.addWidget(self._token, 1)
        for button in (self._show, self._copy, self._renew):
            row.addWidget(button)
        self.column.addLayout(row)
