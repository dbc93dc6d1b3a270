"""How well any Vosk model does on the test recordings, with the real libvosk, streaming on one core; prints one table.

    python tools/model/evaluate.py MODEL [MODEL …] --tests build/model/tests [--human FOLDER] [--call resources/demo]

`--human` takes wav files, each with what was said in a .txt of the same name. `--call` takes a folder with a stereo
call.wav (left agent, right customer) and script.json.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile as sf
from rapidfuzz.distance import Levenshtein
from vosk import KaldiRecognizer, Model, SetLogLevel

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # started as a script, Python sees this folder alone

from tools.model.recordings import LEAD_S, TAIL_S, WORDLESS, Recording, load

Sound = npt.NDArray[np.int16]
BLOCK_S = 0.1
SETS = {
    "trained voices, own templates": ("trained",),
    "unseen voice, own templates": ("unseen-templates",),
    "unseen espeak variants, own templates": ("unseen-espeak",),
    "unseen voice, real: BANKING77": ("unseen-banking",),
    "unseen voice, real: NatCS": ("unseen-natcs",),
    "unseen voice, real, both": ("unseen-banking", "unseen-natcs"),
    "unseen neural voice, to develop with: real": ("develop-neural",),
}
ID_SETS = {"unseen voice": "unseen-ids", "unseen neural voice": "develop-neural-ids"}
LATE_S = 1.6
"""A final later than this after speech counts as missing."""


@dataclass(frozen=True, slots=True)
class Final:
    """One finished utterance: when it was told, in seconds of sound, and its words."""

    told_s: float
    text: str
    words: list[dict[str, float | str]]


@dataclass
class Score:
    """Word errors, summed."""

    wrong: int = 0
    words: int = 0

    def add(self, said: str, heard: str) -> None:
        self.wrong += Levenshtein.distance(said.split(), heard.split())
        self.words += len(said.split())

    def __str__(self) -> str:
        return f"{100 * self.wrong / max(1, self.words):5.1f} %"


def decode(model: Model, sound: Sound, rate_hz: int) -> list[Final]:
    """Streaming, as the application does: a block at a time, one recogniser."""
    recogniser = KaldiRecognizer(model, rate_hz)
    recogniser.SetWords(True)
    block = round(BLOCK_S * rate_hz)
    finals: list[Final] = []
    for at in range(0, len(sound), block):
        ended = recogniser.AcceptWaveform(sound[at : at + block].tobytes())
        if ended:
            finals.append(final(recogniser.Result(), min(len(sound), at + block) / rate_hz))
        else:
            recogniser.PartialResult()
    finals.append(final(recogniser.FinalResult(), len(sound) / rate_hz))
    return [f for f in finals if f.text]


def final(told: str, told_s: float) -> Final:
    result = json.loads(told)
    return Final(told_s, result.get("text", ""), result.get("result", []))


def heard(model: Model, path: Path) -> list[Final]:
    sound, rate_hz = sf.read(path, dtype="int16")
    return decode(model, sound, rate_hz)


def text_of(finals: list[Final]) -> str:
    return " ".join(f.text for f in finals)


def same_id(text: str) -> str:
    """An id without regard to "oh" or "zero"."""
    return " ".join("zero" if word == "oh" else word for word in text.split())


def word_time_errors(recording: Recording, finals: list[Final]) -> tuple[list[float], list[float]]:
    """Absolute start and end errors of the words that were heard right."""
    words = [word for f in finals for word in f.words]
    said = recording.text.split()
    starts, ends = [], []
    for block in Levenshtein.opcodes(said, [str(word["word"]) for word in words]):
        if block.tag == "equal":
            for i, j in zip(
                range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True
            ):
                starts.append(abs(float(words[j]["start"]) - recording.times[i][0]))
                ends.append(abs(float(words[j]["end"]) - recording.times[i][1]))
    return starts, ends


def final_delays(model: Model, folder: Path) -> tuple[list[float], int]:
    """Seconds from the end of each sentence to its final, in one stream with pauses; and how many never came."""
    rng, noise = random.Random(2), np.random.default_rng(1)
    parts: list[Sound] = [noise.normal(0, 8, 4000).astype(np.int16)]
    ends: list[float] = []
    length, rate_hz = 4000, 8000
    for recording in load(folder):
        sound, rate_hz = sf.read(folder / f"{recording.number:03d}.clean.wav", dtype="int16")
        speech = sound[round(LEAD_S * rate_hz) : len(sound) - round((TAIL_S + 0.025) * rate_hz)]
        gap = noise.normal(0, 8, round(rng.uniform(0.9, 1.6) * rate_hz)).astype(np.int16)
        parts += [speech, gap]
        ends.append((length + len(speech)) / rate_hz)
        length += len(speech) + len(gap)
    told = [f.told_s for f in decode(model, np.concatenate(parts), rate_hz)]
    delays = [min((t - end for t in told if end - 0.05 <= t < end + LATE_S), default=None) for end in ends]
    return [d for d in delays if d is not None], sum(d is None for d in delays)


def speed(folder: Path, sound: Path) -> str:
    """Load, processor seconds a second of sound, and memory, in a process of its own on one core."""
    told = subprocess.run(
        [sys.executable, __file__, str(folder), "--speed-of", str(sound)], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


def speed_here(folder: Path, recordings: Path) -> None:
    """The child of `speed`."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    start = time.process_time()
    model = Model(str(folder))
    loaded = time.process_time() - start
    start, seconds = time.process_time(), 0.0
    for recording in load(recordings)[:40]:
        sound, rate_hz = sf.read(recordings / f"{recording.number:03d}.degraded.wav", dtype="int16")
        decode(model, sound, rate_hz)
        seconds += len(sound) / rate_hz
    spent = time.process_time() - start
    print(f"RTF {spent / seconds:.3f}, load {loaded:.2f} s (processor), memory {peak_memory_mb():.0f} MB")


def peak_memory_mb() -> float:
    """Of this program alone, on Linux. `ru_maxrss` would not do: it begins with what the starting process had."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def accuracy(model: Model, tests: Path, limit: int) -> Iterator[tuple[str, str]]:
    for title, names in SETS.items():
        scores = {kind: Score() for kind in ("clean", "degraded")}
        for name in names:
            for recording in load(tests / name)[:limit]:
                for kind, score in scores.items():
                    path = tests / name / f"{recording.number:03d}.{kind}.wav"
                    score.add(recording.text, text_of(heard(model, path)))
        yield title, f"{scores['clean']} / {scores['degraded']}"
    for title, name in ID_SETS.items():
        right = [whole_ids(model, tests / name, kind, limit) for kind in ("clean", "degraded")]
        yield f"ids of 4-12 signs, {title}: whole id right", " / ".join(f"{share:5.1f} %" for share in right)


def whole_ids(model: Model, folder: Path, kind: str, limit: int) -> float:
    recordings = load(folder)[:: max(1, len(load(folder)) // limit)]
    right = sum(
        same_id(r.text) == same_id(text_of(heard(model, folder / f"{r.number:03d}.{kind}.wav"))) for r in recordings
    )
    return 100 * right / len(recordings)


def timing(model: Model, tests: Path, limit: int) -> Iterator[tuple[str, str]]:
    starts: list[float] = []
    ends: list[float] = []
    for name in ("unseen-templates", "unseen-banking"):
        for recording in load(tests / name)[:limit]:
            if recording.times:
                found = heard(model, tests / name / f"{recording.number:03d}.clean.wav")
                start, end = word_time_errors(recording, found)
                starts, ends = starts + start, ends + end
    yield "word start / end, mean error", f"{1000 * np.mean(starts):.0f} / {1000 * np.mean(ends):.0f} ms"
    delays, missing = final_delays(model, tests / "unseen-banking")
    middle, most = np.percentile(delays, [50, 90])
    yield "final after speech, p50 / p90", f"{middle:.2f} / {most:.2f} s ({missing} of {len(delays) + missing} missing)"
    words = [f"{name} {len(text_of(heard(model, tests / f'{name}.wav')).split())}" for name in WORDLESS]
    yield "words invented in 60 s", ", ".join(words)


def human(model: Model, folder: Path) -> Iterator[tuple[str, str]]:
    score, right, count = Score(), 0, 0
    for path in sorted(folder.glob("*.wav")):
        said = path.with_suffix(".txt").read_text(encoding="utf-8").strip()
        found = text_of(heard(model, path))
        score.add(said, found)
        right, count = right + (found == said), count + 1
    yield f"human: {folder.name} ({count} files, {score.words} words)", f"{score}, {right} files all right"


def call(model: Model, folder: Path) -> Iterator[tuple[str, str]]:
    """The demonstration call, each side in one recogniser."""
    sound, rate_hz = sf.read(folder / "call.wav", dtype="int16")
    turns = json.loads((folder / "script.json").read_text(encoding="utf-8"))
    both = Score()
    for side, channel in enumerate(("agent", "customer")):
        said = " ".join(turn["text"] for turn in turns if turn["channel"] == channel)
        found = text_of(decode(model, np.ascontiguousarray(sound[:, side]), rate_hz))
        score = Score()
        score.add(said, found)
        both.add(said, found)
        yield f"call, {channel}", str(score)
    yield "call, both sides", str(both)


def rows(folder: Path, options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """The table, line by line."""
    model = Model(str(folder.resolve()))
    if options.tests:
        yield from accuracy(model, options.tests, options.limit)
        yield from timing(model, options.tests, options.limit)
        yield "one core", speed(folder, options.tests / "unseen-banking")
    for place in options.human:
        yield from human(model, place)
    if options.call:
        yield from call(model, options.call)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    yield "size", f"{size / 1e6:.1f} MB"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--tests", type=Path, help="recordings made by `make.py tests`")
    parser.add_argument("--human", type=Path, action="append", default=[])
    parser.add_argument("--call", type=Path)
    parser.add_argument("--limit", type=int, default=1000, help="recordings of each set")
    parser.add_argument("--speed-of", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    SetLogLevel(-1)
    if options.speed_of:
        speed_here(options.models[0], options.speed_of)
        return 0
    for folder in options.models:
        print(f"\n{folder}")
        for title, value in rows(folder, options):
            print(f"  {title:52s} {value}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
