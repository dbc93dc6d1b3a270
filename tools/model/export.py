"""The trained network as libvosk's acoustic model, and the two configuration files."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from tools.model.cepstra import cosine_inverse
from tools.model.formats import (
    Affine,
    Array,
    Bias,
    Component,
    Node,
    Pointwise,
    Same,
    Scale,
    acoustic_model,
    running_mean,
)
from tools.model.graph import tuples
from tools.model.network import BLANK, CARRY, OUTPUTS, SILENCE, kept
from tools.model.plan import (
    BLANK_PRIOR,
    MEL_BINS,
    MEL_HIGH_HZ,
    MEL_LOW_HZ,
    SAMPLE_RATE,
    SILENCE_PRIOR,
    SUBSAMPLING,
    Shape,
)

DITHER = 0.2
"""Standard deviation of the noise that libvosk adds, on the 16-bit scale."""
NORM_EPSILON = 1e-5
LATE = 3
"""10 ms frames by which the network tells a phone too late. It is read that much earlier: word times are right, and no
answer comes later, since the same sound decides."""
BEGAN_SHARE = 0.0
"""Share of the weights that training began from, which is said to help with what neither has heard (Wortsman et al.
2022); README.md says what it did here. The bundled model has none."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """What stands in conf/model.conf and in the priors; chosen on the development sentences."""

    blank_prior: float = BLANK_PRIOR + 0.5
    """More than in training: with a smaller acoustic scale a neural voice never trained loses fewer words so."""
    silence_prior: float = SILENCE_PRIOR
    beam: float = 12.0
    lattice_beam: float = 4.0
    max_active: int = 3000
    min_active: int = 200
    acoustic_scale: float = 0.8
    frames_per_chunk: int = 12
    """10 ms frames the network waits for; fewer answer sooner and cost more."""
    trailing_s: tuple[float, float, float] = (0.35, 0.55, 1.0)
    """Silence that ends an utterance: probable end of a sentence, possible end, any."""


class Weights:
    """Numbers by name, in double: the mean of the checkpoints, mixed with what the first began from."""

    def __init__(self, checkpoints: Sequence[Path]) -> None:
        first, *more = (torch.load(path, weights_only=False) for path in checkpoints)
        began = first["began"] or first["average"]
        self.by_name = {
            name: torch.stack([t.double(), *(kept["average"][name].double() for kept in more)])
            .mean(0)
            .lerp(began[name].double(), BEGAN_SHARE)
            .numpy()
            for name, t in first["average"].items()
            if t.is_floating_point()
        }
        self.mean, self.deviation = (np.asarray(first[name], np.float64) for name in ("mean", "deviation"))

    def __getitem__(self, name: str) -> Array:
        return np.asarray(self.by_name[name])

    def norm(self, name: str) -> tuple[Array, Array]:
        """Batch norm as y = scale x + shift."""
        scale = self[f"{name}.weight"] / np.sqrt(self[f"{name}.running_var"] + NORM_EPSILON)
        return scale, self[f"{name}.bias"] - self[f"{name}.running_mean"] * scale


def offset(name: str, frames: int) -> str:
    return f"Offset({name},{frames})" if frames else name


def normed(name: str, reads: str, affine: Component, norm: tuple[Array, Array]) -> list[Node]:
    """Affine, ReLU and batch norm; the last node is `name`.bias."""
    return [
        Node(f"{name}.affine", reads, affine),
        Node(f"{name}.relu", f"{name}.affine", Pointwise("RectifiedLinearComponent", len(norm[0]))),
        Node(f"{name}.scale", f"{name}.relu", Scale(norm[0])),
        Node(f"{name}.bias", f"{name}.scale", Bias(norm[1])),
    ]


def first_layer(weights: Weights, shape: Shape) -> list[Node]:
    """MFCC in: normalisation, inverse cosine transform and first layer are one matrix."""
    window = 2 * shape.first_context + 1
    matrix = weights["first.weight"].reshape(shape.width, window, MEL_BINS)
    bias = weights["first.bias"] - np.einsum("oti,i->o", matrix, weights.mean / weights.deviation)
    flat = np.einsum("oti,ij->otj", matrix / weights.deviation, cosine_inverse()).reshape(shape.width, -1)
    seen = range(LATE - shape.first_context, LATE + shape.first_context + 1)
    around = ",".join(offset("input", t) for t in seen)
    return normed("first", f"Append({around})", Affine(flat, bias), weights.norm("first_norm"))


def memory_nodes(weights: Weights, shape: Shape, index: int, reads: str) -> list[Node]:
    """Running means of what `layers[index]` reads; `means_of` names them."""
    name, key, units = f"memory{index + 1}", f"memories.{index}.look", shape.memory_units
    found = [
        Node(f"{name}.affine", reads, Affine(weights[f"{key}.weight"], weights[f"{key}.bias"])),
        Node(f"{name}.relu", f"{name}.affine", Pointwise("RectifiedLinearComponent", units)),
    ]
    for mean, span in zip(means_of(shape, index), shape.memory_spans_s, strict=True):
        found += running_mean(mean, f"{name}.relu", units, kept(span))
    return found


def means_of(shape: Shape, index: int) -> list[str]:
    """Nodes of the memory that `layers[index]` uses."""
    memory = max(first for first in shape.memories if first <= index)
    return [f"memory{memory + 1}.mean{n}" for n in range(1, 1 + len(shape.memory_spans_s))]


def delay_layer(weights: Weights, shape: Shape, index: int, reads: str) -> list[Node]:
    """One residual layer; the last node is its sum."""
    layer, name, key = shape.layers[index], f"layer{index + 1}", f"layers.{index}"
    a = weights[f"{key}.a.weight"]
    both = np.concatenate([a[: shape.narrow], a[shape.narrow :]], axis=1)
    narrow = f"{name}.narrow"
    read = [narrow, *([offset(narrow, layer.ahead)] if layer.ahead else []), *means_of(shape, index)]
    matrix = np.concatenate([weights[f"{key}.b.weight"], weights[f"{key}.c.weight"]], axis=1)
    affine = Affine(matrix, weights[f"{key}.b.bias"])
    return [
        Node(narrow, f"Append({offset(reads, -layer.back)},{reads})", Affine(both, np.zeros(shape.narrow))),
        *normed(name, f"Append({','.join(read)})", affine, weights.norm(f"{key}.norm")),
        Node(f"{name}.sum", f"Sum({name}.bias,Scale({CARRY},{reads}))", Same(shape.width)),
    ]


def nodes(weights: Weights, shape: Shape) -> list[Node]:
    """The whole network, log probabilities out."""
    chain = first_layer(weights, shape)
    for index in range(len(shape.layers)):
        reads = chain[-1].name
        if index in shape.memories:
            chain += memory_nodes(weights, shape, index, reads)
        chain += delay_layer(weights, shape, index, reads)
    last = Affine(weights["last.weight"], weights["last.bias"])
    chain += normed("last", chain[-1].name, last, weights.norm("last_norm"))
    out = Affine(weights["out.weight"], weights["out.bias"], exact=True)
    softmax = Pointwise("LogSoftmaxComponent", OUTPUTS)
    return [*chain, Node("out.affine", "last.bias", out), Node("out.log", "out.affine", softmax)]


def write(checkpoints: Sequence[Path], folder: Path, shape: Shape, decoding: Decoding) -> None:
    """am/final.mdl and conf/ of one training, or of several from the same start; graph.write makes the graph."""
    priors = np.ones(OUTPUTS)
    priors[BLANK], priors[SILENCE] = math.exp(decoding.blank_prior), math.exp(decoding.silence_prior)
    weights = Weights(checkpoints)
    acoustic_model(folder / "am" / "final.mdl", tuples(), MEL_BINS, nodes(weights, shape), priors)
    (folder / "conf").mkdir(exist_ok=True)
    configure(folder, decoding)


def configure(folder: Path, decoding: Decoding) -> None:
    """mfcc.conf must agree with features.options; silence-phones=1 is what libvosk asserts.

    A fifth of Kaldi's dither: so much noise hides what is digitally silent, and hardly ever decides a word.
    """
    mfcc = {
        "sample-frequency": SAMPLE_RATE, "use-energy": "false", "num-mel-bins": MEL_BINS, "num-ceps": MEL_BINS,
        "low-freq": MEL_LOW_HZ, "high-freq": MEL_HIGH_HZ, "allow-downsample": "true", "dither": DITHER,
    }  # fmt: skip
    model = {
        "min-active": decoding.min_active, "max-active": decoding.max_active, "beam": decoding.beam,
        "lattice-beam": decoding.lattice_beam, "acoustic-scale": decoding.acoustic_scale,
        "frame-subsampling-factor": SUBSAMPLING, "frames-per-chunk": decoding.frames_per_chunk,
        "endpoint.silence-phones": 1,
        **{f"endpoint.rule{n}.min-trailing-silence": s for n, s in enumerate(decoding.trailing_s, 2)},
    }  # fmt: skip
    for name, values in (("mfcc.conf", mfcc), ("model.conf", model)):
        lines = "".join(f"--{key}={value}\n" for key, value in values.items())
        (folder / "conf" / name).write_text(lines, encoding="utf-8")
