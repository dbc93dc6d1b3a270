"""When a call began, as somebody wrote it down."""

from __future__ import annotations

from datetime import datetime

FIRST_YEAR, LAST_YEAR = 1900, 2200


def moment_of_a_call(text: str) -> datetime:
    """ISO 8601. Raises ValueError, also for a year in which nobody phones: the days around it must exist."""
    moment = datetime.fromisoformat(text)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"the year should be {FIRST_YEAR} to {LAST_YEAR}")
    return moment
