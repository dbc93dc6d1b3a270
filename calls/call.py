"""A call as it stands: who, in which state, what was said and what was not heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from calls.events import Channel, ConsentRead, Direction, FollowUp, Gap, Partial, SideState, Utterance


class CallState(StrEnum):
    NEW = "new"
    RINGING = "ringing"
    TALKING = "talking"
    HELD = "held"
    AFTER_CALL_WORK = "after_call_work"
    CLOSED = "closed"


class Capture(StrEnum):
    """What the engine does with the sound of this call."""

    OFF = "off"
    LISTENING = "listening"
    PAUSED = "paused"
    FAILED = "failed"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class StateChange:
    at: float
    state: CallState


@dataclass(slots=True)
class Paused:
    """A span that was not written. ``end`` is None while it lasts."""

    start: float
    end: float | None
    reason: str


@dataclass(slots=True)
class Call:
    """Changed by ``CallSession.apply`` alone. ``utterances`` are in the order of their starts."""

    id: str = ""
    started_at: str = ""
    direction: Direction = Direction.INBOUND
    customer_number: str = ""
    customer_name: str = ""
    customer_id: str = ""
    queue: str = ""
    agent: str = ""
    transferred_to: str = ""
    state: CallState = CallState.NEW
    states: list[StateChange] = field(default_factory=list)
    capture: Capture = Capture.OFF
    capture_reason: str = ""
    utterances: list[Utterance] = field(default_factory=list)
    partials: dict[Channel, Partial] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    pauses: list[Paused] = field(default_factory=list)
    behind_s: dict[Channel, float] = field(default_factory=dict)
    sides: dict[Channel, SideState] = field(default_factory=dict)
    consent: ConsentRead | None = None
    clock_s: float = 0.0
    disposition: str = ""
    notes: str = ""
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def duration_s(self) -> float:
        """From ringing to hang-up, or to the last that is known of a call that goes on."""
        ends = (change.at for change in self.states if change.state is CallState.AFTER_CALL_WORK)
        return next(ends, self.clock_s)
