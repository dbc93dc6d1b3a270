"""Help as lines under the summary: what the customer asks for, what is on file, how they sound, what was given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from calls.findings import Claim, Concession, Insight, MayOffer, Verdict, Want
from ui.fact_line import Line
from ui.wording import fact_name, short_day

TimeOf = Callable[[str], str]
translate = QCoreApplication.translate
_ORDER = (Verdict.DIFFERS, Verdict.AGREES, Verdict.NEW)


def want_lines(insight: Insight, time_of: TimeOf) -> tuple[Line, ...]:
    """Each wish, and below it what may be offered."""
    return tuple(line for want in insight.wants for line in _want(want, time_of))


def given_lines(insight: Insight, time_of: TimeOf, today: date) -> tuple[Line, ...]:
    return tuple(_given(conceded, time_of, today) for conceded in insight.concessions)


def claim_lines(insight: Insight, time_of: TimeOf, today: date) -> tuple[Line, ...]:
    """What differs first; it has a second line, which leads to the file."""
    ordered = sorted(insight.claims, key=lambda claim: _ORDER.index(claim.verdict))
    return tuple(line for claim in ordered for line in _claim(claim, insight, time_of, today))


def tone_lines(insight: Insight, time_of: TimeOf) -> tuple[Line, ...]:
    """The latest alone: how they sound now is what helps."""
    return tuple(
        Line(note.text, "bullet", "soft", at=time_of(note.utterance_id), evidence=(note.utterance_id,))
        for note in insight.tone[-1:]
    )


def _want(want: Want, time_of: TimeOf) -> tuple[Line, ...]:
    asked = Line(want.text, "question", "issue", at=time_of(want.utterance_id), evidence=(want.utterance_id,))
    return (asked, *(Line(offer_text(offer), "arrow_right", "accent") for offer in want.may))


def offer_text(offer: MayOffer) -> str:
    parts = [translate("help", "May offer: {offer}").format(offer=offer.text)]
    if offer.limit:
        parts.append(translate("help", "up to {limit}").format(limit=offer.limit))
    if offer.when:
        parts.append(translate("help", "if: {condition}").format(condition=offer.when))
    source = translate("help", "{card}, expired") if offer.expired else "{card}"
    parts.append(source.format(card=offer.source))
    return " · ".join(parts)


def _given(conceded: Concession, time_of: TimeOf, today: date) -> Line:
    if conceded.call_id:
        words = translate("help", "{what} · call of {day}")
        text = words.format(what=conceded.text, day=short_day(conceded.day, today))
        return Line(text, "clock", "soft", opens="customer")
    at = time_of(conceded.utterance_id)
    return Line(conceded.text, "check", "accent", at=at, evidence=(conceded.utterance_id,))


def _claim(claim: Claim, insight: Insight, time_of: TimeOf, today: date) -> tuple[Line, ...]:
    name, at, evidence = fact_name(claim.fact), time_of(claim.utterance_id), (claim.utterance_id,)
    where = (
        translate("help", "call of {day}").format(day=short_day(claim.day, today))
        if claim.call_id
        else translate("help", "the customer's note")
    )
    match claim.verdict:
        case Verdict.AGREES:
            words = translate("help", "{value}, as on file · {where}")
            return (Line(words.format(value=claim.on_file, where=where), name=name, at=at, evidence=evidence),)
        case Verdict.NEW:
            return (Line(translate("help", "said now, not on file"), name=name, at=at, evidence=evidence),)
        case Verdict.DIFFERS:
            said = translate("help", "differs from the file")
            filed = translate("help", "on file: {value} · {where}").format(value=claim.on_file, where=where)
            return (
                Line(_said(claim, insight) or said, name=name, at=at, evidence=evidence),
                Line(filed, "clock", "soft", opens="customer"),
            )


def _said(claim: Claim, insight: Insight) -> str:
    """The value that was said, from the fact that the claim is of."""
    values = [f.value for f in insight.facts if f.kind == claim.fact and claim.utterance_id in f.evidence]
    return translate("help", "said: {value}").format(value=values[-1]) if values else ""
