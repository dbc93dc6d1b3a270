"""Values as people write them: clock times, days, amounts, the names of facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from calls.events import FollowUp, Utterance
from calls.findings import KeyIssue
from calls.record import RecordedUtterance

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "CAD": "CA$", "AUD": "A$"}

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "sir", "madam", "dr", "prof", "herr", "frau"})


def clock(seconds: float) -> str:
    """04:12, or 1:04:12 from an hour on."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes:02}:{left:02}"


def day(value: date) -> str:
    return QLocale().toString(QDate(value.year, value.month, value.day), "ddd d MMMM")


def moment(iso: str, today: date | None = None) -> str:
    """An ISO date or date-time as people say it; what is not one comes back as it is."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    if today is not None and at.date() == today:
        name = QCoreApplication.translate("wording", "Today")
    elif today is not None and at.year != today.year:
        name = QLocale().toString(QDate(at.year, at.month, at.day), "d MMM yyyy")
    else:
        name = day(at.date())
    if len(iso) <= 10:
        return name
    return f"{name}, {QLocale().toString(QTime(at.hour, at.minute), 'HH:mm')}"


def fact_value(kind: str, value: str) -> str:
    """A normalised value as it is read: "$42.50" for "42.50 USD", a day's name for an ISO date."""
    if kind == "amount":
        number, _, currency = value.partition(" ")
        return f"{_SIGNS[currency]}{number}" if currency in _SIGNS else value
    if kind in ("date", "due"):
        return moment(value)
    return value


def fact_name(kind: str) -> str:
    """The word before a fact; a kind without one of its own is shown as it is called."""
    names = {
        "name": QCoreApplication.translate("facts", "Name"),
        "account": QCoreApplication.translate("facts", "Account"),
        "order": QCoreApplication.translate("facts", "Order"),
        "reference": QCoreApplication.translate("facts", "Reference"),
        "policy": QCoreApplication.translate("facts", "Policy"),
        "claim": QCoreApplication.translate("facts", "Claim"),
        "booking": QCoreApplication.translate("facts", "Booking"),
        "product": QCoreApplication.translate("facts", "Product"),
        "product_code": QCoreApplication.translate("facts", "Code"),
        "amount": QCoreApplication.translate("facts", "Amount"),
        "date": QCoreApplication.translate("facts", "Date"),
        "time": QCoreApplication.translate("facts", "Time"),
        "phone": QCoreApplication.translate("facts", "Phone"),
        "email": QCoreApplication.translate("facts", "E-mail"),
        "address": QCoreApplication.translate("facts", "Address"),
        "postcode": QCoreApplication.translate("facts", "Postcode"),
        "quantity": QCoreApplication.translate("facts", "Quantity"),
        "number": QCoreApplication.translate("facts", "Number"),
        "id": QCoreApplication.translate("facts", "Number"),
        "card": QCoreApplication.translate("facts", "Card"),
        "security-code": QCoreApplication.translate("facts", "Card code"),
        "expiry": QCoreApplication.translate("facts", "Card expiry"),
        "password": QCoreApplication.translate("facts", "Password"),
        "pin": QCoreApplication.translate("facts", "PIN"),
        "ssn": QCoreApplication.translate("facts", "Social security"),
    }
    return names.get(kind) or kind.replace("_", " ").replace("-", " ").capitalize()


def code_name(code: str) -> str:
    """An issue's code as a chip says it: "billing.duplicate_charge" → "Billing · duplicate charge"."""
    first, _, rest = code.partition(".")
    words = [first.replace("_", " ").capitalize(), *(part.replace("_", " ") for part in rest.split(".") if part)]
    return " · ".join(words)


def short_day(iso: str, today: date) -> str:
    """A day for a narrow column: "20 Mar", with the year where it is not this one."""
    try:
        at = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return QLocale().toString(QDate(at.year, at.month, at.day), "d MMM" if at.year == today.year else "d MMM yyyy")


def short_moment(iso: str, today: date) -> str:
    """A moment for a narrow column: "20 Mar, 17:00", "today, 17:00"; as short as it is for a day alone."""
    name = short_day(iso, today)
    if iso[:10] == today.isoformat():
        name = QCoreApplication.translate("wording", "today")
    return f"{name}, {iso[11:16]}" if len(iso) > 10 else name


def to_be_done(owed: FollowUp, today: date | None = None) -> str:
    """What is owed and by when: "Call back, by 20 Mar, 17:00"; without ``today`` the day is said in full."""
    if not owed.due:
        return owed.text
    day_said = moment(owed.due) if today is None else short_moment(owed.due, today)
    return QCoreApplication.translate("wording", "{what}, by {day}").format(what=owed.text, day=day_said)


def to_do(owed: FollowUp) -> str:
    return QCoreApplication.translate("wording", "To do: {what}").format(what=to_be_done(owed))


def quote_of(issue: KeyIssue, utterances: Iterable[Utterance | RecordedUtterance]) -> str:
    """The quote as its words stand in the transcript: with capitals and figures, not as they were recognised."""
    shown = (said.text for said in utterances if said.id == issue.utterance_id and said.raw == issue.quote)
    return next(shown, issue.quote)


def first_name(name: str) -> str:
    """Priya of "Priya Raman", Weiss of "Dr. Weiss"; the whole of a name that begins with an initial."""
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        del words[0]
    first = words[0] if words else ""
    return first if len(first.rstrip(".")) > 1 else name
