"""The desk: the one place where engine, dialer, agent and store meet. No screen, no Qt, one owner thread."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from uuid import uuid4

from calls.call import CallState
from calls.commands import Command
from calls.events import (
    Answered,
    CallerIdentified,
    CueDismissed,
    Ended,
    Event,
    FactCorrected,
    Held,
    IssueDismissed,
    IssuePinned,
    IssueUnpinned,
    Level,
    PauseReason,
    Rang,
    Reopened,
    Retrieved,
    WrappedUp,
)
from calls.intents import (
    CorrectFact,
    DismissCue,
    DismissIssue,
    Draft,
    FileCall,
    HangUp,
    Hold,
    Intent,
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
from calls.journal import JournalEntry, is_journaled
from calls.record import record_of
from calls.session import CallSession, Changed
from desk.clock import CallClock
from desk.files import Files
from desk.hearing import Hearing, Wires
from desk.keeper import Keeper
from desk.news import (
    CallChanged,
    CallShown,
    CallWaiting,
    CustomerFound,
    DraftChanged,
    EngineChanged,
    LevelHeard,
    News,
)
from desk.on_desk import OnDesk, suggested
from insight.analyst import Analyst
from integrations.dialer import Action, DialerMessage
from settings import Settings

log = logging.getLogger("call")

NOT_ANSWERED = "Not answered"
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
        self._settings = settings
        self._restart_engine = restart_engine
        self._news = news
        self._keeper = keeper
        self._files = Files(keeper, self._found)
        self._shown: OnDesk | None = None
        self._live: OnDesk | None = None
        self._ended_unseen: deque[OnDesk] = deque()  # their wrap-ups come after the one that is shown
        wires = Wires(self._apply, self._show_changes, self._show_level, self._finished, news)
        self._hearing = Hearing(keeper, tell_engine, recording, wires)

    @property
    def clock_s(self) -> float:
        """What the clock of the call that is shown says."""
        return self._shown.now_s() if self._shown else 0.0

    @property
    def settings(self) -> Settings:
        return self._settings

    def change_settings(self, settings: Settings) -> None:
        """In force from the next call on."""
        self._settings = settings

    def offer_unfinished(self) -> None:
        """Show what earlier days, or a crash, left to be wrapped up."""
        self._files.refresh_tray(self._busy_ids())

    def tick(self) -> None:
        """A few times a second."""
        self._hearing.tick()

    def close(self) -> None:
        """Attune closes: everything that was heard, and every call that was filed, goes to the keeper."""
        self._hearing.flush()
        for on in self._hearing.calls:
            if on.filing is not None:
                self._file(on, on.filing)
        if self._live:
            self._apply(self._live, Ended(self._live.now_s(), INTERRUPTED))

    def empty_call(self) -> CallSession:
        """What to show while there is no call."""
        return CallSession(Analyst())

    # The dialer ----------------------------------------------------------------------------------------------

    def dial(self, message: DialerMessage) -> None:
        live = self._live
        begins = message.action in (Action.RING, Action.ANSWER)
        if live and begins and live.session.call.state is CallState.RINGING and _is_another(live, message):
            self._end(live)  # its dialer never said that it stopped ringing
            live = None
        if live and message.call_id and live.dialer_id and message.call_id != live.dialer_id:
            log.info("a second call, %s, is not followed while %s goes on", message.action, live.id)
            return
        match message.action:
            case Action.RING if live is None:
                self._begin(message)
            case Action.RING if live:
                self._identify(live, message)
            case Action.ANSWER:
                if live:
                    self._identify(live, message)
                self._answer(live or self._begin(message))
            case Action.HOLD if live:
                self._hold(live)
            case Action.RETRIEVE if live:
                self._retrieve(live)
            case Action.END if live:
                self._end(live)

    def _begin(self, message: DialerMessage) -> OnDesk:
        clock = CallClock()
        started = clock.started
        on = OnDesk(CallSession(Analyst()), clock, message.call_id)
        call_id = f"{started:%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
        self._live = on
        rang = Rang(
            call_id,
            0.0,
            started.isoformat(timespec="milliseconds"),
            message.direction,
            customer_number=message.number,
            customer_name=message.name,
            customer_id=message.customer_id,
            queue=message.queue,
            agent=self._settings.text("agent_name"),
        )
        self._apply(on, rang)
        if self._shown and self._shown.in_wrap_up:
            self._news(CallWaiting(on.id, message.name or message.number))
        else:
            self._show(on)
        return on

    def _identify(self, on: OnDesk, message: DialerMessage) -> None:
        """A dialer may know who calls only when the call is answered."""
        on.dialer_id = on.dialer_id or message.call_id
        caller = CallerIdentified(on.now_s(), message.number, message.name, message.customer_id)
        if self._apply(on, caller) and on is self._shown:
            self._files.look_up(on.session.call)

    def _answer(self, on: OnDesk) -> None:
        if on.session.call.state is CallState.RINGING:
            self._apply(on, Answered(on.now_s()))
            self._hearing.begin(on, self._settings)

    def _hold(self, on: OnDesk) -> None:
        if Changed.STATE in self._apply(on, Held(on.now_s())):
            self._hearing.pause(on, PauseReason.HOLD)

    def _retrieve(self, on: OnDesk) -> None:
        if Changed.STATE in self._apply(on, Retrieved(on.now_s())):
            self._hearing.retrieve(on)

    def _end(self, on: OnDesk) -> None:
        if on not in self._hearing:
            self._apply(on, Ended(on.now_s()))
            self._live = None
            if on is not self._shown:
                self._news(CallWaiting("", ""))
            self._file(on, Draft(disposition=NOT_ANSWERED))
            return
        self._into_wrap_up(on)
        self._hearing.finish(on)

    def _into_wrap_up(self, on: OnDesk) -> None:
        self._apply(on, Ended(on.now_s()))
        self._live = None
        on.draft = suggested(on.session)
        if on is self._shown:
            self._news(CallShown(on.session, on.draft))
        else:
            self._ended_unseen.append(on)
            self._news(CallWaiting("", ""))

    # The engine ----------------------------------------------------------------------------------------------

    def receive(self, event: Event) -> None:
        """An event of the engine."""
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
        return self._live is None and not self._hearing.calls

    def _show_level(self, on: OnDesk, level: Level) -> None:
        if on is self._shown:
            self._news(LevelHeard(level))

    def _finished(self, on: OnDesk) -> None:
        """No more will be heard of it."""
        if on is self._live:  # a recording came to its end before anybody hung up
            self._into_wrap_up(on)
        if on.filing is not None:
            self._file(on, on.filing)
        elif not on.typed:
            better = suggested(on.session)
            if better != on.draft:
                on.draft = better
                if on is self._shown:
                    self._news(DraftChanged(better))

    # The agent -----------------------------------------------------------------------------------------------

    def intend(self, intent: Intent) -> None:
        match intent:
            case StartCall():
                self.dial(DialerMessage(Action.ANSWER))
            case RestartEngine() if self._hearing.listens and self._live:
                self._hearing.try_again(self._live, self._settings)
            case RestartEngine():
                self._restart_engine()
            case RetryStore():
                self._keeper.try_again()
            case OpenCall(call_id):
                self._open(call_id)
            case HangUp() if self._live:
                self._end(self._live)
            case Hold() if self._live:
                self._hold(self._live)
            case Retrieve() if self._live:
                self._retrieve(self._live)
            case PauseCapture(reason) if self._live:
                self._hearing.pause(self._live, reason or PauseReason.KEY)
            case ResumeCapture() if self._live:
                self._hearing.resume_by_key(self._live)
            case _ if self._shown:
                self._intend_for(self._shown, intent)

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
                self._apply(on, IssuePinned(at, text, code, utterance_id, quote))
            case UnpinIssue():
                self._apply(on, IssueUnpinned(at))
            case DismissIssue(utterance_id):
                self._apply(on, IssueDismissed(at, utterance_id))
            case CorrectFact(kind, old_value, value):
                self._apply(on, FactCorrected(at, kind, old_value, value))
            case DismissCue(cue_id):
                self._apply(on, CueDismissed(at, cue_id))
            case SaveCustomerNote(text):
                self._files.save_customer_note(on.session.call, text)
            case SaveDraft(draft):
                on.draft, on.typed = draft, True
                self._keeper.save_draft(on.id, draft)
            case PutOff(draft) if on.in_wrap_up:
                self._files.park(on.id, draft)
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

    def _apply(self, on: OnDesk, event: Event) -> Changed:
        changed = on.session.apply(event)
        if changed and is_journaled(event):
            self._keeper.append(on.id, JournalEntry(on.now_s(), event))
        self._show_changes(on, changed)
        return changed

    def _show_changes(self, on: OnDesk, changed: Changed) -> None:
        if not changed or on is not self._shown:
            return
        if Changed.INSIGHT in changed and on.in_wrap_up and not on.typed:
            on.draft = suggested(on.session)
            self._news(DraftChanged(on.draft))
        self._news(CallChanged(on.session, changed))

    def _file(self, on: OnDesk, draft: Draft) -> None:
        self._apply(on, WrappedUp(on.now_s(), draft.disposition, draft.note, draft.follow_ups))
        self._files.file(record_of(on.session))
        if on is self._shown:
            self._leave(on)

    def _leave(self, on: OnDesk) -> None:
        """Go on to the call that is live, or to the empty desk."""
        if on is self._shown:
            after = self._ended_unseen.popleft() if self._ended_unseen and not self._live else None
            self._show(self._live or after)
        self._files.refresh_tray(self._busy_ids())

    def _show(self, on: OnDesk | None) -> None:
        self._shown = on
        if on and on in self._ended_unseen:
            self._ended_unseen.remove(on)
        waiting = self._live if self._live is not on else None
        call = waiting.session.call if waiting else None
        self._news(CallWaiting(call.id, call.customer_name or call.customer_number) if call else CallWaiting("", ""))
        self._news(CallShown(on.session if on else None, on.draft if on and on.in_wrap_up else None))
        if on:
            self._files.look_up(on.session.call)

    def _open(self, call_id: str) -> None:
        here = (self._live, *self._hearing.calls, *self._ended_unseen)
        known = next((on for on in here if on and on.id == call_id), None)
        if known:
            self._show(known)
        else:
            self._files.open(call_id, self._opened)

    def _opened(self, entries: list[JournalEntry], draft: Draft | None) -> None:
        on = OnDesk(CallSession(Analyst()))
        for entry in entries:
            on.session.apply(entry.event)
        call = on.session.call
        on.draft, on.typed = draft or suggested(on.session), draft is not None
        if call.state is CallState.CLOSED:
            on.reopening = Reopened(call.clock_s)
            on.session.apply(on.reopening)
        elif on.is_live:
            self._apply(on, Ended(call.clock_s, INTERRUPTED))
        self._show(on)
        self._files.refresh_tray(self._busy_ids())

    def _found(self, news: News) -> None:
        """An answer about a call that is no longer shown comes too late."""
        if not isinstance(news, CustomerFound) or (self._shown and news.call_id == self._shown.id):
            self._news(news)

    def _busy_ids(self) -> set[str]:
        return {on.id for on in (self._live, self._shown, *self._hearing.calls, *self._ended_unseen) if on}


def _is_another(on: OnDesk, message: DialerMessage) -> bool:
    """Whether the dialer speaks of another call than this one."""
    if message.call_id and on.dialer_id:
        return message.call_id != on.dialer_id
    number = on.session.call.customer_number
    return bool(message.number and number and message.number != number)
