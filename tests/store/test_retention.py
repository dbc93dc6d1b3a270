"""Calls and customers are kept for as long as was set, and what was deleted is told."""

from __future__ import annotations

import os
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from store.call_store import CallStore, open_store
from store.database import connect
from store.migrate import copy_aside
from store.retention import BATCH
from store.rows import Caller, Deletion, Kept
from tests.store.sample_calls import KEY, hung_up, journal, record

A_DAY = 24 * 60
TODAY = date(2026, 6, 1)


def forget_all(store: CallStore, kind: Kept, before: date) -> None:
    while store.forget(kind, before, TODAY):
        pass


def filed(store: CallStore, call_id: str, said: str, days: int, number: str = "+15551234567") -> None:
    store.append_journal(call_id, [*journal(call_id, said, minutes=days * A_DAY, number=number), *hung_up(60)])
    store.save_record(record(call_id, said, minutes=days * A_DAY, number=number))


def test_an_old_call_goes_whole_and_a_newer_one_stays_whole(store: CallStore):
    filed(store, "old", "my kettle burst", days=0)
    filed(store, "new", "my toaster burst", days=10)
    forget_all(store, Kept.CALLS, date(2026, 3, 5))
    assert [row.call_id for row in store.search()] == ["new"]
    assert store.search("kettle") == []
    assert store.record("old") is None and store.journal("old") == []
    assert store.record("new") and store.journal("new") and [row.call_id for row in store.search("toaster")] == ["new"]
    assert store.integrity_check() == ()


def test_a_list_ends_at_a_call_that_went_while_it_was_read(store: CallStore):
    filed(store, "old", "my kettle burst", days=0)
    filed(store, "new", "my kettle burst", days=10)
    page = store.search("", limit=2)
    forget_all(store, Kept.CALLS, date(2026, 3, 5))
    assert page[-1].call_id == "old"
    assert store.search("", 2, "old") == store.search("kettle", 2, "old") == []


def test_what_nobody_has_filed_stays_however_old(store: CallStore):
    store.append_journal("left", journal("left", "my kettle burst"))
    store.park("left")
    forget_all(store, Kept.CALLS, TODAY)
    assert [call.call_id for call in store.unfinished()] == ["left"]
    assert store.deletions() == ()


def test_a_customer_outlives_the_calls_and_goes_when_their_own_time_is_over(store: CallStore):
    filed(store, "old", "my kettle burst", days=0)
    caller = Caller("+15551234567")
    forget_all(store, Kept.CALLS, date(2026, 3, 5))
    forget_all(store, Kept.CUSTOMERS, date(2026, 3, 2))
    kept = store.customer_for(caller)
    assert kept and kept.name == "Priya Raman" and kept.calls == ()
    forget_all(store, Kept.CUSTOMERS, date(2026, 3, 3))
    assert store.customer_for(caller) is None


def test_a_note_keeps_a_customer_from_the_day_on_that_it_was_written(store: CallStore):
    filed(store, "old", "my kettle burst", days=0)
    known, only_noted = Caller("+15551234567"), Caller(name="Ann Wong")
    for caller in (known, only_noted):
        store.save_customer_note(caller, "Prefers mail.")
    forget_all(store, Kept.CALLS, TODAY)
    today = datetime.now().astimezone().date()
    forget_all(store, Kept.CUSTOMERS, today)
    assert all(store.customer_for(caller) for caller in (known, only_noted))
    forget_all(store, Kept.CUSTOMERS, today + timedelta(1))
    assert not any(store.customer_for(caller) for caller in (known, only_noted))


def test_customers_whom_an_older_version_kept_for_ever_have_their_days_counted_from_now_on(
    store: CallStore, path: Path
):
    store.save_customer_note(Caller(name="Ann Wong"), "Prefers mail.")
    store.close()
    with closing(connect(path, KEY)) as raw:
        raw.execute("UPDATE customers SET last_call_key = NULL")
        raw.execute("PRAGMA user_version = 4")
    today = datetime.now().astimezone().date()
    with closing(open_store(path, KEY)) as newer:
        forget_all(newer, Kept.CUSTOMERS, today)
        assert newer.customer_for(Caller(name="Ann Wong"))
        forget_all(newer, Kept.CUSTOMERS, today + timedelta(1))
        assert newer.customer_for(Caller(name="Ann Wong")) is None


def test_a_customer_whose_one_call_turned_out_to_be_somebody_elses_goes_with_it(store: CallStore):
    store.save_record(record("a", number=""))
    store.save_record(record("a", number="", customer_id="C-17"))
    forget_all(store, Kept.CALLS, date(2026, 3, 5))
    forget_all(store, Kept.CUSTOMERS, date(2026, 3, 5))
    assert store.customer_for(Caller(customer_id="C-17")) is None
    assert store.customer_for(Caller(name="Priya Raman")) is None


def test_a_customer_who_called_since_stays(store: CallStore):
    filed(store, "old", "my kettle burst", days=0)
    forget_all(store, Kept.CALLS, date(2026, 3, 5))
    filed(store, "new", "my toaster burst", days=60)
    forget_all(store, Kept.CUSTOMERS, TODAY)
    kept = store.customer_for(Caller("+15551234567"))
    assert kept and [row.call_id for row in kept.calls] == ["new"]


@pytest.mark.skipif(os.name != "posix", reason="the clock's zone is set as POSIX has it")
def test_a_day_begins_at_midnight_where_the_agent_is(store: CallStore, monkeypatch: pytest.MonkeyPatch):
    store.save_record(record("a"))  # 2026-03-02 at 08:00 in Greenwich
    try:
        for zone, left in (("America/Los_Angeles", 1), ("Australia/Sydney", 1), ("Pacific/Honolulu", 0)):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            forget_all(store, Kept.CALLS, date(2026, 3, 2))
            assert store.count() == left, zone
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_copy_that_cannot_be_deleted_keeps_nothing_else_from_going(store: CallStore, path: Path):
    (path.parent / f"{path.stem}-schema1{path.suffix}").mkdir()
    store.save_record(record("a"))
    forget_all(store, Kept.CALLS, datetime.now().astimezone().date() + timedelta(2))
    assert store.count() == 0


def test_a_copy_that_an_older_schema_left_goes_with_the_calls_it_holds(store: CallStore, path: Path):
    copies = [copy_aside(path, KEY, version) for version in (1, 2)]
    long_ago = datetime(2026, 3, 2, tzinfo=UTC).timestamp()
    os.utime(copies[0], (long_ago, long_ago))
    store.forget(Kept.CALLS, date(2026, 3, 5), TODAY)
    assert [copy.exists() for copy in copies] == [False, True]


def test_an_errand_goes_when_it_was_done_long_enough_ago_and_an_open_one_stays(store: CallStore):
    for text in ("send the invoice", "call the depot", "ask the bank"):
        store.add_errand(text)
    invoice, depot, bank = (loop.id for loop in sorted(store.open_loops(10), key=lambda loop: loop.id))
    store.set_loop_done(invoice, True)
    store.set_loop_done(depot, True)
    store.set_loop_done(depot, False)
    today = datetime.now().astimezone().date()
    forget_all(store, Kept.ERRANDS, today)
    store.set_loop_done(invoice, False)
    assert len(store.open_loops(10)) == 3
    store.set_loop_done(invoice, True)
    forget_all(store, Kept.ERRANDS, today + timedelta(1))
    store.set_loop_done(invoice, False)
    assert [loop.id for loop in store.open_loops(10)] == [depot, bank]
    assert [(each.kind, each.count) for each in store.deletions()] == [(Kept.ERRANDS, 1)]


def test_many_go_batch_by_batch_and_the_day_tells_the_sum(store: CallStore):
    for i in range(BATCH + 7):
        store.save_record(record(f"c{i}", minutes=i))
    assert store.forget(Kept.CALLS, TODAY - timedelta(30), TODAY)
    assert store.count() == 7
    assert not store.forget(Kept.CALLS, TODAY - timedelta(30), TODAY)
    assert store.count() == 0
    assert store.deletions() == (Deletion("2026-06-01", Kept.CALLS, "2026-05-02", BATCH + 7),)
