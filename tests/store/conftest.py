"""A store of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.call_store import CallStore, open_store
from tests.store.sample_calls import KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "attune.db"


@pytest.fixture
def store(path: Path) -> Iterator[CallStore]:
    opened = open_store(path, KEY)
    yield opened
    opened.close()
