"""What is on file of a caller, as the event that brings it into their call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calls.events import FileOpened
from calls.filed import FiledConcession, FiledFact
from calls.record import CallRecord
from insight.noted import facts_noted

SURE = 0.8
"""What was heard with less, and not confirmed, is not held against what is said now."""
MOST_FACTS, MOST_CONCESSIONS = 60, 20
"""The newest; a call is not made heavier by a customer who calls every day."""


def file_opened(at: float, note: str, records: Sequence[CallRecord], country: str) -> FileOpened | None:
    """``records`` oldest first. The note comes last, since the agent can change it. None when nothing is on file."""
    facts: dict[tuple[str, str], FiledFact] = {}
    concessions: list[FiledConcession] = []
    for record in records:
        day, call_id = record.call.started_at[:10], record.call.id
        for fact in record.facts:
            if fact.confirmed or fact.confidence >= SURE:
                facts.pop((fact.kind, fact.value), None)
                facts[fact.kind, fact.value] = FiledFact(fact.kind, fact.value, day, call_id)
        concessions += [FiledConcession(given.kind, given.text, day, call_id) for given in record.concessions]
    for noted in facts_noted(note, date.today(), country):
        facts.pop((noted.kind, noted.value), None)
        facts[noted.kind, noted.value] = noted
    known = tuple(facts.values())[-MOST_FACTS:]
    given = tuple(concessions[-MOST_CONCESSIONS:])
    return FileOpened(round(at, 3), known, given) if known or given else None
