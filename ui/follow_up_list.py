"""The follow-ups of a call as lines to type in, each with a day by when."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QDateTimeEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from calls.events import FollowUp
from ui.actions import PanelActions
from ui.buttons import Button
from ui.wording import moment

NARROW_PX = 380
"""Narrower than this the day stands under the words."""
_PICK = "pick"


class FollowUpList(QWidget):
    """``changed`` comes at every keystroke; lines without words are left out of ``follow_ups``."""

    changed = Signal()

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[FollowUpLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        add = actions.button("add_follow_up", "plus", text=self.tr("Add a follow-up"), look="flat", colour="soft")
        self._column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def follow_ups(self) -> tuple[FollowUp, ...]:
        made = (line.follow_up() for line in self._lines)
        return tuple(follow_up for follow_up in made if follow_up.text)

    def show_follow_ups(self, follow_ups: tuple[FollowUp, ...]) -> None:
        for line in list(self._lines):
            self._take_out(line)
        for follow_up in follow_ups:
            self._put_in(follow_up)

    def add(self) -> None:
        """A new empty line, with the caret in it."""
        self._put_in(FollowUp("")).go_to()

    def _put_in(self, follow_up: FollowUp) -> FollowUpLine:
        line = FollowUpLine(follow_up)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._removed(line))
        self._column.insertWidget(len(self._lines), line)
        self._lines.append(line)
        return line

    def _removed(self, line: FollowUpLine) -> None:
        self._take_out(line)
        self.changed.emit()

    def _take_out(self, line: FollowUpLine) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()


class FollowUpLine(QWidget):
    changed = Signal()
    removed = Signal()

    def __init__(self, follow_up: FollowUp) -> None:
        super().__init__()
        self._text = QLineEdit(follow_up.text)
        self._text.setPlaceholderText(self.tr("What is to be done"))
        self._text.setAccessibleName(self.tr("Follow-up"))
        self._text.setCursorPosition(0)
        self._due = QComboBox()
        self._due.setAccessibleName(self.tr("By when"))
        self._due.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for words, iso in self._days(date.today()):
            self._due.addItem(words, iso)
        if follow_up.due:
            if self._due.findData(follow_up.due) < 0:
                self._due.insertItem(0, moment(follow_up.due), follow_up.due)
            self._due.setCurrentIndex(self._due.findData(follow_up.due))
        self._picker: QDateTimeEdit | None = None
        remove = Button(icon_name="cross", name=self.tr("Remove this follow-up"), look="bare", colour="soft")
        self._text.textChanged.connect(self.changed)
        self._due.currentIndexChanged.connect(self._chosen)
        remove.clicked.connect(self.removed)
        self._when = QHBoxLayout()
        self._when.setSpacing(4)
        self._when.addWidget(self._due)
        self._when.addWidget(remove)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self._text, 1)
        self._row.addLayout(self._when)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_PX
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def follow_up(self) -> FollowUp:
        due = self._due.currentData()
        if due == _PICK and self._picker is not None:
            due = self._picker.dateTime().toString("yyyy-MM-ddTHH:mm")
        return FollowUp(self._text.text().strip(), str(due))

    def go_to(self) -> None:
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chosen(self) -> None:
        if self._due.currentData() == _PICK:
            self._show_picker()
        elif self._picker is not None:
            self._picker.hide()
        self.changed.emit()

    def _show_picker(self) -> None:
        if self._picker is None:
            self._picker = QDateTimeEdit(QDateTime(QDate.currentDate().addDays(1), QTime(12, 0)))
            self._picker.setDisplayFormat("d MMM HH:mm")
            self._picker.setAccessibleName(self.tr("Day and time"))
            self._picker.dateTimeChanged.connect(lambda: self.changed.emit())
            self._when.insertWidget(1, self._picker)
        self._picker.show()

    def _days(self, today: date) -> list[tuple[str, str]]:
        week = today + timedelta(days=7)
        return [
            (self.tr("No day"), ""),
            (self.tr("Today"), today.isoformat()),
            (self.tr("Tomorrow"), (today + timedelta(days=1)).isoformat()),
            (moment(week.isoformat()), week.isoformat()),
            (self.tr("Other…"), _PICK),
        ]
