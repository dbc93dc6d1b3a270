"""The sign of what is done with the sound: a dot listens, bars are a pause, a ring hears nothing, a cross failed."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import colours_for


class Sign(StrEnum):
    IDLE = "idle"
    LISTENING = "listening"
    PAUSED = "paused"
    FAILED = "failed"
    DONE = "done"


class CaptureDot(QWidget):
    """A shape as well as a colour; the words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = Sign.IDLE
        self.setFixedSize(14, 14)

    def sizeHint(self) -> QSize:
        return QSize(14, 14)

    @property
    def sign(self) -> Sign:
        return self._sign

    def show_sign(self, sign: Sign) -> None:
        if sign is not self._sign:
            self._sign = sign
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colours = colours_for(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(7, 7)
        match self._sign:
            case Sign.LISTENING:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.live))
                painter.drawEllipse(middle, 5, 5)
            case Sign.PAUSED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.warn))
                painter.drawRoundedRect(QRectF(2.5, 2, 3.4, 10), 1, 1)
                painter.drawRoundedRect(QRectF(8.1, 2, 3.4, 10), 1, 1)
            case Sign.FAILED:
                painter.setPen(QPen(QColor(colours.live), 2.2))
                painter.drawLine(QPointF(3, 3), QPointF(11, 11))
                painter.drawLine(QPointF(11, 3), QPointF(3, 11))
            case Sign.IDLE | Sign.DONE:
                painter.setPen(QPen(QColor(colours.soft), 1.8))
                painter.drawEllipse(middle, 4.4, 4.4)
