"""Windows: the microphone through PortAudio, the customer from what the headset plays (WASAPI loopback).

Not run: written from the documentation of PyAudioWPatch and python-sounddevice. PortAudio itself has no loopback.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import numpy as np

from audio import portaudio
from audio.backend import Deliver, Device
from audio.frames import Samples, SoundError
from calls.events import Channel

if sys.platform == "win32":
    import pyaudiowpatch
else:
    pyaudiowpatch: Any = None

HOST = "Windows WASAPI"
BLOCKS_PER_SECOND = 50

LOOPBACK_MARK = " [Loopback]"
"""What PyAudioWPatch adds to the name of the device that plays."""


class WindowsBackend:
    def devices(self) -> list[Device]:
        portaudio.refresh()
        default = portaudio.default_input(HOST)
        microphones = [Device(each.name, each.name, Channel.AGENT, each.number == default) for each in _microphones()]
        audio = pyaudiowpatch.PyAudio()
        try:
            default = audio.get_default_wasapi_loopback()["index"]
            return microphones + [
                Device(info["name"], info["name"], Channel.CUSTOMER, info["index"] == default)
                for info in audio.get_loopback_device_info_generator()
            ]
        except (OSError, LookupError) as error:
            raise SoundError("no sound output can be heard: check that one is switched on in Windows") from error
        finally:
            audio.terminate()

    def open(self, wanted: Mapping[Channel, str], deliver: Deliver) -> WindowsStreams:
        return WindowsStreams(wanted, deliver)

    def play(self, samples: Samples, rate: int, wanted: str) -> portaudio.Output:
        portaudio.refresh()
        speakers = {each.name: each.number for each in portaudio.outputs(HOST)}
        number = speakers.get(wanted.removesuffix(LOOPBACK_MARK), portaudio.default_output(HOST))
        return portaudio.Output(number, rate, samples, portaudio.any_format())


class WindowsStreams:
    """A loopback delivers nothing while nothing plays. It stays with its device, so no side can stray."""

    quiet = frozenset({Channel.CUSTOMER})

    def __init__(self, wanted: Mapping[Channel, str], deliver: Deliver) -> None:
        portaudio.refresh()
        number, name, rate = portaudio.chosen(_microphones(), wanted[Channel.AGENT], Channel.AGENT, HOST)
        self._microphone = portaudio.Input(Channel.AGENT, number, rate, deliver, portaudio.any_format())
        try:
            self._loopback = _Loopback(wanted[Channel.CUSTOMER], deliver)
        except BaseException:
            self._microphone.close()
            raise
        self.names = {Channel.AGENT: name, Channel.CUSTOMER: self._loopback.name}
        self.rates = {Channel.AGENT: rate, Channel.CUSTOMER: self._loopback.rate}

    def trouble(self) -> Mapping[Channel, str]:
        return {}

    def broken(self) -> bool:
        return self._microphone.broken or self._loopback.broken

    def close(self) -> None:
        self._microphone.close()
        self._loopback.close()


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
        if not wanted:
            default: Mapping[str, Any] = self._audio.get_default_wasapi_loopback()
            return default
        by_name = {info["name"]: info for info in self._audio.get_loopback_device_info_generator()}
        named: Mapping[str, Any] = by_name[wanted]
        return named

    @property
    def broken(self) -> bool:
        return not self._stream.is_active()

    def close(self) -> None:
        self._stream.close()
        self._audio.terminate()


def _microphones() -> list[portaudio.SoundDevice]:
    return portaudio.inputs(HOST)
