"""The panel as a window: where it stands, collapsed to one line, above others, hidden from screen shares."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screen_share import hide_from_share
from ui.theme import text_scale
from ui.views import Place

LEAST_WIDTH, LEAST_HEIGHT = 320, 360
"""At the usual size of text; larger text needs as much more width, else words are cut."""
_NO_LIMIT = 16777215
"""Qt's own largest size of a widget."""


class PanelWindow(QWidget):
    """``fill`` gives it what it shows, open and as one line; ``placed`` tells when it was moved, resized, collapsed."""

    placed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle("Attune")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(self._least_width(), LEAST_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._collapsed = self._hidden_from_share = False
        self._open_height = 900
        self._opened, self._as_line = QWidget(), QWidget()
        self._settle = QTimer(self, interval=400, singleShot=True)
        self._settle.timeout.connect(lambda: self.placed.emit(self.place()))

    def fill(self, opened: QWidget, as_line: QWidget) -> None:
        self._opened, self._as_line = opened, as_line
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 4, 4, 4)
        whole.addWidget(opened)
        whole.addWidget(as_line)
        as_line.hide()

    def frame(self, framed: bool) -> None:
        """A frame around everything, open or as a line, that is seen from the corner of the eye."""
        if self.property("framed") != framed:
            self.setProperty("framed", framed)
            self.style().unpolish(self)
            self.style().polish(self)

    def show_on_top(self, flag: bool) -> None:
        if bool(self.windowFlags() & Qt.WindowType.WindowStaysOnTopHint) != flag:
            visible = self.isVisible()
            self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, flag)
            if visible:
                self.show()

    def hide_from_share(self, flag: bool) -> bool:
        """The wish is kept and told again whenever the system makes the window anew. False where it cannot."""
        if not (flag or self._hidden_from_share):
            return True
        self._hidden_from_share = flag
        return hide_from_share(self, flag)

    def place(self) -> Place:
        return Place(self.x(), self.y(), self.width(), self._open_height, self._collapsed)

    def set_place(self, place: Place) -> None:
        """On a screen that still exists; else where the system puts it."""
        screen = self.screen().virtualGeometry()
        if screen.contains(place.x, place.y):
            self.move(place.x, place.y)
        self._open_height = max(LEAST_HEIGHT, place.height)
        self.resize(max(self._least_width(), place.width), self._open_height)
        self.set_collapsed(place.collapsed)

    @property
    def collapsed(self) -> bool:
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:
        if collapsed == self._collapsed:
            return
        height = self._open_height = self.height() if collapsed else self._open_height
        self._collapsed = collapsed
        self._as_line.setVisible(collapsed)
        self._opened.setVisible(not collapsed)
        if collapsed:
            self.setFixedHeight(self._as_line.sizeHint().height() + 8)
        else:
            self.setMinimumHeight(LEAST_HEIGHT)
            self.setMaximumHeight(_NO_LIMIT)
            self.resize(self.width(), height)
        self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.setMinimumWidth(self._least_width())

    def _least_width(self) -> int:
        return round(LEAST_WIDTH * text_scale(self.font()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._hidden_from_share:
            hide_from_share(self, True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._collapsed:
            self._open_height = self.height()
        self._settle.start()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._settle.start()
