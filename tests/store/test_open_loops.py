"""What is to be done over all calls: once each, by its day, done and undone, also when its call is filed again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from calls.events import Channel, FollowUp
from calls.findings import Promise
from calls.record import CallRecord, RecordedCall, RecordedUtterance
from store.call_store import CallStore, open_store
from store.rows import Caller

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


def test_the_earliest_due_comes_first_and_a_promise_taken_up_as_follow_up_is_one(store: CallStore):
    store.save_record(
        record(
            "one",
            FollowUp("Call back", "2026-03-20"),
            promises=(
                promised("call back", "2026-03-20"),
                promised("send the form"),
                promised("pay", who=Channel.CUSTOMER),
            ),
        )
    )
    store.save_record(record("two", FollowUp("Chase the courier", "2026-03-18")))
    store.add_errand("Answer Mr Lind's mail", "2026-03-19")
    first, second, third, last = store.open_loops()
    assert [loop.text for loop in (first, second, last)] == [
        "Chase the courier",
        "Answer Mr Lind's mail",
        "send the form",
    ]
    assert third.text.lower() == "call back" and third.customer == "Priya Raman" and third.call_id == "one"
    assert (second.customer, second.call_id) == ("", "")


def test_done_is_gone_and_undone_is_back_with_the_promise_it_came_from(store: CallStore):
    store.save_record(record("one", FollowUp("Call back"), promises=(promised("call back"),)))
    store.add_errand("Write to Lind")
    for loop in store.open_loops():
        store.set_loop_done(loop.id, True)
    assert texts(store) == []
    customer = store.customer_for(Caller("+15551234567"))
    assert customer and customer.loops == ()
    store.set_loop_done("call:1", False)
    assert [text.lower() for text in texts(store)] == ["call back"]


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
