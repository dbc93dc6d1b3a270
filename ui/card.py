"""A card: a bordered surface with a column inside, and the hairline between two parts of one."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

PAD, MARK_PX = 12, 4


class Card(QFrame):
    """``column`` is the layout to fill; ``look`` is "card", "issue", "cue", "notice", "warning" or "solid"."""

    def __init__(self, look: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self._mark = QFrame(self) if look == "issue" else None
        if self._mark is not None:
            self._mark.setProperty("look", "mark")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PAD, 10, PAD, 10)
        self.column.setSpacing(4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._mark is not None:
            self._mark.setGeometry(0, 0, MARK_PX, self.height())


def dress(widget: QWidget, look: str) -> None:
    """Gives a widget that is already shown another look of the style sheet."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def hairline(parent: QWidget | None = None) -> QFrame:
    line = QFrame(parent)
    line.setProperty("look", "rule")
    return line
