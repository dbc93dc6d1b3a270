"""Whenever the process is killed, what was acknowledged is there and the store is sound."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from calls.events import Utterance
from store.call_store import open_store
from tests.store.sample_calls import KEY

KILLS = 20
SCRIPT = Path(__file__).with_name("endless_call.py")


def acknowledged_until_killed(path: Path, first: int, after: int, later_s: float) -> Iterator[tuple[str, int]]:
    """What the process had said when it was killed, ``later_s`` after its ``after``-th line: amid a change."""
    process = subprocess.Popen([sys.executable, SCRIPT, path, str(first)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        lines = [process.stdout.readline() for _ in range(after)]
        time.sleep(later_s)
    finally:
        process.kill()
    lines += process.stdout.readlines()  # said between our last reading and its end
    process.stdout.close()
    assert process.wait() == -9
    for line in lines:
        if line.endswith("\n"):
            kind, number = line.split()
            yield kind, int(number)


@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_twenty_kills_lose_nothing_that_was_acknowledged(path: Path):
    moments = random.Random(20)
    kept: dict[str, set[int]] = {"journal": set(), "draft": {-1}, "record": set()}
    for _ in range(KILLS):
        first = max(kept["journal"], default=-1) + 1
        said_before = acknowledged_until_killed(path, first, moments.randint(1, 60), moments.uniform(0, 0.02))
        for kind, number in said_before:
            kept[kind].add(number)
        store = open_store(path, KEY)
        assert store.integrity_check() == ()
        utterances = [entry.event for entry in store.journal("endless")]
        said = [event.id for event in utterances if isinstance(event, Utterance)]
        assert set(said) >= {f"c{number}" for number in kept["journal"]}
        assert said == sorted(said, key=lambda known: int(known[1:]))
        draft = store.draft("endless")
        assert int(draft.note.split()[1]) >= max(kept["draft"]) if draft else kept["draft"] == {-1}
        for number in kept["record"]:
            assert [row.call_id for row in store.search(f"serial{number}") if row.call_id == f"call {number}"]
            assert store.record(f"call {number}") is not None
        store.close()
    assert len(kept["journal"]) > 200 and len(kept["record"]) > 30
