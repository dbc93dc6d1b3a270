"""The sound of one program alone, the softphone's: how the settings name it, and how it is taken from the sound server.

Whatever else plays on the same headset is not heard, and while the program plays nothing its side is silent.
"""

from __future__ import annotations

import logging
import os
import selectors
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import numpy as np

from audio.frames import Samples, SoundError

log = logging.getLogger("audio")

MARK = "program:"
TAP_TOOL = "parec"

OWN_NAME = "attune"
"""What Attune's own connections to the sound server are called."""

RATE = 48_000
BLOCK_BYTES = 2 * RATE // 50
LATENCY_MS = 20
LOOK_S = 0.05
STALLED_S = 0.1
"""A stream that gave nothing for so long is paused: the others do not wait for it."""

MUTE_S = 1.0
"""A listener that gave nothing for so long is started anew, in case it is stuck; its stream may only be on hold."""

AGAIN_S = 0.2
READ_BYTES = 1 << 16


def program_of(device: str) -> str:
    """The program that a device's id names, "" if it names a device proper."""
    return device.removeprefix(MARK) if device.startswith(MARK) else ""


def device_of(program: str) -> str:
    return f"{MARK}{program}"


@dataclass(slots=True)
class _Tap:
    """One of the program's streams: the process that listens to it, and what it gave that is not mixed yet."""

    process: subprocess.Popen[bytes]
    heard_at: float
    sound: bytearray = field(default_factory=bytearray)


class ProgramSound:
    """All that the program plays, mixed; ``follow`` says which of the server's streams are the program's now.

    ``deliver`` gets nothing while it plays nothing. Raises SoundError when the tool that listens is not installed.
    """

    def __init__(self, deliver: Callable[[Samples], None]) -> None:
        tool = shutil.which(TAP_TOOL)
        if tool is None:
            raise SoundError(f"hearing one program alone needs {TAP_TOOL}: apt install pulseaudio-utils")
        self._tool = tool
        self._deliver = deliver
        self._wanted: frozenset[int] = frozenset()
        self._closed = threading.Event()
        self._taps: dict[int, _Tap] = {}
        self._retry_at: dict[int, float] = {}
        self._ready = selectors.DefaultSelector()
        self._thread = threading.Thread(target=self._listen, name="program", daemon=True)
        self._thread.start()

    @property
    def broken(self) -> bool:
        return not self._thread.is_alive()

    def follow(self, streams: Collection[int]) -> None:
        """From any thread; the numbers are the sound server's, of streams that play."""
        self._wanted = frozenset(streams)

    def close(self) -> None:
        self._closed.set()
        self._thread.join()

    def _listen(self) -> None:
        try:
            while not self._closed.is_set():
                self._tap_the_wanted()
                if not self._taps:
                    self._closed.wait(LOOK_S)
                for key, _ in self._ready.select(LOOK_S) if self._taps else ():
                    self._read(key.data)
                self._mix()
        finally:
            for stream in list(self._taps):
                self._untap(stream)
            self._ready.close()

    def _tap_the_wanted(self) -> None:
        wanted, now = self._wanted, time.monotonic()
        mute = {stream for stream, tap in self._taps.items() if now - tap.heard_at > MUTE_S}
        for stream in (self._taps.keys() - wanted) | mute:
            self._untap(stream)
        for stream in wanted - self._taps.keys():
            if now >= self._retry_at.get(stream, 0.0):
                self._retry_at[stream] = now + AGAIN_S
                try:
                    self._tap(stream)
                except OSError as error:
                    log.warning("%s cannot be started: %s", TAP_TOOL, error)

    def _tap(self, stream: int) -> None:
        command = [self._tool, "--raw", f"--monitor-stream={stream}", f"--rate={RATE}", "--channels=1"]
        process = subprocess.Popen(
            [*command, "--format=s16ne", f"--latency-msec={LATENCY_MS}", f"--client-name={OWN_NAME}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if process.stdout is None:
            raise RuntimeError("it was started without an output")
        self._taps[stream] = _Tap(process, time.monotonic())
        self._ready.register(process.stdout, selectors.EVENT_READ, stream)

    def _untap(self, stream: int) -> None:
        process = self._taps.pop(stream).process
        if process.stdout:
            self._ready.unregister(process.stdout)
            process.stdout.close()
        process.kill()
        process.wait()

    def _read(self, stream: int) -> None:
        """A tap that ended (its stream did, or was moved to another device) is opened again if it is still wanted."""
        tap = self._taps[stream]
        data = os.read(tap.process.stdout.fileno(), READ_BYTES) if tap.process.stdout else b""
        if data:
            tap.sound += data
            tap.heard_at = time.monotonic()
        else:
            self._untap(stream)

    def _mix(self) -> None:
        now = time.monotonic()
        length = min((len(tap.sound) for tap in self._taps.values() if now - tap.heard_at < STALLED_S), default=0)
        length -= length % 2
        if length < BLOCK_BYTES:
            return
        mixed = np.zeros(length // 2, np.int32)
        for tap in self._taps.values():
            part = np.frombuffer(bytes(tap.sound[:length]), np.int16, min(length, len(tap.sound)) // 2)
            mixed[: len(part)] += part
            del tap.sound[: 2 * len(part)]
        self._deliver(np.clip(mixed, -32768, 32767).astype(np.int16))
