"""Work that may take time, done on one thread of its own: it gets values, never widgets, and its result comes back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

Result = TypeVar("Result")


class Background(QObject):
    """``run(work, then)``: ``work`` on the one thread, in order; ``then(result)`` on the thread of this object.

    What ``work`` raises goes to ``failed`` if given; else it rises here, where it is seen.
    """

    _ready = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        future = self._thread.submit(work)
        future.add_done_callback(lambda done: self._ready.emit(partial(_hand_over, done, then, failed)))

    def close(self) -> None:
        """Waits for what is being done; what was not begun is dropped."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _deliver(self, hand_over: Callable[[], None]) -> None:
        hand_over()


def _hand_over(
    done: Future[Any], then: Callable[[Any], object], failed: Callable[[BaseException], object] | None
) -> None:
    if done.cancelled():
        return
    error = done.exception()
    if error is None:
        then(done.result())
    elif failed is not None:
        failed(error)
    else:
        raise error
