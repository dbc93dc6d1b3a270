"""The decoding graph without any FST toolkit: one state per language model history, a trie of phones out of each.

Words with the same rest and the same next history share that rest. A phone is entered on one frame and waits on blanks;
between words stands a choice of no pause or a silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.model.formats import Arc, Tuple, entering, graph, waiting
from tools.model.language_model import END, START, Counted, History, Model, Pruning, Source, count, prune
from tools.model.lexicon import PHONE_ID, PHONES, Pronunciation
from tools.model.plan import TEXT_WEIGHTS

SILENCE_PHONE = 1
ONSET, SILENCE = 1, 2
"""Tuples of the silent phone: where speech has set in and no phone is told yet, the network says a blank."""
BLANK_PDF, SILENCE_PDF = 0, len(PHONES) + 1
POSITIONS = ("begin", "internal", "end", "singleton")
ARC_BYTES, STATE_BYTES = 16, 12


@dataclass(frozen=True, slots=True)
class Costs:
    """What the graph charges beside the language model, in natural logarithms."""

    language: float = 1.0
    """Factor on the language model."""
    word: float = 0.0
    wait: float = 0.0
    """Each blank frame, after a phone or before a first one."""
    pause: float = 1.0
    """A silence between words; with its own network output it needs little help."""
    no_pause: float = 0.35
    variant: float = 0.2
    """A word's second pronunciation."""
    nothing_said: float = 6.0
    """An utterance without words; too cheap, and it swallows short answers."""


def placed(phone: str, position: int) -> int:
    """Number of the tuple of a phone at the begin, inside, at the end of a word, or alone."""
    return 3 + (PHONE_ID[phone] - 1) * len(POSITIONS) + position


def word_phones(said: Pronunciation) -> tuple[int, ...]:
    if len(said) == 1:
        return (placed(said[0], 3),)
    return (placed(said[0], 0), *(placed(p, 1) for p in said[1:-1]), placed(said[-1], 2))


def tuples() -> list[Tuple]:
    """In the order of their numbers, from 1; Kaldi's phones are numbered so too, but that the first two are one."""
    spoken = [(placed(phone, position), PHONE_ID[phone]) for phone in PHONES for position in range(len(POSITIONS))]
    return [
        Tuple(SILENCE_PHONE, BLANK_PDF, BLANK_PDF),
        Tuple(SILENCE_PHONE, SILENCE_PDF, SILENCE_PDF),
        *(Tuple(number - 1, pdf, BLANK_PDF) for number, pdf in sorted(spoken)),
    ]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word as it leaves a history: cost so far unpaid, label, phones, and the history it leads to."""

    cost: float
    label: int
    phones: tuple[int, ...]
    after: History


@dataclass
class Builder:
    """Collects states; `build` is the way in."""

    model: Model
    costs: Costs
    arcs: list[list[Arc]] = field(default_factory=list)
    final: dict[int, float] = field(default_factory=dict)
    home: dict[History, int] = field(default_factory=dict)
    rests: dict[tuple[tuple[int, ...], History], int] = field(default_factory=dict)
    pauses: dict[History, int] = field(default_factory=dict)

    def state(self, phone: int = 0) -> int:
        """A new state, in which `phone` waits if one is given."""
        self.arcs.append([])
        here = len(self.arcs) - 1
        if phone:
            self.add(here, waiting(phone), 0, 0.0 if phone == SILENCE else self.costs.wait, here)
        if phone == SILENCE:
            self.add(here, waiting(ONSET), 0, self.costs.wait, here)
        return here

    def add(self, source: int, reads: int, writes: int, cost: float, target: int) -> None:
        self.arcs[source].append(Arc(reads, writes, cost, target))

    def next_history(self, history: History, word: str) -> History:
        return self.model.shortened((*history, word)[-2:])

    def pause(self, history: History) -> int:
        """The silence after a word, heading for a history."""
        if history not in self.pauses:
            here = self.pauses[history] = self.state(SILENCE)
            self.add(here, 0, 0, 0.0, self.home[history])
        return self.pauses[history]

    def leave(self, here: int, label: int, cost: float, after: History) -> None:
        """From a word's last phone to the next history, with a pause or without."""
        self.add(here, 0, label, cost + self.costs.no_pause, self.home[after])
        self.add(here, entering(SILENCE), label, cost + self.costs.pause, self.pause(after))

    def rest(self, phones: tuple[int, ...], after: History) -> int:
        """The state in which the first of `phones` waits, with the others to come; shared by all words that end so."""
        key = (phones, after)
        if key not in self.rests:
            here = self.rests[key] = self.state(phones[0])
            if len(phones) == 1:
                self.leave(here, 0, 0.0, after)
            else:
                self.add(here, entering(phones[1]), 0, 0.0, self.rest(phones[1:], after))
        return self.rests[key]

    def branch(self, here: int, words: list[Spoken], depth: int, paid: float) -> None:
        """The trie below `here`: words that agree up to `depth`; costs are paid as early as they are certain."""
        by_phone: dict[int, list[Spoken]] = defaultdict(list)
        for word in words:
            by_phone[word.phones[depth]].append(word)
        for phone, same in by_phone.items():
            least = min(word.cost for word in same)
            if len(same) == 1:
                target = self.rest(same[0].phones[depth:], same[0].after)
                self.add(here, entering(phone), same[0].label, least - paid, target)
                continue
            below = self.state(phone)
            self.add(here, entering(phone), 0, least - paid, below)
            if len(same[0].phones) == depth + 1:  # words that sound alike: positions make endings differ from insides
                for word in same:
                    self.leave(below, word.label, word.cost - least, word.after)
            else:
                self.branch(below, same, depth + 1, least)

    def start(self) -> int:
        """Before the first word: usually some silence."""
        first, quiet = self.state(), self.state(SILENCE)
        begin = self.home[self.model.shortened((START,))]
        self.add(first, entering(SILENCE), 0, 0.1, quiet)
        self.add(first, 0, 0, 1.5, begin)
        self.add(quiet, 0, 0, 0.0, begin)
        self.final[quiet] = self.costs.nothing_said
        return first

    def build(self, labels: dict[str, int], lexicon: dict[str, tuple[Pronunciation, ...]]) -> int:
        """All states and arcs; → the start state."""
        for history in self.model.words:
            self.home[history] = self.state()
        sounds = {word: [word_phones(said) for said in lexicon[word]] for word in labels}
        for history, row in self.model.words.items():
            here, words = self.home[history], []
            for word, cost in row.items():
                if word == END:
                    self.final[here] = cost * self.costs.language
                    continue
                after = self.next_history(history, word)
                for variant, phones in enumerate(sounds[word]):
                    price = cost * self.costs.language + self.costs.word + (self.costs.variant if variant else 0)
                    words.append(Spoken(price, labels[word], phones, after))
            self.branch(here, words, 0, 0.0)
            if history:
                shorter = self.model.shortened(history[1:])
                self.add(here, 0, 0, self.model.back_off[history] * self.costs.language, self.home[shorter])
        first = self.start()
        for leaving in self.arcs:
            leaving.sort(key=lambda arc: arc.reads)
        return first

    def size(self) -> int:
        """Bytes on disk."""
        return STATE_BYTES * len(self.arcs) + ARC_BYTES * sum(map(len, self.arcs))


def build(model: Model, lexicon: dict[str, tuple[Pronunciation, ...]], costs: Costs) -> tuple[Builder, int]:
    """The graph and its start state."""
    builder = Builder(model, costs)
    return builder, builder.build(labels_of(model), lexicon)


def labels_of(model: Model) -> dict[str, int]:
    """Word to number, in alphabetical order; 0 is nothing, 1 the unknown word."""
    return {word: number for number, word in enumerate(sorted(set(model.words[()]) - {START, END}), 2)}


def fitting(counted: Counted, lexicon: dict[str, tuple[Pronunciation, ...]], limit_bytes: int) -> Model:
    """The richest model whose graph is not larger than that."""
    low, high = 0.25, 8.0
    best = prune(counted, pruning(high))
    for _ in range(7):
        middle = (low * high) ** 0.5
        model = prune(counted, pruning(middle))
        if build(model, lexicon, Costs())[0].size() > limit_bytes:
            low = middle
        else:
            high, best = middle, model
    return best


def of_texts(
    folder: Path,
    texts: Mapping[str, Mapping[str, int]],
    lexicon: dict[str, tuple[Pronunciation, ...]],
    limit_bytes: int,
) -> tuple[Model, int]:
    """The language model of counted sentences by source, and its graph on disk; → the model and the graph's bytes."""
    counted = count([Source(texts[name], weight) for name, weight in TEXT_WEIGHTS.items()], set(lexicon))
    model = fitting(counted, lexicon, limit_bytes)
    return model, write(folder, model, lexicon, Costs())


def pruning(limit: float) -> Pruning:
    """In the proportions that left the development sentences least surprising in a graph of the same size."""
    return Pruning(2 * limit, limit, 10 * limit)


def write(folder: Path, model: Model, lexicon: dict[str, tuple[Pronunciation, ...]], costs: Costs) -> int:
    """HCLG.fst, words.txt and word_boundary.int; → bytes of the graph."""
    builder, first = build(model, lexicon, costs)
    labels = labels_of(model)
    graph(folder / "graph" / "HCLG.fst", first, builder.arcs, builder.final)
    lines = ["<eps> 0", "[unk] 1", *(f"{word} {number}" for word, number in labels.items()), f"#0 {len(labels) + 2}"]
    (folder / "graph" / "words.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    bounds = [f"{SILENCE_PHONE} nonword"]
    bounds += [f"{placed(phone, i) - 1} {name}" for phone in PHONES for i, name in enumerate(POSITIONS)]
    phones = folder / "graph" / "phones"
    phones.mkdir(exist_ok=True)
    (phones / "word_boundary.int").write_text("\n".join(bounds) + "\n", encoding="utf-8")
    return builder.size()
