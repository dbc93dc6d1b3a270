"""``main.py export``: saved records, and on request their journals, as files for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from calls.journal import encode_entry
from calls.record import to_json
from cli.failure import Failure
from cli.files import write_lines
from store.call_store import CallReader
from store.errors import Damaged, StoreError

PAGE = 200


def export(store: CallReader, folder: Path, since: str, with_journals: bool) -> int:
    """How many records were written, one ``CALL.json`` each. ``since`` is an ISO date, "" for all.

    Raises Failure: of calls that cannot be read when all the others are written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"{folder} cannot be made: {error.strerror or error}") from None
    count = 0
    unread: dict[str, Damaged] = {}
    try:
        for call_id in list(_filed_since(store, since)):
            try:
                count += _write(store, call_id, folder, with_journals)
            except Damaged as error:
                unread[call_id] = error
    except StoreError as error:
        raise Failure(str(error)) from None
    if unread:
        total, why = count + len(unread), next(iter(unread.values()))
        raise Failure(f"{count} of {total} calls are in {folder}; not so {', '.join(unread)}, because {why}")
    return count


def _write(store: CallReader, call_id: str, folder: Path, with_journal: bool) -> bool:
    """False: it has been deleted since it was listed. Raises StoreError, Failure."""
    record = store.record(call_id)
    if record is None:
        return False
    name = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in call_id)
    write_lines([to_json(record, indent=1)], folder / f"{name}.json")
    if with_journal:
        write_lines((encode_entry(entry) for entry in store.journal(call_id)), folder / f"{name}.jsonl")
    return True


def _filed_since(store: CallReader, since: str) -> Iterator[str]:
    """Newest first, a page at a time."""
    before = ""
    while page := store.search("", PAGE, before):
        for row in page:
            if row.started_at[:10] >= since:  # the day where it was taken; a newer call may have an earlier one
                yield row.call_id
        before = page[-1].call_id
