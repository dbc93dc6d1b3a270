"""Whatever file is given to `transcribe`, the answer is a record or one clear line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import soxr
from numpy.typing import NDArray

import resources
from cli.failure import Failure
from cli.transcribe import Heard, Result, transcribe
from tests.cli.program import attune, is_one_clear_line
from transcription.hearing import Options

FROM_S, TO_S = 26.0, 38.0
"""A piece of the bundled call: the customer says the order number, the agent says it back."""


@pytest.fixture(scope="module")
def piece() -> tuple[NDArray[np.float64], int]:
    samples, rate = soundfile.read(resources.path("demo", "call.wav"))
    return samples[int(FROM_S * rate) : int(TO_S * rate)], rate


def heard(path: Path, home: Path, *more: str | Path) -> dict[str, Any]:
    done = attune("transcribe", path, *more, "--json", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    record: dict[str, Any] = json.loads(done.stdout)
    return record


def words(record: dict[str, Any], channel: str) -> str:
    return " ".join(u["raw"] for u in record["utterances"] if u["channel"] == channel)


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "FLOAT"])
def test_every_usual_kind_of_wav_is_heard(tmp_path: Path, piece: tuple[NDArray[np.float64], int], subtype: str):
    samples, rate = piece
    soundfile.write(tmp_path / "call.wav", samples, rate, subtype=subtype)
    record = heard(tmp_path / "call.wav", tmp_path)
    assert words(record, "customer") == "yes the number is six three nine two eight five"
    assert words(record, "agent").startswith("six three nine two eight five that is the coffee maker")


@pytest.mark.parametrize("rate", [8_000, 44_100, 96_000])
def test_every_usual_rate_is_heard(tmp_path: Path, piece: tuple[NDArray[np.float64], int], rate: int):
    samples, own = piece
    soundfile.write(tmp_path / "call.wav", soxr.resample(samples, own, rate), rate, subtype="PCM_16")
    assert words(heard(tmp_path / "call.wav", tmp_path), "customer").endswith("six three nine two eight five")


def test_an_mp3_that_is_called_wav_is_heard_for_what_it_is(tmp_path: Path, piece: tuple[NDArray[np.float64], int]):
    samples, rate = piece
    soundfile.write(tmp_path / "call.mp3", samples, rate, format="MP3")
    (tmp_path / "call.mp3").rename(tmp_path / "call.wav")
    assert "six three nine" in words(heard(tmp_path / "call.wav", tmp_path), "customer")


def test_two_mono_files_are_agent_and_customer_and_one_is_the_customer(
    tmp_path: Path, piece: tuple[NDArray[np.float64], int]
):
    samples, rate = piece
    for name, column in (("agent.wav", 0), ("customer.wav", 1)):
        soundfile.write(tmp_path / name, samples[:, column], rate)
    both = heard(tmp_path / "agent.wav", tmp_path, tmp_path / "customer.wav")
    assert "coffee maker" in words(both, "agent") and "the number is" in words(both, "customer")
    alone = heard(tmp_path / "customer.wav", tmp_path)
    assert "the number is" in words(alone, "customer") and not words(alone, "agent")


def test_one_sample_or_silence_gives_an_empty_record(tmp_path: Path):
    soundfile.write(tmp_path / "one.wav", np.zeros((1, 2)), 16_000)
    record = heard(tmp_path / "one.wav", tmp_path)
    assert record["utterances"] == [] and record["key_issue"] is None
    assert record["summary"] == {"text": "", "points": []}


def test_six_channels_are_refused_in_one_line_that_says_why(tmp_path: Path, piece: tuple[NDArray[np.float64], int]):
    samples, rate = piece
    soundfile.write(tmp_path / "call.wav", np.repeat(samples, 3, axis=1), rate)
    done = attune("transcribe", tmp_path / "call.wav", home=tmp_path)
    assert is_one_clear_line(done)
    assert "has 6 channels and which speaker is on which cannot be told" in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.wav", b""),
        ("corrupt.wav", b"RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00" + bytes(range(256))),
        ("text.wav", b"this is no sound\n" * 50),
        ("header.wav", b"RIFF\x24\x00\x00\x00WAVE"),
    ],
)
def test_what_is_no_recording_is_said_in_one_line(tmp_path: Path, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)
    done = attune("transcribe", tmp_path / name, "--out", tmp_path / "r.json", home=tmp_path)
    assert is_one_clear_line(done) and name in done.stderr
    assert not (tmp_path / "r.json").exists()


def test_a_file_or_a_model_that_is_not_there_is_said_in_one_line(tmp_path: Path):
    assert is_one_clear_line(attune("transcribe", tmp_path / "nothing.wav", home=tmp_path))
    call = resources.path("demo", "call.wav")
    done = attune("transcribe", call, "--model", tmp_path / "no-model", home=tmp_path)
    assert is_one_clear_line(done) and "no-model" in done.stderr


@pytest.mark.parametrize("option", ["--out", "--journal"])
def test_a_place_that_cannot_be_written_is_said_before_the_recording_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
):
    recording, heard_any = resources.path("demo", "call.wav"), list[bool]()
    monkeypatch.setattr("cli.transcribe.hear_recording", lambda *_: heard_any.append(True))
    how = Heard(tmp_path, None, "US", Options())
    before = {path.name for path in tmp_path.iterdir()}
    for place in (tmp_path / "no" / "folder" / "r.json", tmp_path, tmp_path / ("long" * 100)):
        result = Result(out=place) if option == "--out" else Result(journal=place)
        with pytest.raises(Failure, match="cannot be written: "):
            transcribe([recording], how, result)
    assert not heard_any and {path.name for path in tmp_path.iterdir()} == before


def test_a_record_that_cannot_be_written_is_said_in_one_line(tmp_path: Path):
    soundfile.write(tmp_path / "one.wav", np.zeros((1, 2)), 16_000)
    done = attune("transcribe", tmp_path / "one.wav", "--out", tmp_path / "no" / "folder" / "r.json", home=tmp_path)
    assert is_one_clear_line(done)
