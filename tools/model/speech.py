"""Training speech: every sentence in a drawn voice, degraded in several ways, as feature shards on disk."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass, replace
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import soxr

from tools.model import features, line, neural, rhvoice, rivals, synthesis, tinytts, voices
from tools.model.corpus import Text
from tools.model.lexicon import Pronunciation, expected_phones, written
from tools.model.plan import SAMPLE_RATE, SUBSAMPLING, Plan
from tools.model.shards import Example, save


@dataclass(frozen=True, slots=True)
class Job:
    """One shard."""

    number: int
    sentences: list[str]
    lexicon: dict[str, tuple[Pronunciation, ...]]
    copies: int
    takes: int
    seed: int
    work: Path
    folder: Path
    listener: Path | None
    """The model that listens to every example, if one does."""

    @property
    def path(self) -> Path:
        return self.folder / f"{self.number:04d}.npz"


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
            script = voices.punctuated(written(sentence.split()), rng)
            for k, voice in enumerate(casts[i]):
                assert voices.is_trainable(voice)
                jobs.append((i + k * len(job.sentences), script, voice))
    with tempfile.TemporaryDirectory() as folder:
        heard = synthesis.speak(jobs, Path(folder), job.work)
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
            over_line = line.degraded(said.samples, said.rate_hz, rng, noise, others)
            read = example(over_line, phones)
            if read and job.listener:
                read = replace(read, rivals=rivals.ear(job.listener, job.work).rivals(over_line.sound, read, sentence))
            made.append(read)
        if not sentence:
            made += [example(line.wordless(rng.uniform(2, 8), rng, noise), []) for _ in range(job.copies)]
    examples = [e for e in made if e is not None]
    save(job.path, examples)
    return sum(len(e.frames) for e in examples) / 100


def build(plan: Plan, text: Text, workers: int) -> None:
    """Write every shard that is not there yet; with a start model also those that it listens to."""
    rhvoice.prepare(plan.work)
    tinytts.prepare(plan.work)
    neural.prepare(plan.work)
    jobs = cut(plan, text, text.spoken, None)
    if plan.start:
        heard = rivals.spoken(plan, text)
        rivals.prepare(plan, text, heard)
        jobs += cut(plan, text, heard, plan.listener)
    jobs = [job for job in jobs if not job.path.exists()]
    hours = 0.0
    with Pool(workers) as pool:
        for done, seconds in enumerate(pool.imap_unordered(make_shard, jobs), 1):
            hours += seconds / 3600
            print(f"speech: shard {done} of {len(jobs)}, {hours:.1f} h", flush=True)


def cut(plan: Plan, text: Text, sentences: list[str], listener: Path | None) -> list[Job]:
    """A job for each shard of the sentences."""
    size, folder = plan.shard_sentences, plan.heard if listener else plan.shards
    folder.mkdir(parents=True, exist_ok=True)
    jobs = []
    for first in range(0, len(sentences), size):
        part = sentences[first : first + size]
        lexicon = {w: text.lexicon[w] for s in part for w in s.split()}
        seed = plan.seed + bool(listener)
        n = first // size
        jobs.append(Job(n, part, lexicon, plan.copies, plan.takes, seed, plan.work, folder, listener))
    return jobs
