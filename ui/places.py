"""Where the panel stood, kept in a small file of its own beside the settings."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from calls.codec import Malformed, build, parse, plain
from ui.views import Place

log = logging.getLogger("ui")


def load_place(file: Path) -> Place | None:
    """None where nothing, or nothing of use, is kept: the panel then stands where the system puts it."""
    try:
        place: Place = build(Place, parse(file.read_text(encoding="utf-8"), file.name), file.name)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, Malformed) as error:
        log.warning("the panel's place is not known: %s", error)
        return None
    return place


def save_place(file: Path, place: Place) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(plain(place)), encoding="utf-8")
    except OSError as error:
        log.warning("the panel's place cannot be kept: %s", error)
