"""Calls on their way: the journal as it grows, the draft of the wrap-up, and what is not finished yet."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, false, insert, select, true, update

from calls.codec import Malformed, build, parse, plain
from calls.events import Rang, Reopened
from calls.intents import Draft
from calls.journal import JournalEntry, decode_entry, encode_entry
from store.errors import Damaged
from store.rows import UnfinishedCall
from store.schema import CALLS, JOURNAL


def append(connection: Connection, call_id: str, entries: Sequence[JournalEntry]) -> None:
    if not entries:
        return
    rang = next((entry.event for entry in entries if isinstance(entry.event, Rang)), None)
    key = key_for(connection, call_id, rang.started_at if rang else "")
    lines = "\n".join(encode_entry(entry) for entry in entries)
    connection.execute(insert(JOURNAL).values(call_key=key, entries=zlib.compress(lines.encode())))
    clock_s = max(entry.clock_s for entry in entries)
    connection.execute(update(CALLS).where(CALLS.c.key == key, CALLS.c.clock_s < clock_s).values(clock_s=clock_s))
    if any(isinstance(entry.event, Reopened) for entry in entries):
        connection.execute(update(CALLS).where(CALLS.c.key == key).values(filed=False))
    if rang:
        unnamed = (CALLS.c.customer_number == "") & (CALLS.c.customer_name == "") & (CALLS.c.customer_id == "")
        connection.execute(
            update(CALLS)
            .where(CALLS.c.key == key, unnamed)
            .values(
                customer_number=rang.customer_number, customer_name=rang.customer_name, customer_id=rang.customer_id
            )
        )


def entries_of(connection: Connection, call_id: str) -> list[JournalEntry]:
    """In the order in which they came in; none for a call that is not known. Raises Damaged."""
    rows = connection.execute(
        select(JOURNAL.c.entries).join(CALLS).where(CALLS.c.call_id == call_id).order_by(JOURNAL.c.key)
    )
    try:
        return [decode_entry(line) for (packed,) in rows for line in zlib.decompress(packed).decode().split("\n")]
    except (zlib.error, Malformed) as error:
        raise Damaged(
            f"the journal of call {call_id} holds an entry that this version cannot read ({error}): "
            "look for a newer Attune; nothing was changed"
        ) from error


def pack(connection: Connection, key: int) -> None:
    """Make one row of a call's journal; deflated together, the entries take a third of the room."""
    rows = connection.execute(
        select(JOURNAL.c.key, JOURNAL.c.entries).where(JOURNAL.c.call_key == key).order_by(JOURNAL.c.key)
    ).all()
    if len(rows) < 2:
        return
    whole = zlib.compress(b"\n".join(zlib.decompress(packed) for _, packed in rows), level=9)
    connection.execute(update(JOURNAL).where(JOURNAL.c.key == rows[0].key).values(entries=whole))
    connection.execute(delete(JOURNAL).where(JOURNAL.c.call_key == key, JOURNAL.c.key > rows[0].key))


def save_draft(connection: Connection, call_id: str, draft: Draft) -> None:
    text = json.dumps(plain(draft), ensure_ascii=False)
    connection.execute(update(CALLS).where(CALLS.c.key == key_for(connection, call_id, "")).values(draft=text))


def draft_of(connection: Connection, call_id: str) -> Draft | None:
    """Raises Damaged."""
    text = connection.execute(select(CALLS.c.draft).where(CALLS.c.call_id == call_id)).scalar()
    if text is None:
        return None
    try:
        draft: Draft = build(Draft, parse(text, "the draft"), "draft")
    except Malformed as error:
        raise Damaged(f"the draft of call {call_id} cannot be read ({error}): write it again") from error
    return draft


def park(connection: Connection, call_id: str) -> None:
    connection.execute(update(CALLS).where(CALLS.c.key == key_for(connection, call_id, "")).values(parked=true()))


def unfinished(connection: Connection) -> list[UnfinishedCall]:
    """Newest first."""
    rows = connection.execute(select(CALLS).where(CALLS.c.filed == false()).order_by(CALLS.c.key.desc()))
    return [
        UnfinishedCall(
            call_id=row.call_id,
            started_at=row.started_at,
            customer=row.customer_name or row.customer_number or row.customer_id,
            clock_s=row.clock_s,
            parked=row.parked,
        )
        for row in rows
    ]


def key_for(connection: Connection, call_id: str, started_at: str) -> int:
    """The call's key; a call not seen before is entered, at ``started_at`` or, when that is "", now."""
    known: int | None = connection.execute(select(CALLS.c.key).where(CALLS.c.call_id == call_id)).scalar()
    if known is not None:
        return known
    started_at = started_at or datetime.now().astimezone().isoformat(timespec="milliseconds")
    key = _moment_ms(started_at)
    while connection.execute(select(CALLS.c.key).where(CALLS.c.key == key)).first():
        key += 1
    connection.execute(
        insert(CALLS).values(
            key=key,
            call_id=call_id,
            started_at=started_at,
            customer_number="",
            customer_name="",
            customer_id="",
            clock_s=0.0,
            parked=False,
            filed=False,
        )
    )
    return key


def _moment_ms(started_at: str) -> int:
    """Milliseconds since 1970; 0, so last in every list, where the text is no moment that can be read."""
    try:
        moment = datetime.fromisoformat(started_at)
    except ValueError:
        return 0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1000)
