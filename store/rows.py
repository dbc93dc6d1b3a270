"""What the store gives out beside the domain's own types: frozen rows for lists and cards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is on the line; "" is unknown. A number must be written the same way each time (E.164) to be known again."""

    number: str = ""
    customer_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class UnfinishedCall:
    """A call with no record yet, or reopened since: put off (``parked``), going on, or left by a crash.

    ``customer`` is a name, else a number, else an id, else "".
    """

    call_id: str
    started_at: str
    customer: str
    clock_s: float
    parked: bool


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A filed call in a list. ``loops`` counts its follow-ups and the customer's promises, ``due`` is the first of
    their dates or "".
    """

    call_id: str
    started_at: str
    customer: str
    agent: str
    key_issue: str
    disposition: str
    duration_s: float
    loops: int
    due: str


@dataclass(frozen=True, slots=True)
class Loop:
    """A promise or a follow-up of a filed call. ``kind``: "promise" or "follow_up"; ``who``: "agent" or "customer"."""

    call_id: str
    started_at: str
    kind: str
    who: str
    text: str
    due: str
    utterance_id: str


@dataclass(frozen=True, slots=True)
class OpenLoop:
    """Something the agent has to do; ``customer`` and ``call_id`` are "" for one that no call left."""

    id: str
    text: str
    due: str
    customer: str
    call_id: str
    started_at: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """What is kept of a customer. ``calls`` are the latest filed ones, newest first; ``loops`` those with a date first.

    ``name`` is what a dialer gave or an agent confirmed, never a name that was only heard.
    """

    name: str
    customer_id: str
    numbers: tuple[str, ...]
    note: str
    calls: tuple[RecordRow, ...]
    loops: tuple[Loop, ...]


class Kept(StrEnum):
    """What has a number of days of its own for which it is kept."""

    CALLS = "calls"
    CUSTOMERS = "customers"
    ERRANDS = "errands"


@dataclass(frozen=True, slots=True)
class Deletion:
    """What retention deleted on a day: ``count`` of a kind, all older than the day ``before``. Days are ISO dates."""

    day: str
    kind: Kept
    before: str
    count: int
