"""Makes the bundled call: what is said, two synthetic voices, a telephone line, and a check by the bundled model.

    python tools/demo_call.py                    write resources/demo/call.wav and script.json, then check them
    python tools/demo_call.py --check            check the call as it is there
    python tools/demo_call.py --check --against FILE…   name the sentences that these texts hold too

Needs Debian's ``flite`` and ``espeak-ng``; the same versions give the same samples.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
import vosk

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "resources" / "demo"
MODEL = ROOT / "resources" / "models" / "attune-small-en"

RATE = 16_000
BLOCK = RATE // 10
LEVEL = 0.06
"""Speech level, root mean square of full scale: about -24 dBFS, as a headset gives it."""
ROOM_NOISE = 0.0004
LINE_NOISE = 0.0008
"""Noise of the agent's room and of the telephone line, root mean square: nothing real is digitally silent."""
SENTENCE_PAUSE_S = 0.32
"""Between the sentences of a turn; below the model's end-pointing, so that a turn stays in few utterances."""
LEAD_S = 0.8
MOST_WRONG = 0.10

AGENT, CUSTOMER = "agent", "customer"
Samples = np.ndarray[Any, np.dtype[np.float64]]

VOICES: Mapping[str, Sequence[str]] = {
    AGENT: ("flite", "-voice", "slt", "--setf", "duration_stretch=1.06", "-o", "{file}", "-t", "{text}"),
    CUSTOMER: ("espeak-ng", "-v", "en-us+Storm", "-p", "42", "-s", "150", "-w", "{file}", "{text}"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One turn. ``text`` is for the synthesiser; ``gap_s`` is the silence before it, negative to speak across.

    ``truth`` goes into the script beside the words; every ``said`` in it must be heard by the bundled model.
    """

    channel: str
    text: str
    gap_s: float = 0.8
    truth: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn as it stands in the script; times in seconds from the start of the file."""

    channel: str
    text: str
    start: float
    end: float
    truth: Mapping[str, Any]


def fact(kind: str, value: str, said: str) -> dict[str, str]:
    return {"kind": kind, "value": value, "said": said}


LINES = (
    Line(AGENT, "Good morning, and welcome to customer service. My name is Karen. How may I help?"),
    Line(
        CUSTOMER,
        "Hi Karen. I am calling a second time about this. You charged me twice for one order.",
        0.9,
        {"issue": "you charged me twice for one order", "repeat_contact": "i am calling a second time about this"},
    ),
    Line(AGENT, "We apologize that you need to call again. May I please have your first and last name?"),
    Line(CUSTOMER, "It's Daniel Cooper.", 0.8, {"facts": [fact("name", "Daniel Cooper", "daniel cooper")]}),
    Line(AGENT, "Thanks, Daniel. And the order number, please?", 0.9),
    Line(
        CUSTOMER,
        "Yes, the number is six three nine, two eight five.",
        1.2,
        {"facts": [fact("order", "639285", "six three nine two eight five")]},
    ),
    Line(
        AGENT,
        "Six three nine two eight five. That is the coffee maker. Please tell me the date and the amount.",
        0.9,
        {"facts": [fact("order", "639285", "six three nine two eight five")]},
    ),
    Line(
        CUSTOMER,
        "It was sixty four dollars and eighty cents, and I paid it twice on the third of March.",
        0.9,
        {
            "facts": [
                fact("amount", "64.80 USD", "sixty four dollars and eighty cents"),
                fact("date", "--03-03", "the third of march"),
            ]
        },
    ),
    Line(AGENT, "Can you please explain how it happened?", 1.0),
    Line(
        CUSTOMER,
        "The app had an error, and I pressed pay again.",
        0.8,
        {"cause": "the app had an error and i pressed pay again"},
    ),
    Line(AGENT, "I see.", -0.15),
    Line(
        CUSTOMER,
        "And then both payments went through. An agent promised to contact me last week, but that never happened.",
        -0.1,
    ),
    Line(AGENT, "I do understand that you are frustrated. Which card was used for this order?", 1.0),
    Line(
        CUSTOMER,
        "I used my Visa card, and it is four two four two, four two four two, four two four two, four two four two.",
        1.0,
        {"secrets": [{"kind": "card", "value": "4242424242424242", "said": " ".join(["four two four two"] * 4)}]},
    ),
    Line(AGENT, "Thank you. The last four digits are always enough for me.", 0.9),
    Line(
        AGENT,
        "Alright, I will send you a refund for sixty four dollars and eighty cents to your card today.",
        1.6,
        {
            "facts": [fact("amount", "64.80 USD", "sixty four dollars and eighty cents")],
            "promises": [{"what": "refund", "due": "today", "said": "i will send you a refund"}],
        },
    ),
    Line(CUSTOMER, "Yes, please do that.", 0.7),
    Line(
        AGENT,
        "And I will call you back on Friday at five o'clock to confirm the refund.",
        0.8,
        {
            "promises": [
                {"what": "call back", "due": "friday 17:00", "said": "i will call you back on friday at five o'clock"}
            ]
        },
    ),
    Line(
        CUSTOMER,
        "Friday works for me. But when will the money be back in my account?",
        0.9,
        {"open_question": "when will the money be back in my account"},
    ),
    Line(AGENT, "Please hold on for a minute.", 0.8),
    Line(CUSTOMER, "Sure.", 0.8),
    Line(AGENT, "Thank you for waiting, Daniel. Can I help you with anything else today?", 2.6),
    Line(CUSTOMER, "No, thank you. I hope this is the last time.", 0.9),
    Line(AGENT, "Thank you for your patience, Daniel. Goodbye.", 0.8),
    Line(CUSTOMER, "Thank you Karen. Bye.", 0.7),
)


def words_of(text: str) -> str:
    """``text`` as Vosk prints it: lower case, apostrophes, no other sign."""
    return " ".join(re.sub(r"[^a-z' ]+", " ", text.lower()).split())


def sentences_of(text: str) -> list[str]:
    return re.findall(r"[^.?!]+[.?!]", text)


# Sound ---------------------------------------------------------------------------------------------------------


def synthesised(channel: str, text: str) -> Samples:
    """One sentence at 16 kHz without the silence around it. Raises CalledProcessError, FileNotFoundError."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "sentence.wav")
        command = [part.format(file=file, text=text.strip()) for part in VOICES[channel]]
        subprocess.run(command, check=True, capture_output=True)
        samples, rate = soundfile.read(file, dtype="float64")
    return trimmed(resampled(samples, rate, RATE))


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    result: Samples = soxr.resample(samples, rate, wanted)
    return result


def trimmed(samples: Samples) -> Samples:
    """Without the ends that stay 40 dB below the loudest 10 ms."""
    hop = RATE // 100
    frames = samples[: len(samples) // hop * hop].reshape(-1, hop)
    power = (frames**2).mean(axis=1)
    loud = np.flatnonzero(power > power.max() * 1e-4)
    return samples[loud[0] * hop : (loud[-1] + 1) * hop]


def spoken(line: Line) -> Samples:
    """The whole turn at speech level; the customer's through the telephone."""
    pause = np.zeros(round(SENTENCE_PAUSE_S * RATE))
    parts: list[Samples] = []
    for sentence in sentences_of(line.text):
        parts += [pause] * bool(parts) + [synthesised(line.channel, sentence)]
    samples = np.concatenate(parts)
    if line.channel == CUSTOMER:
        samples = telephone_band(samples)
    loudness = float(np.sqrt((samples[samples != 0] ** 2).mean()))
    return samples * (LEVEL / loudness)


def telephone_band(samples: Samples) -> Samples:
    """300 to 3400 Hz, with slopes of 100 Hz."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    gain = np.interp(hertz, (250, 350, 3350, 3450), (0, 1, 1, 0))
    return np.fft.irfft(spectrum * gain, len(samples))


def mu_law(samples: Samples) -> Samples:
    """At 8 kHz in 8 bits and back (the curve of ITU-T G.711, continuous)."""
    narrow = np.clip(resampled(samples, RATE, RATE // 2), -1, 1)
    coded = np.round(np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log1p(255) * 127) / 127
    decoded = np.sign(coded) * np.expm1(np.abs(coded) * np.log1p(255)) / 255
    return resampled(decoded, RATE // 2, RATE)


def mixed(lines: Iterable[Line]) -> tuple[Samples, list[Turn]]:
    """The stereo call (left agent, right customer) and where each turn stands in it."""
    placed: list[tuple[Line, int, Samples]] = []
    now = round(LEAD_S * RATE)
    for line in lines:
        samples = spoken(line)
        start = now + round(line.gap_s * RATE) * bool(placed)
        placed.append((line, start, samples))
        now = max(now, start + len(samples))
    length = now + RATE
    rng = np.random.default_rng(1)
    agent, customer = rng.normal(0, ROOM_NOISE, length), rng.normal(0, LINE_NOISE, length)
    for line, start, samples in placed:
        side = agent if line.channel == AGENT else customer
        side[start : start + len(samples)] += samples
    stereo = np.stack([agent, mu_law(customer)[:length]], axis=1)
    turns = [
        Turn(line.channel, words_of(line.text), start / RATE, (start + len(samples)) / RATE, line.truth or {})
        for line, start, samples in placed
    ]
    return stereo, turns


# Files ---------------------------------------------------------------------------------------------------------


def write(folder: Path, stereo: Samples, turns: Sequence[Turn]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    whole = np.round(np.clip(stereo, -1, 1) * 32_767).astype("int16")
    soundfile.write(folder / "call.wav", whole, RATE, format="WAV", subtype="PCM_16")
    rows = [
        {"channel": t.channel, "text": t.text, "start": round(t.start, 2), "end": round(t.end, 2), **t.truth}
        for t in turns
    ]
    text = ",\n".join(json.dumps(row) for row in rows)
    (folder / "script.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")


def read_script(folder: Path) -> list[Turn]:
    rows = json.loads((folder / "script.json").read_text(encoding="utf-8"))
    return [Turn(row.pop("channel"), row.pop("text"), row.pop("start"), row.pop("end"), truth=row) for row in rows]


# Check ---------------------------------------------------------------------------------------------------------


def heard(samples: Samples, model: vosk.Model) -> str:
    """What libvosk makes of one side, in blocks of 100 ms as in a call; ``samples`` are 16-bit."""
    recognizer = vosk.KaldiRecognizer(model, RATE)
    said = [
        json.loads(recognizer.Result())["text"]
        for at in range(0, len(samples), BLOCK)
        if recognizer.AcceptWaveform(samples[at : at + BLOCK].tobytes())
    ]
    said.append(json.loads(recognizer.FinalResult())["text"])
    return " ".join(text for text in said if text)


def word_errors(right: Sequence[str], given: Sequence[str]) -> int:
    """Substitutions, insertions and deletions of the cheapest alignment."""
    row = list(range(len(given) + 1))
    for i, word in enumerate(right, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(given, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
    return row[-1]


def said_in(truth: Mapping[str, Any]) -> list[str]:
    """The words that must come out right, of one turn."""
    listed = [entry["said"] for value in truth.values() if isinstance(value, list) for entry in value]
    return listed + [value for value in truth.values() if isinstance(value, str)]


def check(folder: Path) -> list[str]:
    """Prints how well the bundled model hears the call; gives one line for each thing that is not as it should be."""
    turns = read_script(folder)
    samples, rate = soundfile.read(folder / "call.wav", dtype="int16")
    vosk.SetLogLevel(-1)
    model = vosk.Model(str(MODEL))
    troubles = [] if rate == RATE else [f"the rate is {rate}"]
    wrong = count = 0
    for column, channel in enumerate((AGENT, CUSTOMER)):
        mine = [turn for turn in turns if turn.channel == channel]
        right = " ".join(turn.text for turn in mine)
        given = heard(np.ascontiguousarray(samples[:, column]), model)
        errors = word_errors(right.split(), given.split())
        wrong, count = wrong + errors, count + len(right.split())
        print(f"{channel}: {errors} of {len(right.split())} words wrong ({errors / len(right.split()):.1%})\n  {given}")
        troubles += [
            f"{channel}: not heard: {said}"
            for turn in mine
            for said in said_in(turn.truth)
            if f" {said} " not in f" {given} "
        ]
    print(f"both: {wrong / count:.1%} in {len(samples) / rate:.1f} s")
    if wrong > MOST_WRONG * count:
        troubles.append(f"more than {MOST_WRONG:.0%} of the words are wrong")
    return troubles + unknown_words(turns)


def unknown_words(turns: Iterable[Turn]) -> list[str]:
    lexicon = (MODEL / "graph" / "words.txt").read_text(encoding="utf-8").splitlines()
    known = {line.split()[0] for line in lexicon}
    return [f"the model cannot write: {word}" for word in sorted({w for t in turns for w in t.text.split()} - known)]


def copied(texts: Iterable[Path]) -> list[str]:
    """The sentences of five words or more that stand in ``texts`` (of any format) word for word."""
    sentences = [s for line in LINES for s in map(words_of, sentences_of(line.text)) if len(s.split()) >= 5]
    found = []
    for path in texts:
        text = f" {words_of(path.read_text(encoding='utf-8'))} "
        found += [f"{path.name} holds: {sentence}" for sentence in sentences if f" {sentence} " in text]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="check what is there, make nothing")
    parser.add_argument("--against", nargs="+", type=Path, default=[], help="texts that must not hold a sentence of it")
    parser.add_argument("--out", type=Path, default=DEMO, help="the folder")
    arguments = parser.parse_args()
    if not arguments.check:
        write(arguments.out, *mixed(LINES))
    troubles = check(arguments.out) + copied(arguments.against)
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
