"""A call's journal as a file, as a person exports one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from calls.journal import JournalEntry, encode_entry


def write_journal(path: Path, entries: Iterable[JournalEntry]) -> None:
    path.write_text("".join(encode_entry(entry) + "\n" for entry in entries), encoding="utf-8")
