"""Training examples on disk, with what the decoder took them for."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tools.model.shards import Example, Rival, load, save


def example(frames: int, phones: list[int], rivals: tuple[Rival, ...] = ()) -> Example:
    values = np.arange(frames * 40, dtype=np.float16).reshape(frames, 40)
    return Example(values, np.array(phones, np.int16), np.arange(frames) % 2 == 0, rivals)


def rival(phones: list[int], wrong: int, cost: float) -> Rival:
    return Rival(np.array(phones, np.int16), wrong, cost)


def told(found: Example) -> tuple[object, ...]:
    rivals = [(r.phones.tolist(), r.wrong, r.cost) for r in found.rivals]
    return found.frames.tolist(), found.phones.tolist(), found.silent.tolist(), rivals


def test_a_shard_gives_back_its_examples_each_with_its_own_rivals(tmp_path: Path):
    examples = [
        example(3, [4, 5], (rival([4, 5], 0, 1.5), rival([4], 1, 0.25))),
        example(2, []),
        example(5, [7, 7, 1], (rival([7, 7, 1], 0, 2.0), rival([], 2, 0.5), rival([7, 1, 1, 1], 1, 3.0))),
    ]
    save(tmp_path / "0001.npz", examples)
    assert [told(found) for found in load(tmp_path / "0001.npz")] == [told(made) for made in examples]


def test_speech_that_nobody_listened_to_has_no_rivals(tmp_path: Path):
    save(tmp_path / "0000.npz", [example(4, [1]), example(1, [2])])
    assert [found.rivals for found in load(tmp_path / "0000.npz")] == [(), ()]
    assert [path.name for path in tmp_path.iterdir()] == ["0000.npz"]
