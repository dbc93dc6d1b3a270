"""The words as they are said: follows the newest, lets the agent read back, find, and see what a line came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from calls.call import Call, CallState
from calls.events import Utterance
from ui.buttons import Button
from ui.labels import label, wrapped
from ui.transcript_delegate import TranscriptDelegate
from ui.transcript_model import TranscriptModel

RELAY_ROWS = 100
"""So many rows are measured again per turn of the event loop when the width has changed."""
IN_SIGHT = 40
"""More rows than these are never on the screen at once."""
NEAR_LIVE_PX = 12
OVER = (CallState.AFTER_CALL_WORK, CallState.CLOSED)


class Words(QTableView):
    """A table, because it keeps each row's height: a new row does not lay the others out again."""

    painted = Signal()
    resized = Signal()
    followed = Signal(bool)

    def __init__(self, model: TranscriptModel) -> None:
        super().__init__()
        self._words = model
        self.delegate = TranscriptDelegate(model, self)
        self.following = True
        self._left: list[int] = []
        self._relay = QTimer(self, interval=0)
        self._relay.timeout.connect(self._measure_some)
        self._set_up()
        self.setModel(model)
        model.rowsInserted.connect(self._measure_new)
        model.dataChanged.connect(self._measure_changed)
        model.modelReset.connect(self._measure_all)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._range_changed)
        bar.valueChanged.connect(self._value_changed)

    def show_place(self, place: int) -> None:
        """Scrolls there and selects the row; what is near is laid out first, so that the place is right."""
        self._measure_near(place)
        index = self._words.index(place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def jump_to_live(self) -> None:
        self._measure_near(self._words.rowCount() - 1)
        self.clearSelection()
        self._follow(True)
        self.scrollToBottom()

    def copied(self) -> str:
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        return "\n".join(self._words.spoken(self._words.row(place)) for place in chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._measure_all()
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def _set_up(self) -> None:
        self.setProperty("look", "words")
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(12)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalScrollBar().setSingleStep(20)
        self.setMinimumHeight(80)

    def _measure_new(self, parent: QModelIndex, first: int, last: int) -> None:
        del parent
        for place in range(first, last + 1):
            self._measure(place)

    def _measure_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if last.row() - first.row() <= 2:
            for place in range(first.row(), last.row() + 1):
                self._measure(place)

    def _measure(self, place: int) -> None:
        height = self.delegate.height_for(place, self.viewport().width(), self.font())
        if height != self.rowHeight(place):
            self.setRowHeight(place, height)

    def _measure_all(self) -> None:
        """What is in sight at once, the rest in turns of the event loop, from the newest back."""
        count = self._words.rowCount()
        first = max(0, self.rowAt(0))
        in_sight = range(first, min(count, first + IN_SIGHT))
        if self.following:
            in_sight = range(max(0, count - IN_SIGHT), count)
        for place in in_sight:
            self._measure(place)
        self._left = [place for place in range(count) if place not in in_sight]
        if self._left:
            self._relay.start()

    def _measure_some(self) -> None:
        top = self.rowAt(0)
        offset = self.rowViewportPosition(top) if top >= 0 else 0
        for _ in range(min(RELAY_ROWS, len(self._left))):
            place = self._left.pop()
            if place < self._words.rowCount():
                self._measure(place)
        if not self._left:
            self._relay.stop()
        if top >= 0 and not self.following:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(top) - offset)

    def _measure_near(self, place: int) -> None:
        if self._left:
            for near in range(max(0, place - IN_SIGHT), min(self._words.rowCount(), place + IN_SIGHT)):
                self._measure(near)

    def _range_changed(self, low: int, high: int) -> None:
        self.verticalScrollBar().setEnabled(high > low)
        if self.following:
            self.verticalScrollBar().setValue(high)

    def _value_changed(self, value: int) -> None:
        self._follow(value >= self.verticalScrollBar().maximum() - NEAR_LIVE_PX)

    def _follow(self, following: bool) -> None:
        if following != self.following:
            self.following = following
            self.followed.emit(following)


class FindBar(QWidget):
    """The line to search the words in; Enter goes to the next place, Shift+Enter back, Escape closes it."""

    wanted = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Find in the words"))
        self.edit.setAccessibleName(self.tr("Find in the words"))
        self._count = label("", "small")
        back = Button(icon_name="up", name=self.tr("Place before"), key="Shift+Enter", look="bare")
        forward = Button(icon_name="down", name=self.tr("Next place"), key="Enter", look="bare")
        close = Button(icon_name="cross", name=self.tr("Close the search"), key="Esc", look="bare")
        self.edit.textChanged.connect(self.wanted)
        back.clicked.connect(lambda: self.stepped.emit(-1))
        forward.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.edit, 1)
        row.addWidget(self._count)
        for button in (back, forward, close):
            row.addWidget(button)

    def show_count(self, at: int, count: int) -> None:
        self._count.setText(self.tr("{at} of {count}").format(at=at, count=count) if count else self.tr("none"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case _:
                super().keyPressEvent(event)


class TranscriptView(QWidget):
    """Words, the search over them, and the way back to the newest."""

    painted = Signal(str)
    """The id of the newest utterance that is now on the screen, once for each."""

    def __init__(self, live: bool = True, parent: QWidget | None = None) -> None:
        """Without ``live`` it is a call of the past: it begins at its beginning."""
        super().__init__(parent)
        self._is_live = live
        self.model = TranscriptModel()
        self.words = Words(self.model)
        self.words.following = live
        self.words.setAccessibleName(self.tr("Words of the call"))
        self._empty = wrapped("", "soft")
        self._empty.setContentsMargins(6, 6, 6, 0)
        self._find = FindBar()
        self._live = Button(self.tr("Jump to the newest"), "arrow_down", look="live", key="Ctrl+J", colour="accent")
        self._live.setParent(self.words)
        self._found: list[int] = []
        self._at = 0
        self._unpainted = ""
        self._unread = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._find)
        column.addWidget(self._empty)
        column.addWidget(self.words, 1)
        self._find.hide()
        self._live.hide()
        self._find.wanted.connect(self._search)
        self._find.stepped.connect(self._step)
        self._find.closed.connect(self.end_find)
        self._live.clicked.connect(self.jump_to_live)
        self.words.followed.connect(self._show_live_button)
        self.words.resized.connect(self._place_live_button)
        self.words.painted.connect(self._was_painted)
        self._say_why_empty(over=False)

    def follow(self, call: Call) -> list[Utterance]:
        fresh = self.model.follow(call)
        if fresh:
            self._unpainted = fresh[-1].id
            self._unread = 0 if self.words.following else self._unread + len(fresh)
            if not self._live.isHidden():
                self._show_live_button(False)
            if not self._find.isHidden():
                self._search(self._find.edit.text(), move=False)
        self._say_why_empty(call.state in OVER)
        return fresh

    def _say_why_empty(self, over: bool) -> None:
        said = self.tr("No words were heard.") if over else self.tr("The words appear here as they are said.")
        self._empty.setText(said)
        self._empty.setVisible(self.model.rowCount() == 0)

    def clear(self) -> None:
        self.model.clear()
        self.end_find()
        self._unread = 0
        self.words.delegate.marks.issue = {}
        self.words.delegate.marks.evidence = {}
        if self._is_live:
            self.words.jump_to_live()
        self._say_why_empty(over=False)

    def mark_issue(self, quotes: Mapping[str, str]) -> None:
        """The words that show the key issue, marked for as long as it stands."""
        if quotes != self.words.delegate.marks.issue:
            self.words.delegate.marks.issue = dict(quotes)
            self.words.viewport().update()

    def mark_search(self, text: str) -> None:
        """Marks where ``text`` stands, without opening the search."""
        self.words.delegate.marks.search = text
        self.words.viewport().update()

    def show_evidence(self, evidence: Sequence[str], quote: str = "") -> None:
        """Scrolls to the first of the utterances and marks them all, until another or the newest is asked for."""
        self.words.delegate.marks.evidence = dict.fromkeys(evidence, quote)
        place = next((p for p in map(self.model.place_of, evidence) if p is not None), None)
        if place is not None:
            self.words.show_place(place)
        self.words.viewport().update()

    def jump_to_live(self) -> None:
        self.words.delegate.marks.evidence = {}
        self.words.jump_to_live()
        self.words.viewport().update()

    def begin_find(self) -> None:
        self._find.show()
        self._find.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.edit.selectAll()
        self._search(self._find.edit.text())

    def end_find(self) -> None:
        self._find.hide()
        self.words.delegate.marks.search = ""
        self.words.viewport().update()

    def _search(self, wanted: str, move: bool = True) -> None:
        self._found = self.model.found(wanted.strip())
        self.words.delegate.marks.search = wanted.strip()
        if move:
            self._at = len(self._found) - 1
        if self._found and move:
            self._show_found()
        elif wanted.strip():
            self._find.show_count(self._at + 1, len(self._found))
        self.words.viewport().update()

    def _step(self, by: int) -> None:
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._show_found()

    def _show_found(self) -> None:
        self.words.show_place(self._found[self._at])
        self._find.show_count(self._at + 1, len(self._found))

    def _show_live_button(self, following: bool) -> None:
        if following:
            self._unread = 0
        words = self.tr("Jump to the newest")
        self._live.setText(
            self.tr("{words} · {count} new").format(words=words, count=self._unread) if self._unread else words
        )
        self._live.setVisible(self._is_live and not following)
        self._place_live_button()

    def _place_live_button(self) -> None:
        size = self._live.sizeHint()
        room = self.words.geometry()
        left = max(0, (room.width() - size.width()) // 2)
        self._live.setGeometry(
            QRect(left, room.height() - size.height() - 6, min(size.width(), room.width()), size.height())
        )
        self._live.raise_()

    def _was_painted(self) -> None:
        if self._unpainted:
            utterance_id, self._unpainted = self._unpainted, ""
            self.painted.emit(utterance_id)
