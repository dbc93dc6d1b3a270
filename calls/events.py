"""What happens in a call: the typed events that engine, dialer, panel and journal share.

Times named ``at``, ``start`` and ``end`` are seconds on the call's clock, whose zero is ``Rang.started_at``.
Every event is frozen: an utterance that was shown never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from calls.filed import FiledConcession, FiledFact


class Channel(StrEnum):
    """A side of the call; in a stereo recording the agent is left and the customer is right."""

    AGENT = "agent"
    CUSTOMER = "customer"

    @property
    def other(self) -> Channel:
        return Channel.CUSTOMER if self is Channel.AGENT else Channel.AGENT


class Direction(StrEnum):
    INBOUND = "in"
    OUTBOUND = "out"


class PauseReason(StrEnum):
    """Why nothing is written, as ``CapturePaused.reason`` and the record's pauses say it.

    ``KEY`` and ``PAYMENT`` are the agent's own, ``DIALER`` is a payment that the dialer tells of, ``HOLD`` the dialer's
    or the hold key's: they last until resumed.
    ``CARD`` is the engine's, which hears a card being read; it ends by itself, or when the agent resumes.
    """

    KEY = "paused"
    PAYMENT = "payment"
    DIALER = "dialer"
    HOLD = "hold"
    CARD = "card"


# What the dialer says ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rang:
    """The call exists. ``started_at`` is ISO 8601 with an offset: the zero of the call's clock."""

    call_id: str
    at: float
    started_at: str
    direction: Direction = Direction.INBOUND
    customer_number: str = ""
    customer_name: str = ""
    customer_id: str = ""
    queue: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class CallerIdentified:
    """What the dialer knew only later; it fills what ``Rang`` left empty."""

    at: float
    customer_number: str = ""
    customer_name: str = ""
    customer_id: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    at: float


@dataclass(frozen=True, slots=True)
class Held:
    at: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    at: float


@dataclass(frozen=True, slots=True)
class Transferred:
    """The customer is handed on, ``to`` a number or name, "" where the dialer does not say; ``Ended`` follows."""

    at: float
    to: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    at: float
    cause: str = ""


# What is on file ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileOpened:
    """What earlier calls and notes say of this customer, oldest first, as it was when this call came."""

    at: float
    facts: tuple[FiledFact, ...] = ()
    concessions: tuple[FiledConcession, ...] = ()


# What the engine hears ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EngineStarted:
    """The engine's first line; a reader that does not know ``protocol`` stops there."""

    protocol: str
    version: str


@dataclass(frozen=True, slots=True)
class EngineReady:
    """A model is loaded; ``model`` is its folder's name, ``demonstration`` whether it is the bundled one."""

    model: str
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class EngineFailed:
    """``reason`` is one line for people: what happened and what to do. Recoverable: starting again may help."""

    reason: str
    recoverable: bool


@dataclass(frozen=True, slots=True)
class CaptureStarted:
    """Sound arrives from now on; ``agent`` and ``customer`` name where from ("" when that side is not captured)."""

    at: float
    agent: str = ""
    customer: str = ""


@dataclass(frozen=True, slots=True)
class CaptureFinished:
    """Everything heard before "finish" has been decoded; no utterance follows."""

    at: float


@dataclass(frozen=True, slots=True)
class CapturePaused:
    """Nothing of either side is written from now on. ``reason`` is a ``PauseReason``; another one takes its place.

    What was said before may still follow.
    """

    at: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CaptureResumed:
    at: float


@dataclass(frozen=True, slots=True)
class Gap:
    """What was not heard on a channel, and why."""

    channel: Channel
    start: float
    end: float
    reason: str


@dataclass(frozen=True, slots=True)
class Behind:
    """Decoding runs ``delay_s`` seconds behind the sound; 0 means it has caught up."""

    channel: Channel
    delay_s: float


class SideState(StrEnum):
    """How well a side is heard. ``SILENT``: no sound at all; ``WORDLESS``: as loud as speech, but no words in it."""

    HEARD = "heard"
    SILENT = "silent"
    WORDLESS = "wordless"


@dataclass(frozen=True, slots=True)
class SideChanged:
    """A side has been silent or wordless for so long that somebody should look, or is heard again."""

    channel: Channel
    at: float
    state: SideState


@dataclass(frozen=True, slots=True)
class VoicesHeard:
    """While no call is heard: both sides have spoken for some seconds. ``at`` counts from the start of the watch."""

    at: float


@dataclass(frozen=True, slots=True)
class VoicesGone:
    """The conversation that ``VoicesHeard`` told of is over."""

    at: float


@dataclass(frozen=True, slots=True)
class Level:
    """For the meter only, never journaled. 0 dBFS is full scale; silence is -120."""

    channel: Channel
    rms_dbfs: float
    peak_dbfs: float


@dataclass(frozen=True, slots=True)
class Partial:
    """What the recogniser thinks so far; the next partial or utterance of the channel replaces it."""

    channel: Channel
    start: float
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that words say, found once in the engine. Word positions are inclusive, into ``Utterance.words``."""

    kind: str
    value: str
    first_word: int
    last_word: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """A span that was masked before it left the engine; the words are gone, the place is kept."""

    kind: str
    utterance_id: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a stretch of the customer's speech sounded: medians over the ``voiced_s`` seconds that were voiced."""

    pitch_hz: float
    level_dbfs: float
    voiced_s: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """One finished stretch of speech.

    ``text`` is for people, ``raw`` is the recogniser's words joined by spaces and equals the texts of ``words`` so
    joined. A masked span is a single word such as ``[card]`` in all three. ``prosody`` is the customer's alone: an
    utterance of the agent that has it cannot be made (ValueError).
    """

    id: str
    channel: Channel
    start: float
    end: float
    text: str
    raw: str
    confidence: float
    words: tuple[Word, ...] = ()
    mentions: tuple[Mention, ...] = ()
    masked: tuple[Redaction, ...] = ()
    prosody: Prosody | None = None

    def __post_init__(self) -> None:
        if self.prosody is not None and self.channel is Channel.AGENT:
            raise ValueError("the agent's voice is not measured")


# What the agent does -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConsentRead:
    """The agent confirmed that this line, which tells the customer of Attune, was read out to them."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class IssuePinned:
    """The agent chose or typed the key issue. ``utterance_id`` is "" for a typed one."""

    at: float
    text: str
    code: str = ""
    utterance_id: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class IssueUnpinned:
    at: float


@dataclass(frozen=True, slots=True)
class IssueDismissed:
    """The agent said "Not this": the candidate of that utterance stays away for the rest of the call."""

    at: float
    utterance_id: str


@dataclass(frozen=True, slots=True)
class FactCorrected:
    """The agent set a fact. The same value confirms it; "" removes it. ``old_value`` "" adds one."""

    at: float
    kind: str
    old_value: str
    value: str


@dataclass(frozen=True, slots=True)
class CueDismissed:
    at: float
    cue_id: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to do after the call; ``due`` is an ISO date or date-time, or ""."""

    text: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class WrappedUp:
    """The agent filed the call; ``notes`` is the note as filed."""

    at: float
    disposition: str = ""
    notes: str = ""
    follow_ups: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopened:
    at: float


Event = (
    Rang | CallerIdentified | FileOpened | Answered | Held | Retrieved | Transferred | Ended
    | EngineStarted | EngineReady | EngineFailed | CaptureStarted | CaptureFinished | CapturePaused | CaptureResumed
    | Gap | Behind | SideChanged | VoicesHeard | VoicesGone | Level | Partial | Utterance
    | ConsentRead | IssuePinned | IssueUnpinned | IssueDismissed | FactCorrected | CueDismissed | WrappedUp | Reopened
)  # fmt: skip

PASSING = (EngineStarted, Level, Partial, Behind, SideChanged, VoicesHeard, VoicesGone)
"""Events of the moment: shown, never journaled."""
