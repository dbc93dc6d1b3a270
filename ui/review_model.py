"""The saved calls as a table, newest first; further pages are fetched as the table is scrolled down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication

from store.rows import RecordRow
from ui.wording import clock, short_day, short_moment

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
PAGE = 200
WHEN, CUSTOMER, ISSUE, OUTCOME, AGENT, PROMISED, LENGTH = range(7)


class ReviewModel(QAbstractTableModel):
    """``begin`` with a first page; ``more_wanted(last call id)`` asks for the next, ``add`` brings it."""

    more_wanted = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._rows: list[RecordRow] = []
        self._whole = True
        self._asked = False
        self._issue_font = QFont(QGuiApplication.font())
        self._issue_font.setWeight(QFont.Weight.DemiBold)
        self._heads = (
            self.tr("When"),
            self.tr("Customer"),
            self.tr("Key issue"),
            self.tr("Outcome"),
            self.tr("Agent"),
            self.tr("Promised"),
            self.tr("Length"),
        )

    def row(self, place: int) -> RecordRow:
        return self._rows[place]

    def begin(self, page: Sequence[RecordRow]) -> None:
        self.beginResetModel()
        self._rows = list(page)
        self._whole, self._asked = len(page) < PAGE, False
        self.endResetModel()

    def add(self, page: Sequence[RecordRow]) -> None:
        self._whole, self._asked = len(page) < PAGE, False
        if page:
            self.beginInsertRows(_TOP, len(self._rows), len(self._rows) + len(page) - 1)
            self._rows.extend(page)
            self.endInsertRows()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._whole and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid() and self._rows:
            self._asked = True
            self.more_wanted.emit(self._rows[-1].call_id)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.AlignmentFlag | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QFont | None:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._words(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._heads[index.column()]}: {self._words(row, index.column())}"
            case Qt.ItemDataRole.FontRole if index.column() == ISSUE:
                return self._issue_font
            case _:
                return None

    def _words(self, row: RecordRow, column: int) -> str:
        match column:
            case 0:
                when = short_moment(row.started_at, self._today)
                return when[:1].upper() + when[1:]
            case 1:
                return row.customer or "—"
            case 2:
                return row.key_issue or "—"
            case 3:
                return row.disposition or "—"
            case 4:
                return row.agent or "—"
            case 5:
                return self._promised(row)
            case _:
                return clock(row.duration_s)

    def _promised(self, row: RecordRow) -> str:
        if not row.loops:
            return "—"
        if not row.due:
            return str(row.loops)
        return self.tr("{count} · by {day}").format(count=row.loops, day=short_day(row.due, self._today))
