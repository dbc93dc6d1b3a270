"""Shards to batches: features are bent a little differently each time they are seen."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from tools.model.plan import MEL_BINS, SUBSAMPLING, Plan, Shape
from tools.model.shards import Example, Rival, load

Frames = npt.NDArray[np.float32]
RIVALS = 12
"""Read at a time, the truth among them."""
PLAIN_EVERY = 3
"""Where there are shards with rivals, every third batch comes from those without."""
ROUND = 2000
"""Examples drawn before looking for new shards."""
BUCKET_STEPS = (30, 45, 60, 75, 90, 105, 125, 150, 180, 220, 270, 340, 450)
"""Row lengths of batches, in output frames of 30 ms."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Mean and standard deviation of each log mel bin."""

    mean: Frames
    deviation: Frames

    @staticmethod
    def of(path: Path) -> Statistics:
        frames = np.concatenate([example.frames for example in load(path)]).astype(np.float64)
        return Statistics(frames.mean(0).astype(np.float32), frames.std(0).astype(np.float32))


@dataclass(frozen=True, slots=True)
class Rivals:
    """All rivals of a batch: the `row` each belongs to, its `place` there (the truth has 0), and what Rival says."""

    row: Tensor
    place: Tensor
    labels: Tensor
    counts: Tensor
    wrong: Tensor
    cost: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """What one training step needs; `frames` and `counts` are the valid output frames and labels of each row."""

    x: Tensor
    labels: Tensor
    silent: Tensor
    frames: Tensor
    counts: Tensor
    rivals: Rivals | None = None


def time_warp(
    frames: Frames, silent: npt.NDArray[np.bool_], rng: random.Random
) -> tuple[Frames, npt.NDArray[np.bool_]]:
    """Uneven tempo: the speed changes every 0.4 s, by up to a third."""
    knots = max(2, len(frames) // 40)
    speed = np.exp([rng.uniform(-0.28, 0.28) for _ in range(knots + 1)])
    steps = np.cumsum(np.interp(np.linspace(0, knots, len(frames)), np.arange(knots + 1), speed))
    at = np.interp(np.arange(int(steps[-1])), steps - steps[0], np.arange(len(frames)))
    whole = np.minimum(at.astype(int), len(frames) - 2)
    part = (at - whole).astype(np.float32)[:, None]
    return frames[whole] * (1 - part) + frames[whole + 1] * part, silent[whole]


def mel_warp(frames: Frames, rng: random.Random) -> Frames:
    """Another length of the vocal tract."""
    at = np.clip(np.arange(MEL_BINS) * rng.uniform(0.90, 1.10) + rng.uniform(-0.8, 0.8), 0, MEL_BINS - 1.001)
    whole = at.astype(int)
    part = (at - whole).astype(np.float32)
    return np.asarray(frames[:, whole] * (1 - part) + frames[:, whole + 1] * part)


def channel(rng: random.Random) -> Frames:
    """A smooth frequency response, as another microphone would have."""
    m = np.arange(MEL_BINS) / (MEL_BINS - 1)
    curve = rng.uniform(-0.35, 0.35) + (2 * m - 1) * rng.uniform(-0.3, 0.3)
    for k in (1, 2, 3):
        curve = curve + rng.gauss(0, 0.12) * np.cos(math.pi * k * m + rng.uniform(0, 6.3))
    return curve.astype(np.float32)


def bent(example: Example, statistics: Statistics, rng: random.Random) -> tuple[Frames, npt.NDArray[np.bool_]]:
    """One normalised, randomly altered reading of an example."""
    frames = (example.frames.astype(np.float32) - statistics.mean) / statistics.deviation
    silent = example.silent
    if rng.random() < 0.5 and len(frames) > 80:
        warped, quiet = time_warp(frames, silent, rng)
        if len(warped) // SUBSAMPLING > len(example.phones) + 3:
            frames, silent = warped, quiet
    if rng.random() < 0.4:
        frames = mel_warp(frames, rng)
    frames = frames + channel(rng)
    if rng.random() < 0.25:
        width = rng.randint(1, 5)
        at = rng.randrange(MEL_BINS - width)
        frames[:, at : at + width] = 0
    if rng.random() < 0.15:
        at, width = rng.randrange(len(frames)), rng.randint(2, 9)
        frames[at : at + width] = 0
    return frames, silent


@dataclass(frozen=True, slots=True)
class Reading:
    """One example as it is read this time."""

    frames: Frames
    silent: npt.NDArray[np.bool_]
    phones: npt.NDArray[np.int16]
    rivals: tuple[Rival, ...] = ()

    @property
    def steps(self) -> int:
        """Output frames."""
        return (len(self.frames) + SUBSAMPLING - 1) // SUBSAMPLING


def batch_of(readings: list[Reading], steps: int, shape: Shape) -> Batch:
    """Rows padded by repeating their first and last frame, as libvosk does at the start of a stream."""
    x = np.zeros((len(readings), (steps - 1) * SUBSAMPLING + 1 + shape.back + shape.ahead, MEL_BINS), np.float32)
    silent = np.ones((len(readings), steps), bool)
    labels = padded([reading.phones for reading in readings])
    for row, reading in enumerate(readings):
        at = np.clip(np.arange(x.shape[1]) - shape.back, 0, len(reading.frames) - 1)
        x[row] = reading.frames[at]
        silent[row, : reading.steps] = reading.silent[::SUBSAMPLING]
    counts = torch.tensor([len(r.phones) for r in readings], dtype=torch.int32)
    valid = torch.tensor([r.steps for r in readings], dtype=torch.int32)
    return Batch(torch.from_numpy(x), labels, torch.from_numpy(silent), valid, counts, rivals_of(readings))


def padded(sequences: list[npt.NDArray[np.int16]]) -> Tensor:
    """A row for each."""
    rows = np.zeros((len(sequences), max(1, *map(len, sequences))), np.int32)
    for row, phones in zip(rows, sequences, strict=True):
        row[: len(phones)] = phones
    return torch.from_numpy(rows)


def rivals_of(readings: list[Reading]) -> Rivals | None:
    """None if no reading has any; a rival that a quicker reading has no room for is left out."""
    found = []
    for row, reading in enumerate(readings):
        fitting = [rival for rival in reading.rivals if len(rival.phones) + 2 <= reading.steps]
        found += [(row, place, rival) for place, rival in enumerate(fitting)]
    if not found:
        return None
    rows, places, rivals = zip(*found, strict=True)
    return Rivals(
        torch.tensor(rows),
        torch.tensor(places),
        padded([rival.phones for rival in rivals]),
        torch.tensor([len(rival.phones) for rival in rivals], dtype=torch.int32),
        torch.tensor([float(rival.wrong) for rival in rivals]),
        torch.tensor([rival.cost for rival in rivals]),
    )


def some(rivals: tuple[Rival, ...], rng: random.Random) -> tuple[Rival, ...]:
    """The truth, the likeliest, and as many drawn from the rest."""
    first, rest = rivals[: RIVALS // 2], rivals[RIVALS // 2 :]
    return (*first, *rng.sample(rest, min(len(rest), RIVALS - len(first))))


class Buckets:
    """Readings of about equal length together. Few shapes: the matrix library compiles its code anew for each."""

    def __init__(self, shape: Shape, batch_steps: int) -> None:
        self.shape, self.batch_steps = shape, batch_steps
        self.waiting: dict[int, list[Reading]] = {steps: [] for steps in BUCKET_STEPS}

    def put(self, reading: Reading) -> Batch | None:
        """A batch whenever one is full; a sentence longer than every bucket is dropped."""
        steps = next((steps for steps in BUCKET_STEPS if reading.steps <= steps), None)
        if steps is None:
            return None
        self.waiting[steps].append(reading)
        if len(self.waiting[steps]) < self.batch_steps // steps:
            return None
        full, self.waiting[steps] = self.waiting[steps], []
        return batch_of(full, steps, self.shape)

    def rest(self) -> Iterator[Batch]:
        """What never filled a batch."""
        for steps, readings in self.waiting.items():
            if readings:
                yield batch_of(readings, steps, self.shape)


def stream(plan: Plan, statistics: Statistics, part: int, parts: int, seed: int) -> Iterator[Batch]:
    """Batches without end; where the start model listened, two in three have rivals."""
    speech = readings_of(plan, plan.shards, statistics, part, parts, seed)
    if not any(plan.heard.glob("*.npz")):
        yield from speech
    heard = readings_of(plan, plan.heard, statistics, part, parts, seed)
    for turn in itertools.count(1):
        yield next(heard if turn % PLAIN_EVERY else speech)


def readings_of(plan: Plan, folder: Path, statistics: Statistics, part: int, parts: int, seed: int) -> Iterator[Batch]:
    """From every `parts`-th shard of a folder; what was seen least comes first, new shards are taken in.

    Where there are fewer shards than parts, all of them serve.
    """
    rng = random.Random(seed)
    buckets = Buckets(plan.shape, plan.batch_steps)
    examples: list[Example] = []
    seen: set[Path] = {held_out(plan)}
    uses = np.zeros(0)
    while True:
        new = [path for path in sorted(folder.glob("*.npz")) if path not in seen]
        own = [path for path in new if int(path.stem) % parts == part]
        for path in own or ([] if examples else new):
            seen.add(path)
            examples += load(path)
        uses = np.concatenate([uses, np.zeros(len(examples) - len(uses))])
        chosen = np.argsort(uses + np.array([rng.random() for _ in uses]) * 0.95)[:ROUND]
        uses[chosen] += 1
        for i in rng.sample(list(chosen), len(chosen)):
            frames, silent = bent(examples[i], statistics, rng)
            reading = Reading(frames, silent, examples[i].phones, some(examples[i].rivals, rng))
            if batch := buckets.put(reading):
                yield batch


def plain(plan: Plan, statistics: Statistics, limit: int) -> Iterator[Batch]:
    """Some of the shard held out, as it is."""
    buckets = Buckets(plan.shape, plan.batch_steps)
    for example in list(load(held_out(plan)))[::3][:limit]:
        frames = (example.frames.astype(np.float32) - statistics.mean) / statistics.deviation
        if batch := buckets.put(Reading(frames, example.silent, example.phones)):
            yield batch
    yield from buckets.rest()


def spoken(plan: Plan) -> Iterator[tuple[int, ...]]:
    """The phones of every sentence."""
    for path in sorted(plan.shards.glob("*.npz")):
        for example in load(path):
            yield tuple(example.phones.tolist())


def held_out(plan: Plan) -> Path:
    """The shard that is measured on and never trained on."""
    return plan.shards / "0000.npz"
