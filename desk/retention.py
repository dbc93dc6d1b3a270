"""Once a day, while no call is on: what was kept for as long as the settings say is deleted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from desk.keeper import Keeper
from settings import Settings
from store.rows import Kept

if TYPE_CHECKING:
    from store.call_store import CallStore

_DAYS = (
    (Kept.CALLS, "keep_calls_days"),
    (Kept.CUSTOMERS, "keep_customers_days"),
    (Kept.ERRANDS, "keep_calls_days"),
)
"""A follow-up goes with its call; an errand, which has none, as long after it was done."""


class Retention:
    """Asked to look often, it deletes once for each day and setting."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._done: set[tuple[Kept, date]] = set()

    def look(self, settings: Settings, today: date) -> None:
        for kind, setting in _DAYS:
            days = settings.number(setting)
            if days and (kind, before := today - timedelta(days)) not in self._done:
                self._done.add((kind, before))
                self._forget(kind, before, today)

    def _forget(self, kind: Kept, before: date, today: date) -> None:
        def some(store: CallStore) -> None:
            if store.forget(kind, before, today):
                # Behind whatever came meanwhile: a call that began waits for one batch at most.
                self._keeper.do(some)

        self._keeper.do(some)
