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

import pytest

from tests.cli.program import ROOT

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
