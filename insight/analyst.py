"""The one door of insight: events of a call go in, what is known of it comes out."""

from __future__ import annotations

from calls.events import (
    CueDismissed,
    Ended,
    Event,
    FactCorrected,
    FileOpened,
    IssueDismissed,
    IssuePinned,
    IssueUnpinned,
    Rang,
    Utterance,
)
from calls.filed import FiledFact
from calls.findings import Concession, Insight
from insight.card_finder import Cards
from insight.claims import claims_of
from insight.coaching import Coaching, Scene
from insight.facts import Facts
from insight.heard import Conversation
from insight.issue import Issues
from insight.offers import Allowed, Offers, allowed_by, bundled_kinds
from insight.playbooks import bundled_help
from insight.promises import Promises
from insight.questions import Questions
from insight.say_back import say_back
from insight.shelf import Shelf
from insight.story import Story
from insight.summary import Known, summarise
from insight.taxonomy import taxonomy
from insight.tone import Tone
from language.lexicon import english


class Analyst:
    """One per call. ``apply`` costs the same at any length, and gives the same object when nothing changed.

    ``shelf`` holds the team's policy cards; a card that changes changes in the calls that go on.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._shelf = shelf or Shelf()
        self._cards = Cards(self._shelf.finder)
        self._offers = Offers(bundled_kinds())
        self._on_file: tuple[FiledFact, ...] = ()
        self._conversation = Conversation()
        self._facts = Facts(english())
        self._issues = Issues(taxonomy())
        self._promises = Promises()
        self._questions = Questions()
        self._story = Story()
        self._help = bundled_help()
        self._coaching = Coaching(self._help)
        self._tone = Tone()
        self._customer_name = ""
        self._today = ""
        self._insight = Insight()

    def apply(self, event: Event) -> Insight:
        if self._changes(event):
            self._insight = self._now()
        return self._insight

    def _changes(self, event: Event) -> bool:
        match event:
            case Rang():
                self._promises.begin(event.started_at)
                self._customer_name, self._today = event.customer_name, event.started_at[:10]
                self._facts.begin(self._today)
                return False
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
            case FileOpened(_, facts, concessions):
                self._on_file = facts
                self._offers.remember(Concession(c.kind, c.text, "", c.day, c.call_id) for c in concessions)
                return bool(facts or concessions)
            case CueDismissed():
                return self._coaching.dismiss(event)
            case Ended():
                return self._coaching.end()
            case _:
                return False

    def _hear(self, utterance: Utterance) -> bool:
        heard = self._conversation.hear(utterance)
        if not heard.words:
            return False
        candidate = self._issues.hear(heard)
        if candidate:
            self._story.keep_reason(heard)
        changed = [
            candidate,
            self._facts.hear(heard, self._conversation),
            self._promises.hear(heard),
            self._questions.hear(heard, self._conversation),
            self._story.hear(heard),
            self._tone.hear(utterance),
            self._offers.hear(heard),
            self._cards.use(self._shelf.finder),
        ]
        issue = self._issues.shown
        changed.append(self._cards.hear(heard, issue.code if issue else "", issue.utterance_id if issue else ""))
        return any([*changed, self._coaching.hear(heard, self._scene())])

    def _scene(self) -> Scene:
        return Scene(self._issues.shown, self._facts.recent, self._questions.open)

    def _now(self) -> Insight:
        known = Known(
            issue=self._issues.shown,
            best=self._issues.all[0] if self._issues.all else None,
            facts=self._facts.recent,
            promises=self._promises.recent,
            open_questions=self._questions.open,
            story=self._story,
            customer_name=self._name(),
            today=self._today,
            corrected=self._facts.corrected,
        )
        return Insight(
            summary=summarise(known),
            say_back=say_back(known),
            issue=known.issue,
            issues=self._issues.all,
            facts=self._facts.all,
            promises=self._promises.all,
            questions=self._questions.all,
            claims=claims_of(known.facts, self._on_file),
            cues=self._coaching.cues,
            helped=self._coaching.given,
            tone=self._tone.notes,
            cards=self._cards.shown(self._today),
            wants=self._offers.wants(self._allowed()),
            concessions=self._offers.all_concessions,
            unasked=self._coaching.unasked(self._scene()),
            strains=self._coaching.strains,
        )

    def _allowed(self) -> tuple[Allowed, ...]:
        """What the cards that the call touches let the agent offer, and the playbook of its issue."""
        shown = self._issues.shown
        book = self._help.playbook_for(shown.code) if shown else None
        by_book = tuple(Allowed(offer, book.title) for offer in book.offers) if book else ()
        return allowed_by(self._cards.relevant(), self._today) + by_book

    def _name(self) -> str:
        """What the agent confirmed, else what the customer said, else what the dialer knows."""
        names = sorted((f for f in self._facts.recent if f.kind == "name"), key=lambda f: (-f.confirmed, -f.confidence))
        return names[0].value if names else self._customer_name
