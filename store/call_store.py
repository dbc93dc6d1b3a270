"""The store's one door: calls, records and customers kept and found again.

``open_store`` gives the one that writes, for the agent's desk; ``open_reader`` a second connection for review and
search, which never waits for the writer nor keeps it waiting. Both may be used from any thread and take turns there.
Every method raises StoreError. A method that writes has written to the disk when it returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from calls.intents import Draft
from calls.journal import JournalEntry
from calls.record import CallRecord
from store import customers, filed_records, known_calls, open_loops, retention
from store.database import Database
from store.errors import Damaged
from store.migrate import migrate
from store.rows import Caller, Customer, Deletion, Kept, OpenLoop, RecordRow, UnfinishedCall

LATEST_CALLS = 10
EARLIER_RECORDS = 5
"""Records read whole when a call comes; each takes a few milliseconds."""
LOOPS_SHOWN = 20
_CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")


class CallReader:
    """What can be read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def journal(self, call_id: str) -> list[JournalEntry]:
        """In the order in which the entries came in; empty for a call that is not known."""
        with self._database.transaction() as connection:
            return known_calls.entries_of(connection, call_id)

    def unfinished(self) -> list[UnfinishedCall]:
        """Calls with no record yet or reopened since, newest first: going on, put off, or left by a crash."""
        with self._database.transaction() as connection:
            return known_calls.unfinished(connection)

    def draft(self, call_id: str) -> Draft | None:
        with self._database.transaction() as connection:
            return known_calls.draft_of(connection, call_id)

    def record(self, call_id: str) -> CallRecord | None:
        with self._database.transaction() as connection:
            return filed_records.load(connection, call_id)

    def search(self, text: str = "", limit: int = 100, before: str = "") -> list[RecordRow]:
        """Records that hold all words of ``text``, each at least begun so; newest first. Without a word: all.

        ``before`` is the call id of the last row of the page before.
        """
        with self._database.transaction() as connection:
            return filed_records.search(connection, text, limit, before)

    def count(self) -> int:
        """How many records there are."""
        with self._database.transaction() as connection:
            return filed_records.count(connection)

    def customer_for(self, caller: Caller) -> Customer | None:
        """Known by id, else by number; by name only where caller and customer have neither."""
        with self._database.transaction() as connection:
            key = customers.found(connection, caller)
            if key is None:
                return None
            name, note = customers.name_and_note(connection, key)
            return Customer(
                name=name,
                customer_id=next(iter(customers.known_as(connection, key, "id")), ""),
                numbers=tuple(customers.known_as(connection, key, "number")),
                note=note,
                calls=filed_records.of_customer(connection, key, LATEST_CALLS),
                loops=filed_records.loops_of_customer(connection, key, LOOPS_SHOWN),
            )

    def deletions(self, limit: int = 10) -> tuple[Deletion, ...]:
        """What retention deleted, newest first."""
        with self._database.transaction() as connection:
            return retention.deletions(connection, limit)

    def file_of(self, caller: Caller, but: str = "", limit: int = EARLIER_RECORDS) -> tuple[str, list[CallRecord]]:
        """The customer's note and the records of their last calls, oldest first, without the call ``but``."""
        with self._database.transaction() as connection:
            key = customers.found(connection, caller)
            if key is None:
                return "", []
            rows = filed_records.of_customer(connection, key, limit + 1)
            found = [filed_records.load(connection, row.call_id) for row in rows if row.call_id != but][:limit]
            note = customers.name_and_note(connection, key)[1]
            return note, [record for record in reversed(found) if record]

    def open_loops(self, limit: int = LOOPS_SHOWN) -> list[OpenLoop]:
        """What the agent has to do, the earliest due first."""
        with self._database.transaction() as connection:
            return open_loops.open_loops(connection, limit)

    def integrity_check(self) -> tuple[str, ...]:
        """One line for each fault, none in a sound store. Reads all of it, half a minute for 600 MB: ask a reader."""
        troubles: list[str] = []
        for check in _CHECKS:
            try:
                with self._database.transaction() as connection:
                    rows = connection.exec_driver_sql(f"PRAGMA {check}").all()
            except Damaged as error:
                troubles.append(str(error))
            else:
                troubles += [f"{check}: {row}" for row in rows if tuple(row) != ("ok",)]
        return tuple(troubles)

    def close(self) -> None:
        self._database.close()


class CallStore(CallReader):
    """What can be read, and what is kept."""

    def append_journal(self, call_id: str, entries: Sequence[JournalEntry]) -> None:
        """All of the entries or none. The one with ``Rang`` should be among the first: it dates the call."""
        with self._database.transaction() as connection:
            known_calls.append(connection, call_id, entries)

    def save_draft(self, call_id: str, draft: Draft) -> None:
        with self._database.transaction() as connection:
            known_calls.save_draft(connection, call_id, draft)

    def park(self, call_id: str) -> None:
        """Put the wrap-up off; the call is unfinished and ``parked`` until it is filed."""
        with self._database.transaction() as connection:
            known_calls.park(connection, call_id)

    def save_record(self, record: CallRecord) -> None:
        """File the call; filed again, the new record replaces the old one. Its draft goes, its journal stays."""
        with self._database.transaction() as connection:
            filed_records.save(connection, record)

    def forget(self, kind: Kept, before: date, today: date) -> bool:
        """Delete some filed calls, customers without a call, or errands done, from before that day; True: ask again.

        Copies of the store that an older schema left (``migrate.copy_aside``) go with calls of their age.
        """
        if kind is Kept.CALLS:
            retention.drop_copies(self._database.path, before)
        with self._database.transaction() as connection:
            return retention.forget(connection, kind, before, today)

    def set_loop_done(self, loop_id: str, done: bool) -> None:
        with self._database.transaction() as connection:
            open_loops.set_done(connection, loop_id, done)

    def add_errand(self, text: str, due: str = "") -> None:
        with self._database.transaction() as connection:
            open_loops.add_errand(connection, text, due)

    def save_customer_note(self, caller: Caller, text: str) -> bool:
        """Also for a customer not seen before. False, and nothing kept, where nothing is known of the caller."""
        with self._database.transaction() as connection:
            return customers.save_note(connection, caller, text)


def open_store(path: Path, key: bytes) -> CallStore:
    """The store in that file, made or brought to this version's schema first. Raises StoreError."""
    return CallStore(_current(path, key))


def open_reader(path: Path, key: bytes) -> CallReader:
    """Read-only, beside a writer in this or another process. Raises StoreError."""
    _current(path, key).close()
    return CallReader(Database(path, key, reading=True))


def _current(path: Path, key: bytes) -> Database:
    database = Database(path, key)
    try:
        migrate(database, key)
    except BaseException:
        database.close()
        raise
    return database
