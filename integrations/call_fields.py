"""A call's event as named fields, the way a URL or an HTTP body carries them: from anybody, so checked strictly."""

from __future__ import annotations

from collections.abc import Iterable

from calls.codec import Malformed
from calls.events import Direction
from integrations.dialer import Action, DialerMessage, checked

MOST_FIELDS = 24
_NAMES = {
    "event": ("event", "type", "action", "state"),
    "number": ("number", "phone", "caller_number", "callerid"),
    "name": ("name", "display_name", "caller_name"),
    "call_id": ("id", "call_id", "callid"),
    "customer_id": ("customer_id", "customer"),
    "direction": ("direction",),
    "queue": ("queue",),
    "to": ("to",),
}
_FIELD = {alias: name for name, aliases in _NAMES.items() for alias in aliases}
_EVENTS = {
    Action.RING: ("ringing", "incoming", "inbound", "in", "outgoing", "outbound", "out", "dialing", "dialling"),
    Action.ANSWER: ("answered", "connected", "established", "start", "started"),
    Action.HOLD: ("held", "on_hold"),
    Action.RETRIEVE: ("retrieved", "unhold", "unheld"),
    Action.TRANSFER: ("transferred",),
    Action.MUTE: ("muted",),
    Action.UNMUTE: ("unmuted",),
    Action.END: ("ended", "hangup", "hang_up", "hungup", "closed", "terminated", "missed"),
}
_ACTION = {alias: action for action, aliases in _EVENTS.items() for alias in aliases} | {a.value: a for a in Action}
_OUTBOUND = ("out", "outgoing", "outbound", "dialing", "dialling")
_INBOUND = ("", "in", "incoming", "inbound")


def message_from(fields: Iterable[tuple[str, str]]) -> DialerMessage:
    """Names and values in any order; those that mean nothing here are passed over. Raises Malformed."""
    known: dict[str, str] = {}
    for count, (alias, value) in enumerate(fields):
        name = _FIELD.get(alias.lower())
        if count >= MOST_FIELDS:
            raise Malformed("too many fields")
        if name in known:
            raise Malformed(f"{name} is said twice")
        if name:
            known[name] = value.strip()
    event = known.get("event", "").lower()
    action = _ACTION.get(event)
    if action is None:
        raise Malformed("the event should be one of " + ", ".join(Action))
    return checked(
        DialerMessage(
            action,
            known.get("number", ""),
            known.get("name", ""),
            known.get("call_id", ""),
            known.get("customer_id", ""),
            _direction(known.get("direction", ""), event),
            known.get("queue", ""),
            known.get("to", ""),
        )
    )


def _direction(said: str, event: str) -> Direction:
    if said.lower() in _OUTBOUND or (not said and event in _OUTBOUND):
        return Direction.OUTBOUND
    if said.lower() in _INBOUND:
        return Direction.INBOUND
    raise Malformed("the direction should be in or out")
