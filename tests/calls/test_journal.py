"""A journal gives the same call again, even when a crash tore its last line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from calls.codec import Malformed
from calls.events import Answered, Channel, Ended, Event, Level, Partial, Rang
from calls.journal import JournalEntry, decode_entry, encode_entry, is_journaled, read_journal
from calls.record import record_of
from calls.session import CallSession
from tests.calls.journal_file import write_journal
from tests.calls.strategies import events
from tests.calls.test_session import Counting, said

CALL: list[Event] = [
    Rang("call-1", 0, "2026-03-17T14:02:00+00:00"),
    Answered(1),
    said(Channel.AGENT, 1, 2),
    said(Channel.CUSTOMER, 3, 4, "money"),
    Ended(5),
]


def written(path: Path) -> list[JournalEntry]:
    entries = [JournalEntry(float(i), event) for i, event in enumerate(CALL)]
    write_journal(path, entries)
    return entries


@given(events)
def test_an_entry_comes_back_as_it_was_written(event: Event):
    entry = JournalEntry(1.25, event)
    assert decode_entry(encode_entry(entry)) == entry


def test_a_journal_replayed_gives_the_same_record(tmp_path: Path):
    entries = written(tmp_path / "call.jsonl")
    live, again = CallSession(Counting()), CallSession(Counting())
    for event in CALL:
        live.apply(event)
    read = list(read_journal(tmp_path / "call.jsonl"))
    for entry in read:
        again.apply(entry.event)
    assert read == entries
    assert record_of(again) == record_of(live)


def test_a_torn_last_line_loses_nothing_before_it(tmp_path: Path):
    path = tmp_path / "call.jsonl"
    entries = written(path)
    whole = path.read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    for cut in range(last + 1, len(whole) - 1):
        path.write_bytes(whole[:cut])
        assert list(read_journal(path)) == entries[:-1]


def test_a_spoiled_line_in_the_middle_is_named(tmp_path: Path):
    path = tmp_path / "call.jsonl"
    written(path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], "{}\n", *lines[2:]]), encoding="utf-8")
    with pytest.raises(Malformed, match=r"call\.jsonl line 3: .*clock_s is missing"):
        list(read_journal(path))


def test_a_file_that_is_no_journal_is_refused(tmp_path: Path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\x00")
    with pytest.raises(Malformed, match=r"picture\.png line 1"):
        list(read_journal(path))


def test_a_call_that_was_left_open_for_more_than_ten_days_can_be_read_again():
    entry = decode_entry(encode_entry(JournalEntry(864_001.0, Ended(864_001.0))))
    assert entry == JournalEntry(864_000.0, Ended(864_001.0))


def test_what_is_of_the_moment_is_not_journaled():
    assert not is_journaled(Level(Channel.AGENT, -20, -10))
    assert not is_journaled(Partial(Channel.AGENT, 0, "he"))
    assert all(is_journaled(event) for event in CALL)


@pytest.mark.parametrize("clock_s", ["-1", "-1e300", "864000.1", "1e300", "1e999"])
def test_a_clock_that_no_call_has_is_refused(clock_s: str):
    line = encode_entry(JournalEntry(1.0, Answered(1))).replace('"clock_s":1.0', f'"clock_s":{clock_s}')
    with pytest.raises(Malformed, match="clock_s should be"):
        decode_entry(line)
