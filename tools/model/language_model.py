"""A pruned back-off trigram from several counted sources: absolute discounting, interpolated (Ney et al. 1994)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

START, END = "<s>", "</s>"
DISCOUNT = 0.72
FLOOR = 0.4
"""Weighted count given to every word, so that none is impossible."""
LEAST = 1e-4
LETTER, DIGIT = "<letter>", "<digit>"
SIGNS = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", LETTER) | dict.fromkeys(
    ["oh", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], DIGIT
)
"""What ids and spellings are read out in. Which letter it was says little about what follows; that it was one, much."""
ALSO_WORDS = ("a", "i", "oh")

History = tuple[str, ...]
Rows = dict[History, dict[str, float]]


def pooled(history: History) -> History:
    """Two signs in a row stand for any two of their kinds, and so does a letter that begins a sentence."""
    if len(history) < 2 or history[0] in ALSO_WORDS:
        return history
    kinds = SIGNS.get(history[0], history[0]), SIGNS.get(history[1], history[1])
    if kinds in ((LETTER, LETTER), (LETTER, DIGIT), (DIGIT, DIGIT)):
        return kinds
    if kinds in ((START, LETTER), (DIGIT, LETTER)) and history[1] not in ALSO_WORDS:
        return kinds
    return history


@dataclass(frozen=True, slots=True)
class Pruning:
    """An n-gram stays if its gain, weighted count times relative entropy, is above these; a history needs `history`."""

    bigram: float
    trigram: float
    history: float


@dataclass(frozen=True, slots=True)
class Model:
    """Costs are negative natural logarithms; `back_off` is what leaving a history for the next shorter one costs."""

    words: Rows
    back_off: dict[History, float]

    def shortened(self, history: History) -> History:
        """The longest part of a history that the model has."""
        if (kinds := pooled(history)) in self.words:
            return kinds
        while history not in self.words:
            history = history[1:]
        return history

    def cost(self, history: History, word: str) -> float:
        """Of a known word after any history."""
        history, paid = self.shortened(history), 0.0
        while word not in self.words[history]:
            paid += self.back_off[history]
            history = self.shortened(history[1:])
        return paid + self.words[history][word]

    def costs(self, words: Iterable[str]) -> Iterator[float | None]:
        """Of each word of a sentence and its end; None for an unknown word, after which nothing is remembered."""
        history: History = (START,)
        for word in (*words, END):
            known = word in self.words[()]
            yield self.cost(history, word) if known else None
            history = (*history, word)[-2:] if known else ()

    def ngrams(self) -> int:
        return sum(len(row) for row in self.words.values())


@dataclass(frozen=True, slots=True)
class Source:
    """Counted sentences and how much one of them weighs."""

    sentences: Mapping[str, int]
    weight: float


def counts_of(source: Source, known: set[str]) -> dict[int, Counter[tuple[History, str]]]:
    """n-grams of known words by order; an unknown word breaks the chain."""
    found: dict[int, Counter[tuple[History, str]]] = {order: Counter() for order in (1, 2, 3)}
    for sentence, n in source.sentences.items():
        words = [START, *sentence.split(), END]
        for i in range(1, len(words)):
            for order in (1, 2, 3):
                part = words[max(0, i - order + 1) : i + 1]
                if len(part) < order or any(word not in known for word in part):
                    break
                found[order][pooled(tuple(part[:-1])), part[-1]] += n
    return found


@dataclass(frozen=True, slots=True)
class Merged:
    """Discounted shares of one order, what is left for the shorter history, and the weighted count of each history."""

    shares: Rows
    left: dict[History, float]
    mass: Counter[History]


def merged(sources: Iterable[tuple[Counter[tuple[History, str]], float]]) -> Merged:
    mass: Counter[History] = Counter()
    shares: Rows = defaultdict(dict)
    for counts, weight in sources:
        for (history, word), n in counts.items():
            mass[history] += weight * n  # type: ignore[assignment]
            row = shares[history]
            row[word] = row.get(word, 0.0) + weight * (n - DISCOUNT)
    for history, row in shares.items():
        for word in row:
            row[word] /= mass[history]
    return Merged(shares, {h: max(1 - sum(row.values()), 1e-3) for h, row in shares.items()}, mass)


def single_words(
    counted: list[tuple[dict[int, Counter[tuple[History, str]]], float]], known: set[str]
) -> dict[str, float]:
    """Half by how often a word was said, half by after how many different words (Kneser and Ney 1995)."""
    weights: dict[str, float] = dict.fromkeys(sorted(known - {START}), FLOOR)
    for counts, weight in counted:
        after = Counter(word for _, word in counts[2])
        ratio = sum(counts[1].values()) / max(1, sum(after.values()))
        for (_, word), n in counts[1].items():
            weights[word] += weight * 0.5 * (n + after[word] * ratio)
    total = sum(weights.values())
    return {word: value / total for word, value in weights.items()}


def kept(
    merged_: Merged, lower: Rows, base: dict[str, float], back: Merged | None, limit: float
) -> dict[History, tuple[dict[str, float], float]]:
    """Words worth keeping after each history, and the gain they bring together: by relative entropy (Stolcke 1998).

    Leaving a word to the shorter history raises what every other word pays or gains by backing off.
    """
    result = {}
    for history, row in merged_.shares.items():
        mass, left = merged_.mass[history], merged_.left[history]
        short = {word: shorter_probability(history, word, lower, base, back) for word in row}
        full = {word: share + left * short[word] for word, share in row.items()}
        rest, free = max(1 - sum(full.values()), LEAST), max(1 - sum(short.values()), LEAST)
        words, gain = {}, 0.0
        for word, p in full.items():
            back_off = (rest + p) / (free + short[word])
            loss = p * math.log(p / (short[word] * back_off)) - rest * math.log(back_off * free / rest)
            if mass * loss > limit:
                words[word] = p
                gain += mass * loss
        if words:
            result[history] = (words, gain)
    return result


def shorter_probability(history: History, word: str, lower: Rows, base: dict[str, float], back: Merged | None) -> float:
    """Of the word after the history less its first word, before pruning."""
    if back is None or history[1:] not in back.shares:
        return base[word]
    return lower[history[1:]].get(word, 0.0) + back.left[history[1:]] * base[word]


@dataclass(frozen=True, slots=True)
class Counted:
    """The text as the model sees it before pruning."""

    base: dict[str, float]
    two: Merged
    three: Merged


def count(sources: list[Source], vocabulary: set[str]) -> Counted:
    """Every word of the vocabulary can follow anything; other words break the chain."""
    known = vocabulary | {START, END}
    counted = [(counts_of(source, known), source.weight) for source in sources]
    two, three = (merged((counts[n], weight) for counts, weight in counted) for n in (2, 3))
    return Counted(single_words(counted, known), two, three)


def prune(counted: Counted, pruning: Pruning) -> Model:
    """The model of what is worth its room."""
    base, two, three = counted.base, counted.two, counted.three
    trigrams = kept(three, two.shares, base, two, pruning.trigram)
    long = {h: words for h, (words, gain) in trigrams.items() if gain > pruning.history and three.mass[h] >= 3}
    short = {h: words for h, (words, _) in kept(two, {}, base, None, pruning.bigram).items()}
    for first, second in dict.fromkeys(pair for history in long for pair in members(history, base)):
        # a trigram's history must be a state that the bigram leads to
        share = two.shares.get((first,), {}).get(second, 0.0)
        short.setdefault((first,), {})[second] = share + two.left.get((first,), 1.0) * base[second]
    return assembled(base, short, long)


def members(history: History, known: Iterable[str]) -> list[History]:
    """The pairs of words that a history of two stands for."""
    if not {LETTER, DIGIT} & set(history):
        return [history]
    signs = [word for word in known if word in SIGNS]
    return [pair for first in (START, *signs) for second in signs if pooled(pair := (first, second)) == history]


def assembled(base: dict[str, float], short: Rows, long: Rows) -> Model:
    """Probabilities to costs, with back-off weights that make every row sum to one."""
    words: Rows = {(): {word: -math.log(p) for word, p in base.items()}}
    back_off: dict[History, float] = {}
    weight: dict[History, float] = {}

    def settle(history: History, row: dict[str, float], lower: dict[str, float]) -> None:
        left = max(1 - sum(row.values()), LEAST)
        weight[history] = left / max(1 - sum(lower[word] for word in row), LEAST)
        words[history] = {word: -math.log(p) for word, p in row.items()}
        back_off[history] = -math.log(weight[history])

    for history, row in short.items():
        settle(history, row, base)
    for history, row in long.items():
        lower = history[1:]
        shorter = short.get(lower, {})
        share = weight.get(lower, 1.0)
        settle(history, row, {word: shorter.get(word, share * base[word]) for word in row})
    return Model(words, back_off)


def perplexity(model: Model, sentences: Iterable[str]) -> tuple[float, float]:
    """(perplexity of the known words, share of unknown ones)."""
    costs = [cost for sentence in sentences for cost in model.costs(sentence.split())]
    known = [cost for cost in costs if cost is not None]
    return math.exp(sum(known) / max(1, len(known))), 1 - len(known) / max(1, len(costs))
