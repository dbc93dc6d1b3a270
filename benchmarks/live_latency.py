"""How long after it was said a word is in an event of the engine, and how soon all is there after "finish".

    python -m benchmarks.live_latency [--runs 3] [--seconds 60] [--only file|server]

The bundled call's beginning is heard twice: from the file, paced as live, and through a PulseAudio server of its own,
played into both sides and captured by Attune's devices. A word's latency is when a line that has it in its place was
first read, partial or utterance, on the call's clock, less the end of the word as the recogniser gives it. Every word
counts, those too that a partial hides because they may become a card number; how many these are is said beside. What is
masked for good comes in no event and has no latency. The finish is sent in mid-speech; what counts is the time to
``capture_finished``. Medians over the runs; exit status 1 when one is above its bar.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import soundfile

import resources
from calls.commands import Finish, Start
from calls.events import CaptureFinished, CaptureStarted, Channel, Event, Partial, Utterance, Word
from tests.engine_process import EngineProcess, engine_process
from tests.sound_server import AGENT_MOUTH, HEADSET, SoundServer, sound_server
from transcription.scribe import HIDDEN

CALL = resources.path("demo", "call.wav")
MOST_P50_S, MOST_P95_S, MOST_FINISH_S = 0.6, 1.4, 1.0


@dataclass(frozen=True, slots=True)
class Measured:
    p50_s: float
    p95_s: float
    finish_s: float
    words: int
    held_back_s: Sequence[float]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", choices=["file", "server"])
    chosen = parser.parse_args()
    too_slow = False
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        recordings = _recordings(Path(folder), chosen.seconds)
        for way in [chosen.only] if chosen.only else ["file", "server"]:
            runs = [_run(way, recordings, chosen.seconds) for _ in range(chosen.runs)]
            p50, p95 = (statistics.median(values) for values in zip(*((r.p50_s, r.p95_s) for r in runs), strict=True))
            finish = statistics.median(run.finish_s for run in runs)
            name = {"file": "file, paced as live", "server": "sound server"}[way]
            held = [latency for run in runs for latency in run.held_back_s]
            print(f"{name:20} {runs[0].words} words  p50 {p50:.2f} s  p95 {p95:.2f} s  after finish {finish:.2f} s")
            if held:
                print(f"{'':20} {len(held) / len(runs):.1f} of them held back  p50 {statistics.median(held):.2f} s")
            too_slow |= p50 > MOST_P50_S or p95 > MOST_P95_S or finish > MOST_FINISH_S
    print(f"bars: p50 {MOST_P50_S} s, p95 {MOST_P95_S} s, after finish {MOST_FINISH_S} s")
    return int(too_slow)


def _recordings(folder: Path, seconds: float) -> dict[str, Path]:
    samples, rate = soundfile.read(CALL, frames=-1, dtype="int16")
    samples = samples[: round(seconds * rate)]
    paths = {name: folder / f"{name}.wav" for name in ("both", *Channel)}
    soundfile.write(paths["both"], samples, rate)
    for column, channel in enumerate(Channel):
        soundfile.write(paths[channel], samples[:, column], rate)
    return paths


def _run(way: str, recordings: Mapping[str, Path], seconds: float) -> Measured:
    if way == "file":
        with engine_process() as engine:
            zero = time.monotonic()
            engine.send(Start("bench", recording=(str(CALL),)))
            engine.wait_for(CaptureStarted)
            return _measured(engine, zero, zero + seconds)
    with sound_server() as server, engine_process(server.environment) as engine:
        zero = time.monotonic()
        engine.send(Start("bench"))
        engine.wait_for(CaptureStarted)
        _play(server, recordings)
        return _measured(engine, zero, time.monotonic() + seconds)


def _play(server: SoundServer, recordings: Mapping[str, Path]) -> None:
    server.play(AGENT_MOUTH, recordings[Channel.AGENT])
    server.play(HEADSET, recordings[Channel.CUSTOMER])


def _measured(engine: EngineProcess, zero: float, finish_at: float) -> Measured:
    """Receives until the sound is over. ``zero``: the call's clock's zero, on the monotonic clock."""
    engine.receive_until(finish_at)
    told = time.monotonic()
    engine.send(Finish())
    engine.wait_for(CaptureFinished)
    finish_s = time.monotonic() - told
    latencies, held_back = _latencies([(at - zero, event) for at, event in engine.received])
    latencies.sort()
    p95 = latencies[round(0.95 * (len(latencies) - 1))]
    return Measured(statistics.median(latencies), p95, finish_s, len(latencies), held_back)


def _latencies(events: Sequence[tuple[float, Event]]) -> tuple[list[float], list[float]]:
    """Of all words, and of those among them that were held back. A mask is no word."""
    latencies: list[float] = []
    held_back: list[float] = []
    partials: dict[Channel, list[tuple[float, list[str]]]] = {channel: [] for channel in Channel}
    for at, event in events:
        match event:
            case Partial(channel, _, text):
                partials[channel].append((at, text.split()))
            case Utterance():
                guesses = [guess for guess in partials[event.channel] if guess[0] >= event.start]
                first = _first_seen(event.words, guesses)
                hidden = any(HIDDEN in words for _, words in guesses)
                for place, word in enumerate(event.words):
                    if word.text.startswith("["):
                        continue
                    latencies.append(first.get(place, at) - word.end)
                    if hidden and place not in first:
                        held_back.append(latencies[-1])
    return latencies, held_back


def _first_seen(words: Sequence[Word], guesses: Sequence[tuple[float, Sequence[str]]]) -> dict[int, float]:
    """When each place in ``words`` was first guessed right; a guess from before a word began was of another."""
    first: dict[int, float] = {}
    texts = [word.text for word in words]
    for at, guess in guesses:
        for block in SequenceMatcher(None, texts, guess, autojunk=False).get_matching_blocks():
            for place in range(block.a, block.a + block.size):
                if at >= words[place].start:
                    first.setdefault(place, at)
    return first


if __name__ == "__main__":
    sys.exit(main())
