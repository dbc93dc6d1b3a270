"""macOS: the microphone through PortAudio; the customer from a tap helper, or from a loopback device such as BlackHole.

Not run: written from the documentation. For a loopback device the softphone must play into it (in Audio MIDI Setup a
multi-output device, so that the agent hears as well).
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from audio import portaudio
from audio.backend import Deliver, Device
from audio.frames import Samples, SoundError
from audio.tap import RATE, Tap, tap_helper
from calls.events import Channel

TAP = "tap"
LOOPBACKS = ("blackhole", "loopback", "soundflower")


class MacBackend:
    def devices(self) -> list[Device]:
        portaudio.refresh()
        default = portaudio.default_input()
        tap = [Device(TAP, "Everything that is played", Channel.CUSTOMER, default=True)] if tap_helper() else []
        return tap + [
            Device(name, name, Channel.CUSTOMER if _is_loopback(name) else Channel.AGENT, number == default)
            for number, name, _ in portaudio.inputs()
        ]

    def open(self, wanted: Mapping[Channel, str], deliver: Deliver) -> MacStreams:
        return MacStreams(wanted, deliver)

    def play(self, samples: Samples, rate: int, wanted: str) -> portaudio.Output:
        """Where the system plays: the multi-output device, if the softphone plays there too."""
        del wanted
        portaudio.refresh()
        return portaudio.Output(portaudio.default_output(), rate, samples)


class MacStreams:
    """Core Audio keeps a stream on its device, so no side can stray."""

    quiet: frozenset[Channel] = frozenset()

    def __init__(self, wanted: Mapping[Channel, str], deliver: Deliver) -> None:
        portaudio.refresh()
        devices = portaudio.inputs()
        microphones = [device for device in devices if not _is_loopback(device.name)]
        self.names: dict[Channel, str] = {}
        self.rates: dict[Channel, int] = {}
        self._streams: list[portaudio.Input | Tap] = []
        try:
            self._open(Channel.AGENT, microphones, wanted[Channel.AGENT], deliver)
            helper = tap_helper() if wanted[Channel.CUSTOMER] in ("", TAP) else ""
            if helper:
                self._streams.append(Tap(helper, lambda block: deliver(Channel.CUSTOMER, block)))
                self.names[Channel.CUSTOMER], self.rates[Channel.CUSTOMER] = "everything that is played", RATE
            else:
                loopbacks = [device for device in devices if _is_loopback(device.name)]
                if not loopbacks:
                    raise SoundError("nothing lets the customer be heard: install BlackHole (docs/platforms.md)")
                self._open(Channel.CUSTOMER, loopbacks, wanted[Channel.CUSTOMER], deliver)
        except SoundError:
            self.close()
            raise

    def _open(self, channel: Channel, devices: Sequence[portaudio.SoundDevice], wanted: str, deliver: Deliver) -> None:
        number, self.names[channel], self.rates[channel] = portaudio.chosen(devices, wanted, channel)
        self._streams.append(portaudio.Input(channel, number, self.rates[channel], deliver))

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)

    def pump(self) -> None:
        """Its streams have threads of their own, which deliver."""

    def trouble(self) -> Mapping[Channel, str]:
        return {}

    def broken(self) -> bool:
        return any(stream.broken for stream in self._streams)

    def close(self) -> None:
        for stream in self._streams:
            stream.close()


def _is_loopback(name: str) -> bool:
    return any(known in name.lower() for known in LOOPBACKS)
