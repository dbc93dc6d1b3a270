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
"""Larger blocks would cost less and put the sides apart: a block's arrival tells when it was made."""

CLOSE_S = 0.5

_open: set[_Stream] = set()
_let_go = threading.Condition()
"""Told whenever a stream leaves ``_open``."""


class _Stream:
    """What both kinds of stream do in the same way."""

    _stream: sounddevice._StreamBase

    def _start(self) -> None:
        self._stream.start()
        with _let_go:
            _open.add(self)

    @property
    def active(self) -> bool:
        return bool(self._stream.active)

    def close(self) -> None:
        """Return in any case: after the sound server died PortAudio was seen to wait for its own thread for ever."""
        closing = threading.Thread(target=self._close, name="closing", daemon=True)
        closing.start()
        closing.join(CLOSE_S)
        if closing.is_alive():
            log.warning("a sound device does not close: it is left behind")
            atexit.unregister(sounddevice._exit_handler)  # it would wait as long, when the process leaves
        with _let_go:
            _open.discard(self)
            _let_go.notify_all()

    def _close(self) -> None:
        self._stream.abort(ignore_errors=True)  # not stop, which waits for sound that may never come
        self._stream.close(ignore_errors=True)


class Input(_Stream):
    """One open input stream. Raises SoundError when it cannot be opened."""

    def __init__(self, channel: Channel, device: int, rate: int, deliver: Deliver, settings: object = None) -> None:
        def arrived(block: NDArray[np.int16], _frames: int, _time: object, _status: object) -> None:
            samples: Samples = block[:, 0].copy()
            deliver(channel, samples)

        try:
            self._stream = sounddevice.InputStream(
                samplerate=rate,
                device=device,
                channels=1,
                dtype="int16",
                latency=LATENCY_S,
                callback=arrived,
                extra_settings=settings,
            )
            self._start()
        except sounddevice.PortAudioError as error:
            raise SoundError(f"the {channel.value}'s sound device cannot be opened ({error.args[0]})") from error

    @property
    def broken(self) -> bool:
        return not self.active


class Output(_Stream):
    """Plays mono samples once, from now on. Raises SoundError when it cannot be opened."""

    def __init__(self, device: int, rate: int, samples: Samples, settings: object = None) -> None:
        self._left = samples

        def wanted(block: NDArray[np.int16], frames: int, _time: object, _status: object) -> None:
            given, self._left = self._left[:frames], self._left[frames:]
            block[: len(given), 0] = given
            block[len(given) :, 0] = 0
            if not len(given):
                raise sounddevice.CallbackStop

        try:
            self._stream = sounddevice.OutputStream(
                samplerate=rate, device=device, channels=1, dtype="int16", callback=wanted, extra_settings=settings
            )
            self._start()
        except sounddevice.PortAudioError as error:
            raise SoundError(f"no sound can be played there ({error.args[0]})") from error


def refresh() -> None:
    """Look at the devices anew. Raises SoundError without PortAudio.

    That takes PortAudio down, and open streams with it, so streams that are being closed in another thread are waited
    for; while one stays open, the devices are those that are known.
    """
    library = _portaudio()
    with _let_go:
        if not _let_go.wait_for(lambda: not _open, 2 * CLOSE_S):
            log.info("a sound device is in use: no new ones are looked for")
            return
        library._terminate()  # there is no public call, and PortAudio lists devices once
        library._initialize()


class SoundDevice(NamedTuple):
    number: int
    name: str
    rate: int


def inputs(host: str = "") -> list[SoundDevice]:
    """Every device that takes sound in, of one host interface if it is named."""
    return _devices("max_input_channels", host)


def outputs(host: str = "") -> list[SoundDevice]:
    """Every device that plays."""
    return _devices("max_output_channels", host)


def _devices(channels: str, host: str) -> list[SoundDevice]:
    library = _portaudio()
    hosts = library.query_hostapis()
    return [
        SoundDevice(number, device["name"], int(device["default_samplerate"]))
        for number, device in enumerate(library.query_devices())
        if device[channels] > 0 and host in (hosts[device["hostapi"]]["name"], "")
    ]


def default_input(host: str = "") -> int:
    """The number of the system's default microphone; -1 if there is none."""
    hosts = [each for each in sounddevice.query_hostapis() if each["name"] == host]
    return int(hosts[0]["default_input_device"] if hosts else sounddevice.default.device[0])


def default_output(host: str = "") -> int:
    """The number of the device that the system plays to; -1 if there is none."""
    hosts = [each for each in sounddevice.query_hostapis() if each["name"] == host]
    return int(hosts[0]["default_output_device"] if hosts else sounddevice.default.device[1])


def any_format() -> object:
    """For Windows alone: its mixer brings any rate and number of channels into the device's own form."""
    return sounddevice.WasapiSettings(auto_convert=True)


def chosen(devices: Sequence[SoundDevice], wanted: str, channel: Channel, host: str = "") -> SoundDevice:
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
