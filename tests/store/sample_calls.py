"""Calls to keep: events and records with words that nothing else in a file would hold."""

from __future__ import annotations

from datetime import datetime, timedelta

from calls.events import (
    Answered,
    Channel,
    Direction,
    Ended,
    FollowUp,
    Mention,
    Rang,
    Utterance,
    Word,
    WrappedUp,
)
from calls.findings import KeyIssue, Point, PointKind, Promise, Summary
from calls.journal import JournalEntry
from calls.record import CallRecord, RecordedCall, RecordedFact, RecordedUtterance

FIRST_CALL = datetime.fromisoformat("2026-03-02T09:00:00+01:00")
KEY = bytes(range(32))


def started(minutes: float = 0) -> str:
    return (FIRST_CALL + timedelta(minutes=minutes)).isoformat()


def utterance(number: int, text: str, channel: Channel = Channel.CUSTOMER) -> Utterance:
    words = tuple(
        Word(word, number * 3 + i * 0.3, number * 3 + i * 0.3 + 0.25, 0.91) for i, word in enumerate(text.split())
    )
    return Utterance(
        id=f"c{number}",
        channel=channel,
        start=number * 3.0,
        end=number * 3.0 + 2.5,
        text=text.capitalize() + ".",
        raw=text,
        confidence=0.9,
        words=words,
        mentions=(Mention("product", words[0].text, 0, 0),) if words else (),
    )


def journal(call_id: str, *said: str, minutes: float = 0, number: str = "+15551234567") -> list[JournalEntry]:
    """A call that rang, was answered and in which this was said."""
    rang = Rang(call_id, 0.0, started(minutes), Direction.INBOUND, number, "", "", "billing", "Sam")
    entries = [JournalEntry(0.0, rang), JournalEntry(2.0, Answered(2.0))]
    return entries + [JournalEntry(i * 3.0 + 3, utterance(i, text)) for i, text in enumerate(said)]


def hung_up(at: float) -> list[JournalEntry]:
    return [JournalEntry(at, Ended(at)), JournalEntry(at + 20, WrappedUp(at + 20, "solved", "Refund promised."))]


def record(
    call_id: str,
    *said: str,
    minutes: float = 0,
    number: str = "+15551234567",
    name: str = "Priya Raman",
    customer_id: str = "",
    facts: tuple[RecordedFact, ...] = (),
    promises: tuple[Promise, ...] = (),
    follow_ups: tuple[FollowUp, ...] = (),
    issue: str = "Charged twice for one order",
    notes: str = "Refund promised.",
) -> CallRecord:
    said = said or ("i was charged twice",)
    return CallRecord(
        call=RecordedCall(
            id=call_id,
            started_at=started(minutes),
            duration_s=312.5,
            customer_number=number,
            customer_name=name,
            customer_id=customer_id,
            agent="Sam",
            queue="billing",
            disposition="solved",
            notes=notes,
            follow_ups=follow_ups,
        ),
        utterances=tuple(
            RecordedUtterance(f"c{i}", Channel.CUSTOMER, i * 3.0, i * 3 + 2.5, text.capitalize() + ".", text, 0.9)
            for i, text in enumerate(said)
        ),
        key_issue=KeyIssue(issue, "billing.duplicate", 0.8, "c0", said[0]),
        summary=Summary("A refund is due.", (Point(PointKind.REASON, "A charge came twice", ("c0",)),)),
        facts=facts,
        promises=promises,
    )


def heard(kind: str, value: str, *, confirmed: bool = False, confidence: float = 0.8) -> RecordedFact:
    return RecordedFact(kind, value, value, "c0", confidence, confirmed, ("c0",))
