"""A believable call to show: a customer charged twice, as events, and the findings that belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from calls.events import (
    Answered,
    CaptureFinished,
    CaptureStarted,
    Channel,
    CueDismissed,
    Ended,
    Event,
    FactCorrected,
    IssueDismissed,
    IssuePinned,
    IssueUnpinned,
    Rang,
    Redaction,
    Utterance,
    Word,
)
from calls.findings import Cue, Fact, Insight, KeyIssue, Point, PointKind, PolicyCard, Promise, Question, Summary
from calls.journal import JournalEntry, read_journal
from calls.session import CallSession

JOURNAL = Path(__file__).resolve().parent.parent / "journals" / "duplicate_charge.jsonl"
AGENT, CUSTOMER = Channel.AGENT, Channel.CUSTOMER

TURNS: tuple[tuple[Channel, float, float, str], ...] = (
    (AGENT, 3.2, 6.0, "Good afternoon, this is Maya. How can I help you?"),
    (CUSTOMER, 7.1, 13.4, "Hi, my name is Priya Raman, and I am calling about a payment on my last order."),
    (AGENT, 14.4, 17.2, "Thank you, Priya. Can I have the order number, please?"),
    (CUSTOMER, 18.6, 22.8, "Yes, it is 447199."),
    (AGENT, 24.0, 27.5, "447199. I have it here. What went wrong with it?"),
    (CUSTOMER, 33.0, 40.6, "On the third of March you charged me $42.50, and the same amount again a minute later."),
    (CUSTOMER, 41.2, 46.0, "The app showed an error, so I pressed pay again."),
    (AGENT, 47.6, 51.2, "I see two payments of $42.50 on that day."),
    (CUSTOMER, 58.0, 61.4, "I looked at my statement and it is there two times."),
    (CUSTOMER, 68.2, 73.9, "You took $42.50 out twice and nobody called me back."),
    (CUSTOMER, 74.6, 78.0, "This is the second time I am calling about it."),
    (AGENT, 79.4, 86.3, "I am sorry about that, two calls is two too many. Let me look at the order with you."),
    (AGENT, 124.0, 127.2, "Which e-mail address should I write to?"),
    (CUSTOMER, 130.1, 134.8, "It is p dot raman at mail dot com."),
    (CUSTOMER, 151.0, 158.4, "Do you need the card? It is [card]."),
    (AGENT, 160.0, 164.2, "I do not need the card number, thank you."),
    (AGENT, 200.3, 206.8, "I have asked for a refund of $42.50 to the card that was charged."),
    (AGENT, 224.1, 230.2, "I will call you back by Friday at five in the afternoon."),
    (CUSTOMER, 238.0, 240.6, "And when will the money be back?"),
    (AGENT, 243.0, 246.8, "So from today it usually takes a little while, let me check that for you."),
)


def utterance_id(start: float, channel: Channel) -> str:
    return f"{channel.value[0]}{round(start * 1000)}"


def spoken(channel: Channel, start: float, end: float, text: str, confidence: float = 0.93) -> Utterance:
    """An utterance whose words share its time evenly."""
    raw = text.lower().rstrip(".?!").replace(",", "").replace(".", "").replace("?", "")
    parts = raw.split()
    step = (end - start) / max(1, len(parts))
    words = tuple(
        Word(part, round(start + step * i, 2), round(start + step * (i + 1), 2), confidence)
        for i, part in enumerate(parts)
    )
    name = utterance_id(start, channel)
    masked = (Redaction("card", name, start, end),) if "[card]" in text else ()
    return Utterance(name, channel, start, end, text, " ".join(parts), confidence, words, (), masked)


def utterances() -> list[Utterance]:
    return [spoken(*turn) for turn in TURNS]


def events() -> Iterator[tuple[float, Event]]:
    """The whole call with the clock at which each event comes in."""
    yield (
        0.0,
        Rang(
            "sample-0001",
            0.0,
            "2026-03-17T14:02:00+00:00",
            customer_number="+1 555 123 4567",
            customer_name="Priya Raman",
            customer_id="C-2041",
            queue="Billing",
            agent="M. Okoye",
        ),
    )
    yield 2.4, Answered(2.4)
    yield 2.6, CaptureStarted(2.6, "Headset microphone", "Headset")
    for utterance in utterances():
        yield utterance.end + 0.4, utterance
    yield 398.0, Ended(398.0, "customer hung up")
    yield 398.5, CaptureFinished(398.5)


def entries() -> list[JournalEntry]:
    return [JournalEntry(clock_s, event) for clock_s, event in events()]


def session_at(clock_s: float, journal: Path = JOURNAL) -> CallSession:
    """The call as it stood when its clock showed ``clock_s``."""
    session = CallSession(SampleAnalyst())
    for entry in read_journal(journal):
        if entry.clock_s <= clock_s:
            session.apply(entry.event)
    return session


class SampleAnalyst:
    """Gives findings that were written by hand for the sample call; heeds what the agent pins and corrects."""

    def __init__(self) -> None:
        self._heard: set[str] = set()
        self._insight = Insight()
        self._pinned: KeyIssue | None = None
        self._dismissed: set[str] = set()
        self._corrected: dict[tuple[str, str], str] = {}
        self._cues_gone: set[str] = set()

    def apply(self, event: Event) -> Insight:
        match event:
            case Utterance():
                self._heard.add(event.id)
            case IssuePinned():
                self._pinned = KeyIssue(event.text, event.code, 1.0, event.utterance_id, event.quote, True)
            case IssueUnpinned():
                self._pinned = None
            case IssueDismissed():
                self._dismissed.add(event.utterance_id)
            case FactCorrected():
                self._corrected[event.kind, event.old_value] = event.value
            case CueDismissed():
                self._cues_gone.add(event.cue_id)
        fresh = self._made()
        if fresh != self._insight:
            self._insight = fresh
        return self._insight

    def _made(self) -> Insight:
        points = tuple(point for point in POINTS if self._heard.issuperset(point.evidence))
        issues = tuple(i for i in ISSUES if i.utterance_id in self._heard and i.utterance_id not in self._dismissed)
        text = " ".join(_SENTENCES[point.text] for point in points if point.text in _SENTENCES)
        return Insight(
            summary=Summary(text, points),
            say_back="You were charged $42.50 twice for order 447199 and nobody called back. Is that right?"
            if issues
            else "",
            issue=self._pinned or (issues[0] if issues else None),
            issues=issues,
            facts=tuple(fact for known in FACTS if (fact := self._fact(known)) is not None),
            promises=tuple(p for p in PROMISES if p.utterance_id in self._heard),
            questions=tuple(q for q in QUESTIONS if q.utterance_id in self._heard),
            cards=tuple(card for card in CARDS if card.utterance_id in self._heard),
            cues=tuple(c for c in CUES if c.utterance_id in self._heard and c.id not in self._cues_gone),
        )

    def _fact(self, fact: Fact) -> Fact | None:
        if not self._heard.issuperset(fact.evidence):
            return None
        value = self._corrected.get((fact.kind, fact.value))
        if value is None:
            return fact
        return Fact(fact.kind, value, fact.text, fact.evidence, 1.0, True) if value else None


CARDS = (
    PolicyCard(
        "double-charge",
        "Charged twice",
        "1. Look whether both payments are **settled**. A pending one falls away within 5 working days.\n"
        "2. Settled twice: start the refund of the second. It takes 3 to 5 working days.\n"
        "3. Tell the customer the day by which it is there.",
        "Billing policy 1.4, Finance",
        "2027-12-31",
        False,
        "c68200",
    ),
)

ISSUES = (
    KeyIssue(
        "Charged twice for order 447199; no refund after two calls",
        "billing.duplicate_charge",
        0.91,
        "c68200",
        "You took $42.50 out twice and nobody called me back",
    ),
    KeyIssue(
        "The app showed an error on paying",
        "technical.app_error",
        0.62,
        "c41200",
        "The app showed an error, so I pressed pay again",
    ),
)
POINTS = (
    Point(PointKind.REASON, "Called about a duplicate charge of $42.50 for order 447199 on 3 March.", ("c33000",)),
    Point(PointKind.REASON, "Called before; was promised a call back that did not come.", ("c68200", "c74600")),
    Point(PointKind.DONE, "Refund of $42.50 requested", ("a200300",)),
    Point(PointKind.PROMISE, "You call back by Fri 20 March, 17:00", ("a224100",)),
    Point(PointKind.OPEN, "“When will the money be back?”", ("c238000",)),
)
_SENTENCES = {
    POINTS[0].text: "Priya Raman called about a duplicate charge of $42.50 for order 447199 on 3 March.",
    POINTS[1].text: "She had called before and was promised a call back that did not come.",
    POINTS[2].text: "A refund of $42.50 was requested.",
    POINTS[3].text: "A call back by Friday 20 March, 17:00 was promised.",
    POINTS[4].text: "When the money arrives was left open.",
}
FACTS = (
    Fact("name", "Priya Raman", "priya raman", ("c7100",), 0.74),
    Fact("order", "447199", "four four seven one nine nine", ("c18600", "a24000"), 0.97),
    Fact("amount", "42.50 USD", "forty two fifty", ("c33000",), 0.95),
    Fact("date", "2026-03-03", "third of march", ("c33000",), 0.9),
    Fact("email", "p.raman@mail.com", "p dot raman at mail dot com", ("c130100",), 0.61),
)
PROMISES = (Promise(AGENT, "Call back about the refund", "2026-03-20T17:00", "a224100"),)
QUESTIONS = (Question(CUSTOMER, "And when will the money be back?", "c238000", False),)
CUES = (Cue("next-card", "next", "Ask which card the second charge is on.", "c68200"),)
