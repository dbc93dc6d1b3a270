"""The doors for dialers: which of them are open, as the settings say, and what each heard last."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from integrations.baresip import BaresipDoor
from integrations.dialer import DialerMessage
from integrations.http_door import HttpDoor
from settings import Settings
from ui.bridge import Bridge
from ui.dialer_door import DialerDoor, DoorError
from ui.opened_addresses import OpenedAddresses

COMMAND, BARESIP, HTTP = "command", "baresip", "http"
_OF_BARESIP = ("baresip", "baresip_host", "baresip_port")
_OF_HTTP = ("http_door", "http_port")

Token = Callable[[bool], str]
"""The token of the HTTP door, a new one if asked. It may wait for a person, and raises DoorError."""


@dataclass(frozen=True, slots=True)
class DoorState:
    """``state`` is one line for people; ``last`` what came through last, "" when nothing has since the start."""

    name: str
    open: bool
    state: str
    last: str = ""


class DialerDoors(QObject):
    """``message`` carries what any door heard, on the thread that owns this; no number or name is kept of it."""

    message = Signal(object)

    def __init__(self, data: Path, door: DialerDoor | None, token: Token | None, bridge: Bridge) -> None:
        super().__init__()
        self.command = door or DialerDoor(data, self)
        self._token = token
        self._bridge = bridge
        self._settings = Settings()
        self._last: dict[str, str] = {}
        self._baresip: BaresipDoor | None = None
        self._http: HttpDoor | None = None
        self._http_trouble = ""
        self.command.message.connect(lambda message: self._take(COMMAND, message))
        if sys.platform == "darwin":
            self._addresses = OpenedAddresses(self)
            self._addresses.message.connect(lambda message: self._take(COMMAND, message))
            application = QCoreApplication.instance()
            if application:
                application.installEventFilter(self._addresses)
        self.command.tell_doors = lambda: json.dumps([asdict(state) for state in self.states()])

    def open_as(self, settings: Settings) -> None:
        """Open and close the doors that these settings change; the others stay as they are."""
        before, self._settings = self._settings, settings
        if _differ(before, settings, _OF_BARESIP):
            self._close_baresip()
            if settings.flag("baresip"):
                address = settings.text("baresip_host"), settings.number("baresip_port")
                self._baresip = BaresipDoor(*address, lambda message: self._post(BARESIP, message))
        if _differ(before, settings, _OF_HTTP):
            self._close_http()
            if settings.flag("http_door"):
                self._fetch_token(renewed=False)

    def states(self) -> list[DoorState]:
        """Every door, open or not."""
        baresip = self._baresip.state if self._baresip else self.tr("off")
        http = self._http_trouble or self.tr("off")
        if self._http:
            http = self.tr("open: http://127.0.0.1:{port}/call").format(port=self._http.port)
        command = self.tr("open: main.py call") if self.command.is_open else self.tr("it cannot be opened")
        said = (
            (COMMAND, self.command.is_open, command),
            (BARESIP, bool(self._baresip and self._baresip.is_connected), baresip),
            (HTTP, self._http is not None, http),
        )
        return [DoorState(name, is_open, state, self._last.get(name, "")) for name, is_open, state in said]

    def renew_token(self, then: Callable[[str], None]) -> None:
        """A new token in place of the old one, which opens nothing any more; ``then`` gets it, "" if that failed."""
        self._fetch_token(renewed=True, then=then)

    def show_token(self, then: Callable[[str], None]) -> None:
        self._fetch_token(renewed=False, then=then)

    def close(self) -> None:
        self.command.close()
        self._close_baresip()
        self._close_http()

    def _close_http(self) -> None:
        if self._http:
            self._http.close()
        self._http, self._http_trouble = None, ""

    def _close_baresip(self) -> None:
        if self._baresip:
            self._baresip.close()
        self._baresip = None

    def _fetch_token(self, renewed: bool, then: Callable[[str], None] | None = None) -> None:
        """On a thread that nobody waits for: the key ring may be locked, and its owner away."""
        token = self._token or _no_token

        def fetch() -> None:
            try:
                fetched, trouble = token(renewed), ""
            except DoorError as error:
                fetched, trouble = "", str(error)
            self._bridge.post(lambda: self._have_token(fetched, trouble, then))

        threading.Thread(target=fetch, name="token", daemon=True).start()

    def _have_token(self, token: str, trouble: str, then: Callable[[str], None] | None) -> None:
        """What cannot be fetched closes no door that is open, and the same token opens none anew."""
        if self._settings.flag("http_door") and token and not (self._http and self._http.token == token):
            self._close_http()
            self._open_http(token)
        elif not self._http:
            self._http_trouble = trouble
        if then:
            then(token)

    def _open_http(self, token: str) -> None:
        try:
            self._http = HttpDoor(self._settings.number("http_port"), token, lambda message: self._post(HTTP, message))
        except OSError as error:
            port = self._settings.number("http_port")
            self._http_trouble = self.tr("port {port} cannot be opened: {why}").format(
                port=port, why=error.strerror or error
            )

    def _post(self, name: str, message: DialerMessage) -> None:
        """From a door's own thread."""
        self._bridge.post(lambda: self._take(name, message))

    def _take(self, name: str, message: DialerMessage) -> None:
        self._last[name] = f"{message.action} {datetime.now():%H:%M:%S}"
        self.message.emit(message)


def _no_token(_: bool) -> str:
    raise DoorError("this profile is thrown away and has no token")


def _differ(one: Settings, other: Settings, names: tuple[str, ...]) -> bool:
    return any(one.changed.get(name) != other.changed.get(name) for name in names)
