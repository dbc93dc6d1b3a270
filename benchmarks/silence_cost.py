"""What capture and gate cost the engine while nobody speaks, and how that compares with speech.

    python -m benchmarks.silence_cost [--seconds 30]

Both sides are captured by Attune's own devices from a PulseAudio server of its own, as in a call. First nothing is
played, then a line's noise alone (-66 dBFS), so that the gate is closed: what is spent is capture, resampling, meters
and gate. Then the bundled call, whose sides speak by turns, and then both sides speak without a pause: its voices, its
silences cut out. Processor time of the engine process, all threads, the sound server's not included. Linux only. Exit
status 1 when a bar is missed, for noise and beside speech without a pause.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

import resources
from audio.frames import RATE, Samples
from calls.commands import Finish, Start
from calls.events import CaptureFinished, CaptureStarted, Channel
from tests.engine_process import engine_process
from tests.sound_server import AGENT_MOUTH, HEADSET, sound_server

MOST_OF_A_CORE, MOST_OF_SPEECH = 0.03, 0.10
CALL_SAMPLES = 115 * RATE
SETTLED_S = 3.0
"""Opening devices, and closing the gate, are not counted."""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=30.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        length = round((chosen.seconds + 2 * SETTLED_S) * RATE)
        nothing, silence, call, speech = (
            _core(Path(folder), {channel: made(channel, length) for channel in Channel}, chosen.seconds)
            for made in (_nothing, _noise, _call, _speech)
        )
    print(f"digital silence on both sides {nothing:6.2%} of a core")
    print(f"a line's noise on both sides  {silence:6.2%} of a core  (bar for capture and gate {MOST_OF_A_CORE:.0%})")
    print(f"the bundled call, by turns    {call:6.2%} of a core; noise / call   {silence / call:.2f}")
    print(f"speech on both, no pause      {speech:6.2%} of a core; noise / speech {silence / speech:.2f}", end="")
    print(f"  (bar {MOST_OF_SPEECH:.2f})")
    return int(silence > MOST_OF_A_CORE or silence / speech > MOST_OF_SPEECH)


def _core(folder: Path, sound: dict[Channel, Samples], seconds: float) -> float:
    """The share of a core that the engine takes while it hears this."""
    for channel, samples in sound.items():
        soundfile.write(folder / f"{channel.value}.wav", samples, RATE)
    with sound_server() as server, engine_process(server.environment) as engine:
        engine.send(Start("bench"))
        engine.wait_for(CaptureStarted)
        server.play(AGENT_MOUTH, folder / "agent.wav")
        server.play(HEADSET, folder / "customer.wav")
        engine.receive_until(time.monotonic() + SETTLED_S)
        began, before = time.monotonic(), _spent(engine.process.pid)
        engine.receive_until(began + seconds)
        share = (_spent(engine.process.pid) - before) / (time.monotonic() - began)
        engine.send(Finish())
        engine.wait_for(CaptureFinished)
    return share


def _nothing(_channel: Channel, length: int) -> Samples:
    return np.zeros(length, np.int16)


def _noise(_channel: Channel, length: int) -> Samples:
    return np.random.default_rng(7).normal(0, 16, length).astype(np.int16)


def _call(channel: Channel, length: int) -> Samples:
    call, _ = soundfile.read(resources.path("demo", "call.wav"), dtype="int16")
    side: Samples = np.resize(call[:, list(Channel).index(channel)], length)
    return side


def _speech(channel: Channel, length: int) -> Samples:
    """The side's tenths of a second that are loud, one after the other."""
    side = _call(channel, CALL_SAMPLES)
    tenths = side.reshape(-1, 1600)
    loud = tenths[np.abs(tenths).max(axis=1) > 1000].ravel()
    speech: Samples = np.resize(loud, length)
    return speech


def _spent(process: int) -> float:
    """Seconds of processor of all threads so far, those that ended included."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
