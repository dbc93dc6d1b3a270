"""Begin training from a model folder that this recipe made, instead of from random weights.

An exported batch norm is a scale and a shift. `revive` gives it statistics again, without which the rate of training
would have to stay low.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from torch import Tensor, nn

from tools.model.batches import Batch, Statistics
from tools.model.cepstra import cosine_inverse
from tools.model.formats import STEPS, Affine, Array, Bias, Component, Pointwise, Same, Scale
from tools.model.network import BLANK, OUTPUTS, DelayLayer, Memory, Network
from tools.model.plan import MEL_BINS


def token(source: BinaryIO) -> str:
    word = bytearray()
    while (byte := source.read(1)) not in (b" ", b""):
        word += byte
    return word.decode()


def number(source: BinaryIO, kind: str) -> float:
    source.read(1)  # the size, always 4
    return float(struct.unpack(f"<{kind}", source.read(4))[0])


def vector(source: BinaryIO) -> Array:
    token(source)
    size = int(number(source, "i"))
    return np.frombuffer(source.read(4 * size), "<f4").astype(np.float64)


def matrix(source: BinaryIO) -> Array:
    """Four bytes or one byte a weight, as formats.py writes them."""
    if token(source) == "FM":
        rows, columns = int(number(source, "i")), int(number(source, "i"))
        return np.frombuffer(source.read(4 * rows * columns), "<f4").reshape(rows, columns).astype(np.float64)
    low, spread, rows, columns = struct.unpack("<ffii", source.read(16))
    marks = np.frombuffer(source.read(8 * columns), "<u2").reshape(columns, 4)
    steps = np.frombuffer(source.read(rows * columns), np.uint8).reshape(columns, rows)
    places = low + marks * (spread / 65535)
    return np.stack([np.interp(column, STEPS, place) for column, place in zip(steps, places, strict=True)], axis=1)


def component(source: BinaryIO) -> Component:
    """The next layer; only the kinds that formats.py writes are known."""
    kind = token(source).strip("<>")
    result: Component
    match kind:
        case "AffineComponent":
            token(source), number(source, "f"), token(source)
            weights = matrix(source)
            token(source)
            result = Affine(weights, vector(source))
        case "FixedScaleComponent":
            token(source)
            result = Scale(vector(source))
        case "FixedBiasComponent":
            token(source)
            result = Bias(vector(source))
        case "NoOpComponent":
            token(source)
            result = Same(int(number(source, "i")))
            token(source), number(source, "f")
        case _:
            token(source)
            result = Pointwise(kind, int(number(source, "i")))
            token(source), vector(source), token(source), vector(source), token(source), number(source, "f")
    token(source)
    return result


def components(model: Path) -> dict[str, Component]:
    """The layers of am/final.mdl by name."""
    with (model / "am" / "final.mdl").open("rb") as source:
        content = source.read()
        source.seek(content.index(b"<NumComponents> ") + len(b"<NumComponents> "))
        found = {}
        for _ in range(int(number(source, "i"))):
            token(source)
            name = token(source)
            found[name] = component(source)
    return found


def affine(layers: dict[str, Component], name: str) -> tuple[Array, Array]:
    layer = layers[name]
    assert isinstance(layer, Affine), layer
    return layer.weights, layer.bias


def norm(layers: dict[str, Component], name: str, norm: nn.BatchNorm1d) -> None:
    """Scale and shift after a ReLU."""
    scale, shift = layers[f"{name}.scale"], layers[f"{name}.bias"]
    assert isinstance(scale, Scale)
    assert isinstance(shift, Bias)
    fill(norm.weight, scale.scales)
    fill(norm.bias, shift.bias)
    norm.running_mean = torch.zeros(norm.num_features)
    norm.running_var = torch.ones(norm.num_features) - norm.eps


def fill(parameter: Tensor, values: Array) -> None:
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(np.ascontiguousarray(values)).float())


def widened(both: Array, after: Array, narrow: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """A layer's two matrices with `narrow` units between them: new ones read at random, and nobody reads them yet.

    `both` is the bottleneck's units × (frames back, now), `after` the layer's units × (bottleneck now, ahead).
    """
    new = narrow - len(both)
    both = np.concatenate([both, rng.normal(0, both.std(), (new, both.shape[1]))])
    unread = np.zeros((len(after), new))
    return both, np.concatenate([part for half in np.split(after, 2, axis=1) for part in (half, unread)], axis=1)


def load(model: Path, network: Network, statistics: Statistics) -> None:
    """Weights of the model into a network of the same shape, or of a wider bottleneck: it answers the same.

    An output that the model lacks (silence) begins as the blank; memories that it lacks look at random, unread yet.
    """
    layers, rng = components(model), np.random.default_rng(1)
    window, width = network.window, network.shape.width
    weights, bias = affine(layers, "first.affine")
    mel = np.einsum("oti,ij->otj", weights.reshape(width, window, MEL_BINS), np.linalg.inv(cosine_inverse()))
    fill(network.first.weight, (mel * statistics.deviation).reshape(width, -1))
    fill(network.first.bias, bias + np.einsum("oti,i->o", mel, statistics.mean))
    norm(layers, "first", network.first_norm)
    for place, layer in enumerate(network.layers, 1):
        assert isinstance(layer, DelayLayer)
        name = f"layer{place}"
        both, _ = affine(layers, f"{name}.narrow")
        weights, bias = affine(layers, f"{name}.affine")
        after, memory = np.split(weights, [2 * len(both)], axis=1)
        both, after = widened(both, after, layer.narrow, rng)
        fill(layer.a.weight, np.concatenate(np.split(both, 2, axis=1)))
        fill(layer.b.weight, after)
        fill(layer.b.bias, bias)
        if memory.size:
            fill(layer.c.weight, memory)
        norm(layers, name, layer.norm)
    for index, module in network.memories.items():
        assert isinstance(module, Memory)
        if (name := f"memory{int(index) + 1}.affine") in layers:
            weights, bias = affine(layers, name)
            fill(module.look.weight, weights)
            fill(module.look.bias, bias)
    weights, bias = affine(layers, "last.affine")
    fill(network.last.weight, weights)
    fill(network.last.bias, bias)
    norm(layers, "last", network.last_norm)
    weights, bias = affine(layers, "out.affine")
    missing = OUTPUTS - len(bias)
    fill(network.out.weight, np.concatenate([weights, *[weights[BLANK : BLANK + 1]] * missing]))
    fill(network.out.bias, np.concatenate([bias, *[bias[BLANK : BLANK + 1]] * missing]))


def revive(network: Network, batches: Iterable[Batch]) -> None:
    """Make batch norms of scales and shifts: what the network answers in evaluation mode stays the same."""
    norms = [module for module in network.modules() if isinstance(module, nn.BatchNorm1d)]
    sums = {norm: (torch.zeros(norm.num_features), torch.zeros(norm.num_features)) for norm in norms}
    frames = dict.fromkeys(norms, 0)

    def note(norm: nn.Module, inputs: tuple[Tensor]) -> None:
        assert isinstance(norm, nn.BatchNorm1d)
        sums[norm][0].add_(inputs[0].sum(0))
        sums[norm][1].add_(inputs[0].square().sum(0))
        frames[norm] += len(inputs[0])

    hooks = [norm.register_forward_pre_hook(note) for norm in norms]
    network.eval()
    with torch.no_grad():
        for batch in batches:
            network(batch.x)
        for hook in hooks:
            hook.remove()
        for norm in norms:
            mean = sums[norm][0] / frames[norm]
            variance = sums[norm][1] / frames[norm] - mean**2
            norm.bias += norm.weight * mean
            norm.weight *= torch.sqrt(variance + norm.eps)
            norm.running_mean, norm.running_var = mean, variance
    network.train()
