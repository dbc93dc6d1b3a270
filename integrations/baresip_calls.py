"""What baresip's events mean: its calls as dialer messages.

baresip 1.0 has no event for hold and retrieve. A call's session description is renegotiated then, which it does tell;
its answer to ``listcalls`` shows which calls are on hold. It lists the calls of the account in use alone, and without
their ids; newer versions give these (read in their source, not run).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from calls.events import Direction
from integrations.dialer import Action, DialerMessage, fit, number_in

_LINE = re.compile(
    r"\[line \d+(?:, id (?P<id>[^\]]+))?\]\s+\S+\s+(?P<state>[A-Z]+)\s+(?P<held>\(on hold\))?\s*(?P<peer>\S+)"
)
_TALKS = "ESTABLISHED"
_NEGOTIATED = ("CALL_REMOTE_SDP", "CALL_LOCAL_SDP", "CALL_HOLD", "CALL_RESUME")


@dataclass(slots=True)
class _Call:
    id: str
    peer: str
    name: str = ""
    direction: Direction = Direction.INBOUND
    answered: bool = False
    held: bool = False

    def message(self, action: Action) -> DialerMessage:
        return DialerMessage(action, fit(number_in(self.peer)), self.name, self.id, direction=self.direction)


class BaresipCalls:
    """``take`` an event, or its list of calls; each gives what is to be told. ``unsure``: ask for that list."""

    def __init__(self) -> None:
        self._calls: list[_Call] = []
        self._missed_some = False
        self.unsure = False

    def connected(self) -> None:
        """Nobody listened before: ask for the list, and of calls that are not in it nobody has told the end."""
        self.unsure = self._missed_some = True

    def take(self, event: dict[str, Any]) -> list[DialerMessage]:
        """Fields that are missing or of another kind are taken for empty: what baresip tells is never refused whole."""
        kind, call_id, peer = _text(event, "type"), fit(_text(event, "id")), _text(event, "peeruri")
        call = self._known(call_id, peer)
        match kind:
            case "CALL_INCOMING" | "CALL_OUTGOING" | "CALL_RINGING" | "CALL_PROGRESS" | "CALL_ESTABLISHED" if call_id:
                messages = [] if call else [self._begun(event, call_id, peer).message(Action.RING)]
                return messages + (self._answered(call_id) if kind == "CALL_ESTABLISHED" else [])
            case "CALL_CLOSED" if call:
                self._calls.remove(call)
                return [call.message(Action.END)]
            case _ if kind in _NEGOTIATED:
                self.unsure = bool(self._calls)
        return []

    def take_list(self, listed: str) -> list[DialerMessage]:
        """``listed`` is the answer to ``listcalls``, whose lines are in the order in which the calls began."""
        if "Active calls" not in listed:
            return []
        missed_some, self._missed_some = self._missed_some, False
        lines, left = list(_LINE.finditer(listed)), list(self._calls)
        messages: list[DialerMessage] = []
        for line in lines:
            call_id, peer = line["id"] or "", line["peer"]
            of_peer = [call for call in self._calls if call.peer == peer]
            if not call_id and not missed_some and len(of_peer) > sum(other["peer"] == peer for other in lines):
                continue  # one of two calls with one caller, by another account: which one cannot be told
            call = next((call for call in left if call.id == call_id or (not call_id and call.peer == peer)), None)
            if call:
                left.remove(call)
            elif line["state"] == _TALKS:  # it was there before anybody listened
                call = _Call(call_id, peer)
                self._calls.append(call)
            if call and line["state"] == _TALKS:
                messages += self._as_listed(call, bool(line["held"]))
        for gone in left if missed_some else ():
            self._calls.remove(gone)
            messages.append(gone.message(Action.END))
        return messages

    def _as_listed(self, call: _Call, held: bool) -> list[DialerMessage]:
        actions = []
        if not call.answered:
            call.answered = True
            actions.append(Action.ANSWER)
        if held != call.held:
            call.held = held
            actions.append(Action.HOLD if held else Action.RETRIEVE)
        return [call.message(action) for action in actions]

    def _known(self, call_id: str, peer: str) -> _Call | None:
        """By its id; a call that was only listed so far learns its id here."""
        for call in self._calls:
            if call.id == call_id:
                return call
        for call in self._calls:
            if not call.id and call.peer == peer:
                call.id = call_id
                return call
        return None

    def _begun(self, event: dict[str, Any], call_id: str, peer: str) -> _Call:
        outgoing = _text(event, "direction") == "outgoing" or _text(event, "type") == "CALL_OUTGOING"
        direction = Direction.OUTBOUND if outgoing else Direction.INBOUND
        call = _Call(call_id, peer, fit(_text(event, "peerdisplayname")), direction)
        self._calls.append(call)
        return call

    def _answered(self, call_id: str) -> list[DialerMessage]:
        call = next(call for call in self._calls if call.id == call_id)
        if call.answered:
            return []
        call.answered = True
        return [call.message(Action.ANSWER)]


def _text(event: dict[str, Any], name: str) -> str:
    value = event.get(name)
    return value if isinstance(value, str) else ""
