"""A test that fails while the machine stands still says little: it is tried again, twice at the most.

One that plays sound as live and fails every time, the last time while the machine's host kept the processors from it,
says nothing: it is skipped, with the reason and the failure in the report. Nothing else is excused.

Garbage is collected between tests, on the thread that runs them, as the program does it: parts of one test's windows
were taken apart on the next one's threads.
"""

from __future__ import annotations

import gc
from collections.abc import Generator

import pytest

from tests.standstill import Standstill
from ui.collector import collect_due

TRIED_AGAIN = 2

standstill = Standstill()
gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    again = pytest.mark.flaky(reruns=TRIED_AGAIN, reruns_delay=5, condition=lambda: standstill.seen)
    for item in items:
        item.add_marker(again)


def pytest_runtest_setup() -> None:
    collect_due()
    standstill.forget()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    last_try = getattr(item, "execution_count", 0) > TRIED_AGAIN
    lost = report.failed and last_try and item.get_closest_marker("live")
    if lost and call.excinfo and (excuse := standstill.of_the_host):
        path, line, _ = item.location
        report.outcome = "skipped"
        report.longrepr = (path, (line or 0) + 1, f"Skipped: not judged: {excuse}: {call.excinfo.exconly()[:300]}")
    return report
