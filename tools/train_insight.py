"""Train the weights under resources/weights/: which turn states the issue, and which code it has.

    python -m tools.train_insight DATA [--left-out] [--out resources/weights]

DATA holds key_issue/multidogo.{train,dev}.jsonl, intents/natcs.dev.jsonl and intents/banking77.dev.jsonl: dialogues and
requests as released by their authors (resources/weights/README.md names them), one JSON object per line, each turn with
"asr", its words in lowercase without punctuation. ``--left-out`` also reports each domain when it was not trained on.
Needs scikit-learn (pip install scikit-learn), which neither Attune nor its tests do.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore
from sklearn.linear_model import LogisticRegression  # type: ignore

from insight.cues import Place, content_length, features_of, gram_features
from insight.issue import LONE_LEAD, Ranker
from insight.linear import Linear, write_weights
from tools.intents_to_codes import CODES
from tools.made_orders import made_orders

RARE = 8
"""A word or pair seen less often is left out: it would be learned by heart."""
RARE_IN_CODES = 15
REQUEST_WEIGHT = 0.6
"""Single requests outnumber the turns of dialogues that state an issue."""
MADE, MADE_WEIGHT = 800, 0.25
"""Made-up orders: how many, and what a turn of them counts."""
NOISE = 0.15
"""Share of words dropped from a second copy of every turn, so that lost words matter less."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    domain: str
    turns: tuple[tuple[str, ...], ...]
    stating: frozenset[int]


@dataclass(frozen=True, slots=True)
class Example:
    features: dict[str, float]
    label: str
    weight: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("resources/weights"))
    options = parser.parse_args()
    train = list(dialogues(options.data / "key_issue/multidogo.train.jsonl"))
    dev = list(dialogues(options.data / "key_issue/multidogo.dev.jsonl"))
    singles = list(requests(options.data))
    domains = sorted({dialogue.domain for dialogue in train})
    unseen = {domain: stating_model([d for d in train if d.domain != domain], singles) for domain in domains}
    calibration = calibrated(unseen, train)
    if options.left_out:
        for domain in domains:
            test = [d for d in dev if d.domain == domain]
            print(f"left out {domain}: first choice right {hit(unseen[domain], test):.3f} of {len(test)}")
    stating = stating_model(train, singles, calibration)
    print(f"all domains: first choice right {hit(stating, dev):.3f} of {len(dev)}")
    options.out.mkdir(parents=True, exist_ok=True)
    write_weights(options.out / "stating.npz", stating)
    write_weights(options.out / "codes.npz", codes_model(options.data))


def dialogues(path: Path) -> Iterator[Dialogue]:
    """Of a dialogue only the customer's side is annotated, and only that is taken."""
    for row in read(path):
        spoken = [(at, tuple(t["asr"].split())) for at, t in enumerate(row["turns"]) if t["speaker"] == "customer"]
        kept = [(at, words) for at, words in spoken if words]
        gold = set(row["gold_turns"])
        yield Dialogue(
            row["domain"],
            tuple(words for _, words in kept),
            frozenset(i for i, (at, _) in enumerate(kept) if at in gold),
        )


def requests(data: Path) -> Iterator[tuple[str, ...]]:
    for row in read(data / "intents/natcs.dev.jsonl"):
        yield tuple(row["asr"].split())
    for row in list(read(data / "intents/banking77.dev.jsonl"))[::5]:
        yield tuple(row["asr"].split())


def read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def stating_model(
    train: Sequence[Dialogue], singles: Sequence[tuple[str, ...]], calibration: tuple[float, ...] = (1.0, 0.0, 0.0)
) -> Linear:
    examples: list[Example] = []
    chance = random.Random(7)
    for dialogue in train:
        place = Place()
        for at, words in enumerate(dialogue.turns):
            label = "states" if at in dialogue.stating else ""
            examples.append(Example(features_of(words, place), label, 0.5))
            examples.append(Example(features_of(_worn(words, chance), place), label, 0.5))
            place = place.after(words)
    examples += [Example(features_of(words, Place()), "states", REQUEST_WEIGHT) for words in singles if words]
    examples += made_examples()
    return fitted(examples, calibration, strength=0.5, rare=RARE)


def made_examples() -> Iterator[Example]:
    """Cues alone: the words of made-up turns are ours, and teach nothing."""
    for order in made_orders(MADE):
        place = Place()
        for words, states in order:
            cues = {name: value for name, value in features_of(words, place).items() if not name.startswith("w:")}
            yield Example(cues, "states" if states else "", MADE_WEIGHT)
            place = place.after(words)


def codes_model(data: Path) -> Linear:
    labelled: list[tuple[tuple[str, ...], str]] = []
    for name in ("intents/natcs.dev.jsonl", "intents/banking77.dev.jsonl"):
        labelled += [(tuple(row["asr"].split()), CODES.get(row["intent"], "")) for row in read(data / name)]
    for row in read(data / "key_issue/multidogo.train.jsonl"):
        labelled += [
            (tuple(row["turns"][int(at)]["asr"].split()), CODES.get(intents[0], ""))
            for at, intents in row["intents"].items()
            if len(intents) == 1
        ]
    chance = random.Random(7)
    examples = [
        Example(gram_features(version, 2.0), code, 1.0)
        for words, code in labelled
        if words and code
        for version in (words, _worn(words, chance))
    ]
    counts = Counter(example.label for example in examples)
    evened = [Example(e.features, e.label, (300 / counts[e.label]) ** 0.5) for e in examples]
    return fitted(evened, (), strength=2.0, rare=RARE_IN_CODES)


def _worn(words: tuple[str, ...], chance: random.Random) -> tuple[str, ...]:
    return tuple(word for word in words if chance.random() >= NOISE) or words


def fitted(examples: Sequence[Example], calibration: tuple[float, ...], strength: float, rare: int) -> Linear:
    seen = Counter(name for example in examples for name in example.features)
    kept = sorted(name for name, count in seen.items() if count >= rare or not name.startswith("w:"))
    place = {name: row for row, name in enumerate(kept)}
    model = LogisticRegression(C=strength, max_iter=300)
    model.fit(matrix(examples, place), [e.label for e in examples], sample_weight=[e.weight for e in examples])
    return Linear(
        place,
        model.coef_.T.astype(np.float32),
        model.intercept_.astype(np.float32),
        tuple(model.classes_[-model.coef_.shape[0] :]),
        calibration,
    )


def matrix(examples: Sequence[Example], place: dict[str, int]) -> Any:
    cells = [
        (value, row, place[name])
        for row, example in enumerate(examples)
        for name, value in example.features.items()
        if name in place
    ]
    values, rows, columns = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(examples), len(place)))


def ranked(model: Linear, dialogue: Dialogue) -> list[tuple[float, int]]:
    ranker = Ranker(model)
    scored = [(ranker.score(words), at) for at, words in enumerate(dialogue.turns)]
    scored = [(score, at) for score, at in scored if content_length(dialogue.turns[at])]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))


def hit(model: Linear, dialogues: Sequence[Dialogue]) -> float:
    firsts = [(ranked(model, dialogue), dialogue) for dialogue in dialogues]
    return sum(bool(order) and order[0][1] in dialogue.stating for order, dialogue in firsts) / max(1, len(dialogues))


def calibrated(unseen: dict[str, Linear], train: Sequence[Dialogue]) -> tuple[float, ...]:
    """How sure to be of a first choice, learned where the domain was not trained on: what a new customer gets."""
    rows: list[tuple[float, float]] = []
    right: list[bool] = []
    by_domain = defaultdict(list)
    for dialogue in train:
        by_domain[dialogue.domain].append(dialogue)
    for domain, some in by_domain.items():
        for dialogue in some:
            order = ranked(unseen[domain], dialogue)
            if order:
                second = order[1][0] if len(order) > 1 else order[0][0] - LONE_LEAD
                rows.append((order[0][0], min(LONE_LEAD, order[0][0] - second)))
                right.append(order[0][1] in dialogue.stating)
    model = LogisticRegression(C=10.0).fit(rows, right)
    return (*(float(weight) for weight in model.coef_[0]), float(model.intercept_[0]))


if __name__ == "__main__":
    main()
