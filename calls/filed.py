"""What earlier calls and notes left on file of a customer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FiledFact:
    """A fact of an earlier call, with that call's day (ISO) and id; both "" for one from the customer's note."""

    kind: str
    value: str
    day: str = ""
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class FiledConcession:
    """What was offered or given in an earlier call."""

    kind: str
    text: str
    day: str = ""
    call_id: str = ""
