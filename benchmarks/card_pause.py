"""What the pause at a card takes with it: words said behind the last digit that are lost, and digits that are not.

    python -m benchmarks.card_pause [--voices N]

Each voice reads out a card, its date and its code to an agent, in four ways, and goes on at once with what must not be
lost; the line is quiet, or has noise 15 dB below the voice. Each call goes through the engine twice, masked alone and
paused: what the first has behind the last digit, the second must have too. Needs espeak-ng and flite. Exit status 1
when a word is lost or four digits of the card, or three of the code, are told.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import soundfile
import soxr

import resources
from calls.events import CapturePaused, Event, Utterance
from transcription.hearing import Options, hear_recording

MODEL = resources.path("models", "attune-small-en")
DAY = date(2026, 3, 2)
RATE = 16_000
LEVEL = 0.06
AGENT = ("flite", "-voice", "slt")
VOICES = (
    ("espeak-ng", "-v", "en-us+Storm", "-p", "42", "-s", "150"),
    ("espeak-ng", "-v", "en-us+m3", "-p", "45", "-s", "145"),
    ("flite", "-voice", "rms"),
    ("espeak-ng", "-v", "en-gb+f4", "-p", "50", "-s", "140"),
    ("flite", "-voice", "awb"),
    ("espeak-ng", "-v", "en-us+f2", "-p", "55", "-s", "150"),
)
NUMBER = "four five three two, zero one five one, one two eight three, zero three six six"
SECRETS = ("4532015112830366", "731")
BEGINNING = ("agent: Can I take the card number please?",)
WITH_CODE = (
    "agent: And the expiry date?",
    "customer: april twenty seven.",
    "agent: And the security code on the back?",
)
SCRIPTS = {
    "an order in the same breath": (f"customer: It is {NUMBER}, and my order number is six two nine four one.",),
    "the agent asks on": (
        f"customer: It is {NUMBER}.",
        "agent: Thank you. And what is your delivery address?",
        "customer: It is twelve market street in springfield.",
    ),
    "a code, and an address": (
        f"customer: It is {NUMBER}.",
        *WITH_CODE,
        "customer: seven three one.",
        "customer: Please send it to twelve market street, the old address is wrong.",
    ),
    "in pieces, and the agent talks on": (
        *(f"customer: {piece}." for piece in NUMBER.split(", ")),
        *WITH_CODE,
        "customer: It is seven three one.",
        "agent: Lovely, thank you so much for your patience. I will send you a letter about the refund on monday.",
    ),
}
GAP_S = 0.7
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--voices", type=int, default=len(VOICES))
    options = parser.parse_args()
    words = lost = leaks = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for voice, (name, script) in product(VOICES[: options.voices], SCRIPTS.items()):
            sides, told_until = call(voice, [*BEGINNING, *script], folder)
            for noise_db in (-60, -15):
                soundfile.write(folder / "call.wav", noisy(sides, noise_db), RATE)
                masked, paused = (heard(folder / "call.wav", pauses) for pauses in (False, True))
                since = max(told_until, masked_until(masked))
                behind, leak = words_from(masked, since), is_leaked(paused)
                missing = behind - words_from(paused, since)
                words, lost, leaks = words + behind, lost + missing, leaks + leak
                pauses = sum(isinstance(event, CapturePaused) for event in paused)
                print(f"{' '.join(voice):42} {name:34} noise {noise_db:3} dB: {missing:2} of {behind:2} lost", end="")
                print(f", {pauses} pauses{', LEAKED' * leak}", flush=True)
    print(f"{lost} of {words} words behind the card lost, {leaks} leaks")
    return 1 if lost or leaks else 0


def call(voice: Sequence[str], lines: Sequence[str], folder: Path) -> tuple[np.ndarray, float]:
    """Both sides, and when the last breath that tells a secret and no more was over."""
    placed: list[tuple[bool, int, np.ndarray]] = []
    now, told_until = RATE, 0.0
    for line in lines:
        side, _, text = line.partition(": ")
        samples = spoken(AGENT if side == "agent" else voice, text, folder)
        placed.append((side == "customer", now, samples))
        now += len(samples)
        if side == "customer" and text.endswith(("six six.", "three one.", "seven.", "five one.")):
            told_until = now / RATE
        now += round(GAP_S * RATE)
    sides = np.zeros((now + 8 * RATE, 2))
    for is_customer, at, samples in placed:
        sides[at : at + len(samples), int(is_customer)] += samples
    return sides, told_until


def spoken(voice: Sequence[str], text: str, folder: Path) -> np.ndarray:
    path = folder / "said.wav"
    out = ("-w", path, text) if voice[0] == "espeak-ng" else ("-t", text, "-o", path)
    subprocess.run([*voice, *out], check=True, capture_output=True)
    samples, rate = soundfile.read(path, dtype="float64")
    loud = np.asarray(soxr.resample(samples, rate, RATE))
    return loud * (LEVEL / np.sqrt(np.mean(np.square(loud[loud != 0]))))


def noisy(sides: np.ndarray, noise_db: float) -> np.ndarray:
    noise = np.random.default_rng(1).normal(0, LEVEL * 10 ** (noise_db / 20), sides.shape)
    return np.asarray(32_767 * np.clip(sides + noise, -1, 1), np.int16)


def heard(path: Path, pauses: bool) -> list[Event]:
    return [entry.event for entry in hear_recording([path], MODEL, DAY, options=Options(pause_at_card=pauses))]


def masked_until(events: Sequence[Event]) -> float:
    return max((span.end for event in events if isinstance(event, Utterance) for span in event.masked), default=0.0)


def words_from(events: Sequence[Event], since: float) -> int:
    return sum(word.start >= since for event in events if isinstance(event, Utterance) for word in event.words)


def is_leaked(events: Sequence[Event]) -> bool:
    told = [event.raw for event in events if isinstance(event, Utterance)]
    digits = ["".join(str(DIGITS.index(word)) if word in DIGITS else " " for word in raw.split()) for raw in told]
    return any(part in run for secret in SECRETS for part in parts(secret) for run in digits)


def parts(secret: str) -> list[str]:
    size = min(4, len(secret))
    return [secret[at : at + size] for at in range(len(secret) - size + 1)]


if __name__ == "__main__":
    sys.exit(main())
