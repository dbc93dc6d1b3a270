"""What the agent looks at: the call that is shown, and which others wait for their turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from calls.events import Event, Level
from calls.findings import Cue
from calls.journal import JournalEntry, is_journaled
from calls.session import CallSession, Changed
from desk.files import Files
from desk.keeper import Keeper
from desk.live_calls import LiveCalls
from desk.news import CallChanged, CallShown, CallWaiting, CueShown, CustomerFound, DraftChanged, LevelHeard, News
from desk.on_desk import OnDesk, suggested
from insight.analyst import Analyst
from insight.shelf import Shelf

NOBODY = CallWaiting("", "")


class Stage:
    """Every event of a call goes through ``apply``: into its session and its journal, and out as news if it is shown.

    The agent's eyes are not moved by what happens: ``offer`` shows a call only when no wrap-up would be left for it.
    ``decoding`` gives the calls whose last words are still awaited.
    """

    def __init__(
        self,
        keeper: Keeper,
        live: LiveCalls,
        decoding: Callable[[], Iterable[OnDesk]],
        news: Callable[[News], None],
        shelf: Shelf,
    ) -> None:
        self._keeper = keeper
        self._live = live
        self._decoding = decoding
        self._news = news
        self._shelf = shelf
        self._waiting = NOBODY
        self._cue: Cue | None = None
        self.files = Files(keeper, self._found)
        self.shown: OnDesk | None = None
        self.unseen: list[OnDesk] = []
        """Calls that ended, whose wrap-ups come after the one that is shown."""

    def new_session(self) -> CallSession:
        return CallSession(Analyst(self._shelf))

    def apply(self, on: OnDesk, event: Event) -> Changed:
        changed = on.session.apply(event)
        if changed and is_journaled(event):
            self._keeper.append(on.id, JournalEntry(on.now_s(), event))
        self.show_changes(on, changed)
        return changed

    def show_changes(self, on: OnDesk, changed: Changed) -> None:
        if Changed.STATE in changed:
            self.tell_waiting()
        if not changed or on is not self.shown:
            return
        if Changed.INSIGHT in changed and on.in_wrap_up and not on.typed:
            self.suggest(on)
        self._news(CallChanged(on.session, changed))
        self.show_cue()

    def show_cue(self) -> None:
        """The one line of help, as soon as it disturbs nobody; to be asked a few times a second."""
        cue = self.shown.cue_now() if self.shown else None
        if cue != self._cue:
            self._cue = cue
            self._news(CueShown(cue))

    def suggest(self, on: OnDesk) -> None:
        """The wrap-up as the call itself now suggests it."""
        on.draft = suggested(on.session)
        if on is self.shown:
            self._news(DraftChanged(on.draft))

    def show_level(self, on: OnDesk, level: Level) -> None:
        if on is self.shown:
            self._news(LevelHeard(level))

    def offer(self, on: OnDesk) -> None:
        """Show it, unless an unfinished wrap-up is before the agent: then it is said to wait."""
        if self.shown and self.shown.in_wrap_up:
            self.tell_waiting()
        elif on is not self.shown:
            self.show(on)

    def show(self, on: OnDesk | None) -> None:
        left = self.shown
        self.shown = on
        if on in self.unseen:
            self.unseen.remove(on)
        if left and left is not on and left.in_wrap_up and left.waits_for_its_note:
            self.unseen.insert(0, left)
        if left and left.in_wrap_up:
            self.refresh_tray()
        self.tell_waiting()
        self._news(CallShown(on.session if on else None, on.draft if on and on.in_wrap_up else None))
        self.show_cue()
        if on:
            self.files.look_up(on.session.call)

    def wrap_up(self, on: OnDesk) -> None:
        """The call has ended: its wrap-up comes now if it is shown, else in its turn."""
        on.draft = suggested(on.session)
        on.waits_for_its_note = True
        if on is self.shown:
            self._news(CallShown(on.session, on.draft))
        else:
            self.unseen.append(on)

    def leave(self, on: OnDesk) -> None:
        """Its wrap-up is done or put off: go on to the call that presses most, to the next wrap-up, or to none."""
        on.waits_for_its_note = False
        if on in self.unseen:
            self.unseen.remove(on)
        if on is self.shown:
            self.show(self._live.foremost(but=on) or (self.unseen[0] if self.unseen else None))

    def next_of(self, on: OnDesk | None) -> OnDesk | None:
        """The call after that one, of all that go on or wait; they are in the order in which they began."""
        order = sorted((other for other in (*self._live, *self.unseen) if other is not on), key=_began)
        later = [other for other in order if on and _began(other) > _began(on)]
        return next(iter(later or order), None)

    def refresh_tray(self) -> None:
        """Tell which wrap-ups wait in the store, but not those of calls that are on the desk."""
        on_desk = (self.shown, *self._live, *self.unseen, *self._decoding())
        self.files.refresh_tray({on.id for on in on_desk if on})

    def tell_waiting(self) -> None:
        """Which call goes on beside the one that is shown, if that is news."""
        other = self._live.foremost(but=self.shown)
        call = other.session.call if other else None
        who = (call.customer_name or call.customer_number or call.customer_id) if call else ""
        waiting = CallWaiting(call.id, who, call.state) if call else NOBODY
        if waiting != self._waiting:
            self._waiting = waiting
            self._news(waiting)

    def _found(self, news: News) -> None:
        """An answer about a call that is no longer shown comes too late."""
        if not isinstance(news, CustomerFound) or (self.shown and news.call_id == self.shown.id):
            self._news(news)


def _began(on: OnDesk) -> float:
    return on.clock.zero_s if on.clock else 0.0
