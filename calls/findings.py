"""What was made of a call: the findings that insight gives and the record keeps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from calls.events import Channel


class PointKind(StrEnum):
    REASON = "reason"
    FACT = "fact"
    DONE = "done"
    PROMISE = "promise"
    OPEN = "open"
    OUTCOME = "outcome"


class Verdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the summary; ``evidence`` are the ids of the utterances it came from, never empty."""

    kind: PointKind
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    text: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """``value`` is normalised ("42.50 USD", "2026-03-03", "+15551234567"), ``text`` the words it came from.

    ``evidence`` holds the utterances, the one that gave the winning value first; empty when the agent typed it.
    ``confirmed``: the agent confirmed or typed it; it is then never replaced by what is heard.
    """

    kind: str
    value: str
    text: str
    evidence: tuple[str, ...]
    confidence: float
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class KeyIssue:
    """``text`` in plain words, ``quote`` from the utterance; ``confidence`` is calibrated, 0 to 1."""

    text: str
    code: str
    confidence: float
    utterance_id: str
    quote: str
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """``due`` is an ISO date or date-time, or "" when no time was said."""

    who: Channel
    text: str
    due: str
    utterance_id: str


@dataclass(frozen=True, slots=True)
class Question:
    asked_by: Channel
    text: str
    utterance_id: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What the customer stated beside what is on file; ``fact`` is its kind, ``on_file`` the value on file or "".

    ``day`` and ``call_id`` tell the earlier call that has it; both are "" for the customer's note, or where it is new.
    """

    text: str
    fact: str
    on_file: str
    verdict: Verdict
    utterance_id: str
    day: str = ""
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """One quiet line of help; ``id`` is stable, so that a dismissed cue stays away."""

    id: str
    kind: str
    text: str
    utterance_id: str


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """A card of the team's that the call touches; ``body`` is Markdown, ``expires`` an ISO date or ""."""

    id: str
    title: str
    body: str
    source: str
    expires: str
    expired: bool
    utterance_id: str


@dataclass(frozen=True, slots=True)
class MayOffer:
    """What a card or playbook, named by ``source``, lets the agent offer; ``limit`` and ``when`` are "" for none."""

    text: str
    limit: str
    when: str
    source: str
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Want:
    """What the customer asks for, beside what may be offered of that kind."""

    kind: str
    text: str
    utterance_id: str
    may: tuple[MayOffer, ...] = ()


@dataclass(frozen=True, slots=True)
class Concession:
    """What the agent offered or gave, "10.00 USD credit"; ``day`` and ``call_id`` are "" for one of this call."""

    kind: str
    text: str
    utterance_id: str
    day: str = ""
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class ToneNote:
    """How the customer sounds against their own first minute, in neutral words."""

    text: str
    at: float
    utterance_id: str


@dataclass(frozen=True, slots=True)
class Insight:
    """All that is known of a call so far; replaced whole, never changed.

    ``issue`` is the candidate to show: None below its threshold. ``issues`` are all candidates, best first. ``cues``
    are for this moment, ``helped`` all that there were. ``unasked`` and ``strains`` (what moved the customer) are for
    the agent's own look back: no record has them.
    """

    summary: Summary = Summary()
    say_back: str = ""
    issue: KeyIssue | None = None
    issues: tuple[KeyIssue, ...] = ()
    facts: tuple[Fact, ...] = ()
    promises: tuple[Promise, ...] = ()
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()
    cues: tuple[Cue, ...] = ()
    helped: tuple[Cue, ...] = ()
    tone: tuple[ToneNote, ...] = ()
    cards: tuple[PolicyCard, ...] = ()
    wants: tuple[Want, ...] = ()
    concessions: tuple[Concession, ...] = ()
    unasked: tuple[str, ...] = ()
    strains: tuple[str, ...] = ()
