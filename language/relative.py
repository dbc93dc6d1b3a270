"""Days and spans counted from the day of the call: "tomorrow", "two weeks ago", "in ten days", "next week"."""

from __future__ import annotations

from datetime import date, timedelta

from language import days
from language.dates import STEPS, day_found, said_of_the_past
from language.kinds import Found, Kind
from language.numbers import number_at
from language.speech import Speech
from language.years import year_from

_GREETING = frozenset({"you", "doing", "with", "us", "feeling"})
"""Behind these "today" is politeness: "how can i help you today"."""

_IDLE = frozenset({"minute", "second", "moment", "sec"})
"""Nobody means sixty seconds by "wait a minute"."""


_LIMITS = frozenset({"by", "before", "until", "till"})
"""Behind these a day is meant; "at the end of may" is some time of it."""


def relative_at(speech: Speech, at: int) -> Found | None:
    """A day counted from today, the end of a span, or the span itself; None where the calendar has no such day."""
    try:
        return _relative_day(speech, at) or _counted(speech, at) or _bound(speech, at) or _period(speech, at)
    except (OverflowError, ValueError):  # "tomorrow" on the last day of the year 9999, "last year" in the year 1
        return None


def duration_at(speech: Speech, at: int) -> Found | None:
    """How long: "three days", "two hours", "a fortnight"; "three to five days" are five. Counted from no day."""
    if speech.word(at) in ("a", "an") and (speech.word(at + 1) in _IDLE or _is_rate(speech, at)):
        return None
    count, end = _count(speech, at)
    if count is None or count == 0:
        return None
    if speech.word(end) in ("to", "or") and not speech.tokens[end - 1].stop:
        most, behind = _count(speech, end + 1)
        if most and most > count:
            count, end = most, behind
    if (
        speech.word(end) in ("business", "working", "calendar", "full", "more")
        and speech.word(end + 1) in speech.lexicon.units
    ):
        end += 1
    unit = speech.lexicon.units.get(speech.word(end), "")
    if not unit or (speech.word(end) in ("second", "day") and speech.word(at) in ("a", "the")):
        return None
    if unit in ("H", "M", "S"):
        return Found(Kind.DURATION, f"PT{count}{unit}", at, end + 1)
    text = {"F": f"P{2 * count}W", "MO": f"P{count}M"}.get(unit, f"P{count}{unit}")
    return Found(Kind.DURATION, text, at, end + 1)


def _is_rate(speech: Speech, at: int) -> bool:
    """ "ninety eight dollars a month" says how often, not how long."""
    before = speech.tokens[at - 1] if at else None
    return before is not None and (before.shape is not None or before.bare in speech.lexicon.currencies)


def _relative_day(speech: Speech, at: int) -> Found | None:
    """ "tomorrow", "the day after tomorrow", "last night", "this morning"."""
    start = at + 1 if speech.word(at) == "the" else at
    if speech.word(start) == "day" and speech.word(start + 1) in ("after", "before"):
        sign = 1 if speech.word(start + 1) == "after" else -1
        if (base := speech.lexicon.days.get(speech.word(start + 2))) is not None:
            return _from_today(speech, base + sign, at, start + 3)
    word = speech.word(at)
    if word == "today" and speech.word(at - 1) in _GREETING:
        return None
    if (step := speech.lexicon.days.get(word)) is not None:
        return _from_today(speech, step, at, at + 1)
    if word == "last" and speech.word(at + 1) in ("night", "evening"):
        return _from_today(speech, -1, at, at + 2)
    if word == "this" and speech.word(at + 1) in ("morning", "afternoon", "evening"):
        return _from_today(speech, 0, at, at + 2)
    return None


def _counted(speech: Speech, at: int) -> Found | None:
    """ "two weeks ago", "in ten days", "a month from now", "a fortnight today", "a week from friday"."""
    start = at + 1 if speech.word(at) in ("in", "within") else at
    count, end = _count(speech, start)
    if count is None:
        return None
    unit = speech.lexicon.units.get(speech.word(end), "")
    if unit not in ("D", "W", "F", "MO", "Y"):
        return None
    vague = count == 0
    if speech.word(end + 1) in ("ago", "back", "earlier"):
        if vague:
            return Found(Kind.DATE, " ".join(speech.word(i) for i in range(start, end + 2)), start, end + 2)
        return _moved(speech, -count, unit, start, end + 2 + (speech.word(end + 2) == "today"))
    base = speech.lexicon.days.get(speech.word(end + 1 + (speech.word(end + 1) in ("from", "after"))))
    if speech.says(end + 1, "from", "now"):
        base, end = 0, end + 1
    elif base is not None and speech.word(end + 1) in ("from", "after"):
        end += 1
    if base is not None and not vague and not speech.word(end).startswith("night"):
        moved = _moved(speech, count, unit, at, end + 2)
        return day_found(date.fromisoformat(moved.value) + timedelta(base), at, end + 2) if moved else None
    if (
        unit != "D"
        and speech.word(end + 1) in ("from", "on")
        and (wanted := speech.lexicon.weekdays.get(speech.word(end + 2))) is not None
        and not vague
    ):
        first = days.weekday(speech.context.call_date, wanted, "", past=False)
        return day_found(first + timedelta({"W": 7, "F": 14}[unit] * count), at, end + 3)
    if start > at and speech.word(at) == "in" and not vague and speech.word(end + 1) not in ("of", "time's"):
        return _moved(speech, count, unit, at, end + (2 if speech.word(end + 1) == "time" else 1))
    return None


def _count(speech: Speech, at: int) -> tuple[int | None, int]:
    """How many days or weeks; 0 stands for "a few"."""
    word = speech.word(at)
    start = at + 1 if word in ("a", "the") else at
    if (rough := speech.lexicon.approximate.get(speech.word(start))) is not None:
        return rough, start + (2 if speech.word(start + 1) == "of" else 1)
    if word in ("a", "an", "one") and speech.word(at + 1) in speech.lexicon.units:
        return 1, at + 1
    if speech.tokens[at].shape is None if at < len(speech.tokens) else True:
        return None, at
    number = number_at(speech.tokens, at)
    if number is None or number.whole is None or not 0 < number.whole < 1000:
        return None, at
    return number.whole, number.end


def _moved(speech: Speech, count: int, unit: str, first: int, end: int) -> Found | None:
    today = speech.context.call_date
    if unit == "MO":
        return day_found(days.plus_months(today, count), first, end)
    if unit == "Y":
        return day_found(days.plus_months(today, 12 * count), first, end) if abs(count) < 150 else None
    return day_found(today + timedelta({"D": 1, "W": 7, "F": 14}[unit] * count), first, end)


def _from_today(speech: Speech, step: int, first: int, end: int) -> Found | None:
    return day_found(speech.context.call_date + timedelta(step), first, end)


def _bound(speech: Speech, at: int) -> Found | None:
    """ "end of next week" (its Friday), "the last day of the month", "by the end of may", "close of business"."""
    start = at + (speech.word(at) == "the")
    today = speech.context.call_date
    if speech.says(start, "close", "of", "business") or speech.says(start, "end", "of", "business"):
        return day_found(today, at, start + 3)
    by_day = speech.word(start) in ("first", "last") and speech.says(start + 1, "day", "of")
    if not by_day and not speech.says(start, "end", "of"):
        return None
    is_first = speech.word(start) == "first"
    place = start + (3 if by_day else 2)
    word = speech.word(place)
    step = STEPS.get(word, 0)
    place += word == "the" or word in STEPS
    match speech.word(place):
        case "day" | "today" if not by_day:
            return day_found(today, at, place + 1)
        case "week":
            return day_found(days.week(today, step)[0] + timedelta(0 if is_first else 4), at, place + 1)
        case "month":
            return day_found(days.month_span(today, step)[0 if is_first else 1], at, place + 1)
        case "year":
            year = today.year + step
            return day_found(date(year, 1, 1) if is_first else date(year, 12, 31), at, place + 1)
        case name if (month := speech.lexicon.months.get(name)) and (by_day or speech.word(at - 1) in _LIMITS):
            return _month_bound(speech, month, is_first, at, place + 1)
        case _:
            return None


def _month_bound(speech: Speech, month: int, is_first: bool, first: int, end: int) -> Found | None:
    """The first or last day of a month that was named."""
    today = speech.context.call_date
    year, end_of_year = year_from(speech, end, loose=False)
    if year is not None:
        end = end_of_year
    else:
        near = days.nearest(today, month, 1 if is_first else 28, said_of_the_past(speech, first))
        year = near.year if near else today.year
    return day_found(days.month_span(date(year, month, 1), 0)[0 if is_first else 1], first, end)


def _period(speech: Speech, at: int) -> Found | None:
    """ "next week", "this month", "last year", "the weekend", "the last three days"."""
    word = speech.word(at)
    if word in ("last", "past", "next", "following") and (span := _last_few(speech, at)):
        return span
    if (step := STEPS.get(word)) is None:
        return None
    today = speech.context.call_date
    match speech.word(at + 1):
        case "week":
            first, last = days.week(today, step)
        case "weekend":
            saturday = days.week(today, step)[0] + timedelta(5)
            first, last = saturday, saturday + timedelta(1)
        case "month":
            first, last = days.month_span(today, step)
        case "quarter":
            first, last = days.quarter_span(today, step)
        case "year":
            first, last = date(today.year + step, 1, 1), date(today.year + step, 12, 31)
        case _:
            return None
    return Found(Kind.PERIOD, f"{first.isoformat()}/{last.isoformat()}", at, at + 2)


def _last_few(speech: Speech, at: int) -> Found | None:
    """ "the last three days", "the next two weeks"."""
    if speech.word(at + 1) in speech.lexicon.units:
        return None
    count, end = _count(speech, at + 1)
    unit = speech.lexicon.units.get(speech.word(end), "")
    if not count or unit not in ("D", "W", "F", "MO", "Y"):
        return None
    ahead = speech.word(at) in ("next", "following")
    moved = _moved(speech, count if ahead else -count, unit, at, end + 1)
    if moved is None:
        return None
    today = speech.context.call_date.isoformat()
    return Found(Kind.PERIOD, f"{today}/{moved.value}" if ahead else f"{moved.value}/{today}", at, end + 1)
