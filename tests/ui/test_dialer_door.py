"""What comes through the dialer's door, and who may come through it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from calls.codec import Malformed
from calls.events import Direction
from integrations.dialer import Action, DialerMessage, line_of, message_of
from tests.cli.program import ROOT
from ui.dialer_door import SHOW, Answer, DialerDoor, DoorError, knock

PATIENCE_MS = 5000
KNOCK = "import sys, pathlib; from ui.dialer_door import knock; print(knock(pathlib.Path(sys.argv[1]), sys.argv[2]))"


@pytest.fixture(autouse=True)
def no_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the folders of the users' sessions are, none yet: not those of whoever runs the tests."""
    monkeypatch.setattr("ui.dialer_door.RUNTIME_FOLDERS", tmp_path / "sessions")
    return tmp_path / "sessions"


def knocked(qtbot: QtBot, data: Path, line: str, program: str = KNOCK, **environment: str) -> Answer:
    """As another process does it, while the panel's event loop runs."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, data, line], cwd=ROOT, env=os.environ | environment, stdout=PIPE, text=True
    )
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=PATIENCE_MS)
    return Answer(process.communicate()[0].strip())


def test_a_message_goes_through_the_door_as_it_is(qtbot: QtBot, tmp_path: Path):
    door = DialerDoor(tmp_path)
    assert door.open()
    messages: list[DialerMessage] = []
    door.message.connect(messages.append)
    sent = DialerMessage(Action.RING, "+15551234567", "Zoë O'Brien", "7", "", Direction.OUTBOUND, "billing")
    assert knocked(qtbot, tmp_path, line_of(sent)) is Answer.TAKEN
    qtbot.waitUntil(lambda: messages == [sent], timeout=PATIENCE_MS)
    door.close()


def test_nonsense_is_refused_and_the_door_stays_open(qtbot: QtBot, tmp_path: Path):
    door = DialerDoor(tmp_path)
    assert door.open()
    shown: list[bool] = []
    door.show.connect(lambda: shown.append(True))
    for nonsense in ("", "{}", '{"action":"explode"}', "x" * 10_000):
        assert knocked(qtbot, tmp_path, nonsense) is Answer.REFUSED
    assert knocked(qtbot, tmp_path, SHOW) is Answer.TAKEN
    assert shown == [True]
    door.close()


@pytest.mark.usefixtures("qapp")
def test_there_is_one_panel_for_each_profile(tmp_path: Path):
    first, second, other = DialerDoor(tmp_path), DialerDoor(tmp_path), DialerDoor(tmp_path / "other")
    assert first.open() and not second.open() and other.open()
    first.close()
    assert second.open()
    for door in (second, other):
        door.close()


@pytest.mark.usefixtures("qapp")
def test_nobody_home_is_said_at_once(tmp_path: Path):
    assert knock(tmp_path, SHOW) is Answer.NOBODY


def places_in_turn(tmp_path: Path) -> list[dict[str, str]]:
    """Environments of a panel: with a folder for sockets, without one, and with one that others can write."""
    private, shared = tmp_path / "run", tmp_path / "shared"
    private.mkdir(mode=0o700)
    shared.mkdir()
    shared.chmod(0o777)
    return [{"XDG_RUNTIME_DIR": str(private)}, {"XDG_RUNTIME_DIR": ""}, {"XDG_RUNTIME_DIR": str(shared)}]


@pytest.mark.parametrize("number", range(3))
def test_a_dialer_with_another_environment_finds_the_door(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
):
    for name, value in places_in_turn(tmp_path)[number].items():
        monkeypatch.setenv(name, value)
    door = DialerDoor(tmp_path / "data")
    assert door.open()
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert not list((tmp_path / "shared").iterdir()), "no door where others can write"
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    here = knocked(qtbot, tmp_path / "data", SHOW, TMPDIR=str(elsewhere), USER="nobody", LOGNAME="nobody")
    assert here is Answer.TAKEN
    if number:
        assert [path for path in (tmp_path / "data").iterdir() if path.is_socket()]
    door.close()


def test_a_dialer_outside_the_session_finds_the_door(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_session: Path
):
    own = no_session / str(os.getuid())
    own.mkdir(mode=0o700, parents=True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(own))
    door = DialerDoor(tmp_path / "data")
    assert door.open()
    there = f"import pathlib, ui.dialer_door; ui.dialer_door.RUNTIME_FOLDERS = pathlib.Path({str(no_session)!r}); "
    assert knocked(qtbot, tmp_path / "data", SHOW, there + KNOCK, XDG_RUNTIME_DIR="") is Answer.TAKEN
    door.close()


def test_a_profile_with_a_long_name_has_a_door_too(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    data = tmp_path / ("long" * 30) / ("longer" * 30)
    door = DialerDoor(data)
    assert door.open()
    assert knocked(qtbot, data, SHOW) is Answer.TAKEN
    door.close()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("data", ["/dev/null/x", "/proc/self/attune", "/proc/self"])
def test_a_folder_that_cannot_be_written_is_not_taken_for_another_panel(data: str):
    with pytest.raises(DoorError, match=f"^{data}.* cannot be written: ") as raised:
        DialerDoor(Path(data)).open()
    assert "\n" not in str(raised.value)


@pytest.mark.usefixtures("qapp")
def test_a_panel_that_hangs_is_silent_and_not_absent(tmp_path: Path):
    door = DialerDoor(tmp_path)  # its event loop does not run
    assert door.open()
    asked = subprocess.run(
        [sys.executable, "-c", KNOCK.replace("argv[2])", "argv[2], 100)"), tmp_path, SHOW],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert asked.stdout.strip() == Answer.SILENT
    door.close()


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "replace")))
def test_a_hostile_message_is_refused_and_never_crashes(text: str):
    with pytest.raises(Malformed):
        message_of(text)
