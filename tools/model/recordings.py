"""The test recordings on disk: what evaluate.py needs to know of them, without the tools that make them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

LEAD_S, TAIL_S = 0.2, 0.4
"""Quiet before and after a clean test sentence."""
WORDLESS = ("silence", "music", "noise")


@dataclass(frozen=True, slots=True)
class Recording:
    """One sentence; `times` are each word's start and end in the clean file where the voice told them, in seconds."""

    number: int
    text: str
    times: list[tuple[float, float]] = field(default_factory=list)


def save(folder: Path, recordings: list[Recording]) -> None:
    """text.jsonl beside the wav files; written last, so its presence says that the set is whole."""
    lines = "".join(json.dumps(asdict(recording)) + "\n" for recording in recordings)
    (folder / "text.jsonl").write_text(lines, encoding="utf-8")


def load(folder: Path) -> list[Recording]:
    """The recordings of one set."""
    rows = [json.loads(line) for line in (folder / "text.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Recording(row["number"], row["text"], [(a, b) for a, b in row["times"]]) for row in rows]
