"""Questions of both sides, without question marks to go by, and whether a reply followed."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace

from calls.findings import Question
from insight.heard import Heard

_ASKS = re.compile(
    r"^(?:(?:and|so|but|okay|ok|well|um|uh|sorry|please|hi|hello|then|or)\s+)*"
    r"(?:(?:what|when|where|why|who|whose|which|how)\b(?! ever)"
    r"|(?:do|does|did|is|are|was|were|can|could|would|will|have|has|should|may|am)(?:n't)? "
    r"(?:i|you|we|they|he|she|it|there|this|that|the|my|your|anyone)\b)"
    r"|\b(?:can|could|would|may) (?:you|i) (?:please|just|tell|have|get|confirm|give|explain)\b"
    r"|\b(?:what|when|where|why|how|which) (?:is|are|was|were|do|does|did|can|will|would|should|much|many|long|about)\b"
)
_REPLY = 2
"""Words that make an utterance a reply: "mm-hm" alone is not one."""


class Questions:
    def __init__(self) -> None:
        self._questions: list[Question] = []
        self._waiting: deque[int] = deque(maxlen=6)

    @property
    def all(self) -> tuple[Question, ...]:
        return tuple(self._questions)

    def hear(self, heard: Heard) -> bool:
        changed = len(heard.words) >= _REPLY and self._answer(heard)
        if _ASKS.search(heard.joined):
            self._waiting.append(len(self._questions))
            self._questions.append(Question(heard.channel, heard.utterance.text, heard.id, answered=False))
            return True
        return changed

    def _answer(self, heard: Heard) -> bool:
        answered = [at for at in self._waiting if self._questions[at].asked_by is not heard.channel]
        for at in answered:
            self._questions[at] = replace(self._questions[at], answered=True)
            self._waiting.remove(at)
        return bool(answered)
