"""Saved records come out as files that read back as they were filed."""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from calls.journal import read_journal
from calls.record import from_json
from cli.export import export
from cli.failure import Failure
from store.call_store import open_reader, open_store
from store.database import connect
from tests.cli.program import attune, is_one_clear_line
from tests.store.sample_calls import KEY, journal, record


def test_every_filed_record_and_its_journal_is_written(tmp_path: Path):
    store = open_store(tmp_path / "attune.db", secrets.token_bytes(32))
    days = {f"call-{day}": day * 24 * 60.0 for day in (1, 2, 3)}
    for call_id, minutes in days.items():
        store.append_journal(call_id, journal(call_id, "where is my parcel", minutes=minutes))
        store.save_record(record(call_id, "where is my parcel", minutes=minutes))
    assert export(store, tmp_path / "out", "2026-03-04", with_journals=True) == 2
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["call-2.json", "call-2.jsonl", "call-3.json", "call-3.jsonl"]
    for call_id in ("call-2", "call-3"):
        assert from_json((tmp_path / "out" / f"{call_id}.json").read_text(encoding="utf-8")) == store.record(call_id)
        assert list(read_journal(tmp_path / "out" / f"{call_id}.jsonl")) == store.journal(call_id)
    store.close()


def test_a_call_counts_by_the_day_it_had_where_it_was_taken(tmp_path: Path):
    with closing(open_store(tmp_path / "attune.db", KEY)) as store:
        for name, started in (("tokyo", "2026-03-02T08:00:00+09:00"), ("new-york", "2026-03-01T20:00:00-05:00")):
            filed = record(name, "where is my parcel")
            store.save_record(replace(filed, call=replace(filed.call, started_at=started)))
        assert export(store, tmp_path / "out", "2026-03-02", with_journals=False) == 1
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["tokyo.json"]


def test_calls_that_cannot_be_read_are_named_and_all_others_written(tmp_path: Path):
    path = tmp_path / "attune.db"
    with closing(open_store(path, KEY)) as store:
        for number in range(4):
            store.save_record(record(f"call-{number}", "where is my parcel", minutes=number))
    with closing(connect(path, KEY)) as raw:
        raw.execute("UPDATE record_texts SET json = x'00' WHERE call_key = (SELECT max(call_key) FROM record_texts)")
    with closing(open_reader(path, KEY)) as reader, pytest.raises(Failure) as failure:
        export(reader, tmp_path / "out", "", with_journals=False)
    assert sorted(file.stem for file in (tmp_path / "out").iterdir()) == ["call-0", "call-1", "call-2"]
    told = str(failure.value)
    assert told.startswith(f"3 of 4 calls are in {tmp_path / 'out'}; not so call-3, because ") and "\n" not in told


def test_without_a_key_ring_one_line_says_so(tmp_path: Path):
    done = attune("export", "--out", tmp_path / "out", home=tmp_path)
    assert is_one_clear_line(done) and "key ring" in done.stderr
