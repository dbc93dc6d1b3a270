"""What is still to be done over all calls: the agent's promises and follow-ups, and errands typed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, null, select, update

from store.rows import OpenLoop
from store.schema import CALLS, ERRANDS, LOOPS, RECORDS

CALL, ERRAND = "call", "errand"
"""What a loop's id begins with."""


def open_loops(connection: Connection, limit: int) -> list[OpenLoop]:
    """Those with a date first, the earliest of them first. A promise that stands as a follow-up too is one loop."""
    found: dict[tuple[str, str], OpenLoop] = {}
    for loop in _of_calls(connection, limit):
        found.setdefault((loop.call_id, loop.text.casefold()), loop)
    loops = [*found.values(), *_errands(connection, limit)]
    loops.sort(key=lambda loop: (not loop.due, loop.due or "", loop.started_at))
    return loops[:limit]


def set_done(connection: Connection, loop_id: str, done: bool) -> None:
    """A follow-up and the promise that it came from are done together. An id that is not known changes nothing."""
    kind, _, key = loop_id.partition(":")
    if not key.isdigit() or len(key) > 18:
        return
    moment = datetime.now().astimezone().isoformat(timespec="seconds") if done else null()
    if kind == ERRAND:
        connection.execute(update(ERRANDS).where(ERRANDS.c.key == int(key)).values(done_at=moment))
        return
    row = connection.execute(select(LOOPS).where(LOOPS.c.key == int(key))).first()
    if row is None or kind != CALL:
        return
    of_call = select(LOOPS.c.key, LOOPS.c.text).where(LOOPS.c.call_key == row.call_key, LOOPS.c.who == "agent")
    same = [r.key for r in connection.execute(of_call) if r.text.casefold() == row.text.casefold()]
    connection.execute(update(LOOPS).where(LOOPS.c.key.in_(same)).values(done_at=moment))


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
        .limit(2 * limit)
    )
    rows = connection.execute(statement)
    return [OpenLoop(f"{CALL}:{r.key}", r.text, r.due, r.customer, r.call_id, r.started_at) for r in rows]


def _errands(connection: Connection, limit: int) -> list[OpenLoop]:
    statement = select(ERRANDS).where(ERRANDS.c.done_at.is_(None)).order_by(ERRANDS.c.due == "", ERRANDS.c.due)
    rows = connection.execute(statement.limit(limit))
    return [OpenLoop(f"{ERRAND}:{row.key}", row.text, row.due, "", "", row.made_at) for row in rows]
