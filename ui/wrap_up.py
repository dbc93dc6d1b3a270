"""The wrap-up: the note, what is in doubt, the outcome and what is left to do; ready to be filed with one key."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from calls.findings import Insight
from calls.intents import Draft, FileCall, PutOff, SaveDraft
from desk.own_review import OwnReview
from ui.actions import PanelActions
from ui.buttons import Button
from ui.card import Card
from ui.confirm_list import ConfirmList
from ui.fitted_area import FittedArea
from ui.follow_up_list import FollowUpList
from ui.labels import ElidedLabel, label
from ui.own_review_card import OwnReviewCard
from ui.views import WrapUp
from ui.wording import code_name, to_do

ROOM_FOR_CHIP = 380
"""Narrower than this the outcome has the line to itself."""


class NoteEdit(QPlainTextEdit):
    """As high as what stands in it, between five lines and fourteen."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # else its card takes spare height
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(self._fitting.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()

    def _fit(self) -> None:
        """Never from inside a resize: the words would keep the width they had before."""
        lines = min(14, max(5, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 28)


class WrapUpPage(QWidget):
    """``show_wrap_up`` of the same call fills only what the agent has not touched; every change goes up as a draft."""

    intent = Signal(object)
    words_wanted = Signal(object)

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call_id = ""
        self._touched: set[str] = set()
        self._filling = False
        self._note = NoteEdit()
        self._note.setAccessibleName(self.tr("Note of the call"))
        self._note.setPlaceholderText(self.tr("What was it about, what was done, what is left"))
        self._note.setTabChangesFocus(True)
        self._words, self._kept = label("", "small"), label("", "chip")
        self._kept.hide()
        self._confirm = ConfirmList(actions)
        self._own = OwnReviewCard()
        self._outcome = QComboBox()
        self._outcome_line = QLineEdit()
        self._outcome.setLineEdit(self._outcome_line)
        self._outcome.setAccessibleName(self.tr("Outcome"))
        self._outcome.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._outcome.setMinimumContentsLength(12)
        self._chip = ElidedLabel("chip", grows=False)
        self._follow_ups = FollowUpList(actions)
        self._undo = Button(self.tr("Undo"), look="flat", key="Ctrl+Z")
        self._copy = actions.button("copy", "copy", text=self.tr("Copy"))
        self._later = actions.button("put_off", text=self.tr("Later"), look="flat")
        self._file = actions.button("file", text=self.tr("File"), look="primary")
        self._lay_out()
        self._wire()

    @property
    def call_id(self) -> str:
        """The call whose draft is shown, "" for none."""
        return self._call_id

    def draft(self) -> Draft:
        return Draft(self._note.toPlainText(), self._outcome.currentText().strip(), self._follow_ups.follow_ups())

    def show_wrap_up(self, wrap_up: WrapUp) -> None:
        self._filling = True
        if wrap_up.call_id != self._call_id:
            self._call_id = wrap_up.call_id
            self._touched.clear()
            self._kept.hide()
            self._copy.setText(self.tr("Copy"))
            self._outcome.clear()
            self._outcome.addItems(list(wrap_up.dispositions or self._usual_outcomes()))
            self._outcome.setEditText("")
        draft = wrap_up.draft
        if "note" not in self._touched and draft.note != self._note.toPlainText():
            self._note.setPlainText(draft.note)
            self._note.moveCursor(QTextCursor.MoveOperation.End)
        if "outcome" not in self._touched:
            self._outcome.setEditText(draft.disposition)
            self._outcome_line.setCursorPosition(0)
        if "follow_ups" not in self._touched and draft.follow_ups != self._follow_ups.follow_ups():
            self._follow_ups.show_follow_ups(draft.follow_ups)
        self._filling = False
        self._count_words()

    def show_own_review(self, review: OwnReview) -> None:
        self._own.show_review(review)

    def show_insight(self, insight: Insight) -> None:
        self._confirm.show_facts(insight.facts)
        self._chip.set_whole(code_name(insight.issue.code) if insight.issue else "")
        self._show_chip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_chip()

    def _show_chip(self) -> None:
        self._chip.setVisible(bool(self._chip.whole) and self.width() >= ROOM_FOR_CHIP)

    def show_draft_kept(self) -> None:
        """Called when the draft is on the disk, not before."""
        self._kept.setText(self.tr("draft kept"))
        self._kept.show()

    def go_to_note(self) -> None:
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())
        self._copy.setText(self.tr("Copied"))

    def as_text(self) -> str:
        """The wrap-up as plain text, for a system that Attune does not file into."""
        draft = self.draft()
        parts = [draft.note.strip()]
        if draft.disposition:
            parts.append(self.tr("Outcome: {outcome}").format(outcome=draft.disposition))
        parts += [to_do(follow_up) for follow_up in draft.follow_ups]
        return "\n".join(part for part in parts if part)

    def file(self) -> None:
        if self._call_id:
            self.intent.emit(FileCall(self.draft()))

    def put_off(self) -> None:
        if self._call_id:
            self.intent.emit(PutOff(self.draft()))

    def confirm_first(self) -> None:
        self._confirm.confirm_first()

    def change_first(self) -> None:
        self._confirm.change_first()

    def add_follow_up(self) -> None:
        self._follow_ups.add()

    def _wire(self) -> None:
        self._note.textChanged.connect(lambda: self._changed("note"))
        self._outcome.editTextChanged.connect(lambda: self._changed("outcome"))
        self._follow_ups.changed.connect(lambda: self._changed("follow_ups"))
        self._undo.clicked.connect(self._note.undo)
        self._note.undoAvailable.connect(self._undo.setVisible)
        self._undo.hide()
        self._confirm.intent.connect(self.intent)
        self._confirm.words_wanted.connect(self.words_wanted)
        self._own.words_wanted.connect(self.words_wanted)

    def _changed(self, what: str) -> None:
        self._count_words()
        if self._filling:
            return
        self._touched.add(what)
        self._copy.setText(self.tr("Copy"))
        if self._call_id:
            self.intent.emit(SaveDraft(self.draft()))

    def _count_words(self) -> None:
        count = len(self._note.toPlainText().split())
        self._words.setText(self.tr("1 word") if count == 1 else self.tr("{count} words").format(count=count))

    def _usual_outcomes(self) -> tuple[str, ...]:
        return (
            self.tr("Solved"),
            self.tr("Call back agreed"),
            self.tr("Refund requested"),
            self.tr("Passed on"),
            self.tr("Not solved"),
            self.tr("Wrong number"),
        )

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for card in (self._note_card(), self._confirm, self._outcome_card(), self._follow_up_card(), self._own):
            column.addWidget(card)
        column.addStretch()
        area = FittedArea(inside, least_px=120)
        ends = QHBoxLayout()
        ends.addWidget(self._kept, 0, Qt.AlignmentFlag.AlignVCenter)
        ends.addStretch()
        ends.addWidget(self._later)
        ends.addWidget(self._file)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(area, 1)
        whole.addLayout(ends)
        whole.addStretch()

    def _note_card(self) -> Card:
        card = Card()
        card.column.addWidget(label(self.tr("Note"), "title"))
        card.column.addWidget(self._note)
        row = QHBoxLayout()
        row.addWidget(self._copy)
        row.addWidget(self._undo)
        row.addStretch()
        row.addWidget(self._words)
        card.column.addLayout(row)
        return card

    def _outcome_card(self) -> Card:
        card = Card()
        card.column.addWidget(label(self.tr("Outcome"), "title"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._outcome, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        card.column.addLayout(row)
        return card

    def _follow_up_card(self) -> Card:
        card = Card()
        card.column.addWidget(label(self.tr("Follow-up"), "title"))
        card.column.addWidget(self._follow_ups)
        return card
