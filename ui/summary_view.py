"""The rolling summary: reason, facts, what was done and promised, what is open; every line opens its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calls.events import Redaction
from calls.findings import Fact, Insight, Point, PointKind
from ui.card import Card
from ui.fact_line import FactLine, Line
from ui.fitted_area import FittedArea
from ui.help_lines import claim_lines, given_lines, tone_lines, want_lines
from ui.section import Section
from ui.views import is_uncertain
from ui.wording import fact_name, fact_value

_MARKS = {
    PointKind.REASON: ("bullet", "soft"),
    PointKind.FACT: ("bullet", "soft"),
    PointKind.DONE: ("check", "accent"),
    PointKind.PROMISE: ("arrow_right", "accent"),
    PointKind.OPEN: ("question", "issue"),
    PointKind.OUTCOME: ("outcome", "accent"),
}

TimeOf = Callable[[str], str]
"""Utterance id to the moment as it is shown, "" for one that is not known."""


class SummaryView(Card):
    """``show_insight`` compares line by line; what stands unchanged is not touched."""

    intent = Signal(object)
    words_wanted = Signal(object)
    tab_wanted = Signal(str)

    def __init__(self, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._read_only = read_only
        self._insight: Insight | None = None
        self._masked: dict[str, Redaction] = {}
        self._sections = {
            "summary": Section(self.tr("Summary")),
            "tone": Section(self.tr("How they sound")),
            "wants": Section(self.tr("Asks for")),
            "given": Section(self.tr("Offered or given")),
            "facts": Section(self.tr("Facts")),
            "file": Section(self.tr("Said / on file")),
            "done": Section(self.tr("Done and promised")),
            "open": Section(self.tr("Still open")),
            "say": Section(self.tr("Say it back")),
        }
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(5, 8, 5, 6)
        column.setSpacing(4)
        for section in self._sections.values():
            section.intent.connect(self.intent)
            section.words_wanted.connect(self.words_wanted)
            section.tab_wanted.connect(self.tab_wanted)
            column.addWidget(section)
        column.addStretch()
        self._area = FittedArea(inside)
        self._area.fitted.connect(lambda: self.setMaximumHeight(self._area.wanted + 4))
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.addWidget(self._area)
        self.hide()

    @property
    def is_empty(self) -> bool:
        return all(section.isHidden() for section in self._sections.values())

    def clear(self) -> None:
        self._masked.clear()
        self.show_insight(Insight(), str)

    def note_masked(self, spans: Sequence[Redaction]) -> None:
        """Kinds of secrets that were heard and not kept; shown with the facts by the next ``show_insight``."""
        for span in spans:
            self._masked.setdefault(span.kind, span)
            self._insight = None

    def show_insight(self, insight: Insight, time_of: TimeOf) -> None:
        if insight is self._insight:
            return
        self._insight = insight
        of_kind = {kind: tuple(p for p in insight.summary.points if p.kind is kind) for kind in PointKind}
        told = _beside(of_kind[PointKind.FACT], insight.facts)
        lines = {
            "summary": _points(of_kind[PointKind.REASON] + told, time_of),
            "facts": (*_facts(insight.facts, time_of, self._read_only), *self._not_kept(time_of)),
            "done": _points(of_kind[PointKind.DONE] + of_kind[PointKind.PROMISE] + of_kind[PointKind.OUTCOME], time_of),
            "open": _points(of_kind[PointKind.OPEN], time_of),
            "wants": want_lines(insight, time_of),
            "given": given_lines(insight, time_of, date.today()),
            "tone": tone_lines(insight, time_of),
            "file": claim_lines(insight, time_of, date.today()),
            "say": (Line(f"“{insight.say_back}”"),) if insight.say_back else (),
        }
        for name, section in self._sections.items():
            section.show_lines(lines[name])
        self.setVisible(not self.is_empty)

    def marked(self) -> list[FactLine]:
        """The lines that wait to be confirmed."""
        return [widget for widget in self._sections["facts"].widgets if widget.line and widget.line.uncertain]

    def _not_kept(self, time_of: TimeOf) -> tuple[Line, ...]:
        return tuple(
            Line(
                self.tr("not kept"), name=fact_name(kind), at=time_of(span.utterance_id), evidence=(span.utterance_id,)
            )
            for kind, span in self._masked.items()
        )


def _beside(points: Sequence[Point], facts: Sequence[Fact]) -> tuple[Point, ...]:
    """The points that do not merely repeat a fact that stands under Facts, as "Order: 447199" would."""
    names = {name.casefold() for fact in facts for name in (fact.kind, fact_name(fact.kind))}
    return tuple(point for point in points if point.text.partition(": ")[0].casefold() not in names)


def _points(points: Sequence[Point], time_of: TimeOf) -> tuple[Line, ...]:
    return tuple(
        Line(p.text, *_MARKS[p.kind], at=time_of(p.evidence[0]) if p.evidence else "", evidence=p.evidence)
        for p in points
    )


def _facts(facts: Sequence[Fact], time_of: TimeOf, read_only: bool) -> tuple[Line, ...]:
    return tuple(
        Line(
            fact_value(fact.kind, fact.value),
            name=fact_name(fact.kind),
            at=time_of(fact.evidence[0]) if fact.evidence else "",
            evidence=fact.evidence,
            kind="" if read_only else fact.kind,
            value="" if read_only else fact.value,
            uncertain=is_uncertain(fact),
            confirmed=fact.confirmed,
        )
        for fact in facts
    )
