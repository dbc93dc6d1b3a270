"""The call as it goes on: the cards of the moment, and below them the summary, which yields where room is little."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.fitted_area import FittedArea

LEAST_CARDS_PX, LEAST_SUMMARY_PX = 110, 76
SPACING_PX = 8


class CallPage(QWidget):
    """The cards are seen whole where there is room and scroll where there is not: squeezed, they would lose words."""

    def __init__(self, cards: Sequence[QWidget], summary: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING_PX)
        for card in cards:
            column.addWidget(card)
        self._cards, self._summary = FittedArea(inside, least_px=LEAST_CARDS_PX), summary
        # Its wish for room is not weighed against the cards': it takes what they leave.
        summary.setMinimumHeight(LEAST_SUMMARY_PX)
        summary.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACING_PX)
        whole.addWidget(self._cards)
        whole.addWidget(summary, 1)
        whole.addStretch()

    @property
    def wanted(self) -> int:
        """The height at which nothing would have to scroll."""
        below = 0 if self._summary.isHidden() else SPACING_PX + self._summary.sizeHint().height()
        return self._cards.wanted + below
