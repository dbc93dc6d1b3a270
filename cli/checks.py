"""``main.py devices`` and ``doctor``: what is there, what is missing, what to do."""

from __future__ import annotations

import json
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import resources
from audio.devices import Device, list_devices
from audio.frames import SoundError
from audio.program import program_of
from calls.codec import plain
from calls.events import Channel
from calls.sound_check import Verdict
from cli.failure import Failure
from cli.sound_trial import try_sound
from integrations.secrets import KeyRingError, check_key_ring
from settings import Home, Settings
from transcription.models import ModelError, choose_model

ROOM_BYTES = 200_000_000
"""Less free disk than this and a busy month of records may not fit."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked. ``advice`` is what to do; "" where all is well."""

    what: str
    fine: bool
    found: str
    advice: str = ""


def show_devices(as_json: bool) -> None:
    """Raises Failure."""
    try:
        devices = list_devices()
    except SoundError as error:
        raise Failure(str(error)) from None
    if as_json:
        print(json.dumps([plain(device) for device in devices], ensure_ascii=False))
        return
    for device in devices:
        print(f"{device.channel:<9} {'*' if device.default else ' '} {device.name}\n            {device.id}")
    if not devices:
        print("no sound devices were found; plug in a headset")


def doctor(
    home: Home, values: Settings, as_json: bool, engine_command: Sequence[str] = (), also: Sequence[Finding] = ()
) -> int:
    """Check what a call needs and say what to do; 1 when a call could not be heard, written down and kept.

    With ``engine_command`` both sides are tried with real sound as well. ``also`` was found elsewhere.
    """
    findings = [*(check() for check in _checks(home, values)), *also]
    if engine_command:
        findings += _tried(engine_command, values)
    if as_json:
        print(json.dumps([plain(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{'ok  ' if finding.fine else 'FAIL'}  {finding.what:<18} {finding.found}")
            if finding.advice:
                print(f"      {'':<18} → {finding.advice}")
    return 0 if all(finding.fine for finding in findings) else 1


def _checks(home: Home, values: Settings) -> list[Callable[[], Finding]]:
    return [
        _system,
        lambda: _settings(home, values),
        lambda: _model(home, values),
        lambda: _side(Channel.AGENT, "microphone", values.text("agent_device")),
        lambda: _side(Channel.CUSTOMER, "customer's sound", values.text("customer_device")),
        _key_ring,
        lambda: _folder(home.data),
    ]


def _system() -> Finding:
    python, machine = platform.python_version(), f"{platform.system()} {platform.machine()}"
    return Finding("system", True, f"Attune {resources.VERSION}, Python {python} on {machine}")


def _settings(home: Home, values: Settings) -> Finding:
    """Which files hold; what in them could not be used is told as they are read."""
    files = [str(file) for file in (home.site_file, home.settings_file) if file and file.is_file()]
    fixed = f"; fixed: {', '.join(sorted(values.fixed))}" if values.fixed else ""
    return Finding("settings", True, f"{', '.join(files) or 'the defaults'}{fixed}")


def _model(home: Home, values: Settings) -> Finding:
    try:
        model = choose_model(home.models, values.text("model"))
    except ModelError as error:
        return Finding("speech model", False, "none can be used", str(error))
    return Finding("speech model", True, f"{model.name} ({model.size_bytes / 1e6:.0f} MB) in {model.path}", model.note)


def _side(channel: Channel, what: str, wanted: str) -> Finding:
    try:
        devices = [device for device in list_devices() if device.channel is channel]
    except SoundError as error:
        return Finding(what, False, "no sound system", str(error))
    chosen = [device for device in devices if (device.id == wanted if wanted else device.default)]
    if program := program_of(wanted):
        return _alone(what, program, bool(chosen))
    if chosen:
        return _audible(what, chosen[0])
    if wanted:
        return Finding(what, False, f"{wanted} is not there", "plug it in, or choose another in the settings")
    if devices:
        return Finding(what, False, "no default is set", f"choose one in the settings: {devices[0].name}")
    return Finding(what, False, "none was found", "plug in a headset and look at the system's sound settings")


def _alone(what: str, program: str, connected: bool) -> Finding:
    note = "" if connected else f"{program} uses no sound now; when it does it is heard, if that is its name"
    return Finding(what, True, f"only {program}", note)


def _audible(what: str, device: Device) -> Finding:
    if device.muted:
        return Finding(what, False, f"{device.name} is muted", "unmute it in the system's sound settings")
    if not device.volume_percent:
        return Finding(what, False, f"{device.name} has volume 0", "turn it up in the system's sound settings")
    return Finding(what, True, device.name)


def _tried(engine_command: Sequence[str], values: Settings) -> list[Finding]:
    try:
        return [_told(verdict) for verdict in try_sound(engine_command, values, sys.stderr)]
    except Failure as failure:
        return [Finding("sound, tried", False, "could not be tried", str(failure))]


def _told(verdict: Verdict) -> Finding:
    what = {Channel.AGENT: "your voice", Channel.CUSTOMER: "a customer's voice"}[verdict.channel]
    words = f": “{verdict.words}”" if verdict.words else ""
    return Finding(what, verdict.fine, verdict.found + words, verdict.fix)


def _key_ring() -> Finding:
    try:
        return Finding("key ring", True, check_key_ring())
    except KeyRingError as error:
        return Finding("key ring", False, "cannot be used", str(error))


def _folder(data: Path) -> Finding:
    """Whether records can be kept: the folder can be written and its disk has room."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        trial = data / ".doctor"
        trial.write_bytes(b"")
        trial.unlink()
        free = shutil.disk_usage(data).free
    except OSError as error:
        return Finding("data folder", False, str(data), f"it cannot be written: {error.strerror or error}")
    if free < ROOM_BYTES:
        return Finding("data folder", False, f"{data}: {free / 1e6:.0f} MB free", "make room on that disk")
    return Finding("data folder", True, f"{data}, {free / 1e9:.0f} GB free")
