"""A call as the list of its events: one JSON line each, with the call's clock at which it came in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from calls import wire
from calls.codec import Malformed, build, parse
from calls.events import PASSING, Event

LONGEST_CALL_S = 864_000.0
"""Ten days: no clock of a call is beyond it, and arithmetic with what is stays sound."""

_NO_TIME_S = 1e12
"""Seconds; far beyond any clock, and near enough to reckon with."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """``clock_s`` is when the event came in, in seconds on the call's clock; an utterance comes in after its end."""

    clock_s: float
    event: Event


def is_journaled(event: Event) -> bool:
    return not isinstance(event, PASSING)


def encode_entry(entry: JournalEntry) -> str:
    """A clock that ran on for longer than any call stands still there, so that the line can be read again."""
    return f'{{"clock_s":{json.dumps(round(min(entry.clock_s, LONGEST_CALL_S), 3))},{wire.encode(entry.event)[1:]}'


def decode_entry(line: str) -> JournalEntry:
    """Raises Malformed."""
    data = parse(line, "the line")
    if not isinstance(data, dict) or "clock_s" not in data:
        raise Malformed("the line is not a journal entry: clock_s is missing")
    clock_s: float = build(float, data["clock_s"], "clock_s")
    if not 0 <= clock_s <= LONGEST_CALL_S:
        raise Malformed(f"clock_s should be 0 to {LONGEST_CALL_S:.0f}")
    return JournalEntry(clock_s, wire.event_of(data))


def read_journal(path: Path) -> Iterator[JournalEntry]:
    """Entries in their order. A torn last line, as a crash leaves it, is passed over. Raises Malformed, OSError."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                entry = decode_entry(line)
                for name in ("at", "start", "end"):
                    if abs(getattr(entry.event, name, 0.0)) > _NO_TIME_S:
                        raise Malformed(f"{name} should be in seconds on the call's clock")
                yield entry
            except Malformed as error:
                if not line.endswith("\n") and number > 1:
                    return
                raise Malformed(f"{path.name} line {number}: {error}") from None
