"""A saved call as it is read again: key issue, note, summary and words. Nothing in it can be changed here."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from calls.call import Call, CallState, Paused
from calls.events import Redaction, Utterance
from calls.findings import Fact, Insight
from calls.record import CallRecord, likely_name
from ui.buttons import LineButton
from ui.card import Card
from ui.labels import label, wrapped
from ui.summary_view import SummaryView
from ui.transcript_view import TranscriptView
from ui.wording import clock, first_name, moment, quote_of, to_do


class RecordView(QWidget):
    """``show_record(None)`` shows the empty state with ``words``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: CallRecord | None = None
        self._empty = wrapped("", "soft")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._head = RecordHead()
        self._note = NoteCard()
        self._summary, self.transcript = SummaryView(read_only=True), TranscriptView(live=False)
        self._head.words_wanted.connect(lambda utterance_id, quote: self._show_words((utterance_id,), quote))
        self._summary.words_wanted.connect(self._show_words)
        words = Card()
        words.column.addWidget(label(self.tr("Words"), "title"))
        words.column.addWidget(self.transcript, 1)
        words.setMinimumHeight(160)
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._empty)
        column.addWidget(self._head)
        column.addWidget(self._note)
        column.addWidget(self._summary, 3)
        column.addWidget(words, 4)
        self.show_record(None)

    def show_record(self, record: CallRecord | None, words: str = "") -> None:
        self._record = record
        self._empty.setText(words or self.tr("Choose a call to read it."))
        self._empty.setVisible(record is None)
        for card in (self._head, self._note, self._summary, self._words):
            card.setVisible(record is not None)
        if record is None:
            return
        call, insight = call_of(record), insight_of(record)
        self.transcript.clear()
        self.transcript.model.name_customer(first_name(call.customer_name))
        self.transcript.model.name_agent(first_name(call.agent))
        self.transcript.follow(call)
        issue = insight.issue
        self.transcript.mark_issue({issue.utterance_id: issue.quote} if issue and issue.utterance_id else {})
        self._head.show_record(record, self._time_of(issue.utterance_id) if issue else "")
        self._note.show_record(record)
        self._summary.clear()
        self._summary.note_masked(record.redactions)
        self._summary.show_insight(insight, self._time_of)

    def mark(self, text: str) -> None:
        """Marks the words that were searched for."""
        self.transcript.mark_search(text)

    def _show_words(self, evidence: tuple[str, ...], quote: str = "") -> None:
        self.transcript.show_evidence(evidence, quote)

    def _time_of(self, utterance_id: str) -> str:
        start = self.transcript.model.start_of(utterance_id)
        return "" if start is None else clock(start)


class RecordHead(Card):
    """The key issue with its quote, and whose call it was."""

    words_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("issue")
        self._target = ("", "")
        self._who, self._at = wrapped("", "title"), label("", "small")
        self._text, self._quote = wrapped("", "issue"), wrapped("", "soft")
        self._opener = LineButton()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._text)
        words.addWidget(self._quote)
        self._opener.row.setContentsMargins(0, 0, 0, 0)
        self._opener.row.addLayout(words)
        self._opener.clicked.connect(lambda: self.words_wanted.emit(*self._target))
        head = QHBoxLayout()
        head.addWidget(self._who, 1)
        head.addWidget(self._at, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(self._opener)

    def show_record(self, record: CallRecord, at: str) -> None:
        call, issue = record.call, record.key_issue
        who = likely_name(record) or call.customer_number or self.tr("Unknown caller")
        parts = (who, moment(call.started_at[:16], date.today()), clock(call.duration_s), call.agent)
        self._who.setText(" · ".join(part for part in parts if part))
        self._text.setText(issue.text if issue else self.tr("No key issue was found"))
        self._quote.setText(f"“{quote_of(issue, record.utterances)}”" if issue and issue.quote else "")
        self._quote.setVisible(bool(self._quote.text()))
        self._at.setText(at)
        self._target = (issue.utterance_id, issue.quote) if issue else ("", "")
        self._opener.setEnabled(bool(self._target[0]))
        said = self.tr("Key issue: {issue}. {quote}").format(issue=self._text.text(), quote=self._quote.text())
        self._opener.setAccessibleName(said)


class NoteCard(Card):
    def __init__(self) -> None:
        super().__init__("card")
        self._note, self._outcome = wrapped(), wrapped("", "small")
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(label(self.tr("Note"), "title"))
        self.column.addWidget(self._note)
        self.column.addWidget(self._outcome)

    def show_record(self, record: CallRecord) -> None:
        call = record.call
        self._note.setText(call.notes or record.summary.text or self.tr("No note was written."))
        left = (to_do(follow_up) for follow_up in call.follow_ups)
        outcome = self.tr("Outcome: {outcome}").format(outcome=call.disposition) if call.disposition else ""
        self._outcome.setText("\n".join(part for part in (outcome, *left, self._consent(record)) if part))
        self._outcome.setVisible(bool(self._outcome.text()))

    def _consent(self, record: CallRecord) -> str:
        if record.consent is None:
            return ""
        said = self.tr("Read out at {time}: “{text}”")
        return said.format(time=clock(record.consent.at), text=record.consent.text)


def call_of(record: CallRecord) -> Call:
    """The call as the views show one: what was said and what was not heard."""
    masked: dict[str, list[Redaction]] = {}
    for span in record.redactions:
        masked.setdefault(span.utterance_id, []).append(span)
    return Call(
        id=record.call.id,
        started_at=record.call.started_at,
        customer_name=record.call.customer_name,
        customer_number=record.call.customer_number,
        agent=record.call.agent,
        state=CallState.CLOSED,
        utterances=[
            Utterance(
                u.id,
                u.channel,
                u.start,
                u.end,
                u.text,
                u.raw,
                u.confidence,
                u.words,
                masked=tuple(masked.get(u.id, ())),
            )
            for u in record.utterances
        ],
        gaps=list(record.gaps),
        pauses=[Paused(p.start, p.end, p.reason) for p in record.pauses],
    )


def insight_of(record: CallRecord) -> Insight:
    return Insight(
        summary=record.summary,
        issue=record.key_issue,
        issues=record.issues,
        facts=tuple(Fact(f.kind, f.value, f.text, f.evidence, f.confidence, f.confirmed) for f in record.facts),
        promises=record.promises,
        questions=record.questions,
        claims=record.claims,
        tone=record.tone,
        concessions=record.concessions,
    )
