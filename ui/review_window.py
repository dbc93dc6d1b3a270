"""The window of saved calls: a table that is searched as one types, and the chosen call beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from calls.record import CallRecord
from store.errors import StoreError
from store.rows import Deletion, Kept, RecordRow
from ui.background import Background
from ui.buttons import Button
from ui.labels import label
from ui.record_view import RecordView
from ui.review_model import AGENT, CUSTOMER, ISSUE, LENGTH, OUTCOME, PAGE, PROMISED, WHEN, ReviewModel
from ui.theme import text_scale

TYPING_MS = 120
"""A search waits so long for the next letter."""


class Records(Protocol):
    """Where saved calls come from; used on the background's thread alone. ``store.CallReader`` is one."""

    def search(self, text: str = "", limit: int = 100, before: str = "") -> Sequence[RecordRow]: ...

    def record(self, call_id: str) -> CallRecord | None: ...

    def deletions(self) -> Sequence[Deletion]: ...


class ReviewWindow(QWidget):
    """Asks ``records`` in the background and shows what comes back, unless something newer was asked since."""

    closed = Signal()
    practice_wanted = Signal(str)
    """With a call's id: to be replayed as if live."""

    def __init__(self, records: Records, background: Background, today: date | None = None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Attune · saved calls"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._records, self._background = records, background
        self._asked = 0
        self._wanted_id = ""
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search words, names, numbers…"))
        self._search.setAccessibleName(self.tr("Search the saved calls"))
        self._search.setClearButtonEnabled(True)
        self._count = label("", "small")
        self._deleted = label("", "small")
        self._deleted.setWordWrap(True)
        self._deleted.hide()
        self.model = ReviewModel(today or date.today())
        self._table = self._make_table()
        self._detail = RecordView()
        self._detail.show_record(None, self.tr("Opening the saved calls…"))
        self._practise = Button(self.tr("Practise with this call"), icon_name="resume", key="Ctrl+Shift+P")
        self._practise.setEnabled(False)
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._lay_out()
        self._wire()
        self.setMinimumSize(860, 420)
        self.resize(1280, 760)

    def refresh(self) -> None:
        """Searches again; also the first thing to do."""
        self._typing.stop()
        self._asked += 1
        asked, text = self._asked, self._search.text().strip()
        self._background.run(
            lambda: self._records.search(text, PAGE), lambda page: self._show_page(asked, page), self._show_trouble
        )
        self._background.run(self._records.deletions, self._show_deletions, self._show_trouble)

    def search_for(self, text: str) -> None:
        self._search.setText(text)
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            return
        super().keyPressEvent(event)

    def _show_page(self, asked: int, page: Sequence[RecordRow]) -> None:
        if asked != self._asked:
            return
        self.model.begin(page)
        self._show_count()
        if page:
            self._table.selectRow(0)
        else:
            empty = self.tr("Nothing is saved yet. A call that is filed is found here.")
            nothing = self.tr("No call holds these words.")
            self._wanted_id = ""
            self._show_detail(None, nothing if self._search.text().strip() else empty)

    def _fetch(self, last_id: str) -> None:
        asked, text = self._asked, self._search.text().strip()

        def show(page: Sequence[RecordRow]) -> None:
            if asked == self._asked:
                self.model.add(page)
                self._show_count()

        self._background.run(lambda: self._records.search(text, PAGE, last_id), show, self._show_trouble)

    def _choose(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        call_id = self.model.row(current.row()).call_id
        if call_id == self._wanted_id:
            return
        self._wanted_id = call_id
        self._background.run(
            lambda: self._records.record(call_id), lambda record: self._show(call_id, record), self._show_trouble
        )

    def _show(self, call_id: str, record: CallRecord | None) -> None:
        if call_id != self._wanted_id:
            return
        self._show_detail(record, self.tr("This call is no longer there."))
        self._detail.mark(self._search.text().strip())

    def _show_detail(self, record: CallRecord | None, words: str = "") -> None:
        self._detail.show_record(record, words)
        self._practise.setEnabled(record is not None)

    def _show_deletions(self, deletions: Sequence[Deletion]) -> None:
        """The last time only: what had its day, and when."""
        last = [self._in_words(each) for each in deletions if each.day == deletions[0].day]
        self._deleted.setVisible(bool(last))
        if last:
            text = self.tr("Deleted on {day}, because the time for which they are kept was over: {what}.")
            self._deleted.setText(text.format(day=deletions[0].day, what="; ".join(last)))

    def _in_words(self, deletion: Deletion) -> str:
        match deletion.kind:
            case Kept.CALLS:
                text = self.tr("{count} calls from before {before}")
            case Kept.CUSTOMERS:
                text = self.tr("{count} customers who last called before {before}")
            case Kept.ERRANDS:
                text = self.tr("{count} to-do items done before {before}")
        return text.format(count=deletion.count, before=deletion.before)

    def _show_trouble(self, error: BaseException) -> None:
        """What the store says is one line for people; anything else is a bug and rises."""
        if not isinstance(error, StoreError):
            raise error
        self.model.begin(())
        self._show_count()
        self._show_detail(None, str(error))

    def _show_count(self) -> None:
        count = self.model.rowCount()
        more = self.model.canFetchMore(QModelIndex())
        words = self.tr("1 call") if count == 1 else self.tr("{count} calls").format(count=count)
        self._count.setText(self.tr("first {words}").format(words=words) if more else words)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setProperty("look", "boxed")
        table.setAccessibleName(self.tr("Saved calls"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(max(30, table.fontMetrics().height() + 14))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(ISSUE, QHeaderView.ResizeMode.Stretch)
        widths = ((WHEN, 124), (CUSTOMER, 112), (OUTCOME, 136), (AGENT, 84), (PROMISED, 112), (LENGTH, 62))
        for column, width in widths:
            head.resizeSection(column, round(width * text_scale(table.font())))
        return table

    def _wire(self) -> None:
        self._search.textChanged.connect(lambda: self._typing.start())
        self._typing.timeout.connect(self.refresh)
        self.model.more_wanted.connect(self._fetch)
        self._table.selectionModel().currentRowChanged.connect(self._choose)
        self._practise.clicked.connect(lambda: self.practice_wanted.emit(self._wanted_id))
        for key, act in (
            ("Ctrl+F", self._go_to_search),
            ("F5", self.refresh),
            ("Ctrl+Shift+P", self._practise.click),
            ("Ctrl+1", lambda: self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            ("Ctrl+2", lambda: self._detail.transcript.words.setFocus(Qt.FocusReason.ShortcutFocusReason)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _go_to_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._search, 1)
        top.addWidget(self._count)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self._deleted, 1)
        bottom.addStretch()
        bottom.addWidget(self._practise)
        column.addLayout(bottom)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(left)
        halves.addWidget(self._detail)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(8)
        left.setMinimumWidth(480)
        self._detail.setMinimumWidth(320)
        halves.setSizes([856, 408])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(halves)
