"""`main.py models install`: a model is put in place and is the one in use from then on."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import resources
import settings
from cli.models import install
from tests.cli.program import attune, is_one_clear_line

BUNDLED = resources.path("models", "attune-small-en")


def a_zip(folder: Path) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for file in BUNDLED.rglob("*"):
            if file.is_file():
                archive.write(file, f"our-model/{file.relative_to(BUNDLED).as_posix()}")
    path = folder / "our-model.zip"
    path.write_bytes(made.getvalue())
    return path


def test_a_zip_is_installed_and_used_and_no_demonstration_any_more(tmp_path: Path):
    done = attune("models", "install", a_zip(tmp_path), home=tmp_path)
    assert done.returncode == 0 and "our-model is installed and chosen" in done.stdout
    assert attune("models", "path", home=tmp_path).stdout.strip() == str(tmp_path / "data" / "models" / "our-model")
    again = attune("models", "install", tmp_path / "our-model.zip", "--json", home=tmp_path)
    assert json.loads(again.stdout)["fresh"] is False


def test_what_was_set_while_a_model_came_stays_set(tmp_path: Path):
    home = settings.Home(tmp_path / "data", tmp_path / "config")
    before_it_came, _ = settings.load(home)
    settings.save(home, before_it_came.with_value("keep_calls_days", 30))
    install(str(a_zip(tmp_path)), home, before_it_came, as_json=False)
    assert settings.load(home)[0].changed == {"keep_calls_days": 30, "model": "our-model"}


def test_without_a_name_it_lists_what_can_be_had(tmp_path: Path):
    offers = json.loads(attune("models", "install", "--json", home=tmp_path).stdout)
    assert [offer["name"] for offer in offers if offer["recommended"]] == ["vosk-model-en-us-0.22-lgraph"]
    assert "vosk-model-en-us-0.22-lgraph" in attune("models", "install", home=tmp_path).stdout


def test_what_cannot_be_installed_is_said_in_one_line(tmp_path: Path):
    assert is_one_clear_line(attune("models", "install", "vosk-model-xx", home=tmp_path))


def test_where_the_model_is_fixed_for_all_one_that_is_installed_is_not_chosen(tmp_path: Path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "settings.json").write_text('{"model": "our-other", "fixed": ["model"]}', encoding="utf-8")
    done = attune("models", "install", a_zip(tmp_path), home=tmp_path)
    assert is_one_clear_line(done)
    assert "is installed, but not chosen: model is set for all users of this computer" in done.stderr
    (found,) = (
        each for each in json.loads(attune("doctor", "--json", home=tmp_path).stdout) if each["what"] == "settings"
    )
    assert str(tmp_path / "site" / "settings.json") in found["found"] and found["found"].endswith("; fixed: model")
