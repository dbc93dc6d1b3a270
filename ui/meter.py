"""A level meter: how loud one side is, as a quiet bar that repaints only when it moves by a pixel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.labels import label
from ui.theme import colours_for

FLOOR_DBFS, TOP_DBFS = -54.0, -6.0
"""Telephone speech lies between; what is above the top fills the bar."""


class Meter(QWidget):
    """``name`` stands before the bar; ``colour`` is one of the theme's."""

    def __init__(self, name: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = label(name, "small")
        self._bar = _Bar(colour)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._bar, 1)
        self._said = name
        self.setAccessibleName(name)

    def show_level(self, rms_dbfs: float) -> None:
        self._bar.show_part((rms_dbfs - FLOOR_DBFS) / (TOP_DBFS - FLOOR_DBFS))

    def show_heard(self, heard: bool, words: str) -> None:
        """``heard`` false draws the bar hollow: this side is not captured. ``words`` say it to a screen reader."""
        self._bar.show_heard(heard)
        self.setAccessibleDescription(words)
        self.setToolTip(words)


class _Bar(QWidget):
    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour, self._part, self._heard = colour, 0.0, True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(60, 6)

    def show_part(self, part: float) -> None:
        part = min(1.0, max(0.0, part))
        if round(part * self.width()) != round(self._part * self.width()):
            self._part = part
            self.update()

    def show_heard(self, heard: bool) -> None:
        if heard != self._heard:
            self._heard = heard
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colours = colours_for(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(0, 1, self.width(), 4)
        if not self._heard:
            painter.setPen(QColor(colours.edge))
            painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(track, 2, 2)
        if self._part > 0:
            painter.setBrush(QColor(getattr(colours, self._colour)))
            painter.drawRoundedRect(QRectF(0, 1, max(4.0, track.width() * self._part), 4), 2, 2)
