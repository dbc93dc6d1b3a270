"""The one door of insight: events of a call go in, what is known of it comes out."""

from __future__ import annotations

from calls.events import Channel, Event, FactCorrected, IssueDismissed, IssuePinned, IssueUnpinned, Utterance
from calls.findings import Insight
from insight.facts import Facts
from insight.heard import Conversation
from insight.issue import Issues
from insight.promises import Promises
from insight.questions import Questions
from insight.summary import summarise
from insight.taxonomy import taxonomy
from language.lexicon import english


class Analyst:
    """One per call. ``apply`` costs the same at any length, and gives the same object when nothing changed."""

    def __init__(self) -> None:
        self._conversation = Conversation()
        self._facts = Facts(english())
        self._issues = Issues(taxonomy())
        self._promises = Promises()
        self._questions = Questions()
        self._insight = Insight()

    def apply(self, event: Event) -> Insight:
        if self._changes(event):
            self._insight = self._now()
        return self._insight

    def _changes(self, event: Event) -> bool:
        match event:
            case Utterance():
                return self._hear(event)
            case IssuePinned():
                return self._issues.pin(event)
            case IssueUnpinned():
                return self._issues.unpin()
            case IssueDismissed():
                return self._issues.dismiss(event)
            case FactCorrected():
                return self._facts.correct(event)
            case _:
                return False

    def _hear(self, utterance: Utterance) -> bool:
        heard = self._conversation.hear(utterance)
        return any(
            [
                self._facts.hear(heard, self._conversation),
                self._issues.hear(heard),
                self._promises.hear(heard),
                self._questions.hear(heard),
            ]
        )

    def _now(self) -> Insight:
        issue, facts = self._issues.shown, self._facts.all
        promises, questions = self._promises.all, self._questions.all
        open_question = next(
            (q.text for q in reversed(questions) if q.asked_by is Channel.CUSTOMER and not q.answered), ""
        )
        say_back = f"So that I have it right: {issue.text.rstrip('.?!')}." if issue else ""
        return Insight(
            summary=summarise(issue, facts, promises, questions),
            say_back=f"{say_back} You also asked: {open_question}" if say_back and open_question else say_back,
            issue=issue,
            issues=self._issues.all,
            facts=facts,
            promises=promises,
            questions=questions,
        )
