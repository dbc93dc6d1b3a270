"""Which phones follow which in the training speech, as a graph: what a sentence is weighed against in training."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LONG = 3
"""Phones that a state may remember; each remembers two at least."""
END = -1

History = tuple[int, ...]
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Arcs:
    """Of state s, those from start[s] to start[s + 1]; `other` is where they come from, or lead to."""

    start: Ints
    other: Ints
    weight: Floats

    @staticmethod
    def of(triples: list[tuple[int, int, float]], states: int) -> Arcs:
        triples = sorted(triples)
        start = np.searchsorted([here for here, _, _ in triples], np.arange(states + 1))
        other, weight = np.array([o for _, o, _ in triples], np.int32), np.array([w for *_, w in triples], np.float32)
        return Arcs(start.astype(np.int32), other, weight)


@dataclass(frozen=True, slots=True)
class PhoneGraph:
    """States are phone histories; `phone` enters a state, `last` is the chance that a sentence ends there.

    Weights are as often as it was so in the training speech, not smoothed: what was said is always among the paths.
    """

    phone: Ints
    last: Floats
    into: Arcs
    out_of: Arcs


def remembered(phones: Sequence[int], i: int, long: set[History]) -> History:
    """The state after phone i; phone 0 is the beginning."""
    three = tuple(phones[max(0, i + 1 - LONG) : i + 1])
    return three if three in long else three[-2:]


def graph_of(sentences: Iterable[Sequence[int]], states: int) -> PhoneGraph:
    """A graph with about that many histories of three phones, beside those of two."""
    said = [(0, *phones) for phones in sentences]
    seen = Counter(phones[i - LONG : i] for phones in said for i in range(LONG + 1, len(phones) + 1))
    long = {history for history, _ in seen.most_common(states)}
    follows: dict[History, Counter[int]] = defaultdict(Counter)
    leads: dict[tuple[History, int], History] = {}
    for phones in said:
        here = remembered(phones, 0, long)
        for i, phone in enumerate(phones[1:], 1):
            follows[here][phone] += 1
            there = remembered(phones, i, long)
            leads[here, phone] = there
            here = there
        follows[here][END] += 1
    number = {history: n for n, history in enumerate(sorted(follows))}
    assert number[(0,)] == 0
    arcs, last = [], np.zeros(len(number), np.float32)
    for history, nexts in follows.items():
        total = sum(nexts.values())
        last[number[history]] = nexts[END] / total
        arcs += [(number[history], number[leads[history, p]], n / total) for p, n in nexts.items() if p != END]
    phone = np.array([history[-1] for history in number], np.int32)
    into = Arcs.of([(there, here, w) for here, there, w in arcs], len(number))
    return PhoneGraph(phone, last, into, Arcs.of(arcs, len(number)))
