"""attune: addresses: the system learns who opens them, and one that is opened reaches the panel's door."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.url_scheme import DESKTOP_FILE, MIME_TYPE, desktop_file
from tests.cli.program import ROOT, attune, is_one_clear_line


def test_a_desktop_file_is_written_and_taken_back(tmp_path: Path):
    places = {"HOME": tmp_path, "XDG_CONFIG_HOME": tmp_path, "XDG_DATA_HOME": tmp_path / "data"}
    env = os.environ | {name: str(place) for name, place in places.items()}
    place = tmp_path / "data" / "applications" / DESKTOP_FILE
    nothing = f"nothing was registered: there is no {place}"
    for action, said, there in (
        ("register", place, True),
        ("register", place, True),
        ("unregister", place, False),
        ("unregister", nothing, False),
    ):
        done = subprocess.run(
            [sys.executable, ROOT / "main.py", "call", action], env=env, capture_output=True, text=True, timeout=60
        )
        assert (done.returncode, done.stdout.strip()) == (0, str(said)), done.stderr
        assert place.exists() is there
        if there:
            lines = dict(line.split("=", 1) for line in place.read_text().splitlines() if "=" in line)
            assert lines["MimeType"] == f"{MIME_TYPE};"
            assert shlex.split(lines["Exec"]) == [sys.executable, str(ROOT / "main.py"), "call", "--url", "%u"]


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_the_desktop_file_is_one_that_desktops_take(tmp_path: Path):
    place = tmp_path / DESKTOP_FILE
    place.write_text(desktop_file(["/opt/At tune/100% $HOME/attune"]))
    done = subprocess.run(["desktop-file-validate", place], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("attune:explode",),
        ("attune:ring?number=1&number=2",),
        ("call", "--url", "http://example.org"),
    ],
)
def test_what_tells_of_no_call_is_said_in_one_line(arguments: tuple[str, ...], tmp_path: Path):
    assert is_one_clear_line(attune(*arguments, home=tmp_path))
    assert not (tmp_path / "data").exists()


def test_an_address_alone_is_told_to_the_panel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)  # else one would be started
    done = attune("attune:ring?number=%2B15551234567", home=tmp_path)
    assert is_one_clear_line(done) and "no panel is running" in done.stderr


def test_an_address_is_never_taken_for_an_option(tmp_path: Path):
    done = attune("attune:--demo", home=tmp_path)
    assert is_one_clear_line(done) and "tells of no call" in done.stderr
