"""Kaldi's binary files as libvosk 0.3.45 reads them: acoustic model (transitions, nnet3, priors) and graph.

Written with `struct` alone, so that neither Kaldi nor OpenFst is needed. Layouts: kaldi-asr
`src/hmm/transition-model.cc`, `src/nnet3/nnet-nnet.cc`, `src/matrix/compressed-matrix.cc`; OpenFst 1.7 `vector-fst.h`.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np
import numpy.typing as npt

from tools.model.plan import SUBSAMPLING

Array = npt.NDArray[np.float64]
FST_MAGIC = 2125659606
EXPANDED_AND_MUTABLE = 3
"""The properties of every VectorFst."""


def token(out: BinaryIO, word: str) -> None:
    out.write(word.encode() + b" ")


def integer(out: BinaryIO, value: int) -> None:
    out.write(b"\4" + struct.pack("<i", value))


def real(out: BinaryIO, value: float) -> None:
    out.write(b"\4" + struct.pack("<f", value))


def integers(out: BinaryIO, values: Sequence[int]) -> None:
    integer(out, len(values))
    out.write(np.asarray(values, "<i4").tobytes())


def vector(out: BinaryIO, values: npt.ArrayLike) -> None:
    flat = np.asarray(values, "<f4").ravel()
    token(out, "FV")
    integer(out, len(flat))
    out.write(flat.tobytes())


def matrix(out: BinaryIO, values: Array) -> None:
    """Four bytes a weight."""
    token(out, "FM")
    integer(out, values.shape[0])
    integer(out, values.shape[1])
    out.write(np.ascontiguousarray(values, "<f4").tobytes())


TAIL = 0.12
"""Share of a column's weights in each of its two outer ranges; of those tried the one that rounds trained weights
least: 44 dB below them, where quarters, Kaldi's own, leave 42 and one range for the whole matrix 36."""
STEPS = (0, 64, 192, 255)
"""Which byte stands for which of a column's four landmarks."""


def byte_matrix(out: BinaryIO, values: Array) -> None:
    """One byte a weight. Each column has landmarks of its own: smallest, two within, largest; between them, even steps.

    The two-byte landmarks are steps of the whole matrix's range.
    """
    low, spread = (float(np.float32(x)) for x in (values.min(), np.ptp(values) or 1.0))
    marks = np.rint((np.quantile(values, [0, TAIL, 1 - TAIL, 1], axis=0) - low) / spread * 65535)
    marks = np.minimum(marks, [[65532], [65533], [65534], [65535]])
    for k in range(1, 4):
        marks[k] = np.maximum(marks[k], marks[k - 1] + 1)
    places = low + marks * (spread / 65535)
    columns = [np.interp(column, place, STEPS) for column, place in zip(values.T, places.T, strict=True)]
    token(out, "CM")
    out.write(struct.pack("<ffii", low, spread, *values.shape))
    out.write(marks.T.astype("<u2").tobytes() + np.rint(columns).astype(np.uint8).tobytes())


@dataclass(frozen=True, slots=True, order=True)
class Tuple:
    """One phone of one state: which output is read on entering it, and which while waiting in it."""

    phone: int
    enter_pdf: int
    wait_pdf: int


def entering(tuple_number: int) -> int:
    """Transition id of entering the k-th tuple (from 1); two transitions each, the self-loop first."""
    return 2 * tuple_number


def waiting(tuple_number: int) -> int:
    """Transition id of the k-th tuple's self-loop."""
    return 2 * tuple_number - 1


def transition_model(out: BinaryIO, tuples: Sequence[Tuple]) -> None:
    """One emitting state a phone. Written in the extended topology form (-1).

    Phones must be 1, 2, 3 …; tuples in order, and those of one phone must agree in whether both outputs are the same.
    """
    same = {t.phone: int(t.enter_pdf != t.wait_pdf) for t in tuples}
    assert list(same) == list(range(1, len(same) + 1))
    assert list(tuples) == sorted(tuples)
    token(out, "<TransitionModel>")
    token(out, "<Topology>")
    integers(out, list(same))
    integers(out, [-1, *same.values()])
    integer(out, -1)
    integer(out, 2)
    for wait_class in (0, 1):
        integer(out, 2)
        for enter, wait, arcs in ((0, wait_class, [(0, 0.5), (1, 0.5)]), (-1, -1, [])):
            integer(out, enter)
            integer(out, wait)
            integer(out, len(arcs))
            for target, probability in arcs:
                integer(out, target)
                real(out, probability)
    token(out, "</Topology>")
    token(out, "<Tuples>")
    integer(out, len(tuples))
    for t in tuples:
        for value in (t.phone, 0, t.enter_pdf, t.wait_pdf):
            integer(out, value)
    token(out, "</Tuples>")
    token(out, "<LogProbs>")
    vector(out, [0.0] + [np.log(0.5)] * 2 * len(tuples))
    token(out, "</LogProbs>")
    token(out, "</TransitionModel>")


class Component(Protocol):
    """A layer that can write itself."""

    def write(self, out: BinaryIO) -> None: ...


@dataclass(frozen=True, slots=True)
class Affine:
    """y = W x + b; `exact` keeps four bytes a weight."""

    weights: Array
    bias: Array
    exact: bool = False

    def write(self, out: BinaryIO) -> None:
        token(out, "<AffineComponent>")
        token(out, "<LearningRate>")
        real(out, 0.001)
        token(out, "<LinearParams>")
        (matrix if self.exact else byte_matrix)(out, self.weights)
        token(out, "<BiasParams>")
        vector(out, self.bias)
        token(out, "</AffineComponent>")


@dataclass(frozen=True, slots=True)
class Pointwise:
    """RectifiedLinearComponent or LogSoftmaxComponent."""

    kind: str
    size: int

    def write(self, out: BinaryIO) -> None:
        token(out, f"<{self.kind}>")
        token(out, "<Dim>")
        integer(out, self.size)
        for name in ("<ValueAvg>", "<DerivAvg>"):
            token(out, name)
            vector(out, [])
        token(out, "<Count>")
        real(out, 0.0)
        token(out, f"</{self.kind}>")


@dataclass(frozen=True, slots=True)
class Scale:
    """y = s x, each with its own s."""

    scales: Array

    def write(self, out: BinaryIO) -> None:
        token(out, "<FixedScaleComponent>")
        token(out, "<Scales>")
        vector(out, self.scales)
        token(out, "</FixedScaleComponent>")


@dataclass(frozen=True, slots=True)
class Bias:
    """y = x + b."""

    bias: Array

    def write(self, out: BinaryIO) -> None:
        token(out, "<FixedBiasComponent>")
        token(out, "<Bias>")
        vector(out, self.bias)
        token(out, "</FixedBiasComponent>")


@dataclass(frozen=True, slots=True)
class Same:
    """y = x: a name for a sum that several layers read."""

    size: int

    def write(self, out: BinaryIO) -> None:
        token(out, "<NoOpComponent>")
        token(out, "<Dim>")
        integer(out, self.size)
        token(out, "<BackpropScale>")
        real(out, 1.0)
        token(out, "</NoOpComponent>")


@dataclass(frozen=True, slots=True)
class Node:
    """A named component and what it reads, in nnet3's language: `Append(Offset(a,-3),a)`."""

    name: str
    reads: str
    component: Component


def running_mean(name: str, reads: str, size: int, kept: float) -> list[Node]:
    """Node `name`: m(t) = kept m(t − 1) + (1 − kept) x(t), from nothing at the start of a stream; t counts outputs."""
    return [
        Node(f"{name}.new", reads, Scale(np.full(size, 1 - kept))),
        Node(name, f"Sum({name}.new,IfDefined(Offset({name}.kept,{-SUBSAMPLING})))", Same(size)),
        Node(f"{name}.kept", name, Scale(np.full(size, kept))),
    ]


def acoustic_model(path: Path, tuples: Sequence[Tuple], inputs: int, nodes: Sequence[Node], priors: Array) -> None:
    """final.mdl; the last node is the output. The log of `priors` is taken from the output before decoding."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        out.write(b"\0B")
        transition_model(out, tuples)
        token(out, "<Nnet3>")
        lines = [f"input-node name=input dim={inputs}"]
        lines += [f"component-node name={n.name} component={n.name} input={n.reads}" for n in nodes]
        lines += [f"output-node name=output input={nodes[-1].name} objective=linear"]
        out.write(("\n" + "\n".join(lines) + "\n\n").encode())
        token(out, "<NumComponents>")
        integer(out, len(nodes))
        for node in nodes:
            token(out, "<ComponentName>")
            token(out, node.name)
            node.component.write(out)
        token(out, "</Nnet3>")
        for name in ("<LeftContext>", "<RightContext>"):
            token(out, name)
            integer(out, 0)  # libvosk works them out from the nodes
        token(out, "<Priors>")
        vector(out, priors)


@dataclass(frozen=True, slots=True)
class Arc:
    """Labels 0 read or write nothing; `cost` is a negative natural logarithm."""

    reads: int
    writes: int
    cost: float
    target: int


def graph(path: Path, start: int, arcs: Sequence[Sequence[Arc]], final: dict[int, float]) -> None:
    """A VectorFst of the standard arc, smaller by 8 bytes a state than a ConstFst.

    `arcs` by state; `final` is what ending in a state costs.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        out.write(struct.pack("<i", FST_MAGIC))
        for word in ("vector", "standard"):
            out.write(struct.pack("<i", len(word)) + word.encode())
        out.write(struct.pack("<iiQqqq", 2, 0, EXPANDED_AND_MUTABLE, start, len(arcs), sum(map(len, arcs))))
        for state, leaving in enumerate(arcs):
            out.write(struct.pack("<fq", final.get(state, float("inf")), len(leaving)))
            for arc in leaving:
                out.write(struct.pack("<iifi", arc.reads, arc.writes, arc.cost, arc.target))
