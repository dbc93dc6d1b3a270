"""The key issue: what is wrong in one line, with the words that show it and the moment they were said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from calls.findings import KeyIssue
from calls.intents import DismissIssue, PinIssue, UnpinIssue
from ui.actions import PanelActions
from ui.buttons import LineButton
from ui.card import Card
from ui.labels import ElidedLabel, label, wrapped
from ui.wording import code_name


class IssueCard(Card):
    """Shown while there is an issue above its threshold, or while the agent types one; hidden otherwise."""

    intent = Signal(object)
    words_wanted = Signal(str, str)
    """Utterance id and quote."""

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__("issue", parent)
        self._actions = actions
        self._issue: KeyIssue | None = None
        self._title = label(self.tr("Key issue"), "title")
        self._at = label("", "small")
        self._text = wrapped("", "issue")
        self._quote = wrapped("", "soft")
        self._opener = LineButton()
        self._chip = ElidedLabel("chip", grows=False)
        self._own = QLineEdit()
        self._own.setPlaceholderText(self.tr("What is wrong, in your words"))
        self._own.setAccessibleName(self.tr("Key issue in your own words"))
        self._own.returnPressed.connect(self._pin_own)
        self._not_this = actions.button("not_this", text=self.tr("Not this"), look="flat")
        self._type = actions.button("own_issue", "pencil", look="bare", colour="soft")
        self._pin = actions.button("pin", "pin", text=self.tr("Pin"))
        self._opener.clicked.connect(self._open_words)
        self._lay_out()
        self.show_issue(None)

    def show_issue(self, issue: KeyIssue | None, at: str = "", quote: str = "") -> None:
        """``quote`` as it is to be read, ``at`` its moment; both are "" for an issue that was typed."""
        if issue == self._issue and at == self._at.text() and issue is not None:
            return
        self._issue = issue
        if issue is not None:
            self._text.setText(issue.text)
            self._quote.setText(f"“{quote}”" if quote else "")
            self._at.setText(at)
            self._chip.set_whole(code_name(issue.code))
            said = self.tr("Key issue: {issue}. {quote} {time}. Opens the words.")
            self._opener.setAccessibleName(said.format(issue=issue.text, quote=self._quote.text(), time=at))
        pinned = issue is not None and issue.pinned
        self._title.setText(self.tr("Key issue · pinned") if pinned else self.tr("Key issue"))
        self._pin.setText(self.tr("Unpin") if pinned else self.tr("Pin"))
        self._pin.set_icon("unpin" if pinned else "pin")
        self._chip.setVisible(bool(issue and issue.code))
        self._quote.setVisible(bool(issue and quote))
        self._opener.setEnabled(bool(issue and issue.utterance_id))
        self._not_this.setVisible(issue is not None and not pinned)
        for name in ("pin", "not_this", "issue_words"):
            self._actions[name].setEnabled(issue is not None)
        self._show_parts()

    def pin(self) -> None:
        """Pins what is shown, or lets go of it."""
        if self._issue is None:
            return
        if self._issue.pinned:
            self.intent.emit(UnpinIssue())
        else:
            issue = self._issue
            self.intent.emit(PinIssue(issue.text, issue.code, issue.utterance_id, issue.quote))

    def not_this(self) -> None:
        if self._issue is not None and self._issue.utterance_id:
            self.intent.emit(DismissIssue(self._issue.utterance_id))

    def type_own(self) -> None:
        self._own.setText(self._issue.text if self._issue else "")
        self._own.selectAll()
        self._own.show()
        self._show_parts()
        self._own.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._own.isHidden():
            self._end_typing()
            return
        super().keyPressEvent(event)

    def open_words(self) -> None:
        self._open_words()

    def _open_words(self) -> None:
        if self._issue is not None and self._issue.utterance_id:
            self.words_wanted.emit(self._issue.utterance_id, self._issue.quote)

    def _pin_own(self) -> None:
        text = self._own.text().strip()
        self._end_typing()
        if text:
            self.intent.emit(PinIssue(text))

    def _end_typing(self) -> None:
        self._own.hide()
        self._show_parts()

    def _show_parts(self) -> None:
        self.setVisible(self._issue is not None or not self._own.isHidden())
        self._opener.setVisible(self._issue is not None)

    def _lay_out(self) -> None:
        self.column.setContentsMargins(12, 10, 12, 8)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._at)
        inside = self._opener.row
        inside.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._text)
        words.addWidget(self._quote)
        inside.addLayout(words)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch()
        buttons.addWidget(self._type)
        buttons.addWidget(self._not_this)
        buttons.addWidget(self._pin)
        self.column.addLayout(head)
        self.column.addWidget(self._opener)
        self.column.addWidget(self._own)
        self._own.hide()
        self.column.addLayout(buttons)
