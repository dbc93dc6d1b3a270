"""Saved records come out as files that read back as they were filed."""

from __future__ import annotations

import secrets
from pathlib import Path

from calls.journal import read_journal
from calls.record import from_json
from cli.export import export
from store.call_store import open_store
from tests.cli.program import attune, is_one_clear_line
from tests.store.sample_calls import journal, record


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


def test_without_a_key_ring_one_line_says_so(tmp_path: Path):
    done = attune("export", "--out", tmp_path / "out", home=tmp_path)
    assert is_one_clear_line(done) and "key ring" in done.stderr
