"""When a promise is due: from the times that were said with it, against the call's start."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from calls.events import Mention
from insight.heard import Heard

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_BEHIND = frozenset(("last", "past", "previous"))
_AHEAD = frozenset(("in", "within", "next", "the", "about", "after", "another", "to"))


def due_of(heard: Heard, mentions: Sequence[Mention], started_at: str) -> str:
    """An ISO date or date-time, "" for none. A time alone is that of the call's day; a span is due when it ends."""
    day = clock = ""
    for mention in mentions:
        if not tells_when(heard, mention):
            continue
        match mention.kind:
            case "date" if len(mention.value) == 10 and not day:
                day = mention.value
            case "period" if not day:
                day = mention.value.rpartition("/")[2]
            case "time" if not clock or _ends_a_span(heard, mention):
                clock = mention.value
            case "duration" if not day and _AHEAD & set(
                heard.words[max(0, mention.first_word - 4) : mention.first_word]
            ):
                worked = {"business", "working"} & set(heard.words[mention.first_word : mention.last_word + 1])
                day = after(started_at, mention.value, of_work=bool(worked))
    if clock.startswith("+"):
        return after(started_at, clock[1:])
    if not re.fullmatch(r"\d\d:\d\d", clock):
        return day
    day = day or started_at[:10]
    return f"{day[:10]}T{clock}" if day else ""


def tells_when(heard: Heard, mention: Mention) -> bool:
    """ "The last two months" are what is refunded, and not when."""
    said = heard.words[max(0, mention.first_word - 1) : mention.last_word + 1]
    return mention.kind not in ("period", "duration") or not _BEHIND & set(said)


def _ends_a_span(heard: Heard, mention: Mention) -> bool:
    """ "between eight and one", "from nine to eleven"."""
    before = heard.words[max(0, mention.first_word - 4) : mention.first_word]
    return (before[-1:] == ("and",) and "between" in before) or (
        before[-1:] in (("to",), ("until",), ("till",)) and "from" in before
    )


def after(started_at: str, duration: str, *, of_work: bool = False) -> str:
    """``started_at`` plus an ISO duration: to the day for days and longer, to the minute for hours; "" if unknown.

    ``of_work``: its days are Mondays to Fridays.
    """
    match = _DURATION.fullmatch(duration)
    if not match:
        return ""
    years, months, weeks, days, hours, minutes = (int(part or 0) for part in match.groups())
    try:
        begin = datetime.fromisoformat(started_at)
        if of_work:
            return str(np.busday_offset(begin.date(), days, roll="backward"))
        due = begin + timedelta(days=365 * years + 30 * months + 7 * weeks + days, hours=hours, minutes=minutes)
    except (ValueError, OverflowError):
        return ""
    return due.strftime("%Y-%m-%dT%H:%M") if hours or minutes else due.date().isoformat()
