"""Models are found in their places; a folder that is no whole model gets one line that names the missing file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import resources
from transcription.models import ModelError, choose_model, find_models, problem_of
from transcription.vosk_recognizer import VoskModel

BUNDLED = "attune-small-en"
NEW = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf")
STATIC = ("graph/HCLG.fst", "graph/words.txt")
DYNAMIC = ("graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")
FLAT = ("final.mdl", "mfcc.conf", "HCLG.fst", "words.txt")
IVECTOR = tuple(
    f"ivector/{name}"
    for name in ("final.ie", "final.dubm", "final.mat", "global_cmvn.stats", "online_cmvn.conf", "splice.conf")
)


@pytest.fixture(autouse=True)
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with no models anywhere."""
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "user"))
    monkeypatch.delenv("VOSK_MODEL_PATH", raising=False)
    return tmp_path / "user"


def model(folder: Path, files: tuple[str, ...] = NEW + STATIC, size: int = 10) -> Path:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x" * size)
    return folder


def test_without_any_other_the_bundled_one_is_used_and_called_what_it_is(tmp_path: Path):
    chosen = choose_model(tmp_path)
    assert (chosen.name, chosen.demonstration, chosen.problem) == (BUNDLED, True, "")
    assert chosen.path == resources.path("models", BUNDLED)
    assert "demonstration model, synthetic speech; for real calls install" in chosen.note


def test_places_are_asked_in_order(tmp_path: Path, user: Path, monkeypatch: pytest.MonkeyPatch):
    own, cache = tmp_path / "models", user / ".cache" / "vosk"
    model(cache / "vosk-model-small-en-us-0.15")
    assert choose_model(own).name == "vosk-model-small-en-us-0.15"
    model(own / "own-model")
    assert choose_model(own).name == "own-model"
    monkeypatch.setenv("VOSK_MODEL_PATH", str(model(tmp_path / "named")))
    assert choose_model(own).name == "named"
    assert choose_model(own, "own-model").name == "own-model"
    assert choose_model(own, str(cache / "vosk-model-small-en-us-0.15")).path.parent == cache
    assert [found.name for found in find_models(own)] == ["named", "own-model", "vosk-model-small-en-us-0.15", BUNDLED]
    assert not any(found.demonstration for found in find_models(own)[:-1])


def test_vosk_model_path_may_name_a_folder_of_models_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    model(tmp_path / "all" / "inside")
    monkeypatch.setenv("VOSK_MODEL_PATH", str(tmp_path / "all"))
    assert choose_model(tmp_path / "none").name == "inside"


def test_in_one_place_english_then_the_largest_comes_first(tmp_path: Path):
    model(tmp_path / "vosk-model-de-0.21", size=1000)
    model(tmp_path / "vosk-model-small-en-us-0.15", size=10)
    model(tmp_path / "vosk-model-en-us-0.22", size=100)
    assert choose_model(tmp_path).name == "vosk-model-en-us-0.22"
    assert [found.size_bytes for found in find_models(tmp_path)][:3] == [500, 50, 5000]


@pytest.mark.parametrize(
    "files",
    [NEW + STATIC, NEW + DYNAMIC, NEW + STATIC + IVECTOR, NEW + DYNAMIC + IVECTOR, FLAT],
    ids=["static", "dynamic", "static and speaker", "dynamic and speaker", "flat"],
)
def test_in_every_layout_each_missing_or_empty_file_is_named(tmp_path: Path, files: tuple[str, ...]):
    assert problem_of(model(tmp_path / "whole", files)) == ""
    for name in files:
        folder = model(tmp_path / name.replace("/", "-"), files)
        (folder / name).write_bytes(b"")
        assert f"{name} is empty" in problem_of(folder)
        (folder / name).unlink()
        problem = problem_of(folder)
        assert problem and "\n" not in problem and str(folder) in problem
        if name not in ("am/final.mdl", "final.mdl", "graph/HCLG.fst", "HCLG.fst", "graph/HCLr.fst", "graph/Gr.fst"):
            assert f"{name} is missing" in problem
    assert "am/final.mdl is missing" in problem_of(model(tmp_path / "half", NEW[1:] + STATIC))
    assert "graph/HCLG.fst is missing" in problem_of(model(tmp_path / "no graph", NEW))
    assert "graph/Gr.fst is missing" in problem_of(model(tmp_path / "half graph", NEW + DYNAMIC[:1]))


def test_a_network_that_wants_speaker_vectors_is_not_whole_without_them(tmp_path: Path):
    folder = model(tmp_path / "model")
    (folder / "am" / "final.mdl").write_bytes(b"\0B" + b"1" * 5000 + b"input-node name=ivector dim=30\n")
    assert "ivector/final.ie is missing" in problem_of(folder)


def test_folders_that_are_no_models_are_told_apart(tmp_path: Path):
    inner = model(tmp_path / "unpacked" / "vosk-model-en-us-0.22")
    (tmp_path / "model.zip").write_bytes(b"PK")
    (tmp_path / "holiday").mkdir()
    assert f"choose {inner}" in problem_of(tmp_path / "unpacked")
    assert "unpack it" in problem_of(tmp_path / "model.zip")
    assert "not there" in problem_of(tmp_path / "nowhere")
    assert "not a Vosk model" in problem_of(tmp_path / "holiday")


@pytest.mark.parametrize("way", ["setting", "environment"])
def test_a_model_that_was_asked_for_is_never_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
):
    broken = model(tmp_path / "broken", NEW + STATIC[1:])
    if way == "environment":
        monkeypatch.setenv("VOSK_MODEL_PATH", str(broken))
    with pytest.raises(ModelError) as caught:
        choose_model(tmp_path / "none", str(broken) if way == "setting" else "")
    assert "graph/HCLG.fst is missing" in str(caught.value) and "\n" not in str(caught.value)


def test_a_folder_that_was_asked_for_and_holds_nothing_usable_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    wish = tmp_path / "wish"
    wish.mkdir()
    monkeypatch.setenv("VOSK_MODEL_PATH", str(wish))
    model(tmp_path / "own" / "whole")
    with pytest.raises(ModelError, match=f"^{wish}, which VOSK_MODEL_PATH names, holds no model: [^\n]*$"):
        choose_model(tmp_path / "own")
    model(wish / "broken", NEW)
    with pytest.raises(ModelError, match=f"^no model in {wish}, [^\n]* can be used: graph/HCLG.fst is missing[^\n]*$"):
        choose_model(tmp_path / "own")
    model(wish / "whole", size=5)
    assert choose_model(tmp_path / "own").path == wish / "whole"


def test_a_broken_model_that_nobody_asked_for_is_passed_over_and_listed(tmp_path: Path):
    model(tmp_path / "broken", NEW)
    assert choose_model(tmp_path).name == BUNDLED
    assert "graph/HCLG.fst is missing" in find_models(tmp_path)[0].problem


def test_a_model_that_libvosk_refuses_gives_one_line(tmp_path: Path):
    folder = tmp_path / "model"
    shutil.copytree(resources.path("models", BUNDLED), folder)
    (folder / "am" / "final.mdl").write_bytes(b"not a network")
    with pytest.raises(ModelError, match="cannot be loaded"):
        VoskModel(folder)
