"""A list to choose from that also takes what is not on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

Known = Sequence[str | tuple[str, str]]
"""Values, or values with their names where they are not fit to be read."""


class ChoiceBox(QComboBox):
    def __init__(self, known: Known, chosen: str, nothing: str = "", parent: QWidget | None = None) -> None:
        """``nothing`` stands in the empty box: what holds when nothing is chosen."""
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line = QLineEdit()
        line.setPlaceholderText(nothing)
        self.setLineEdit(line)
        self.addItem("", "")
        for item in known:
            value, name = (item, item) if isinstance(item, str) else item
            self.addItem(name, value)
        self.setCurrentIndex(self.findData(chosen))
        if self.currentIndex() < 0:
            self.setEditText(chosen)

    @property
    def chosen(self) -> str:
        """The value of what is chosen, or what was typed."""
        typed = self.currentText().strip()
        place = self.findText(typed)
        return typed if place < 0 else str(self.itemData(place))
