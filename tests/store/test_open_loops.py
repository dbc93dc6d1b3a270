"""What is to be done over all calls: once each, by its day, done and undone, also when its call is filed again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from calls.events import Channel, FollowUp
from calls.findings import Promise
from calls.record import CallRecord, RecordedCall, RecordedUtterance
from store import filed_records
from store.call_store import CallStore, open_store
from store.database import Database
from store.migrate import migrate
from store.rows import Caller
from store.schema import LOOPS, RECORDS
from store.steps import STEPS

KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> CallStore:
    return open_store(tmp_path / "attune.db", KEY)


def record(call_id: str, *follow_ups: FollowUp, promises: tuple[Promise, ...] = ()) -> CallRecord:
    call = RecordedCall(
        call_id,
        "2026-03-17T14:02:00+00:00",
        60.0,
        customer_number="+15551234567",
        customer_name="Priya Raman",
        follow_ups=follow_ups,
    )
    words = RecordedUtterance("a1", Channel.AGENT, 0.0, 1.0, "Yes.", "yes", 0.9)
    return CallRecord(call, (words,), promises=promises)


def texts(store: CallStore) -> list[str]:
    return [loop.text for loop in store.open_loops()]


def promised(text: str, due: str = "", who: Channel = Channel.AGENT) -> Promise:
    return Promise(who, text, due, "a1")


def test_the_earliest_due_comes_first_and_what_has_no_day_last(store: CallStore):
    store.save_record(record("one", FollowUp("Send the form"), FollowUp("Call back", "2026-03-20")))
    store.save_record(record("two", FollowUp("Chase the courier", "2026-03-18")))
    store.add_errand("Answer Mr Lind's mail", "2026-03-19")
    loops = store.open_loops()
    assert [loop.text for loop in loops] == [
        "Chase the courier",
        "Answer Mr Lind's mail",
        "Call back",
        "Send the form",
    ]
    assert (loops[2].customer, loops[2].call_id) == ("Priya Raman", "one")
    assert (loops[1].customer, loops[1].call_id) == ("", "")


def test_what_the_agent_made_of_their_promises_stands_and_not_what_was_heard(store: CallStore):
    heard = (
        promised("send the form today", "2026-03-17"),
        promised("call back on friday", "2026-03-20"),
        promised("pay the rest", who=Channel.CUSTOMER),
    )
    store.save_record(record("one", FollowUp("Send the form today", "2026-03-18"), promises=heard))
    assert [(loop.text, loop.due) for loop in store.open_loops()] == [("Send the form today", "2026-03-18")]
    customer = store.customer_for(Caller("+15551234567"))
    assert customer and [(loop.who, loop.text) for loop in customer.loops] == [
        ("agent", "Send the form today"),
        ("customer", "pay the rest"),
    ]
    (row,) = store.search()
    assert (row.loops, row.due) == (2, "2026-03-18")


def test_a_store_that_held_promises_twice_holds_each_once(tmp_path: Path):
    before = Database(tmp_path / "attune.db", KEY)
    migrate(before, KEY, STEPS[:3])
    with before.transaction() as connection:
        filed_records.save(connection, record("one", FollowUp("Call back", "2026-03-20")))
        as_heard = {"kind": "promise", "who": "agent", "text": "call back", "due": "2026-03-17", "utterance_id": "a1"}
        key = connection.execute(select(LOOPS.c.call_key)).scalar_one()
        connection.execute(insert(LOOPS).values(call_key=key, **as_heard))
        connection.execute(update(RECORDS).values(loops=2, due="2026-03-17"))
    before.close()
    store = open_store(tmp_path / "attune.db", KEY)
    assert [(loop.text, loop.due) for loop in store.open_loops()] == [("Call back", "2026-03-20")]
    (row,) = store.search()
    assert (row.loops, row.due) == (1, "2026-03-20")


def test_done_is_gone_and_undone_is_back(store: CallStore):
    store.save_record(record("one", FollowUp("Call back")))
    store.add_errand("Write to Lind")
    loops = store.open_loops()
    for loop in loops:
        store.set_loop_done(loop.id, True)
    assert texts(store) == []
    customer = store.customer_for(Caller("+15551234567"))
    assert customer and customer.loops == ()
    store.set_loop_done(loops[0].id, False)
    assert texts(store) == [loops[0].text]


def test_a_call_filed_again_keeps_what_was_done(store: CallStore):
    filed = record("one", FollowUp("Call back"), FollowUp("Send the form"))
    store.save_record(filed)
    done = next(loop for loop in store.open_loops() if loop.text == "Call back")
    store.set_loop_done(done.id, True)
    store.save_record(replace(filed, call=replace(filed.call, notes="more")))
    assert texts(store) == ["Send the form"]


@pytest.mark.parametrize("loop_id", ["", "call:", "call:9", "errand:7", "call:x", "call:" + "9" * 30, "x:1"])
def test_an_id_that_is_none_changes_nothing(store: CallStore, loop_id: str):
    store.save_record(record("one", FollowUp("Call back")))
    store.set_loop_done(loop_id, True)
    assert texts(store) == ["Call back"]
