"""A call on its way is kept event by event, and is offered again until it is filed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from calls.events import Event, FollowUp, Reopened
from calls.findings import Insight
from calls.intents import Draft
from calls.journal import JournalEntry
from calls.session import CallSession
from store.call_store import CallStore, open_reader, open_store
from tests.store.sample_calls import KEY, hung_up, journal, record, started, utterance


class Silent:
    """An analyst that finds nothing."""

    def apply(self, event: Event) -> Insight:  # noqa: ARG002
        return Insight()


def test_a_journal_comes_back_as_it_was_told(store: CallStore):
    told = journal("a", "hello there", "my kettle burst\nwith a bang", "grüße 😀 \u2028 line")
    for entry in told:
        store.append_journal("a", [entry])
    assert store.journal("a") == told


def test_the_journals_of_two_calls_do_not_mix(store: CallStore):
    one, two = journal("one", "first", "third"), journal("two", "second", minutes=1)
    store.append_journal("one", one[:3])
    store.append_journal("two", two)
    store.append_journal("one", one[3:])
    assert (store.journal("one"), store.journal("two")) == (one, two)
    assert store.journal("three") == []


def test_a_journal_replayed_gives_the_call_again(store: CallStore):
    store.append_journal("a", journal("a", "my kettle burst") + hung_up(30))
    session = CallSession(Silent())
    for entry in store.journal("a"):
        session.apply(entry.event)
    assert session.call.id == "a"
    assert [known.raw for known in session.call.utterances] == ["my kettle burst"]
    assert session.call.notes == "Refund promised."


def test_what_was_kept_is_there_after_closing_and_opening(path: Path):
    store = open_store(path, KEY)
    store.append_journal("a", journal("a", "my kettle burst"))
    store.save_draft("a", Draft("kettle", "open", (FollowUp("send a new one", "2026-03-09"),)))
    store.close()
    store = open_store(path, KEY)
    assert store.journal("a") == journal("a", "my kettle burst")
    assert store.draft("a") == Draft("kettle", "open", (FollowUp("send a new one", "2026-03-09"),))
    store.close()


def test_a_call_stays_unfinished_until_it_is_filed(store: CallStore):
    store.append_journal("a", journal("a", "hello", "my kettle burst"))
    (call,) = store.unfinished()
    assert (call.call_id, call.started_at, call.customer) == ("a", started(), "+15551234567")
    assert (call.clock_s, call.parked) == (6.0, False)
    store.append_journal("a", hung_up(30))
    assert [call.clock_s for call in store.unfinished()] == [50]
    store.save_record(record("a"))
    assert store.unfinished() == []


def test_unfinished_calls_come_newest_first_whenever_they_were_kept(store: CallStore):
    for call_id, minutes in (("noon", 180), ("morning", 0), ("evening", 600)):
        store.append_journal(call_id, journal(call_id, minutes=minutes))
    assert [call.call_id for call in store.unfinished()] == ["evening", "noon", "morning"]


def test_a_call_put_off_waits_in_the_tray_with_its_draft(store: CallStore):
    store.append_journal("a", journal("a", "hello"))
    store.save_draft("a", Draft("half a no"))
    store.save_draft("a", Draft("half a note"))
    store.park("a")
    assert [call.parked for call in store.unfinished()] == [True]
    assert store.draft("a") == Draft("half a note")
    store.save_record(record("a"))
    assert (store.unfinished(), store.draft("a")) == ([], None)


def test_a_call_reopened_is_unfinished_again_and_keeps_its_record(store: CallStore):
    entries = journal("a", "hello") + hung_up(30)
    store.append_journal("a", entries)
    store.save_record(record("a"))
    reopened = [JournalEntry(60, Reopened(60)), JournalEntry(61, utterance(9, "one more thing"))]
    store.append_journal("a", reopened)
    assert [call.call_id for call in store.unfinished()] == ["a"]
    assert store.record("a") == record("a")
    assert store.journal("a") == entries + reopened
    store.save_record(record("a", notes="Now settled."))
    assert (store.unfinished(), store.count()) == ([], 1)
    assert store.journal("a") == entries + reopened


def test_calls_that_began_in_the_same_moment_are_all_kept(store: CallStore):
    for call_id in "abc":
        store.append_journal(call_id, journal(call_id, call_id))
    assert {call.call_id for call in store.unfinished()} == set("abc")
    assert [store.journal(call_id) for call_id in "abc"] == [journal(call_id, call_id) for call_id in "abc"]


def test_a_draft_may_come_before_the_call_is_known(store: CallStore):
    assert store.draft("a") is None
    store.save_draft("a", Draft("quick"))
    store.append_journal("a", journal("a", "hello"))
    assert store.draft("a") == Draft("quick")
    assert [call.customer for call in store.unfinished()] == ["+15551234567"]


def test_several_threads_take_turns(store: CallStore):
    told = {call_id: journal(call_id, *(f"{call_id} says {i}" for i in range(20))) for call_id in "abcd"}

    def tell(call_id: str) -> None:
        for entry in told[call_id]:
            store.append_journal(call_id, [entry])
            store.search(call_id)

    with ThreadPoolExecutor() as threads:
        list(threads.map(tell, told))
    assert {call_id: store.journal(call_id) for call_id in told} == told


def test_a_reader_beside_the_writer_sees_what_was_kept_and_cannot_keep_anything(store: CallStore, path: Path):
    reader = open_reader(path, KEY)
    store.append_journal("a", journal("a", "hello"))
    store.save_record(record("a"))
    assert reader.journal("a") == journal("a", "hello")
    assert [row.call_id for row in reader.search("charged")] == ["a"]
    assert not hasattr(reader, "save_record")
    reader.close()
