"""The call bar: who, how long, what is done with the sound, both meters, and the buttons that act on the call."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from calls.call import Call, CallState, Capture
from calls.events import Channel, Level, PauseReason
from ui.actions import PanelActions
from ui.buttons import Button
from ui.capture_dot import CaptureDot, Sign
from ui.card import Card
from ui.labels import ElidedLabel, label
from ui.meter import Meter
from ui.pauses import is_deaf_by_choice, pause_name, pause_words
from ui.wording import clock

ROOM_FOR_PAYMENT, ROOM_FOR_HOLD = 380, 560
"""Widths of the bar from which on these stand in it; below, they are in the menu."""


class CallBar(Card):
    """Shows ``Call``; its buttons trigger the panel's actions, which carry the names and the keys."""

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._dot = CaptureDot()
        self._name = ElidedLabel("strong", grows=False)
        self._number = label("", "small")
        self._status = ElidedLabel("small")
        self._clock = label("", "clock")
        self._meters = {
            Channel.AGENT: Meter(self.tr("You"), "you"),
            Channel.CUSTOMER: Meter(self.tr("Customer"), "accent"),
        }
        self._hold = actions.button("hold", "hold")
        self._payment = actions.button("payment", "card")
        self._pause = actions.button("pause", "pause")
        self._more = Button(icon_name="more", name=self.tr("More"), key="Alt+M")
        self._collapse = actions.button("collapse", "up")
        self._end = actions.button("end", "hang_up", colour="live")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(lambda: self._fill_menu(actions))
        self._more.setShortcut("Alt+M")
        self._more.setMenu(self._menu)
        self.sign = Sign.IDLE
        self._live = self._another = self._watches = False
        self._heard = (True, True)
        self._lay_out()
        self.show_call(Call())

    @property
    def status(self) -> str:
        """What is done with the sound, in words."""
        return self._status.whole

    def show_call(self, call: Call) -> None:
        live = call.state in (CallState.TALKING, CallState.HELD)
        self._name.set_whole(call.customer_name or call.customer_number or self._nobody(call))
        self._number.setText(call.customer_number if call.customer_name else "")
        self.sign, words, short = self._said_of(call)
        self._dot.show_sign(self.sign)
        self._status.set_whole(words, short)
        self._status.setAccessibleName(self.tr("State: {state}").format(state=words))
        paused = is_deaf_by_choice(call)
        payment = paused and call.capture_reason in (PauseReason.PAYMENT, PauseReason.DIALER, PauseReason.CARD)
        self._pause.set_icon("resume" if paused else "pause")
        self._payment.set_icon("card", "warn" if payment else "ink")
        self._hold.set_icon("resume" if call.state is CallState.HELD else "hold")
        self._live = live
        for meter in self._meters.values():
            meter.setVisible(live)
        self._clock.setVisible(call.state is not CallState.NEW)
        self._place_buttons()

    def show_call_waiting(self, waiting: bool) -> None:
        """Another call is going on than the one shown: the bar must not say that nothing is heard."""
        self._another = waiting

    def show_watching(self, on: bool) -> None:
        """Between calls the engine hears whether somebody speaks: the bar must not say that nothing is heard."""
        self._watches = on

    def show_sides(self, agent: str, customer: str) -> None:
        """Where each side's sound comes from, "" for a side that is not heard."""
        self._heard = (bool(agent), bool(customer))
        for channel, source in ((Channel.AGENT, agent), (Channel.CUSTOMER, customer)):
            words = self.tr("Heard from {source}").format(source=source) if source else self.tr("Not heard")
            self._meters[channel].show_heard(bool(source), words)

    def forget_sides(self) -> None:
        """Another call: nothing is known yet of where its sound comes from."""
        self._heard = (True, True)
        for meter in self._meters.values():
            meter.show_heard(True, "")

    def show_level(self, level: Level) -> None:
        self._meters[level.channel].show_level(level.rms_dbfs)

    def tick(self, clock_s: float) -> None:
        words = clock(clock_s)
        if words != self._clock.text():
            self._clock.setText(words)
            self._clock.setAccessibleName(self.tr("Call clock {time}").format(time=words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self._name)
        first.addWidget(self._number)
        first.addStretch()
        names.addLayout(first)
        names.addWidget(self._status)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addSpacing(2)
        top.addLayout(names, 1)
        top.addSpacing(4)
        top.addWidget(self._clock)
        top.addSpacing(4)
        for button in (self._end, self._hold, self._payment, self._pause, self._more, self._collapse):
            top.addWidget(button)
        meters = QHBoxLayout()
        meters.setSpacing(16)
        for meter in self._meters.values():
            meters.addWidget(meter, 1)
        self.column.setSpacing(8)
        self.column.addLayout(top)
        self.column.addLayout(meters)

    def _place_buttons(self) -> None:
        width = self.width()
        self._pause.setVisible(self._live)
        self._payment.setVisible(self._live and width >= ROOM_FOR_PAYMENT)
        self._hold.setVisible(self._live and width >= ROOM_FOR_HOLD)
        self._end.setVisible(self._live and width >= ROOM_FOR_HOLD)
        self._number.setVisible(bool(self._number.text()) and self._room_for_names() >= self._names_want())

    def _room_for_names(self) -> int:
        """What the clock and the buttons leave of the bar's width."""
        buttons = (self._end, self._hold, self._payment, self._pause, self._more, self._collapse)
        taken = sum(button.sizeHint().width() + 6 for button in buttons if not button.isHidden())
        return self.width() - taken - self._clock.sizeHint().width() - 112

    def _names_want(self) -> int:
        return self._name.sizeHint().width() + self._number.sizeHint().width()

    def _fill_menu(self, actions: PanelActions) -> None:
        """What the bar has no room for comes first."""
        self._menu.clear()
        if self._live:
            if self._payment.isHidden():
                self._menu.addAction(actions["payment"])
            if self._hold.isHidden():
                self._menu.addActions([actions["hold"], actions["end"]])
            if self._number.isHidden() and self._number.text():
                self._menu.addAction(self._number.text()).setEnabled(False)
            self._menu.addSeparator()
        self._menu.addActions(
            [
                actions[name]
                for name in ("start", "practice", "on_top", "review", "sound_check", "models", "settings", "keys")
            ]
        )

    def _nobody(self, call: Call) -> str:
        return self.tr("No call") if call.state is CallState.NEW else self.tr("Unknown caller")

    def _said_of(self, call: Call) -> tuple[Sign, str, str]:
        """The sign, what it says, and the same in fewer words for a narrow bar."""
        match call.state, call.capture:
            case CallState.AFTER_CALL_WORK | CallState.CLOSED, _ if self._another:
                return Sign.LISTENING, self.tr("This call ended; the next one is on"), self.tr("Next call is on")
            case CallState.NEW, _:
                return Sign.IDLE, self._between(self.tr("Ready.")), self.tr("Ready")
            case CallState.AFTER_CALL_WORK, _:
                return Sign.DONE, self._between(self.tr("Call ended.")), self.tr("Call ended")
            case CallState.CLOSED, _:
                return Sign.DONE, self._between(self.tr("Filed.")), self.tr("Filed")
            case _, Capture.PAUSED:
                card = call.capture_reason == PauseReason.CARD
                short = pause_name(PauseReason.PAYMENT if card else call.capture_reason)
                return Sign.PAUSED, pause_words(call.pauses[-1]), short
            case _, Capture.FAILED:
                return Sign.FAILED, self.tr("Not listening"), ""
            case CallState.HELD, Capture.LISTENING:
                return Sign.LISTENING, self.tr("On hold, listening"), self.tr("On hold")
            case CallState.HELD, _:
                return Sign.IDLE, self.tr("On hold"), ""
            case CallState.RINGING, _:
                return Sign.IDLE, self.tr("Ringing"), ""
            case _, Capture.LISTENING:
                return Sign.LISTENING, *self._listens_to()
            case _:
                return Sign.IDLE, self.tr("Not listening yet"), self.tr("Not yet")

    def _between(self, state: str) -> str:
        heard = self.tr("Only listens for a call.") if self._watches else self.tr("Nothing is heard.")
        return f"{state} {heard}"

    def _listens_to(self) -> tuple[str, str]:
        match self._heard:
            case (True, False):
                return self.tr("Listening to you only"), self.tr("You only")
            case (False, True):
                return self.tr("Listening to the customer only"), self.tr("Customer only")
            case _:
                return self.tr("Listening to both sides"), self.tr("Listening")
