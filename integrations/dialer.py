"""What a dialer tells: the message that every dialer door hands over."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from urllib.parse import unquote

from calls.codec import Malformed, build, parse, plain
from calls.events import Direction

LONGEST_FIELD = 200
"""Characters: more than any number, name or id of a call has."""

UNFIT = frozenset({"Cc", "Co", "Cs", "Zl", "Zp"})
"""Unicode's control, private and half characters, and its line ends: none is part of a name or number."""

JOINERS = "\u200c\u200d"
"""Formatting that belongs to a name: Persian, Sinhala and other names are not spelled without. The rest turns or hides
letters, comes along when a number is copied, and is dropped."""

GROUPING = str.maketrans("", "", " ()-./\u00a0")
NO_NUMBER = ("anonymous", "unknown", "unavailable", "withheld", "private")


class Action(StrEnum):
    """``PAUSE`` and ``RESUME`` frame a payment, ``MUTE`` and ``UNMUTE`` what the agent says to nobody on the line."""

    RING = "ring"
    ANSWER = "answer"
    HOLD = "hold"
    RETRIEVE = "retrieve"
    TRANSFER = "transfer"
    PAUSE = "pause"
    RESUME = "resume"
    MUTE = "mute"
    UNMUTE = "unmute"
    END = "end"


@dataclass(frozen=True, slots=True)
class DialerMessage:
    """``call_id`` is the dialer's own id of the call, "" where it has none; ``to`` is where it is transferred to."""

    action: Action
    number: str = ""
    name: str = ""
    call_id: str = ""
    customer_id: str = ""
    direction: Direction = Direction.INBOUND
    queue: str = ""
    to: str = ""


Deliver = Callable[[DialerMessage], None]
"""How a door hands a message over; called on a thread of the door's own."""


def line_of(message: DialerMessage) -> str:
    return json.dumps(plain(message))


def message_of(text: str) -> DialerMessage:
    """What came through a door is not to be trusted: raises Malformed for all that is no message."""
    message: DialerMessage = build(DialerMessage, parse(text, "the dialer's message"), "message")
    return checked(message)


def checked(message: DialerMessage) -> DialerMessage:
    """The message with its numbers bare, if all of it is fit to be shown on one line. Raises Malformed."""
    number, to = number_in(_unmarked(message.number)), number_in(_unmarked(message.to))
    message = replace(message, number=number, to=to, name=_unmarked(message.name), queue=_unmarked(message.queue))
    for field in fields(message):
        text = getattr(message, field.name)
        if len(text) > LONGEST_FIELD:
            raise Malformed(f"message.{field.name} is longer than {LONGEST_FIELD} characters")
        if not all(map(_is_fit, text)) or text != _unmarked(text):
            raise Malformed(f"message.{field.name} holds a control character")
    return message


def number_in(text: str) -> str:
    """A telephone number as it is compared: the address it stands in and the signs that group its digits are left out.

    ``tel:+1-555-123-4567`` and ``sip:+15551234567@example.org`` are both +15551234567; a name or extension stays.
    """
    scheme, colon, rest = text.strip().strip("<>").partition(":")
    if colon and scheme.lower() in ("tel", "callto", "sip", "sips"):
        text = unquote(rest.lstrip("/").partition("@")[0].partition(";")[0].partition("?")[0])
    bare = text.strip().translate(GROUPING)
    is_number = bare.removeprefix("+").isdecimal() and bare.isascii()
    number = bare if is_number else text.strip()
    return "" if number.lower() in NO_NUMBER else number


def fit(text: str) -> str:
    """What of a text can stand in a message: for a dialer whose word is taken even where it is odd."""
    return "".join(filter(_is_fit, _unmarked(text)))[:LONGEST_FIELD]


def _unmarked(text: str) -> str:
    return "".join(letter for letter in text if letter in JOINERS or unicodedata.category(letter) != "Cf")


def _is_fit(letter: str) -> bool:
    return unicodedata.category(letter) not in UNFIT
