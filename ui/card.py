"""A card: a bordered surface with a column inside, and the hairline between two parts of one."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

PAD, GAP = 12, 8


class Card(QFrame):
    """``column`` is the layout to fill; ``look`` is "card", "issue", "cue", "notice" or "warning"."""

    def __init__(self, look: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PAD, 10, PAD, 10)
        self.column.setSpacing(4)


def hairline(parent: QWidget | None = None) -> QFrame:
    line = QFrame(parent)
    line.setProperty("look", "rule")
    return line
