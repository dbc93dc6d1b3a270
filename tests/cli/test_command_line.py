"""Whatever is typed or piped, the command line answers with what was asked for or with one clear line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import resources
from calls.events import Answered, CaptureFinished, Ended, Event, Rang
from calls.journal import JournalEntry
from cli.call import tell_the_panel
from cli.engine_process import EngineProcess
from cli.failure import Failure
from cli.selftest import Parts, selftest
from integrations.dialer import Action, DialerMessage
from tests.calls.journal_file import write_journal
from tests.cli.program import ROOT, attune, is_one_clear_line


def written_to(place: str, *arguments: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    with Path(place).open("w", encoding="utf-8") as out:
        return subprocess.run(
            [sys.executable, ROOT / "main.py", *arguments],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            timeout=100,
            env=os.environ | {"ATTUNE_HOME": str(home)},
            check=False,
        )


@pytest.fixture
def dialogue(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "one", "turns": []}\n' * 100, encoding="utf-8")
    return path


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    entries: list[Event] = [Rang("one", 0.0, "2026-03-17T14:02:00+00:00"), Answered(0.0), Ended(0.1)]
    write_journal(tmp_path / "call.jsonl", [JournalEntry(0.0, event) for event in entries])
    return tmp_path / "call.jsonl"


def test_the_version_is_told_by_itself_and_with_what_is_wrong(tmp_path: Path):
    told = attune("--version", home=tmp_path).stdout
    assert told == f"Attune {resources.VERSION}\n"
    assert told.strip() in attune("doctor", home=tmp_path).stdout


@pytest.mark.parametrize(
    "arguments",
    [("models",), ("models", "--json"), ("models", "path"), ("doctor",), ("--help",), ("--version",), ("call", "-h")],
)
def test_a_full_disk_is_said_in_one_line(tmp_path: Path, arguments: tuple[str, ...]):
    done = written_to("/dev/full", *arguments, home=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "attune: standard output cannot be written: No space left on device\n"


def test_a_full_disk_is_not_taken_for_trouble_with_the_input(tmp_path: Path, dialogue: Path, journal: Path):
    for arguments in (("analyse", dialogue), ("replay", journal), ("replay", journal, "--json")):
        done = written_to("/dev/full", *arguments, home=tmp_path)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1] == "attune: standard output cannot be written: No space left on device"
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["analyse", "--help"])
def test_a_reader_that_has_had_enough_hears_no_more(tmp_path: Path, dialogue: Path, command: str):
    with subprocess.Popen(
        [sys.executable, ROOT / "main.py", command, *([dialogue] if command == "analyse" else [])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"ATTUNE_HOME": str(tmp_path)},
    ) as program:
        assert program.stdout and program.stderr
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 1


def test_a_file_or_a_program_gets_utf_8_whatever_the_system_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    turn = '{"channel": "customer", "text": "my name is Łukasz → 東京"}'
    (tmp_path / "in.jsonl").write_text(f'{{"id": "one", "turns": [{turn}]}}\n', encoding="utf-8")
    done = written_to(str(tmp_path / "out"), "analyse", tmp_path / "in.jsonl", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "łukasz → 東京" in (tmp_path / "out").read_text(encoding="utf-8")
    assert "東京.jsonl" in attune("analyse", tmp_path / "東京.jsonl", home=tmp_path).stderr


def test_where_nothing_can_be_written_is_said_in_one_line(tmp_path: Path, dialogue: Path):
    for place in (dialogue / "under a file", tmp_path, Path(), Path(tmp_path.anchor), tmp_path / ("long" * 100)):
        done = attune("analyse", dialogue, "--out", place, home=tmp_path)
        assert is_one_clear_line(done) and f"{place} cannot be written: " in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_records_for_a_closed_output_are_not_thrown_away(tmp_path: Path, dialogue: Path):
    line = f'exec "{sys.executable}" "{ROOT / "main.py"}" analyse "{dialogue}" >&-'
    env = os.environ | {"ATTUNE_HOME": str(tmp_path)}
    done = subprocess.run(["sh", "-c", line], env=env, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, "attune: standard output is closed; give a file with --out\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("models", "path", "extra"), "models path takes no name"),
        (("models", "list", "extra"), "models list takes no name"),
        (("call", "register", "--id", "3"), "call register is of no call"),
    ],
)
def test_what_an_action_has_no_use_for_is_refused(tmp_path: Path, arguments: tuple[str, ...], said: str):
    done = attune(*arguments, home=tmp_path)
    assert done.returncode == 2 and done.stderr.startswith(f"attune: {said}")


def test_a_library_that_the_system_lacks_is_said_in_one_line(tmp_path: Path):
    (tmp_path / "PySide6").mkdir()
    lacks = "raise ImportError('libGL.so.1: cannot open shared object file: No such file or directory')"
    (tmp_path / "PySide6" / "__init__.py").write_text(lacks, encoding="utf-8")
    env = os.environ | {"ATTUNE_HOME": str(tmp_path / "home"), "PYTHONPATH": str(tmp_path), "DISPLAY": ":0"}
    program = [sys.executable, ROOT / "main.py"]
    done = subprocess.run(program, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert is_one_clear_line(done)
    assert done.stderr.startswith("attune: libGL.so.1: cannot open") and "docs/packaging.md" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_what_a_result_is_made_from_is_not_written_over(tmp_path: Path, dialogue: Path, journal: Path):
    recording, link, fresh = tmp_path / "call.wav", tmp_path / "link", tmp_path / "fresh"
    shutil.copy(resources.path("demo", "call.wav"), recording)
    link.symlink_to(recording)
    for arguments in (
        ("analyse", dialogue, "--out", dialogue),
        ("replay", journal, "--out", journal),
        ("transcribe", recording, "--out", link),
        ("transcribe", recording, "--journal", recording),
        ("transcribe", recording, "--out", fresh, "--journal", fresh),
    ):
        before = {path: path.read_bytes() for path in (dialogue, journal, recording)}
        done = attune(*arguments, home=tmp_path)
        assert is_one_clear_line(done) and "is in use by this command already" in done.stderr
        assert {path: path.read_bytes() for path in before} == before and not fresh.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and devices")
def test_a_link_is_followed_and_a_device_written_to(tmp_path: Path, dialogue: Path):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert attune("analyse", dialogue, "--out", tmp_path / "link", home=tmp_path).returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert len((tmp_path / "real").read_text(encoding="utf-8").splitlines()) == 100
    done = attune("analyse", dialogue, "--out", "/dev/stdout", home=tmp_path)
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 100)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_that_lacks_a_sign_shows_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    (tmp_path / "in.jsonl").write_text('{"id": "→", "turns": []}\n', encoding="utf-8")
    terminal, its_program = os.openpty()
    done = written_to(os.ttyname(its_program), "analyse", tmp_path / "in.jsonl", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert b'"id":"?"' in os.read(terminal, 1000).replace(b" ", b"")
    os.close(its_program)
    os.close(terminal)


def test_a_journal_without_a_call_is_said_in_one_line(tmp_path: Path):
    (tmp_path / "empty.jsonl").touch()
    write_journal(tmp_path / "unrung.jsonl", [JournalEntry(1.0, CaptureFinished(1.0))])
    for name in ("empty.jsonl", "unrung.jsonl"):
        done = attune("replay", tmp_path / name, home=tmp_path)
        assert is_one_clear_line(done) and f"{name} holds no call" in done.stderr


def test_a_journal_from_beyond_all_clocks_is_said_in_one_line(tmp_path: Path, journal: Path):
    journal.write_text(
        journal.read_text(encoding="utf-8").replace('"clock_s":0.0', '"clock_s":1e300'), encoding="utf-8"
    )
    done = attune("replay", journal, home=tmp_path)
    assert is_one_clear_line(done) and "line 1: clock_s should be 0 to 864000" in done.stderr


def test_events_from_beyond_all_clocks_are_said_in_one_line(tmp_path: Path, journal: Path):
    text = journal.read_text(encoding="utf-8")
    journal.write_text(text.replace('"at":0.1', '"at":1e308'), encoding="utf-8-sig")
    done = attune("replay", journal, home=tmp_path)
    assert is_one_clear_line(done) and "line 3: at should be in seconds" in done.stderr


def test_a_home_of_nobody_is_said_in_one_line():
    done = attune("models", home=Path("~no-such-user"))
    assert is_one_clear_line(done) and "ATTUNE_HOME is ~no-such-user" in done.stderr


def test_a_level_of_logging_that_does_not_exist_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ATTUNE_LOG", "foo")
    done = attune("models", home=tmp_path)
    assert is_one_clear_line(done) and "ATTUNE_LOG" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("replay", "x", "--speed", "fast"), "give a number above 0, up to 1000"),
        (("replay", "x", "--speed", "0"), "give a number above 0, up to 1000"),
        (("replay", "x", "--speed", "nan"), "give a number above 0, up to 1000"),
        (("export", "--out", "x", "--since", "monday"), "give a date such as 2026-03-17"),
        (("transcribe", "x", "--started", "noon"), "give a date and time such as 2026-03-17T14:02"),
        (("transcribe", "x", "--started", "9999-12-31"), "give a date and time such as 2026-03-17T14:02"),
        (("call",), "say what the dialer did"),
        (("call", "ring", "--url", "attune:ring?number=1"), "say what the dialer did"),
    ],
)
def test_a_wrong_argument_is_told_what_is_right(tmp_path: Path, arguments: tuple[str, ...], said: str):
    done = attune(*arguments, home=tmp_path)
    assert done.returncode == 2 and said in done.stderr.splitlines()[-1]
    assert "_" not in done.stderr.splitlines()[-1], "no inner name"


def test_where_the_output_goes_may_stand_before_the_command_too(tmp_path: Path, dialogue: Path):
    assert attune("--out", tmp_path / "out", "analyse", dialogue, home=tmp_path).stdout == ""
    assert len((tmp_path / "out").read_text(encoding="utf-8").splitlines()) == 100
    before, behind = (attune(*words, home=tmp_path) for words in (("--json", "models"), ("models", "--json")))
    assert before.stdout == behind.stdout and before.stdout.startswith("[{")
    assert attune("models", home=tmp_path).stdout != before.stdout


def test_a_throw_away_profile_gets_no_panel_that_outlives_it(tmp_path: Path):
    done = attune("--temp-home", "call", "ring", home=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "leave --temp-home away" in done.stderr


def test_a_word_that_no_dialer_says_is_answered_with_those_that_it_may(tmp_path: Path):
    done = attune("call", "frobnicate", home=tmp_path)
    assert done.returncode == 2
    assert "'ring', 'answer'" in done.stderr and "Action" not in done.stderr


def test_a_part_that_cannot_be_started_is_said_in_one_line(tmp_path: Path):
    """As in a folder whose programs lost the right to be run, or were taken away."""
    program = str(tmp_path / "attune")
    for start in (
        lambda: EngineProcess([program, "engine"]),
        lambda: tell_the_panel(tmp_path, DialerMessage(Action.RING), [program]),
    ):
        with pytest.raises(Failure) as raised:
            start()
        said = f"{program} cannot be started: No such file or directory; unpack Attune again, as it was packed"
        assert str(raised.value) == said


def test_what_the_system_lacks_fails_its_part_of_the_selftest_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def window() -> str:
        raise ImportError("libGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    assert selftest(Parts([str(tmp_path / "attune")], tmp_path, "", window), need_key_ring=False) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said] == [
        "FAIL  engine and model",
        "FAIL  store",
        "FAIL  window",
        "ok    key ring",
    ]
    assert said[2].startswith("FAIL  window: libGL.so.1: cannot open shared object file: No such file or directory; ")
