"""What is not as usual, in plain words above the call, with a way out where there is one. Never a window of its own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from calls.intents import OpenCall, RestartEngine, ResumeCapture, RetryStore
from ui.actions import PanelActions
from ui.buttons import Button
from ui.card import Card
from ui.labels import IconLabel, wrapped
from ui.views import Notice, NoticeKind

BETWEEN_CALLS = (NoticeKind.FIRST_RUN, NoticeKind.DEMONSTRATION)
AT_ONCE = 2
"""No more notices than these are shown; the most urgent win."""


@dataclass(frozen=True, slots=True)
class Wording:
    """``offer`` is the button's text, "" for none; ``act`` is an intent, "settings", "close", or None."""

    icon: str
    loud: bool
    title: str
    detail: str
    offer: str = ""
    act: object | None = None


class NoticeLine(Card):
    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__("notice")
        self._icon = IconLabel("info")
        self._title, self._detail = wrapped("", "strong"), wrapped("", "soft")
        self._button = Button("x")
        self._act: object | None = None
        self._button.clicked.connect(lambda: self.acted.emit(self._act))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.setContentsMargins(12, 8, 10, 8)
        self.column.addLayout(row)

    @property
    def act(self) -> object | None:
        return self._act

    def show_words(self, words: Wording) -> None:
        look = "warning" if words.loud else "notice"
        if look != self.property("look"):
            self.setProperty("look", look)
            self.style().unpolish(self)
            self.style().polish(self)
        self._icon.set_icon(words.icon, "warn" if words.loud else "soft")
        self._title.setText(words.title)
        self._detail.setText(words.detail)
        self._detail.setVisible(bool(words.detail))
        self._button.setVisible(bool(words.offer))
        self._button.setText(words.offer)
        self._button.rename(words.offer)
        self._act = words.act
        self.setAccessibleName(f"{words.title}. {words.detail}")


class Notices(QWidget):
    """A place for at most two notices. ``tell`` and ``untell`` may be said in any order and as often as one likes."""

    intent = Signal(object)
    settings_wanted = Signal()
    loudest = Signal(str)
    """The title of the first loud notice, "" when there is none: for where only a line can be shown."""

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = actions["fix"]
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

    def _show(self) -> None:
        shown = self.shown
        for line, notice in zip(self._lines, shown, strict=False):
            line.show_words(self._words(notice))
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(shown))
        self._action.setEnabled(any(not line.isHidden() and line.act is not None for line in self._lines))
        self.setVisible(bool(shown))
        loud = [words.title for notice in shown if (words := self._words(notice)).loud]
        self.loudest.emit(loud[0] if loud else "")

    def _act(self, act: object) -> None:
        match act:
            case "settings":
                self.settings_wanted.emit()
            case NoticeKind():
                self.untell(act)
            case _:
                self.intent.emit(act)

    def _words(self, notice: Notice) -> Wording:
        if notice.kind in (NoticeKind.CALL_WAITING, NoticeKind.CALL_RINGS, NoticeKind.CALL_HELD):
            return self._another_call(notice)
        usual = self._usual(notice.kind)
        if not notice.detail:
            return usual
        return Wording(usual.icon, usual.loud, usual.title, notice.detail, usual.offer, usual.act)

    def _another_call(self, notice: Notice) -> Wording:
        match notice.kind:
            case NoticeKind.CALL_RINGS:
                icon, title = "phone", self.tr("Another call rings: {who}")
            case NoticeKind.CALL_HELD:
                icon, title = "hold", self.tr("On hold: {who}")
            case _:
                icon, title = "phone", self.tr("The next call is on: {who}")
        detail = self.tr("What you wrote here is kept; go to it at any time.")
        loud = notice.kind is not NoticeKind.CALL_HELD
        who = notice.detail or self.tr("unknown caller")
        return Wording(icon, loud, title.format(who=who), detail, self.tr("Go to it"), OpenCall(notice.opens))

    def _usual(self, kind: NoticeKind) -> Wording:
        match kind:
            case NoticeKind.PAYMENT:
                return Wording(
                    "card",
                    True,
                    self.tr("Payment: nothing is written"),
                    self.tr("What is said now is neither shown nor kept."),
                    self.tr("Resume"),
                    ResumeCapture(),
                )
            case NoticeKind.PAUSED:
                return Wording(
                    "pause",
                    True,
                    self.tr("Paused: nothing is written"),
                    self.tr("What is said now is neither shown nor kept."),
                    self.tr("Resume"),
                    ResumeCapture(),
                )
            case NoticeKind.ENGINE_GIVEN_UP:
                return Wording(
                    "warning",
                    True,
                    self.tr("Not listening"),
                    self.tr("Listening stopped three times. What was shown is kept."),
                    self.tr("Try again"),
                    RestartEngine(),
                )
            case NoticeKind.ENGINE_RESTARTING:
                return Wording(
                    "warning",
                    True,
                    self.tr("Listening starts again"),
                    self.tr("It had stopped. Nothing shown is lost; the words will say what was not heard."),
                )
            case NoticeKind.NO_MICROPHONE:
                return Wording(
                    "microphone",
                    True,
                    self.tr("No microphone"),
                    self.tr("Plug in your headset, or choose a microphone in the settings."),
                    self.tr("Try again"),
                    RestartEngine(),
                )
            case NoticeKind.ONE_SIDE:
                return Wording(
                    "microphone",
                    True,
                    self.tr("Only one side is heard"),
                    self.tr("Choose where the customer's sound comes from in the settings."),
                    self.tr("Settings"),
                    "settings",
                )
            case _:
                return self._usual_beside_the_call(kind)

    def _usual_beside_the_call(self, kind: NoticeKind) -> Wording:
        match kind:
            case NoticeKind.NO_MODEL:
                return Wording(
                    "warning",
                    True,
                    self.tr("No speech model"),
                    self.tr("Without one no words can be written. Choose its folder in the settings."),
                    self.tr("Settings"),
                    "settings",
                )
            case NoticeKind.STORE_FULL:
                return Wording(
                    "warning",
                    True,
                    self.tr("No room on the disk"),
                    self.tr("The call goes on and is kept in memory. Make room: it is then saved."),
                    self.tr("Try again"),
                    RetryStore(),
                )
            case NoticeKind.STORE_LOCKED:
                return Wording(
                    "lock",
                    True,
                    self.tr("Calls cannot be saved"),
                    self.tr("The encrypted store is locked. Unlock your key ring; what was said is then saved."),
                    self.tr("Try again"),
                    RetryStore(),
                )
            case NoticeKind.NO_KEY_RING:
                return Wording(
                    "lock",
                    True,
                    self.tr("Calls cannot be saved"),
                    self.tr("This computer has no key ring for the store's key. Ask IT to set one up."),
                    self.tr("Try again"),
                    RetryStore(),
                )
            case NoticeKind.SILENT_SIDE:
                return Wording("microphone", False, self.tr("One side is silent"), "", self.tr("Settings"), "settings")
            case NoticeKind.WORDLESS_SIDE:
                return Wording("microphone", False, self.tr("Sound without words"), "", self.tr("Settings"), "settings")
            case NoticeKind.BEHIND:
                return Wording("clock", False, self.tr("The words come late"), "")
            case NoticeKind.NOT_SAVED:
                return Wording("warning", True, self.tr("Settings not saved"), "", self.tr("Close"), kind)
            case NoticeKind.GAP:
                return Wording("warning", False, self.tr("Something was not heard"), "", self.tr("Close"), kind)
            case NoticeKind.MODEL_LOADING:
                return Wording(
                    "clock",
                    False,
                    self.tr("Getting ready to listen"),
                    self.tr("The speech model is loading. Calls can be taken meanwhile."),
                )
            case NoticeKind.FIRST_RUN:
                return Wording(
                    "info",
                    False,
                    self.tr("Welcome to Attune"),
                    self.tr(
                        "It writes down your calls on this computer; nothing leaves it. "
                        "Check your sound, then start a call."
                    ),
                    self.tr("Settings"),
                    "settings",
                )
            case _:
                return Wording(
                    "info",
                    False,
                    self.tr("Demonstration model"),
                    self.tr("It knows few words. For real calls install a full speech model."),
                    self.tr("Close"),
                    kind,
                )
