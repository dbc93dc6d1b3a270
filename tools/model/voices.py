"""Who speaks: the voices that training may use, how often each is drawn, and how a sentence is written for them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cache

from tools.model.lexicon import pairs
from tools.model.plan import HERE, NEVER_TRAINED

ESPEAK_ACCENTS = {"en-us": 8, "en-gb": 2, "en-gb-scotland": 1, "en-gb-x-rp": 1, "en-029": 1, "en-us-nyc": 1}
"""Accent to how often it is drawn."""
FLITE_PITCH = {"slt": 180, "awb": 120, "kal": 105, "kal16": 105, "rms": 100}
"""Mean pitch of each flite voice in Hz; drawn around it."""
FLITE_SHARE = {"slt": 4, "awb": 4, "kal16": 1, "kal": 1}
FESTIVAL_SHARE = {"voice_kal_diphone": 2, "voice_ked_diphone": 3, "voice_cmu_us_slt_arctic_hts": 4}
PICO_SHARE = {"en-US": 3, "en-GB": 1}
RHVOICE_SHARE = {"bdl": 3, "clb": 2, "slt": 1}
KOKORO_SECOND = {"english": 7, "others": 3}
"""Towards whom its speakers lean."""
PEOPLE = ("slt", "awb", "kal", "ked", "bdl", "clb", "heart")
TWO_PEOPLE = 0.5
"""How often two say a sentence."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One way to speak: `name` is what the engine calls it; rate and pitch are factors around its normal."""

    engine: str
    name: str
    rate: float = 1.0
    pitch: float = 1.0


@cache
def espeak_variants() -> list[str]:
    """espeak-ng's own variants of its voice that may be trained."""
    return (HERE / "text" / "espeak_variants.txt").read_text(encoding="utf-8").split()


@cache
def kokoro_speakers() -> dict[str, list[str]]:
    """`english`, and `others`: of other languages, a whisperer and a man in costume, heard in mixtures alone."""
    return {kind: names.split() for kind, names in pairs("kokoro_speakers.txt").items()}


def weighted(rng: random.Random, shares: dict[str, int]) -> str:
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def draw(rng: random.Random) -> Voice:
    """A voice for training; never one of plan.NEVER_TRAINED."""
    kind = rng.random()
    rate, pitch = rng.uniform(0.8, 1.25), rng.uniform(0.7, 1.45)
    if kind < 0.28:
        accent = weighted(rng, ESPEAK_ACCENTS)
        variant = f"+{rng.choice(espeak_variants())}" if rng.random() < 0.95 else ""
        return Voice("espeak", accent + variant, rate, pitch)
    if kind < 0.38:
        return Voice("flite", weighted(rng, FLITE_SHARE), rate, pitch)
    if kind < 0.44:
        return Voice("festival", weighted(rng, FESTIVAL_SHARE), rate)
    if kind < 0.58:
        return Voice("rhvoice", weighted(rng, RHVOICE_SHARE), rate, pitch)
    if kind < 0.63:
        return Voice("tinytts", "male", rate)
    if kind < 0.73:
        return Voice("hibari", "heart", rate)
    if kind < 0.80:
        return Voice("pico", weighted(rng, PICO_SHARE), rate, pitch)
    first, second = (rng.choice(kokoro_speakers()[kind]) for kind in ("english", weighted(rng, KOKORO_SECOND)))
    return Voice("kokoro", f"{first}+{second}@{rng.uniform(-0.15, 0.6):.2f}", rate)


def person(voice: Voice) -> str:
    """Whose recordings the voice was built from; some people are in several engines."""
    return next((name for name in PEOPLE if name in voice.name), voice.name)


def cast(rng: random.Random) -> tuple[Voice, ...]:
    """Who says a sentence: one voice, or now and then two people, neither hurried, of whom a third is made."""
    if rng.random() > TWO_PEOPLE:
        return (draw(rng),)
    while True:
        pair = tuple(replace(draw(rng), rate=rng.uniform(0.88, 1.15), pitch=1.0) for _ in range(2))
        if "espeak" not in {voice.engine for voice in pair} and len({person(voice) for voice in pair}) == 2:
            return pair


def is_trainable(voice: Voice) -> bool:
    """Whether the voice may be used for training speech."""
    variant = voice.name.partition("+")[2] if voice.engine == "espeak" else voice.name
    return f"{voice.engine}:{variant}" not in NEVER_TRAINED


def punctuated(text: str, rng: random.Random) -> str:
    """Commas here and there, so that the voice pauses as people do."""
    words = text.split()
    chance = 0.12 if all(len(word) < 6 for word in words) else 0.07
    return " ".join(word + "," if rng.random() < chance and word != words[-1] else word for word in words)
