"""The encrypted file: opened with its key, one transaction at a time, closed.

SQLCipher (AES-256, every page with its own HMAC) encrypts the database file and the write-ahead log alike. The key is
32 random bytes given raw, so opening takes a millisecond and not the half second that a passphrase is stretched for.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3  # type: ignore[import-untyped]
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from store.error_codes import clear_errors
from store.errors import Damaged

KEY_BYTES = 32
WAIT_S = 5.0
"""How long a change waits for another program that is writing."""


class Database:
    """One connection for as long as it is open. Any thread may use it; they take turns.

    A reader cannot change anything and never keeps the writer waiting (write-ahead log).
    """

    def __init__(self, path: Path, key: bytes, *, reading: bool = False) -> None:
        """Raises StoreError. Makes the folder and an empty file where there are none."""
        self.path = path
        self._turn = threading.RLock()
        self._engine = _engine(path, key, reading)
        with clear_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                self._connection: Connection = self._engine.connect()
            except BaseException:
                self._engine.dispose()
                raise

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All of the block or nothing of it is kept. Raises StoreError."""
        with self._turn:
            try:
                with clear_errors(self.path), self._connection.begin():
                    yield self._connection
            except Damaged:
                # After one page that fails its check SQLCipher refuses all others too, on that connection alone.
                self._connection.invalidate()
                raise

    @contextmanager
    def outside_transaction(self) -> Iterator[Any]:
        """The driver's own connection, for what SQLite does only outside a transaction."""
        with self._turn, clear_errors(self.path):
            yield self._connection.connection.driver_connection

    def close(self) -> None:
        with self._turn:
            self._connection.close()
            self._engine.dispose()


def connect(path: Path, key: bytes) -> Any:
    """A bare driver connection with the key given. The first statement that reads raises if the key is wrong."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"the store's key has {len(key)} bytes, not {KEY_BYTES}")
    # isolation_level None: the driver opens no transaction of its own, so that DDL is part of ours.
    raw = sqlcipher3.connect(str(path), timeout=WAIT_S, isolation_level=None, check_same_thread=False)
    raw.execute("PRAGMA cipher_log_level = NONE")  # it writes to standard error; the exception says the same
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return raw


def _engine(path: Path, key: bytes, reading: bool) -> Engine:
    engine = create_engine(
        URL.create("sqlite"),
        module=sqlcipher3,
        creator=lambda: _prepared(connect(path, key), reading),
        poolclass=StaticPool,
        hide_parameters=True,  # an error's text must not hold what was said
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE: a writer waits for its turn here, and never fails half way because another one was first.
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _prepared(raw: Any, reading: bool) -> Any:
    try:
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("PRAGMA foreign_keys = ON")
        if reading:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            raw.execute("PRAGMA query_only = ON")
        else:
            raw.execute("PRAGMA journal_mode = WAL")
            # FULL: each commit is flushed to the disk, so that a pulled plug loses no more than a killed process.
            raw.execute("PRAGMA synchronous = FULL")
    except BaseException:
        raw.close()
        raise
    return raw
