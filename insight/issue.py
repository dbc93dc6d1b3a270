"""The key issue: which of the customer's sentences says what is wrong."""

from __future__ import annotations

import re
from bisect import insort

from calls.events import Channel, IssueDismissed, IssuePinned
from calls.findings import KeyIssue
from insight.heard import Heard

THRESHOLD = 0.6
KEPT = 8

_WISH = re.compile(
    r"\b(?:want|need|would like|like to|i'd like|looking to|trying to|help|how (?:do|can)|can you|could you)\b"
)
_TROUBLE = re.compile(
    r"\b(?:not|isn't|won't|can't|cannot|doesn't|didn't|haven't|hasn't|never|wrong|twice|problem|issue|broken|lost|late|"
    r"missing|cancel\w*|refund|charged|declined|error|fail\w*|change|complain\w*|delay\w*|damaged)\b"
)
_SMALL_TALK = re.compile(r"^(?:hi|hello|hey|yes|yeah|no|ok|okay|thanks?|thank you|bye|sure|great|good \w+)\b")


class Issues:
    """Candidates, best first. A dismissed one never comes back, a pinned one is never replaced."""

    def __init__(self) -> None:
        self._ranked: list[KeyIssue] = []
        self._dismissed: set[str] = set()
        self._pinned: KeyIssue | None = None
        self._customer_turns = 0

    @property
    def all(self) -> tuple[KeyIssue, ...]:
        return tuple(self._ranked)

    @property
    def shown(self) -> KeyIssue | None:
        if self._pinned:
            return self._pinned
        best = self._ranked[0] if self._ranked else None
        return best if best and best.confidence >= THRESHOLD else None

    def hear(self, heard: Heard) -> bool:
        if heard.channel is not Channel.CUSTOMER or len(heard.words) < 3 or heard.id in self._dismissed:
            return False
        said = heard.joined
        self._customer_turns += 1
        score = 0.2 + 0.25 * bool(_WISH.search(said)) + 0.25 * bool(_TROUBLE.search(said)) + 0.2 / self._customer_turns
        score -= 0.2 * (bool(_SMALL_TALK.search(said)) and len(heard.words) < 6)
        text = heard.utterance.text
        candidate = KeyIssue(
            text if len(text) <= 70 else text[:69] + "…", "", min(score, 0.95), heard.id, heard.utterance.raw
        )
        insort(self._ranked, candidate, key=lambda issue: -issue.confidence)
        del self._ranked[KEPT:]
        return candidate in self._ranked

    def pin(self, event: IssuePinned) -> bool:
        self._pinned = KeyIssue(event.text, event.code, 1.0, event.utterance_id, event.quote, pinned=True)
        return True

    def unpin(self) -> bool:
        was, self._pinned = self._pinned, None
        return was is not None

    def dismiss(self, event: IssueDismissed) -> bool:
        self._dismissed.add(event.utterance_id)
        kept = [issue for issue in self._ranked if issue.utterance_id != event.utterance_id]
        changed, self._ranked = len(kept) != len(self._ranked), kept
        return changed
