"""What a command opens it closes, also when it fails; what it writes unasked is in a place of this user's own."""

from __future__ import annotations

import argparse
import stat
from pathlib import Path
from typing import Any

import pytest

import main
from calls.session import CallSession
from cli.command_line import command_line
from cli.failure import Failure
from insight.analyst import Analyst
from ui.review_app import OpenedLater


class Reader:
    """A store without records that counts how often it was closed."""

    def __init__(self) -> None:
        self.closed = 0

    def search(self, *_: Any) -> list[Any]:
        return []

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize("fails", [False, True])
def test_an_export_closes_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool):
    reader = Reader()
    monkeypatch.setattr(main, "_open_reader", lambda _home: reader)
    chosen = command_line(main.PARTS).parse_args(["export", "--out", "/dev/null/x" if fails else str(tmp_path / "out")])
    if fails:
        with pytest.raises(Failure, match="cannot be made"):
            chosen.part(chosen)
    else:
        assert chosen.part(chosen) == 0
    assert reader.closed == 1


def test_the_review_window_closes_the_store_that_it_opened_and_no_other():
    readers: list[Any] = []

    def opened() -> Any:
        readers.append(Reader())
        return readers[-1]

    later = OpenedLater(opened)
    later.close()
    assert readers == []
    later.search()
    later.close()
    later.close()
    assert [reader.closed for reader in readers] == [1]


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> argparse.Namespace:
    """The demo as text, without the two minutes of its call."""
    monkeypatch.setattr(main, "has_display", lambda: False)
    monkeypatch.setattr("cli.live.demo", lambda *_: CallSession(Analyst()))
    return command_line(main.PARTS).parse_args(["--demo"])


def test_the_demos_picture_is_in_a_folder_of_its_own(
    demo: argparse.Namespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("ui.picture.save_picture", lambda _session, file: file.write_bytes(b"picture"))
    assert demo.part(demo) == 0 and demo.part(demo) == 0
    places = [Path(line.rsplit(": ", 1)[1]) for line in capsys.readouterr().out.splitlines() if line]
    assert len(set(places)) == 2
    for place in places:
        assert place.read_bytes() == b"picture" and place.is_relative_to(tmp_path)
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_a_picture_that_cannot_be_written_is_a_failure(demo: argparse.Namespace, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: Any) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr("ui.picture.save_picture", refuse)
    with pytest.raises(Failure, match="the disk is full"):
        demo.part(demo)
