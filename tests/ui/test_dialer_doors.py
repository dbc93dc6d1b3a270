"""The dialer's doors open and close as the settings say, and say of themselves what they heard, but not of whom."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cli.doors_check import check_doors
from integrations.dialer import Action, DialerMessage
from integrations.netstrings import framed
from settings import Home, Settings, save
from tests.cli.program import ROOT
from ui.bridge import Bridge
from ui.dialer_door import DoorError
from ui.dialer_doors import BARESIP, COMMAND, HTTP, DialerDoors, DoorState
from ui.doors_card import DoorsCard
from ui.opened_addresses import OpenedAddresses

PATIENCE_MS = 10_000


class Tokens:
    """A key ring's stand-in: keeps a token until a new one is asked for."""

    def __init__(self) -> None:
        self.count = 1
        self.trouble = ""

    def __call__(self, renewed: bool) -> str:
        if self.trouble:
            raise DoorError(self.trouble)
        self.count += renewed
        return f"token-{self.count}"


@pytest.fixture
def tokens() -> Tokens:
    return Tokens()


@pytest.fixture
def doors(qtbot: QtBot, tmp_path: Path, tokens: Tokens) -> Iterator[DialerDoors]:
    del qtbot
    bridge = Bridge()
    doors = DialerDoors(tmp_path / "data", None, tokens, bridge)
    assert doors.command.open()
    yield doors
    doors.close()


def state(doors: DialerDoors, name: str) -> DoorState:
    return next(state for state in doors.states() if state.name == name)


def post(port: int, token: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", "/call", json.dumps({"event": "ring", "number": "+15551234567"}), headers)
    status = connection.getresponse().status
    connection.close()
    return status


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def with_http(port: int) -> Settings:
    return Settings().with_value("http_door", True).with_value("http_port", port)


def test_only_the_command_is_open_until_the_settings_say_otherwise(doors: DialerDoors):
    doors.open_as(Settings())
    assert [(each.name, each.open) for each in doors.states()] == [(COMMAND, True), (BARESIP, False), (HTTP, False)]


def test_http_opens_with_its_token_and_closes(qtbot: QtBot, doors: DialerDoors):
    port = free_port()
    doors.open_as(with_http(port))
    qtbot.waitUntil(lambda: state(doors, HTTP).open, timeout=PATIENCE_MS)
    with qtbot.waitSignal(doors.message, timeout=PATIENCE_MS) as heard:
        assert post(port, "token-1") == 204
    assert heard.args == [DialerMessage(Action.RING, "+15551234567")]
    said = state(doors, HTTP)
    assert str(port) in said.state and said.last.startswith("ring ") and "555" not in said.last
    doors.open_as(Settings())
    assert not state(doors, HTTP).open
    with pytest.raises(ConnectionRefusedError):
        post(port, "token-1")


def test_a_new_token_shuts_out_who_has_the_old_one(qtbot: QtBot, doors: DialerDoors):
    port = free_port()
    doors.open_as(with_http(port))
    qtbot.waitUntil(lambda: state(doors, HTTP).open, timeout=PATIENCE_MS)
    renewed: list[str] = []
    doors.renew_token(renewed.append)
    qtbot.waitUntil(lambda: renewed == ["token-2"], timeout=PATIENCE_MS)
    assert (post(port, "token-1"), post(port, "token-2")) == (401, 204)


def test_a_token_that_cannot_be_shown_closes_no_open_door(qtbot: QtBot, doors: DialerDoors, tokens: Tokens):
    port = free_port()
    doors.open_as(with_http(port))
    qtbot.waitUntil(lambda: state(doors, HTTP).open, timeout=PATIENCE_MS)
    tokens.trouble = "the key ring is locked"
    shown: list[str] = []
    doors.show_token(shown.append)
    qtbot.waitUntil(lambda: shown == [""], timeout=PATIENCE_MS)
    assert post(port, "token-1") == 204


def test_a_key_ring_that_is_locked_and_a_port_that_is_taken_are_said(qtbot: QtBot, doors: DialerDoors, tokens: Tokens):
    tokens.trouble = "the key ring is locked: unlock it, then try again"
    doors.open_as(with_http(free_port()))
    qtbot.waitUntil(lambda: state(doors, HTTP).state == tokens.trouble, timeout=PATIENCE_MS)
    tokens.trouble = ""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        doors.open_as(with_http(taken.getsockname()[1]))
        qtbot.waitUntil(lambda: "cannot be opened" in state(doors, HTTP).state, timeout=PATIENCE_MS)
    assert not state(doors, HTTP).open


def test_baresip_is_listened_to_and_left(qtbot: QtBot, doors: DialerDoors):
    with socket.create_server(("127.0.0.1", 0)) as server:
        doors.open_as(Settings().with_value("baresip", True).with_value("baresip_port", server.getsockname()[1]))
        connection, _ = server.accept()
        event = {"event": True, "type": "CALL_INCOMING", "id": "1", "peeruri": "sip:204@x", "direction": "incoming"}
        with connection:
            with qtbot.waitSignal(doors.message, timeout=PATIENCE_MS) as heard:
                connection.sendall(framed(json.dumps(event).encode()))
            assert heard.args is not None and heard.args[0].number == "204"
            assert state(doors, BARESIP).open and state(doors, BARESIP).last.startswith("ring ")
        doors.open_as(Settings())
    assert not state(doors, BARESIP).open


def test_an_address_that_the_system_hands_over_as_an_event_is_taken(qtbot: QtBot, qapp: QApplication):
    addresses = OpenedAddresses()
    qapp.installEventFilter(addresses)
    heard: list[DialerMessage] = []
    addresses.message.connect(heard.append)
    for address in ("attune:explode", "attune:ring?number=%2B15551234567&name=Zo%C3%AB"):
        qapp.postEvent(qapp, QFileOpenEvent(QUrl(address)))
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    assert heard == [DialerMessage(Action.RING, "+15551234567", "Zoë")]
    qapp.removeEventFilter(addresses)


def test_the_settings_show_the_doors_and_hide_the_token_until_it_is_asked_for(qtbot: QtBot, doors: DialerDoors):
    card = DoorsCard(doors)
    qtbot.addWidget(card)
    assert "open: main.py call" in card._lines[COMMAND].text()
    assert card._token.text() == ""
    doors.command.message.emit(DialerMessage(Action.HOLD, "+15551234567"))
    card.look()
    assert "last heard: hold" in card._lines[COMMAND].text()
    card._show.click()
    qtbot.waitUntil(lambda: card._token.text() == "token-1", timeout=PATIENCE_MS)
    card._renew.click()
    qtbot.waitUntil(lambda: card._token.text() == "token-2", timeout=PATIENCE_MS)


def test_the_doctor_says_which_doors_are_open_and_what_they_heard(qtbot: QtBot, doors: DialerDoors, tmp_path: Path):
    doors.command.message.emit(DialerMessage(Action.END, "+15551234567"))
    port = free_port()
    values = Settings().with_value("baresip", True).with_value("baresip_port", port)
    save(Home(tmp_path / "data", tmp_path / "config"), values)
    doors.open_as(values)
    qtbot.waitUntil(lambda: "no answer" in state(doors, BARESIP).state, timeout=PATIENCE_MS)
    doctor = subprocess.Popen(
        [sys.executable, ROOT / "main.py", "doctor", "--json"],
        env=os.environ | {"ATTUNE_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    qtbot.waitUntil(lambda: doctor.poll() is not None, timeout=6 * PATIENCE_MS)
    found = {finding["what"]: finding for finding in json.loads(doctor.communicate()[0])}
    command, baresip = found["dialer, command"], found["dialer, baresip"]
    assert command["fine"] and "last heard: end" in command["found"] and "555" not in command["found"]
    assert not baresip["fine"] and str(port) in baresip["found"] and baresip["advice"]
    assert "dialer, http" not in found, "it is not wanted"


def test_the_doctor_without_a_panel_is_content(tmp_path: Path):
    (found,) = check_doors(Home(tmp_path, tmp_path), Settings())
    assert found.fine and "not running" in found.found
