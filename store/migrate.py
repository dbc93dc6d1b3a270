"""Bring a store to this version's schema: from nothing, or from an older one after it was copied aside.

The steps use Alembic's operations but not its runner, which reads its scripts from a folder of source files and keeps
its number in a table: here the steps are plain modules, so they are in a packaged folder like any other, and the number
is SQLite's ``user_version``, part of the same transaction as the step.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from store.database import Database, connect
from store.error_codes import clear_errors
from store.errors import Damaged, NewerSchema
from store.steps import STEPS, Step

log = logging.getLogger("store")


def migrate(database: Database, key: bytes, steps: Sequence[Step] = STEPS) -> None:
    """Run the steps that the store lacks, all or none. Raises StoreError, NewerSchema before anything is touched."""
    with database.outside_transaction() as raw:
        version = _version(raw)
    if version > len(steps):
        raise NewerSchema(
            f"{database.path} was written by a newer Attune (schema {version}, this one knows {len(steps)}): "
            "install the newer version again; nothing was changed"
        )
    if version == len(steps):
        return
    if version:
        log.info("schema %d copied to %s", version, copy_aside(database.path, key, version).name)
    with database.outside_transaction() as raw:
        # A rebuilt table is dropped and renamed, which would drag the rows that point to it along.
        raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with database.transaction() as connection:
            _run(connection, steps, database.path)
    finally:
        with database.outside_transaction() as raw:
            raw.execute("PRAGMA foreign_keys = ON")
    log.info("schema %d is now %d", version, len(steps))


def copy_aside(path: Path, key: bytes, version: int) -> Path:
    """A whole copy beside the store, encrypted with the same key; an earlier copy of that schema is replaced."""
    target = path.with_name(f"{path.stem}-schema{version}{path.suffix}")
    part = target.with_name(target.name + ".part")
    with clear_errors(target):
        part.unlink(missing_ok=True)
        try:
            with closing(connect(path, key)) as source, closing(connect(part, key)) as copy:
                source.backup(copy)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return target


def _run(connection: Connection, steps: Sequence[Step], path: Path) -> None:
    # Read again: another program may have been first while this one waited for its turn.
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    operations = Operations(MigrationContext.configure(connection))
    for step in steps[version:]:
        step(operations)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise Damaged(f"{path} holds rows that lead nowhere: put back a backup of the file; nothing was changed")
    connection.exec_driver_sql(f"PRAGMA user_version = {max(version, len(steps))}")


def _version(raw: Any) -> int:
    return int(raw.execute("PRAGMA user_version").fetchone()[0])
