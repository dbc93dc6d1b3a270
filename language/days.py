"""Which day a few words mean, counted from the day of the call: pure calendar arithmetic."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def day_of(year: int, month: int, day: int) -> date | None:
    """None where the calendar has no such day."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def nearest(today: date, month: int, day: int, past: bool | None) -> date | None:
    """The day of a year that was not said. ``past`` says where to look; None takes the one nearest to today."""
    days = [found for year in (-1, 0, 1) if (found := day_of(today.year + year, month, day))]
    if past is True:
        days = [found for found in days if found <= today] or days
    elif past is False:
        days = [found for found in days if found >= today] or days
    return min(days, key=lambda found: abs((found - today).days), default=None)


def in_month(today: date, day: int, past: bool | None) -> date | None:
    """ "the fifteenth": of this month, the last or the next."""
    days = [found for step in (-1, 0, 1) if (found := day_of(*shifted(today.year, today.month, step), day))]
    if past is True:
        days = [found for found in days if found <= today]
    else:
        days = [found for found in days if found >= today]
    return min(days, key=lambda found: abs((found - today).days), default=None)


def shifted(year: int, month: int, step: int) -> tuple[int, int]:
    """The month that is ``step`` months away."""
    count = year * 12 + month - 1 + step
    return count // 12, count % 12 + 1


def plus_months(today: date, step: int) -> date:
    """The same day of another month, or its last."""
    year, month = shifted(today.year, today.month, step)
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def weekday(today: date, wanted: int, word: str, past: bool) -> date:
    """The weekday meant by "last", "next", "this" or no word.

    "next friday" on a Tuesday is the Friday of the week after; "next monday" then is the coming one.
    """
    ahead = (wanted - today.weekday()) % 7 or 7
    behind = (today.weekday() - wanted) % 7 or 7
    match word:
        case "last" | "past" | "previous":
            return today - timedelta(behind)
        case "next" | "following":
            return today + timedelta(ahead if today.weekday() + ahead > 6 else ahead + 7)
        case "this":
            return today + timedelta(wanted - today.weekday())
        case "coming":
            return today + timedelta(ahead)
        case _:
            return today - timedelta(behind) if past else today + timedelta(ahead)


def week(today: date, step: int) -> tuple[date, date]:
    """Monday and Sunday of the week that is ``step`` weeks away."""
    monday = today - timedelta(today.weekday()) + timedelta(7 * step)
    return monday, monday + timedelta(6)


def month_span(today: date, step: int) -> tuple[date, date]:
    year, month = shifted(today.year, today.month, step)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def quarter_span(today: date, step: int) -> tuple[date, date]:
    year, month = shifted(today.year, (today.month - 1) // 3 * 3 + 1, 3 * step)
    last_year, last_month = shifted(year, month, 2)
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])
