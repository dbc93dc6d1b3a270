"""Linux: both sides from the sound server (PulseAudio, or PipeWire's), and the watch that each is the right one."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from queue import SimpleQueue

from audio import alsa, portaudio
from audio.backend import Deliver, Device
from audio.frames import Samples, SoundError
from audio.libpulse import NO_SERVER, Connection, Listener
from audio.program import OWN_NAME, RATE, ProgramSound, device_of, program_of
from calls.events import Channel

try:
    import pulsectl
except OSError:  # the Python package is there, libpulse itself is not
    pulsectl = None

CHECK_S = 2.0
"""How often the attached sources are looked at when the server tells of no change."""

OPENING_S = 0.01
"""How soon to look again while a stream is being opened."""

MOVED = "the sound server had moved this side to another device"
PLAYER = "attune_player"
ALSA_NAME = "ALSA plug-in ["


class PulseBackend:
    def devices(self) -> list[Device]:
        with _server() as server:
            info = server.server_info()
            sinks = {sink.name: sink for sink in server.sink_list()}
            defaults = (info.default_source_name, f"{info.default_sink_name}.monitor")
            sources = [
                _device(source, sinks.get(source.monitor_of_sink_name), source.name in defaults)
                for source in server.source_list()
            ]
            return sources + [Device(device_of(name), f"only {name}", Channel.CUSTOMER) for name in _programs(server)]

    def open(self, wanted: Mapping[Channel, str], deliver: Deliver) -> PulseStreams:
        return PulseStreams(wanted, deliver)

    def play(self, samples: Samples, rate: int, wanted: str) -> portaudio.Output:
        with _server() as server:
            monitored = {source.name: source.monitor_of_sink_name for source in server.source_list()}
            sink = monitored.get(wanted) or server.server_info().default_sink_name
        with alsa.named({PLAYER: sink}):
            return portaudio.Output(alsa.numbers([PLAYER])[PLAYER], rate, samples)


@dataclass(frozen=True, slots=True)
class _Look:
    """Which source was right for each side, and the sides in trouble then; ``at`` is when it began (monotonic)."""

    at: float
    right: Mapping[Channel, str]
    trouble: Mapping[Channel, str]


class PulseStreams:
    """Two streams on one connection, and a thread that watches which source each is attached to.

    When a sink goes away the server moves its listener silently to another source, the agent's microphone even: the
    side is in trouble from the first sound from there on, until a look finds it attached to its own source. A side that
    is one program's sound alone cannot stray: it is attached to the program's own streams, as they come and go.
    """

    def __init__(self, wanted: Mapping[Channel, str], deliver: Deliver) -> None:
        self._program = program_of(wanted[Channel.CUSTOMER])
        self._wanted = {
            channel: wanted[channel] for channel in Channel if channel is Channel.AGENT or not self._program
        }
        self._deliver = deliver
        self._listeners: dict[Channel, Listener] = {}
        self._outputs: dict[Channel, int] = {}
        self._trouble: Mapping[Channel, str] = {}
        self._looks: SimpleQueue[_Look] = SimpleQueue()
        self._homes: dict[Channel, bytes] = {}
        self._strayed_at: dict[Channel, float] = {}
        self._news = False
        self._lost = False
        self._closed = threading.Event()
        self._stirred = threading.Event()
        self._alone: ProgramSound | None = None
        self.names: dict[Channel, str] = {}
        self.rates: dict[Channel, int] = {}
        self._connection = Connection(OWN_NAME)
        try:
            with _server() as server:
                self._open(server)
        except BaseException:
            self.close()
            raise
        self._watcher = threading.Thread(target=self._watch, name="sound server", daemon=True)
        self._watcher.start()

    @property
    def quiet(self) -> frozenset[Channel]:
        return frozenset({Channel.CUSTOMER} if self._alone else ())

    def trouble(self) -> Mapping[Channel, str]:
        """Every trouble since it was asked last: one that was over in a moment let wrong sound in all the same."""
        told = dict.fromkeys(self._strayed_at, MOVED) | dict(self._trouble)
        while not self._looks.empty():
            look = self._looks.get()
            self._trouble = look.trouble
            told |= self._trouble
            for channel, strayed_at in list(self._strayed_at.items()):
                device = self._listeners[channel].device
                told_since = look.at > strayed_at or look.right.get(channel) == device.decode()
                if channel not in look.trouble and told_since:
                    del self._strayed_at[channel]
                    self._homes[channel] = device
        return told

    def wait(self, seconds: float) -> None:
        """A stream of the program's that just began is seen to at once, so that little of it is lost."""
        self._stirred.wait(OPENING_S if self._alone and self._alone.opening else seconds)
        self._stirred.clear()

    def pump(self) -> None:
        self._connection.pump()
        for channel, listener in self._listeners.items():
            if listener.device != self._homes[channel]:
                self._strayed_at.setdefault(channel, time.monotonic())
            self._hand_on(channel, listener.take())
        if self._alone:
            self._hand_on(Channel.CUSTOMER, self._alone.take())

    def broken(self) -> bool:
        ended = any(listener.ended for listener in self._listeners.values())
        return self._lost or ended or not self._connection.alive

    def close(self) -> None:
        self._closed.set()
        for listener in self._listeners.values():
            listener.close()
        if self._alone:
            self._alone.close()
        self._connection.close()

    def _hand_on(self, channel: Channel, samples: Samples) -> None:
        if len(samples):
            self._deliver(channel, samples)

    def _open(self, server: pulsectl.Pulse) -> None:
        present = {source.name: source for source in server.source_list()}
        sources = {channel: _expected(server, name, channel) for channel, name in self._wanted.items()}
        if _same_sound(sources.values(), present.values()):
            raise SoundError("both sides would be heard from the same sound device: choose another for one of them")
        for channel, name in sources.items():
            rate = self._connection.rate_of(name) if name in present else 0
            if not rate:
                raise SoundError(f"the {channel.value}'s sound device, {name}, is not there: choose another")
            self.names[channel], self.rates[channel] = present[name].description, rate
        for channel, name in sources.items():
            rate, title = self.rates[channel], f"{OWN_NAME} {channel.value}"
            self._listeners[channel] = listener = self._connection.listen(title, rate, source=name)
            if not self._connection.wait_for(listener):
                raise SoundError(f"the sound server did not take the {channel.value}'s stream: try again")
            self._outputs[channel], self._homes[channel] = listener.number, listener.device
        if self._program:
            self.names[Channel.CUSTOMER], self.rates[Channel.CUSTOMER] = f"only {self._program}", RATE
            self._alone = ProgramSound(self._connection)

    def _watch(self) -> None:
        try:
            with _server() as server:
                server.event_mask_set("source_output", "source", "sink", "server", "sink_input")
                server.event_callback_set(self._take_news)
                while not self._closed.is_set():
                    self._news = False
                    self._looks.put(self._checked(server))
                    if self._alone and self._alone.follow(_streams_of(server, self._program)):
                        self._stirred.set()
                    if not self._news:  # what came in while it looked would not end the listening
                        server.event_listen(timeout=CHECK_S)
        except SoundError:
            self._lost = True

    def _take_news(self, _event: object) -> None:
        self._news = True
        raise pulsectl.PulseLoopStop

    def _checked(self, server: pulsectl.Pulse) -> _Look:
        """A side that strayed is sent back, and out of trouble when seen there."""
        at = time.monotonic()
        sources = {source.index: source for source in server.source_list()}
        attached = {output.index: sources.get(output.source) for output in server.source_output_list()}
        right = {channel: _expected(server, name, channel) for channel, name in self._wanted.items()}
        if _same_sound(right.values(), sources.values()):
            return _Look(at, right, {Channel.CUSTOMER: "the customer's sound device is the agent's microphone"})
        trouble = {}
        for channel, output in self._outputs.items():
            source = next((source for source in sources.values() if source.name == right[channel]), None)
            if output not in attached:
                self._lost = True
                trouble[channel] = "the sound server ended the connection"
            elif source is None:
                trouble[channel] = f"the sound device {right[channel]} is gone"
            elif attached[output] is not source:
                trouble[channel] = MOVED
                with contextlib.suppress(pulsectl.PulseOperationFailed):  # it went away just now: the next look tells
                    server.source_output_move(output, source.index)
        return _Look(at, right, trouble)


@contextlib.contextmanager
def _server() -> Iterator[pulsectl.Pulse]:
    if pulsectl is None:
        raise SoundError("libpulse is missing: install it (Debian, Ubuntu: apt install libpulse0)")
    try:
        with pulsectl.Pulse(OWN_NAME) as server:
            yield server
    except (pulsectl.PulseError, pulsectl.PulseDisconnected) as error:
        raise SoundError(NO_SERVER) from error


def _device(source: pulsectl.PulseSourceInfo, sink: pulsectl.PulseSinkInfo | None, default: bool) -> Device:
    """``sink`` is what the source listens to: a headset that is muted is heard by nobody."""
    both = [each for each in (source, sink) if each]
    return Device(
        source.name,
        source.description,
        Channel.CUSTOMER if source.monitor_of_sink_name else Channel.AGENT,
        default,
        muted=any(each.mute for each in both),
        volume_percent=min(round(100 * each.volume.value_flat) for each in both),
    )


def _expected(server: pulsectl.Pulse, wanted: str, channel: Channel) -> str:
    if wanted:
        return wanted
    info = server.server_info()
    name: str = info.default_source_name if channel is Channel.AGENT else f"{info.default_sink_name}.monitor"
    return name


def _same_sound(names: Iterable[str], sources: Iterable[pulsectl.PulseSourceInfo]) -> bool:
    """Whether two of the names stand for one device, directly or as a filter over it."""
    master = {source.name: source.proplist.get("device.master_device", source.name) for source in sources}
    roots = [master.get(name, name) for name in names]
    return len(set(roots)) < len(roots)


def _programs(server: pulsectl.Pulse) -> list[str]:
    """Those that are connected to the sound server now, whether they play or not, but for Attune's own processes."""
    clients = [client.proplist for client in server.client_list()]
    own = {about.get("application.process.id") for about in clients if about.get("application.name") == OWN_NAME}
    names = {program_names(about)[0] for about in clients if about.get("application.process.id") not in own}
    return sorted(names - {""}, key=str.casefold)


def _streams_of(server: pulsectl.Pulse, program: str) -> set[int]:
    wanted = program.casefold()
    return {
        stream.index
        for stream in server.sink_input_list()
        if wanted in (name.casefold() for name in program_names(stream.proplist))
    }


def program_names(about: Mapping[str, str]) -> tuple[str, str]:
    """What a program calls itself, and its file's name; through ALSA only the latter is its own."""
    file = about.get("application.process.binary", "")
    name = about.get("application.name", "")
    return (file if name.startswith(ALSA_NAME) or not name else name), file
