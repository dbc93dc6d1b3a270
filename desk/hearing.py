"""The calls that the engine hears: what it is told of them, what it tells, and what is lost when it dies."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from calls.commands import Command, Finish, Pause, Resume, Start
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


class Hearing:
    """The last call in the engine's queue may be live; those before it are being decoded to their ends."""

    def __init__(
        self, keeper: Keeper, tell_engine: Callable[[Command], None], recording: tuple[str, ...], wires: Wires
    ) -> None:
        self._tell_engine = tell_engine
        self._recording = recording
        self._wires = wires
        self._settings = Settings()
        self._calls: deque[OnDesk] = deque()
        self._ahead = WriteAhead(keeper, self._entry, self._take)
        self._listens = False  # from the engine's start on: what is said while its model loads waits in it

    def __contains__(self, on: OnDesk | None) -> bool:
        return on in self._calls

    @property
    def calls(self) -> tuple[OnDesk, ...]:
        return tuple(self._calls)

    @property
    def listens(self) -> bool:
        return self._listens

    @property
    def is_up_to_date(self) -> bool:
        """False while something that was heard is on its way to the disk."""
        return self._ahead.is_empty

    # What the engine is told ---------------------------------------------------------------------------------

    def begin(self, on: OnDesk, settings: Settings) -> None:
        self._settings = settings
        self._calls.append(on)
        if self._listens:
            self.start(on)

    def start(self, on: OnDesk) -> None:
        """Tell the engine of a call that it is to hear from now on; also when it has lost it."""
        on.asked = True
        self._tell_engine(
            Start(
                on.id,
                on.now_s(),
                on.session.call.started_at[:10],
                self._recording,
                agent_device=self._settings.text("agent_device"),
                customer_device=self._settings.text("customer_device"),
                tone=self._settings.flag("tone"),
            )
        )
        for reason in sorted(on.pauses):
            self._tell_engine(Pause(reason))

    def try_again(self, on: OnDesk, settings: Settings) -> None:
        """The sound could not be opened before; with these settings it may."""
        self._settings = settings
        if self._listens and not on.asked:
            self.start(on)

    def pause(self, on: OnDesk, reason: str) -> None:
        if not on.pauses:
            self._tell_engine(Pause(reason))
        on.pauses.add(reason)

    def retrieve(self, on: OnDesk) -> None:
        on.pauses.discard(PauseReason.HOLD)
        if not on.pauses:
            self._tell_engine(Resume())

    def resume_by_key(self, on: OnDesk) -> None:
        """The agent's own pauses end, and one that the engine made by itself; a call on hold stays unwritten."""
        on.pauses &= {PauseReason.HOLD}
        if not on.pauses:
            self._tell_engine(Resume())

    def finish(self, on: OnDesk) -> None:
        """The call is over: what was said of it is still decoded, if there is an engine that heard it."""
        if self._listens and on.asked:
            on.decoded_by = on.now_s() + DECODED_WITHIN_S
            self._tell_engine(Finish())
        else:
            self._give_up_on(on)

    def tick(self) -> None:
        """Now and then, so that a call does not wait for ever for an engine that hangs."""
        for on in self.calls:
            if on.decoded_by is not None and on.now_s() > on.decoded_by:
                self._give_up_on(on)

    def flush(self) -> None:
        """Attune closes: what was heard goes to the journal without being waited for."""
        self._ahead.flush()

    # What the engine tells -----------------------------------------------------------------------------------

    def receive(self, event: Event) -> None:
        match event:
            case Level() | Partial() | Behind() | SideChanged():
                if self._ahead.is_empty or len(self._calls) == 1:  # else it may be the next call's already
                    self._take(event)
            case _:
                self._ahead.give(event)

    def engine_changed(self, change: EngineChanged) -> None:
        self._ahead.give(change)

    def _entry(self, utterance: Utterance) -> tuple[str, JournalEntry] | None:
        on = self._calls[0] if self._calls else None
        return (on.id, JournalEntry(on.now_s(), utterance)) if on else None

    def _take(self, item: Event | EngineChanged) -> None:
        if isinstance(item, EngineChanged):
            self._change(item)
        elif self._calls:
            self._hear(self._calls[0], item)

    def _hear(self, on: OnDesk, event: Event) -> None:
        """It belongs to the call that the engine was told of first and has not finished."""
        match event:
            case Level():
                self._wires.level(on, event)
            case Utterance():  # it is in the journal already
                self._wires.show(on, on.session.apply(event))
            case CaptureStarted():
                self._wires.apply(on, event)
                self._close_gaps(on, event.at)
            case CaptureFinished():
                self._close_gaps(on, event.at)
                self._wires.apply(on, event)
                self._calls.remove(on)
                self._wires.finished(on)
            case EngineFailed(reason):  # the sound failed, not the engine; the agent may try again
                self._lose(on, reason)
            case _:
                self._wires.apply(on, event)

    def _change(self, change: EngineChanged) -> None:
        did_listen = self._listens
        self._listens = change.state in (EngineState.STARTING, EngineState.READY)
        if self._listens and not did_listen:
            for on in self.calls:
                self.start(on)
        elif did_listen and not self._listens:
            for on in self.calls:
                self._lose(on, change.reason)
        self._wires.changed(change)

    def _lose(self, on: OnDesk, reason: str) -> None:
        on.asked, on.lost_reason = False, reason
        for channel in Channel:
            on.lost_since.setdefault(channel, on.last_heard_s(channel))
        self._wires.apply(on, EngineFailed(reason, True))
        if not on.is_live:
            self._give_up_on(on)

    def _give_up_on(self, on: OnDesk) -> None:
        """The call is over and the engine will not say more of it."""
        self._close_gaps(on, on.session.call.duration_s)
        self._calls.remove(on)
        self._wires.finished(on)

    def _close_gaps(self, on: OnDesk, at: float) -> None:
        for channel, since in on.lost_since.items():
            if at > since:
                self._wires.apply(on, Gap(channel, since, at, on.lost_reason))
        on.lost_since.clear()
