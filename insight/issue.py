"""The key issue: which of the customer's turns says what is wrong, how sure that is, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass

from calls.events import Channel, IssueDismissed, IssuePinned
from calls.findings import KeyIssue
from insight.cues import (
    Place,
    asks_what_is_wrong,
    asks_who_is_there,
    content_length,
    features_of,
    gram_features,
    is_foreign,
    may_open,
    spoken_length,
    vents,
    wants_a_person,
)
from insight.heard import Heard
from insight.linear import Linear, sigmoid, weights
from insight.statement import statement
from insight.taxonomy import Taxonomy

THRESHOLD = 0.87
"""Below it nothing is shown; docs/insight.md has the share shown and the precision at this point."""
KEPT = 8
LONE_LEAD = 8.0
"""The lead of a candidate without a rival, and the most that a lead counts."""
SURE_CODE = 0.5
_FIRST_WORD = 2.0
_NOT_YET = -5.0
"""Of asking who is there: whatever comes then is the first that is stated."""
_TOLD_WHEN_ASKED = 4.0
_EXPLAINED = 1.5
_STATES = 1.5
"""Added before a lone score is read as the odds of stating an issue: unknown trades score low."""
_ANGER_HIDES = 2.0
"""What makes a candidate less sure, though it ranks as it is: anger may be the best there is and still not say what is
wrong."""
_ANGER = "service.complaint"
"""What anger alone is about. Said to an agent who picked up, what has another name beside it is no mere anger."""
_FOREIGN = 20.0
"""Taken from a turn in another language, so that any turn that is understood comes first; and whoever spoke one may
have stated the matter in it, so that nothing is sure any more."""


class Ranker:
    """Scores a customer's turns one after another: the linear model's view, and two rules that it cannot learn.

    The training sets lack the agent's side. Who tells something at once states the issue; but where the agent then asks
    what is wrong, the answer may state it better, and where it was mere anger it does. Where an agent picked up and
    asked who it is first, the answer to "how can i help" is the first statement.
    """

    def __init__(self, model: Linear) -> None:
        self._model = model
        self._place = Place()
        self._vented = False
        self.agent_first = False
        self._customer_spoke = False
        self._opened = False
        self._asked = False
        self._explained = False

    def hear_agent(self, words: tuple[str, ...]) -> None:
        self.agent_first = self.agent_first or not self._customer_spoke
        self._asked = self._asked or asks_what_is_wrong(words)

    def score(self, words: tuple[str, ...]) -> float:
        self._customer_spoke = True
        if self.agent_first and self._place.stating == 0 and asks_who_is_there(words):
            return _NOT_YET
        content = content_length(words)
        features = features_of(words, self._place)
        score = float(self._model.scores(features)[0])
        venting = vents(words) or wants_a_person(words)
        says_enough = len(words) >= 6 and spoken_length(words) >= 3
        if self._place.stating == 0 and says_enough and not venting and may_open(features):
            score += _FIRST_WORD
            self._opened = True
        answers = self._asked and content >= 4 and not wants_a_person(words)
        if answers and self._vented:
            score += _TOLD_WHEN_ASKED
        elif answers and not self._explained and self._place.stating > 0:
            score += _EXPLAINED + _FIRST_WORD * (self.agent_first and not self._opened)
            self._opened = True
        self._explained = self._explained or answers
        self._vented = venting or (self._vented and not answers)
        self._asked = self._asked and not answers
        self._place = self._place.after(words)
        return score

    def confidence(self, score: float, lead: float) -> float:
        """That a candidate with this score and lead is the right one; never surer than that it states anything."""
        by_score, by_lead, constant = self._model.calibration
        right = sigmoid(by_score * score + by_lead * max(-LONE_LEAD, min(LONE_LEAD, lead)) + constant)
        return min(right, sigmoid(score + _STATES))


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    doubt: float
    start: float
    issue: KeyIssue


class Issues:
    """Candidates, best first. A dismissed one never comes back, a pinned one is never replaced."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._ranker = Ranker(weights("stating"))
        self._codes = weights("codes")
        self._candidates: list[_Candidate] = []
        self._ranked: tuple[KeyIssue, ...] = ()
        self._dismissed: set[str] = set()
        self._foreign = False
        self._pinned: KeyIssue | None = None

    @property
    def all(self) -> tuple[KeyIssue, ...]:
        return self._ranked

    @property
    def shown(self) -> KeyIssue | None:
        if self._pinned:
            return self._pinned
        return self._ranked[0] if self._ranked and self._ranked[0].confidence >= THRESHOLD else None

    def hear(self, heard: Heard) -> bool:
        words = tuple(word for word in heard.words if not word.startswith("["))
        if heard.channel is Channel.AGENT:
            self._ranker.hear_agent(words)
            return False
        if not words:
            return False
        foreign = is_foreign(words)
        self._foreign = self._foreign or foreign
        score = self._ranker.score(words) - _FOREIGN * foreign
        full = len(self._candidates) >= KEPT
        if content_length(words) == 0 or heard.id in self._dismissed or (full and score <= self._candidates[-1].score):
            return False
        utterance = heard.utterance
        line = statement(utterance.text) or utterance.text
        issue = KeyIssue(line, self._code(words), 0.0, heard.id, utterance.raw)
        named = self._ranker.agent_first and self._taxonomy.code_of(" ".join(words)) not in ("", _ANGER)
        doubt = _ANGER_HIDES * (vents(words) and not named)
        self._candidates.append(_Candidate(score, doubt, utterance.start, issue))
        self._rank()
        return True

    def pin(self, event: IssuePinned) -> bool:
        self._pinned = KeyIssue(event.text, event.code, 1.0, event.utterance_id, event.quote, pinned=True)
        return True

    def unpin(self) -> bool:
        was, self._pinned = self._pinned, None
        return was is not None

    def dismiss(self, event: IssueDismissed) -> bool:
        self._dismissed.add(event.utterance_id)
        kept = [known for known in self._candidates if known.issue.utterance_id != event.utterance_id]
        changed, self._candidates = len(kept) != len(self._candidates), kept
        self._rank()
        return changed

    def _rank(self) -> None:
        self._candidates.sort(key=lambda known: (-known.score, known.start))
        del self._candidates[KEPT:]
        ranked: list[KeyIssue] = []
        for at, known in enumerate(self._candidates):
            rival = self._candidates[0 if at else 1].score if len(self._candidates) > 1 else known.score - LONE_LEAD
            told = known.score - known.doubt - _FOREIGN * self._foreign
            sure = self._ranker.confidence(told, told - rival)
            issue = known.issue
            ranked.append(KeyIssue(issue.text, issue.code, round(sure, 3), issue.utterance_id, issue.quote))
        self._ranked = tuple(ranked)

    def _code(self, words: tuple[str, ...]) -> str:
        """The taxonomy's phrases decide; the model only where they are silent and it is sure."""
        told = self._taxonomy.code_of(" ".join(words))
        if told:
            return told
        scores = self._codes.scores(gram_features(words, 2.0))
        best = int(scores.argmax())
        odds = sum(pow(2.718281828, float(score - scores[best])) for score in scores)
        code = self._codes.classes[best]
        return code if 1 / odds >= SURE_CODE and self._taxonomy.about(code) else ""
