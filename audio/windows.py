"""Windows: the microphone through PortAudio, the customer from what the headset plays (WASAPI loopback).

Not run: written from the documentation of PyAudioWPatch and python-sounddevice. PortAudio itself has no loopback.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from audio import portaudio
from audio.backend import Deliver, Device
from audio.endpoints import Endpoint, endpoints, name_for_calls
from audio.frames import Samples, SoundError
from calls.events import Channel

if sys.platform == "win32":
    import pyaudiowpatch
else:
    pyaudiowpatch: Any = None

HOST = "Windows WASAPI"
BLOCKS_PER_SECOND = 50

ASK_S = 1.0
"""How often the system is asked whether it gives calls another device now."""

LOOPBACK_MARK = " [Loopback]"
"""What PyAudioWPatch adds to the name of the device that plays."""


class WindowsBackend:
    def devices(self) -> list[Device]:
        portaudio.refresh()
        with _patched() as audio:
            microphones = [device.name for device in _microphones()]
            loopbacks = [str(info["name"]) for info in audio.get_loopback_device_info_generator()]
            return [
                *_listed(Channel.AGENT, microphones, _default_microphone()),
                *_listed(Channel.CUSTOMER, loopbacks, _default_loopback(audio)),
            ]

    def open(self, wanted: Mapping[Channel, str], deliver: Deliver) -> WindowsStreams:
        return WindowsStreams(wanted, deliver)

    def play(self, samples: Samples, rate: int, wanted: str) -> portaudio.Output:
        portaudio.refresh()
        speakers = {device.name: device.number for device in portaudio.outputs(HOST)}
        name = wanted.removesuffix(LOOPBACK_MARK) or name_for_calls(Channel.CUSTOMER)
        number = speakers.get(name, portaudio.default_output(HOST))
        return portaudio.Output(number, rate, samples, portaudio.any_format())


class WindowsStreams:
    """A loopback delivers nothing while nothing plays. It stays with its device, so no side can stray.

    A side without a device of its own follows the system's: when that changes, both are opened anew.
    """

    quiet = frozenset({Channel.CUSTOMER})

    def __init__(self, wanted: Mapping[Channel, str], deliver: Deliver) -> None:
        portaudio.refresh()
        self._given = {channel: name_for_calls(channel) for channel, name in wanted.items() if not name}
        self._asked_at = time.monotonic()
        microphone = wanted[Channel.AGENT] or _default_microphone()
        number, name, rate = portaudio.chosen(_microphones(), microphone, Channel.AGENT, HOST)
        self._microphone = portaudio.Input(Channel.AGENT, number, rate, deliver, portaudio.any_format())
        try:
            self._loopback = _Loopback(wanted[Channel.CUSTOMER], deliver)
        except BaseException:
            self._microphone.close()
            raise
        self.names = {Channel.AGENT: name, Channel.CUSTOMER: self._loopback.name}
        self.rates = {Channel.AGENT: rate, Channel.CUSTOMER: self._loopback.rate}

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)

    def pump(self) -> None:
        """Its streams have threads of their own, which deliver."""

    def trouble(self) -> Mapping[Channel, str]:
        return {}

    def broken(self) -> bool:
        return self._microphone.broken or self._loopback.broken or self._given_others()

    def close(self) -> None:
        self._microphone.close()
        self._loopback.close()

    def _given_others(self) -> bool:
        if time.monotonic() < self._asked_at + ASK_S:
            return False
        self._asked_at = time.monotonic()
        return any(name_for_calls(channel) not in (name, "") for channel, name in self._given.items())


class _Loopback:
    """Callback mode, because a read blocks while nothing plays, and the device's own rate and channels."""

    def __init__(self, wanted: str, deliver: Deliver) -> None:
        self._audio = pyaudiowpatch.PyAudio()
        try:
            info = self._info(wanted)
            channels = int(info["maxInputChannels"])
            self.name, self.rate = str(info["name"]), int(info["defaultSampleRate"])

            def arrived(data: bytes, _count: int, _time: object, _status: int) -> tuple[None, int]:
                block = np.frombuffer(data, np.int16).reshape(-1, channels)
                samples: Samples = block.mean(axis=1).astype(np.int16)
                deliver(Channel.CUSTOMER, samples)
                return None, int(pyaudiowpatch.paContinue)

            self._stream = self._audio.open(
                format=pyaudiowpatch.paInt16,
                channels=channels,
                rate=self.rate,
                input=True,
                input_device_index=info["index"],
                frames_per_buffer=self.rate // BLOCKS_PER_SECOND,
                stream_callback=arrived,
            )
        except (OSError, LookupError) as error:
            self._audio.terminate()
            raise SoundError("what the customer's device plays cannot be heard: choose another") from error

    def _info(self, wanted: str) -> Mapping[str, Any]:
        by_name = {info["name"]: info for info in self._audio.get_loopback_device_info_generator()}
        named: Mapping[str, Any] = by_name[wanted or _default_loopback(self._audio)]
        return named

    @property
    def broken(self) -> bool:
        return not self._stream.is_active()

    def close(self) -> None:
        self._stream.close()
        self._audio.terminate()


@contextlib.contextmanager
def _patched() -> Iterator[Any]:
    audio = pyaudiowpatch.PyAudio()
    try:
        yield audio
    except (OSError, LookupError) as error:
        raise SoundError("no sound output can be heard: check that one is switched on in Windows") from error
    finally:
        audio.terminate()


def _microphones() -> list[portaudio.SoundDevice]:
    return portaudio.inputs(HOST)


def _default_microphone() -> str:
    """The one for calls, or else the default; "" if there is none."""
    number = portaudio.default_input(HOST)
    names = {device.name: device.number for device in _microphones()}
    for_calls = name_for_calls(Channel.AGENT)
    return for_calls if for_calls in names else next((name for name in names if names[name] == number), "")


def _default_loopback(audio: Any) -> str:
    """Of the output for calls, or else of the default. Raises OSError or LookupError if there is none."""
    for_calls = name_for_calls(Channel.CUSTOMER) + LOOPBACK_MARK
    if any(info["name"] == for_calls for info in audio.get_loopback_device_info_generator()):
        return for_calls
    return str(audio.get_default_wasapi_loopback()["name"])


def _listed(channel: Channel, names: Iterable[str], default: str) -> Iterator[Device]:
    known = endpoints(channel)
    for name in names:
        endpoint = known.get(name.removesuffix(LOOPBACK_MARK), Endpoint(muted=False, volume_percent=100))
        yield Device(name, name, channel, name == default, endpoint.muted, endpoint.volume_percent)
