"""How well insight holds when words are wrong: seeded noise on the words, then the same analysis.

    python -m benchmarks.noise                              the bundled call: what is found at 0, 10, 20 and 30 %
    python -m benchmarks.noise FILE.jsonl --out OUT --share 0.2   like "main.py analyse", on noisy words

The second form can stand in for "main.py analyse" wherever annotated dialogues are scored. Noise is a third each of
words replaced, dropped and put in, the new ones drawn from the common words of the language; the same seed, share and
dialogue give the same words. A turn keeps at least one word. The bundled call is said with twenty seeds for each share.
Exit status 1 when a digit run of the card that is read out in it can be found in any record.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import resources
from calls.codec import build, parse
from calls.events import Channel
from calls.record import CallRecord, record_of, to_json
from cli.analyse import Dialogue, Turn, analysed
from language.lexicon import english

SHARES = (0.0, 0.1, 0.2, 0.3)
SEEDS = 20
STARTED_AT = "2026-03-16T10:00:00+00:00"
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
LEAK = 5
"""Digits in a row that give a card away."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.file is None:
        return show_bundled_call()
    with options.out.open("w", encoding="utf-8") if options.out else sys.stdout as out:
        for number, line in enumerate(options.file.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{options.file} line {number}"
            dialogue: Dialogue = build(Dialogue, parse(line, where), where)
            noisy = worn(dialogue, options.share, options.seed)
            out.write(to_json(record_of(analysed(noisy, "US"))) + "\n")
    return 0


def worn(dialogue: Dialogue, share: float, seed: int) -> Dialogue:
    chance = random.Random(f"{seed} {share} {dialogue.id}")
    common = sorted(english().plain)
    turns = tuple(
        replace(turn, text=" ".join(wear(turn.text.split(), share, chance, common))) for turn in dialogue.turns
    )
    return replace(dialogue, turns=turns)


def wear(words: Sequence[str], share: float, chance: random.Random, common: Sequence[str]) -> list[str]:
    """Each word is hit with the odds ``share``: replaced, dropped, or followed by one that nobody said."""
    heard: list[str] = []
    for word in words:
        match chance.choice(("replaced", "dropped", "inserted")) if chance.random() < share else "heard":
            case "replaced":
                heard.append(chance.choice(common))
            case "inserted":
                heard += [word, chance.choice(common)]
            case "heard":
                heard.append(word)
    return heard or list(words[:1])


def show_bundled_call() -> int:
    script = json.loads(resources.path("demo", "script.json").read_text(encoding="utf-8"))
    turns = tuple(Turn(Channel(turn["channel"]), turn["text"]) for turn in script)
    leaks = 0
    for share in SHARES:
        found: Counter[str] = Counter()
        for seed in range(SEEDS):
            record = record_of(analysed(worn(Dialogue("bundled", turns, STARTED_AT), share, seed), "US"))
            found.update(found_in(record, script))
            leaks += leaked(record, script)
        held = "  ".join(
            f"{name} {found[name] / SEEDS:.2f}" for name in ("issue", "name", "order", "amount", "promises", "open")
        )
        print(f"{share:4.0%} of words wrong: {held}")
    print(f"card digits found in {leaks} of {SEEDS * len(SHARES)} records")
    return 1 if leaks else 0


def found_in(record: CallRecord, script: list[dict[str, Any]]) -> Iterator[str]:
    """Which of the things that the call is about are in the record; two promises count half each."""
    stating = next(at for at, turn in enumerate(script) if "issue" in turn)
    if record.key_issue and record.key_issue.utterance_id == record.utterances[stating].id:
        yield "issue"
    values = {(fact.kind, fact.value) for fact in record.facts}
    yield from {
        fact["kind"] for turn in script for fact in turn.get("facts", ()) if (fact["kind"], fact["value"]) in values
    }
    if len(record.promises) >= 2:
        yield "promises"
    asking = next(at for at, turn in enumerate(script) if "open_question" in turn)
    if any(q.utterance_id == record.utterances[asking].id and not q.answered for q in record.questions):
        yield "open"


def leaked(record: CallRecord, script: list[dict[str, Any]]) -> bool:
    """Is any run of the card's digits in the record, as digits or as words?"""
    card = next(secret["value"] for turn in script for secret in turn.get("secrets", ()))
    for text in texts(json.loads(to_json(record))):
        words = re.findall(r"[a-z]+|\d", text.lower())
        told = "".join(str(DIGITS.index(word)) if word in DIGITS else word for word in words)
        if any(card[at : at + LEAK] in told for at in range(len(card) - LEAK + 1)):
            return True
    return False


def texts(data: Any) -> Iterator[str]:
    """Every text of a record but the ids, whose digits are times."""
    match data:
        case str():
            yield data
        case list():
            for item in data:
                yield from texts(item)
        case dict():
            for name, item in data.items():
                if name not in ("id", "utterance_id", "evidence"):
                    yield from texts(item)


if __name__ == "__main__":
    sys.exit(main())
