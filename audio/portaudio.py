"""PortAudio streams as every platform uses them: the callback copies and enqueues, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audio.backend import Deliver
from audio.frames import Samples, SoundError
from calls.events import Channel

try:
    import sounddevice
except OSError:  # the Python package is there, PortAudio itself is not
    sounddevice = None

LATENCY_S = 0.06
"""Wakes 50 times a second; from 0.1 s on an idle PulseAudio sink was seen to lose whole seconds."""


class Input:
    """One open input stream. Raises SoundError when it cannot be opened."""

    def __init__(self, channel: Channel, device: int, rate: int, deliver: Deliver) -> None:
        def arrived(block: NDArray[np.int16], _frames: int, _time: object, _status: object) -> None:
            samples: Samples = block[:, 0].copy()
            deliver(channel, samples)

        try:
            self._stream = sounddevice.InputStream(
                samplerate=rate, device=device, channels=1, dtype="int16", latency=LATENCY_S, callback=arrived
            )
            self._stream.start()
        except sounddevice.PortAudioError as error:
            raise SoundError(f"the {channel.value}'s sound device cannot be opened ({error.args[0]})") from error

    @property
    def broken(self) -> bool:
        return not self._stream.active

    def close(self) -> None:
        """Abort and close: stopping would wait for sound that may never come."""
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)


def refresh() -> None:
    """Look at the devices anew; every stream must be closed. Raises SoundError without PortAudio."""
    if sounddevice is None:
        raise SoundError("PortAudio is missing: install it (Debian, Ubuntu: apt install libportaudio2)")
    sounddevice._terminate()  # there is no public call, and PortAudio lists devices once
    sounddevice._initialize()


class InputDevice(NamedTuple):
    number: int
    name: str
    rate: int


def inputs(host: str = "") -> list[InputDevice]:
    """Every device that takes sound in, of one host interface if it is named."""
    hosts = sounddevice.query_hostapis()
    return [
        InputDevice(number, device["name"], int(device["default_samplerate"]))
        for number, device in enumerate(sounddevice.query_devices())
        if device["max_input_channels"] > 0 and host in (hosts[device["hostapi"]]["name"], "")
    ]


def default_input(host: str = "") -> int:
    """The number of the system's default microphone; -1 if there is none."""
    hosts = [each for each in sounddevice.query_hostapis() if each["name"] == host]
    return int(hosts[0]["default_input_device"] if hosts else sounddevice.default.device[0])


def chosen(devices: Sequence[InputDevice], wanted: str, channel: Channel, host: str = "") -> InputDevice:
    """The device of that name, for "" the default or else the first. Raises SoundError."""
    default = default_input(host)
    ranked = sorted(devices, key=lambda device: device.number != default)
    for device in ranked:
        if wanted in ("", device.name):
            return device
    raise SoundError(f"the {channel.value}'s sound device, {wanted or 'any'}, is not there: choose another")
