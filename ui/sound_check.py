"""The set-up check: for each side a device, a meter that must move, words that must appear, and the fix where not.

It has an engine of its own, so that what is tried never mixes with a call (docs/engine.md, "Checking the sound").
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from audio.program import program_of
from calls.commands import Start
from calls.events import CaptureStarted, Channel, EngineFailed, Event, Level
from calls.sound_check import SoundCheck, Verdict
from desk.news import EngineChanged, EngineState
from ui.background import Background
from ui.buttons import Button
from ui.card import Card
from ui.choice import ChoiceBox, Known
from ui.engine_link import EngineLink
from ui.fitted_area import FittedArea
from ui.labels import IconLabel, label, wrapped
from ui.meter import Meter

LOOK_MS = 200
SETTLE_S = 1.5
"""A side that was heard is listened to a little longer: the same words may come on the other side too."""

translate = QCoreApplication.translate


class Playing(Protocol):
    """A sound that is being played, as ``Trial.play`` gives it."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried. ``play`` plays a sentence where the customer's device listens and raises OSError or the like.

    ``call_is_on``: then nothing is played, because it would be written into that call.
    """

    devices: Mapping[Channel, str]
    known: Mapping[Channel, Known]
    play: Callable[[str], Playing]
    call_is_on: bool = False


class SideCard(Card):
    """One side: ``asked`` when the agent wants to try it, ``changed`` when another device was chosen."""

    asked = Signal()
    changed = Signal()

    def __init__(self, channel: Channel, device: str, known: Known, key: str) -> None:
        super().__init__("card")
        self._channel = channel
        mine = channel is Channel.AGENT
        title = self.tr("Your side") if mine else self.tr("The customer's side")
        self.device = ChoiceBox(known, device, self.tr("The system's own"))
        self.device.setAccessibleName(self.tr("Your microphone") if mine else self.tr("The customer's sound"))
        self.device.activated.connect(lambda _: self.changed.emit())
        self._meter = Meter(self.tr("Level"), "you" if mine else "accent")
        self._todo = wrapped("", "soft")
        self._try = Button("x", "microphone" if mine else "resume", key=key)
        self._key = key
        self._try.clicked.connect(self.asked)
        self._icon, self._verdict, self._fix = IconLabel("clock"), wrapped("", "strong"), wrapped("")
        self._words = wrapped("", "soft")
        found = QHBoxLayout()
        found.setSpacing(8)
        found.addWidget(self._icon)
        found.addWidget(self._verdict, 1)
        row = QHBoxLayout()
        row.addWidget(self._try)
        row.addStretch()
        self.column.setSpacing(8)
        self.column.addWidget(label(title, "title"))
        self.column.addWidget(self.device)
        self.column.addWidget(self._meter)
        self.column.addWidget(self._todo)
        self.column.addLayout(row)
        self.column.addLayout(found)
        for widget in (self._words, self._fix):
            self.column.addWidget(widget)
        self.show_verdict(None)

    def ask(self, todo: str, button: str, ready: bool) -> None:
        """What the agent is to do, and on which button; not before the engine listens."""
        self._todo.setText(todo)
        self._try.setText(button)
        self._try.setShortcut(self._key)  # which another text takes away
        self._try.rename(button)
        self._try.setEnabled(ready)

    def show_level(self, level: Level) -> None:
        self._meter.show_level(level.rms_dbfs)

    def show_verdict(self, verdict: Verdict | None) -> None:
        shown = verdict is not None
        for widget in (self._icon, self._verdict, self._words, self._fix):
            widget.setVisible(shown)
        if verdict is None:
            self._meter.show_level(-120.0)
            return
        pending = ("clock", "soft") if verdict.pending else ("warning", "warn")
        self._icon.set_icon(*(("check", "accent") if verdict.fine else pending))
        found = translate("sound_check", verdict.found)
        self._verdict.setText(found[:1].upper() + found[1:])
        self._words.setText(f"“{verdict.words}”" if verdict.words else "")
        self._words.setVisible(bool(verdict.words))
        self._fix.setText(translate("sound_check", verdict.fix) if verdict.fix else "")
        self._fix.setVisible(bool(verdict.fix))


class SoundCheckDialog(QDialog):
    """Not modal, closed at any time. ``chosen`` carries the devices per side; what was heard is forgotten."""

    chosen = Signal(object)
    models_wanted = Signal()

    def __init__(self, trial: Trial, link: EngineLink, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Check the sound"))
        self.setObjectName("window")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._trial, self._link, self._background = trial, link, background
        self._checks: dict[Channel, SoundCheck] = {}
        self._settled_s: dict[Channel, float] = {}
        self._playing: Playing | None = None
        self._listens = False
        self._engine = wrapped(self.tr("Getting ready: the speech model is loading."), "soft")
        self._models = Button(self.tr("Install a speech model"))
        self._models.clicked.connect(self.models_wanted)
        self._models.hide()
        self._cards = {
            channel: SideCard(channel, trial.devices[channel], trial.known[channel], key)
            for channel, key in ((Channel.CUSTOMER, "Alt+1"), (Channel.AGENT, "Alt+2"))
        }
        for channel, card in self._cards.items():
            card.asked.connect(lambda channel=channel: self.attempt(channel))
            card.changed.connect(self._listen)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._show_verdicts)
        self._lay_out()
        self._ask()
        link.heard.connect(self._hear)
        link.changed.connect(self._engine_changed)

    def verdict(self, channel: Channel) -> Verdict | None:
        check = self._checks.get(channel)
        return check.verdict(time.monotonic()) if check else None

    def attempt(self, channel: Channel) -> None:
        """Begin to try that side; the other's verdict stands as it is."""
        self._settle(channel.other)
        self._checks[channel] = SoundCheck(channel, time.monotonic())
        self._settled_s.pop(channel, None)
        self._look.start()
        self._show_verdicts()
        if channel is Channel.CUSTOMER and self._is_to_be_played:
            device = self._cards[channel].device.chosen
            self._background.run(lambda: self._trial.play(device), self._hold, self._not_played)

    def _settle(self, channel: Channel) -> None:
        """What was found of that side stands; what was not found out yet is not looked for any more."""
        verdict = self.verdict(channel)
        if verdict and verdict.pending:
            del self._checks[channel]
            self._cards[channel].show_verdict(None)
        self._settled_s[channel] = 0.0

    @property
    def _is_to_be_played(self) -> bool:
        return not (self._trial.call_is_on or program_of(self._cards[Channel.CUSTOMER].device.chosen))

    def _hold(self, playing: Playing) -> None:
        self._stop_playing()
        self._playing = playing
        if not self.isVisible():
            self._stop_playing()

    def _not_played(self, error: BaseException) -> None:
        if Channel.CUSTOMER in self._checks:
            self._checks[Channel.CUSTOMER].apply(EngineFailed(str(error), True))
            self._show_verdicts()

    def _stop_playing(self) -> None:
        playing, self._playing = self._playing, None
        if playing is not None:
            self._background.run(playing.close, lambda _: None)

    # The engine ----------------------------------------------------------------------------------------------

    def _engine_changed(self, change: EngineChanged) -> None:
        self._engine.setVisible(change.state is not EngineState.READY)
        self._models.setVisible(change.state is EngineState.NO_MODEL)
        match change.state:
            case EngineState.READY:
                self._listen()
            case EngineState.NO_MODEL | EngineState.GIVEN_UP:
                self._engine.setText(change.reason)
            case _:
                self._engine.setText(self.tr("Getting ready: the speech model is loading."))
        if change.state is not EngineState.READY:
            self._listens = False
            self._ask()

    def _listen(self) -> None:
        """Open the devices that are chosen now; what was found of others holds no more."""
        self._checks.clear()
        self._settled_s.clear()
        self._stop_playing()
        for card in self._cards.values():
            card.show_verdict(None)
        self._listens = False
        self._ask()
        if self._link.is_ready:
            agent, customer = (self._cards[channel].device.chosen for channel in (Channel.AGENT, Channel.CUSTOMER))
            self._link.tell(Start("sound", agent_device=agent, customer_device=customer))

    @Slot(object)
    def _hear(self, event: Event) -> None:
        match event:
            case Level():
                self._cards[event.channel].show_level(event)
            case CaptureStarted():
                self._listens = True
                self._ask()
            case EngineFailed():
                self._listens = False
                self._checks = {channel: SoundCheck(channel, time.monotonic()) for channel in Channel}
                self._settled_s.clear()
        for channel, check in self._checks.items():
            if channel not in self._settled_s or time.monotonic() < self._settled_s[channel]:
                check.apply(event)
        if not isinstance(event, Level):
            self._show_verdicts()

    def _show_verdicts(self) -> None:
        now_s = time.monotonic()
        for channel, check in self._checks.items():
            verdict = check.verdict(now_s)
            self._cards[channel].show_verdict(verdict)
            if verdict.fine:
                self._settled_s.setdefault(channel, now_s + SETTLE_S)

    # The window ----------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        customer, agent = self._cards[Channel.CUSTOMER], self._cards[Channel.AGENT]
        if self._trial.call_is_on:
            todo = self.tr("A call is on, so nothing is played: let the customer speak.")
        elif program_of(customer.device.chosen):
            todo = self.tr("Let the program play something: a test call, or its greeting.")
        else:
            todo = self.tr("A sentence is played. You should hear it where you hear your calls.")
        played = self._is_to_be_played
        customer.ask(todo, self.tr("Play a sound") if played else self.tr("Listen now"), self._listens)
        aloud = self.tr("Press, then read aloud: “I would like to help you with your order today.”")
        agent.ask(aloud, self.tr("I speak now"), self._listens)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._engine, self._models, *self._cards.values()):
            column.addWidget(widget)
        use, close = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Close
        buttons = QDialogButtonBox(use | close)
        buttons.button(use).setText(self.tr("Use these"))
        buttons.button(close).setText(self.tr("Close"))
        buttons.accepted.connect(self._use)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(FittedArea(inside, least_px=200), 1)
        whole.addStretch()
        whole.addWidget(buttons)
        self.resize(420, 620)

    def _use(self) -> None:
        self.chosen.emit({channel: card.device.chosen for channel, card in self._cards.items()})
        self.accept()

    def done(self, result: int) -> None:
        """However it was closed: its engine ends, and what it heard with it."""
        self._look.stop()
        self._stop_playing()
        self._link.leave()
        super().done(result)
