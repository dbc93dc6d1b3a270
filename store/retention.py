"""What is kept for a number of days alone: found when its time is over, deleted, and noted as deleted."""

from __future__ import annotations

import logging
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, exists, func, select, true, update
from sqlalchemy.dialects.sqlite import insert as upsert

from store.rows import Deletion, Kept
from store.schema import CALLS, CUSTOMERS, DELETIONS, ERRANDS, IDENTITIES, JOURNAL, LOOPS, RECORD_TEXTS, RECORDS, WORDS

log = logging.getLogger("store")

BATCH = 50
"""Deleted in one transaction: the thread that writes what is being said must not wait for more."""


def forget(connection: Connection, kind: Kept, before: date, today: date) -> bool:
    """Whether there may be more. What is not filed or not done stays, however old: somebody has yet to look at it."""
    match kind:
        case Kept.CALLS:
            count = _forget_calls(connection, _first_key(before))
        case Kept.CUSTOMERS:
            count = _forget_customers(connection, _first_key(before))
        case Kept.ERRANDS:
            count = _forget_errands(connection, before)
    if count:
        row = {"day": today.isoformat(), "kind": kind.value, "before": before.isoformat(), "count": count}
        again = {"before": row["before"], "count": DELETIONS.c.count + count}
        note = upsert(DELETIONS).values(**row)
        connection.execute(note.on_conflict_do_update(index_elements=["day", "kind"], set_=again))
    return count == BATCH


def deletions(connection: Connection, limit: int) -> tuple[Deletion, ...]:
    """Newest first."""
    rows = connection.execute(select(DELETIONS).order_by(DELETIONS.c.day.desc(), DELETIONS.c.kind).limit(limit))
    return tuple(Deletion(row.day, Kept(row.kind), row.before, row.count) for row in rows.mappings().all())


def drop_copies(path: Path, before: date) -> None:
    """Copies beside the store that were made before that day. One that cannot be deleted now is tried another day."""
    for copy in path.parent.glob(f"{path.stem}-schema*{path.suffix}"):
        try:
            if copy.stat().st_mtime * 1000 < _first_key(before):
                copy.unlink()
        except OSError as error:
            log.warning("%s is too old and cannot be deleted: %s", copy, error.strerror)


def _first_key(day: date) -> int:
    """Of that day as the clock here shows it: a call's key is its start in milliseconds since 1970."""
    return round(datetime(day.year, day.month, day.day).astimezone().timestamp() * 1000)


def _forget_calls(connection: Connection, limit: int) -> int:
    """All that is known of each call; its customer stays, and with it when they last called."""
    old = select(CALLS.c.key).where(CALLS.c.key < limit, CALLS.c.filed == true())
    keys = connection.execute(old.order_by(CALLS.c.key).limit(BATCH)).scalars().all()
    last = select(func.max(CALLS.c.key)).where(CALLS.c.customer_key == CUSTOMERS.c.key).scalar_subquery()
    theirs = exists().where(CALLS.c.customer_key == CUSTOMERS.c.key, CALLS.c.key.in_(keys))
    later = func.max(func.coalesce(CUSTOMERS.c.last_call_key, 0), last)
    connection.execute(update(CUSTOMERS).where(theirs).values(last_call_key=later))
    connection.execute(delete(WORDS).where(WORDS.c.rowid.in_(keys)))
    for rows in (LOOPS, RECORD_TEXTS, RECORDS, JOURNAL):
        connection.execute(delete(rows).where(rows.c.call_key.in_(keys)))
    connection.execute(delete(CALLS).where(CALLS.c.key.in_(keys)))
    return len(keys)


def _forget_customers(connection: Connection, limit: int) -> int:
    """Those of whom no call is left, with their note; one whose calls are still kept stays for as long as they."""
    has_calls = exists().where(CALLS.c.customer_key == CUSTOMERS.c.key)
    old = select(CUSTOMERS.c.key).where(CUSTOMERS.c.last_call_key < limit, ~has_calls)
    keys = connection.execute(old.order_by(CUSTOMERS.c.key).limit(BATCH)).scalars().all()
    connection.execute(delete(IDENTITIES).where(IDENTITIES.c.customer_key.in_(keys)))
    connection.execute(delete(CUSTOMERS).where(CUSTOMERS.c.key.in_(keys)))
    return len(keys)


def _forget_errands(connection: Connection, before: date) -> int:
    """Those done before that day, as the clock of the day they were done on showed it."""
    old = select(ERRANDS.c.key).where(ERRANDS.c.done_at < before.isoformat())
    keys = connection.execute(old.order_by(ERRANDS.c.key).limit(BATCH)).scalars().all()
    connection.execute(delete(ERRANDS).where(ERRANDS.c.key.in_(keys)))
    return len(keys)
