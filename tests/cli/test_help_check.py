"""A team lead who edited the help learns what is wrong with it before an agent does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import resources
from tests.cli.program import ROOT, attune, is_one_clear_line

ASK = '[[ask]]\nid = "which"\nsay = "Ask which."\n'
CARD = '+++\ntitle = "One"\nsource = "Two"\ntriggers = ["three"]\n{}\n+++\nRead this.\n'
OWN = 'title = "Own"\ncodes = ["billing.*"]\n'
LUNCH = '[[may_offer]]\nkind = "lunch"\ntext = "A lunch"'


def test_what_is_shipped_is_fine(tmp_path: Path):
    done = attune("help-check", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert all(line.startswith("ok    ") for line in lines)
    files = [*resources.path("playbooks").glob("*.toml"), *resources.path("cards").glob("*.md")]
    assert len(lines) == len(files) + 3  # and the issue codes, the kinds of offer, the plain words


def test_a_folder_of_playbooks_and_one_like_resources_are_both_read(tmp_path: Path):
    shutil.copytree(resources.path("playbooks"), tmp_path / "all" / "playbooks")
    shutil.copy(resources.path("taxonomy.toml"), tmp_path / "all")
    shutil.copytree(resources.path("cards"), tmp_path / "all" / "cards")
    for folder in (tmp_path / "all", tmp_path / "all" / "playbooks", tmp_path / "all" / "cards"):
        assert attune("help-check", folder, home=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("playbooks/own.toml", 'title = "Own"\n', "own.toml: codes should be"),
        ("playbooks/own.toml", f'title = "Own"\ncodes = ["nonsense.*"]\n{ASK}', "Own: no issue code is nonsense.*"),
        (
            "playbooks/own.toml",
            f'{OWN}{ASK}answered = ["fact:oder"]',
            "own.toml: which: no kind of fact is oder; there are",
        ),
        ("playbooks/own.toml", "title = ", "own.toml: "),
        ("playbooks/cues.toml", '[[acknowledge]]\nid = "one"\nsay = "x"\n', "cues.toml: one says nothing of when"),
        ("taxonomy.toml", "issue = 7 7", "taxonomy.toml: "),
        ("jargon.toml", '[[term]]\nwhen = ["premium"]\n', "jargon.toml: premium has no plain words"),
        ("offers.toml", '[[offer]]\nkind = "Free lunch"\n', "offers.toml: a kind is small letters"),
        ("cards/one.md", "# Just text", "one.md: it should begin with its data"),
        ("cards/one.md", CARD.format('codes = ["nonsense.*"]'), "one.md: no issue code is nonsense.*"),
        ("cards/one.md", CARD.format(LUNCH), "one.md: no kind of offer is lunch"),
    ],
)
def test_a_fault_is_one_line_that_names_the_file(tmp_path: Path, name: str, text: str, fault: str):
    shutil.copytree(resources.path("playbooks"), tmp_path / "playbooks")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = attune("help-check", tmp_path, home=tmp_path)
    assert is_one_clear_line(done) and fault in done.stderr


@pytest.mark.parametrize(
    "name", ["playbooks/orders.toml", "taxonomy.toml", "offers.toml", "jargon.toml", "cards/own.md"]
)
def test_any_editor_on_windows_may_write_it(tmp_path: Path, name: str):
    """Notepad's byte order mark and its line ends; what is no UTF-8 is said in plain words."""
    shutil.copytree(resources.path("playbooks"), tmp_path / "playbooks")
    shutil.copytree(resources.path("cards"), tmp_path / "cards")
    text = CARD.format("") if name.startswith("cards") else resources.path(*name.split("/")).read_text(encoding="utf-8")
    (tmp_path / name).write_text("\ufeff" + text, encoding="utf-8", newline="\r\n")
    done = attune("help-check", tmp_path, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / name).write_text("# Zoë\n" + text, encoding="cp1252")
    done = attune("help-check", tmp_path, home=tmp_path)
    assert is_one_clear_line(done) and f"{Path(name).name}: it is not UTF-8 text" in done.stderr


WITH_PLAYBOOKS_OF = (
    "import pathlib, sys, main, resources; shipped, own = resources.path, pathlib.Path(sys.argv[1]); "
    "resources.path = lambda *parts: own.joinpath(*parts[1:]) if parts[:1] == ('playbooks',) else shipped(*parts); "
    "sys.exit(main.main(sys.argv[2:]))"
)


def test_whoever_did_not_check_is_told_by_analyse_in_one_line(tmp_path: Path):
    (tmp_path / "own.toml").write_text("title =", encoding="utf-8")
    (tmp_path / "in.jsonl").write_text('{"id": "one", "turns": []}\n', encoding="utf-8")
    program = [sys.executable, "-c", WITH_PLAYBOOKS_OF, tmp_path, "analyse", tmp_path / "in.jsonl"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert is_one_clear_line(done)
    assert done.stderr.startswith("attune: own.toml: ") and "help-check" in done.stderr


def test_a_folder_without_playbooks_is_no_help(tmp_path: Path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = attune("help-check", folder, home=tmp_path)
        assert is_one_clear_line(done) and "holds no playbook" in done.stderr


def test_a_card_past_its_day_is_no_fault_and_is_said(tmp_path: Path):
    (tmp_path / "one.md").write_text(CARD.format("expires = 2020-01-31"), encoding="utf-8")
    done = attune("help-check", tmp_path, home=tmp_path)
    assert done.returncode == 0 and "One: EXPIRED on 2020-01-31" in done.stdout
