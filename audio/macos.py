"""macOS: the microphone, and the customer from a loopback device such as BlackHole, both through PortAudio.

Not run: written from the documentation. The softphone must play into the loopback device (in Audio MIDI Setup a
multi-output device, so that the agent hears as well).
"""

from __future__ import annotations

from collections.abc import Mapping

from audio import portaudio
from audio.backend import Deliver, Device
from audio.frames import Samples, SoundError
from calls.events import Channel

LOOPBACKS = ("blackhole", "loopback", "soundflower")


class MacBackend:
    def devices(self) -> list[Device]:
        portaudio.refresh()
        default = portaudio.default_input()
        return [
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
        of = {
            Channel.AGENT: [device for device in devices if not _is_loopback(device.name)],
            Channel.CUSTOMER: [device for device in devices if _is_loopback(device.name)],
        }
        if not of[Channel.CUSTOMER]:
            raise SoundError("no loopback device lets the customer be heard: install BlackHole (docs/platforms.md)")
        chosen = {channel: portaudio.chosen(of[channel], wanted[channel], channel) for channel in wanted}
        self.names = {channel: device.name for channel, device in chosen.items()}
        self.rates = {channel: device.rate for channel, device in chosen.items()}
        self._streams: list[portaudio.Input] = []
        try:
            for channel, device in chosen.items():
                self._streams.append(portaudio.Input(channel, device.number, device.rate, deliver))
        except SoundError:
            self.close()
            raise

    def trouble(self) -> Mapping[Channel, str]:
        return {}

    def broken(self) -> bool:
        return any(stream.broken for stream in self._streams)

    def close(self) -> None:
        for stream in self._streams:
            stream.close()


def _is_loopback(name: str) -> bool:
    return any(known in name.lower() for known in LOOPBACKS)
