"""Garbage is collected on the thread of the windows, and on no other.

By itself Python collects on whichever thread happens to ask for memory, the store's for instance, and takes apart there
what is left of a window that was closed. Qt allows that on the thread of the windows alone. Elsewhere the panel was
seen to stand still for ever: one thread has Qt's lock of signals and waits for Python's, the other the other way round.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


def collect_due() -> None:
    """What Python would do by itself now: the oldest generation that has grown past its threshold."""
    grown = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    for generation in (2, 1, 0):
        if grown[generation]:
            gc.collect(generation)
            return


def collect_here(owner: QObject) -> None:
    """From now on only this thread collects, every second, for as long as the owner lives."""
    gc.disable()
    timer = QTimer(owner, interval=EVERY_MS)
    timer.timeout.connect(collect_due)
    timer.start()
