"""Dates that name a day, a month or a year: "the sixth of march", "friday the seventeenth", "12/5/2026"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from language import days
from language.kinds import Found, Kind
from language.numbers import Number, number_at, ordinal_at
from language.speech import Speech
from language.years import in_century, short_year, year_from

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?")
_DIRECTIONS = frozenset({"last", "next", "this", "past", "previous", "following", "coming", "that"})
STEPS = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "following": 1, "coming": 1}
_MONTH_LEADS = frozenset(
    {
        "in",
        "since",
        "from",
        "until",
        "till",
        "last",
        "next",
        "this",
        "of",
        "by",
        "for",
        "during",
        "to",
        "early",
        "late",
        "mid",
        "between",
        "every",
        "end",
    }
)
_MONTH_FIRST = frozenset({"US", "PH", "CA"})
_AHEAD = frozenset(
    {
        *(
            "will",
            "going",
            "by",
            "until",
            "till",
            "i'll",
            "we'll",
            "you'll",
            "shall",
            "ends",
            "expires",
            "starts",
            "begins",
        ),
        *(
            "renews",
            "next",
            "reschedule",
            "schedule",
            "gonna",
            "book",
            "reserve",
            "leave",
            "leaving",
        ),
        *("fly", "flying", "travel", "travelling", "arriving", "departing", "moving"),
    }
)
_WISHES = frozenset({"can", "could", "want", "need", "would", "like", "should", "please", "wanna", "change"})
"""Behind these nothing tells whether a day is past: "i want the money of march third"."""
_PLANS = frozenset({"appointment", "booking", "reservation"})
_PUT_OFF = frozenset(
    {"moved", "changed", "postponed", "rescheduled", "pushed", "put", "delayed", "extended", "switched"}
)
"""Behind these and "to" comes the new day."""
_DATED = frozenset({"date", "birth", "born", "birthday", "dob", "dated", "expires", "expiry", "expiration"})


def date_at(speech: Speech, at: int) -> Found | None:
    """A date that its own words make one: a month, a weekday, "12/5/2026", "the twelfth of the fifth"."""
    return (
        _feast(speech, at)
        or _with_weekday(speech, at)
        or _with_month(speech, at)
        or _first_of_span(speech, at)
        or _typed(speech, at)
        or _numbered_month(speech, at)
    )


def bare_day_at(speech: Speech, at: int) -> Found | None:
    """ "the fifteenth", "on the 3rd", and with the ordinal misheard "from the sixteen"."""
    start = at + 1 if speech.word(at) == "the" else at
    led = speech.word(at - 1) in speech.lexicon.before_days
    nth = ordinal_at(speech.tokens, start)
    day = nth or _day_number(speech, start)
    if day is None or not 1 <= (number := day.whole or 0) <= 31 or speech.says(at - 2, "week", "of"):
        return None
    end, step = _of_month(speech, day.end)
    if end == day.end and not (led and (nth or start > at)) and not (nth and start > at):
        return None
    if end == day.end:
        if not speech.ends(end) or speech.word(end) in ("of", "one") or (number <= 3 and not led):
            return None
        found = days.in_month(speech.context.call_date, number, said_of_the_past(speech, at) is True)
    else:
        year, month = days.shifted(speech.context.call_date.year, speech.context.call_date.month, step)
        found = days.day_of(year, month, number)
    return day_found(found, at, end)


def numeric_date_at(speech: Speech, at: int) -> Found | None:
    """Three or two numbers said for a date: "date of birth five twelve nineteen eighty", "five slash twelve"."""
    if at >= len(speech.tokens) or speech.tokens[at].shape is None:
        return None
    first = number_at(speech.tokens, at)
    if first is None or first.whole is None or not 1 <= first.whole <= 31:
        return None
    slashed = speech.word(first.end) in ("slash", "/", "dash")
    second = number_at(speech.tokens, first.end + slashed)
    if second is None or second.whole is None or not 1 <= second.whole <= 31:
        return None
    again = speech.word(second.end) in ("slash", "/", "dash")
    year, end = year_from(speech, second.end + again, loose=True)
    if (year is None and not slashed) or (end < len(speech.tokens) and speech.tokens[end].shape is not None):
        return None
    if not slashed and not any(speech.word(at - back) in _DATED for back in (1, 2, 3, 4)):
        return None
    month, day = _month_and_day(speech, first.whole, second.whole)
    if year is None:
        return day_found(
            days.nearest(speech.context.call_date, month, day, said_of_the_past(speech, at)), at, second.end
        )
    return day_found(days.day_of(year, month, day), at, end)


def _feast(speech: Speech, at: int) -> Found | None:
    if not speech.word(at).startswith(speech.lexicon.feast_heads):
        return None
    for words, day in speech.lexicon.feasts.items():
        if speech.word(at) == words[0] and speech.says(at, *words):
            month, number = map(int, day.split("-"))
            year, end = year_from(speech, at + len(words), loose=False)
            if year is not None:
                return day_found(days.day_of(year, month, number), at, end)
            return day_found(
                days.nearest(speech.context.call_date, month, number, said_of_the_past(speech, at)), at, end
            )
    return None


def _with_weekday(speech: Speech, at: int) -> Found | None:
    """A weekday with what belongs to it: "last thursday", "friday the seventeenth", "sunday next week"."""
    place = at + 1 if speech.word(at) in _DIRECTIONS else at
    if speech.says(at, "last", "week") or speech.says(at, "next", "week"):
        wanted = speech.lexicon.weekdays.get(speech.word(at + 2))
        return _in_week(speech, wanted, STEPS[speech.word(at)], at, at + 3) if wanted is not None else None
    wanted = speech.lexicon.weekdays.get(speech.word(place))
    if speech.word(place + 1) == "of" and speech.word(place + 2) in ("each", "every"):
        return None
    if wanted is None or (speech.word(place) in speech.lexicon.unsure and place == at):
        return None
    end = place + 1
    dated = _with_month(speech, end + (speech.word(end) == "the"))
    if dated is not None and len(dated.value) == 10:
        return Found(Kind.DATE, dated.value, at, dated.end)
    day = ordinal_at(speech.tokens, end + (speech.word(end) == "the"))
    if day is not None and (day.end - end > 0) and speech.word(day.end) not in ("time", "one"):
        return _weekday_number(speech, wanted, day.whole or 0, at, day.end)
    if speech.word(end) == "the" and (number := number_at(speech.tokens, end + 1)) and speech.ends(number.end):
        return _weekday_number(speech, wanted, number.whole or 0, at, number.end)
    number = _day_number(speech, end)
    if number and 12 < (number.whole or 0) <= 31 and speech.ends(number.end):
        return _weekday_number(speech, wanted, number.whole or 0, at, number.end)
    if speech.word(end) in ("last", "next", "this") and speech.word(end + 1) == "week":
        return _in_week(speech, wanted, STEPS[speech.word(end)], at, end + 2)
    direction = speech.word(at) if place > at else ""
    if speech.says(end, "in", "a", "week") or (speech.says(end, "week") and not direction):
        day_meant = days.weekday(speech.context.call_date, wanted, "", past=False) + timedelta(7)
        return day_found(day_meant, at, end + (3 if speech.word(end) == "in" else 1))
    if speech.word(end) == "coming":
        direction, end = "coming", end + 1
    return day_found(
        days.weekday(speech.context.call_date, wanted, direction, said_of_the_past(speech, at) is True),
        at,
        end,
    )


def _in_week(speech: Speech, wanted: int | None, step: int, first: int, end: int) -> Found | None:
    monday, _ = days.week(speech.context.call_date, step)
    return day_found(monday + timedelta(wanted or 0), first, end)


def _weekday_number(speech: Speech, wanted: int, number: int, first: int, end: int) -> Found | None:
    """ "friday the seventeenth": the nearest month where both agree, else the nearest such day."""
    today = speech.context.call_date
    past = said_of_the_past(speech, first)
    months = (days.shifted(today.year, today.month, step) for step in range(-11, 12))
    agreeing = [day for month in months if (day := days.day_of(*month, number)) and day.weekday() == wanted]
    if past is not None:
        agreeing = [day for day in agreeing if (day <= today if past else day >= today)]
    nearest = min(agreeing, key=lambda day: abs(day - today), default=days.in_month(today, number, past))
    return day_found(nearest, first, end)


def _with_month(speech: Speech, at: int) -> Found | None:
    """ "march third [2026]", "the sixth of march", "six march", "in april"."""
    start = at + 1 if speech.word(at) == "the" else at
    day = ordinal_at(speech.tokens, start)
    if day is None and start < len(speech.tokens) and speech.tokens[start].shape is not None:
        day = number_at(speech.tokens, start)
    if day is not None and day.whole is not None and 1 <= day.whole <= 31 and day.end - start <= 2:
        place = day.end + (speech.word(day.end) == "of")
        if month := speech.lexicon.months.get(speech.word(place)):
            unsure = speech.word(place) in speech.lexicon.unsure and place == day.end and start == at
            if not (
                unsure
                and speech.word(place) == "may"
                and speech.word(place + 1) in ("i", "we", "be", "not", "have")
                and speech.word(at - 1) not in speech.lexicon.before_days
            ):
                return _dated(speech, month, day.whole, at, place + 1)
    month = speech.lexicon.months.get(speech.word(at), 0)
    return _month_first(speech, month, at) if month else None


def _first_of_span(speech: Speech, at: int) -> Found | None:
    """The first day of "from four to nine october", "the seventh and the ninth of june"."""
    start = at + (speech.word(at) == "the")
    first = ordinal_at(speech.tokens, start) or _day_number(speech, start)
    if (
        first is None
        or not 1 <= (first.whole or 0) <= 31
        or speech.word(first.end) not in ("to", "and", "until", "till", "or", "through")
    ):
        return None
    second = _with_month(speech, first.end + 1)
    if second is not None and len(second.value) == 10 and speech.word(first.end + 1) not in speech.lexicon.months:
        return day_found(day_in_month_of(second.value, first.whole or 0), at, first.end)
    place = first.end + 1 + (speech.word(first.end + 1) == "the")
    day = ordinal_at(speech.tokens, place) or _day_number(speech, place)
    if day is None or _of_month(speech, day.end)[0] == day.end:
        return None
    year, month = days.shifted(
        speech.context.call_date.year, speech.context.call_date.month, _of_month(speech, day.end)[1]
    )
    return day_found(days.day_of(year, month, first.whole or 0), at, first.end)


def day_in_month_of(iso: str, number: int) -> date | None:
    day = date.fromisoformat(iso)
    return days.day_of(day.year, day.month, number)


def _month_first(speech: Speech, month: int, at: int) -> Found | None:
    place = at + 1 + (speech.word(at + 1) == "the")
    day = ordinal_at(speech.tokens, place) or _lone_day(speech, place)
    if day is not None and 1 <= (day.whole or 0) <= 31:
        return _dated(speech, month, day.whole or 0, at, day.end)
    year, end = year_from(speech, at + 1 + (speech.word(at + 1) == "of"), loose=False)
    if year is not None:
        return Found(Kind.DATE, f"{year}-{month:02d}", at, end)
    lead = speech.word(at - 1)
    if speech.word(at) in speech.lexicon.unsure and lead not in (
        "in",
        "since",
        "until",
        "last",
        "next",
        "of",
        "by",
        "during",
    ):
        return None
    if lead not in _MONTH_LEADS and speech.word(at + 1) not in ("last", "this", "next"):
        return None
    if speech.word(at + 1) in ("last", "this", "next") and speech.word(at + 2) == "year":
        return Found(Kind.DATE, f"{speech.context.call_date.year + STEPS[speech.word(at + 1)]}-{month:02d}", at, at + 3)
    nearest = days.nearest(
        speech.context.call_date, month, min(speech.context.call_date.day, 28), said_of_the_past(speech, at)
    )
    return Found(Kind.DATE, nearest.isoformat()[:7], at, at + 1) if nearest else None


def _day_number(speech: Speech, at: int) -> Number | None:
    """A day whose ordinal was lost: "march six"; a year is none."""
    if at >= len(speech.tokens) or speech.tokens[at].shape is None:
        return None
    number = number_at(speech.tokens, at)
    if number is None or number.whole is None or number.end - at > 2 or number.whole > 31:
        return None
    return number if speech.word(at - 1) == "the" or year_from(speech, at, loose=False)[0] is None else None


def _lone_day(speech: Speech, at: int) -> Number | None:
    """As ``_day_number``, unless it begins a longer string of digits."""
    day = _day_number(speech, at)
    if day is None or day.end >= len(speech.tokens) or speech.tokens[day.end].shape is None:
        return day
    return day if year_from(speech, day.end, loose=False)[0] is not None else None


def _dated(speech: Speech, month: int, number: int, first: int, end: int) -> Found | None:
    """A day and month, with the year that follows or the likeliest."""
    start = end + (speech.word(end) == "of")
    year, behind = year_from(speech, start, loose=False)
    if year is None:
        year, behind = short_year(speech, start)
    if year is not None:
        return day_found(days.day_of(year, month, number), first, behind)
    if speech.word(end) in ("last", "this", "next") and speech.word(end + 1) == "year":
        year = speech.context.call_date.year + STEPS[speech.word(end)]
        return day_found(days.day_of(year, month, number), first, end + 2)
    return day_found(days.nearest(speech.context.call_date, month, number, said_of_the_past(speech, first)), first, end)


def _of_month(speech: Speech, at: int) -> tuple[int, int]:
    """ "[of] this month", "of the month", "of next month": the place behind it and the months from now."""
    start = at + (speech.word(at) == "of")
    if speech.word(start + 1) == "month" and (speech.word(start) in STEPS or speech.word(start) == "the"):
        return start + 2, STEPS.get(speech.word(start), 0)
    return at, 0


def _typed(speech: Speech, at: int) -> Found | None:
    """ "2026-03-17", "12/5/2026", "12/5"."""
    word = speech.word(at)
    if match := _ISO.fullmatch(word):
        return day_found(days.day_of(*map(int, match.groups())), at, at + 1)
    match = _NUMERIC.fullmatch(word)
    if match is None or (match[3] is None and "/" not in word):
        return None
    month, day = _month_and_day(speech, int(match[1]), int(match[2]))
    if match[3] is None:
        return day_found(days.nearest(speech.context.call_date, month, day, said_of_the_past(speech, at)), at, at + 1)
    year = int(match[3]) if len(match[3]) == 4 else in_century(speech, int(match[3]))
    return day_found(days.day_of(year, month, day), at, at + 1)


def _month_and_day(speech: Speech, first: int, second: int) -> tuple[int, int]:
    """Which of the two is the month: the first in the United States, the second elsewhere, unless it cannot be."""
    if speech.context.country in _MONTH_FIRST:
        return (first, second) if first <= 12 else (second, first)
    return (second, first) if second <= 12 else (first, second)


def _numbered_month(speech: Speech, at: int) -> Found | None:
    """ "the twelfth of the fifth": a day and a month, both as ordinals."""
    start = at + (speech.word(at) == "the")
    day = ordinal_at(speech.tokens, start)
    if day is None or speech.word(day.end) != "of":
        return None
    month = ordinal_at(speech.tokens, day.end + 1 + (speech.word(day.end + 1) == "the"))
    if month is None or (month.whole or 13) > 12:
        return None
    return _dated(speech, month.whole or 0, day.whole or 0, at, month.end)


def said_of_the_past(speech: Speech, at: int) -> bool | None:
    """Whether the words around put it into the past (True) or ahead (False); None when nothing tells."""
    if speech.word(at - 1) in ("to", "until", "till") and any(speech.word(at - back) in _PUT_OFF for back in (2, 3, 4)):
        return False
    for place in range(at - 1, max(-1, at - 15), -1):
        word = speech.word(place)
        if word in speech.lexicon.past and not _is_present(speech, place):
            return True
        if word in _PLANS:
            return any(speech.word(place - back) in ("missed", "had", "attended") for back in (1, 2, 3))
        if word in _AHEAD:
            return False
        if word in _WISHES:
            return None
    behind = range(at + 1, min(len(speech.tokens), at + 8))
    told = any(speech.word(place) in speech.lexicon.past and not _is_present(speech, place) for place in behind)
    return True if told else None


def _is_present(speech: Speech, at: int) -> bool:
    """ "The next one i've got" and "have you got" are there still; "i get paid" is every time."""
    if speech.word(at) == "paid" and speech.word(at - 1) in ("get", "gets", "be", "being"):
        return True
    before = speech.word(at - (2 if speech.word(at - 1) in ("i", "we", "you", "they") else 1))
    return speech.word(at) == "got" and before in ("i've", "we've", "you've", "they've", "have", "has", "haven't")


def day_found(day: date | None, first: int, end: int) -> Found | None:
    return Found(Kind.DATE, day.isoformat(), first, end) if day else None
