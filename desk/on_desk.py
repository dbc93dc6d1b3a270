"""One call on the desk: its session, its clock, its wrap-up as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from calls.call import CallState
from calls.events import CaptureStarted, Channel, EngineFailed, FollowUp, Reopened
from calls.findings import Cue
from calls.intents import Draft
from calls.journal import JournalEntry
from calls.session import CallSession
from desk.clock import CallClock
from desk.cue_pace import CuePace

UNDECODED_S = 2.0
"""Sound of a silent side that an engine may have held undecoded when it died."""

LIVE = (CallState.RINGING, CallState.TALKING, CallState.HELD)


@dataclass(slots=True)
class OnDesk:
    """``clock`` is None for a call opened again: its time stands still.

    ``typed``: the agent has touched the draft, so no suggestion replaces it. ``filing``: filed, but the engine still
    decodes its last words; ``decoded_by`` is when it is given up on. ``waits_for_its_note``: it ended today and was
    neither filed nor put off. ``customer_note`` is what the agent noted of the customer in this call. ``muted_since``:
    since when the agent's side is muted. ``lost_since``: since when a side has not been heard, ``lost_reason`` why.
    ``reopening`` waits to be journaled until the agent changes something of a filed call that was only looked at.
    """

    session: CallSession
    clock: CallClock | None = None
    dialer_id: str = ""
    draft: Draft = field(default_factory=Draft)
    typed: bool = False
    filing: Draft | None = None
    pauses: set[str] = field(default_factory=set)
    waits_for_its_note: bool = False
    customer_note: str = ""
    muted_since: float | None = None
    lost_since: dict[Channel, float] = field(default_factory=dict)
    lost_reason: str = ""
    decoded_by: float | None = None
    reopening: Reopened | None = None
    pace: CuePace = field(default_factory=CuePace)

    @property
    def id(self) -> str:
        return self.session.call.id

    @property
    def is_live(self) -> bool:
        return self.session.call.state in LIVE

    @property
    def is_talking(self) -> bool:
        return self.session.call.state is CallState.TALKING

    @property
    def takes_words(self) -> bool:
        return self.session.call.state is not CallState.CLOSED

    @property
    def in_wrap_up(self) -> bool:
        return self.session.call.state is CallState.AFTER_CALL_WORK

    def now_s(self) -> float:
        return self.clock.now_s() if self.clock else self.session.call.clock_s

    def cue_now(self) -> Cue | None:
        cues, guess = self.session.insight.cues, self.session.call.partials.get(Channel.CUSTOMER)
        return self.pace.shown(cues[-1] if cues else None, bool(guess and guess.text), self.now_s())

    def lose(self, reason: str, at: float) -> None:
        """Neither side is heard from then on; what was said shortly before may be lost with the engine."""
        self.lost_reason = reason
        for channel in Channel:
            self.lost_since.setdefault(channel, self._last_heard_s(channel, at))

    def replay(self, entry: JournalEntry) -> None:
        """Take in what the call's journal holds; also since when it was not heard, if that was so at its end."""
        match entry.event:
            case EngineFailed(reason) if self.is_live:
                self.lose(reason, entry.clock_s)
            case CaptureStarted():
                self.lost_since.clear()
        self.session.apply(entry.event)

    def _last_heard_s(self, channel: Channel, at: float) -> float:
        """Up to when that side's words are finished."""
        call = self.session.call
        partial = call.partials.get(channel)
        if partial:
            return partial.start
        answered = next((change.at for change in call.states if change.state is CallState.TALKING), 0.0)
        said = (u.end for u in reversed(call.utterances) if u.channel is channel)
        return max(answered, next(said, 0.0), at - UNDECODED_S)


def suggested(session: CallSession) -> Draft:
    """The wrap-up that the call itself suggests: its summary as the note, the agent's promises as follow-ups."""
    call, insight = session.call, session.insight
    if call.notes or call.disposition or call.follow_ups:
        return Draft(call.notes, call.disposition, call.follow_ups)
    mine = (promise for promise in insight.promises if promise.who is Channel.AGENT)
    promises = tuple(FollowUp(p.text[:1].upper() + p.text[1:], p.due) for p in mine)
    return Draft(insight.summary.text, "", promises)
