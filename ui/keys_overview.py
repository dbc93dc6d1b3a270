"""The overview of the keys (F1), made from the same list as the keys themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from ui.actions import Deed
from ui.fitted_area import FittedArea
from ui.labels import label


class KeysOverview(QDialog):
    """Not modal: a call goes on behind it."""

    def __init__(self, deeds: Sequence[Deed], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setObjectName("window")
        self.setModal(False)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(4, 4, 12, 4)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 1)
        for group, members in groupby(deeds, key=lambda deed: deed.group):
            grid.addWidget(label(group, "title"), grid.rowCount(), 0)
            for deed in members:
                row = grid.rowCount()
                key = QKeySequence(deed.key).toString(QKeySequence.SequenceFormat.NativeText)
                name = label(deed.says)
                name.setAccessibleName(f"{deed.says}: {key}")
                grid.addWidget(name, row, 0)
                grid.addWidget(label(key, "small"), row, 1, Qt.AlignmentFlag.AlignRight)
        area = FittedArea(inside, least_px=200, whole_width=True)
        area.setAccessibleName(self.tr("Keys"))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addWidget(buttons)
        self.resize(400, 620)
