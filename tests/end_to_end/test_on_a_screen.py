"""Attune as a person starts it: a real window on a real X server, a dialer that calls, a key ring with the key."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import pytest

from cli.call import PANEL_STARTS_WITHIN_S
from tests.cli.program import ROOT, is_one_clear_line

PATIENCE_S = 40.0
GRAB = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
image = app.primaryScreen().grabWindow(0).toImage()
print(len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}))
"""


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    """An X server of its own; the environment in which programs find it."""
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as numbers:
        display = f":{numbers.readline().strip()}"
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    yield environment | {"DISPLAY": display}
    server.terminate()
    server.wait()


@contextmanager
def started(*arguments: str, env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    program = subprocess.Popen(
        [sys.executable, ROOT / "main.py", *arguments], env=env, stderr=subprocess.PIPE, text=True
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def colours_on(screen: dict[str, str]) -> int:
    return int(subprocess.run([sys.executable, "-c", GRAB], env=screen, capture_output=True, text=True).stdout or 0)


def wait_until(condition: object, *, what: str) -> None:
    assert callable(condition)
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def told(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "main.py", "call", *arguments], env=env, capture_output=True, text=True, timeout=60
    )


def test_the_demo_is_seen_on_the_screen_and_says_nothing_on_the_terminal(screen: dict[str, str]):
    with started("--demo", env=screen) as demo:
        wait_until(lambda: colours_on(screen) > 100, what="the panel is on the screen")
        assert demo.poll() is None
        demo.send_signal(signal.SIGTERM)
        _, errors = demo.communicate(timeout=20)
    assert demo.returncode == 0
    assert errors == ""


def test_a_dialer_starts_the_panel_and_is_answered_quickly_afterwards(screen: dict[str, str], tmp_path: Path):
    env = screen | {"ATTUNE_HOME": str(tmp_path)}
    assert told("ring", "--number", "+15551234567", "--name", "Priya Raman", env=env).returncode == 0
    lock = (tmp_path / "data" / "panel.lock").read_text(encoding="utf-8")
    process_id = int(lock.splitlines()[0])
    try:
        assert told("answer", "--number", "+15551234567", env=env).returncode == 0
        assert told("end", "--number", "+15551234567", env=env).returncode == 0
        second = subprocess.run([sys.executable, ROOT / "main.py"], env=env, timeout=60)
        assert second.returncode == 0, "a second panel shows the first and leaves"
        assert Path(f"/proc/{process_id}").exists()
    finally:
        os.kill(process_id, signal.SIGKILL)


def test_a_dialer_without_a_screen_or_a_panel_is_told_so(tmp_path: Path):
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = told("ring", env=env | {"ATTUNE_HOME": str(tmp_path)})
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "no panel is running" in done.stderr


@pytest.mark.parametrize("arguments", [("--temp-home",), ("review",)])
def test_ctrl_c_closes_a_window_without_a_word(screen: dict[str, str], tmp_path: Path, arguments: tuple[str, ...]):
    env = screen | {"ATTUNE_HOME": str(tmp_path), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    program = subprocess.Popen(
        [sys.executable, ROOT / "main.py", *arguments], env=env, stderr=subprocess.PIPE, text=True, process_group=0
    )
    try:
        wait_until(lambda: colours_on(screen) > 20, what="the window is on the screen")
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does it
        _, errors = program.communicate(timeout=20)
    finally:
        program.kill()
    assert (program.returncode, errors) == (0, "")


@pytest.mark.parametrize("home", ["/dev/null/x", "unwritable"])
def test_a_profile_that_cannot_be_written_is_said_in_one_line(home: str, tmp_path: Path):
    if home == "unwritable":
        (tmp_path / "data").symlink_to("/proc/self")  # not even root can write there
        home = str(tmp_path)
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "ATTUNE_HOME": home}
    began = time.monotonic()
    panel = subprocess.run([sys.executable, ROOT / "main.py"], env=env, capture_output=True, text=True, timeout=60)
    took = time.monotonic() - began
    assert is_one_clear_line(panel) and f"{home}/data cannot be written: " in panel.stderr
    asked = told("ring", "--number", "+15551234567", env=env)
    assert is_one_clear_line(asked) and asked.stderr == panel.stderr
    waited = time.monotonic() - began - 2 * took
    assert waited < PANEL_STARTS_WITHIN_S - 2, "the panel's end is noticed at once"


def test_a_panel_that_hangs_is_named(tmp_path: Path):
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "ATTUNE_HOME": str(tmp_path)}
    hold = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "app = QCoreApplication([])\n"
        "from ui.dialer_door import DialerDoor\n"
        "door = DialerDoor(Path(sys.argv[1])); print(door.open(), flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, tmp_path / "data"], cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True, env=env
    )
    assert holder.stdout and holder.stdout.readline() == "True\n"
    try:
        second = subprocess.run([sys.executable, ROOT / "main.py"], env=env, capture_output=True, text=True, timeout=60)
        asked = told("ring", env=env)
    finally:
        holder.communicate("")
    for done in (second, asked):
        assert is_one_clear_line(done) and "does not answer" in done.stderr
    assert not (tmp_path / "data" / "attune.db").exists(), "the store is not touched"


@pytest.mark.parametrize("name", [b"\xff\xfe", b"x" * 5000])
def test_what_a_panel_would_refuse_is_not_even_told(name: bytes, tmp_path: Path):
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "ATTUNE_HOME": str(tmp_path)}
    done = told("ring", "--name", os.fsdecode(name), env=env)
    assert is_one_clear_line(done)
    assert not (tmp_path / "data").exists(), "no panel was started"


def test_what_could_not_be_written_at_the_end_is_said(tmp_path: Path):
    leave_unwritten = (
        "import sys, main, ui.app\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "stop = ui.app.AgentApp.stop\n"
        "ui.app.AgentApp.stop = lambda self: stop(self) and False\n"
        "start = ui.app.AgentApp.start\n"
        "ui.app.AgentApp.start = lambda self: (start(self), QTimer.singleShot(0, QApplication.quit))\n"
        "sys.exit(main.main(['--temp-home']))\n"
    )
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "ATTUNE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", leave_unwritten], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60
    )
    assert is_one_clear_line(done) and "not all of the last call could be written" in done.stderr
