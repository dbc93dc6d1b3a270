"""Ten minutes of both sides through a sound server: is a sample lost, do the sides stay together, what does it cost?

    python -m benchmarks.capture_ten_minutes [--minutes 10]

Each side of a PulseAudio server of its own is played a signal of its own, and both are captured by Attune's devices
alone, without a recogniser. Every second of what was heard is found in what was played: a place that is not just after
the one before is samples missing or too many. The first and last 100 ms do not count. How far the sides are apart on
the call's clock is seen from half a minute in which one signal is played into both at once (a combined sink), and from
how much their places move against each other in the ten minutes. Processor time is that of the capturing process
(devices, clock, resampling), after its start. Exit status 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio.frames import RATE
from calls.events import Channel
from tests.capture_process import Heard, capture_process
from tests.sample_match import Match, matches, write_noise
from tests.sound_server import AGENT_MOUTH, HEADSET, sound_server

MOST_MOVED, MOST_APART_S, MOST_CORE = 0, 0.020, 0.03
TOGETHER_S = 30
BOTH = "both"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10.0)
    seconds = round(60 * parser.parse_args().minutes)
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        apart_s = _apart_s(Path(folder))
        heard, found = _heard_apart(Path(folder), seconds)
    lost = 0
    for channel, side in found.items():
        moved = [match for match in side if match.moved]
        lost += len(moved) + (len(side) < seconds - 2)
        noise_db = max((match.noise_db for match in side), default=0.0)
        print(f"{channel:9} {len(side)} of {seconds} seconds found, difference at most {noise_db:.0f} dB; ", end="")
        print(f"samples missing or too many: {sum(abs(match.moved) for match in moved)}")
    zeros = {channel: _zeros(heard, channel, side) for channel, side in found.items()}
    both = min(map(len, zeros.values()))
    against = zeros[Channel.AGENT][:both] - zeros[Channel.CUSTOMER][:both]
    wander_s = float(np.ptp(against)) if both else float("inf")
    core = heard.processor_s / heard.lasted_s
    moved = ", ".join(f"{channel} {1000 * np.ptp(zero):.1f} ms" for channel, zero in zeros.items() if len(zero))
    print(f"sides apart {1000 * apart_s:.1f} ms, and {1000 * wander_s:.1f} ms more at most in the whole time ({moved})")
    print(f"gaps told: {len(heard.gaps)}; capture of both sides {100 * core:.2f} % of a core")
    print(f"bars: {MOST_MOVED} samples, {1000 * MOST_APART_S:.0f} ms, {100 * MOST_CORE:.0f} % (with the voice gate)")
    return int(lost > MOST_MOVED or apart_s + wander_s > MOST_APART_S or core > MOST_CORE or bool(heard.gaps))


def _heard_apart(folder: Path, seconds: int) -> tuple[Heard, dict[Channel, list[Match]]]:
    """Each side is played its own."""
    paths = {channel: folder / f"{channel}.wav" for channel in Channel}
    played = {channel: write_noise(paths[channel], seconds, seed) for seed, channel in enumerate(Channel)}
    with sound_server() as server, capture_process(server.environment) as capture:
        players = [server.play(AGENT_MOUTH, paths[Channel.AGENT]), server.play(HEADSET, paths[Channel.CUSTOMER])]
        for player in players:
            player.wait(seconds + 60)
        heard = capture.finish()
    return heard, {channel: list(matches(played[channel], heard.samples[channel])) for channel in Channel}


def _apart_s(folder: Path) -> float:
    """How far apart both sides have one sound."""
    path = folder / "both.wav"
    played = write_noise(path, TOGETHER_S, seed=9)
    with sound_server() as server:
        slaves = f"slaves={HEADSET},{AGENT_MOUTH}"
        options = ("adjust_time=0", "resample_method=copy", "rate=48000", "channels=1")
        server.control("load-module", "module-combine-sink", f"sink_name={BOTH}", slaves, *options)
        with capture_process(server.environment, "agentmic", f"{HEADSET}.monitor") as capture:
            server.play(BOTH, path).wait(TOGETHER_S + 60)
            heard = capture.finish()
    sides = [_zeros(heard, channel, list(matches(played, heard.samples[channel]))) for channel in Channel]
    both = min(len(side) for side in sides)
    return float(np.max(np.abs(sides[0][:both] - sides[1][:both]))) if both else float("inf")


def _zeros(heard: Heard, channel: Channel, side: Sequence[Match]) -> NDArray[np.float64]:
    """When the sound played began, as each second of what was heard says."""
    return np.array([_time_of(heard, channel, match.first) - match.place_s for match in side])


def _time_of(heard: Heard, channel: Channel, sample: int) -> float:
    """When that sample was said, on the call's clock."""
    ends = np.cumsum(heard.lengths[channel])
    frame = int(np.searchsorted(ends, sample, side="right"))
    begin = ends[frame] - heard.lengths[channel][frame]
    return float(heard.starts[channel][frame] + (sample - begin) / RATE)


if __name__ == "__main__":
    sys.exit(main())
