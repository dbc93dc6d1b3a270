"""Silence is skipped and no word with it, on quiet lines and noisy ones; the call's clock stays right."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
import soundfile
import soxr

import resources
from audio.frames import BLOCK, RATE, Samples, to_int16
from audio.level import rms_dbfs
from calls.events import Channel, Word
from tests.word_error import word_error
from transcription.gate import HANG_OVER_S, PRE_ROLL_S, SKIPPED_S, Gate
from transcription.recognizer import Heard, Recognizer, Spoken
from transcription.side import Block, Side
from transcription.vosk_recognizer import VoskModel

SECONDS = 32
Signal = np.ndarray[tuple[int], np.dtype[np.float32]]


@pytest.fixture(scope="module")
def sides() -> dict[Channel, Signal]:
    """The bundled call's beginning, from -1 to 1."""
    samples, _ = soundfile.read(resources.path("demo", "call.wav"), frames=SECONDS * RATE, dtype="float32")
    return {channel: samples[:, column].copy() for column, channel in enumerate(Channel)}


def blocks(samples: Samples) -> list[tuple[float, Samples]]:
    return [(first / RATE, samples[first : first + BLOCK]) for first in range(0, len(samples), BLOCK)]


def passed(samples: Samples, gate: Gate, *, talking: bool = False) -> list[tuple[float, Samples]]:
    each = (gate.passes(start, block, talking=talking) for start, block in blocks(samples))
    return [one for one in each if one]


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.int16)


def telephone(signal: Signal) -> Signal:
    narrow = np.round(soxr.resample(signal, RATE, 8_000) * 128) / 128
    return np.asarray(soxr.resample(narrow, 8_000, RATE), np.float32)[: len(signal)]


def noisy(signal: Signal, snr_db: float) -> Signal:
    loud = signal[np.abs(signal) > 0.02]
    noise = np.random.default_rng(7).standard_normal(len(signal)) * np.sqrt(np.mean(loud**2)) * 10 ** (-snr_db / 20)
    return np.asarray(signal + noise, np.float32)


LINES: dict[str, Callable[[Signal], Signal]] = {
    "as it is": lambda signal: signal,
    "telephone": telephone,
    "20 dB quieter": lambda signal: signal * np.float32(0.1),
    "40 dB quieter": lambda signal: signal * np.float32(0.01),
    "telephone, 20 dB quieter": lambda signal: telephone(signal * np.float32(0.1)),
    "noise, 20 dB": lambda signal: noisy(signal, 20),
    "noise, 10 dB": lambda signal: noisy(signal, 10),
    "noise, 0 dB": lambda signal: noisy(signal, 0),
    "quiet noise, 10 dB": lambda signal: noisy(signal, 10) * np.float32(0.05),
}


@pytest.mark.parametrize("line", LINES)
def test_all_speech_goes_through_on_every_line(sides: dict[Channel, Signal], line: str):
    for signal in sides.values():
        heard = np.zeros(len(signal), bool)
        for start, samples in passed(to_int16(LINES[line](signal)), Gate()):
            first = round(start * RATE)
            heard[first : first + len(samples)] = True
        for start, block in blocks(to_int16(signal)):
            first = round(start * RATE)
            assert rms_dbfs(block) < -45 or heard[first : first + len(block)].all(), f"missed at {start:.1f} s"


def test_long_silence_does_not_go_through_and_no_sample_is_heard_twice(sides: dict[Channel, Signal]):
    for signal in sides.values():
        heard = passed(to_int16(signal), Gate())
        assert sum(len(samples) for _, samples in heard) < 0.7 * len(signal)
        for (start, samples), (after, _) in pairwise(heard):
            skipped_s = after - start - len(samples) / RATE
            assert skipped_s == pytest.approx(round(skipped_s / SKIPPED_S) * SKIPPED_S, abs=1e-6)
            assert skipped_s > -1e-6
            original = to_int16(signal)[round(start * RATE) : round(start * RATE) + len(samples)]
            assert np.array_equal(samples, original)


def test_a_voice_takes_along_what_came_before_it(sides: dict[Channel, Signal]):
    voice = to_int16(sides[Channel.AGENT])[round(0.5 * RATE) : 4 * RATE]
    heard = passed(np.concatenate((silence(5.05), voice)), Gate())
    opening = next(start for start, samples in heard if len(samples) > BLOCK)
    assert 5.05 - PRE_ROLL_S - SKIPPED_S - 0.2 <= opening <= 5.05 - PRE_ROLL_S + 0.1


def test_the_gate_is_open_at_first_and_closes_behind_its_hang_over():
    assert passed(silence(5), Gate())[-1][0] == pytest.approx(HANG_OVER_S, abs=0.15)


def test_the_gate_never_closes_in_the_middle_of_an_utterance():
    assert len(passed(silence(5), Gate(), talking=True)) == 50


def test_where_noise_is_too_loud_to_tell_the_gate_stays_open():
    noise = np.random.default_rng(7).normal(0, 1500, 20 * RATE).astype(np.int16)
    heard = passed(noise, Gate())
    assert sum(len(samples) for _, samples in heard) == len(noise)


def test_what_was_not_to_be_heard_is_not_taken_along_by_what_follows(sides: dict[Channel, Signal]):
    gate = Gate()
    passed(silence(5), gate)
    gate.forget()
    voice = to_int16(sides[Channel.AGENT])[round(0.5 * RATE) :]
    start, samples = gate.passes(9.0, voice[:BLOCK], talking=False) or (0.0, silence(0))
    assert (start, len(samples)) == (9.0, BLOCK)


class Noting:
    """A recogniser that notes what it was given."""

    def __init__(self, recognizer: Recognizer) -> None:
        self.given: list[Samples] = []
        self._recognizer = recognizer

    def hear(self, samples: Samples) -> Heard | None:
        self.given.append(samples)
        return self._recognizer.hear(samples)

    def finish(self) -> Spoken | None:
        return self._recognizer.finish()


def words_of(side: Side, samples: Samples) -> list[Word]:
    words: list[Word] = []
    for start, block in blocks(samples):
        placed = side.take(Block(start, start + len(block) / RATE, block))
        words += placed if isinstance(placed, tuple) else ()
    last = side.finish()
    return words + list(last if isinstance(last, tuple) else ())


@pytest.fixture(scope="module")
def model() -> VoskModel:
    return VoskModel(resources.path("models", "attune-small-en"))


@pytest.mark.parametrize("channel", list(Channel))
def test_the_words_are_those_without_the_gate_and_stand_at_their_times(
    model: VoskModel, sides: dict[Channel, Signal], channel: Channel
):
    samples = to_int16(sides[channel])
    noting = Noting(model.recognizer())
    words = words_of(Side(noting, Gate()), samples)
    without = words_of(Side(model.recognizer()), samples)
    assert len(words) > 20 and sum(map(len, noting.given)) < 0.7 * len(samples)
    # libvosk adds a little random noise to the sound, so that even the same sound can differ in a word now and then.
    texts = [word.text for word in words]
    assert word_error([word.text for word in without], texts) <= 1 / len(without)
    if [word.text for word in without] == texts:
        for word, expected in zip(words, without, strict=True):
            assert word.start == pytest.approx(expected.start, abs=0.15)
            assert word.end == pytest.approx(expected.end, abs=0.15)
