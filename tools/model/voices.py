"""Sentences to speech with Debian's synthesisers: espeak-ng, flite, festival; each tells its phones if it can."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile as sf

from tools.model.lexicon import PHONE_ID
from tools.model.plan import HERE, NEVER_TRAINED

Samples = npt.NDArray[np.float64]

ESPEAK_ACCENTS = {"en-us": 8, "en-gb": 2, "en-gb-scotland": 1, "en-gb-x-rp": 1, "en-029": 1, "en-us-nyc": 1}
"""Accent to how often it is drawn."""
FLITE_PITCH = {"slt": 180, "awb": 120, "kal": 105, "kal16": 105, "rms": 100}
"""Mean pitch of each flite voice in Hz; drawn around it."""
FLITE_SHARE = {"slt": 4, "awb": 4, "kal16": 1, "kal": 1}
FESTIVAL_SHARE = {"voice_kal_diphone": 3, "voice_ked_diphone": 4, "voice_cmu_us_slt_arctic_hts": 3}


@dataclass(frozen=True, slots=True)
class Voice:
    """One way to speak: `name` is what the engine calls it; rate and pitch are factors around its normal."""

    engine: str
    name: str
    rate: float = 1.0
    pitch: float = 1.0


@dataclass(frozen=True, slots=True)
class Speech:
    """What a voice said: samples within ±1, the phones if the engine tells them, and the silence cut off first."""

    samples: Samples
    rate_hz: int
    phones: list[int] | None
    cut_s: float


@cache
def espeak_variants() -> list[str]:
    """espeak-ng's own variants of its voice that may be trained."""
    return (HERE / "text" / "espeak_variants.txt").read_text(encoding="utf-8").split()


def weighted(rng: random.Random, shares: dict[str, int]) -> str:
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def draw(rng: random.Random) -> Voice:
    """A voice for training; never one of plan.NEVER_TRAINED."""
    kind = rng.random()
    rate, pitch = rng.uniform(0.8, 1.25), rng.uniform(0.7, 1.45)
    if kind < 0.40:
        accent = weighted(rng, ESPEAK_ACCENTS)
        variant = f"+{rng.choice(espeak_variants())}" if rng.random() < 0.95 else ""
        return Voice("espeak", accent + variant, rate, pitch)
    if kind < 0.80:
        return Voice("flite", weighted(rng, FLITE_SHARE), rate, pitch)
    return Voice("festival", weighted(rng, FESTIVAL_SHARE), rate)


def is_trainable(voice: Voice) -> bool:
    """Whether the voice may be used for training speech."""
    variant = voice.name.partition("+")[2] if voice.engine == "espeak" else voice.name
    return f"{voice.engine}:{variant}" not in NEVER_TRAINED


def punctuated(text: str, rng: random.Random) -> str:
    """Commas here and there, so that the voice pauses as people do."""
    words = text.split()
    chance = 0.12 if all(len(word) < 6 for word in words) else 0.07
    return " ".join(word + "," if rng.random() < chance and word != words[-1] else word for word in words)


def espeak(text: str, voice: Voice, out: Path) -> list[int] | None:
    """espeak-ng has its own phone set: it tells none."""
    pitch = round(min(99, max(5, 50 * voice.pitch)))
    command = [
        "espeak-ng",
        "-v",
        voice.name,
        "-p",
        str(pitch),
        "-s",
        str(round(170 * voice.rate)),
        "-w",
        str(out),
        text,
    ]
    subprocess.run(command, stderr=subprocess.DEVNULL, check=True)
    return None


def flite(text: str, voice: Voice, out: Path) -> list[int] | None:
    """flite prints the phones it says."""
    pitch = f"int_f0_target_mean={FLITE_PITCH[voice.name] * voice.pitch:.0f}"
    stretch = f"duration_stretch={1 / voice.rate:.2f}"
    command = ["flite", "-voice", voice.name, "-ps", "--setf", pitch, "--setf", stretch, "-t", text, "-o", str(out)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [PHONE_ID[p] for p in said.split() if p in PHONE_ID]


def festival(jobs: list[tuple[int, str, Voice]], folder: Path) -> dict[int, list[int]]:
    """Many sentences in one run, since festival starts slowly; → phones by job number, sound in `folder`/N.wav."""
    lines: list[str] = []
    current = ""
    for number, text, voice in sorted(jobs, key=lambda job: job[2].name):
        if voice.name != current:
            lines.append(f"({voice.name})")
            current = voice.name
        lines += [
            f"(Parameter.set 'Duration_Stretch {1 / voice.rate:.2f})",
            f'(set! u (utt.synth (Utterance Text "{text}")))',
            f'(utt.save.wave u "{folder}/{number}.wav" \'riff)',
            f'(format t "said {number} %l\\n" (mapcar (lambda (s) (item.name s)) (utt.relation.items u \'Segment)))',
        ]
    script = folder / "say.scm"
    script.write_text("\n".join(lines), encoding="utf-8")
    said = subprocess.run(["festival", "-b", str(script)], capture_output=True, text=True, check=False).stdout
    phones: dict[int, list[int]] = {}
    for line in said.splitlines():
        match line.replace("(", " ").replace(")", " ").replace('"', " ").split():
            case ["said", told, *names]:
                phones[int(told)] = [PHONE_ID[p] for p in names if p in PHONE_ID]
    return phones


def loud_part(samples: Samples, rate_hz: int) -> tuple[int, int]:
    """Where the sentence lies within the silence that engines put around it; 25 ms are kept."""
    loud = np.nonzero(np.abs(samples) > 0.003)[0]
    if not len(loud):
        return 0, 0
    keep = rate_hz // 40
    return max(0, int(loud[0]) - keep), int(loud[-1]) + keep


def speak(jobs: list[tuple[int, str, Voice]], folder: Path) -> dict[int, Speech]:
    """All sentences, by job number; one that an engine cannot say is left out."""
    told: dict[int, list[int] | None] = {}
    batch = [job for job in jobs if job[2].engine == "festival"]
    if batch:
        told |= festival(batch, folder)
    for number, text, voice in jobs:
        match voice.engine:
            case "espeak":
                told[number] = espeak(text, voice, folder / f"{number}.wav")
            case "flite":
                told[number] = flite(text, voice, folder / f"{number}.wav")
    spoken: dict[int, Speech] = {}
    for number, phones in told.items():
        path = folder / f"{number}.wav"
        if not path.exists() or path.stat().st_size < 1000:
            continue
        samples, rate_hz = sf.read(path, dtype="float64")
        path.unlink()
        start, end = loud_part(samples, rate_hz)
        if end - start > 0.1 * rate_hz:
            spoken[number] = Speech(samples[start:end], rate_hz, phones, start / rate_hz)
    return spoken
