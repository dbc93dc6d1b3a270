"""baresip as a dialer: a connection to its ctrl_tcp, kept for as long as Attune runs."""

from __future__ import annotations

import json
import logging
import socket
import threading

from calls.codec import Malformed, parse
from integrations.baresip_calls import BaresipCalls
from integrations.dialer import Deliver
from integrations.netstrings import Netstrings, NotANetstring, framed

log = logging.getLogger("dialer")

CONNECT_S = 3.0
AGAIN_S = (1.0, 2.0, 5.0, 10.0)
"""How long to wait before each new try; the last for all that follow."""

CONNECTED = "connected"
LOOK_S = 0.5
"""How often a connection on which nothing comes is looked at for the order to close."""

TOKEN = "attune"
"""Comes back with the answer."""

ASK = framed(json.dumps({"command": "listcalls", "params": "", "token": TOKEN}).encode())


class BaresipDoor:
    """Connects in a thread of its own, again and again until closed; ``deliver`` is called on it.

    baresip talks to one program at a time: the next to connect takes the connection over.
    """

    def __init__(self, host: str, port: int, deliver: Deliver) -> None:
        self._address = (host, port)
        self._deliver = deliver
        self._closed = threading.Event()
        self._calls = BaresipCalls()
        self._state = "connecting"
        self._thread = threading.Thread(target=self._run, name="baresip", daemon=True)
        self._thread.start()

    @property
    def state(self) -> str:
        """One line for people."""
        return f"{self._state} ({self._address[0]}:{self._address[1]})"

    @property
    def is_connected(self) -> bool:
        return self._state == CONNECTED

    def close(self) -> None:
        """What a message that is on its way does is left to ``deliver``."""
        self._closed.set()

    def _run(self) -> None:
        tries = 0
        while not self._closed.is_set():
            try:
                with socket.create_connection(self._address, timeout=CONNECT_S) as connection:
                    tries = 0
                    self._tell_state(CONNECTED)
                    self._listen(connection)
                self._tell_state("it ended the connection")
            except OSError as error:
                self._tell_state(f"no answer: {error.strerror or 'not in time'}")
            except NotANetstring:
                self._tell_state("what answers there is not baresip")
            except UnicodeError:
                self._tell_state("no computer can have that name")
            self._closed.wait(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
            tries += 1

    def _tell_state(self, state: str) -> None:
        if state != self._state:
            log.info("baresip: %s", state)
        self._state = state

    def _listen(self, connection: socket.socket) -> None:
        """Until it ends. Raises OSError, NotANetstring."""
        connection.settimeout(LOOK_S)
        frames = Netstrings()
        self._calls.connected()
        while not self._closed.is_set():
            if self._calls.unsure:
                self._calls.unsure = False
                connection.sendall(ASK)
            try:
                data = connection.recv(65536)
            except TimeoutError:
                continue
            if not data:
                return
            for payload in frames.take(data):
                self._take(payload)

    def _take(self, payload: bytes) -> None:
        try:
            said = parse(payload.decode("utf-8", "replace"), "baresip's message")
        except Malformed as error:
            log.warning("%s", error)
            return
        messages = []
        if isinstance(said, dict) and said.get("event"):
            messages = self._calls.take(said)
        elif isinstance(said, dict) and said.get("token") == TOKEN and isinstance(said.get("data"), str):
            messages = self._calls.take_list(said["data"])
        for message in messages:
            self._deliver(message)
