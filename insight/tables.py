"""A team's own list, as TOML, from whatever editor it comes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class TableError(ValueError):
    """A list that cannot be used. One line: which file and entry, what is wrong with it."""


def read_table(path: Path) -> dict[str, Any]:
    """Raises ValueError, one line, and OSError. A byte order mark, as Notepad writes it, spoils nothing."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None


def usable(read: Callable[[], T], otherwise: T) -> T:
    """What ``read`` gives; ``otherwise`` where the list cannot be used, which ``insight.team_files`` says."""
    try:
        return read()
    except (TableError, OSError):
        return otherwise
