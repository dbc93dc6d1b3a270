"""The call record ``attune.call/1``: what is kept of a call, as typed data and as JSON.

The JSON is described in docs/record.md and by resources/attune.call-1.schema.json.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from calls.codec import Malformed, build, parse, plain
from calls.events import Channel, Direction, FollowUp, Gap, Redaction, Word
from calls.findings import Claim, Concession, Cue, Fact, KeyIssue, Promise, Question, Summary, ToneNote
from calls.session import CallSession
from calls.timing import Timing, timing_of

SCHEMA = "attune.call/1"


@dataclass(frozen=True, slots=True)
class RecordedCall:
    id: str
    started_at: str
    duration_s: float
    direction: Direction = Direction.INBOUND
    customer_number: str = ""
    customer_name: str = ""
    customer_id: str = ""
    agent: str = ""
    queue: str = ""
    transferred_to: str = ""
    disposition: str = ""
    notes: str = ""
    follow_ups: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedUtterance:
    id: str
    channel: Channel
    start: float
    end: float
    text: str
    raw: str
    confidence: float
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedFact:
    """A fact and its first evidence; ``utterance_id`` is "" for one that the agent typed."""

    kind: str
    value: str
    text: str
    utterance_id: str
    confidence: float
    confirmed: bool = False
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """The line that the agent read out to the customer, confirmed at ``at``."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Pause:
    """A span that was not written, payment mode for one."""

    start: float
    end: float
    reason: str


@dataclass(frozen=True, slots=True)
class CallRecord:
    call: RecordedCall
    utterances: tuple[RecordedUtterance, ...] = ()
    key_issue: KeyIssue | None = None
    issues: tuple[KeyIssue, ...] = ()
    summary: Summary = Summary()
    facts: tuple[RecordedFact, ...] = ()
    promises: tuple[Promise, ...] = ()
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()
    cues: tuple[Cue, ...] = ()
    tone: tuple[ToneNote, ...] = ()
    concessions: tuple[Concession, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    gaps: tuple[Gap, ...] = ()
    pauses: tuple[Pause, ...] = ()
    consent: Consent | None = None
    timing: Timing = Timing()


def record_of(session: CallSession) -> CallRecord:
    """The record of the call as it stands."""
    call, insight = session.call, session.insight
    return CallRecord(
        call=RecordedCall(
            id=call.id,
            started_at=call.started_at,
            duration_s=round(call.duration_s, 3),
            direction=call.direction,
            customer_number=call.customer_number,
            customer_name=call.customer_name,
            customer_id=call.customer_id,
            agent=call.agent,
            queue=call.queue,
            transferred_to=call.transferred_to,
            disposition=call.disposition,
            notes=call.notes,
            follow_ups=call.follow_ups,
        ),
        utterances=tuple(
            RecordedUtterance(u.id, u.channel, u.start, u.end, u.text, u.raw, u.confidence, u.words)
            for u in call.utterances
        ),
        key_issue=insight.issue,
        issues=insight.issues,
        summary=insight.summary,
        facts=tuple(_recorded(fact) for fact in insight.facts),
        promises=insight.promises,
        questions=insight.questions,
        claims=insight.claims,
        cues=insight.helped,
        tone=insight.tone,
        concessions=tuple(given for given in insight.concessions if not given.call_id),
        redactions=tuple(span for u in call.utterances for span in u.masked),
        gaps=tuple(call.gaps),
        pauses=tuple(Pause(p.start, call.clock_s if p.end is None else p.end, p.reason) for p in call.pauses),
        consent=Consent(call.consent.text, call.consent.at) if call.consent else None,
        timing=timing_of(call),
    )


def sure_name(record: CallRecord) -> str:
    """What the customer is called for sure: as the dialer said, or as the agent confirmed; else ""."""
    confirmed = (fact.value for fact in record.facts if fact.kind == "name" and fact.confirmed)
    return record.call.customer_name or next(confirmed, "")


def likely_name(record: CallRecord) -> str:
    """The sure name, or else what was heard: good enough to tell calls apart, not to greet somebody with."""
    heard = [fact for fact in record.facts if fact.kind == "name"]
    return sure_name(record) or (max(heard, key=lambda fact: fact.confidence).value if heard else "")


def to_json(record: CallRecord, indent: int | None = None) -> str:
    return json.dumps({"schema": SCHEMA, **plain(record)}, ensure_ascii=False, indent=indent)


def from_json(text: str) -> CallRecord:
    """Raises Malformed: not JSON, another schema, a field missing or of the wrong kind, evidence that is not there."""
    data = parse(text, "the record")
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise Malformed(f"the record's schema is not {SCHEMA}")
    record: CallRecord = build(CallRecord, data, "record")
    _check_evidence(record)
    return record


def _recorded(fact: Fact) -> RecordedFact:
    first = fact.evidence[0] if fact.evidence else ""
    return RecordedFact(fact.kind, fact.value, fact.text, first, fact.confidence, fact.confirmed, fact.evidence)


def _check_evidence(record: CallRecord) -> None:
    """Every claim shows its evidence, so a record whose evidence leads nowhere is not one."""
    known = {utterance.id for utterance in record.utterances}
    cited = [i for point in record.summary.points for i in point.evidence]
    cited += [i for fact in record.facts for i in (fact.utterance_id, *fact.evidence) if i]
    cited += [issue.utterance_id for issue in record.issues if issue.utterance_id]
    cited += [promise.utterance_id for promise in record.promises]
    cited += [question.utterance_id for question in record.questions]
    cited += [given.utterance_id for given in record.concessions]
    cited += [span.utterance_id for span in record.redactions]
    if not known.issuperset(cited):
        raise Malformed("the record cites an utterance that it does not hold")
