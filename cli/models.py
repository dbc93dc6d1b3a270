"""``main.py models``: which speech models are found, which is in use, and putting another one in place."""

from __future__ import annotations

import json
import sys
import time

import settings
from calls.codec import plain
from cli.failure import Failure
from settings import Home, Settings
from transcription.model_install import OFFERS, RECOMMENDED, InstallError, install_model
from transcription.models import FoundModel, ModelError, choose_model, find_models

TOLD_EVERY_S = 0.25


def show_models(home: Home, values: Settings, as_json: bool) -> None:
    """Every model that is found, the one in use marked. Raises Failure when none can be used."""
    try:
        used = choose_model(home.models, values.text("model")).path
    except ModelError as error:
        used, trouble = None, str(error)
    models = find_models(home.models)
    if as_json:
        print(json.dumps([_as_data(model, model.path == used) for model in models], ensure_ascii=False))
    else:
        for model in models:
            mark = "*" if model.path == used else " "
            print(f"{mark} {model.name}  {model.size_bytes / 1e6:.1f} MB  {model.path}")
            if model.problem or model.note:
                print(f"    {model.problem or model.note}")
    if used is None:
        raise Failure(trouble)


def show_model_path(home: Home, values: Settings, as_json: bool) -> None:
    """The folder of the model in use. Raises Failure."""
    try:
        path = str(choose_model(home.models, values.text("model")).path)
    except ModelError as error:
        raise Failure(str(error)) from None
    print(json.dumps(path, ensure_ascii=False) if as_json else path)


def show_offers(as_json: bool) -> None:
    """The official models that ``install`` fetches by name."""
    if as_json:
        offers = [{**plain(offer), "recommended": offer.name == RECOMMENDED} for offer in OFFERS]
        print(json.dumps(offers, ensure_ascii=False))
        return
    print("main.py models install NAME, with one of these, a zip or an unpacked folder:\n")
    for offer in OFFERS:
        mark = "*" if offer.name == RECOMMENDED else " "
        print(f"{mark} {offer.name:<30} {offer.size_bytes / 1e6:>6.0f} MB  {offer.language}, {offer.about}")


def install(wanted: str, home: Home, values: Settings, as_json: bool) -> None:
    """Put a model in place and choose it. Raises Failure.

    With ``as_json`` each line is an object: ``fetched`` and ``of`` while it comes, at the end ``installed``.
    """
    telling = _Telling(as_json)
    try:
        done = install_model(wanted, home.models, values.text("model_site"), telling.progress)
    except InstallError as error:
        telling.end_line()
        raise Failure(str(error)) from None
    telling.end_line()
    chosen, _troubles = settings.load(home)  # a download takes minutes, in which others may be changed
    try:
        settings.save(home, chosen.with_value("model", done.name))
    except settings.SettingsError as error:
        raise Failure(f"{done.name} is installed, but not chosen: {error}") from None
    except OSError as error:
        raise Failure(f"{done.name} is installed, but the choice cannot be saved: {error.strerror or error}") from None
    if as_json:
        print(json.dumps({"installed": done.name, "path": str(done.path), "fresh": done.fresh}, ensure_ascii=False))
    else:
        print(f"{done.name} {'is installed' if done.fresh else 'was installed already'} and chosen: {done.path}")


class _Telling:
    """How far a download has come: one line that is written over on a terminal, an object now and then as JSON."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._on_terminal = not as_json and sys.stderr is not None and sys.stderr.isatty()
        self._told_s = 0.0
        self._line_open = False

    def progress(self, fetched: int, total: int) -> None:
        now_s = time.monotonic()
        if fetched != total and now_s < self._told_s + TOLD_EVERY_S:
            return
        self._told_s = now_s
        if self._as_json:
            print(json.dumps({"fetched": fetched, "of": total}), flush=True)
        elif self._on_terminal:
            of = f" of {total / 1e6:.0f}" if total else ""
            print(f"\r{fetched / 1e6:.0f}{of} MB", end="", file=sys.stderr, flush=True)
            self._line_open = True

    def end_line(self) -> None:
        if self._line_open:
            print(file=sys.stderr)


def _as_data(model: FoundModel, used: bool) -> dict[str, str | int | bool]:
    return {
        "name": model.name,
        "path": str(model.path),
        "size_bytes": model.size_bytes,
        "demonstration": model.demonstration,
        "note": model.note,
        "problem": model.problem,
        "used": used,
    }
