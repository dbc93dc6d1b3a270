"""What is still to be done over all calls: the agent's follow-ups, and errands typed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, null, select, update

from store.rows import OpenLoop
from store.schema import CALLS, ERRANDS, LOOPS, RECORDS

CALL, ERRAND = "call", "errand"
"""What a loop's id begins with."""

_TABLES = {CALL: LOOPS, ERRAND: ERRANDS}


def open_loops(connection: Connection, limit: int) -> list[OpenLoop]:
    """Those with a date first, the earliest of them first."""
    loops = [*_of_calls(connection, limit), *_errands(connection, limit)]
    loops.sort(key=lambda loop: (not loop.due, loop.due or "", loop.started_at))
    return loops[:limit]


def set_done(connection: Connection, loop_id: str, done: bool) -> None:
    """An id that is not known changes nothing."""
    kind, _, key = loop_id.partition(":")
    table = _TABLES.get(kind)
    if table is None or not key.isdigit() or len(key) > 18:
        return
    moment = datetime.now().astimezone().isoformat(timespec="seconds") if done else null()
    connection.execute(update(table).where(table.c.key == int(key)).values(done_at=moment))


def add_errand(connection: Connection, text: str, due: str) -> None:
    made_at = datetime.now().astimezone().isoformat(timespec="seconds")
    connection.execute(insert(ERRANDS).values(text=text, due=due, made_at=made_at))


def _of_calls(connection: Connection, limit: int) -> list[OpenLoop]:
    statement = (
        select(CALLS.c.call_id, CALLS.c.started_at, RECORDS.c.customer, LOOPS.c.key, LOOPS.c.text, LOOPS.c.due)
        .select_from(LOOPS)
        .join(CALLS, CALLS.c.key == LOOPS.c.call_key)
        .join(RECORDS, RECORDS.c.call_key == CALLS.c.key)
        .where(LOOPS.c.done_at.is_(None), LOOPS.c.who == "agent")
        .order_by(LOOPS.c.due == "", LOOPS.c.due, CALLS.c.key.desc())
        .limit(limit)
    )
    rows = connection.execute(statement)
    return [OpenLoop(f"{CALL}:{r.key}", r.text, r.due, r.customer, r.call_id, r.started_at) for r in rows]


def _errands(connection: Connection, limit: int) -> list[OpenLoop]:
    statement = select(ERRANDS).where(ERRANDS.c.done_at.is_(None)).order_by(ERRANDS.c.due == "", ERRANDS.c.due)
    rows = connection.execute(statement.limit(limit))
    return [OpenLoop(f"{ERRAND}:{row.key}", row.text, row.due, "", "", row.made_at) for row in rows]
