"""What hearing a call costs the whole engine in processor time, against libvosk alone on the same sound.

    python -m benchmarks.engine_cpu [--runs 5] [--live]

Both are processes with the model loaded, counted from the call's first sound to its last word, all threads. The one
beside libvosk has the samples in memory, feeds two recognisers blocks of 100 ms in two threads and asks for the guess
after each block, as any live display must; its figure without guesses is printed too. Both go as fast as they can, or
with --live at the pace of a call, the engine with its meters. Medians over rounds in which each runs once. Linux only.
Exit status 1 when the ratio is above the bar.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import resources
from calls.commands import Start
from calls.events import CaptureFinished
from tests.engine_process import engine_process

MOST_RATIO = 1.10
CALL = resources.path("demo", "call.wav")
MODEL = resources.path("models", "attune-small-en")

RAW = """
import sys, threading, time, numpy, soundfile, vosk
call, model, guesses, live = sys.argv[1], sys.argv[2], sys.argv[3] == "1", sys.argv[4] == "1"
vosk.SetLogLevel(-1)
loaded = vosk.Model(model_path=model)
samples, rate = soundfile.read(call, dtype="int16")
began = time.monotonic()
spent = time.process_time()
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
print(time.process_time() - spent)
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
    arguments = [sys.executable, "-c", RAW, str(CALL), str(MODEL), *flags]
    return float(subprocess.run(arguments, capture_output=True, check=True, text=True).stdout)


def _engine(*, live: bool) -> float:
    with engine_process() as engine:
        before = _spent(engine.process.pid)
        engine.send(Start("bench", call_date="2026-03-02", recording=(str(CALL),), paced=live))
        engine.wait_for(CaptureFinished, timeout_s=600)
        return _spent(engine.process.pid) - before


def _spent(process: int) -> float:
    """Seconds of processor of all threads so far, those that ended included."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
