"""Normalised values as people write them: "42.50 USD" is $42.50, "2026-03-20" is Friday 20 March."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache

from calls.events import Mention
from insight.heard import Heard

_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "INR": "₹"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PARTS = frozenset(("morning", "afternoon", "evening", "night"))
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
SPELLED_OUT = frozenset(("amount", "date", "time", "id", "number", "code", "phone", "email", "percent", "quantity"))
"""Kinds of mention whose value reads better than its words."""


def amount(value: str) -> str:
    number, _, currency = value.partition(" ")
    number = number.removesuffix(".00")
    sign = _SIGNS.get(currency)
    return f"{sign}{number}" if sign else value


def day(value: str, weekday: bool = False) -> str:
    """ISO dates and months; what is neither stays as it is."""
    if month := _MONTH.fullmatch(value):
        return f"{_MONTHS[int(month[2]) - 1]} {month[1]}"
    try:
        known = date.fromisoformat(value)
    except ValueError:
        return value
    plain = f"{known.day} {_MONTHS[known.month - 1]}"
    return f"{_DAYS[known.weekday()]} {plain}" if weekday else plain


@lru_cache(maxsize=1024)  # the whole summary is written with each utterance
def moment(value: str) -> str:
    """A due date or date-time: "Friday 20 March, 17:00"."""
    if "T" not in value:
        return day(value, weekday=True)
    try:
        known = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{day(known.date().isoformat(), weekday=True)}, {known:%H:%M}"


def value(kind: str, normal: str) -> str:
    match kind:
        case "amount":
            return amount(normal)
        case "date":
            return day(normal)
        case _:
            return normal


def spoken(heard: Heard, first: int, end: int, without: Collection[Mention] = ()) -> str:
    """The words from ``first`` up to ``end`` with mentions written out; those in ``without`` are left out,
    the small words before them and the part of the day behind.
    """
    heads = {m.first_word: m for m in heard.utterance.mentions}
    out: list[str] = []
    at = first
    while at < end:
        mention = heads.get(at)
        if mention is None or mention.last_word >= end:
            out.append(heard.words[at])
            at += 1
            continue
        if mention in without:
            while out and out[-1] in (
                "on",
                "at",
                "by",
                "in",
                "within",
                "for",
                "until",
                "the",
                "this",
                "next",
                "before",
            ):
                out.pop()
            if mention.last_word + 1 < end and heard.words[mention.last_word + 1] in _PARTS:
                at = mention.last_word + 2
                continue
        elif mention.kind in SPELLED_OUT:
            out.append(value(mention.kind, mention.value))
        else:
            out.append(heard.said(mention))
        at = mention.last_word + 1
    return " ".join(out)
