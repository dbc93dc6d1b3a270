"""Recording streams of the sound server, PulseAudio or PipeWire's, through libpulse itself.

PortAudio knows only ALSA on Linux. ALSA's plug-in for the server wakes three threads a side, a hundred times a second,
which cost ten times as much as this: no thread at all, what came in waits in the connection until it is taken.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable
from ctypes import POINTER, c_char_p, c_int, c_size_t, c_uint8, c_uint32, c_void_p

import numpy as np

from audio.frames import Samples, SoundError

LIBRARY = "libpulse.so.0"
ANSWER_S = 5.0
LOOK_S = 0.002

FRAGMENT_S = 0.02
"""The server hands sound on in pieces of so much. Both sides are then less than that apart on the clock, and it costs
little: a piece wakes the server, not us."""

NO_SERVER = "no sound server answers: start PulseAudio or PipeWire (pipewire-pulse)"

# From libpulse's pulse/def.h, pulse/operation.h, pulse/sample.h and pulse/introspect.h.
_INT16 = 3 if sys.byteorder == "little" else 4
_UNSET = 0xFFFFFFFF
_CONTEXT_NO_AUTOSPAWN = 1
_CONTEXT_READY, _STREAM_READY, _OPERATION_DONE = 4, 2, 1
_STREAM_ADJUST_LATENCY = 0x2000


class _SampleSpec(ctypes.Structure):
    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


class _BufferSizes(ctypes.Structure):
    _fields_ = tuple((name, c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize"))


class _SourceInfo(ctypes.Structure):
    """How a ``pa_source_info`` begins."""

    _fields_ = (("name", c_char_p), ("index", c_uint32), ("description", c_char_p), ("sample_spec", _SampleSpec))


_ON_READ = ctypes.CFUNCTYPE(None, c_void_p, c_size_t, c_void_p)
_ON_SOURCE = ctypes.CFUNCTYPE(None, c_void_p, POINTER(_SourceInfo), c_int, c_void_p)

_FUNCTIONS: dict[str, tuple[object, tuple[object, ...]]] = {
    "pa_mainloop_new": (c_void_p, ()),
    "pa_mainloop_get_api": (c_void_p, (c_void_p,)),
    "pa_mainloop_iterate": (c_int, (c_void_p, c_int, c_void_p)),
    "pa_mainloop_free": (None, (c_void_p,)),
    "pa_context_new": (c_void_p, (c_void_p, c_char_p)),
    "pa_context_connect": (c_int, (c_void_p, c_char_p, c_int, c_void_p)),
    "pa_context_get_state": (c_int, (c_void_p,)),
    "pa_context_disconnect": (None, (c_void_p,)),
    "pa_context_unref": (None, (c_void_p,)),
    "pa_context_get_source_info_by_name": (c_void_p, (c_void_p, c_char_p, _ON_SOURCE, c_void_p)),
    "pa_operation_get_state": (c_int, (c_void_p,)),
    "pa_operation_cancel": (None, (c_void_p,)),
    "pa_operation_unref": (None, (c_void_p,)),
    "pa_stream_new": (c_void_p, (c_void_p, c_char_p, POINTER(_SampleSpec), c_void_p)),
    "pa_stream_set_monitor_stream": (c_int, (c_void_p, c_uint32)),
    "pa_stream_connect_record": (c_int, (c_void_p, c_char_p, POINTER(_BufferSizes), c_int)),
    "pa_stream_get_state": (c_int, (c_void_p,)),
    "pa_stream_get_index": (c_uint32, (c_void_p,)),
    "pa_stream_get_device_name": (c_char_p, (c_void_p,)),
    "pa_stream_set_read_callback": (None, (c_void_p, _ON_READ, c_void_p)),
    "pa_stream_peek": (c_int, (c_void_p, POINTER(c_void_p), POINTER(c_size_t))),
    "pa_stream_drop": (c_int, (c_void_p,)),
    "pa_stream_disconnect": (c_int, (c_void_p,)),
    "pa_stream_unref": (None, (c_void_p,)),
}


class Connection:
    """To the server that the environment names, as a program of that name. Used by one thread.

    Raises SoundError when no server answers. Its listeners are closed before it is.
    """

    def __init__(self, name: str) -> None:
        self._pulse = _library()
        self._loop = self._pulse.pa_mainloop_new()
        self._context = self._pulse.pa_context_new(self._pulse.pa_mainloop_get_api(self._loop), name.encode())
        asked = self._pulse.pa_context_connect(self._context, None, _CONTEXT_NO_AUTOSPAWN, None)
        if asked < 0 or not self._reached(self._state, _CONTEXT_READY):
            self.close()
            raise SoundError(NO_SERVER)

    @property
    def alive(self) -> bool:
        return self._state() == _CONTEXT_READY

    def rate_of(self, source: str) -> int:
        """Samples a second of a source of that name; 0 when there is none.

        What pulsectl gives for a rate lies in memory that libpulse has freed by then.
        """
        rates: list[int] = []

        def told(_context: object, info: ctypes._Pointer[_SourceInfo], ended: int, _: object) -> None:
            if not ended:
                rates.append(info.contents.sample_spec.rate)

        on_source = _ON_SOURCE(told)  # kept for as long as libpulse may call it
        asked = self._pulse.pa_context_get_source_info_by_name(self._context, source.encode(), on_source, None)
        if asked is None:
            raise SoundError(NO_SERVER)
        answered = self._reached(lambda: int(self._pulse.pa_operation_get_state(asked)), _OPERATION_DONE)
        self._pulse.pa_operation_cancel(asked)
        self._pulse.pa_operation_unref(asked)
        if not answered:
            raise SoundError(NO_SERVER)
        return next(iter(rates), 0)

    def listen(self, name: str, rate: int, source: str = "", playing: int | None = None) -> Listener:
        """Begin to listen to a source, or to a playing stream of that number alone, in mono."""
        return Listener(self._pulse, self._context, name, rate, source, playing)

    def wait_for(self, listener: Listener) -> bool:
        """Whether it could be opened."""
        return self._reached(listener.state, _STREAM_READY)

    def pump(self) -> None:
        """Take in what the server sent; without this no listener has anything new."""
        while self._pulse.pa_mainloop_iterate(self._loop, 0, None) > 0:
            pass

    def close(self) -> None:
        self._pulse.pa_context_disconnect(self._context)
        self._pulse.pa_context_unref(self._context)
        self._pulse.pa_mainloop_free(self._loop)

    def _state(self) -> int:
        return int(self._pulse.pa_context_get_state(self._context))

    def _reached(self, state: Callable[[], int], wanted: int) -> bool:
        """A state behind the wanted one is that of a failure."""
        deadline = time.monotonic() + ANSWER_S
        while state() < wanted and time.monotonic() < deadline:
            self.pump()
            time.sleep(LOOK_S)
        return state() == wanted


class Listener:
    """A stream of a ``Connection``'s, used by the same thread."""

    def __init__(
        self, pulse: ctypes.PyDLL, context: object, name: str, rate: int, source: str, playing: int | None
    ) -> None:
        self._pulse = pulse
        self._stream = pulse.pa_stream_new(context, name.encode(), _SampleSpec(_INT16, rate, 1), None)
        if self._stream is None:
            raise SoundError(NO_SERVER)
        self._pieces: list[bytes] = []
        self._on_read = _ON_READ(self._gather)  # kept for as long as libpulse may call it
        pulse.pa_stream_set_read_callback(self._stream, self._on_read, None)
        if playing is not None:
            pulse.pa_stream_set_monitor_stream(self._stream, playing)
        fragment_bytes = 2 * round(FRAGMENT_S * rate)
        sizes = _BufferSizes(_UNSET, _UNSET, _UNSET, _UNSET, fragment_bytes)
        pulse.pa_stream_connect_record(self._stream, source.encode() or None, sizes, _STREAM_ADJUST_LATENCY)

    @property
    def number(self) -> int:
        """The server's number of it, as a source output; known once it is open."""
        return int(self._pulse.pa_stream_get_index(self._stream))

    @property
    def device(self) -> bytes:
        """The name of what it is attached to. The server tells of a move before the first sound from there."""
        return bytes(self._pulse.pa_stream_get_device_name(self._stream) or b"")

    @property
    def opening(self) -> bool:
        return self.state() < _STREAM_READY

    @property
    def ended(self) -> bool:
        """The server ended it or refused it, or what it listened to is gone."""
        return self.state() > _STREAM_READY

    def state(self) -> int:
        return int(self._pulse.pa_stream_get_state(self._stream))

    def take(self) -> Samples:
        """All that came in since the last time; silence in place of what the server knows that it lost."""
        pieces, self._pieces = self._pieces, []
        return np.frombuffer(b"".join(pieces), np.int16)

    def _gather(self, *_: object) -> None:
        """During ``pump``: from a stream that has ended nothing can be taken any more."""
        data, length = c_void_p(), c_size_t()
        while self._pulse.pa_stream_peek(self._stream, data, length) == 0 and length.value:
            self._pieces.append(ctypes.string_at(data, length.value) if data.value else bytes(length.value))
            self._pulse.pa_stream_drop(self._stream)

    def close(self) -> None:
        self._pulse.pa_stream_disconnect(self._stream)
        self._pulse.pa_stream_unref(self._stream)


def _library() -> ctypes.PyDLL:
    """Keeps Python's lock while it runs: no call here waits, and to get the lock back may take longer than the call."""
    try:
        pulse = ctypes.PyDLL(LIBRARY)
    except OSError as error:
        raise SoundError("libpulse is missing: install it (Debian, Ubuntu: apt install libpulse0)") from error
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(pulse, name)
        function.restype, function.argtypes = result, arguments
    return pulse
