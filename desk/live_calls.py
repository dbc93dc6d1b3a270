"""The calls that go on at once: which of them the dialer means, which one talks, which presses most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calls.call import CallState
from desk.on_desk import OnDesk
from integrations.dialer import Action, DialerMessage

FEWEST_DIGITS = 7
"""Numbers that end in as many equal digits are one: a dialer may write one with its country code and one without."""

PRESSING = (CallState.TALKING, CallState.RINGING, CallState.HELD)
_USUAL = {
    Action.RING: (CallState.RINGING, *PRESSING),
    Action.ANSWER: (CallState.RINGING, *PRESSING),
    Action.RETRIEVE: (CallState.HELD,),
}
"""The state of the call that is meant when the dialer does not say which; of two in it, the newest."""

WRITES_AGAIN = (Action.RETRIEVE, Action.RESUME, Action.UNMUTE)
"""A doubt about which call is meant never ends in more being written, only in less."""


class LiveCalls:
    """Ringing, talking and held calls, the oldest first."""

    def __init__(self) -> None:
        self._calls: list[OnDesk] = []

    def __iter__(self) -> Iterator[OnDesk]:
        return iter(tuple(self._calls))

    def __contains__(self, on: OnDesk | None) -> bool:
        return on in self._calls

    def __bool__(self) -> bool:
        return bool(self._calls)

    def add(self, on: OnDesk) -> None:
        self._calls.append(on)

    def remove(self, on: OnDesk) -> None:
        self._calls.remove(on)

    def foremost(self, but: OnDesk | None = None) -> OnDesk | None:
        """The one that presses most, of all but that one."""
        return _first([on for on in self._calls if on is not but], PRESSING)

    def meant_by(self, message: DialerMessage) -> OnDesk | None:
        """None: another call than these, or none that can be told."""
        if message.call_id:
            for on in self._calls:
                if on.dialer_id == message.call_id:
                    return on
        # A call whose number or id is not known yet may be the one; a call with another of either is not.
        open_to = [on for on in self._calls if not (message.call_id and on.dialer_id)]
        usual = _USUAL.get(message.action, PRESSING)
        writes_again = message.action in WRITES_AGAIN
        if not message.number:
            return None if message.call_id and writes_again else _first(open_to, usual)
        fitting = [on for on in open_to if same_number(on.session.call.customer_number, message.number)]
        if fitting or writes_again:
            return _first(fitting, PRESSING)
        begins = message.action in (Action.RING, Action.ANSWER)
        unknown = [on for on in open_to if not on.session.call.customer_number]
        if unknown and not (message.action is Action.RING and unknown[-1].session.call.state is not CallState.RINGING):
            return _first(unknown, usual)
        return open_to[0] if len(self._calls) == len(open_to) == 1 and not begins else None


def same_number(one: str, other: str) -> bool:
    """Whether both can be one telephone; what has no digits is compared as it is."""
    first, second = _digits(one), _digits(other)
    if not (first and second):
        return bool(one) and one == other
    shorter, longer = sorted((first, second), key=len)
    return longer.endswith(shorter) and len(shorter) >= min(FEWEST_DIGITS, len(longer))


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdecimal())


def _first(calls: Sequence[OnDesk], states: Sequence[CallState]) -> OnDesk | None:
    for state in states:
        for on in reversed(calls):
            if on.session.call.state is state:
                return on
    return None
