"""A call that nobody announced: when the engine is to listen for one, and what the agent is told of it."""

from __future__ import annotations

from collections.abc import Callable

from calls.commands import Command, StopWatching, Watch
from calls.events import VoicesGone, VoicesHeard
from desk.news import CallNoticed, News, WatchChanged
from settings import Settings

DOORS = ("baresip", "http_door")
"""With one of these a dialer is meant to tell of calls."""


class CallWatch:
    """While it is wanted and no call runs, the engine watches. Ignored stays ignored until the voices are gone."""

    def __init__(self, tell_engine: Callable[[Command], None], news: Callable[[News], None]) -> None:
        self._tell_engine, self._news = tell_engine, news
        self._watching = self._offered = self._dialer_tells = False

    def dialer_tells(self) -> None:
        """A dialer told something: there is one, and calls need not be guessed."""
        self._dialer_tells = True

    def look(self, settings: Settings, is_idle: bool, listens: bool) -> None:
        """A few times a second. ``listens``: the engine runs and its model is loaded."""
        wanted = is_idle and listens and self._is_asked_for(settings)
        if wanted and not self._watching:
            devices = (settings.text("agent_device"), settings.text("customer_device"))
            self._tell_engine(Watch(*devices))
        elif self._watching and not wanted and is_idle and listens:
            self._tell_engine(StopWatching())  # at a call's start the engine stops by itself
        if wanted != self._watching:
            self._watching = wanted
            self._news(WatchChanged(wanted))
        if not wanted:
            self._offer(False)

    def receive(self, event: VoicesHeard | VoicesGone) -> None:
        self._offer(self._watching and isinstance(event, VoicesHeard))

    def ignore(self) -> None:
        """The engine tells a conversation once, so nothing more comes of this one."""
        self._offer(False)

    def _offer(self, offered: bool) -> None:
        if offered != self._offered:
            self._offered = offered
            self._news(CallNoticed(offered))

    def _is_asked_for(self, settings: Settings) -> bool:
        match settings.text("notice_calls"):
            case "on":
                return True
            case "off":
                return False
            case _:
                return not (self._dialer_tells or any(settings.flag(name) for name in DOORS))
