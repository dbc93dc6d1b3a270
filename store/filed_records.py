"""Filed calls: the record kept whole, the row that a list shows, the words it is found by, its promises."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, insert, null, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Row

from calls.codec import Malformed
from calls.events import Channel
from calls.record import CallRecord, from_json, likely_name, sure_name, to_json
from store import customers, known_calls
from store.errors import Damaged
from store.rows import Caller, Loop, RecordRow
from store.schema import CALLS, LOOPS, RECORD_TEXTS, RECORDS, WORDS
from store.search_words import indexed_text, query_of


def save(connection: Connection, record: CallRecord) -> None:
    """File the call: what was kept under its id as record is replaced, its draft is done with."""
    call = record.call
    key = known_calls.key_for(connection, call.id, call.started_at)
    caller = Caller(call.customer_number, call.customer_id, sure_name(record))
    before = connection.execute(select(CALLS.c.customer_key).where(CALLS.c.key == key)).scalar()
    if before is not None:  # filed anew it may become somebody else's
        customers.stays(connection, before, key)
    connection.execute(
        update(CALLS)
        .where(CALLS.c.key == key)
        .values(
            customer_number=call.customer_number,
            customer_name=caller.name,
            customer_id=call.customer_id,
            customer_key=customers.entered(connection, caller, key),
            filed=True,
            parked=False,
            draft=null(),
        )
    )
    done = _done_loops(connection, key)
    loops = [{**loop, "done_at": done.get((loop["kind"], loop["text"]))} for loop in _loops_of(record, key)]
    connection.execute(delete(LOOPS).where(LOOPS.c.call_key == key))
    if loops:
        connection.execute(insert(LOOPS), loops)
    row = {
        "customer": likely_name(record) or call.customer_number or call.customer_id,
        "agent": call.agent,
        "key_issue": record.key_issue.text if record.key_issue else "",
        "disposition": call.disposition,
        "duration_s": call.duration_s,
        "loops": len(loops),
        "due": min((loop["due"] for loop in loops if loop["due"]), default=""),
    }
    _put(connection, RECORDS, key, row)
    _put(connection, RECORD_TEXTS, key, {"json": zlib.compress(to_json(record).encode())})
    connection.execute(
        text("INSERT OR REPLACE INTO words(rowid, text) VALUES (:key, :text)"),
        {"key": key, "text": indexed_text(record)},
    )
    known_calls.pack(connection, key)


def load(connection: Connection, call_id: str) -> CallRecord | None:
    """Raises Damaged."""
    statement = select(RECORD_TEXTS.c.json).join(CALLS, CALLS.c.key == RECORD_TEXTS.c.call_key)
    packed = connection.execute(statement.where(CALLS.c.call_id == call_id)).scalar()
    if packed is None:
        return None
    try:
        return from_json(zlib.decompress(packed).decode())
    except (zlib.error, Malformed) as error:
        raise Damaged(
            f"the record of call {call_id} cannot be read by this version ({error}): "
            "look for a newer Attune; nothing was changed"
        ) from error


def search(connection: Connection, typed: str, limit: int, before: str) -> list[RecordRow]:
    """Newest first; without a word in ``typed``, all. ``before`` is the call after which the list goes on."""
    query = query_of(typed)
    if query:
        # The index gives its rows by key, newest first, so it stops at the limit however many there are.
        order = WORDS.c.rowid
        rows = _ROWS.join(WORDS, WORDS.c.rowid == RECORDS.c.call_key).where(text("words MATCH :query"))
    else:
        order, rows = RECORDS.c.call_key, _ROWS
    if before:
        last = connection.execute(select(CALLS.c.key).where(CALLS.c.call_id == before)).scalar()
        if last is None:
            return []  # retention has taken it, and takes the oldest first
        rows = rows.where(order < last)
    statement = rows.order_by(order.desc()).limit(bindparam("limit"))
    return _rows(connection.execute(statement, {"limit": limit, **({"query": query} if query else {})}))


def of_customer(connection: Connection, customer_key: int, limit: int) -> tuple[RecordRow, ...]:
    statement = _ROWS.where(CALLS.c.customer_key == customer_key).order_by(CALLS.c.key.desc()).limit(limit)
    return tuple(_rows(connection.execute(statement)))


def loops_of_customer(connection: Connection, customer_key: int, limit: int) -> tuple[Loop, ...]:
    """Those that are not done: with a date first, the earliest first; the rest by their call, newest first."""
    statement = (
        select(CALLS.c.call_id, CALLS.c.started_at, LOOPS)
        .join(CALLS)
        .where(CALLS.c.customer_key == customer_key, LOOPS.c.done_at.is_(None))
        .order_by(LOOPS.c.due == "", LOOPS.c.due, CALLS.c.key.desc(), LOOPS.c.key)
        .limit(limit)
    )
    return tuple(
        Loop(row.call_id, row.started_at, row.kind, row.who, row.text, row.due, row.utterance_id)
        for row in connection.execute(statement)
    )


def count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(RECORDS)).scalar_one()


_ROWS: Select[tuple[str, str, str, str, str, str, float, int, str]] = select(
    CALLS.c.call_id,
    CALLS.c.started_at,
    RECORDS.c.customer,
    RECORDS.c.agent,
    RECORDS.c.key_issue,
    RECORDS.c.disposition,
    RECORDS.c.duration_s,
    RECORDS.c.loops,
    RECORDS.c.due,
).join_from(RECORDS, CALLS)


def _rows(found: Iterable[Row[tuple[str, str, str, str, str, str, float, int, str]]]) -> list[RecordRow]:
    return [RecordRow(*row) for row in found]


def _put(connection: Connection, table: Table, key: int, row: dict[str, Any]) -> None:
    statement = upsert(table).values(call_key=key, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["call_key"], set_=row))


def _loops_of(record: CallRecord, key: int) -> list[dict[str, str | int]]:
    """The customer's promises as they were heard, the agent's as their wrap-up has them: changed, or taken out."""
    promises = [
        {"kind": "promise", "who": p.who.value, "text": p.text, "due": p.due, "utterance_id": p.utterance_id}
        for p in record.promises
        if p.who is Channel.CUSTOMER
    ]
    follow_ups = [
        {"kind": "follow_up", "who": Channel.AGENT.value, "text": f.text, "due": f.due, "utterance_id": ""}
        for f in record.call.follow_ups
    ]
    return [{"call_key": key, **loop} for loop in promises + follow_ups]


def _done_loops(connection: Connection, key: int) -> dict[tuple[str | int, str | int], str]:
    """What was done stays done when its call is filed again."""
    rows = connection.execute(select(LOOPS).where(LOOPS.c.call_key == key, LOOPS.c.done_at.is_not(None)))
    return {(row.kind, row.text): row.done_at for row in rows}
