"""Calls as text for the scribe: "agent: …" and "customer: …" lines, said one after the other."""

from __future__ import annotations

import json
from datetime import date

from calls.codec import plain
from calls.events import Channel, Utterance, Word
from transcription.scribe import Scribe

TUESDAY = date(2026, 3, 17)


def said(text: str, start: float = 0.0) -> list[Word]:
    """A word every 0.3 s."""
    return [
        Word(word, round(start + i * 0.3, 3), round(start + i * 0.3 + 0.28, 3), 0.9)
        for i, word in enumerate(text.split())
    ]


def heard(*lines: str, country: str = "US", gap_s: float = 0.6) -> list[Utterance]:
    """All utterances of the call, in the order they were said."""
    scribe = Scribe(TUESDAY, country)
    out: list[Utterance] = []
    clock = 0.0
    for line in lines:
        side, _, text = line.partition(": ")
        words = said(text, clock)
        out += scribe.hear(Channel(side), words)
        clock = round(words[-1].end + gap_s, 3)
    return sorted([*out, *scribe.finish()], key=lambda utterance: utterance.start)


def raws(*lines: str, country: str = "US") -> list[str]:
    return [utterance.raw for utterance in heard(*lines, country=country)]


def everything(utterances: list[Utterance]) -> str:
    """All that leaves, as it would be written."""
    return json.dumps([plain(utterance) for utterance in utterances])
