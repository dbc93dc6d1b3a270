"""Line icons from resources/icons, drawn in whatever colour the text has."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

ICON_PX = 18


def icon(name: str, colour: str, device_ratio: float = 1.0) -> QIcon:
    return QIcon(pixmap(name, colour, device_ratio))


def pixmap(name: str, colour: str, device_ratio: float = 1.0, size_px: int = ICON_PX) -> QPixmap:
    """``name`` is a file of resources/icons without its ending. Raises OSError for one that is not there."""
    drawing = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    picture = QPixmap(QSize(round(size_px * device_ratio), round(size_px * device_ratio)))
    picture.setDevicePixelRatio(device_ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    return picture
