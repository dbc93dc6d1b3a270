"""The dialer's side of the desk: calls ring, are answered, held, retrieved, transferred and ended, several at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import uuid4

from calls.call import CallState
from calls.events import Answered, CallerIdentified, Ended, Held, PauseReason, Rang, Retrieved, Transferred
from calls.intents import Draft
from calls.session import Changed
from desk.clock import CallClock
from desk.hearing import Hearing
from desk.live_calls import LiveCalls
from desk.on_desk import OnDesk
from desk.stage import Stage
from integrations.dialer import Action, DialerMessage
from settings import Settings

log = logging.getLogger("dialer")

NOT_ANSWERED = "Not answered"
RINGS_FOR_S = 300.0
"""No call rings longer than this: its dialer forgot to say that it stopped."""


class Switchboard:
    """Of the live calls one talks at the most, and the engine hears that one; each has its own session and clock.

    ``file`` files a call as it stands. The settings may be replaced at any time and are read when a call begins.
    """

    def __init__(
        self,
        settings: Settings,
        live: LiveCalls,
        stage: Stage,
        hearing: Hearing,
        file: Callable[[OnDesk, Draft], None],
    ) -> None:
        self.settings = settings
        self._live = live
        self._stage = stage
        self._hearing = hearing
        self._file = file

    def dial(self, message: DialerMessage) -> None:
        begins = message.action in (Action.RING, Action.ANSWER)
        on = self._live.meant_by(message)
        if on is None and not begins:
            log.info("%s is of no call that is known here", message.action)
            return
        if on is None:
            self._end_forgotten(message)
            on = self._begin(message)
        elif begins:
            self._identify(on, message)
        self._do(on, message)

    def _do(self, on: OnDesk, message: DialerMessage) -> None:
        match message.action:
            case Action.ANSWER:
                self.answer(on)
            case Action.HOLD:
                self.hold(on)
            case Action.RETRIEVE:
                self.retrieve(on)
            case Action.TRANSFER:
                self._stage.apply(on, Transferred(on.now_s(), message.to))
            case Action.END:
                self.end(on)
            case Action.PAUSE:
                self._hearing.pause(on, PauseReason.DIALER)
            case Action.RESUME:
                self._hearing.end_payment(on)
            case Action.MUTE:
                self._hearing.mute(on)
            case Action.UNMUTE:
                self._hearing.unmute(on)

    def answer(self, on: OnDesk) -> None:
        if on.session.call.state is CallState.RINGING:
            self._hold_others(on)
            self._stage.apply(on, Answered(on.now_s()))
            self._hearing.begin(on, self.settings)
            self._stage.offer(on)

    def hold(self, on: OnDesk) -> None:
        if Changed.STATE in self._stage.apply(on, Held(on.now_s())):
            self._hearing.pause(on, PauseReason.HOLD)

    def retrieve(self, on: OnDesk) -> None:
        if on.session.call.state is CallState.HELD:
            self._hold_others(on)
            self._stage.apply(on, Retrieved(on.now_s()))
            self._hearing.retrieve(on)
            self._stage.offer(on)

    def end(self, on: OnDesk, cause: str = "") -> None:
        was_answered = on.session.call.state is not CallState.RINGING
        self._hearing.unmute(on)
        self._live.remove(on)
        self._stage.apply(on, Ended(on.now_s(), cause))
        if was_answered:
            self._stage.wrap_up(on)
            self._hearing.finish(on)
        else:
            self._file(on, Draft(disposition=NOT_ANSWERED))

    def end_heard(self, on: OnDesk) -> None:
        """No more comes of a call that nobody has ended: a recording came to its end."""
        if on in self._live:
            self._live.remove(on)
            self._stage.apply(on, Ended(on.now_s()))
            self._stage.wrap_up(on)

    def close(self, cause: str) -> None:
        """Attune closes: what was going on ends here."""
        for on in self._live:
            self._hearing.unmute(on)
            self._stage.apply(on, Ended(on.now_s(), cause))

    def tick(self) -> None:
        for on in self._live:
            if on.session.call.state is CallState.RINGING and on.now_s() > RINGS_FOR_S:
                self.end(on)

    def _begin(self, message: DialerMessage) -> OnDesk:
        clock = CallClock()
        started = clock.started
        on = OnDesk(self._stage.new_session(), clock, message.call_id)
        rang = Rang(
            f"{started:%Y%m%dT%H%M%S}-{uuid4().hex[:6]}",
            0.0,
            started.isoformat(timespec="milliseconds"),
            message.direction,
            customer_number=message.number,
            customer_name=message.name,
            customer_id=message.customer_id,
            queue=message.queue,
            agent=self.settings.text("agent_name"),
        )
        self._stage.apply(on, rang)
        self._live.add(on)
        self._open_file(on)
        shown = self._stage.shown
        if shown and (shown.is_live or shown.in_wrap_up):
            self._stage.tell_waiting()
        else:
            self._stage.show(on)
        return on

    def _identify(self, on: OnDesk, message: DialerMessage) -> None:
        """A dialer may know who calls only when the call is answered."""
        on.dialer_id = on.dialer_id or message.call_id
        caller = CallerIdentified(on.now_s(), message.number, message.name, message.customer_id)
        call = on.session.call
        known_by_name_alone = not (call.customer_number or call.customer_id)
        if self._stage.apply(on, caller):
            if on.customer_note and known_by_name_alone:
                self._stage.files.carry_note(on.session.call, on.customer_note)
            self._open_file(on)
            if on is self._stage.shown:
                self._stage.files.look_up(on.session.call)

    def _open_file(self, on: OnDesk) -> None:
        """What the customer says can be put beside what is on file, once it has been found."""
        country = self.settings.text("country")
        self._stage.files.open_file(on, country, lambda opened: self._stage.apply(on, opened))

    def _end_forgotten(self, message: DialerMessage) -> None:
        """Without ids of calls a dialer has one that rings at the most: it did not say that the last one stopped."""
        for on in self._live:
            if on.session.call.state is CallState.RINGING and not (message.call_id and on.dialer_id):
                self.end(on)

    def _hold_others(self, on: OnDesk) -> None:
        """Two calls are not talked to at once: the dialer holds the one before, whether it says so or not."""
        for other in self._live:
            if other is not on and other.is_talking:
                self.hold(other)
