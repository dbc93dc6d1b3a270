"""The rolling summary: slots with their evidence, and the same as an agent would write it."""

from __future__ import annotations

from collections.abc import Iterator

from calls.events import Channel
from calls.findings import Fact, KeyIssue, Point, PointKind, Promise, Question, Summary

_TOLD = ("name", "order", "booking", "policy", "claim", "account", "reference", "amount", "date", "product")


def summarise(
    issue: KeyIssue | None, facts: tuple[Fact, ...], promises: tuple[Promise, ...], questions: tuple[Question, ...]
) -> Summary:
    points = tuple(_points(issue, facts, promises, questions))
    return Summary(" ".join(_sentences(issue, facts, promises, questions)), points)


def _points(
    issue: KeyIssue | None, facts: tuple[Fact, ...], promises: tuple[Promise, ...], questions: tuple[Question, ...]
) -> Iterator[Point]:
    if issue and issue.utterance_id:
        yield Point(PointKind.REASON, issue.text, (issue.utterance_id,))
    for fact in facts[-12:]:
        if fact.evidence:
            yield Point(PointKind.FACT, f"{fact.kind.replace('_', ' ').capitalize()}: {fact.value}", fact.evidence)
    for promise in promises[-6:]:
        who = "You" if promise.who is Channel.AGENT else "Customer"
        yield Point(PointKind.PROMISE, f"{who}: {promise.text}", (promise.utterance_id,))
    for question in _open(questions):
        yield Point(PointKind.OPEN, question.text, (question.utterance_id,))


def _sentences(
    issue: KeyIssue | None, facts: tuple[Fact, ...], promises: tuple[Promise, ...], questions: tuple[Question, ...]
) -> Iterator[str]:
    name = next((fact.value for fact in facts if fact.kind == "name"), "The customer")
    if issue:
        yield f"{name} called: {issue.text.rstrip('.?!')}."
    told = [f"{fact.kind.replace('_', ' ')} {fact.value}" for fact in facts if fact.kind in _TOLD[1:]][:4]
    if told:
        yield f"Given: {', '.join(told)}."
    for promise in promises[-2:]:
        who = "The agent" if promise.who is Channel.AGENT else "The customer"
        yield f"{who} promised to {promise.text}."
    for question in _open(questions)[-1:]:
        yield f"Left open: {question.text}"


def _open(questions: tuple[Question, ...]) -> list[Question]:
    return [q for q in questions[-40:] if q.asked_by is Channel.CUSTOMER and not q.answered][-4:]
