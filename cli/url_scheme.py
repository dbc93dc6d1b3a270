"""Who opens ``attune:`` addresses: this Attune, for this user, until it is taken back.

Linux by a desktop file, tried with ``gio open`` and xdg-mime; Windows by the user's registry and macOS by the
application's ``Info.plist``, neither run.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from cli.failure import Failure

if sys.platform == "win32":
    import winreg

DESKTOP_FILE = "attune-call.desktop"
MIME_TYPE = "x-scheme-handler/attune"
REGISTRY_KEY = r"Software\Classes\attune"
PLIST = {"CFBundleURLTypes": [{"CFBundleURLName": "Attune call", "CFBundleURLSchemes": ["attune"]}]}
"""For macOS: build.spec puts it into the application's Info.plist, where the system looks. Not run."""


def register(command: Sequence[str]) -> str:
    """``command`` takes an address as one more argument. What was done, for people. Raises Failure."""
    match sys.platform:
        case "win32":
            _write_registry(command)
            return f"HKEY_CURRENT_USER\\{REGISTRY_KEY}"
        case "darwin":
            raise Failure("on macOS the packaged application says it in its Info.plist: install that")
        case _:
            return str(_install_desktop_file(command, os.environ))


def unregister() -> str:
    """What was undone, for people. Raises Failure."""
    match sys.platform:
        case "win32":
            _delete_registry()
            return f"HKEY_CURRENT_USER\\{REGISTRY_KEY}"
        case "darwin":
            raise Failure("on macOS it goes with the application")
        case _:
            return _remove_desktop_file(os.environ)


def desktop_file(command: Sequence[str]) -> str:
    """Not shown in menus; ``%u`` is the address, always one argument."""
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Attune",
            "Comment=Tells Attune of a call",
            f"Exec={' '.join(map(_quoted, command))} call --url %u",
            f"MimeType={MIME_TYPE};",
            "NoDisplay=true",
            "Terminal=false",
            "",
        )
    )


def _quoted(part: str) -> str:
    """As the desktop entry specification asks: quoted, with \\ before what a shell would take, and % doubled."""
    for sign in ("\\", '"', "`", "$"):
        part = part.replace(sign, "\\" + sign)
    return '"' + part.replace("\\", "\\\\").replace("%", "%%") + '"'


def _applications(environment: Mapping[str, str]) -> Path:
    data = environment.get("XDG_DATA_HOME", "")
    return (Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share") / "applications"


def _install_desktop_file(command: Sequence[str], environment: Mapping[str, str]) -> Path:
    place = _applications(environment) / DESKTOP_FILE
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(desktop_file(command), encoding="utf-8")
    except OSError as error:
        raise Failure(f"{place} cannot be written: {error.strerror or error}") from None
    _update(place.parent)
    if shutil.which("xdg-mime"):
        subprocess.run(["xdg-mime", "default", DESKTOP_FILE, MIME_TYPE], check=False, capture_output=True)
    return place


def _remove_desktop_file(environment: Mapping[str, str]) -> str:
    place = _applications(environment) / DESKTOP_FILE
    try:
        place.unlink()
    except FileNotFoundError:
        return f"nothing was registered: there is no {place}"
    except OSError as error:
        raise Failure(f"{place} cannot be removed: {error.strerror or error}") from None
    _update(place.parent)
    return str(place)


def _update(folder: Path) -> None:
    """The desktop's list of who opens what; a desktop without the tool reads the folder itself."""
    if shutil.which("update-desktop-database"):
        subprocess.run(["update-desktop-database", "-q", folder], check=False, capture_output=True)


def _write_registry(command: Sequence[str]) -> None:
    """Not run."""
    if sys.platform == "win32":
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, REGISTRY_KEY) as key:
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, "URL:Attune call")
            winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, rf"{REGISTRY_KEY}\shell\open\command") as key:
            line = f'{subprocess.list2cmdline(command)} call --url "%1"'
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, line)


def _delete_registry() -> None:
    """Not run."""
    if sys.platform == "win32":
        for part in (r"\shell\open\command", r"\shell\open", r"\shell", ""):
            with contextlib.suppress(FileNotFoundError):
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, REGISTRY_KEY + part)
