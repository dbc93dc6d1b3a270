"""The sound devices of this machine, and which side of a call each can hear."""

from __future__ import annotations

import sys

from audio.backend import Device

if sys.platform == "win32":
    from audio.windows import WindowsBackend as PlatformBackend
elif sys.platform == "darwin":
    from audio.macos import MacBackend as PlatformBackend
else:
    from audio.pulse import PulseBackend as PlatformBackend

__all__ = ["Device", "PlatformBackend", "list_devices"]


def list_devices() -> list[Device]:
    """Those that can hear the agent, then those that can hear the customer. Raises SoundError."""
    return sorted(PlatformBackend().devices(), key=lambda device: (device.channel.value, not device.default))
