"""What the whole engine costs in processor time, against libvosk alone on the same sound in the same blocks.

    python -m benchmarks.engine_cpu [--runs 5] [--live]

Both are processes of their own, from their start to their end: imports, the model and both sides of the bundled call.
The one beside libvosk reads the samples at once, feeds two recognisers blocks of 100 ms in two threads and asks for
the guess after each block, as any live display must; its figure without guesses is printed too. Both go as fast as they
can, or with --live at the pace of a call, the engine with its meters. Medians over rounds in which each
runs once. Exit status 1 when the ratio is above the bar.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import resources
from calls import wire
from calls.commands import Start
from main import command

MOST_RATIO = 1.10
CALL = resources.path("demo", "call.wav")
MODEL = resources.path("models", "attune-small-en")
ROOT = Path(__file__).resolve().parent.parent

RAW = """
import sys, threading, time, numpy, soundfile, vosk
call, model, guesses, live = sys.argv[1], sys.argv[2], sys.argv[3] == "1", sys.argv[4] == "1"
vosk.SetLogLevel(-1)
loaded = vosk.Model(model_path=model)
samples, rate = soundfile.read(call, dtype="int16")
began = time.monotonic()
def hear(sound):
    recognizer = vosk.KaldiRecognizer(loaded, rate)
    recognizer.SetWords(True)
    block = rate // 10
    for first in range(0, len(sound), block):
        if live:
            time.sleep(max(began + (first + block) / rate - time.monotonic(), 0))
        if recognizer.AcceptWaveform(sound[first : first + block].tobytes()):
            recognizer.Result()
        elif guesses:
            recognizer.PartialResult()
    recognizer.FinalResult()
threads = [threading.Thread(target=hear, args=(samples[:, side],)) for side in (0, 1)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--live", action="store_true")
    chosen = parser.parse_args()
    spent: dict[str, list[float]] = {"engine": [], "libvosk": [], "libvosk without guesses": []}
    for _ in range(chosen.runs):
        spent["libvosk"].append(_raw(guesses=True, live=chosen.live))
        spent["engine"].append(_engine(live=chosen.live))
        spent["libvosk without guesses"].append(_raw(guesses=False, live=chosen.live))
    medians = {name: statistics.median(seconds) for name, seconds in spent.items()}
    for name, seconds in spent.items():
        print(f"{name:24} {medians[name]:6.2f} s of processor  ({min(seconds):.2f} to {max(seconds):.2f})")
    ratio = _ratio(spent["engine"], spent["libvosk"])
    alone = _ratio(spent["engine"], spent["libvosk without guesses"])
    print(f"engine / libvosk {ratio:.3f}  (bar {MOST_RATIO:.2f}; without guesses {alone:.3f})")
    return int(ratio > MOST_RATIO)


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median over the rounds: runs that follow each other met the same machine."""
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def _raw(*, guesses: bool, live: bool) -> float:
    flags = [str(int(flag)) for flag in (guesses, live)]
    return _spent([sys.executable, "-c", RAW, str(CALL), str(MODEL), *flags], b"", "")


def _engine(*, live: bool) -> float:
    start = Start("bench", call_date="2026-03-02", recording=(str(CALL),), paced=live)
    return _spent(command("engine"), wire.encode(start).encode() + b"\n", "capture_finished")


def _spent(arguments: list[str], written: bytes, last_event: str) -> float:
    """Seconds of processor of a process that is given ``written`` and is left when it says ``last_event``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin and process.stdout
        process.stdin.write(written)
        process.stdin.flush()
        for line in process.stdout:
            if json.loads(line)["event"] == last_event:
                break
        process.stdin.close()
        if process.wait():
            raise SystemExit(f"{arguments[:3]} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
