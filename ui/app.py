"""The circuit diagram: what the agent's window is made of, and every wire between its parts."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import resources
import settings
from calls.call import CallState, Capture
from calls.events import CaptureStarted, Event
from calls.session import CallSession, Changed
from desk.desk import Desk
from desk.keeper import Keeper
from desk.news import (
    CallChanged,
    CallNoticed,
    CallShown,
    CallWaiting,
    CueShown,
    CustomerFound,
    DraftChanged,
    EngineChanged,
    EngineState,
    LevelHeard,
    LoopsChanged,
    News,
    TrayChanged,
    WatchChanged,
)
from desk.on_desk import LIVE
from desk.retention import Retention
from integrations.dialer import Action, DialerMessage
from store.errors import StoreError
from ui.agent_panel import AgentPanel
from ui.background import Background
from ui.bridge import Bridge
from ui.card_watch import CardWatch
from ui.collector import collect_here
from ui.dialer_door import SHOW, Answer, DialerDoor, DoorError, knock
from ui.dialer_doors import DialerDoors
from ui.doors_card import DoorsCard
from ui.engine_link import EngineLink
from ui.launch import Launch
from ui.leaving import quit_on_signals
from ui.look import apply_look
from ui.notice_words import STORE_NOTICES, notice_of
from ui.places import load_place, save_place
from ui.side_windows import SideWindows
from ui.translation import speak
from ui.views import CustomerView, Notice, NoticeKind, WrapUp

CLOCK_MS = 250
AT_REST_MS = 5000
ENGINE_NOTICES = (
    NoticeKind.MODEL_LOADING,
    NoticeKind.ENGINE_RESTARTING,
    NoticeKind.ENGINE_GIVEN_UP,
    NoticeKind.NO_MODEL,
    NoticeKind.DEMONSTRATION,
)
ENGINE_SETTINGS = ("model", "country")
"""The engine reads them when it starts."""


class AgentApp(QObject):
    """The parts, wired. ``start`` shows the panel first and begins everything that takes time after that."""

    def __init__(self, launch: Launch, parent: QObject | None = None, door: DialerDoor | None = None) -> None:
        super().__init__(parent)
        collect_here(self)
        self._launch = launch
        self._settings = launch.settings
        self.panel = AgentPanel()
        self.bridge = Bridge(self)
        self.link = EngineLink(launch.engine_command, self)
        self.doors = DialerDoors(launch.home.data, door, launch.door_token, self.bridge)
        self.keeper = Keeper(launch.open_store, self.bridge.post, self._store_trouble, self._draft_kept)
        self.desk = Desk(
            launch.settings,
            self.keeper,
            self.link.tell,
            self.link.restart,
            self.bridge.news.emit,
            launch.recording,
        )
        self._retention = Retention(self.keeper)
        self.background = Background(self)
        self.windows = SideWindows(
            launch.engine_command,
            launch.models_command,
            self.background,
            self.panel,
            below_settings=lambda: DoorsCard(self.doors),
        )
        self.cards = CardWatch(self.desk, self)
        self._shown: CallSession | None = None
        self._draft_of = ""
        self._sides: CaptureStarted | None = None
        self._restarting = self._engine_outdated = False
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._wire()

    def _wire(self) -> None:
        self.bridge.news.connect(self._show)
        self.link.heard.connect(self._hear)
        self.link.changed.connect(self.desk.engine_changed)
        self.doors.message.connect(self.desk.dial)
        self.doors.command.show.connect(self._come_forward)
        self.panel.intent.connect(self.desk.intend)
        self.panel.placed.connect(lambda place: save_place(self._place_file, place))
        self.panel.settings_wanted.connect(lambda: self.windows.open_settings(self._settings))
        self.panel.sound_check_wanted.connect(
            lambda: self.windows.open_sound_check(self._settings, call_is_on=not self.desk.is_idle)
        )
        self.panel.models_wanted.connect(self.windows.open_models)
        self.windows.model_installed.connect(self._take_model)
        self.windows.chosen.connect(self._take_settings)
        self.panel.review_wanted.connect(self._open_review)
        self.panel.practice_wanted.connect(self._practise)
        self.panel.on_top_chosen.connect(lambda flag: self._take_settings({"always_on_top": flag}))
        self.cards.faulty.connect(self._tell_card_fault)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)
        self._clock.timeout.connect(self._tick)

    @property
    def _place_file(self) -> Path:
        return self._launch.home.config / "panel.json"

    def start(self) -> None:
        place = load_place(self._place_file)
        if place:
            self.panel.set_place(place)
        self._show(CallShown(None))
        self._set_up_panel()
        self.panel.show()
        if self._launch.recording:  # it looks as a real call does, and must not be taken for one
            self.panel.setWindowTitle(self.tr("Attune · practice, nothing is kept"))
        elif not place:
            self.panel.tell(Notice(NoticeKind.FIRST_RUN))
        if self._launch.troubles:
            self.panel.tell(Notice(NoticeKind.NOT_USED, "\n".join(self._launch.troubles)))
        if self._launch.left_out:
            faults = "\n".join(self._launch.left_out)
            told = self.tr("It is left out. Tell whoever edits it: {faults}").format(faults=faults)
            self.panel.tell(Notice(NoticeKind.LEFT_OUT, told))
        self._clock.start()
        self.cards.watch(self._cards_folder())
        self.desk.offer_unfinished()
        if not self._launch.recording:  # a demonstration is no place for a real call
            self.doors.open_as(self._settings)
        QTimer.singleShot(0, self.link.start)

    def stop(self) -> bool:
        """False when something said could not be written."""
        self._clock.stop()
        self.doors.close()
        self.link.stop()
        self.desk.close()
        self.cards.close()
        self.background.close()
        return self.keeper.close()

    def _cards_folder(self) -> Path | None:
        """The team's own; the examples belong to the bundled call, whose company is an example too."""
        own = self._settings.text("cards_folder")
        if own:
            return Path(own).expanduser()
        return resources.path("cards") if self._launch.recording_number else None

    @Slot(str)
    def _tell_card_fault(self, line: str) -> None:
        if line:
            self.panel.tell(Notice(NoticeKind.CARD_FAULT, line))
        else:
            self.panel.untell(NoticeKind.CARD_FAULT)

    # From the engine -----------------------------------------------------------------------------------------

    @Slot(object)
    def _hear(self, event: Event) -> None:
        if isinstance(event, CaptureStarted):
            self._sides = event
            self.panel.show_sides(event.agent, event.customer)
        self.desk.receive(event)

    def _show_engine(self, change: EngineChanged) -> None:
        for kind in ENGINE_NOTICES:
            self.panel.untell(kind)
        if change.state is not EngineState.STARTING:
            self._restarting = change.state is EngineState.RESTARTING
        match change.state:
            case EngineState.STARTING:
                self.panel.tell(Notice(NoticeKind.ENGINE_RESTARTING if self._restarting else NoticeKind.MODEL_LOADING))
            case EngineState.RESTARTING:
                self.panel.tell(Notice(NoticeKind.ENGINE_RESTARTING))
            case EngineState.GIVEN_UP:
                self.panel.tell(Notice(NoticeKind.ENGINE_GIVEN_UP, change.reason))
            case EngineState.NO_MODEL:
                self.panel.tell(Notice(NoticeKind.NO_MODEL, change.reason))
            case EngineState.READY:
                if change.demonstration:
                    self.panel.tell(Notice(NoticeKind.DEMONSTRATION))
                if self._launch.recording:
                    self._play()

    def _play(self) -> None:
        """The recording is a call that rings and is answered as soon as there is somebody to hear it."""
        if self._shown is None:
            for action in (Action.RING, Action.ANSWER):
                self.desk.dial(DialerMessage(action, self._launch.recording_number))

    # From the desk -------------------------------------------------------------------------------------------

    @Slot(object)
    def _show(self, news: News) -> None:
        match news:
            case LevelHeard(level):
                self.panel.show_level(level)
            case CallChanged(session, changed):
                self.panel.show_session(session, changed)
                self._show_capture(session)
                if session.call.state is CallState.AFTER_CALL_WORK and changed & (Changed.WORDS | Changed.INSIGHT):
                    self.panel.show_own_review(self.desk.own_review())
            case CueShown(cue):
                self.panel.show_cue(cue)
            case CallShown(session, draft):
                self._show_call(session)
                if session and draft is not None:
                    self._draft_of = session.call.id
                    self.panel.show_wrap_up(WrapUp(session.call.id, draft))
                    self.panel.show_own_review(self.desk.own_review())
            case DraftChanged(draft) if self._shown:
                self.panel.show_wrap_up(WrapUp(self._shown.call.id, draft))
            case CustomerFound():
                self._show_customer(news)
            case TrayChanged(waiting):
                self.panel.show_tray(waiting)
            case LoopsChanged(loops):
                self.panel.show_loops(loops)
            case EngineChanged():
                self._show_engine(news)
            case WatchChanged(on):
                self.panel.show_watching(on)
            case CallNoticed(noticed):
                self._say(NoticeKind.CALL_NOTICED, noticed)
            case CallWaiting():
                self.panel.show_call_waiting(news)

    def _say(self, kind: NoticeKind, holds: bool) -> None:
        if holds:
            self.panel.tell(Notice(kind))
        else:
            self.panel.untell(kind)

    def _show_call(self, session: CallSession | None) -> None:
        self._shown = session
        self._draft_of = ""
        if session is None:
            self.panel.show_customer(None)
        self.panel.show_session(session or self.desk.empty_call())
        if self._sides and session and session.call.state in LIVE:
            self.panel.show_sides(self._sides.agent, self._sides.customer)

    def _show_capture(self, session: CallSession) -> None:
        call = session.call
        if call.capture is Capture.FAILED and call.state in LIVE and self.link.is_ready:
            self.panel.tell(Notice(NoticeKind.NO_MICROPHONE, call.capture_reason))
        else:
            self.panel.untell(NoticeKind.NO_MICROPHONE)

    def _show_customer(self, found: CustomerFound) -> None:
        if self._shown is None:
            return
        call = self._shown.call
        key = call.customer_number or call.customer_id or call.customer_name if found.can_note else ""
        self.panel.show_customer(
            CustomerView(key, found.name, call.customer_number, found.note, found.due, found.earlier)
        )

    def _draft_kept(self, call_id: str) -> None:
        if call_id == self._draft_of:
            self.panel.show_draft_kept()

    def _store_trouble(self, error: StoreError | None) -> None:
        for kind in STORE_NOTICES:
            self.panel.untell(kind)
        if error is not None:
            self.panel.tell(notice_of(error))

    def _tick(self) -> None:
        self.desk.tick()
        if self._engine_outdated and self.desk.is_idle:
            self._engine_outdated = False
            self.link.renew()
        if self.desk.is_idle and self._shown is None:
            self._retention.look(self._settings, date.today())
        if self._shown and self._shown.call.state in LIVE:
            self.panel.tick(self.desk.clock_s)

    # The agent's window --------------------------------------------------------------------------------------

    @Slot()
    def _come_forward(self) -> None:
        self.panel.set_collapsed(False)
        self.panel.setWindowState(self.panel.windowState() & ~Qt.WindowState.WindowMinimized)
        self.panel.show()
        self.panel.raise_()

    @Slot()
    def _open_review(self) -> None:
        QProcess.startDetached(self._launch.review_command[0], list(self._launch.review_command[1:]))

    @Slot()
    def _practise(self) -> None:
        """In a panel of its own, whose store is thrown away: nothing of a practice is kept."""
        QProcess.startDetached(self._launch.practice_command[0], list(self._launch.practice_command[1:]))

    @Slot(str)
    def _take_model(self, name: str) -> None:
        self._take_settings({"model": name})
        self._engine_outdated = True  # also when the setting named it before it was there

    def _set_up_panel(self) -> None:
        chosen = self._settings
        self.panel.set_consent(chosen.text("consent_line"), chosen.text("consent_queues"))
        self.panel.show_on_top(chosen.flag("always_on_top"))
        hidden = chosen.flag("hide_from_share")
        self._say(NoticeKind.NOT_HIDDEN, not self.panel.hide_from_share(hidden) and hidden)

    @Slot()
    def _dress(self) -> None:
        apply_look(self._settings)

    @Slot(object)
    def _take_settings(self, changed: Mapping[str, settings.Value]) -> None:
        free = {name: value for name, value in changed.items() if name not in self._settings.fixed}
        if len(free) < len(changed):
            self.panel.tell(Notice(NoticeKind.FIXED))
        chosen = self._settings.with_values(free)
        for name in ENGINE_SETTINGS:
            self._engine_outdated |= chosen.text(name) != self._settings.text(name)
        self._settings = chosen
        self.desk.change_settings(chosen)
        if not self._launch.recording:
            self.doors.open_as(chosen)
        self.cards.watch(self._cards_folder())
        self._dress()
        self._set_up_panel()
        try:
            settings.save(self._launch.home, chosen)
        except OSError as error:
            line = f"The settings hold until Attune is closed: they cannot be saved ({error.strerror or error})."
            self.panel.tell(Notice(NoticeKind.NOT_SAVED, line))


def run(launch: Launch) -> int:
    """The agent's panel until it is closed; a second one of the same profile only shows the first. Raises DoorError.

    1 when something said could not be written.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Attune")
    speak(app, launch.settings.text("interface_language"))
    quit_on_signals(app)
    door = DialerDoor(launch.home.data)
    if not door.open():  # asked before anything is made that the first panel has already
        if knock(launch.home.data, SHOW) is not Answer.TAKEN:
            raise DoorError("a panel of this profile is running and does not answer: end it and start again")
        return 0
    apply_look(launch.settings)
    agent = AgentApp(launch, door=door)
    agent.start()
    # What is there by now stays there: the collector need not walk it while somebody talks.
    QTimer.singleShot(AT_REST_MS, gc.freeze)
    status = app.exec()
    if agent.stop():
        return status
    print("attune: not all of the last call could be written; see what the panel said about its store", file=sys.stderr)
    return 1
