"""Training speech: every sentence in a drawn voice, degraded in several ways, as feature shards on disk."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr

from tools.model import features, line, neural, rhvoice, synthesis, tinytts, voices
from tools.model.corpus import Text
from tools.model.lexicon import Pronunciation, expected_phones, written
from tools.model.plan import SAMPLE_RATE, SUBSAMPLING, Plan


@dataclass(frozen=True, slots=True)
class Example:
    """Frames × 40 log mel energies, the phones said, and which frames are silent."""

    frames: npt.NDArray[np.float16]
    phones: npt.NDArray[np.int16]
    silent: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Job:
    """One shard."""

    number: int
    sentences: list[str]
    lexicon: dict[str, tuple[Pronunciation, ...]]
    copies: int
    takes: int
    seed: int
    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / f"{self.number:04d}.npz"


def save(path: Path, examples: list[Example]) -> None:
    """All at once or not at all, so that a reader never meets half a shard."""
    parts = {
        "frames": np.concatenate([e.frames for e in examples]),
        "silent": np.concatenate([e.silent for e in examples]),
        "phones": np.concatenate([e.phones for e in examples]),
        "lengths": np.array([len(e.frames) for e in examples]),
        "counts": np.array([len(e.phones) for e in examples]),
    }
    half = path.with_suffix(".part")
    with half.open("wb") as out:
        np.savez(out, **parts)  # type: ignore[arg-type]
    half.rename(path)


def load(path: Path) -> Iterator[Example]:
    """The examples of a shard."""
    with np.load(path) as parts:
        ends, phone_ends = np.cumsum(parts["lengths"]), np.cumsum(parts["counts"])
        frames, silent, phones = parts["frames"], parts["silent"], parts["phones"]
    start = first = 0
    for end, last in zip(ends, phone_ends, strict=True):
        yield Example(frames[start:end], phones[first:last], silent[start:end])
        start, first = end, last


def example(heard: line.Heard, phones: list[int]) -> Example | None:
    """None if the phones do not fit: each needs a network frame of its own."""
    frames = features.log_mel(heard.sound)
    if len(frames) // SUBSAMPLING < len(phones) + 2:
        return None
    silent = features.silent_frames(heard.speech, len(frames))
    return Example(frames.astype(np.float16), np.array(phones, np.int16), silent)


def make_shard(job: Job) -> float:
    """Write one shard; → seconds of sound in it."""
    rng, noise = random.Random(f"{job.seed} {job.number}"), np.random.default_rng([job.seed, job.number])
    jobs, casts = [], {}
    for i, sentence in enumerate(job.sentences):
        if sentence:
            casts[i] = voices.cast(rng)
            said = voices.punctuated(written(sentence.split()), rng)
            for k, voice in enumerate(casts[i]):
                assert voices.is_trainable(voice)
                jobs.append((i + k * len(job.sentences), said, voice))
    with tempfile.TemporaryDirectory() as folder:
        heard = synthesis.speak(jobs, Path(folder), job.folder.parent)
    spoken: dict[int, list[synthesis.Speech]] = {}
    for i, (voice, *more) in casts.items():
        second = i + len(job.sentences)
        if more and i in heard and second in heard:
            spoken[i] = synthesis.blended(heard[i], heard[second], job.takes, rng)
        elif i in heard:
            spoken[i] = synthesis.varied(heard[i], voice, job.copies, rng)
    others = [soxr.resample(said.samples, said.rate_hz, SAMPLE_RATE) for said, *_ in list(spoken.values())[:30]]
    made: list[Example | None] = []
    for i, sentence in enumerate(job.sentences):
        for said in spoken.get(i, ()):
            phones = said.phones or expected_phones(sentence.split(), job.lexicon)
            made.append(example(line.degraded(said.samples, said.rate_hz, rng, noise, others), phones))
        if not sentence:
            made += [example(line.wordless(rng.uniform(2, 8), rng, noise), []) for _ in range(job.copies)]
    examples = [e for e in made if e is not None]
    save(job.path, examples)
    return sum(len(e.frames) for e in examples) / 100


def build(plan: Plan, text: Text, workers: int) -> None:
    """Write every shard that is not there yet."""
    plan.shards.mkdir(parents=True, exist_ok=True)
    rhvoice.prepare(plan.work)
    tinytts.prepare(plan.work)
    neural.prepare(plan.work)
    size = plan.shard_sentences
    parts = [text.spoken[i : i + size] for i in range(0, len(text.spoken), size)]
    jobs = []
    for n, part in enumerate(parts):
        lexicon = {w: text.lexicon[w] for s in part for w in s.split()}
        jobs.append(Job(n, part, lexicon, plan.copies, plan.takes, plan.seed, plan.shards))
    jobs = [job for job in jobs if not job.path.exists()]
    hours = 0.0
    with Pool(workers) as pool:
        for done, seconds in enumerate(pool.imap_unordered(make_shard, jobs), 1):
            hours += seconds / 3600
            print(f"speech: shard {done} of {len(jobs)}, {hours:.1f} h", flush=True)
