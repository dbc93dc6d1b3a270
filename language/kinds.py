"""What a mention can be, and how its value is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The value of each, as ``Mention.value``:

    number "120", "3.5" · id "K1X7V3", digits and letters, four signs or more · code "B12", the same, two or three ·
    amount "42.50 USD" · date "2026-03-03", "2026-03" or "2026" where no day is said · period "2026-03-23/2026-03-29" ·
    time "17:00", or "+PT2H" and "-PT15M" counted from the moment of speaking · duration "P3D", "PT2H" ·
    phone "+15551234567", bare digits when the number plan does not know it · email "p.raman@mail.com" ·
    postcode "94107", "SW1A 1AA" · spelled "SMITH" · quantity "2 keyboards" · percent "15" ·
    correction "5>7": "seven not five", said of an earlier utterance.
    """

    NUMBER = "number"
    ID = "id"
    CODE = "code"
    AMOUNT = "amount"
    DATE = "date"
    PERIOD = "period"
    TIME = "time"
    DURATION = "duration"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    SPELLED = "spelled"
    QUANTITY = "quantity"
    PERCENT = "percent"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Found:
    """A kind and value in the words from ``first`` up to, not including, ``end``."""

    kind: Kind
    value: str
    first: int
    end: int
