"""A titled group of lines; with nothing to show it is left out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.buttons import Button
from ui.fact_line import FactLine, Line
from ui.labels import label

SHOWN_LINES = 8
"""A section shows so many lines, then a button for the rest."""


class Section(QWidget):
    """A title and its lines; a line's widget is made once and filled again."""

    intent = Signal(object)
    words_wanted = Signal(object)
    tab_wanted = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._widgets: list[FactLine] = []
        self._all = False
        self._more = Button(look="flat", text=self.tr("More"))
        self._more.clicked.connect(self._show_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        head = label(title, "title")
        head.setIndent(4)
        self._column.addWidget(head)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.hide()
        self.hide()

    @property
    def widgets(self) -> list[FactLine]:
        """Those that are filled, in their order."""
        return [widget for widget in self._widgets if not widget.isHidden()]

    def show_lines(self, lines: tuple[Line, ...]) -> bool:
        """True when anything changed."""
        if lines == self._lines:
            return False
        self._lines = lines
        self._fill()
        return True

    def _fill(self) -> None:
        shown = self._lines if self._all else self._lines[:SHOWN_LINES]
        while len(self._widgets) < len(shown):
            widget = FactLine()
            widget.intent.connect(self.intent)
            widget.words_wanted.connect(self.words_wanted)
            widget.tab_wanted.connect(self.tab_wanted)
            self._column.insertWidget(len(self._widgets) + 1, widget)
            self._widgets.append(widget)
        for widget, line in zip(self._widgets, shown, strict=False):
            widget.show_line(line)
        for place, widget in enumerate(self._widgets):
            widget.setVisible(place < len(shown))
        hidden = len(self._lines) - len(shown)
        self._more.setText(self.tr("{count} more").format(count=hidden))
        self._more.rename(self._more.text())
        self._more.setVisible(hidden > 0)
        self.setVisible(bool(self._lines))

    def _show_all(self) -> None:
        self._all = True
        self._fill()
