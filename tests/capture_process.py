"""Attune's devices alone, in a process of their own: what they hear, sample by sample, when, and at what cost.

``python -m tests.capture_process FILE AGENT CUSTOMER`` hears until its input closes, then writes the file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio.capture import DeviceSource
from audio.devices import PlatformBackend
from audio.frames import RATE, Frame
from calls.events import CaptureStarted, Channel, Gap

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 30

LOUD = 2000
"""A frame's mean amplitude when half of it is the loud sound that is played here."""

EARLY_S = 0.1
"""A sink may hand its sound on a little before it plays it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Of each side its samples, and when each frame began; times are those of ``time.monotonic`` in every process."""

    samples: Mapping[Channel, NDArray[np.int16]]
    starts: Mapping[Channel, NDArray[np.float64]]
    lengths: Mapping[Channel, NDArray[np.int64]]
    gaps: tuple[Gap, ...]
    processor_s: float
    lasted_s: float

    def frames(self, channel: Channel) -> Iterator[tuple[float, NDArray[np.int16]]]:
        """Each frame's start and samples."""
        ends = np.cumsum(self.lengths[channel])
        for start, end, length in zip(self.starts[channel], ends, self.lengths[channel], strict=True):
            yield float(start), self.samples[channel][end - length : end]


class CaptureProcess:
    def __init__(self, process: subprocess.Popen[str], path: Path) -> None:
        self._process = process
        self._path = path
        self._lines: list[dict[str, object]] = []
        self._news = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()
        self.wait_for(lambda line: line["event"] == "started")

    def wait_for(self, meant: Callable[[dict[str, object]], bool]) -> dict[str, object]:
        """The first line that is meant, of those that came and those that come."""
        with self._news:
            found = self._news.wait_for(lambda: next(filter(meant, self._lines), None), PATIENCE_S)
        assert found, f"not in time; the last lines: {self._lines[-5:]}"
        return found

    def wait_for_sound(self, channel: Channel, since: float) -> float:
        """When the side began to be heard, at or after ``since``."""
        return self._wait_for_turn("sound", channel, since)

    def wait_for_silence(self, channel: Channel, since: float) -> float:
        return self._wait_for_turn("silence", channel, since)

    def _wait_for_turn(self, event: str, channel: Channel, since: float) -> float:
        def meant(line: dict[str, object]) -> bool:
            return line["event"] == event and line["channel"] == channel and float(str(line["at"])) > since - EARLY_S

        return float(str(self.wait_for(meant)["at"]))

    def finish(self) -> Heard:
        assert self._process.stdin
        self._process.stdin.close()
        assert self._process.wait(PATIENCE_S) == 0
        with np.load(self._path) as data:
            gaps = tuple(Gap(Channel(c), s, e, r) for c, s, e, r in json.loads(str(data["gaps"])))
            of = {
                name: {channel: data[f"{channel}_{name}"] for channel in Channel}
                for name in ("samples", "starts", "lengths")
            }
            return Heard(**of, gaps=gaps, processor_s=float(data["processor_s"]), lasted_s=float(data["lasted_s"]))

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            with self._news:
                self._lines.append(json.loads(line))
                self._news.notify_all()


@contextmanager
def capture_process(environment: Mapping[str, str], agent: str = "", customer: str = "") -> Iterator[CaptureProcess]:
    """Capture that has begun; killed at the end if it is still there."""
    with tempfile.TemporaryDirectory(prefix="attune-capture-") as folder:
        path = Path(folder) / "heard.npz"
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.capture_process", str(path), agent, customer],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield CaptureProcess(process, path)
        finally:
            process.kill()
            process.wait(10)


def main(path: str, agent: str, customer: str) -> None:
    source = DeviceSource(PlatformBackend(), {Channel.AGENT: agent, Channel.CUSTOMER: customer})
    zero = time.monotonic() - source.now()
    threading.Thread(target=lambda: (sys.stdin.read(), source.close()), daemon=True).start()
    frames: dict[Channel, list[Frame]] = {channel: [] for channel in Channel}
    gaps: list[tuple[str, float, float, str]] = []
    silent = dict.fromkeys(Channel, True)
    began_at, began_cost = time.monotonic(), time.process_time()
    for sound in source.frames():
        match sound:
            case CaptureStarted():
                began_at, began_cost = time.monotonic(), time.process_time()
                _say(event="started")
            case Gap(channel, start, end, reason):
                gaps.append((channel, zero + start, zero + end, reason))
                _say(event="gap", channel=channel, reason=reason)
            case Frame(channel, start, samples):
                frames[channel].append(sound)
                if np.abs(samples).mean() > LOUD if silent[channel] else not samples.any():
                    silent[channel] = not silent[channel]
                    first = int(np.argmax(samples != 0))
                    event = "silence" if silent[channel] else "sound"
                    _say(event=event, channel=channel, at=zero + start + first / RATE)
    arrays: dict[str, object] = {"gaps": json.dumps(gaps)}
    for channel, heard in frames.items():
        arrays[f"{channel}_samples"] = np.concatenate([frame.samples for frame in heard])
        arrays[f"{channel}_starts"] = np.array([zero + frame.start for frame in heard])
        arrays[f"{channel}_lengths"] = np.array([len(frame.samples) for frame in heard])
    arrays["lasted_s"], arrays["processor_s"] = time.monotonic() - began_at, time.process_time() - began_cost
    np.savez(path, **arrays)  # type: ignore[arg-type]


def _say(**line: object) -> None:
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
