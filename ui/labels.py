"""Labels for words that people said or typed: never read as markup, cut short with the whole in a tool tip."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.icons import pixmap
from ui.theme import colours_for

_SIGNS = re.compile(r"([@._/:-])")


def label(text: str = "", look: str = "", parent: QWidget | None = None) -> QLabel:
    """A plain label; what it shows is never taken for HTML."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        made.setProperty("look", look)
    return made


def wrapped(text: str = "", look: str = "", parent: QWidget | None = None) -> QLabel:
    made = label(text, look, parent)
    made.setWordWrap(True)
    made.setMinimumWidth(40)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def breakable(text: str) -> str:
    """``text`` with leave to break a long word after its signs: a mail address, a reference."""
    return " ".join(_SIGNS.sub("\\1\u200b", word) if len(word) > 14 else word for word in text.split(" "))


def tip(text: str) -> str:
    """``text`` for a tool tip, which would otherwise guess whether it is HTML."""
    return f"<qt>{escape(text)}</qt>" if text else ""


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where it does not fit; the whole is in the tool tip and read to a reader."""

    def __init__(self, look: str = "", grows: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = self._short = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        width = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Maximum
        self.setSizePolicy(width, QSizePolicy.Policy.Preferred)
        if look:
            self.setProperty("look", look)

    @property
    def whole(self) -> str:
        return self._whole

    def set_whole(self, text: str, short: str = "") -> None:
        """``short`` is shown instead where the whole does not fit."""
        if (text, short) == (self._whole, self._short):
            return
        self._whole, self._short = text, short
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        frame = self.width() - self.contentsRect().width()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + frame + 3, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        metrics = self.fontMetrics()
        fits = not self._short or metrics.horizontalAdvance(self._whole) <= room
        shown = metrics.elidedText(self._whole if fits else self._short, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(tip(self._whole) if shown != self._whole else "")


class IconLabel(QWidget):
    """A line icon in one of the theme's colours; decoration, the words beside it say the same."""

    def __init__(self, name: str, colour: str = "soft", size_px: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour = name, colour
        self._drawn: tuple[str, str, float, QPixmap] | None = None
        self.setFixedSize(size_px, size_px)

    def set_icon(self, name: str, colour: str) -> None:
        if (name, colour) != (self._name, self._colour):
            self._name, self._colour = name, colour
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colour = getattr(colours_for(self.palette()), self._colour)
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn[:3] != (self._name, colour, ratio):
            self._drawn = (self._name, colour, ratio, pixmap(self._name, colour, ratio, self.width()))
        QPainter(self).drawPixmap(0, 0, self._drawn[3])
