"""Begin training from a model folder that this recipe made, instead of from random weights.

An exported batch norm is a scale and a shift. It stays one: such training runs with the norms in evaluation mode,
since a unit that seldom fires has statistics that no batch reproduces.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from torch import Tensor, nn

from tools.model.batches import Statistics
from tools.model.cepstra import cosine_inverse
from tools.model.formats import Affine, Array, Bias, Component, Pointwise, Same, Scale
from tools.model.network import BLANK, OUTPUTS, DelayLayer, Network
from tools.model.plan import MEL_BINS, Shape


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
    steps = np.frombuffer(source.read(rows * columns), np.uint8).reshape(rows, columns)
    return np.asarray(low + steps * (spread / 255))


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


def components(model: Path) -> list[Component]:
    """The layers of am/final.mdl in order."""
    with (model / "am" / "final.mdl").open("rb") as source:
        content = source.read()
        source.seek(content.index(b"<NumComponents> ") + len(b"<NumComponents> "))
        found = []
        for _ in range(int(number(source, "i"))):
            token(source), token(source)
            found.append(component(source))
    return found


class Reader:
    """Hands the layers out one by one into a network."""

    def __init__(self, layers: list[Component]) -> None:
        self.layers = layers

    def affine(self) -> tuple[Array, Array]:
        layer = self.layers.pop(0)
        assert isinstance(layer, Affine), layer
        return layer.weights, layer.bias

    def norm(self, norm: nn.BatchNorm1d) -> None:
        """Scale and shift after a ReLU; none are there if a later layer holds them."""
        self.layers.pop(0)
        size = norm.num_features
        scale, shift = np.ones(size), np.zeros(size)
        if isinstance(self.layers[0], Scale) and isinstance(self.layers[1], Bias):
            scale, shift = self.layers[0].scales, self.layers[1].bias
            del self.layers[:2]
        fill(norm.weight, scale)
        fill(norm.bias, shift)
        norm.running_mean = torch.zeros(size)
        norm.running_var = torch.ones(size) - norm.eps


def fill(parameter: Tensor, values: Array) -> None:
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(np.ascontiguousarray(values)).float())


def load(model: Path, network: Network, statistics: Statistics) -> None:
    """Weights of the model into a network of the same shape; an output that it lacks (silence) begins as the blank."""
    reader = Reader(components(model))
    window, width = network.window, network.shape.width
    size, _ = reader.affine()
    weights, bias = reader.affine()
    mel = np.einsum("oti,ij->otj", weights.reshape(width, window, MEL_BINS) @ size, np.linalg.inv(cosine_inverse()))
    fill(network.first.weight, (mel * statistics.deviation).reshape(width, -1))
    fill(network.first.bias, bias + np.einsum("oti,i->o", mel, statistics.mean))
    reader.norm(network.first_norm)
    for layer in network.layers:
        assert isinstance(layer, DelayLayer)
        both, _ = reader.affine()
        fill(layer.a.weight, np.concatenate(np.split(both, 2, axis=1)))
        weights, bias = reader.affine()
        fill(layer.b.weight, weights)
        fill(layer.b.bias, bias)
        reader.norm(layer.norm)
        reader.layers.pop(0)
    weights, bias = reader.affine()
    fill(network.last.weight, weights)
    fill(network.last.bias, bias)
    reader.norm(network.last_norm)
    weights, bias = reader.affine()
    missing = OUTPUTS - len(bias)
    fill(network.out.weight, np.concatenate([weights, *[weights[BLANK : BLANK + 1]] * missing]))
    fill(network.out.bias, np.concatenate([bias, *[bias[BLANK : BLANK + 1]] * missing]))


def blend(checkpoint: Path, model: Path, share: float, shape: Shape) -> Path:
    """A checkpoint whose weights are `share` trained and the rest as begun (Wortsman et al. 2022); → its path.

    Training on makes the trained voices better at the cost of others; the mean of both is better than either. The last
    layer is taken as trained, since an output may be new in it.
    """
    kept = torch.load(checkpoint, weights_only=False)
    begun = Network(shape)
    load(model, begun, Statistics(kept["mean"], kept["deviation"]))
    old = begun.state_dict()
    kept["average"] = {
        name: values
        if name.startswith("out.") or not values.is_floating_point()
        else torch.lerp(old[name], values, share)
        for name, values in kept["average"].items()
    }
    path = checkpoint.with_name("blended.pt")
    torch.save(kept, path)
    return path
