"""PortAudio streams as every platform uses them: the callback copies and enqueues, nothing else."""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Sequence
from types import ModuleType
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

log = logging.getLogger("audio")

LATENCY_S = 0.06
"""Wakes 50 times a second; from 0.1 s on an idle PulseAudio sink was seen to lose whole seconds."""

CLOSE_S = 0.5


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
        """Return in any case: after the sound server died PortAudio was seen to wait for its own thread for ever."""
        closing = threading.Thread(target=self._close, name="closing", daemon=True)
        closing.start()
        closing.join(CLOSE_S)
        if closing.is_alive():
            log.warning("a sound device does not close: it is left behind")
            atexit.unregister(sounddevice._exit_handler)  # it would wait as long, when the process leaves

    def _close(self) -> None:
        self._stream.abort(ignore_errors=True)  # not stop, which waits for sound that may never come
        self._stream.close(ignore_errors=True)


def refresh() -> None:
    """Look at the devices anew; every stream must be closed. Raises SoundError without PortAudio."""
    library = _portaudio()
    library._terminate()  # there is no public call, and PortAudio lists devices once
    library._initialize()


class InputDevice(NamedTuple):
    number: int
    name: str
    rate: int


def inputs(host: str = "") -> list[InputDevice]:
    """Every device that takes sound in, of one host interface if it is named."""
    library = _portaudio()
    hosts = library.query_hostapis()
    return [
        InputDevice(number, device["name"], int(device["default_samplerate"]))
        for number, device in enumerate(library.query_devices())
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


def _portaudio() -> ModuleType:
    if sounddevice is None:
        raise SoundError("PortAudio is missing: install it (Debian, Ubuntu: apt install libportaudio2)")
    library: ModuleType = sounddevice
    return library
