"""A line of the summary: what was made out, the moment it came from, and for a fact the way to confirm or change it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from calls.intents import CorrectFact
from ui.buttons import Button, LineButton
from ui.labels import IconLabel, breakable, label, tip, wrapped
from ui.theme import colours_for

NAME_EM, NARROW_NAME_EM, NARROW_PX = 6.4, 5.2, 340
"""Narrower than the last, the question stands under the value instead of beside it."""


@dataclass(frozen=True, slots=True)
class Line:
    """``icon`` marks a point, ``name`` stands before a fact; ``kind`` and ``value`` are set for a fact alone.

    ``opens``: the tab that a line without words leads to.
    """

    text: str
    icon: str = ""
    icon_colour: str = "soft"
    name: str = ""
    at: str = ""
    evidence: tuple[str, ...] = ()
    kind: str = ""
    value: str = ""
    uncertain: bool = False
    confirmed: bool = False
    opens: str = ""


def name_width(line: QWidget) -> int:
    """How much of a line the word before a fact takes, in proportion to the size of the text."""
    em = NARROW_NAME_EM if line.width() < NARROW_PX else NAME_EM
    return round(line.fontInfo().pixelSize() * em)


class UnderlinedLabel(QLabel):
    """A value; while it is to be confirmed it is underlined with dashes, as well as coloured."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(40)
        self._dashed = False
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As wide as the words on one line; they wrap where there is less room."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))

    def show_value(self, text: str, dashed: bool) -> None:
        self.setText(breakable(text))
        if dashed != self._dashed:
            self._dashed = dashed
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._dashed:
            return
        pen = QPen(QColor(colours_for(self.palette()).warn), 1.4)
        pen.setDashPattern([3, 2])
        painter = QPainter(self)
        painter.setPen(pen)
        lines = self.fontMetrics().boundingRect(self.contentsRect(), Qt.TextFlag.TextWordWrap, self.text())
        bottom = min(self.height() - 1, (self.height() + lines.height()) // 2)
        painter.drawLine(0, bottom, lines.width(), bottom)


class FactLine(QWidget):
    """Created once and filled again: ``show_line`` changes only what differs."""

    intent = Signal(object)
    words_wanted = Signal(object)
    """Evidence: a tuple of utterance ids."""
    tab_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: Line | None = None
        self._opener = LineButton()
        self._icon = IconLabel("bullet")
        self._name, self._text, self._value = label("", "soft"), wrapped(), UnderlinedLabel()
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._at = label("", "small")
        self._confirm = Button(self.tr("confirm?"), look="confirm")
        self._edit: QLineEdit | None = None
        self._editor: QWidget | None = None
        self._confirm.clicked.connect(self.change)
        self._opener.clicked.connect(self._open_words)
        row = self._opener.row
        row.setSpacing(6)
        self._valued = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._valued.setSpacing(0)
        self._valued.addWidget(self._value)
        self._valued.addWidget(self._confirm, 0, Qt.AlignmentFlag.AlignLeft)
        self._valued.addStretch()
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._name)
        row.addWidget(self._text, 1)
        row.addLayout(self._valued)
        row.addStretch()
        row.addWidget(self._at, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._opener)

    @property
    def line(self) -> Line | None:
        return self._line

    def show_line(self, line: Line) -> None:
        if line == self._line:
            return
        if self._line is None or (line.kind, line.value) != (self._line.kind, self._line.value):
            self._end_change()
        self._line = line
        fact = bool(line.kind)
        self._icon.setVisible(bool(line.icon))
        if line.icon:
            self._icon.set_icon(line.icon, line.icon_colour)
        beside = Qt.AlignmentFlag.AlignVCenter if line.name else Qt.AlignmentFlag.AlignTop
        self._opener.row.setAlignment(self._at, beside)
        self._name.setVisible(bool(line.name))
        self._name.setText(line.name)
        self._text.setVisible(not line.name)
        self._value.setVisible(bool(line.name))
        self._text.setText("" if line.name else line.text)
        self._value.show_value(line.text if line.name else "", line.uncertain)
        self._at.setText(line.at)
        self._confirm.setVisible(fact and line.uncertain)
        self._place_question()
        self._confirm.setAccessibleName(
            self.tr("Confirm or change {name} {text}").format(name=line.name, text=line.text)
        )
        self._opener.setToolTip(tip(self.tr("F2 or the menu key changes it")) if fact else "")
        self._opener.setAccessibleName(self._said(line))

    def confirm(self) -> None:
        if self._line is not None and self._line.kind:
            self.intent.emit(CorrectFact(self._line.kind, self._line.value, self._line.value))

    def change(self) -> None:
        """Opens the value for typing under the line; Enter keeps it, also unchanged, Escape leaves it as it was."""
        if self._line is None or not self._line.kind:
            return
        if self._editor is None:
            self._make_editor()
        assert self._edit is not None and self._editor is not None
        self._edit.setText(self._line.value)
        self._edit.selectAll()
        self._editor.show()
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_question()
        self._name.setFixedWidth(name_width(self))

    def _place_question(self) -> None:
        below = self.width() < NARROW_PX and self._line is not None and self._line.uncertain
        self._valued.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_F2:
                self.change()
            case Qt.Key.Key_Escape if self._editor is not None and not self._editor.isHidden():
                self._end_change()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._line is not None and self._line.kind:
            self.change()
            event.accept()

    def _make_editor(self) -> None:
        """Made when first wanted: most facts are never touched."""
        self._edit = QLineEdit()
        self._edit.setAccessibleName(self.tr("Value of {name}").format(name=self._name.text()))
        self._edit.returnPressed.connect(self._keep)
        keep = Button(icon_name="check", name=self.tr("Keep this value"), key="Enter")
        remove = Button(icon_name="cross", name=self.tr("Remove this fact"))
        keep.clicked.connect(self._keep)
        remove.clicked.connect(self._remove)
        self._editor = QWidget()
        row = QHBoxLayout(self._editor)
        row.setContentsMargins(4, 0, 4, 4)
        row.setSpacing(4)
        row.addWidget(self._edit, 1)
        row.addWidget(keep)
        row.addWidget(remove)
        self._column.addWidget(self._editor)

    def _keep(self) -> None:
        assert self._edit is not None
        value = self._edit.text().strip()
        self._end_change()
        if self._line is not None and value:
            self.intent.emit(CorrectFact(self._line.kind, self._line.value, value))

    def _remove(self) -> None:
        self._end_change()
        if self._line is not None:
            self.intent.emit(CorrectFact(self._line.kind, self._line.value, ""))

    def _end_change(self) -> None:
        if self._editor is not None:
            self._editor.hide()

    def _open_words(self) -> None:
        if self._line is not None and self._line.evidence:
            self.words_wanted.emit(self._line.evidence)
        elif self._line is not None and self._line.opens:
            self.tab_wanted.emit(self._line.opens)

    def _said(self, line: Line) -> str:
        said = " ".join(part for part in (line.name, line.text) if part)
        if line.uncertain:
            said = self.tr("{line}, to be confirmed").format(line=said)
        return self.tr("{line}, said at {time}, opens the words").format(line=said, time=line.at) if line.at else said
