"""A team lead who edited the help learns what is wrong with it before an agent does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import resources
from tests.cli.program import attune, is_one_clear_line

ASK = '[[ask]]\nid = "which"\nsay = "Ask which."\n'


def test_what_is_shipped_is_fine(tmp_path: Path):
    done = attune("help-check", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert all(line.startswith("ok    ") for line in lines)
    assert len(lines) == len(list(resources.path("playbooks").glob("*.toml"))) + 1  # and the taxonomy


def test_a_folder_of_playbooks_and_one_like_resources_are_both_read(tmp_path: Path):
    shutil.copytree(resources.path("playbooks"), tmp_path / "all" / "playbooks")
    shutil.copy(resources.path("taxonomy.toml"), tmp_path / "all")
    for folder in (tmp_path / "all", tmp_path / "all" / "playbooks"):
        assert attune("help-check", folder, home=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("playbooks/own.toml", 'title = "Own"\n', "own.toml: codes should be"),
        ("playbooks/own.toml", f'title = "Own"\ncodes = ["nonsense.*"]\n{ASK}', "Own: no issue code is nonsense.*"),
        ("playbooks/own.toml", "title = ", "own.toml: "),
        ("playbooks/cues.toml", '[[acknowledge]]\nid = "one"\nsay = "x"\n', "cues.toml: one says nothing of when"),
        ("taxonomy.toml", "issue = 7 7", "taxonomy.toml: "),
    ],
)
def test_a_fault_is_one_line_that_names_the_file(tmp_path: Path, name: str, text: str, fault: str):
    shutil.copytree(resources.path("playbooks"), tmp_path / "playbooks")
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = attune("help-check", tmp_path, home=tmp_path)
    assert is_one_clear_line(done) and fault in done.stderr


def test_a_folder_without_playbooks_is_no_help(tmp_path: Path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = attune("help-check", folder, home=tmp_path)
        assert is_one_clear_line(done) and "holds no playbook" in done.stderr
