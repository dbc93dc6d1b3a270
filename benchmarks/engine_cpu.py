"""What hearing a call costs the whole engine in processor time, against libvosk alone on the same sound.

    python -m benchmarks.engine_cpu [--runs 3] [--live]

The process beside it has the samples in memory, feeds two recognisers blocks of 100 ms in two threads and asks for the
guess after each block, as any live display must. Each is read twice: the call alone, from its first sound to its last
word with the model loaded, and the whole process, with Python's start, the model and all libraries. The engine runs
with its gate, which keeps long silence from libvosk, and without it. All go as fast as they can, or with --live at the
pace of a call, the engine with its meters. Medians over rounds in which each runs once. Linux only. Exit status 1 when
the engine as it ships, with its gate, costs a call more than the bar.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
call, model, live = sys.argv[1], sys.argv[2], sys.argv[3] == "1"
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
        else:
            recognizer.PartialResult()
    recognizer.FinalResult()
threads = [threading.Thread(target=hear, args=(samples[:, side],)) for side in (0, 1)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(time.process_time() - spent, time.process_time())
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor, all threads."""

    call: float
    process: float


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--live", action="store_true")
    chosen = parser.parse_args()
    ways: dict[str, Callable[[], Spent]] = {
        "libvosk": lambda: _raw(live=chosen.live),
        "engine": lambda: _engine(live=chosen.live, gated=True),
        "engine without gate": lambda: _engine(live=chosen.live, gated=False),
    }
    spent: dict[str, list[Spent]] = {name: [] for name in ways}
    for _ in range(chosen.runs):
        for name, run in ways.items():
            spent[name].append(run())
    print(f"{'seconds of processor':22} the call    whole process")
    for name, runs in spent.items():
        call = _ratio(runs, spent["libvosk"], lambda each: each.call)
        process = _ratio(runs, spent["libvosk"], lambda each: each.process)
        seconds = statistics.median(each.call for each in runs), statistics.median(each.process for each in runs)
        print(f"{name:22} {seconds[0]:5.2f} ({call:.2f})  {seconds[1]:5.2f} ({process:.2f})")
    ratio = _ratio(spent["engine"], spent["libvosk"], lambda each: each.call)
    print(f"in brackets: against libvosk, median of the rounds; bar for the engine's call {MOST_RATIO:.2f}")
    return int(ratio > MOST_RATIO)


def _ratio(ours: Sequence[Spent], theirs: Sequence[Spent], what: Callable[[Spent], float]) -> float:
    """The median over the rounds: runs that follow each other met the same machine."""
    return statistics.median(what(one) / what(other) for one, other in zip(ours, theirs, strict=True))


def _raw(*, live: bool) -> Spent:
    arguments = [sys.executable, "-c", RAW, str(CALL), str(MODEL), str(int(live))]
    printed = subprocess.run(arguments, capture_output=True, check=True, text=True).stdout
    call, process = map(float, printed.split())
    return Spent(call, process)


def _engine(*, live: bool, gated: bool) -> Spent:
    with engine_process() as engine:
        before = _spent(engine.process.pid)
        engine.send(
            Start("bench", call_date="2026-03-02", recording=(str(CALL),), paced=live, skip_silence=gated),
        )
        engine.wait_for(CaptureFinished, timeout_s=600)
        process = _spent(engine.process.pid)
        return Spent(process - before, process)


def _spent(process: int) -> float:
    """Seconds of processor of all threads so far, those that ended included."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
