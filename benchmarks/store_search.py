"""How long a saved record takes to be found by a word among 100,000, through the store as review uses it.

``python -m benchmarks.store_search [--records N] [--words N] [--store FILE]``. Filling takes some ten minutes the first
time; the store is kept (in ``build/`` unless told) and used again. The words are invented, their frequencies those of
speech (Zipf). Fails when a search is slower than the bar at the 95th percentile.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from calls.events import Channel, FollowUp
from calls.findings import KeyIssue, Point, PointKind, Summary
from calls.record import CallRecord, RecordedCall, RecordedFact, RecordedUtterance
from store import filed_records
from store.call_store import CallReader, open_reader, open_store
from store.database import Database

BAR_MS = 50.0
KEPT_IN = Path(__file__).resolve().parents[1] / "build" / "benchmarks"
KEY = bytes(32)
WORDS_PER_UTTERANCE = 12
FIRST_CALL = datetime(2020, 1, 6, 8, tzinfo=UTC)


def vocabulary(size: int) -> list[str]:
    """Words one can say, the short ones first, as frequent words are."""
    syllables = [c + v for c in "bcdfghklmnprstvw" for v in "aeiou"]
    words = ["".join(parts) for n in (1, 2, 3) for parts in itertools.product(syllables, repeat=n)]
    head, tail = words[:80], words[80:]
    return head + random.Random(1).sample(tail, size - len(head))


def records(count: int, words_each: int, known: Sequence[str]) -> Iterator[CallRecord]:
    rng = random.Random(2)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(known) + 1)))
    for number in range(count):
        said = rng.choices(known, cum_weights=weights, k=words_each)
        yield _record(number, said, rng)


def _record(number: int, said: list[str], rng: random.Random) -> CallRecord:
    lines = [" ".join(said[at : at + WORDS_PER_UTTERANCE]) for at in range(0, len(said), WORDS_PER_UTTERANCE)]
    order = f"{number * 7_919 % 10**8:08d}"
    return CallRecord(
        call=RecordedCall(
            id=f"call-{number}",
            started_at=(FIRST_CALL + timedelta(minutes=7 * number)).isoformat(),
            duration_s=len(said) / 2.5,
            customer_number=f"+1555{number * 104_729 % 10**7:07d}",
            customer_name=" ".join(rng.sample(said, 2)).title(),
            agent=f"Agent {number % 40}",
            disposition="solved",
            notes=f"{lines[0]} serial{number}",
            follow_ups=(FollowUp(lines[-1], "2026-03-09"),),
        ),
        utterances=tuple(
            RecordedUtterance(f"u{i}", list(Channel)[i % 2], i * 5.0, i * 5 + 4.5, line.capitalize() + ".", line, 0.9)
            for i, line in enumerate(lines)
        ),
        key_issue=KeyIssue(lines[0], "other", 0.7, "u0", lines[0]),
        summary=Summary(lines[0], (Point(PointKind.REASON, lines[0], ("u0",)),)),
        facts=(RecordedFact("order", order, order, "u0", 0.9, False, ("u0",)),),
    )


def fill(path: Path, count: int, words_each: int, known: Sequence[str]) -> None:
    """As ``save_record`` does it, but a thousand in one transaction."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    open_store(part, KEY).close()
    database = Database(part, KEY)
    began = time.perf_counter()
    source = records(count, words_each, known)
    while batch := list(itertools.islice(source, 1000)):
        with database.transaction() as connection:
            for record in batch:
                filed_records.save(connection, record)
    database.close()
    part.replace(path)
    size_mb = path.stat().st_size / 1e6
    print(f"filled: {count} records of {words_each} words in {time.perf_counter() - began:.0f} s, {size_mb:.0f} MB")


def searches(count: int, known: Sequence[str]) -> dict[str, Callable[[random.Random], str]]:
    """What is typed, by kind."""
    return {
        "a word in one record": lambda rng: f"serial{rng.randrange(count)}",
        "a rare word": lambda rng: rng.choice(known[len(known) // 2 :]),
        "a word in most records": lambda rng: rng.choice(known[:10]),
        "one letter": lambda rng: rng.choice(known)[:1],
        "two letters": lambda rng: rng.choice(known)[:2],
        "three letters": lambda rng: rng.choice(known)[:3],
        "four letters": lambda rng: rng.choice(known[500:])[:4],
        "a frequent and a rare word": lambda rng: f"{rng.choice(known[:10])} {rng.choice(known[len(known) // 2 :])}",
        "two frequent words": lambda rng: " ".join(rng.sample(known[:50], 2)),
        "last four digits": lambda rng: f"{rng.randrange(10**4):04d}",
        "a whole number": lambda rng: f"(555) {rng.randrange(count) * 104_729 % 10**7:07d}",
        "nothing that was said": lambda rng: f"qqq{rng.randrange(100)}",
        "no word: the newest": lambda _: "",
    }


def measure(reader: CallReader, count: int, known: Sequence[str], times: int) -> bool:
    fine = True
    print(f"{'search':28} {'found':>6} {'p50':>8} {'p95':>8} {'worst':>8}  ms, 100 rows")
    for name, typed in searches(count, known).items():
        rng = random.Random(3)
        took, found = [], []
        for _ in range(times):
            text = typed(rng)
            began = time.perf_counter()
            found.append(len(reader.search(text, limit=100)))
            took.append((time.perf_counter() - began) * 1000)
        took.sort()
        p95 = took[int(0.95 * (len(took) - 1))]
        fine = fine and p95 <= BAR_MS
        median_found = statistics.median(found)
        print(f"{name:28} {median_found:6.0f} {statistics.median(took):8.2f} {p95:8.2f} {took[-1]:8.2f}")
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=240)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--store", type=Path)
    arguments = parser.parse_args()
    known = vocabulary(20_000)
    path = arguments.store or KEPT_IN / f"store-{arguments.records}x{arguments.words}.db"
    if not path.exists():
        fill(path, arguments.records, arguments.words, known)
    began = time.perf_counter()
    reader = open_reader(path, KEY)
    count = reader.count()
    print(f"opened in {(time.perf_counter() - began) * 1000:.1f} ms: {count} records")
    fine = measure(reader, count, known, arguments.times)
    reader.close()
    print(f"bar: p95 at most {BAR_MS:.0f} ms: {'met' if fine else 'MISSED'}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
