"""The sound of one program alone, the softphone's: how the settings name it."""

from __future__ import annotations

MARK = "program:"


def program_of(device: str) -> str:
    """The program that a device's id names, "" if it names a device proper."""
    return device.removeprefix(MARK) if device.startswith(MARK) else ""


def device_of(program: str) -> str:
    return f"{MARK}{program}"
