"""Windows: which devices the system gives to calls, and whether they are muted or turned down.

Not run: written from the documentation of pycaw and of Windows' own MMDevice interface. PortAudio knows the default
device only, and softphones play to the default *communications* device, which may be another.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from calls.events import Channel

if sys.platform == "win32":
    import comtypes
    from pycaw.utils import AudioUtilities
else:
    comtypes: Any = None
    AudioUtilities: Any = None

FLOW = {Channel.CUSTOMER: 0, Channel.AGENT: 1}
"""``EDataFlow``: the customer is what is rendered, the agent what is captured."""

COMMUNICATIONS = 2
"""``ERole``."""

ACTIVE = 1
"""``DEVICE_STATE``: plugged in and switched on."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    muted: bool
    volume_percent: int


def name_for_calls(channel: Channel) -> str:
    """The device that programs are given for calls, as PortAudio names it; "" when the system has none."""
    _enter()
    try:
        device = AudioUtilities.GetDeviceEnumerator().GetDefaultAudioEndpoint(FLOW[channel], COMMUNICATIONS)
        return str(AudioUtilities.CreateDevice(device).FriendlyName)
    except comtypes.COMError:
        return ""


def endpoints(channel: Channel) -> dict[str, Endpoint]:
    """By name, those that are switched on."""
    _enter()
    found = {}
    for device in AudioUtilities.GetAllDevices(FLOW[channel], ACTIVE):
        try:
            volume = device.EndpointVolume
            found[str(device.FriendlyName)] = Endpoint(bool(volume.GetMute()), round(device.volume_percent))
        except comtypes.COMError:  # it was unplugged just now
            continue
    return found


def _enter() -> None:
    """Every thread that asks says so first; never undone, because what was asked for dies when Python lets it go."""
    comtypes.CoInitializeEx()
