"""Sentences to speech: every engine's voices; each tells its phones if it can."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile as sf
import ttspico  # type: ignore[import-untyped]

from tools.model import neural, rhvoice, speaker, tinytts
from tools.model.lexicon import PHONE_ID
from tools.model.voices import FLITE_PITCH, Voice

Samples = npt.NDArray[np.float64]

PICO_RATE_HZ = 16_000
ANOTHER_SPEAKER = 0.5
"""How often a voice that was built from a person's recordings is turned into another speaker (speaker.py)."""

BETWEEN = (0.2, 1.25)
"""How far along the line from one speaker (0) to another (1) a new one may stand."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What a voice said: samples within ±1, the phones if the engine tells them, and the silence cut off first."""

    samples: Samples
    rate_hz: int
    phones: list[int] | None
    cut_s: float


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


@cache
def pico_engine(language: str) -> ttspico.TtsEngine:
    return ttspico.TtsEngine(language)


def pico(text: str, voice: Voice, out: Path) -> None:
    """SVOX Pico (in this process) keeps its phones to itself. It can say a sentence only once it has ended."""
    engine = pico_engine(voice.name)
    engine.rate, engine.pitch = round(100 * voice.rate), round(100 * voice.pitch)
    said = np.frombuffer(engine.speak(f"{text}."), np.int16)
    sf.write(out, said, PICO_RATE_HZ, subtype="PCM_16")


def loud_part(samples: Samples, rate_hz: int) -> tuple[int, int]:
    """Where the sentence lies within the silence that engines put around it; 25 ms are kept."""
    loud = np.nonzero(np.abs(samples) > 0.003)[0]
    if not len(loud):
        return 0, 0
    keep = rate_hz // 40
    return max(0, int(loud[0]) - keep), int(loud[-1]) + keep


def varied(speech: Speech, voice: Voice, times: int, rng: random.Random) -> list[Speech]:
    """The sentence `times` times, now and then by another speaker; robots stay what they are."""
    if voice.engine == "espeak":
        return [speech] * times
    parts = speaker.Parts.of(speech.samples, speech.rate_hz)
    return [
        Speech(speaker.another(parts, rng), speaker.RATE_HZ, speech.phones, speech.cut_s)
        if rng.random() < ANOTHER_SPEAKER
        else speech
        for _ in range(times)
    ]


def blended(first: Speech, second: Speech, times: int, rng: random.Random) -> list[Speech]:
    """The same sentence by `times` others, on the line from the first speaker to the second or a little beyond."""
    one, other = (speaker.Parts.of(said.samples, said.rate_hz) for said in (first, second))
    made = []
    for _ in range(times):
        low, high = rng.uniform(*BETWEEN), rng.uniform(*BETWEEN)
        nearer = first if low + high < 1 else second
        samples = speaker.another(speaker.between(one, other, low, high), rng)
        made.append(Speech(samples, speaker.RATE_HZ, nearer.phones, nearer.cut_s))
    return made


def speak(jobs: list[tuple[int, str, Voice]], folder: Path, work: Path) -> dict[int, Speech]:
    """All sentences, by job number; one that an engine cannot say is left out.

    `work` holds what RHVoice and the neural voices need.
    """
    told: dict[int, list[int] | None] = {}
    batch = [job for job in jobs if job[2].engine == "festival"]
    if batch:
        told |= festival(batch, folder)
    batch = [job for job in jobs if job[2].engine == "rhvoice"]
    if batch:
        rhvoice.say(batch, work, folder)
        told |= dict.fromkeys((number for number, _, _ in batch), None)
    for number, text, voice in jobs:
        match voice.engine:
            case "espeak":
                told[number] = espeak(text, voice, folder / f"{number}.wav")
            case "flite":
                told[number] = flite(text, voice, folder / f"{number}.wav")
            case "pico":
                pico(text, voice, folder / f"{number}.wav")
                told[number] = None
            case "tinytts":
                told[number] = tinytts.say(text, voice, work, folder / f"{number}.wav")
            case "kokoro" | "hibari" | "piper":
                told[number] = neural.say(text, voice, work, folder / f"{number}.wav")
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
