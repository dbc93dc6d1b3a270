"""What is left of a closed window is taken apart on the thread of the windows, whoever asks for memory meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.collector import collect_due, collect_here

PARTS = 50


class Part(QObject):
    """Refers to itself, as a window's parts refer to each other; notes on which thread it ends."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self._whole, self._ends = self, ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


@pytest.fixture(autouse=True)
def eager_collector() -> Iterator[None]:
    """Python collects by itself, as when a program begins, and everything very often."""
    by_itself, limits = gc.isenabled(), gc.get_threshold()
    gc.collect()
    gc.enable()
    gc.set_threshold(10, 1, 1)
    yield
    gc.set_threshold(*limits)
    if not by_itself:
        gc.disable()


def ask_for_memory() -> None:
    kept: list[object] = []
    for _ in range(1000):
        kept.append([kept])


def test_a_thread_that_asks_for_memory_takes_no_window_apart(qtbot: QtBot):
    ends: list[int] = []
    owner = QObject()
    collect_here(owner)
    for _ in range(PARTS):
        Part(ends)
    thread = threading.Thread(target=ask_for_memory)
    thread.start()
    thread.join()
    assert not ends
    qtbot.waitUntil(lambda: len(ends) == PARTS, timeout=20_000)
    assert set(ends) == {threading.get_ident()}


def collections() -> list[int]:
    """How often each generation was collected up to now, the youngest first."""
    return [generation["collections"] for generation in gc.get_stats()]


def test_each_generation_is_collected_when_it_has_grown_and_not_otherwise():
    gc.disable()
    before = collections()
    for _ in range(12):
        ask_for_memory()
        collect_due()
    ran = [now - then for now, then in zip(collections(), before, strict=True)]
    assert sum(ran) == 12 and min(ran) > 0
    gc.collect()
    before = collections()
    collect_due()
    assert collections() == before
