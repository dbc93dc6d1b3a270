"""Ten minutes of both sides through a sound server: is a sample lost, do the sides stay together, what does it cost?

    python -m benchmarks.capture_ten_minutes [--minutes 10]

One signal is played into both sides of a PulseAudio server of its own at once (a combined sink) and captured by
Attune's devices alone, without a recogniser. Every second of what was heard is found in what was played: a place that
is not just after the one before is samples missing or too many, and where both sides have the same sound on the call's
clock is how far they are apart. The first and last 100 ms do not count. Processor time is that of the capturing process
(devices, clock, resampling), after its start. Exit status 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from audio.frames import RATE
from calls.events import Channel
from tests.capture_process import Heard, capture_process
from tests.sample_match import Match, matches, write_noise
from tests.sound_server import AGENT_MOUTH, HEADSET, sound_server

MOST_MOVED, MOST_APART_S, MOST_CORE = 0, 0.020, 0.03
BOTH = "both"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10.0)
    seconds = round(60 * parser.parse_args().minutes)
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        path = Path(folder) / "played.wav"
        played = write_noise(path, seconds, seed=1)
        heard = _heard(path, seconds)
    found = {channel: list(matches(played, heard.samples[channel])) for channel in Channel}
    moved = 0
    for channel, side in found.items():
        moved += sum(abs(match.moved) for match in side) + (0 if len(side) >= seconds - 2 else seconds)
        noise_db = max((match.noise_db for match in side), default=0.0)
        print(f"{channel:9} {len(side)} of {seconds} seconds found  samples missing or too many: ", end="")
        print(f"{sum(abs(match.moved) for match in side)}  difference at most {noise_db:.0f} dB")
    apart = [abs(s) for s in _apart_s(heard, found[Channel.AGENT], found[Channel.CUSTOMER])]
    core = heard.processor_s / heard.lasted_s
    print(f"sides apart {1000 * min(apart):.1f} to {1000 * max(apart):.1f} ms; gaps told: {len(heard.gaps)}")
    print(f"capture of both sides {100 * core:.2f} % of a core")
    print(f"bars: {MOST_MOVED} samples, {1000 * MOST_APART_S:.0f} ms, {100 * MOST_CORE:.0f} % (with the voice gate)")
    return int(moved > MOST_MOVED or max(apart) > MOST_APART_S or core > MOST_CORE or bool(heard.gaps))


def _heard(path: Path, seconds: int) -> Heard:
    with sound_server() as server:
        slaves = f"slaves={HEADSET},{AGENT_MOUTH}"
        options = ("adjust_time=0", "resample_method=copy", "rate=48000", "channels=1")
        server.control("load-module", "module-combine-sink", f"sink_name={BOTH}", slaves, *options)
        with capture_process(server.environment, "agentmic", f"{HEADSET}.monitor") as capture:
            server.play(BOTH, path).wait(seconds + 60)
            return capture.finish()


def _apart_s(heard: Heard, agent: Sequence[Match], customer: Sequence[Match]) -> list[float]:
    """How much later the customer's side has the same sound, second by second."""
    zeros = {
        channel: np.array([_time_of(heard, channel, match.first) - match.place_s for match in side])
        for channel, side in ((Channel.AGENT, agent), (Channel.CUSTOMER, customer))
    }
    both = min(len(agent), len(customer))
    return [float(s) for s in zeros[Channel.CUSTOMER][:both] - zeros[Channel.AGENT][:both]] or [float("inf")]


def _time_of(heard: Heard, channel: Channel, sample: int) -> float:
    """When that sample was said, on the call's clock."""
    ends = np.cumsum(heard.lengths[channel])
    frame = int(np.searchsorted(ends, sample, side="right"))
    begin = ends[frame] - heard.lengths[channel][frame]
    return float(heard.starts[channel][frame] + (sample - begin) / RATE)


if __name__ == "__main__":
    sys.exit(main())
