"""A customer is known again by id or number, with the note, the latest calls and what was promised."""

from __future__ import annotations

from calls.events import Channel, FollowUp
from calls.findings import Promise
from store.call_store import CallStore
from store.rows import Caller, Customer, Loop
from tests.store.sample_calls import heard, record, started

NUMBER = "+15551234567"
PRIYA = Caller(NUMBER, "C-17", "Priya Raman")


def known(store: CallStore, caller: Caller) -> Customer:
    customer = store.customer_for(caller)
    assert customer is not None
    return customer


def test_nobody_is_known_before_a_call_or_a_note(store: CallStore):
    assert store.customer_for(PRIYA) is None
    assert store.customer_for(Caller()) is None


def test_a_customer_is_known_again_by_number_or_id(store: CallStore):
    store.save_record(record("a", customer_id="C-17"))
    for caller in (Caller(NUMBER), Caller(customer_id="C-17"), Caller("+1 (555) 123-4567"), PRIYA):
        customer = known(store, caller)
        assert (customer.name, customer.customer_id, customer.numbers) == ("Priya Raman", "C-17", (NUMBER,))
        assert [row.call_id for row in customer.calls] == ["a"]
    assert store.customer_for(Caller("+15550000000")) is None


def test_a_note_is_kept_per_customer_also_for_one_not_seen_before(store: CallStore):
    assert store.save_customer_note(PRIYA, "Prefers mail.")
    assert store.save_customer_note(Caller(NUMBER), "Prefers mail. Hard of hearing.")
    assert known(store, PRIYA).note == "Prefers mail. Hard of hearing."
    store.save_record(record("a", customer_id="C-17"))
    assert known(store, PRIYA).note == "Prefers mail. Hard of hearing."
    assert known(store, PRIYA).calls != ()


def test_a_note_for_nobody_is_refused(store: CallStore):
    assert not store.save_customer_note(Caller(), "lost")
    assert not store.save_customer_note(Caller("anonymous"), "lost")


def test_a_withheld_number_makes_no_customer(store: CallStore):
    store.save_record(record("a", number="anonymous", name=""))
    store.save_record(record("b", number="", name="", minutes=1))
    assert store.customer_for(Caller("anonymous")) is None
    assert store.count() == 2


def test_a_number_learns_its_id_and_an_id_its_second_number(store: CallStore):
    store.save_record(record("a"))
    store.save_record(record("b", customer_id="C-17", minutes=1))
    store.save_record(record("c", customer_id="C-17", number="+15559999999", minutes=2))
    customer = known(store, Caller("+15559999999"))
    assert (customer.customer_id, customer.numbers) == ("C-17", (NUMBER, "+15559999999"))
    assert [row.call_id for row in customer.calls] == ["c", "b", "a"]


def test_two_customers_on_one_number_are_told_apart_by_their_ids(store: CallStore):
    store.save_record(record("a", customer_id="C-17"))
    store.save_record(record("b", customer_id="C-99", name="Ann Lee", minutes=1))
    assert known(store, Caller(NUMBER, "C-99")).name == "Ann Lee"
    assert [row.call_id for row in known(store, Caller(NUMBER, "C-17")).calls] == ["a"]
    assert store.customer_for(Caller(NUMBER, "C-50")) is None


def test_two_people_of_one_name_are_not_taken_for_one_another(store: CallStore):
    store.save_record(record("a"))
    store.save_record(record("b", number="+15558888888", minutes=1))
    assert [row.call_id for row in known(store, Caller(NUMBER)).calls] == ["a"]
    assert store.customer_for(Caller(name="Priya Raman")) is None


def test_where_nothing_but_a_name_is_known_the_name_counts(store: CallStore):
    store.save_record(record("a", number=""))
    assert [row.call_id for row in known(store, Caller(name="priya  RAMAN")).calls] == ["a"]


def test_a_name_is_remembered_when_it_was_given_or_confirmed_not_when_it_was_heard(store: CallStore):
    store.save_record(record("a", name="", facts=(heard("name", "Pia Rahman"),)))
    assert known(store, Caller(NUMBER)).name == ""
    store.save_record(record("b", name="", facts=(heard("name", "Priya Raman", confirmed=True),), minutes=1))
    assert known(store, Caller(NUMBER)).name == "Priya Raman"
    store.save_record(record("c", name="", minutes=2))
    assert known(store, Caller(NUMBER)).name == "Priya Raman"


def test_the_card_shows_the_latest_calls_alone(store: CallStore):
    for i in range(13):
        store.save_record(record(f"c{i}", minutes=i))
    assert [row.call_id for row in known(store, Caller(NUMBER)).calls] == [f"c{i}" for i in range(12, 2, -1)]


def test_what_was_promised_comes_in_the_order_in_which_it_is_due(store: CallStore):
    refund = FollowUp("Refund in five days", "2026-03-07")
    theirs = Promise(Channel.CUSTOMER, "send the form", "", "c0")
    store.save_record(record("a", promises=(theirs,), follow_ups=(refund,)))
    store.save_record(record("b", follow_ups=(FollowUp("ring back", "2026-03-05T10:00"),), minutes=1))
    assert known(store, Caller(NUMBER)).loops == (
        Loop("b", started(1), "follow_up", "agent", "ring back", "2026-03-05T10:00", ""),
        Loop("a", started(), "follow_up", "agent", "Refund in five days", "2026-03-07", ""),
        Loop("a", started(), "promise", "customer", "send the form", "", "c0"),
    )
    store.save_record(record("b", minutes=1))
    assert [loop.call_id for loop in known(store, Caller(NUMBER)).loops] == ["a", "a"]


def test_filed_again_with_another_number_a_call_moves_to_that_customer(store: CallStore):
    store.save_record(record("a"))
    store.save_record(record("a", number="+15550001111", name="Ann Lee"))
    assert known(store, Caller(NUMBER)).calls == ()
    assert [row.call_id for row in known(store, Caller("+15550001111")).calls] == ["a"]
