"""A scroll area that is as high as what it holds where there is room, never higher, and scrolls where there is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class FittedArea(QScrollArea):
    """``fitted`` tells that the height it would like has changed.

    ``whole_width``: it is never narrower than what it holds, so that nothing is cut at the side.
    """

    fitted = Signal()

    def __init__(
        self, inside: QWidget, least_px: int = 72, whole_width: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._inside, self._least, self._whole_width = inside, least_px, whole_width
        self._last = 0
        inside.setProperty("look", "plain")
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.installEventFilter(self)

    @property
    def wanted(self) -> int:
        """The height at which nothing would have to scroll."""
        layout = self._inside.layout()
        if layout is None:
            return self._least
        width = self.viewport().width()
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.wanted)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        width = self._inside.minimumSizeHint().width() + bar if self._whole_width else 0
        return QSize(width, min(self.wanted, self._least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        wanted = self.wanted
        if wanted != self._last:
            self._last = wanted
            self.setMaximumHeight(wanted)
            self.updateGeometry()
            self.fitted.emit()
