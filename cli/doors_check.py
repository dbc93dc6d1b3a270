"""Whether dialers reach Attune: which of its doors are open, and what each heard last, as the running panel tells."""

from __future__ import annotations

import json
from typing import Any

from cli.checks import Finding
from settings import Home, Settings
from ui.dialer_door import DOORS, ask

_WANTED = {"baresip": "baresip", "http": "http_door"}


def check_doors(home: Home, values: Settings) -> list[Finding]:
    """A door that the settings close is no fault, nor is a panel that does not run."""
    told = ask(home.data, DOORS)
    if not told:
        return [Finding("dialer", True, "the panel is not running: open it to see what its doors hear")]
    return [_finding(door) for door in json.loads(told) if _is_wanted(door, values)]


def _is_wanted(door: dict[str, Any], values: Settings) -> bool:
    setting = _WANTED.get(door["name"])
    return setting is None or values.flag(setting)


def _finding(door: dict[str, Any]) -> Finding:
    heard = f"last heard: {door['last']}" if door["last"] else "nothing heard yet"
    advice = "" if door["open"] else "start the dialer, and look at the Dialer settings; docs/dialers.md says how"
    return Finding(f"dialer, {door['name']}", door["open"], f"{door['state']}; {heard}", advice)
