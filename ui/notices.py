"""What is not as usual, in plain words above the call, with a way out where there is one. Never a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.actions import PanelActions
from ui.buttons import Button
from ui.card import Card, dress
from ui.labels import IconLabel, wrapped
from ui.notice_words import Open, Weight, Wording, wording_of
from ui.views import Notice, NoticeKind

BETWEEN_CALLS = (NoticeKind.FIRST_RUN, NoticeKind.DEMONSTRATION, NoticeKind.CARD_FAULT)
AT_ONCE = 2
"""No more notices than these are shown; the most urgent win."""


class NoticeLine(Card):
    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__("notice")
        self._icon = IconLabel("info")
        self._title, self._detail = wrapped("", "strong"), wrapped("", "soft")
        self._button = Button("x")
        self._act: object | None = None
        self._away: object | None = None
        self._cross = Button(icon_name="cross", name=self.tr("Not now"), look="bare", colour="soft")
        self._cross.clicked.connect(lambda: self.acted.emit(self._away))
        self._button.clicked.connect(lambda: self.acted.emit(self._act))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for button in (self._button, self._cross):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.setContentsMargins(12, 8, 10, 8)
        self.column.addLayout(row)

    @property
    def act(self) -> object | None:
        return self._act

    @property
    def away(self) -> object | None:
        return self._away

    def show_words(self, words: Wording) -> None:
        solid = words.weight is Weight.SOLID
        for widget, look in (
            (self, words.weight.value),
            (self._title, "solid-title" if solid else "strong"),
            (self._detail, "solid" if solid else "soft"),
        ):
            dress(widget, look)
        quiet = words.weight is Weight.QUIET
        self._icon.set_icon(words.icon, "on_warn" if solid else "soft" if quiet else "warn")
        self._title.setText(words.title)
        self._detail.setText(words.detail)
        self._detail.setVisible(bool(words.detail))
        self._button.setVisible(bool(words.offer))
        self._button.setText(words.offer)
        self._button.rename(words.offer)
        self._act, self._away = words.act, words.away
        self._cross.setVisible(words.away is not None)
        self.setAccessibleName(f"{words.title}. {words.detail}")


class Notices(QWidget):
    """A place for at most two notices. ``tell`` and ``untell`` may be said in any order and as often as one likes."""

    intent = Signal(object)
    opened = Signal(object)
    """An ``Open``: what an offer leads to that is no intent."""
    loudest = Signal(str)
    """The title of the first loud notice, "" when there is none: for where only a line can be shown."""

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action, self._no = actions["fix"], actions["not_now"]
        self._told: dict[NoticeKind, Notice] = {}
        self._in_call = False
        self._lines = [NoticeLine() for _ in range(AT_ONCE)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in self._lines:
            column.addWidget(line)
            line.acted.connect(self._act)
        self._show()

    @property
    def shown(self) -> list[Notice]:
        hidden = BETWEEN_CALLS if self._in_call else ()
        return [self._told[kind] for kind in NoticeKind if kind in self._told and kind not in hidden][:AT_ONCE]

    def show_in_call(self, in_call: bool) -> None:
        """What can wait is not said during a call."""
        if in_call != self._in_call:
            self._in_call = in_call
            self._show()

    def tell(self, notice: Notice) -> None:
        if self._told.get(notice.kind) != notice:
            self._told[notice.kind] = notice
            self._show()

    def untell(self, kind: NoticeKind) -> None:
        if self._told.pop(kind, None) is not None:
            self._show()

    def fix(self) -> None:
        """Does what the first notice that offers something offers."""
        for line in self._lines:
            if not line.isHidden() and line.act is not None:
                self._act(line.act)
                return

    def put_away(self) -> None:
        """Says no to the first notice that can be said no to."""
        for line in self._lines:
            if not line.isHidden() and line.away is not None:
                self._act(line.away)
                return

    def _show(self) -> None:
        shown = self.shown
        for line, notice in zip(self._lines, shown, strict=False):
            line.show_words(wording_of(notice))
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(shown))
        self._action.setEnabled(any(not line.isHidden() and line.act is not None for line in self._lines))
        self._no.setEnabled(any(not line.isHidden() and line.away is not None for line in self._lines))
        self.setVisible(bool(shown))
        loud = [words.title for notice in shown if (words := wording_of(notice)).weight is not Weight.QUIET]
        self.loudest.emit(loud[0] if loud else "")

    def _act(self, act: object) -> None:
        match act:
            case Open():
                self.opened.emit(act)
            case NoticeKind():
                self.untell(act)
            case _:
                self.intent.emit(act)
