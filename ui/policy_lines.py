"""The policy cards that the call touches, one quiet line each; the key or a click opens the card beside the words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calls.findings import PolicyCard
from ui.buttons import LineButton
from ui.card import Card
from ui.labels import ElidedLabel, IconLabel, label
from ui.wording import short_day


class PolicyLines(Card):
    card_wanted = Signal(str)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        """``key`` is named beside the first line, since it opens that one."""
        super().__init__("card", parent)
        self._key = key
        self._lines: list[PolicyLine] = []
        self.column.setContentsMargins(8, 4, 8, 4)
        self.column.setSpacing(0)
        self.hide()

    def show_cards(self, cards: tuple[PolicyCard, ...]) -> None:
        while len(self._lines) < len(cards):
            line = PolicyLine(self._key if not self._lines else "")
            line.card_wanted.connect(self.card_wanted)
            self.column.addWidget(line)
            self._lines.append(line)
        for line, card in zip(self._lines, cards, strict=False):
            line.show_card(card)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(cards))
        self.setVisible(bool(cards))


class PolicyLine(LineButton):
    card_wanted = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self._card: PolicyCard | None = None
        self._title, self._source = ElidedLabel("strong"), ElidedLabel("small")
        self._expired = label(self.tr("expired"), "warn")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._source)
        self.row.addWidget(IconLabel("info", "accent"))
        self.row.addLayout(words, 1)
        self.row.addWidget(self._expired)
        if key:
            self.row.addWidget(label(key, "small"))
        self.clicked.connect(self._open)

    def show_card(self, card: PolicyCard) -> None:
        if card == self._card:
            return
        self._card = card
        self._title.set_whole(card.title)
        self._source.set_whole(source_of(card))
        self._expired.setVisible(card.expired)
        said = self.tr("{title}, policy card, {source}").format(title=card.title, source=source_of(card))
        self.setAccessibleName(self.tr("{card}, expired").format(card=said) if card.expired else said)

    def _open(self) -> None:
        if self._card is not None:
            self.card_wanted.emit(self._card.id)


def source_of(card: PolicyCard) -> str:
    """Where it comes from and until when it holds."""
    if not card.expires:
        return card.source
    until = QCoreApplication.translate("help", "{source} · until {day}")
    return until.format(source=card.source, day=short_day(card.expires, date.today()))
