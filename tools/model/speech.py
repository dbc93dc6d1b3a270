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
    plan: Plan
    heard: bool
    """Whether the start model listens to every example."""

    @property
    def path(self) -> Path:
        folder = self.plan.heard if self.heard else self.plan.shards
        return folder / f"{self.number:04d}.npz"


def example(heard: line.Heard, phones: list[int]) -> Example | None:
    """None if the phones do not fit: each needs a network frame of its own."""
    frames = features.log_mel(heard.sound)
    if len(frames) // SUBSAMPLING < len(phones) + 2:
        return None
    silent = features.silent_frames(heard.speech, len(frames))
    return Example(frames.astype(np.float16), np.array(phones, np.int16), silent)


def make_shard(job: Job) -> float:
    """Write one shard; → seconds of sound in it."""
    plan, seed = job.plan, job.plan.seed + job.heard
    rng, noise = random.Random(f"{seed} {job.number}"), np.random.default_rng([seed, job.number])
    jobs, casts = [], {}
    for i, sentence in enumerate(job.sentences):
        if sentence:
            casts[i] = voices.cast(rng)
            script = voices.punctuated(written(sentence.split()), rng)
            for k, voice in enumerate(casts[i]):
                assert voices.is_trainable(voice)
                jobs.append((i + k * len(job.sentences), script, voice))
    with tempfile.TemporaryDirectory() as folder:
        heard = synthesis.speak(jobs, Path(folder), plan.work)
    spoken: dict[int, list[synthesis.Speech]] = {}
    for i, (voice, *more) in casts.items():
        second = i + len(job.sentences)
        if more and i in heard and second in heard:
            spoken[i] = synthesis.blended(heard[i], heard[second], plan.takes, rng)
        elif i in heard:
            spoken[i] = synthesis.varied(heard[i], voice, plan.copies, rng)
    others = [soxr.resample(said.samples, said.rate_hz, SAMPLE_RATE) for said, *_ in list(spoken.values())[:30]]
    made: list[Example | None] = []
    for i, sentence in enumerate(job.sentences):
        for said in spoken.get(i, ()):
            phones = said.phones or expected_phones(sentence.split(), job.lexicon)
            if job.heard and rng.random() < plan.quiet_share:
                over_line = line.quiet(said.samples, said.rate_hz, rng, noise)
            else:
                over_line = line.degraded(said.samples, said.rate_hz, rng, noise, others)
            read = example(over_line, phones)
            if read and job.heard:
                read = replace(read, rivals=rivals.ear(plan).rivals(over_line.sound, read, sentence))
            made.append(read)
        if not sentence:
            made += [example(line.wordless(rng.uniform(2, 8), rng, noise), []) for _ in range(plan.copies)]
    examples = [e for e in made if e is not None]
    save(job.path, examples)
    return sum(len(e.frames) for e in examples) / 100


def build(plan: Plan, text: Text, workers: int) -> None:
    """Write every shard that is not there yet; with a start model also those that it listens to."""
    rhvoice.prepare(plan.work)
    tinytts.prepare(plan.work)
    neural.prepare(plan.work)
    jobs = cut(plan, text, text.spoken, heard=False)
    if plan.start:
        sentences = rivals.spoken(plan, text)
        rivals.prepare(plan, text, sentences)
        jobs += cut(plan, text, sentences, heard=True)
    jobs = [job for job in jobs if not job.path.exists()]
    for job in jobs:
        job.path.parent.mkdir(parents=True, exist_ok=True)
    hours = 0.0
    with Pool(workers) as pool:
        for done, seconds in enumerate(pool.imap_unordered(make_shard, jobs), 1):
            hours += seconds / 3600
            print(f"speech: shard {done} of {len(jobs)}, {hours:.1f} h", flush=True)


def cut(plan: Plan, text: Text, sentences: list[str], *, heard: bool) -> list[Job]:
    """A job for each shard of the sentences."""
    size = plan.shard_sentences
    parts = [sentences[i : i + size] for i in range(0, len(sentences), size)]
    lexicons = [{w: text.lexicon[w] for s in part for w in s.split()} for part in parts]
    return [Job(n, part, lexicon, plan, heard) for n, (part, lexicon) in enumerate(zip(parts, lexicons, strict=True))]
