"""The desk lets go of what its time is over for, once a day and only as the settings say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from queue import Queue

from desk.keeper import Keeper
from desk.retention import Retention
from settings import Settings
from store.call_store import open_store
from store.rows import Deletion, Kept
from tests.store.sample_calls import KEY, record

TODAY = date(2026, 6, 1)


def kept_after(folder: Path, settings: Settings, today: date = TODAY) -> tuple[int, tuple[Deletion, ...]]:
    """How many of 120 calls of March are left, and what was deleted."""
    path = folder / "attune.db"
    store = open_store(path, KEY)
    for i in range(120):
        store.save_record(record(f"c{i}", minutes=i))
    store.close()
    posted: Queue[Callable[[], None]] = Queue()
    keeper = Keeper(lambda: open_store(path, KEY), posted.put, lambda _: None, lambda _: None)
    retention = Retention(keeper)
    retention.look(settings, today)
    retention.look(settings, today)
    assert keeper.close()
    store = open_store(path, KEY)
    try:
        return store.count(), store.deletions()
    finally:
        store.close()


def test_with_nothing_set_everything_is_kept(tmp_path: Path):
    assert kept_after(tmp_path, Settings()) == (120, ())


def test_calls_older_than_the_days_set_go_all_of_them_and_are_counted_once(tmp_path: Path):
    settings = Settings().with_value("keep_calls_days", 30)
    assert kept_after(tmp_path, settings) == (0, (Deletion("2026-06-01", Kept.CALLS, "2026-05-02", 120),))


def test_younger_calls_stay(tmp_path: Path):
    assert kept_after(tmp_path, Settings().with_value("keep_calls_days", 100)) == (120, ())
