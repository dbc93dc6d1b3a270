"""Promises: who said they would do what, and by when."""

from __future__ import annotations

import re

from calls.findings import Promise
from insight.heard import Heard, vocabulary

_PROMISE = re.compile(
    r"\b(?:i'll|we'll|i will|we will|i am going to|i'm going to|we're going to|i promise)\s+"
    r"(?!be (?:happy|glad)|need|have to|not\b)(?:just |now )?(\w+)"
)
_NOW = vocabulary("check look see ask assume guess say try hold wait think take need know")


class Promises:
    def __init__(self) -> None:
        self._promises: list[Promise] = []

    @property
    def all(self) -> tuple[Promise, ...]:
        return tuple(self._promises)

    def hear(self, heard: Heard) -> bool:
        match = _PROMISE.search(heard.joined)
        if not match or match[1] in _NOW:
            return False
        due = next((m.value for m in heard.utterance.mentions if m.kind == "date"), "")
        time = next((m.value for m in heard.utterance.mentions if m.kind == "time"), "")
        text = heard.joined[match.start(1) :]
        self._promises.append(Promise(heard.channel, text, f"{due}T{time}" if due and time else due, heard.id))
        return True
