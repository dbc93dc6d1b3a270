"""Small linear models: trained offline, here only weights and a sum. Files are described in resources/weights/."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

import resources


@dataclass(frozen=True, slots=True)
class Linear:
    """``weights`` has a row per feature and a column per class; a single column scores "yes" against "no".

    ``calibration`` turns scores into probabilities: weights of score, lead over the next, and a constant.
    """

    place: Mapping[str, int]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    classes: tuple[str, ...]
    calibration: tuple[float, ...]

    def scores(self, features: Mapping[str, float]) -> npt.NDArray[np.float32]:
        known = [(self.place[name], value) for name, value in features.items() if name in self.place]
        if not known:
            return self.bias
        rows = [row for row, _ in known]
        values = np.array([value for _, value in known], dtype=np.float32)
        scored: npt.NDArray[np.float32] = self.bias + values @ self.weights[rows]
        return scored


def sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def weights(name: str) -> Linear:
    """The bundled weights of that name, read once."""
    return read_weights(resources.path("weights", f"{name}.npz"))


def read_weights(path: Path) -> Linear:
    """Raises OSError, ValueError."""
    with np.load(path, allow_pickle=False) as data:
        features = bytes(data["features"]).decode().split("\n")
        classes = bytes(data["classes"]).decode().split("\n")
        return Linear(
            place={name: row for row, name in enumerate(features)},
            weights=data["weights"].astype(np.float32),
            bias=data["bias"].astype(np.float32),
            classes=tuple(classes),
            calibration=tuple(float(number) for number in data["calibration"]),
        )


def write_weights(path: Path, model: Linear) -> None:
    """Half precision on disk: the scores differ in the third decimal."""
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(model.place).encode(), dtype=np.uint8),
        classes=np.frombuffer("\n".join(model.classes).encode(), dtype=np.uint8),
        weights=model.weights.astype(np.float16),
        bias=model.bias,
        calibration=np.array(model.calibration, dtype=np.float32),
    )
