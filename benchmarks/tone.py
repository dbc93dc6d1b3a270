"""Whether a change of the customer's voice is told, and whether none is when nothing changed.

    python -m benchmarks.tone [--voices N]

Each voice says twenty sentences, and again in another order; that second half ``sox`` makes faster (25 %), louder
(6 dB), higher (3 semitones), a little of all three (15 %, 6 dB, 2 semitones), or leaves it. The bundled call's customer
is treated so too. Everything goes through the engine's recogniser and its voice meter to ``insight.tone``. Needs
espeak-ng, flite and sox. Exit status 1 when a change of all three is missed or an unchanged half is noted.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import soundfile

import resources
from calls.events import Utterance
from insight.tone import Tone
from transcription.hearing import Options, hear_recording

MODEL = resources.path("models", "attune-small-en")
DAY = date(2026, 3, 2)
RATE = 16_000
CHANGES = {
    "unchanged": (),
    "faster": ("tempo", "-s", "1.25"),
    "louder": ("gain", "6"),
    "higher": ("pitch", "300"),
    "all three": ("tempo", "-s", "1.15", "pitch", "200", "gain", "6"),
}
VOICES = (
    ("espeak-ng", "-v", "en-us+m3", "-p", "45", "-s", "150"),
    ("espeak-ng", "-v", "en-us+f2", "-p", "55", "-s", "160"),
    ("flite", "-voice", "slt"),
    ("flite", "-voice", "rms"),
    ("espeak-ng", "-v", "en-gb+f4", "-p", "50", "-s", "145"),
    ("flite", "-voice", "awb"),
)
SENTENCES = (
    "hi i am calling because my order has not arrived", "it was supposed to be here on monday",
    "i paid for the faster delivery as well", "nobody has told me anything so far",
    "yes i have the number here somewhere", "can you see where the parcel is now",
    "that is what the last agent told me too", "i do not want to wait another week for it",
    "okay please have a look at that", "the address is the same as before",
    "i was at home all day and nobody rang the bell", "the driver left no note at all",
    "so what happens next with my order", "i would rather have my money back then",
    "how long does the refund take", "that is fine with me thank you",
    "no i have not opened a second account", "my wife may have called you about it",
    "please send the answer to my email", "i will check it again on friday",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--voices", type=int, default=len(VOICES))
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for number, voice in enumerate([(), *VOICES[: options.voices]]):
            halves = spoken(voice, number, folder) if voice else bundled()
            for name, change in CHANGES.items():
                notes = told(*halves, change, folder)
                wrong += bool(notes) if name == "unchanged" else not notes and name == "all three"
                print(f"{' '.join(voice) or 'the bundled call':38} {name:10} {'; '.join(notes) or '-'}", flush=True)
    return 1 if wrong else 0


def bundled() -> tuple[np.ndarray, np.ndarray]:
    samples, _ = soundfile.read(resources.path("demo", "call.wav"), dtype="int16")
    middle = len(samples) // 2
    return samples[:middle, 1], samples[middle:, 1]


def spoken(voice: tuple[str, ...], seed: int, folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """The sentences twice over, each time in an order of its own, with a pause after each and a line's noise."""
    chance = random.Random(seed)
    noise = np.random.default_rng(seed)
    halves = []
    for _ in range(2):
        parts = []
        for sentence in chance.sample(SENTENCES, len(SENTENCES)):
            path, plain = folder / "said.wav", folder / "plain.wav"
            out = ("-w", path, sentence) if voice[0] == "espeak-ng" else ("-t", sentence, "-o", path)
            subprocess.run([*voice, *out], check=True, capture_output=True)
            sox(path, plain, "rate", str(RATE))
            said, _ = soundfile.read(plain, dtype="float64")
            said *= 0.06 * 10 ** (chance.gauss(0, 1.0) / 20) / np.sqrt(np.mean(np.square(said)))
            parts += [said, np.zeros(round(chance.uniform(1.2, 2.5) * RATE))]
        half = np.concatenate(parts)
        halves.append(np.asarray(32768 * (half + noise.normal(0, 0.0008, len(half))), np.int16))
    return halves[0], halves[1]


def told(first: np.ndarray, second: np.ndarray, change: tuple[str, ...], folder: Path) -> list[str]:
    before, after, whole = folder / "before.wav", folder / "after.wav", folder / "call.wav"
    soundfile.write(before, second, RATE)
    sox(before, after, *change)
    changed, _ = soundfile.read(after, dtype="int16")
    soundfile.write(whole, np.concatenate([first, changed]), RATE)
    tone = Tone()
    for entry in hear_recording([whole], MODEL, DAY, options=Options(tone=True)):
        if isinstance(entry.event, Utterance):
            tone.hear(entry.event)
    return [f"{note.at:.0f} s {note.text}" for note in tone.notes]


def sox(source: Path, out: Path, *effects: str) -> None:
    subprocess.run(["sox", "-D", source, out, *effects], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
