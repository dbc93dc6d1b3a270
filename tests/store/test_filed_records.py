"""A filed call is kept whole, listed newest first and found by what was said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calls.events import Channel, FollowUp
from calls.findings import Promise
from store.call_store import CallStore
from store.rows import RecordRow
from tests.store.sample_calls import heard, record, started


def ids(rows: list[RecordRow]) -> list[str]:
    return [row.call_id for row in rows]


def test_a_record_comes_back_as_it_was_filed(store: CallStore):
    filed = record("a", "my kettle burst", facts=(heard("order", "447199"),), follow_ups=(FollowUp("ring", ""),))
    store.save_record(filed)
    assert store.record("a") == filed
    assert store.record("b") is None


def test_filed_again_it_replaces_what_was_there_and_is_found_by_its_new_words_alone(store: CallStore):
    store.save_record(record("a", "my kettle burst", follow_ups=(FollowUp("ring back", "2026-03-09"),)))
    store.save_record(record("a", "my toaster burst"))
    assert store.count() == 1
    assert ids(store.search("kettle")) == []
    assert ids(store.search("toaster")) == ["a"]
    assert [row.loops for row in store.search()] == [0]


def test_a_row_says_what_a_list_shows(store: CallStore):
    promised = Promise(Channel.AGENT, "refund in five days", "2026-03-07", "c0")
    store.save_record(record("a", promises=(promised,), follow_ups=(FollowUp("ring", "2026-03-05"), FollowUp("mail"))))
    assert store.search() == [
        RecordRow(
            call_id="a",
            started_at=started(),
            customer="Priya Raman",
            agent="Sam",
            key_issue="Charged twice for one order",
            disposition="solved",
            duration_s=312.5,
            loops=2,
            due="2026-03-05",
        )
    ]


def test_a_row_names_the_customer_as_well_as_is_known(store: CallStore):
    store.save_record(record("a", name="", facts=(heard("name", "Pia Rahman"), heard("name", "Priya", confidence=0.9))))
    store.save_record(record("b", name="", number="+15550001111", minutes=1))
    store.save_record(record("c", name="", number="", customer_id="C-17", minutes=2))
    assert [row.customer for row in store.search()] == ["C-17", "+15550001111", "Priya"]


def test_the_newest_call_comes_first_whenever_it_was_filed(store: CallStore):
    for call_id, minutes in (("noon", 180), ("morning", 0), ("evening", 600)):
        store.save_record(record(call_id, minutes=minutes))
    assert ids(store.search()) == ids(store.search("charged")) == ["evening", "noon", "morning"]


def test_a_list_is_read_page_by_page(store: CallStore):
    for i in range(7):
        store.save_record(record(f"c{i}", minutes=i))
    for text in ("", "charged"):
        pages, before = [], ""
        while page := store.search(text, limit=3, before=before):
            pages.append(ids(page))
            before = page[-1].call_id
        assert pages == [["c6", "c5", "c4"], ["c3", "c2", "c1"], ["c0"]]


@pytest.mark.parametrize(
    "typed",
    [
        "kettle", "KETT", "ket", "k", "kettle burst", "burst kettle", "  kettle   ", "kettle!",
        "café", "cafe", "Raman", "priya ram", "447199", "4471", "refund", "twice", "solved", "courier", "Sam",
        "+15551234567", "15551234567", "5551234567", "(555) 123-4567", "4567", "555 123", "42.50", "don't",
    ],
)  # fmt: skip
def test_a_record_is_found_by_what_was_said_noted_or_known(store: CallStore, typed: str):
    kettle = record(
        "kettle",
        "my kettle burst at the café and i don't like it",
        facts=(heard("order", "447199"), heard("amount", "42.50 USD")),
        notes="Told the courier.",
    )
    other = record("other", "vacuum bag", number="+33199887766", name="Ann", issue="No bag", notes="-", minutes=5)
    store.save_record(kettle)
    store.save_record(other)
    assert "kettle" in ids(store.search(typed))


@pytest.mark.parametrize("typed", ["ettle", "kettle vacuum", "44719 9", "99887755", "kettel"])
def test_what_does_not_match_every_word_is_not_found(store: CallStore, typed: str):
    store.save_record(record("kettle", "my kettle burst", facts=(heard("order", "447199"),)))
    store.save_record(record("other", "vacuum bag", number="+33199887766", minutes=5))
    assert ids(store.search(typed)) == []


@pytest.mark.parametrize(
    "typed", ['"', "'", "*", "a AND", "NOT kettle", "NEAR(kettle", "text:kettle", "kettle*", "^kettle", "(", "-", "\0"]
)
def test_search_syntax_in_the_text_is_only_text(store: CallStore, typed: str):
    store.save_record(record("kettle", "my kettle burst"))
    store.search(typed)


def test_words_of_the_query_language_are_found_as_words(store: CallStore):
    store.save_record(record("a", "near or not"))
    assert ids(store.search("NEAR")) == ids(store.search("or")) == ids(store.search("near NOT")) == ["a"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.text())
def test_no_text_whatever_breaks_the_search(store: CallStore, typed: str):
    store.search(typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_record_is_found_by_the_very_text_that_was_noted(store: CallStore, noted: str):
    store.save_record(record("a", notes=noted))
    assert ids(store.search(noted)) == ["a"]


def test_a_record_whose_start_cannot_be_read_is_kept_and_comes_last(store: CallStore):
    dateless = record("x")
    store.save_record(replace(dateless, call=replace(dateless.call, started_at="yesterday")))
    store.save_record(record("a"))
    assert ids(store.search()) == ["a", "x"]
