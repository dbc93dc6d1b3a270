"""What the desk tells whoever shows it: one frozen message per thing that changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from calls.call import CallState
from calls.events import FollowUp, Level
from calls.findings import Cue
from calls.intents import Draft
from calls.session import CallSession, Changed
from store.rows import OpenLoop


class EngineState(StrEnum):
    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    GIVEN_UP = "given_up"
    NO_MODEL = "no_model"


@dataclass(frozen=True, slots=True)
class CallShown:
    """Another call is to be shown from now on; ``session`` None: no call. ``draft`` is given in the wrap-up."""

    session: CallSession | None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class CallChanged:
    """The call that is shown changed in these respects."""

    session: CallSession
    changed: Changed


@dataclass(frozen=True, slots=True)
class DraftChanged:
    """The wrap-up's suggestion is better now; never said once the agent has typed."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class CueShown:
    """The one line of help to be seen from now on, None for none: held back while the customer speaks."""

    cue: Cue | None


@dataclass(frozen=True, slots=True)
class LevelHeard:
    level: Level


@dataclass(frozen=True, slots=True)
class EngineChanged:
    """``reason`` is one line for people where something is wrong, ``model`` the loaded model's name."""

    state: EngineState
    reason: str = ""
    model: str = ""
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class EarlierCall:
    call_id: str
    started_at: str
    key_issue: str
    disposition: str


@dataclass(frozen=True, slots=True)
class CustomerFound:
    """What is on file of that call's customer. ``can_note``: enough is known of them to keep a note.

    ``due`` are what earlier calls promised them.
    """

    call_id: str
    can_note: bool
    name: str = ""
    note: str = ""
    earlier: tuple[EarlierCall, ...] = ()
    due: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class WaitingCall:
    """A call whose wrap-up is not filed; ``parked``: the agent put it off, else a crash or a new call left it.

    ``heard_s`` is how far its clock came.
    """

    call_id: str
    started_at: str
    customer: str
    parked: bool
    heard_s: float = 0.0


@dataclass(frozen=True, slots=True)
class TrayChanged:
    waiting: tuple[WaitingCall, ...]


@dataclass(frozen=True, slots=True)
class LoopsChanged:
    """What the agent has to do over all calls, the earliest due first."""

    loops: tuple[OpenLoop, ...]


@dataclass(frozen=True, slots=True)
class CallWaiting:
    """Another call rings, is on or is held beside the one that is shown; "" when there is none any more.

    Of several the one that presses most.
    """

    call_id: str
    customer: str
    state: CallState = CallState.NEW


@dataclass(frozen=True, slots=True)
class WatchChanged:
    """Whether the engine listens for a call that nobody announces: then it is not true that nothing is heard."""

    on: bool


@dataclass(frozen=True, slots=True)
class CallNoticed:
    """A call seems to be on that nobody announced; ``noticed`` false: no more, or the agent said no."""

    noticed: bool


News = (
    CallShown | CallChanged | CueShown | DraftChanged | LevelHeard | EngineChanged
    | CustomerFound | TrayChanged | LoopsChanged | CallWaiting | WatchChanged | CallNoticed
)  # fmt: skip
