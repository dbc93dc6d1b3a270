"""What comes through the dialer's door, and who may come through it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from calls.codec import Malformed
from calls.events import Direction
from integrations.dialer import Action, DialerMessage, line_of, message_of
from tests.cli.program import ROOT
from ui.dialer_door import SHOW, DialerDoor, door_name, knock

PATIENCE_MS = 5000


def knocked(qtbot: QtBot, data: Path, line: str) -> bool:
    """As another process does it, while the panel's event loop runs."""
    program = "import sys; from ui.dialer_door import knock; sys.exit(not knock(sys.argv[1], sys.argv[2]))"
    process = subprocess.Popen([sys.executable, "-c", program, door_name(data), line], cwd=ROOT)
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=PATIENCE_MS)
    return process.returncode == 0


def test_a_message_goes_through_the_door_as_it_is(qtbot: QtBot, tmp_path: Path):
    door = DialerDoor(tmp_path)
    assert door.open()
    messages: list[DialerMessage] = []
    door.message.connect(messages.append)
    sent = DialerMessage(Action.RING, "+15551234567", "Zoë O'Brien", "7", "", Direction.OUTBOUND, "billing")
    assert knocked(qtbot, tmp_path, line_of(sent))
    qtbot.waitUntil(lambda: messages == [sent], timeout=PATIENCE_MS)
    door.close()


def test_nonsense_is_refused_and_the_door_stays_open(qtbot: QtBot, tmp_path: Path):
    door = DialerDoor(tmp_path)
    assert door.open()
    shown: list[bool] = []
    door.show.connect(lambda: shown.append(True))
    for nonsense in ("", "{}", '{"action":"explode"}', "x" * 10_000):
        assert not knocked(qtbot, tmp_path, nonsense)
    assert knocked(qtbot, tmp_path, SHOW)
    assert shown == [True]
    door.close()


@pytest.mark.usefixtures("qapp")
def test_there_is_one_panel_for_each_profile(tmp_path: Path):
    first, second, other = DialerDoor(tmp_path), DialerDoor(tmp_path), DialerDoor(tmp_path / "other")
    (tmp_path / "other").mkdir()
    assert first.open() and not second.open() and other.open()
    first.close()
    assert second.open()
    for door in (second, other):
        door.close()


@pytest.mark.usefixtures("qapp")
def test_nobody_home_is_said_at_once(tmp_path: Path):
    assert not knock(door_name(tmp_path), SHOW)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "replace")))
def test_a_hostile_message_is_refused_and_never_crashes(text: str):
    with pytest.raises(Malformed):
        message_of(text)
