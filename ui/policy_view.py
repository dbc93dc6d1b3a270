"""A policy card to read: its Markdown as plain formatted text, with source and last day above."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from calls.findings import PolicyCard
from ui.labels import wrapped
from ui.wording import short_day

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
INDENT_PX = 18
_PLAIN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class CardText(QTextEdit):
    """Loads nothing: what a card refers to stays where it is."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        del kind, name
        return None


class PolicyView(QWidget):
    """``show_cards`` keeps the card that is read in sight while it is among them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[PolicyCard, ...] = ()
        self._read: PolicyCard | None = None
        self._title, self._source, self._expired = wrapped("", "strong"), wrapped("", "small"), wrapped("", "warn")
        self._text = CardText()
        self._text.setReadOnly(True)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setTabChangesFocus(True)
        self._text.setProperty("look", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 4, 4)
        column.setSpacing(2)
        for widget in (self._title, self._expired, self._source):
            column.addWidget(widget)
        column.addWidget(self._text, 1)

    @property
    def read_card(self) -> PolicyCard | None:
        return self._read

    def show_cards(self, cards: tuple[PolicyCard, ...]) -> None:
        self._cards = cards
        same = next((card for card in cards if self._read and card.id == self._read.id), None)
        self._show(same or (cards[0] if cards else None))

    def open_card(self, card_id: str) -> None:
        self._show(next((card for card in self._cards if card.id == card_id), self._read))

    def open_next(self) -> None:
        """The first, and with every further call the one after that which is read."""
        if self._cards and self._read in self._cards:
            self._show(self._cards[(self._cards.index(self._read) + 1) % len(self._cards)])

    def _show(self, card: PolicyCard | None) -> None:
        if card == self._read:
            return
        self._read = card
        self._title.setText(card.title if card else "")
        self._source.setText(card.source if card else "")
        until = short_day(card.expires, date.today()) if card and card.expires else ""
        expired = bool(card and card.expired)
        words = self.tr("Expired on {day}: ask before you go by it") if expired else self.tr("Holds until {day}")
        self._expired.setText(words.format(day=until) if until else "")
        self._expired.setProperty("look", "warn" if expired else "small")
        self._expired.style().polish(self._expired)
        self._expired.setVisible(bool(until))
        document = QTextDocument(self._text)
        document.setDefaultFont(self._text.font())
        document.setIndentWidth(INDENT_PX)
        document.setMarkdown(_IMAGE.sub(r"\1", card.body) if card else "", _PLAIN)
        self._text.setDocument(document)
        self._text.setAccessibleName(self.tr("Policy card {title}").format(title=card.title if card else ""))
