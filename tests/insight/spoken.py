"""A call written as lines, heard by the real scribe and the real analyst."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from calls.events import Channel, Event, Rang, Utterance, Word
from calls.findings import Insight
from insight.analyst import Analyst
from insight.shelf import Shelf
from transcription.scribe import Scribe

STARTED_AT = "2026-03-16T10:00:00+00:00"
"""A Monday."""


class Spoken:
    """``agent`` and ``customer`` say a line and give what is known then; words are as the recogniser prints them."""

    def __init__(self, customer_name: str = "", shelf: Shelf | None = None) -> None:
        self.analyst = Analyst(shelf)
        self.scribe = Scribe(date(2026, 3, 16))
        self.heard: list[Utterance] = []
        self.clock_s = 0.0
        self.insight = self.analyst.apply(Rang("call", 0.0, STARTED_AT, customer_name=customer_name))

    def agent(self, line: str) -> Insight:
        return self.say(Channel.AGENT, line)

    def customer(self, line: str) -> Insight:
        return self.say(Channel.CUSTOMER, line)

    def say(self, channel: Channel, line: str) -> Insight:
        words = []
        for text in line.split():
            words.append(Word(text, round(self.clock_s, 2), round(self.clock_s + 0.3, 2), 0.9))
            self.clock_s += 0.4
        self.clock_s += 0.6
        for utterance in self.scribe.hear(channel, words):
            self.hear(utterance)
        return self.insight

    def hang_up(self) -> Insight:
        """What the scribe held back comes out."""
        for utterance in self.scribe.finish():
            self.hear(utterance)
        return self.insight

    def hear(self, utterance: Utterance) -> None:
        self.heard.append(utterance)
        self.insight = self.analyst.apply(utterance)

    def apply(self, event: Event) -> Insight:
        self.insight = self.analyst.apply(event)
        return self.insight


def shelf_of(folder: Path) -> Shelf:
    shelf = Shelf(folder)
    assert shelf.look()
    return shelf


def call(*lines: str) -> Spoken:
    """Lines begin with "a:" or "c:"."""
    spoken = Spoken()
    for line in lines:
        side, _, words = line.partition(":")
        spoken.say(Channel.AGENT if side == "a" else Channel.CUSTOMER, words.strip())
    spoken.hang_up()
    return spoken
