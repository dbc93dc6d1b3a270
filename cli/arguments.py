"""What may be typed for a number, a day or a moment; argparse shows what is right."""

from __future__ import annotations

from argparse import ArgumentTypeError
from contextlib import suppress
from datetime import date, datetime

from cli.moment import moment_of_a_call


def moment(text: str) -> datetime:
    """Without a zone it is meant as here."""
    try:
        found = moment_of_a_call(text)
    except ValueError:
        raise ArgumentTypeError("give a date and time such as 2026-03-17T14:02") from None
    return found if found.tzinfo else found.astimezone()


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("give a date such as 2026-03-17") from None


def speed(text: str) -> float:
    with suppress(ValueError):
        if 0 < (found := float(text)) <= 1000:
            return found
    raise ArgumentTypeError("give a number above 0, up to 1000")
