"""The two halves of the panel: the call or its wrap-up, and the words; who yields where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.call_page import CallPage

WIDE_PX = 844
"""From here on the words stand beside the other half instead of below it."""
LEAST_WORDS_PX, MOST_WORDS_PX = 120, 270
"""The words keep a third of the height between these; what the other half does not need is theirs as well."""
_NO_LIMIT = 16777215
"""Qt's own largest size of a widget."""


class Halves(QWidget):
    """``show_wrap_up`` chooses between the pages; the wrap-up must have a layout."""

    def __init__(self, in_call: CallPage, wrap_up: QWidget, words: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_call, self._wrap_up, self._words = in_call, wrap_up, words
        self._pages = QStackedWidget()
        for page in (in_call, wrap_up):
            self._pages.addWidget(page)
            page.installEventFilter(self)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._pages)
        self._row.addWidget(words)

    @property
    def wraps_up(self) -> bool:
        return self._pages.currentWidget() is self._wrap_up

    def show_wrap_up(self, wrapping: bool) -> None:
        """The focus goes with a page that is left: on whatever button comes next, Enter would press it."""
        left, focused = self._pages.currentWidget(), self.window().focusWidget()
        if wrapping != self.wraps_up and left and focused and left.isAncestorOf(focused):
            self.window().setFocus()
        self._pages.setCurrentWidget(self._wrap_up if wrapping else self._in_call)
        self._share_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page that has become higher or lower gives the room back to the words."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._pages.currentWidget():
            self._share_room()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        wide = self.width() >= WIDE_PX
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._row.setStretch(0, 1 if wide else 8 if self.wraps_up else 3)
        self._row.setStretch(1, 1 if wide else 2)
        self._words.setMinimumHeight(max(LEAST_WORDS_PX, min(MOST_WORDS_PX, self.height() // 3)))
        self._pages.setMaximumHeight(_NO_LIMIT if wide else self._wanted())

    def _wanted(self) -> int:
        """The height at which the page would not have to scroll."""
        if not self.wraps_up:
            return self._in_call.wanted
        layout = self._wrap_up.layout()
        if layout is None:
            return _NO_LIMIT
        fits = layout.hasHeightForWidth()
        return layout.totalHeightForWidth(self._pages.width()) if fits else layout.totalSizeHint().height()
