"""The rolling summary: slots with their evidence, and the same as an agent would write it down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from calls.events import Channel
from calls.findings import Fact, KeyIssue, Point, PointKind, Promise, Question, Summary
from insight.facts import IDENTIFIERS
from insight.promises import THEIRS, alike
from insight.readable import moment, value
from insight.retell import fitted
from insight.story import Line, Story

LONGEST = 60
"""Words of the text; it ends before the sentence that would pass it."""
_REASON_CHARACTERS, _AGENT_CHARACTERS = 170, 150
_DETAILS = (*IDENTIFIERS, "amount", "date", "product")
_TIE = re.compile(
    r"^(?:(?:but|and|so|okay|well|oh|right|great|perfect|lovely|brilliant|thanks|thank you|yes|yeah),? )+",
    re.IGNORECASE,
)
_SURE_NUMBER, _SURE_DETAIL = 0.7, 0.85
"""A day or a sum is told when it was asked for or said twice, not when it was said in passing."""
_SHOWN = {PointKind.FACT: 10, PointKind.DONE: 4, PointKind.PROMISE: 6, PointKind.OPEN: 4}


@dataclass(frozen=True, slots=True)
class Known:
    """What the summary is made of."""

    issue: KeyIssue | None
    best: KeyIssue | None
    facts: Sequence[Fact]
    promises: Sequence[Promise]
    open_questions: Sequence[Question]
    story: Story
    customer_name: str
    today: str
    """The call's ISO date, "" when it is not known."""
    corrected: Mapping[tuple[str, str], str]
    """What the agent set right: (kind, the value heard) to the value."""


def summarise(known: Known) -> Summary:
    points = tuple(_points(known))
    if known.corrected:
        points = tuple(replace(point, text=mended(point.text, known)) for point in points)
    return Summary(mended(_text(known), known), points)


def mended(text: str, known: Known) -> str:
    """The speakers' words with the values that the agent corrected."""
    for (kind, heard), right in known.corrected.items():
        wrong = re.escape(value(kind, heard))
        text = re.sub(rf"(?<!\w){wrong}(?!\w)", value(kind, right).replace("\\", r"\\"), text)
    return text


def _points(known: Known) -> Iterator[Point]:
    reason = _reason(known)
    if reason:
        yield Point(PointKind.REASON, _capital(reason.text), reason.evidence)
    lines = {f"{label(fact.kind)}: {value(fact.kind, fact.value)}": fact for fact in _worth_a_line(known)}
    for text, fact in list(lines.items())[-_SHOWN[PointKind.FACT] :]:
        if fact.evidence:
            yield Point(PointKind.FACT, text, fact.evidence)
    for line in known.story.done[-_SHOWN[PointKind.DONE] :]:
        yield Point(PointKind.DONE, _capital(line.text), line.evidence)
    for promise in known.promises[-_SHOWN[PointKind.PROMISE] :]:
        yield Point(PointKind.PROMISE, _promised(promise, known.today), (promise.utterance_id,))
    for question in known.open_questions[-_SHOWN[PointKind.OPEN] :]:
        yield Point(PointKind.OPEN, _capital(_plain(question.text)), (question.utterance_id,))
    if known.story.outcome:
        yield Point(PointKind.OUTCOME, _capital(known.story.outcome.text), known.story.outcome.evidence)


def _plain(question: str) -> str:
    """Without the "but" or "and" that tied it to what was said before."""
    return _TIE.sub("", question)


def _promised(promise: Promise, today: str) -> str:
    due = _when(promise.due, today)
    if promise.text.startswith(THEIRS):
        return f"{_capital(promise.text)}{due}"
    return f"{'You' if promise.who is Channel.AGENT else 'Customer'}: {promise.text}{due}"


def label(kind: str) -> str:
    return kind.replace("_", " ").capitalize()


def _worth_a_line(known: Known) -> list[Fact]:
    """Without the days and times that belong to a promise: they stand there."""
    promised = {promise.utterance_id for promise in known.promises}
    return [
        fact
        for fact in known.facts
        if fact.kind != "quantity"
        and not (fact.kind in ("date", "time") and (fact.kind == "time" or set(fact.evidence) & promised))
    ]


def _reason(known: Known) -> Line | None:
    """The pinned issue in the agent's own words, else what the customer said, retold."""
    if known.issue and known.issue.pinned:
        return Line(known.issue.text, (known.issue.utterance_id,)) if known.issue.utterance_id else None
    return known.story.reason(known.best.utterance_id) if known.best else None


def _text(known: Known) -> str:
    """Sentences in the order of an agent's note; the least needed ones are last to be let in."""
    sentences = [sentence for sentence in _sentences(known) if sentence]
    said: list[str] = []
    words = 0
    for sentence in sentences:
        length = len(sentence.split())
        if said and words + length > LONGEST:
            continue
        said.append(sentence)
        words += length
    return " ".join(said)


def _sentences(known: Known) -> Iterator[str]:
    name = known.customer_name or "The customer"
    reason = _reason(known)
    if known.issue and known.issue.pinned:
        yield _sentence(f"{name} called: {known.issue.text}")
    elif reason:
        yield _sentence(f"{name} {fitted(reason.text, _REASON_CHARACTERS)}")
    elif known.facts or known.promises:
        yield _sentence(f"{name} called")
    told = reason.text if reason else ""
    details = _details(known, told)
    if details:
        yield _sentence(details)
    yield from _agent_sentences(known)
    for question in known.open_questions[-1:]:
        text = _plain(question.text).rstrip("?.")
        yield _sentence(f"Left open: {text[:1].lower()}{text[1:]}")
    if known.story.outcome:
        yield _sentence(f"The customer {known.story.outcome.text}")


def _agent_sentences(known: Known) -> Iterator[str]:
    """What was done and promised comes first; what else the agent said fills the rest."""
    deeds = _unlike([line.text for line in known.story.done[-3:]])[-2:]
    if deeds:
        yield _sentence(f"The agent {' and '.join(deeds)}")
    agent = [promise for promise in known.promises if promise.who is Channel.AGENT][-2:]
    if agent:
        yield _sentence(f"The agent promised {' and '.join(_by(promise, known.today) for promise in agent)}")
    word = known.story.last_word()
    if word and not _told_already(word, known):
        yield _sentence(f"{'They' if deeds or agent else 'The agent'} {fitted(word.text, _AGENT_CHARACTERS)}")
    customer = [promise for promise in known.promises if promise.who is Channel.CUSTOMER][-1:]
    for promise in customer:
        yield _sentence(f"The customer promised {_by(promise, known.today)}")


def _unlike(deeds: Sequence[str]) -> list[str]:
    """Without those that a later one says again."""
    return [deed for at, deed in enumerate(deeds) if not any(alike(deed, later) for later in deeds[at + 1 :])]


def _told_already(word: Line, known: Known) -> bool:
    """As a promise or a deed."""
    return any(promise.utterance_id in word.evidence for promise in known.promises)


def _by(promise: Promise, today: str) -> str:
    """What completes "promised"."""
    theirs = promise.text.startswith(THEIRS)
    text = f"that the customer would {promise.text.removeprefix(THEIRS)}" if theirs else f"to {promise.text}"
    return f"{text}{_when(promise.due, today)}"


def _when(due: str, today: str) -> str:
    if not due:
        return ""
    day, _, clock = due.partition("T")
    if day == today:
        return f" today by {clock}" if clock else " today"
    return f" by {moment(due)}"


def _details(known: Known, told: str) -> str:
    """Numbers that the first sentence does not have yet."""
    listed: list[str] = []
    for fact in _worth_a_line(known):
        shown = value(fact.kind, fact.value)
        if fact.kind == "date" and len(fact.value) == 10 and fact.value[:4] < known.today[:4]:
            shown = f"{shown} {fact.value[:4]}"
        needed = _SURE_DETAIL if fact.kind in ("amount", "date") else _SURE_NUMBER
        if fact.kind in _DETAILS and fact.confidence >= needed and shown not in told:
            listed.append(f"{label(fact.kind).lower()} {shown}" if fact.kind in IDENTIFIERS else shown)
    return f"Given: {', '.join(listed[:3])}" if listed else ""


def _sentence(text: str) -> str:
    return f"{text.rstrip(' .;,')}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
