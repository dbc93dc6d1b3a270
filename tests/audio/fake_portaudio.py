"""PortAudio, PyAudioWPatch and Windows' own list of devices, as their documentation says that they answer.

Devices are declared; streams are real threads that deliver what their device plays. What the real libraries refuse is
refused: a loopback at another rate or number of channels than its device's own, a device that is not there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np

from audio.endpoints import Endpoint
from calls.events import Channel

BLOCK_S = 0.02
PA_INVALID_SAMPLE_RATE, PA_INVALID_DEVICE = -9997, -9996


@dataclass(slots=True)
class FakeDevice:
    """``level`` is the sample that it delivers for ever; None: nothing comes from it, as from a loopback at rest."""

    name: str
    rate: int = 48000
    inputs: int = 0
    outputs: int = 0
    level: int | None = 0
    host: int = 0
    present: bool = True


class PortAudioError(Exception):
    pass


class CallbackStop(Exception):
    pass


@dataclass(slots=True)
class _Thread:
    """Calls back with blocks until its device is gone or it is stopped."""

    device: FakeDevice
    deliver: Callable[[FakeDevice], bool]
    stopped: threading.Event = field(default_factory=threading.Event)
    running: threading.Thread | None = None

    def start(self) -> None:
        self.running = threading.Thread(target=self._run, daemon=True)
        self.running.start()

    def stop(self) -> None:
        """After it nothing calls back any more, as the real one promises."""
        self.stopped.set()
        if self.running:
            self.running.join()

    def _run(self) -> None:
        while not self.stopped.wait(BLOCK_S):
            if not self.device.present or not self.deliver(self.device):
                self.stopped.set()


@dataclass(slots=True)
class FakeSoundDevice:
    """What ``audio.portaudio`` uses of the module sounddevice."""

    devices: list[FakeDevice]
    hosts: tuple[str, ...]
    default_input: int
    default_output: int
    played: list[int] = field(default_factory=list)
    streams: list[FakeStream] = field(default_factory=list)

    PortAudioError = PortAudioError
    CallbackStop = CallbackStop

    @property
    def default(self) -> SimpleNamespace:
        return SimpleNamespace(device=(self.default_input, self.default_output))

    def query_hostapis(self) -> tuple[dict[str, Any], ...]:
        return tuple(
            {"name": name, "default_input_device": self.default_input, "default_output_device": self.default_output}
            for name in self.hosts
        )

    def query_devices(self) -> list[dict[str, Any]]:
        return [
            {
                "name": device.name,
                "hostapi": device.host,
                "max_input_channels": device.inputs,
                "max_output_channels": device.outputs,
                "default_samplerate": float(device.rate),
            }
            for device in self.devices
            if device.present
        ]

    def WasapiSettings(self, auto_convert: bool = False) -> SimpleNamespace:
        return SimpleNamespace(auto_convert=auto_convert)

    def InputStream(self, **wanted: Any) -> FakeStream:
        device = self._opened(wanted)
        if not device.inputs:
            raise PortAudioError("Invalid number of channels [PaErrorCode -9998]")
        count = round(wanted["samplerate"] * BLOCK_S)

        def deliver(device: FakeDevice) -> bool:
            block = np.full((count, wanted["channels"]), device.level or 0, np.int16)
            wanted["callback"](block, count, None, None)
            return True

        return self._stream(device, deliver)

    def OutputStream(self, **wanted: Any) -> FakeStream:
        device = self._opened(wanted)
        if not device.outputs:
            raise PortAudioError("Invalid number of channels [PaErrorCode -9998]")
        self.played.append(wanted["device"])

        def deliver(_: FakeDevice) -> bool:
            block = np.zeros((round(wanted["samplerate"] * BLOCK_S), wanted["channels"]), np.int16)
            try:
                wanted["callback"](block, len(block), None, None)
            except CallbackStop:
                return False
            return True

        return self._stream(device, deliver)

    def _stream(self, device: FakeDevice, deliver: Callable[[FakeDevice], bool]) -> FakeStream:
        self.streams.append(FakeStream(_Thread(device, deliver)))
        return self.streams[-1]

    def _opened(self, wanted: dict[str, Any]) -> FakeDevice:
        present = [device for device in self.devices if device.present]
        if not 0 <= wanted["device"] < len(present):
            raise PortAudioError("Invalid device [PaErrorCode -9996]")
        device = present[wanted["device"]]
        converts = wanted["extra_settings"] is not None and wanted["extra_settings"].auto_convert
        if self.hosts[device.host] == "Windows WASAPI" and wanted["samplerate"] != device.rate and not converts:
            raise PortAudioError("Invalid sample rate [PaErrorCode -9997]")
        return device

    def _initialize(self) -> None:
        pass

    def _terminate(self) -> None:
        for stream in self.streams:
            stream.close()


@dataclass(slots=True)
class FakeStream:
    """A stream of sounddevice's."""

    thread: _Thread

    def start(self) -> None:
        self.thread.start()

    @property
    def active(self) -> bool:
        return not self.thread.stopped.is_set()

    def abort(self, ignore_errors: bool = True) -> None:
        assert ignore_errors
        self.thread.stop()

    def close(self, ignore_errors: bool = True) -> None:
        assert ignore_errors
        self.thread.stop()


@dataclass(slots=True)
class FakePatch:
    """What ``audio.windows`` uses of the module pyaudiowpatch. Loopbacks are made for every output, as there."""

    outputs: list[FakeDevice]
    default: int
    open_instances: int = 0
    paInt16 = 8
    paContinue = 0

    def PyAudio(self) -> FakePyAudio:
        self.open_instances += 1
        return FakePyAudio(self)


@dataclass(slots=True)
class FakePyAudio:
    module: FakePatch

    def get_loopback_device_info_generator(self) -> Iterator[dict[str, Any]]:
        for number, device in enumerate(self.module.outputs):
            if device.present:
                yield self._info(number, device)

    def get_default_wasapi_loopback(self) -> dict[str, Any]:
        """Raises OSError without WASAPI, LookupError without an analogue."""
        device = self.module.outputs[self.module.default]
        if not device.present:
            raise LookupError("No analogue is found for passed device")
        return self._info(self.module.default, device)

    def open(self, **wanted: Any) -> FakePatchStream:
        device = self.module.outputs[wanted["input_device_index"]]
        if not device.present:
            raise OSError(PA_INVALID_DEVICE, "Invalid device")
        if wanted["rate"] != device.rate or wanted["channels"] != device.outputs:
            raise OSError(PA_INVALID_SAMPLE_RATE, "Invalid sample rate")

        def deliver(device: FakeDevice) -> bool:
            if device.level is None:
                return True
            count = wanted["frames_per_buffer"]
            data = np.full((count, wanted["channels"]), device.level, np.int16).tobytes()
            answer = wanted["stream_callback"](data, count, {}, 0)
            return bool(answer == (None, self.module.paContinue))

        thread = _Thread(device, deliver)
        thread.start()
        return FakePatchStream(thread)

    def terminate(self) -> None:
        self.module.open_instances -= 1

    def _info(self, number: int, device: FakeDevice) -> dict[str, Any]:
        return {
            "index": number,
            "name": f"{device.name} [Loopback]",
            "maxInputChannels": device.outputs,
            "maxOutputChannels": 0,
            "defaultSampleRate": float(device.rate),
            "isLoopbackDevice": True,
        }


@dataclass(slots=True)
class FakePatchStream:
    thread: _Thread

    def is_active(self) -> bool:
        return not self.thread.stopped.is_set()

    def close(self) -> None:
        self.thread.stop()


class COMError(Exception):
    pass


@dataclass(slots=True)
class FakeWindows:
    """What ``audio.endpoints`` uses of pycaw and comtypes: AudioUtilities, its enumerator, COMError."""

    for_calls: dict[Channel, str]
    volumes: dict[str, Endpoint]
    flows: dict[int, Channel] = field(default_factory=lambda: {0: Channel.CUSTOMER, 1: Channel.AGENT})
    entered: set[int] = field(default_factory=set)

    COMError = COMError

    def CoInitializeEx(self) -> None:
        self.entered.add(threading.get_ident())

    def GetDeviceEnumerator(self) -> FakeWindows:
        assert threading.get_ident() in self.entered, "COM is used in a thread that did not say so"
        return self

    def GetDefaultAudioEndpoint(self, flow: int, role: int) -> str:
        assert role == 2
        try:
            return self.for_calls[self.flows[flow]]
        except KeyError:
            raise COMError("Element not found") from None

    def CreateDevice(self, device: str) -> SimpleNamespace:
        return SimpleNamespace(FriendlyName=device)

    def GetAllDevices(self, flow: int, state: int) -> list[SimpleNamespace]:
        assert flow in self.flows and state == 1
        return [
            SimpleNamespace(
                FriendlyName=name,
                EndpointVolume=SimpleNamespace(GetMute=lambda volume=volume: int(volume.muted)),
                volume_percent=float(volume.volume_percent),
            )
            for name, volume in self.volumes.items()
        ]
