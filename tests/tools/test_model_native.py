"""The sums that training is made of, in C, against every path counted one by one."""

from __future__ import annotations

import ctypes
import itertools
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from tools.model.native import library
from tools.model.sequences import PhoneGraph, graph_of

Probs = npt.NDArray[np.float32]
STEPS, OUTPUTS = 5, 4
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the recipe runs on Linux; there is no cc here")
GRAPH = graph_of([(1, 2, 3), (1, 2), (3,), (2, 2, 1), ()], 5)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture
def probs() -> Probs:
    """Rows × steps × outputs; output 0 waits."""
    return np.random.default_rng(5).uniform(0.05, 1, (3, STEPS, OUTPUTS)).astype(np.float32)


def addresses(*arrays: npt.NDArray[Any]) -> list[ctypes.c_void_p]:
    return [ctypes.c_void_p(array.ctypes.data) for array in arrays]


def said_one_by_one(probs: Probs, labels: tuple[int, ...]) -> float:
    """Each label on a frame of its own, waiting on all others."""
    total = 0.0
    for frames in itertools.combinations(range(len(probs)), len(labels)):
        entered = dict(zip(frames, labels, strict=True))
        total += math.prod(float(probs[t, entered.get(t, 0)]) for t in range(len(probs)))
    return math.log(total)


def all_one_by_one(probs: Probs, graph: PhoneGraph, state: int = 0) -> float:
    """The sum, not its logarithm, over all that may follow from a state to the end."""
    if not len(probs):
        return float(graph.last[state])
    total = float(probs[0, 0]) * all_one_by_one(probs[1:], graph, state)
    for arc in range(graph.out_of.start[state], graph.out_of.start[state + 1]):
        after = int(graph.out_of.other[arc])
        entered = float(probs[0, graph.phone[after]]) * float(graph.out_of.weight[arc])
        total += entered * all_one_by_one(probs[1:], graph, after)
    return total


def slopes(of: Any, probs: Probs) -> Probs:
    """How much a sum changes with the logarithm of each probability."""
    found = np.zeros_like(probs)
    for at in np.ndindex(probs.shape):
        more, less = probs.astype(np.float64), probs.astype(np.float64)
        more[at] *= math.exp(1e-4)
        less[at] *= math.exp(-1e-4)
        found[at] = (of(more) - of(less)) / 2e-4
    return found


def test_what_was_said_is_summed_over_all_frames_it_may_lie_on(compiled: Path, probs: Probs):
    said = [(1, 2), (3,), ()]
    labels = np.array([[*row, 0, 0][:2] for row in said], np.int32)
    frames, counts = np.array([STEPS, STEPS - 1, STEPS], np.int32), np.array([2, 1, 0], np.int32)
    losses, grad = np.zeros(3, np.float32), np.zeros_like(probs)
    library(compiled, "one_frame_ctc").one_frame_ctc(
        *addresses(probs), 3, STEPS, OUTPUTS, *addresses(labels), 2, *addresses(frames, counts, losses, grad)
    )
    for row, phones in enumerate(said):
        heard = probs[row, : frames[row]]
        assert -losses[row] == pytest.approx(said_one_by_one(heard, phones), abs=1e-4)
        expected = slopes(lambda p, phones=phones: -said_one_by_one(p, phones), heard)
        assert grad[row, : frames[row]] == pytest.approx(expected, abs=1e-3)


def test_a_sentence_with_more_phones_than_frames_teaches_nothing(compiled: Path, probs: Probs):
    labels, frames, counts = np.array([[1, 2, 3]], np.int32), np.array([2], np.int32), np.array([3], np.int32)
    losses, grad = np.zeros(1, np.float32), np.zeros_like(probs[:1])
    library(compiled, "one_frame_ctc").one_frame_ctc(
        *addresses(probs[:1].copy()), 1, STEPS, OUTPUTS, *addresses(labels), 3, *addresses(frames, counts, losses, grad)
    )
    assert losses[0] == 0
    assert not grad.any()


def test_all_that_could_be_said_is_summed(compiled: Path, probs: Probs):
    beside = np.ascontiguousarray(probs.transpose(1, 2, 0))
    total, grad = np.zeros(3, np.float32), np.zeros_like(beside)
    arcs = [a for part in (GRAPH.into, GRAPH.out_of) for a in (part.start, part.other, part.weight)]
    library(compiled, "all_paths").all_paths(
        *addresses(beside), STEPS, OUTPUTS, 3, len(GRAPH.phone), *addresses(GRAPH.phone, GRAPH.last, *arcs, total, grad)
    )
    for row in range(3):
        assert total[row] == pytest.approx(math.log(all_one_by_one(probs[row], GRAPH)), abs=1e-4)
        expected = slopes(lambda p: math.log(all_one_by_one(p, GRAPH)), probs[row])
        assert grad[:, :, row] == pytest.approx(expected, abs=1e-3)
