"""Installing a speech model, whole or not at all: one of the official Vosk models, a zip, or an unpacked folder."""

from __future__ import annotations

import hashlib
import logging
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from transcription.model_download import Download, DownloadError, download
from transcription.models import find_inside, problem_of

log = logging.getLogger("engine")

SITE = "https://alphacephei.com/vosk/models"

RECOMMENDED = "vosk-model-en-us-0.22-lgraph"

UNPACKED = 2.5
"""About how much room a model takes unpacked, in sizes of its zip."""
MOST_UNPACKED = 40
"""No model packs so well; a zip that claims more is not one."""
MOST_FILES = 2000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Offer:
    """An official model; ``md5`` is the sum that its makers publish, "" where none was known when this was written."""

    name: str
    language: str
    about: str
    size_bytes: int
    md5: str = ""


OFFERS = (
    Offer(RECOMMENDED, "English (US)", "a good middle", 130_557_655),
    Offer("vosk-model-en-us-0.22", "English (US)", "the best, some 5 GB of memory", 1_913_365_522),
    Offer(
        "vosk-model-small-en-us-0.15", "English (US)", "quick and weak", 41_205_931, "09ab50ccd62b674cbaa231b825f9c1cb"
    ),
    Offer(
        "vosk-model-small-en-gb-0.15", "English (UK)", "quick and weak", 42_757_500, "6afd611b04b2b47c129c3615dc502383"
    ),
    Offer(
        "vosk-model-small-en-in-0.4",
        "English (India)",
        "quick and weak",
        37_573_330,
        "62fd085f33c8c5fc01a235030e2a1fe3",
    ),
    Offer("vosk-model-small-de-0.15", "German", "quick and weak", 46_499_967, "4f21f92c0897b48287ef8839420608eb"),
    Offer("vosk-model-small-es-0.42", "Spanish", "quick and weak", 39_817_833, "2d5c94f9859a84881a0ef744738ebd31"),
    Offer("vosk-model-small-fr-0.22", "French", "quick and weak", 42_233_323, "8873b1234503f6edd55f54bfff31cf3e"),
    Offer("vosk-model-small-it-0.22", "Italian", "quick and weak", 49_665_141, "fbd8f9c72cbb8c3dfa3e4581bd3585f4"),
    Offer("vosk-model-small-nl-0.22", "Dutch", "quick and weak", 40_441_176, "4582e1f20d6849099da08511f9797017"),
    Offer("vosk-model-small-pt-0.3", "Portuguese", "quick and weak", 32_453_112, "458c69371c5a0b9ab6ee8fa417bf89da"),
    Offer("vosk-model-small-pl-0.22", "Polish", "quick and weak", 52_979_372, "91cbbd6231320467da672be31827b6ac"),
)
"""Sizes and sums as the makers' list gave them in 2025; English alone has the help that Attune gives."""


class InstallError(Exception):
    """One line for people: which model was not installed, why, what to do. At most a part to go on from is left."""


@dataclass(frozen=True, slots=True)
class Installed:
    """``fresh`` is false for a model that was there already and is whole."""

    name: str
    path: Path
    fresh: bool


Progress = Callable[[int, int], None]
"""Told bytes fetched and bytes in all; 0 in all when the server does not say."""


def install_model(
    wanted: str, models: Path, site: str = "", progress: Progress = lambda _done, _all: None
) -> Installed:
    """Put a model into the folder ``models``. Raises InstallError.

    ``wanted`` is an official model's name, a zip or a folder. ``site`` stands in for the makers' own. A download that
    was broken off goes on where it stopped.
    """
    try:
        models.mkdir(parents=True, exist_ok=True)
        local = Path(wanted).expanduser()
        if local.is_dir():
            return _from_folder(local.absolute(), models)
        if local.is_file():
            return _from_zip(local, models, "")
        return _from_site(_offered(wanted), models, site.rstrip("/") or SITE, progress)
    except OSError as error:
        raise InstallError(f"{wanted} was not installed: {error.strerror or error} ({models})") from error


def _offered(name: str) -> Offer:
    for offer in OFFERS:
        if offer.name == name:
            return offer
    if any(sign in name for sign in ("/", "\\")) or name.endswith(".zip"):
        raise InstallError(f"{name} is not there: give a zip or a folder that is, or the name of a model")
    raise InstallError(f"no model is called {name}: `models install` without a name lists those that can be had")


def _from_site(offer: Offer, models: Path, site: str, progress: Progress) -> Installed:
    there = models / offer.name
    if there.is_dir() and not problem_of(there):
        return Installed(offer.name, there, False)
    _check_room(models, offer.size_bytes * (1 + UNPACKED), offer.name)
    part = models / f".{offer.name}.zip.part"
    try:
        download(Download(f"{site}/{offer.name}.zip", part), progress)
    except DownloadError as error:
        raise InstallError(f"{offer.name} was not installed: {error}") from error
    if offer.md5 and _md5(part) != offer.md5:
        part.unlink()
        raise InstallError(f"{offer.name} was not installed: what came is not what its makers published; try again")
    try:
        installed = _from_zip(part, models, offer.name)
    except InstallError:
        part.unlink(missing_ok=True)  # it is whole and wrong: there is nothing to go on from
        raise
    part.unlink()
    return installed


def _from_zip(file: Path, models: Path, name: str) -> Installed:
    """``name`` is what the model must be called; "" takes the name of the zip's own folder."""
    called = name or file.name
    try:
        with zipfile.ZipFile(file) as archive:
            members = _checked(archive, called)
            name = name or _name_in(members) or file.stem
            there = _free_place(models, name)
            if there is None:
                return Installed(name, models / name, False)
            _check_room(models, sum(member.file_size for member in members), called)
            unpacked = _fresh_folder(models, name)
            try:
                for member in members:
                    archive.extract(member, unpacked)
                return _put_in_place(unpacked, there, called)
            finally:
                shutil.rmtree(unpacked, ignore_errors=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:  # or encrypted
        log.info("the zip cannot be read: %s", error)
        raise InstallError(f"{called} was not installed: the zip is damaged; fetch it again") from error


def _from_folder(folder: Path, models: Path) -> Installed:
    model = find_inside(folder)
    problem = problem_of(model)
    if problem:
        raise InstallError(f"{folder.name} was not installed: {problem}")
    there = _free_place(models, model.name)
    if there is None:
        return Installed(model.name, models / model.name, False)
    _check_room(models, sum(file.stat().st_size for file in model.rglob("*") if file.is_file()), model.name)
    copied = _fresh_folder(models, model.name)
    try:
        shutil.copytree(model, copied / model.name)
        return _put_in_place(copied, there, model.name)
    finally:
        shutil.rmtree(copied, ignore_errors=True)


def _checked(archive: zipfile.ZipFile, called: str) -> list[zipfile.ZipInfo]:
    """The zip's members, if none of them would leave its folder, be a link or be larger than a model can be."""
    members = archive.infolist()
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_UNPACKED * max(packed, 1):
        raise InstallError(f"{called} was not installed: it unpacks to more than any model holds")
    for member in members:
        path = PurePosixPath(member.filename)
        inside = not path.is_absolute() and ".." not in path.parts and not set(member.filename) & set("\\:\0")
        if not inside or stat.S_ISLNK(member.external_attr >> 16):
            raise InstallError(f"{called} was not installed: the zip would write outside its own folder")
    return members


def _name_in(members: list[zipfile.ZipInfo]) -> str:
    """The one folder that all members are in; "" when there is none."""
    tops = {PurePosixPath(member.filename).parts[0] for member in members if PurePosixPath(member.filename).parts}
    alone = len(tops) == 1 and any("/" in member.filename.rstrip("/") for member in members)
    return tops.pop() if alone else ""


def _free_place(models: Path, name: str) -> Path | None:
    """Where the model goes; None when a whole one is there. What is there and is not whole makes way."""
    if not _NAME.fullmatch(name):
        raise InstallError("the model was not installed: its folder should be named with letters, digits, . _ and -")
    there = models / name
    return None if there.is_dir() and not problem_of(there) else there


def _fresh_folder(models: Path, name: str) -> Path:
    """Beside the models, so that a rename puts the whole in place; what an earlier try left there goes."""
    folder = models / f".{name}.unpacking"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _put_in_place(unpacked: Path, there: Path, called: str) -> Installed:
    model = find_inside(unpacked)
    problem = problem_of(model)
    if problem:
        problem = problem.replace(str(model), "it").replace(str(unpacked), "it")
        raise InstallError(f"{called} was not installed: {problem}")
    if there.exists():
        shutil.rmtree(there)
    model.replace(there)
    return Installed(there.name, there, True)


def _check_room(models: Path, needed_bytes: float, called: str) -> None:
    free = shutil.disk_usage(models).free
    if free < needed_bytes:
        needed = f"{needed_bytes / 1e6:.0f} MB are needed, {free / 1e6:.0f} MB are free"
        raise InstallError(f"{called} was not installed: make room on the disk of {models} ({needed})")


def _md5(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
