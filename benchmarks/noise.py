"""How well insight holds when words are wrong: seeded noise on the words, then the same analysis.

    python -m benchmarks.noise                              the bundled call, said with twenty seeds for each share
    python -m benchmarks.noise --data FOLDER [--limit N]    every dialogue of the .jsonl files there instead
    python -m benchmarks.noise FILE.jsonl --out OUT --share 0.2   like "main.py analyse", on noisy words

The first two print a line for each share of wrong words (0, 10, 20, 30 %): the key issue (first choice right, shown,
right when shown), and what is left of the findings that the same words give when all are right (facts of each kind by
value, questions by place; recall / precision) and of the words of the summary (F1). In a folder the turns that state
the issue are "gold_turns" of a line; without them the clean words' first choice stands for it. The third form can stand
in for "main.py analyse" wherever annotated dialogues are scored.

Noise is a third each of words replaced, dropped and put in, the new ones drawn from the common words of the language;
the same seed, share and dialogue give the same words. A turn keeps at least one word. Exit status 1 when a digit run of
the card that is read out in the bundled call can be found in any record of it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
GROUPS = {
    "ids": {"account", "order", "reference", "policy", "claim", "booking", "product_code"},
    "names": {"name"},
    "dates": {"date"},
    "times": {"time"},
    "amounts": {"amount"},
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.file:
        analyse(options.file, options.out, options.share, options.seed)
        return 0
    if options.data:
        for path in sorted(options.data.glob("*.jsonl")):
            show_curve(path.name, list(stated_calls(path, options.limit)), 1)
        return 0
    return show_bundled_call()


def analyse(file: Path, target: Path | None, share: float, seed: int) -> None:
    with target.open("w", encoding="utf-8") if target else sys.stdout as out:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{file} line {number}"
            dialogue: Dialogue = build(Dialogue, parse(line, where), where)
            out.write(to_json(heard(dialogue, share, seed)) + "\n")


@dataclass(frozen=True, slots=True)
class StatedCall:
    """``stating``: positions of the turns that state the issue; empty where nobody marked them."""

    dialogue: Dialogue
    stating: frozenset[int] = frozenset()


@dataclass(slots=True)
class Held:
    """Sums over calls: what there was, and what was left of it."""

    calls: int = 0
    right: int = 0
    shown: int = 0
    right_shown: int = 0
    words: float = 0.0
    clean: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)

    def add(self, clean: CallRecord, noisy: CallRecord, stating: frozenset[int]) -> None:
        self.calls += 1
        wanted = stating or frozenset(places(clean, (issue.utterance_id for issue in clean.issues[:1])))
        first = places(noisy, (issue.utterance_id for issue in noisy.issues[:1]))
        self.right += bool(wanted & set(first))
        if noisy.key_issue:
            self.shown += 1
            self.right_shown += bool(wanted & set(places(noisy, [noisy.key_issue.utterance_id])))
        self.words += overlap(clean.summary.text, noisy.summary.text)
        before, after = findings(clean), findings(noisy)
        self.clean.update(group for group, _ in before)
        self.found.update(group for group, _ in after)
        self.kept.update(group for group, _ in before & after)

    def line(self) -> str:
        of_calls = max(1, self.calls)
        parts = [
            f"issue right {self.right / of_calls:.3f} shown {self.shown / of_calls:.3f}"
            f" right when shown {self.right_shown / max(1, self.shown):.3f}",
            f"summary {self.words / of_calls:.2f}",
        ]
        for group in (*GROUPS, "questions"):
            if self.clean[group]:
                recall, precision = (self.kept[group] / max(1, of[group]) for of in (self.clean, self.found))
                parts.append(f"{group} {recall:.2f}/{precision:.2f}")
        return "  ".join(parts)


def findings(record: CallRecord) -> set[tuple[str, str]]:
    """Facts by group and value, questions by the place of their turn."""
    groups = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
    facts = {(groups[fact.kind], fact.value) for fact in record.facts if fact.kind in groups}
    asked = places(record, (question.utterance_id for question in record.questions))
    return facts | {("questions", str(at)) for at in asked}


def places(record: CallRecord, ids: Iterator[str] | Sequence[str]) -> list[int]:
    at = {utterance.id: place for place, utterance in enumerate(record.utterances)}
    return [at[id_] for id_ in ids]


def overlap(one: str, other: str) -> float:
    """F1 of the words that two texts share."""
    first, second = (Counter(re.findall(r"[\w']+", text.lower())) for text in (one, other))
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def stated_calls(path: Path, limit: int) -> Iterator[StatedCall]:
    """Rows with "turns" of "speaker" (or "channel") and "asr" (or "text"); others are passed over."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[: limit or None]):
        row = json.loads(line)
        turns = tuple(
            Turn(Channel(turn.get("speaker") or turn["channel"]), turn.get("asr", turn["text"]))
            for turn in row.get("turns", ())
        )
        if turns:
            yield StatedCall(
                Dialogue(str(row.get("id", number)), turns, STARTED_AT), frozenset(row.get("gold_turns", ()))
            )


def show_curve(name: str, calls: Sequence[StatedCall], seeds: int) -> list[CallRecord]:
    """Prints a line for each share; gives all records."""
    records: list[CallRecord] = []
    clean = [heard(call.dialogue, 0.0, 0) for call in calls]
    for share in SHARES:
        held = Held()
        for seed in range(seeds if share else 1):
            for call, known in zip(calls, clean, strict=True):
                noisy = heard(call.dialogue, share, seed) if share else known
                held.add(known, noisy, call.stating)
                records.append(noisy)
        print(f"{name} {share:4.0%}: {held.line()}", flush=True)
    return records


def heard(dialogue: Dialogue, share: float, seed: int) -> CallRecord:
    return record_of(analysed(worn(dialogue, share, seed), "US"))


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
    stating = frozenset(at for at, turn in enumerate(script) if "issue" in turn)
    records = show_curve("bundled call", [StatedCall(Dialogue("bundled", turns, STARTED_AT), stating)], SEEDS)
    leaks = sum(leaked(record, script) for record in records)
    print(f"card digits found in {leaks} of {len(records)} records")
    return 1 if leaks else 0


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
