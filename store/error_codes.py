"""The driver's error codes, turned into the store's errors."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3  # type: ignore[import-untyped]
from sqlalchemy.exc import DBAPIError

from store.errors import Busy, Damaged, DiskFailed, DiskFull, NotWritable, StoreError, WrongKey

_KEPT = "what was kept before is safe, the last change was not kept"

_TROUBLES: dict[int, tuple[type[StoreError], str]] = {
    sqlcipher3.SQLITE_NOTADB: (
        WrongKey,
        "{path} does not open with the key in this computer's key ring: put back the key that belongs to it, "
        "or a backup of the file; nothing was changed",
    ),
    sqlcipher3.SQLITE_CORRUPT: (
        Damaged,
        "{path} is damaged: close Attune and put back a backup of the file; until then part of it cannot be read",
    ),
    sqlcipher3.SQLITE_FULL: (DiskFull, f"the disk that holds {{path}} is full: make room and try again; {_KEPT}"),
    sqlcipher3.SQLITE_IOERR: (
        DiskFailed,
        f"the disk refused to read or write {{path}}: check its space, quota and health, then try again; {_KEPT}",
    ),
    **dict.fromkeys(
        (sqlcipher3.SQLITE_READONLY, sqlcipher3.SQLITE_CANTOPEN, sqlcipher3.SQLITE_PERM),
        (
            NotWritable,
            "{path} cannot be written: allow this user to write to the file and its folder; nothing was changed",
        ),
    ),
    **dict.fromkeys(
        (sqlcipher3.SQLITE_BUSY, sqlcipher3.SQLITE_LOCKED),
        (Busy, f"another program holds {{path}}: close it and try again; {_KEPT}"),
    ),
}

_SAME_AS = {errno.ENOSPC: sqlcipher3.SQLITE_FULL, errno.EIO: sqlcipher3.SQLITE_IOERR}
"""What the system says of a folder or a copy; all else is that it may not be written."""


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turn the database's and the folder's troubles into StoreErrors; a mistake in the SQL stays what it is."""
    try:
        yield
    except (DBAPIError, sqlcipher3.Error) as error:
        original: Any = error.orig if isinstance(error, DBAPIError) else error
        # The low byte is the kind; the rest says which of the disk's functions failed.
        code = getattr(original, "sqlite_errorcode", 0) & 0xFF
        if code not in _TROUBLES:
            raise
        raise _clear(code, path) from error
    except OSError as error:
        raise _clear(_SAME_AS.get(error.errno or 0, sqlcipher3.SQLITE_PERM), path) from error


def _clear(code: int, path: Path) -> StoreError:
    kind, line = _TROUBLES[code]
    return kind(line.format(path=path))
