"""Examples on disk: a few hundred readings in one file, features beside what was said and what it was taken for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Phones = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Rival:
    """One thing that the decoder could have written.

    How many of its words are `wrong`, and what the language model charges for it (a negative natural logarithm).
    """

    phones: Phones
    wrong: int
    cost: float


@dataclass(frozen=True, slots=True)
class Example:
    """Frames × 40 log mel energies, the phones said, which frames are silent, and `rivals`: the truth, then others."""

    frames: npt.NDArray[np.float16]
    phones: Phones
    silent: npt.NDArray[np.bool_]
    rivals: tuple[Rival, ...] = ()


def joined(parts: list[Phones]) -> Phones:
    return np.concatenate([np.zeros(0, np.int16), *parts])


def save(path: Path, examples: list[Example]) -> None:
    """All at once or not at all, so that a reader never meets half a shard."""
    rivals = [rival for e in examples for rival in e.rivals]
    parts = {
        "frames": np.concatenate([e.frames for e in examples]),
        "silent": np.concatenate([e.silent for e in examples]),
        "phones": joined([e.phones for e in examples]),
        "lengths": np.array([len(e.frames) for e in examples]),
        "counts": np.array([len(e.phones) for e in examples]),
        "rivals": np.array([len(e.rivals) for e in examples]),
        "rival_phones": joined([r.phones for r in rivals]),
        "rival_counts": np.array([len(r.phones) for r in rivals], np.int64),
        "rival_wrong": np.array([r.wrong for r in rivals], np.int64),
        "rival_cost": np.array([r.cost for r in rivals], np.float32),
    }
    half = path.with_suffix(".part")
    with half.open("wb") as out:
        np.savez(out, **parts)  # type: ignore[arg-type]
    half.rename(path)


def load(path: Path) -> Iterator[Example]:
    """The examples of a shard."""
    with np.load(path) as kept:
        parts = dict(kept)
    ends, phone_ends, rival_ends = (np.cumsum(parts[name]) for name in ("lengths", "counts", "rivals"))
    rivals = rivals_of(parts)
    start = first = rival = 0
    for end, last, last_rival in zip(ends, phone_ends, rival_ends, strict=True):
        yield Example(
            parts["frames"][start:end],
            parts["phones"][first:last],
            parts["silent"][start:end],
            tuple(rivals[rival:last_rival]),
        )
        start, first, rival = end, last, last_rival


def rivals_of(parts: dict[str, npt.NDArray[np.generic]]) -> list[Rival]:
    """Of all examples in a row."""
    phones = np.split(np.asarray(parts["rival_phones"], np.int16), np.cumsum(parts["rival_counts"])[:-1])
    return [
        Rival(said, int(wrong), float(cost))
        for said, wrong, cost in zip(phones, parts["rival_wrong"], parts["rival_cost"], strict=False)
    ]
