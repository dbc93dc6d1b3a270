"""What a telephone line and a room do to speech: tempo, reverb, noise, hold music, band, codec, clipping, loss."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import soundfile as sf
import soxr
from scipy.signal import butter, fftconvolve, lfilter  # type: ignore[import-untyped]

from tools.model.plan import SAMPLE_RATE
from tools.model.recordings import LEAD_S, TAIL_S

Samples = npt.NDArray[np.float64]
FULL_SCALE = 32767


@dataclass(frozen=True, slots=True)
class Heard:
    """Sound as the far end gets it (16-bit scale, SAMPLE_RATE), and the undisturbed speech on the same clock."""

    sound: Samples
    speech: Samples


def unit(x: Samples) -> Samples:
    return np.asarray(x / (x.std() + 1e-9))


def coloured(n: int, rng: random.Random, noise: np.random.Generator) -> Samples:
    """White to brown noise."""
    pole = rng.choice([0, 0.5, 0.9, 0.97])
    return unit(lfilter([1], [1, -pole], noise.standard_normal(n)))


def hum(n: int, rng: random.Random) -> Samples:
    """Mains hum, fans, tones of the exchange: a few steady partials, perhaps switched on and off."""
    t = np.arange(n) / SAMPLE_RATE
    base = rng.choice([50, 60, 100, 120, rng.uniform(200, 1200), 440, 350])
    partials = range(1, rng.randint(2, 8))
    x = np.sum([rng.random() * np.sin(2 * np.pi * base * k * t + rng.uniform(0, 6)) for k in partials], axis=0)
    if rng.random() < 0.4:
        x = x * (np.sin(2 * np.pi * t / rng.uniform(0.4, 4)) > rng.uniform(-0.5, 0.5))
    return unit(x)


def music(n: int, rng: random.Random) -> Samples:
    """Hold music: chords and a tune on a scale, with random timbre, tempo and decay; half of it swells."""
    x = np.zeros(n)
    beat = int(SAMPLE_RATE * rng.uniform(0.15, 0.6))
    root, decay, partials = rng.uniform(90, 330), rng.uniform(0.5, 8), rng.randint(1, 6)
    scale = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16]
    for start in range(0, n, beat):
        length = min(n - start, beat * rng.randint(1, 4))
        t = np.arange(length) / SAMPLE_RATE
        shape = np.exp(-decay * t) * np.minimum(1, t * rng.choice([30, 100, 400]))
        for _ in range(rng.choice([1, 1, 2, 3])):
            f = root * 2 ** (rng.choice(scale) / 12) * rng.choice([1, 1, 2, 3])
            vibrato = rng.choice([0, 0, 4]) * np.sin(2 * np.pi * 5.5 * t)
            tone = sum(np.sin(2 * np.pi * k * f * t + vibrato) / k for k in range(1, partials + 1) if k * f < 3800)
            x[start : start + length] += shape * tone
    if rng.random() < 0.5:
        x *= 1 + rng.uniform(0.1, 0.9) * np.sin(2 * np.pi * rng.uniform(0.5, 8) * np.arange(n) / SAMPLE_RATE)
    return unit(x)


def babble(n: int, rng: random.Random, voices: list[Samples]) -> Samples:
    """Other people talking in the room."""
    x = np.zeros(n)
    for _ in range(rng.randint(1, 4)):
        x += unit(np.resize(rng.choice(voices), n))
    return unit(x)


def background(n: int, rng: random.Random, noise: np.random.Generator, voices: list[Samples]) -> Samples:
    kind = rng.random()
    if kind < 0.28 and voices:
        return babble(n, rng, voices)
    if kind < 0.34:
        return music(n, rng)
    return unit(hum(n, rng) + coloured(n, rng, noise)) if kind < 0.42 else coloured(n, rng, noise)


def mu_law(x: Samples) -> Samples:
    y = np.sign(x) * np.log1p(255 * np.minimum(1, np.abs(x))) / np.log1p(255)
    y = np.round(y * 127) / 127
    return np.asarray(np.sign(y) * (256 ** np.abs(y) - 1) / 255)


def gsm(x: Samples) -> Samples:
    """GSM 06.10 there and back."""
    packed = io.BytesIO()
    sf.write(packed, np.clip(x, -1, 1), SAMPLE_RATE, format="WAV", subtype="GSM610")
    packed.seek(0)
    return np.resize(sf.read(packed, dtype="float64")[0], len(x))


def transmitted(x: Samples, rng: random.Random, noise: np.random.Generator) -> Samples:
    """Level, clipping, lost packets, codec; → 16-bit scale with a trace of noise so that no frame is all zero."""
    if rng.random() < 0.1:
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(max(1, len(x) - 400))
            x[at : at + rng.choice([80, 160, 320])] *= rng.choice([0, 0, 0.2])
    x = x / (np.abs(x).max() + 1e-9) * 10 ** (rng.uniform(-30, 0) / 20)
    if rng.random() < 0.08:
        limit = rng.uniform(0.25, 0.8) * np.abs(x).max()
        x = np.clip(x, -limit, limit)
    codec = rng.random()
    if codec < 0.35:
        x = mu_law(x)
    elif codec < 0.47:
        x = gsm(x)
    return x * FULL_SCALE + noise.standard_normal(len(x))


def padded(x: Samples, rng: random.Random) -> Samples:
    lead, tail = int(rng.uniform(0.05, 0.6) * SAMPLE_RATE), int(rng.uniform(0.1, 0.8) * SAMPLE_RATE)
    return np.concatenate([np.zeros(lead), x, np.zeros(tail)])


def clean(x: Samples, rate_hz: int, noise: np.random.Generator) -> Heard:
    """At telephone rate and half level, otherwise untouched, with some quiet around it."""
    x = soxr.resample(x, rate_hz, SAMPLE_RATE)
    lead, tail = (np.zeros(round(s * SAMPLE_RATE)) for s in (LEAD_S, TAIL_S))
    x = np.concatenate([lead, x / (np.abs(x).max() + 1e-9) / 2, tail])
    return Heard(x * FULL_SCALE + noise.standard_normal(len(x)), x)


def quiet(x: Samples, rate_hz: int, rng: random.Random, noise: np.random.Generator) -> Heard:
    """A good line: another speaker's tempo and pitch, as in `degraded`, some level, a trace of noise."""
    x = soxr.resample(x, rate_hz, SAMPLE_RATE / rng.uniform(0.85, 1.18))
    x = padded(x / (np.abs(x).max() + 1e-9), rng)
    hiss = rng.choice([0.3, 1.0]) * 10 ** (rng.uniform(0, 20) / 20)
    return Heard(x * FULL_SCALE * 10 ** (rng.uniform(-20, -1) / 20) + hiss * noise.standard_normal(len(x)), x)


def degraded(x: Samples, rate_hz: int, rng: random.Random, noise: np.random.Generator, voices: list[Samples]) -> Heard:
    """One random room and line. Resampling moves pitch, formants and tempo together, as another speaker would."""
    x = soxr.resample(x, rate_hz, SAMPLE_RATE / rng.uniform(0.80, 1.25))
    speech = padded(x / (np.abs(x).max() + 1e-9), rng)
    x = speech
    if rng.random() < 0.35:
        t = np.arange(SAMPLE_RATE // 4) / SAMPLE_RATE
        room = noise.standard_normal(len(t)) * np.exp(-6.9 * t / rng.uniform(0.03, 0.35)) * rng.uniform(0.03, 0.25)
        room[0] = 1
        x = fftconvolve(x, room)[: len(x)]
    if rng.random() < 0.4:
        x = lfilter([1, rng.uniform(-0.6, 0.6)], [1, rng.uniform(-0.3, 0.3)], x)
    if rng.random() < 0.45:
        half = SAMPLE_RATE / 2
        b, a = butter(2, [rng.uniform(150, 350) / half, rng.uniform(3000, 3700) / half], "band")
        x = lfilter(b, a, x)
    x = unit(x)
    if rng.random() < 0.7:
        x = x + background(len(x), rng, noise, voices) * 10 ** (-rng.uniform(4, 30) / 20)
    else:
        x = x + noise.standard_normal(len(x)) * 10 ** (-rng.uniform(40, 60) / 20)
    return Heard(transmitted(x, rng, noise), speech)


def wordless(seconds: float, rng: random.Random, noise: np.random.Generator) -> Heard:
    """A stretch in which nobody speaks: silence, noise, tones or music."""
    n = int(seconds * SAMPLE_RATE)
    match rng.choice(["music", "music", "hum", "noise"]):
        case "music":
            x = music(n, rng)
        case "hum":
            x = hum(n, rng)
        case _:
            x = coloured(n, rng, noise)
    x = x + coloured(n, rng, noise) * 10 ** (-rng.uniform(5, 40) / 20)
    level = rng.choice([1.0, 1.0, 0.05, 0.002])
    return Heard(transmitted(x, rng, noise) * level + noise.standard_normal(n), np.zeros(n))
