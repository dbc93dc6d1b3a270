"""What the agent wants, as the panel says it to the desk: verbs, frozen, without a time (the desk has the clock)."""

from __future__ import annotations

from dataclasses import dataclass

from calls.events import FollowUp


@dataclass(frozen=True, slots=True)
class StartCall:
    """Begin a call by hand, without a dialer."""


@dataclass(frozen=True, slots=True)
class IgnoreCall:
    """What sounds like a call is none, or is not to be written."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call by hand."""


@dataclass(frozen=True, slots=True)
class Hold:
    pass


@dataclass(frozen=True, slots=True)
class Retrieve:
    pass


@dataclass(frozen=True, slots=True)
class PauseCapture:
    """Stop writing. ``reason`` is "payment" in payment mode."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResumeCapture:
    pass


@dataclass(frozen=True, slots=True)
class ConfirmConsent:
    """The line was read out to the customer, in these words."""

    text: str


@dataclass(frozen=True, slots=True)
class RestartEngine:
    """Try again after the engine was given up."""


@dataclass(frozen=True, slots=True)
class RetryStore:
    """Try again now to open or write the store."""


@dataclass(frozen=True, slots=True)
class PinIssue:
    """Keep a candidate, or the agent's own words (``utterance_id`` "")."""

    text: str
    code: str = ""
    utterance_id: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class UnpinIssue:
    pass


@dataclass(frozen=True, slots=True)
class DismissIssue:
    """Not this one: show the next candidate, and never this again in this call."""

    utterance_id: str


@dataclass(frozen=True, slots=True)
class CorrectFact:
    """The same value confirms, "" removes, ``old_value`` "" adds."""

    kind: str
    old_value: str
    value: str


@dataclass(frozen=True, slots=True)
class DismissCue:
    cue_id: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The wrap-up as it stands, kept on every keystroke."""

    note: str = ""
    disposition: str = ""
    follow_ups: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class SaveDraft:
    draft: Draft


@dataclass(frozen=True, slots=True)
class FileCall:
    draft: Draft


@dataclass(frozen=True, slots=True)
class PutOff:
    """Later: the wrap-up waits in the tray."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class OpenCall:
    """Open a saved call again: one from the tray, an earlier one of this customer, one that a crash left."""

    call_id: str


@dataclass(frozen=True, slots=True)
class NextCall:
    """Show another of the calls that go on or wait for their wrap-up, one after the other."""


@dataclass(frozen=True, slots=True)
class SaveCustomerNote:
    text: str


@dataclass(frozen=True, slots=True)
class FinishLoop:
    """Something that was to be done is done, or (``done`` false) is not after all."""

    loop_id: str
    done: bool = True


@dataclass(frozen=True, slots=True)
class AddErrand:
    """Something to do that no call left; ``due`` is an ISO date or ""."""

    text: str
    due: str = ""


Intent = (
    StartCall | IgnoreCall | HangUp | Hold | Retrieve | PauseCapture | ResumeCapture | ConfirmConsent
    | RestartEngine | RetryStore
    | PinIssue | UnpinIssue | DismissIssue | CorrectFact | DismissCue
    | SaveDraft | FileCall | PutOff | OpenCall | NextCall | SaveCustomerNote | FinishLoop | AddErrand
)  # fmt: skip
