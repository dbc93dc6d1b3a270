"""The test recordings: sentences set aside, in trained and in never trained voices, clean and over a bad line."""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile as sf

from tools.model import line, neural, synthesis
from tools.model.corpus import Text
from tools.model.lexicon import PHONE_ID, expected_phones, written
from tools.model.plan import SAMPLE_RATE, Plan
from tools.model.recordings import LEAD_S, WORDLESS, Recording, save
from tools.model.voices import Voice

TRAINED = (Voice("espeak", "en-us+f3"), Voice("flite", "slt"), Voice("festival", "voice_ked_diphone"))
UNSEEN = (Voice("flite", "rms"),)
UNSEEN_NEURAL = (Voice("piper", "joe"),)
UNSEEN_ESPEAK = tuple(Voice("espeak", f"en-us+{v}") for v in ("Storm", "Tweaky", "RicishayMax", "croak"))
EFFECTS = {
    "silence": ["synth", "60", "whitenoise", "gain", "-75"],
    "music": ["synth", "60", "pluck", "C3", "pluck", "E3", "pluck", "G3", "pluck", "C4", "tremolo", "2", "60",
              "chorus", "0.6", "0.9", "50", "0.4", "0.25", "2", "-t", "gain", "-12"],
    "noise": ["synth", "60", "pinknoise", "tremolo", "0.3", "70", "gain", "-18"],
}  # fmt: skip
"""Made by sox, not by the generator of the training noise."""


def sets(text: Text) -> dict[str, tuple[list[str], Sequence[Voice]]]:
    """Name to sentences and voices; no sentence is in training text, whatever the voice."""
    aside = text.aside
    return {
        "trained": (aside.templates[:120], TRAINED),
        "unseen-templates": (aside.templates[120:], UNSEEN),
        "unseen-espeak": (aside.templates[:60], UNSEEN_ESPEAK),
        "unseen-banking": (aside.banking[::3], UNSEEN),
        "unseen-natcs": (aside.natcs[:60], UNSEEN),
        "unseen-ids": (aside.ids, UNSEEN),
        "develop": (aside.develop[::2], (UNSEEN_ESPEAK[0], TRAINED[1], TRAINED[2])),
        "develop-neural": (aside.develop[1::2], UNSEEN_NEURAL),
        "develop-neural-ids": (aside.develop_ids, UNSEEN_NEURAL),
        "develop-ids": (aside.develop_ids, (UNSEEN_ESPEAK[0], TRAINED[1], TRAINED[2])),
    }


def word_times(text: str, voice: Voice, lexicon_phones: list[list[int]]) -> list[tuple[float, float]]:
    """Start and end of each word in flite's own file; empty if it said other phones than the lexicon has."""
    said = subprocess.run(
        ["flite", "-voice", voice.name, "-psdur", "-t", text, "none"], capture_output=True, text=True, check=True
    ).stdout
    phones: list[tuple[str, float, float]] = []
    start = 0.0
    for pair in said.split():
        name, _, end = pair.partition(":")
        phones.append((name, start, float(end)))
        start = float(end)
    spoken = [phone for phone in phones if phone[0] in PHONE_ID]
    if [PHONE_ID[p] for p, _, _ in spoken] != [p for word in lexicon_phones for p in word]:
        return []
    times, at = [], 0
    for word in lexicon_phones:
        times.append((spoken[at][1], spoken[at + len(word) - 1][2]))
        at += len(word)
    return times


def make_set(name: str, sentences: list[str], speakers: Sequence[Voice], text: Text, plan: Plan) -> None:
    """N.clean.wav and N.degraded.wav with text.jsonl beside them."""
    rng, noise = random.Random(f"{plan.seed} {name}"), np.random.default_rng([plan.seed, len(name), len(sentences)])
    folder = plan.tests / name
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(i, written(s.split()), speakers[i % len(speakers)]) for i, s in enumerate(sentences)]
    with tempfile.TemporaryDirectory() as scratch:
        spoken = synthesis.speak(jobs, Path(scratch), plan.work)
    others = [line.clean(s.samples, s.rate_hz, noise).speech for s in list(spoken.values())[:20]]
    recordings: list[Recording] = []
    for i, written_text, voice in jobs:
        if i not in spoken:
            continue
        said = spoken[i]
        times: list[tuple[float, float]] = []
        if voice.engine == "flite" and all(word in text.lexicon for word in sentences[i].split()):
            words = sentences[i].split()
            parts = [expected_phones(words[:n], text.lexicon) for n in range(len(words) + 1)]
            per_word = [parts[n + 1][len(parts[n]) :] for n in range(len(words))]
            shift = LEAD_S - said.cut_s
            times = [(a + shift, b + shift) for a, b in word_times(written_text, voice, per_word)]
        clean = line.clean(said.samples, said.rate_hz, noise).sound
        degraded = line.degraded(said.samples, said.rate_hz, rng, noise, others).sound
        for kind, sound in (("clean", clean), ("degraded", degraded)):
            sf.write(folder / f"{i:03d}.{kind}.wav", np.clip(sound, -32768, 32767).astype(np.int16), SAMPLE_RATE)
        recordings.append(Recording(i, sentences[i], times))
    save(folder, recordings)


def build(plan: Plan, text: Text) -> None:
    """Every set that is not there yet."""
    neural.prepare(plan.work)
    for name, (sentences, speakers) in sets(text).items():
        if not (plan.tests / name / "text.jsonl").exists():
            make_set(name, sentences, speakers, text, plan)
            print(f"tests: {name}", flush=True)
    for name in WORDLESS:
        path = plan.tests / f"{name}.wav"
        subprocess.run(
            ["sox", "-R", "-n", "-r", str(SAMPLE_RATE), "-b", "16", "-c", "1", str(path), *EFFECTS[name]], check=True
        )
