"""A test that fails while the machine stands still says little: it is tried again, twice at the most."""

from __future__ import annotations

import pytest

from tests.standstill import Standstill

TRIED_AGAIN = 2

standstill = Standstill()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    again = pytest.mark.flaky(reruns=TRIED_AGAIN, condition=lambda: standstill.seen)
    for item in items:
        item.add_marker(again)


def pytest_runtest_setup() -> None:
    standstill.forget()
