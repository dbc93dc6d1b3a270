"""The desk: the one place where engine, dialer, agent and store meet. No screen, no Qt, one owner thread."""

from __future__ import annotations

from collections.abc import Callable

from calls.call import CallState
from calls.commands import Command
from calls.events import (
    ConsentRead,
    CueDismissed,
    Ended,
    Event,
    FactCorrected,
    IssueDismissed,
    IssuePinned,
    IssueUnpinned,
    PauseReason,
    Reopened,
    VoicesGone,
    VoicesHeard,
    WrappedUp,
)
from calls.intents import (
    AddErrand,
    ConfirmConsent,
    CorrectFact,
    DismissCue,
    DismissIssue,
    Draft,
    FileCall,
    FinishLoop,
    HangUp,
    Hold,
    IgnoreCall,
    Intent,
    NextCall,
    OpenCall,
    PauseCapture,
    PinIssue,
    PutOff,
    RestartEngine,
    ResumeCapture,
    Retrieve,
    RetryStore,
    SaveCustomerNote,
    SaveDraft,
    StartCall,
    UnpinIssue,
)
from calls.journal import JournalEntry
from calls.record import record_of
from calls.session import CallSession
from desk.call_watch import CallWatch
from desk.hearing import Hearing, Wires
from desk.keeper import Keeper
from desk.live_calls import LiveCalls
from desk.news import EngineChanged, News
from desk.on_desk import OnDesk, suggested
from desk.own_review import OwnReview, own_review
from desk.stage import Stage
from desk.switchboard import Switchboard
from insight.shelf import Shelf
from integrations.dialer import Action, DialerMessage
from settings import Settings

DEVICES = ("agent_device", "customer_device")
INTERRUPTED = "Attune was closed in the middle of the call"


class Desk:
    """Events in by ``receive``, the dialer by ``dial``, the agent by ``intend``; what changed goes out as news.

    ``tell_engine`` must not block. ``recording`` stands in for the devices in the demo.
    """

    def __init__(
        self,
        settings: Settings,
        keeper: Keeper,
        tell_engine: Callable[[Command], None],
        restart_engine: Callable[[], None],
        news: Callable[[News], None],
        recording: tuple[str, ...] = (),
    ) -> None:
        self.shelf = Shelf()
        """The team's policy cards; whoever knows their folder says so and looks."""
        self._keeper = keeper
        self._restart_engine = restart_engine
        self._live = LiveCalls()
        self._stage = Stage(keeper, self._live, lambda: self._hearing.calls, news, self.shelf)
        wires = Wires(self._stage.apply, self._stage.show_changes, self._stage.show_level, self._finished, news)
        self._hearing = Hearing(keeper, tell_engine, recording, wires)
        self._watch = CallWatch(tell_engine if not recording else lambda _: None, news)
        self._switchboard = Switchboard(settings, self._live, self._stage, self._hearing, self._file)

    @property
    def clock_s(self) -> float:
        """What the clock of the call that is shown says."""
        shown = self._stage.shown
        return shown.now_s() if shown else 0.0

    def own_review(self) -> OwnReview:
        """Of the call that is shown, for the agent alone."""
        shown = self._stage.shown
        return own_review(shown.session) if shown else OwnReview()

    @property
    def settings(self) -> Settings:
        return self._switchboard.settings

    def change_settings(self, settings: Settings) -> None:
        """In force from the next call on; sound devices for the call that is heard as well."""
        before, self._switchboard.settings = self.settings, settings
        if any(before.text(name) != settings.text(name) for name in DEVICES) and (on := self._live.foremost()):
            self._hearing.change_devices(on, settings)

    def offer_unfinished(self) -> None:
        """Show what earlier days, or a crash, left to be wrapped up."""
        self._stage.refresh_tray()
        self._stage.files.refresh_loops()

    def tick(self) -> None:
        """A few times a second."""
        self._hearing.tick()
        self._watch.look(self.settings, self.is_idle, self._hearing.listens)
        self._switchboard.tick()
        self._stage.show_cue()

    def close(self) -> None:
        """Attune closes: everything that was heard, and every call that was filed, goes to the keeper."""
        self._hearing.flush()
        for on in self._hearing.calls:
            if on.filing is not None:
                self._file(on, on.filing)
        self._switchboard.close(INTERRUPTED)

    def empty_call(self) -> CallSession:
        """What to show while there is no call."""
        return self._stage.new_session()

    def dial(self, message: DialerMessage) -> None:
        """What the dialer tells."""
        self._watch.dialer_tells()
        self._switchboard.dial(message)

    # The engine ----------------------------------------------------------------------------------------------

    def receive(self, event: Event) -> None:
        """An event of the engine."""
        if isinstance(event, VoicesHeard | VoicesGone):
            self._watch.receive(event)
        else:
            self._hearing.receive(event)

    def engine_changed(self, change: EngineChanged) -> None:
        self._hearing.engine_changed(change)

    @property
    def is_up_to_date(self) -> bool:
        """False while something that was heard is on its way to the disk."""
        return self._hearing.is_up_to_date

    @property
    def is_idle(self) -> bool:
        """No call is live, and none is still being decoded."""
        return not (self._live or self._hearing.calls)

    def _finished(self, on: OnDesk) -> None:
        """No more will be heard of it."""
        self._switchboard.end_heard(on)
        if on.filing is not None:
            self._file(on, on.filing)
        elif not on.typed and suggested(on.session) != on.draft:
            self._stage.suggest(on)

    # The agent -----------------------------------------------------------------------------------------------

    def intend(self, intent: Intent) -> None:
        match intent:
            case StartCall():
                self._switchboard.dial(DialerMessage(Action.ANSWER))
            case IgnoreCall():
                self._watch.ignore()
            case RestartEngine():
                self._restart()
            case RetryStore():
                self._keeper.try_again()
            case OpenCall(call_id):
                self._open(call_id)
            case FinishLoop() | AddErrand():
                self._stage.files.change_loops(intent)
            case NextCall():
                if following := self._stage.next_of(self._stage.shown):
                    self._stage.show(following)
            case HangUp() | Hold() | Retrieve() | PauseCapture() | ResumeCapture() | ConfirmConsent():
                if on := self._acted_on:
                    self._act_on(on, intent)
            case _ if self._stage.shown:
                self._intend_for(self._stage.shown, intent)

    @property
    def _acted_on(self) -> OnDesk | None:
        """The live call that the agent's keys act on: the one that is shown, else the one that presses most."""
        shown = self._stage.shown
        return shown if shown in self._live else self._live.foremost()

    def _restart(self) -> None:
        if self._hearing.listens and (on := self._live.foremost()):
            self._hearing.try_again(on, self.settings)
        else:
            self._restart_engine()

    def _act_on(self, on: OnDesk, intent: Intent) -> None:
        match intent:
            case HangUp():
                self._switchboard.end(on)
            case Hold():
                self._switchboard.hold(on)
            case Retrieve():
                self._switchboard.retrieve(on)
            case PauseCapture(reason):
                self._hearing.pause(on, reason or PauseReason.KEY)
            case ResumeCapture():
                self._hearing.resume_by_key(on)
            case ConfirmConsent(text):
                self._stage.apply(on, ConsentRead(on.now_s(), text))

    def _intend_for(self, on: OnDesk, intent: Intent) -> None:
        at = on.now_s()
        match intent:
            case PutOff() if on.reopening:
                self._leave(on)
                return
            case SaveCustomerNote():
                pass
            case _:
                self._reopen(on)
        match intent:
            case PinIssue(text, code, utterance_id, quote):
                self._stage.apply(on, IssuePinned(at, text, code, utterance_id, quote))
            case UnpinIssue():
                self._stage.apply(on, IssueUnpinned(at))
            case DismissIssue(utterance_id):
                self._stage.apply(on, IssueDismissed(at, utterance_id))
            case CorrectFact(kind, old_value, value):
                self._stage.apply(on, FactCorrected(at, kind, old_value, value))
            case DismissCue(cue_id):
                self._stage.apply(on, CueDismissed(at, cue_id))
            case SaveCustomerNote(text):
                on.customer_note = text
                self._stage.files.save_customer_note(on.session.call, text)
            case SaveDraft(draft):
                on.draft, on.typed = draft, True
                self._keeper.save_draft(on.id, draft)
            case PutOff(draft) if on.in_wrap_up:
                self._stage.files.park(on.id, draft)
                self._leave(on)
            case FileCall(draft) if on.in_wrap_up:
                if on in self._hearing:
                    self._keeper.save_draft(on.id, draft)
                    on.filing = draft
                else:
                    self._file(on, draft)
                self._leave(on)

    def _reopen(self, on: OnDesk) -> None:
        """A filed call that was only looked at is reopened by its first change."""
        if on.reopening:
            self._keeper.append(on.id, JournalEntry(on.now_s(), on.reopening))
            on.reopening = None

    def _file(self, on: OnDesk, draft: Draft) -> None:
        self._stage.apply(on, WrappedUp(on.now_s(), draft.disposition, draft.note, draft.follow_ups))
        self._stage.files.file(record_of(on.session))
        if on is self._stage.shown:
            self._leave(on)

    def _leave(self, on: OnDesk) -> None:
        self._stage.leave(on)
        self._stage.refresh_tray()

    def _open(self, call_id: str) -> None:
        here = (*self._live, *self._hearing.calls, *self._stage.unseen)
        known = next((on for on in here if on.id == call_id), None)
        if known:
            self._stage.show(known)
        else:
            self._stage.files.open(call_id, self._opened)

    def _opened(self, entries: list[JournalEntry], draft: Draft | None) -> None:
        if not entries:  # it was deleted meanwhile, its time being over
            self._stage.refresh_tray()
            if self._stage.shown:
                self._stage.files.look_up(self._stage.shown.session.call)
            return
        on = OnDesk(self._stage.new_session())
        for entry in entries:
            on.replay(entry)
        call = on.session.call
        on.draft, on.typed = draft or suggested(on.session), draft is not None
        if call.state is CallState.CLOSED:
            on.reopening = Reopened(call.clock_s)
            on.session.apply(on.reopening)
        elif on.is_live:
            at = max(call.clock_s, entries[-1].clock_s)
            self._hearing.close_gaps(on, at)
            self._stage.apply(on, Ended(at, INTERRUPTED))
        self._stage.show(on)
        self._stage.refresh_tray()
