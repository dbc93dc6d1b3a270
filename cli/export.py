"""``main.py export``: saved records, and on request their journals, as files for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from calls.journal import encode_entry
from calls.record import to_json
from cli.failure import Failure
from cli.files import write_lines
from store.call_store import CallReader
from store.errors import StoreError

PAGE = 200


def export(store: CallReader, folder: Path, since: str, with_journals: bool) -> int:
    """How many records were written, one ``CALL.json`` each. ``since`` is an ISO date, "" for all. Raises Failure."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"{folder} cannot be made: {error.strerror or error}") from None
    count = 0
    try:
        for call_id in _filed_since(store, since):
            record = store.record(call_id)
            if record is None:
                continue
            name = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in call_id)
            write_lines([to_json(record, indent=1)], folder / f"{name}.json")
            if with_journals:
                write_lines((encode_entry(entry) for entry in store.journal(call_id)), folder / f"{name}.jsonl")
            count += 1
    except StoreError as error:
        raise Failure(str(error)) from None
    return count


def _filed_since(store: CallReader, since: str) -> Iterator[str]:
    """Newest first, a page at a time."""
    before = ""
    while page := store.search("", PAGE, before):
        for row in page:
            if row.started_at[:10] < since:
                return
            yield row.call_id
        before = page[-1].call_id
