"""The one door into a call: events go in, the call and what was made of it come out."""

from __future__ import annotations

from bisect import insort
from enum import Flag, auto
from typing import Protocol

from calls.call import Call, CallState, Capture, Paused, StateChange
from calls.events import (
    Answered,
    Behind,
    CallerIdentified,
    CaptureFinished,
    CapturePaused,
    CaptureResumed,
    CaptureStarted,
    ConsentRead,
    CueDismissed,
    Ended,
    EngineFailed,
    Event,
    FactCorrected,
    FileOpened,
    Gap,
    Held,
    IssueDismissed,
    IssuePinned,
    IssueUnpinned,
    Partial,
    Rang,
    Reopened,
    Retrieved,
    SideChanged,
    Transferred,
    Utterance,
    WrappedUp,
)
from calls.findings import Insight

SOMEBODY = "unknown"
"""Where a call was transferred to when the dialer did not say."""


class Changed(Flag):
    """What an event changed, so that a view redraws that and nothing else."""

    NOTHING = 0
    STATE = auto()
    CAPTURE = auto()
    PARTIAL = auto()
    WORDS = auto()
    INSIGHT = auto()


class Analyst(Protocol):
    """What makes findings of a call. ``apply`` costs the same however long the call is."""

    def apply(self, event: Event) -> Insight: ...


class CallSession:
    """``apply`` every event, in the order it came in; the same events give the same call.

    What does not fit (a second answer, an utterance already known, words after the call was filed) changes nothing:
    a dialer that repeats itself or a journal that is read twice does no harm.
    """

    def __init__(self, analyst: Analyst) -> None:
        self.call = Call()
        self.insight = Insight()
        self._analyst = analyst
        self._known: set[str] = set()

    def apply(self, event: Event) -> Changed:
        changed = self._apply(event)
        if changed & (Changed.STATE | Changed.WORDS) or isinstance(event, _FOR_THE_ANALYST):
            insight = self._analyst.apply(event)
            if insight is not self.insight:
                self.insight = insight
                changed |= Changed.INSIGHT
        return changed

    def _apply(self, event: Event) -> Changed:
        match event:
            case Utterance():
                return self._hear(event)
            case Partial() if self._writes:
                self.call.partials[event.channel] = event
                return Changed.PARTIAL
            case Rang() if self.call.state is CallState.NEW:
                return self._ring(event)
            case Answered() | Held() | Retrieved() | Ended() | WrappedUp() | Reopened():
                return self._move(event)
            case CallerIdentified():
                return self._identify(event)
            case ConsentRead() if self.call.consent is None:
                self.call.consent = event
                return Changed.STATE
            case Transferred(_, to) if self.call.state in (CallState.TALKING, CallState.HELD):
                self.call.transferred_to = to or SOMEBODY
                return Changed.STATE
            case CaptureStarted() | CaptureFinished() | CapturePaused() | CaptureResumed() | EngineFailed():
                return self._capture(event)
            case Gap():
                self.call.gaps.append(event)
                self._tick(event.end)
                return Changed.WORDS
            case Behind():
                self.call.behind_s[event.channel] = event.delay_s
                return Changed.CAPTURE
            case SideChanged():
                self.call.sides[event.channel] = event.state
                return Changed.CAPTURE
            case _:
                return Changed.NOTHING

    @property
    def _writes(self) -> bool:
        return self.call.state is not CallState.CLOSED and self.call.capture is not Capture.PAUSED

    def _tick(self, at: float) -> None:
        self.call.clock_s = max(self.call.clock_s, at)

    def _hear(self, utterance: Utterance) -> Changed:
        if utterance.id in self._known or self.call.state is CallState.CLOSED:
            return Changed.NOTHING
        self._known.add(utterance.id)
        insort(self.call.utterances, utterance, key=lambda known: known.start)
        partial = self.call.partials.get(utterance.channel)
        if partial and partial.start < utterance.end:
            del self.call.partials[utterance.channel]
        self._tick(utterance.end)
        return Changed.WORDS | Changed.PARTIAL

    def _ring(self, rang: Rang) -> Changed:
        call = self.call
        call.id, call.started_at, call.direction = rang.call_id, rang.started_at, rang.direction
        call.customer_number, call.customer_name, call.customer_id = (
            rang.customer_number,
            rang.customer_name,
            rang.customer_id,
        )
        call.queue, call.agent = rang.queue, rang.agent
        return self._enter(CallState.RINGING, rang.at)

    def _identify(self, caller: CallerIdentified) -> Changed:
        call = self.call
        before = (call.customer_number, call.customer_name, call.customer_id)
        call.customer_number = call.customer_number or caller.customer_number
        call.customer_name = call.customer_name or caller.customer_name
        call.customer_id = call.customer_id or caller.customer_id
        known = (call.customer_number, call.customer_name, call.customer_id)
        return Changed.NOTHING if known == before else Changed.STATE

    def _move(self, event: Answered | Held | Retrieved | Ended | WrappedUp | Reopened) -> Changed:
        target = _MOVES.get((self.call.state, type(event)))
        if target is None:
            return Changed.NOTHING
        if isinstance(event, WrappedUp):
            self.call.disposition, self.call.notes = event.disposition, event.notes
            self.call.follow_ups = event.follow_ups
        if target in (CallState.AFTER_CALL_WORK, CallState.CLOSED):
            self.call.partials.clear()
        return self._enter(target, event.at)

    def _enter(self, state: CallState, at: float) -> Changed:
        self.call.state = state
        if state is not CallState.CLOSED:
            self._tick(at)
        self.call.states.append(StateChange(at, state))
        return Changed.STATE

    def _capture(
        self, event: CaptureStarted | CaptureFinished | CapturePaused | CaptureResumed | EngineFailed
    ) -> Changed:
        call = self.call
        call.capture_reason = ""
        match event:
            case CaptureStarted() | CaptureResumed():
                self._end_pause(event.at)
                call.capture = Capture.LISTENING
            case CapturePaused() if call.capture is not Capture.PAUSED or call.pauses[-1].reason != event.reason:
                self._end_pause(event.at)
                call.capture, call.capture_reason = Capture.PAUSED, event.reason
                call.pauses.append(Paused(event.at, None, event.reason))
            case CaptureFinished():
                self._end_pause(event.at)
                call.capture = Capture.FINISHED
                call.behind_s.clear()
                call.sides.clear()
            case EngineFailed():
                call.capture, call.capture_reason = Capture.FAILED, event.reason
                call.sides.clear()
            case _:
                return Changed.NOTHING
        call.partials.clear()
        return Changed.CAPTURE | Changed.PARTIAL

    def _end_pause(self, at: float) -> None:
        if self.call.pauses and self.call.pauses[-1].end is None:
            self.call.pauses[-1].end = at


_FOR_THE_ANALYST = (
    IssuePinned,
    IssueUnpinned,
    IssueDismissed,
    FactCorrected,
    CueDismissed,
    CaptureFinished,
    FileOpened,
)

_MOVES = {
    (CallState.NEW, Answered): CallState.TALKING,
    (CallState.RINGING, Answered): CallState.TALKING,
    (CallState.RINGING, Ended): CallState.AFTER_CALL_WORK,
    (CallState.TALKING, Held): CallState.HELD,
    (CallState.HELD, Retrieved): CallState.TALKING,
    (CallState.TALKING, Ended): CallState.AFTER_CALL_WORK,
    (CallState.HELD, Ended): CallState.AFTER_CALL_WORK,
    (CallState.AFTER_CALL_WORK, WrappedUp): CallState.CLOSED,
    (CallState.CLOSED, Reopened): CallState.AFTER_CALL_WORK,
}
