"""What a dialer tells: the message that every dialer door hands over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from calls.codec import build, parse, plain
from calls.events import Direction


class Action(StrEnum):
    RING = "ring"
    ANSWER = "answer"
    HOLD = "hold"
    RETRIEVE = "retrieve"
    END = "end"


@dataclass(frozen=True, slots=True)
class DialerMessage:
    """``call_id`` is the dialer's own id of the call, "" where it has none."""

    action: Action
    number: str = ""
    name: str = ""
    call_id: str = ""
    customer_id: str = ""
    direction: Direction = Direction.INBOUND
    queue: str = ""


def line_of(message: DialerMessage) -> str:
    return json.dumps(plain(message))


def message_of(text: str) -> DialerMessage:
    """What came through a door is not to be trusted: raises Malformed for all that is no message."""
    message: DialerMessage = build(DialerMessage, parse(text, "the dialer's message"), "message")
    return message
