"""What insight costs per utterance, early in a call and after thousands: the ratio must stay near one.

    python benchmarks/insight_cost.py [--json]

One call is made of a dialogue said over and over with new numbers, so that facts, questions and promises keep coming.
The same 200 utterances are heard twice: as the last of the long call, and ten at a time, each ten in a young call of
its own. The policy cards that ship are on the shelf. Only ``Analyst.apply`` is timed; figures are medians.
Exit status 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import resources
from calls.events import Answered, Channel, Rang, Utterance, Word
from insight.analyst import Analyst
from insight.shelf import Shelf
from transcription.scribe import Scribe

EARLY, LATE = 10, 3000
AROUND = 200
MOST_MS, MOST_RATIO = 1.0, 1.2
ROUNDS = 3
"""The least disturbed of these counts: other programs can only slow a round down."""
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    utterances = list(endless_call(LATE))
    time_of(utterances[: 2 * EARLY])
    rounds = [(young(utterances), time_of(utterances)[LATE - AROUND :]) for _ in range(ROUNDS)]
    figures = {
        "at_10_ms": min(statistics.median(early) for early, _ in rounds),
        "at_3000_ms": min(statistics.median(late) for _, late in rounds),
        "p95_at_3000_ms": min(statistics.quantiles(late, n=20)[-1] for _, late in rounds),
    }
    figures["ratio"] = figures["at_3000_ms"] / figures["at_10_ms"]
    if options.json:
        print(json.dumps({name: round(figure, 4) for name, figure in figures.items()}))
    else:
        print("  ".join(f"{name} {figure:.3f}" for name, figure in figures.items()))
    return 0 if figures["at_3000_ms"] <= MOST_MS and figures["ratio"] <= MOST_RATIO else 1


def young(utterances: list[Utterance]) -> list[float]:
    """The last utterances again, each ten of them in a call that is ten utterances old."""
    spent: list[float] = []
    for begin in range(LATE - AROUND, LATE, EARLY):
        spent += time_of(utterances[begin - EARLY : begin + EARLY])[EARLY:]
    return spent


def time_of(utterances: list[Utterance]) -> list[float]:
    """Milliseconds of each, in one call."""
    shelf = Shelf(resources.path("cards"))
    shelf.look()
    analyst = Analyst(shelf)
    analyst.apply(Rang("call", 0.0, "2026-03-16T10:00:00+00:00"))
    analyst.apply(Answered(0.0))
    spent: list[float] = []
    for utterance in utterances:
        began = time.perf_counter()
        analyst.apply(utterance)
        spent.append(1000 * (time.perf_counter() - began))
    return spent


def endless_call(length: int) -> Iterator[Utterance]:
    turns = json.loads(resources.path("demo", "script.json").read_text(encoding="utf-8"))
    scribe = Scribe(date(2026, 3, 16))
    at, made, said = 0.0, 0, 0
    while made < length:
        turn = turns[said % len(turns)]
        said += 1
        words = []
        for text in renumbered(turn["text"].split(), said // len(turns)):
            words.append(Word(text, at, at + 0.3, 0.9))
            at += 0.4
        at += 0.6
        for utterance in scribe.hear(Channel(turn["channel"]), words):
            made += 1
            yield utterance


def renumbered(words: list[str], lap: int) -> list[str]:
    """Digits said differ from lap to lap, so that no fact is ever the same again."""
    return [DIGITS[(DIGITS.index(word) + lap) % 10] if word in DIGITS else word for word in words]


if __name__ == "__main__":
    sys.exit(main())
