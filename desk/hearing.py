"""The calls that the engine hears: what it is told of them, what it tells, and what is lost when it dies."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Set
from dataclasses import dataclass

from calls.commands import Command, Finish, Mute, Pause, Resume, Start, Unmute
from calls.events import (
    Behind,
    CaptureFinished,
    CaptureStarted,
    Channel,
    EngineFailed,
    Event,
    Gap,
    Level,
    Partial,
    PauseReason,
    SideChanged,
    Utterance,
)
from calls.journal import JournalEntry
from calls.session import Changed
from desk.keeper import Keeper
from desk.news import EngineChanged, EngineState
from desk.on_desk import OnDesk
from desk.write_ahead import WriteAhead
from settings import Settings

DECODED_WITHIN_S = 10.0
"""After hang-up an engine that has not said its last words by then is not waited for."""

MUTED = "muted"
OTHER_DEVICE = "another sound device was chosen"


@dataclass(frozen=True, slots=True)
class Wires:
    """What hearing needs of the desk: ``apply`` journals an event and shows it, ``show`` shows one that is journaled.

    ``level`` is for the meter; ``finished`` says that no more will be heard of a call.
    """

    apply: Callable[[OnDesk, Event], Changed]
    show: Callable[[OnDesk, Changed], None]
    level: Callable[[OnDesk, Level], None]
    finished: Callable[[OnDesk], None]
    changed: Callable[[EngineChanged], None]


@dataclass(slots=True)
class _Turn:
    """One order to the engine to hear a call. ``asked``: it was told so, and has not lost it since.

    ``set_aside``: it was told to hear another call meanwhile; this one is held, and has another turn when it is talked
    to again. ``given_up``: nobody waits for it any more, but what the engine still says of it is not the next call's.
    """

    on: OnDesk
    asked: bool = False
    set_aside: bool = False
    given_up: bool = False


class Hearing:
    """The engine hears one call at a time: the last turn may be of a live one, those before it are being decoded."""

    def __init__(
        self, keeper: Keeper, tell_engine: Callable[[Command], None], recording: tuple[str, ...], wires: Wires
    ) -> None:
        self._tell_engine = tell_engine
        self._recording = recording
        self._wires = wires
        self._settings = Settings()
        self._turns: deque[_Turn] = deque()
        self._ahead = WriteAhead(keeper, self._entry, self._take)
        self._listens = False  # from the engine's start on: what is said while its model loads waits in it

    def __contains__(self, on: OnDesk | None) -> bool:
        return any(turn.on is on for turn in self._turns if not turn.given_up)

    @property
    def calls(self) -> tuple[OnDesk, ...]:
        return tuple(turn.on for turn in self._turns if not turn.given_up)

    @property
    def listens(self) -> bool:
        return self._listens

    @property
    def is_up_to_date(self) -> bool:
        """False while something that was heard is on its way to the disk."""
        return self._ahead.is_empty

    # What the engine is told ---------------------------------------------------------------------------------

    def begin(self, on: OnDesk, settings: Settings) -> None:
        """Hear that call from now on, and no other; also one that was set aside."""
        self._settings = settings
        for turn in list(self._turns):
            turn.set_aside |= turn.on.is_live
            if turn.set_aside and not turn.asked:
                self._turns.remove(turn)
        turn = _Turn(on)
        self._turns.append(turn)
        if self._listens:
            self._start(turn)

    def _start(self, turn: _Turn) -> None:
        """Tell the engine of a call that it is to hear from now on; also when it has lost it."""
        turn.asked = True
        on = turn.on
        self._tell_engine(
            Start(
                on.id,
                on.now_s(),
                on.session.call.started_at[:10],
                self._recording,
                agent_device=self._settings.text("agent_device"),
                customer_device=self._settings.text("customer_device"),
                tone=self._settings.flag("tone"),
                skip_silence=self._settings.flag("skip_silence"),
                pause_at_card=self._settings.flag("pause_at_card"),
            )
        )
        for reason in sorted(on.pauses):
            self._tell_engine(Pause(reason))
        if on.muted_since is not None:
            self._tell_engine(Mute())

    def try_again(self, on: OnDesk, settings: Settings) -> None:
        """The sound could not be opened before; with these settings it may."""
        self._settings = settings
        turn = self._turn_of(on)
        if self._listens and turn and not turn.asked:
            self._start(turn)

    def change_devices(self, on: OnDesk, settings: Settings) -> None:
        """Hear a call that is on from the devices that are set now; what lies between is told as a gap."""
        turn = self._turn_of(on)
        if self._recording or not (turn and turn.asked):
            return
        on.lost_reason = OTHER_DEVICE
        for channel in Channel:
            on.lost_since.setdefault(channel, on.now_s())
        self.begin(on, settings)

    def pause(self, on: OnDesk, reason: str) -> None:
        if not on.pauses and self._turn_of(on):
            self._tell_engine(Pause(reason))
        on.pauses.add(reason)

    def retrieve(self, on: OnDesk) -> None:
        self._resume(on, {PauseReason.HOLD})

    def end_payment(self, on: OnDesk) -> None:
        """The dialer says that it is over."""
        self._resume(on, {PauseReason.DIALER})

    def resume_by_key(self, on: OnDesk) -> None:
        """The agent's own pauses end, and one that the engine made by itself; a call on hold stays unwritten."""
        self._resume(on, on.pauses - {PauseReason.HOLD})

    def _resume(self, on: OnDesk, reasons: Set[str]) -> None:
        """A call that was set aside is heard again once nothing pauses it."""
        on.pauses -= reasons
        if on.pauses:
            return
        if self._turn_of(on):
            self._tell_engine(Resume())
        elif on.is_talking:
            self.begin(on, self._settings)

    def mute(self, on: OnDesk) -> None:
        """What the agent says is not written from now on: the customer does not hear it either."""
        if on.muted_since is None:
            on.muted_since = on.now_s()
            if self._turn_of(on):
                self._tell_engine(Mute())

    def unmute(self, on: OnDesk) -> None:
        """Also when the call ends: the record says what was not heard, and why."""
        since, on.muted_since = on.muted_since, None
        if since is not None:
            if self._turn_of(on):
                self._tell_engine(Unmute())
            self._wires.apply(on, Gap(Channel.AGENT, since, on.now_s(), MUTED))

    def _turn_of(self, on: OnDesk) -> _Turn | None:
        """The turn in which that call is heard now; None for one that is set aside or was never begun."""
        last = self._turns[-1] if self._turns else None
        return last if last and last.on is on and not last.set_aside else None

    def finish(self, on: OnDesk) -> None:
        """The call is over: what was said of it is still decoded, if there is an engine that heard it."""
        on.decoded_by = on.now_s() + DECODED_WITHIN_S
        turn = self._turn_of(on)
        if self._listens and turn and turn.asked:
            self._tell_engine(Finish())
        elif turn:
            self._give_up_on(on)
        elif on not in self:  # it was set aside, and its last words have come
            self._wires.apply(on, CaptureFinished(on.now_s()))
            self._wires.finished(on)

    def tick(self) -> None:
        """Now and then, so that a call does not wait for ever for an engine that hangs."""
        for on in self.calls:
            if on in self and on.decoded_by is not None and on.now_s() > on.decoded_by:
                self._give_up_on(on)

    def flush(self) -> None:
        """Attune closes: what was heard goes to the journal without being waited for, and what could not be is said."""
        self._ahead.flush()
        for on in self.calls:
            if on.is_live:
                self.close_gaps(on, on.now_s())

    def close_gaps(self, on: OnDesk, at: float) -> None:
        """Both sides are heard again, or will not be: what lies between is told."""
        for channel, since in on.lost_since.items():
            if at > since:
                self._wires.apply(on, Gap(channel, since, at, on.lost_reason))
        on.lost_since.clear()

    # What the engine tells -----------------------------------------------------------------------------------

    def receive(self, event: Event) -> None:
        match event:
            case Level() | Partial() | Behind() | SideChanged():
                if self._ahead.is_empty or len(self._turns) == 1:  # else it may be the next call's already
                    self._take(event)
            case _:
                self._ahead.give(event)

    def engine_changed(self, change: EngineChanged) -> None:
        self._ahead.give(change)

    def _entry(self, utterance: Utterance) -> tuple[str, JournalEntry] | None:
        if not self._turns or not self._turns[0].on.takes_words:
            return None
        on = self._turns[0].on
        return on.id, JournalEntry(on.now_s(), utterance)

    def _take(self, item: Event | EngineChanged) -> None:
        if isinstance(item, EngineChanged):
            self._change(item)
        elif self._turns:
            self._hear(self._turns[0], item)

    def _hear(self, turn: _Turn, event: Event) -> None:
        """It belongs to the call that the engine was told of first and has not finished."""
        on = turn.on
        match event:
            case Level():
                self._wires.level(on, event)
            case Utterance():  # it is in the journal already
                self._wires.show(on, on.session.apply(event))
            case CaptureStarted():
                self._wires.apply(on, event)
                self.close_gaps(on, event.at)
            case CaptureFinished():
                self._turns.popleft()
                if turn.given_up or on in self or (turn.set_aside and on.is_live):
                    return  # if it is held, or talked to again, more will be heard of it
                self.close_gaps(on, event.at)
                self._wires.apply(on, event)
                self._wires.finished(on)
            case EngineFailed(reason):  # the sound failed, not the engine; the agent may try again
                self._lose(turn, reason)
            case _:
                self._wires.apply(on, event)

    def _change(self, change: EngineChanged) -> None:
        did_listen = self._listens
        self._listens = change.state in (EngineState.STARTING, EngineState.READY)
        if self._listens and not did_listen:
            for turn in self._turns:
                self._start(turn)
        elif did_listen and not self._listens:
            for turn in list(self._turns):
                self._lose(turn, change.reason)
        self._wires.changed(change)

    def _lose(self, turn: _Turn, reason: str) -> None:
        on = turn.on
        turn.asked = False
        if turn.given_up or (turn.set_aside and on.is_live):
            self._turns.remove(turn)
            return
        on.lose(reason, on.now_s())
        self._wires.apply(on, EngineFailed(reason, True))
        if not on.is_live and on in self:
            self._give_up_on(on)

    def _give_up_on(self, on: OnDesk) -> None:
        """The call is over, and what the engine may still say of it is not waited for."""
        self.close_gaps(on, on.session.call.duration_s)
        for turn in list(self._turns):
            if turn.on is on and turn.asked:
                turn.given_up = True
            elif turn.on is on:
                self._turns.remove(turn)
        self._wires.finished(on)
