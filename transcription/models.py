"""Where Vosk models are found on this machine, whether each is whole, and which one to use."""

from __future__ import annotations

import logging
import mmap
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import resources

log = logging.getLogger("engine")

INSTALL = "for real calls install a Vosk model: main.py models install"
DEMONSTRATION = f"demonstration model, synthetic speech; {INSTALL}"

_NEW_LAYOUT = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf")
_FLAT_LAYOUT = ("final.mdl", "mfcc.conf")
_STATIC_GRAPH = ("HCLG.fst", "words.txt")
_DYNAMIC_GRAPH = ("HCLr.fst", "Gr.fst", "disambig_tid.int")
_IVECTOR = ("final.ie", "final.dubm", "final.mat", "global_cmvn.stats", "online_cmvn.conf", "splice.conf")


class ModelError(Exception):
    """One line for people: which model cannot be used, which file is missing, what to do."""


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A folder that is, or should be, a Vosk model; ``problem`` is "" when it can be used."""

    name: str
    path: Path
    size_bytes: int
    demonstration: bool
    problem: str

    @property
    def note(self) -> str:
        return DEMONSTRATION if self.demonstration else ""


def choose_model(home_models: Path, setting: str = "") -> FoundModel:
    """The model to use: the one that is set, else the first that is whole. Raises ModelError.

    ``setting`` is a folder, or the name of a model in one of the places. A model that was asked for by the setting or
    by ``VOSK_MODEL_PATH`` is never replaced by another.
    """
    if setting:
        return _asked_for(_named(setting, home_models), f"the model that is set, {setting}")
    wish = os.environ.get("VOSK_MODEL_PATH", "")
    if wish:
        return _wished(Path(wish))
    found = find_models(home_models)
    for model in found:
        if not model.problem:
            return model
        log.warning("model %s is passed over: %s", model.name, model.problem)
    raise ModelError(f"no speech model can be used: {INSTALL}")


def find_models(home_models: Path) -> list[FoundModel]:
    """Every model in every place, the preferred first: by place, then English, then the largest."""
    found: dict[Path, FoundModel] = {}
    for place in _places(home_models):
        here = sorted((_look(folder) for folder in _folders(place)), key=_preference)
        for model in here:
            found.setdefault(model.path.resolve(), model)
    return list(found.values())


def problem_of(folder: Path) -> str:
    """What keeps ``folder`` from being used as a model, one line; "" if nothing does."""
    if folder.is_file():
        return f"{folder} is a file: unpack it and choose the folder"
    if not folder.is_dir():
        return f"{folder} is not there"
    if sys.platform == "win32" and not str(folder.absolute()).isascii():  # alphacep/vosk-api#1072; not run
        return f"{folder} cannot be opened on Windows: move it to a folder whose name has only plain letters"
    if not _looks_like_model(folder):
        inner = [child for child in _children(folder) if _looks_like_model(child)]
        if inner:
            return f"{folder} holds models but is none: choose {inner[0]}"
        return f"{folder} is not a Vosk model: am/final.mdl is missing; choose the folder that was unpacked"
    for name in _required(folder):
        file = folder / name
        if not file.is_file():
            return f"{name} is missing in {folder}: unpack the model again"
        if file.stat().st_size == 0:
            return f"{name} is empty in {folder}: unpack the model again"
    return ""


def find_inside(folder: Path) -> Path:
    """``folder`` itself if it looks like a model, else the one in it that does: zips hold a folder."""
    inner = [] if _looks_like_model(folder) else [child for child in _children(folder) if _looks_like_model(child)]
    return inner[0] if len(inner) == 1 else folder


def _asked_for(folder: Path, who: str) -> FoundModel:
    model = _look(folder)
    if model.problem:
        raise ModelError(f"{who}, cannot be used: {model.problem}")
    return model


def _wished(place: Path) -> FoundModel:
    """The model, or the best of the folder of models, that VOSK_MODEL_PATH names."""
    if not place.is_dir() or _looks_like_model(place):
        return _asked_for(place, f"the model that VOSK_MODEL_PATH names, {place}")
    models = sorted((_look(folder) for folder in _folders(place)), key=_preference)
    if not models:
        raise ModelError(f"{place}, which VOSK_MODEL_PATH names, holds no model: unpack one there, or unset it")
    if models[0].problem:
        raise ModelError(f"no model in {place}, which VOSK_MODEL_PATH names, can be used: {models[0].problem}")
    return models[0]


def _named(setting: str, home_models: Path) -> Path:
    if os.sep not in setting and not Path(setting).exists():
        for place in _places(home_models):
            if (place / setting).is_dir():
                return place / setting
    return Path(setting).expanduser()


def _places(home_models: Path) -> list[Path]:
    wish = os.environ.get("VOSK_MODEL_PATH")
    return [
        *([Path(wish)] if wish else []),
        home_models,
        Path.home() / ".cache" / "vosk",
        Path("/usr/share/vosk"),
        _bundled(),
    ]


def _bundled() -> Path:
    return resources.path("models")


def _folders(place: Path) -> list[Path]:
    return [place] if _looks_like_model(place) else [child for child in _children(place) if child.is_dir()]


def _children(folder: Path) -> list[Path]:
    try:
        return sorted(child for child in folder.iterdir() if not child.name.startswith("."))
    except OSError:
        return []


def _look(folder: Path) -> FoundModel:
    folder = folder.absolute()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return FoundModel(folder.name, folder, size, _bundled() in folder.parents, problem_of(folder))


def _preference(model: FoundModel) -> tuple[bool, bool, int]:
    return bool(model.problem), "-en" not in model.name, -model.size_bytes


def _looks_like_model(folder: Path) -> bool:
    parts = ("am", "conf", "graph", "final.mdl", "HCLG.fst", "HCLr.fst", "mfcc.conf")
    return sum((folder / part).exists() for part in parts) >= 2 or (folder / "am" / "final.mdl").exists()


def _required(folder: Path) -> Iterator[str]:
    """The files that libvosk opens, relative to the model; which they are depends on those that are there.

    libvosk takes the flat layout when am/final.mdl is absent, and the static graph when HCLG.fst is there.
    """
    flat = (folder / "final.mdl").exists() and not (folder / "am").exists()
    graph = "" if flat else "graph/"
    yield from _FLAT_LAYOUT if flat else _NEW_LAYOUT
    dynamic = any((folder / graph / name).exists() for name in _DYNAMIC_GRAPH[:2])
    static = (folder / graph / "HCLG.fst").exists() or not dynamic
    yield from (graph + name for name in (_STATIC_GRAPH if static else _DYNAMIC_GRAPH))
    if (folder / "ivector").exists() or _wants_ivector(folder / ("final.mdl" if flat else "am/final.mdl")):
        yield from (f"ivector/{name}" for name in _IVECTOR)


def _wants_ivector(network: Path) -> bool:
    """Whether the network was trained with speaker vectors: without them libvosk aborts at the first sound."""
    if not network.is_file() or network.stat().st_size == 0:
        return False
    with network.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b"input-node name=ivector") >= 0
