"""``main.py transcribe``: a recording in, a call record out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from calls.events import Answered, CaptureFinished, Ended, Event, Rang, Utterance
from calls.journal import JournalEntry, encode_entry, is_journaled
from calls.record import CallRecord, record_of, to_json
from calls.session import CallSession
from cli.failure import Failure
from cli.files import check_places, keep_apart, write_lines
from cli.text_view import TextView
from insight.analyst import Analyst
from insight.team_files import check
from transcription.hearing import CannotHear, Options, hear_recording


@dataclass(frozen=True, slots=True)
class Result:
    """Where the record goes: ``out`` as JSON, standard output as JSON, or as text for people; the journal if asked."""

    out: Path | None = None
    as_json: bool = False
    journal: Path | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """How the recordings are heard: ``started`` is when the call began, None for when the file was written."""

    model: Path
    started: datetime | None
    country: str
    options: Options


def transcribe(paths: Sequence[Path], how: Heard, result: Result) -> None:
    """Raises Failure; then nothing was written."""
    keep_apart(paths, [result.out, result.journal])
    check_places([result.out, result.journal])
    check()
    session = CallSession(Analyst())
    entries: list[JournalEntry] = []
    for entry in _call(paths, how, how.started or _recorded_at(paths[0])):
        session.apply(entry.event)
        if is_journaled(entry.event):
            entries.append(entry)
        if isinstance(entry.event, Utterance):
            _progress(f"heard up to {entry.clock_s:.0f} s")
    _progress("")
    record = record_of(session)
    if result.journal:
        write_lines((encode_entry(entry) for entry in entries), result.journal)
    if result.out or result.as_json:
        write_record(record, result.out)
    else:
        view = TextView(sys.stdout)
        for utterance in session.call.utterances:
            view.said(utterance)
        view.record(record)


def write_record(record: CallRecord, out: Path | None) -> None:
    """As JSON, to a file or to standard output. Raises Failure."""
    write_lines([to_json(record)], out)


def _call(paths: Sequence[Path], how: Heard, started: datetime) -> Iterator[JournalEntry]:
    """The events of a call that was answered at once and ended with its recording."""
    opening: tuple[Event, ...] = (Rang(paths[0].stem, 0.0, started.isoformat(timespec="seconds")), Answered(0.0))
    for event in opening:
        yield JournalEntry(0.0, event)
    try:
        for entry in hear_recording(paths, how.model, started.date(), how.country, how.options):
            if isinstance(entry.event, CaptureFinished):
                yield JournalEntry(entry.clock_s, Ended(entry.event.at))
            yield entry
    except CannotHear as error:
        raise Failure(str(error)) from None


def _recorded_at(path: Path) -> datetime:
    """A recording was made when its file was last written, as far as anyone can tell."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror or error}") from None


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)
