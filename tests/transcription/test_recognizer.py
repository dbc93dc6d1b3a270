"""Recognisers keep one contract: guesses while somebody speaks, words when a stretch is over, time by the sound."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
import soundfile
import vosk

import resources
from audio.frames import BLOCK, RATE, Samples
from calls.events import Channel, Word
from tests.transcription.scripted_recognizer import ScriptedRecognizer
from transcription.recognizer import Guess, Recognizer, Spoken
from transcription.side import Block, Guessed, Side
from transcription.vosk_recognizer import VoskModel

SECONDS = 32
"""Of the bundled call: several turns of each side."""


@pytest.fixture(scope="module")
def model() -> VoskModel:
    return VoskModel(resources.path("models", "attune-small-en"))


@pytest.fixture(scope="module")
def sides() -> dict[Channel, Samples]:
    samples, rate = soundfile.read(resources.path("demo", "call.wav"), frames=SECONDS * RATE, dtype="int16")
    assert rate == RATE
    return {Channel.AGENT: samples[:, 0].copy(), Channel.CUSTOMER: samples[:, 1].copy()}


def blocks(samples: Samples) -> Iterator[Samples]:
    for first in range(0, len(samples), BLOCK):
        yield samples[first : first + BLOCK]


def raw_libvosk(samples: Samples) -> list[Word]:
    """What libvosk itself says when it is called as its examples do."""
    recognizer = vosk.KaldiRecognizer(vosk.Model(model_path=str(resources.path("models", "attune-small-en"))), RATE)
    recognizer.SetWords(True)
    results = [recognizer.Result() for block in blocks(samples) if recognizer.AcceptWaveform(block.tobytes())]
    results.append(recognizer.FinalResult())
    words = [word for result in results for word in json.loads(result).get("result", [])]
    return [Word(word["word"], word["start"], word["end"], word["conf"]) for word in words]


def script() -> list[list[Word]]:
    return [
        [Word("good", 0.5, 0.8, 1.0), Word("morning", 0.8, 1.4, 0.9)],
        [Word("how", 3.0, 3.2, 1.0), Word("are", 3.2, 3.3, 1.0), Word("you", 3.3, 3.6, 0.8)],
    ]


@pytest.fixture(params=["scripted", "vosk"])
def make(request: pytest.FixtureRequest, model: VoskModel) -> Callable[[], Recognizer]:
    return model.recognizer if request.param == "vosk" else lambda: ScriptedRecognizer(script())


def test_words_come_in_time_order_within_the_sound_and_each_after_a_guess_of_it(
    make: Callable[[], Recognizer], sides: dict[Channel, Samples]
):
    recognizer = make()
    heard, guess, guessed = 0, "", []
    words: list[Word] = []
    for block in blocks(sides[Channel.AGENT]):
        heard += len(block)
        match recognizer.hear(block):
            case Guess(text):
                assert text != guess
                guess = text
                guessed.append(text)
            case Spoken(spoken):
                assert spoken and spoken[-1].end <= heard / RATE
                words += spoken
                guess = ""
    rest = recognizer.finish()
    words += rest.words if rest else ()
    assert len(words) >= 5 and any(guessed)
    assert all(before.start <= before.end <= after.start + 0.001 for before, after in pairwise(words))
    assert all(0 <= word.confidence <= 1 for word in words)


def test_finishing_in_mid_speech_gives_what_was_said_and_time_goes_on(
    make: Callable[[], Recognizer], sides: dict[Channel, Samples]
):
    recognizer = make()
    parts = list(blocks(sides[Channel.AGENT]))
    for block in parts[:12]:
        recognizer.hear(block)
    said = recognizer.finish()
    assert said and said.words[-1].end <= 1.2
    assert recognizer.finish() is None
    later = [spoken for block in parts[12:] if isinstance(spoken := recognizer.hear(block), Spoken)]
    assert later[0].words[0].start >= said.words[-1].end - 0.1


def test_silence_says_nothing(make: Callable[[], Recognizer]):
    recognizer = make()
    if isinstance(recognizer, ScriptedRecognizer):
        recognizer = ScriptedRecognizer([])
    silence = np.zeros(BLOCK, np.int16)
    assert not any(recognizer.hear(silence) for _ in range(50))
    assert recognizer.finish() is None


@pytest.mark.parametrize("channel", list(Channel))
def test_words_are_exactly_those_of_raw_libvosk(model: VoskModel, sides: dict[Channel, Samples], channel: Channel):
    side = Side(model.recognizer())
    words: list[Word] = []
    at = 0
    for block in blocks(sides[channel]):
        placed = side.take(Block(at / RATE, (at + len(block)) / RATE, block))
        words += placed if isinstance(placed, tuple) else ()
        at += len(block)
    last = side.finish()
    words += last if isinstance(last, tuple) else ()
    raw = raw_libvosk(sides[channel])
    assert len(words) > 20
    assert [word.text for word in words] == [word.text for word in raw]
    # libvosk adds a little noise to the sound (Kaldi's dither), so two runs of it differ by a frame here and there.
    for word, expected in zip(words, raw, strict=True):
        assert word.start == pytest.approx(expected.start, abs=0.1)
        assert word.end == pytest.approx(expected.end, abs=0.1)
        assert word.confidence == pytest.approx(expected.confidence, abs=0.2)


def test_words_after_a_stretch_that_was_not_heard_have_the_clocks_time():
    side = Side(ScriptedRecognizer(script()))
    placed: list[Guessed | tuple[Word, ...] | None] = []
    silence = np.zeros(BLOCK, np.int16)
    for tenth in range(100):
        start = 10 + tenth / 10
        deaf = 12 <= start < 15
        placed.append(side.take(Block(start, start + 0.1, None if deaf else silence)))
    first, second = (words for words in placed if isinstance(words, tuple))
    assert (first[0].start, first[1].end) == (10.5, 11.4)
    assert (second[0].start, second[2].end) == (16.0, 16.6)
    starts = [guess.start for guess in placed if isinstance(guess, Guessed) and guess.text]
    assert all(start <= 10.5 + 0.1 or 15 <= start <= 16.1 for start in starts)


def test_what_was_said_before_a_stretch_that_is_not_heard_is_finished_at_its_beginning():
    side = Side(ScriptedRecognizer(script()))
    silence = np.zeros(BLOCK, np.int16)
    for tenth in range(9):
        side.take(Block(tenth / 10, (tenth + 1) / 10, silence))
    said = side.take(Block(0.9, 1.0, None))
    assert isinstance(said, tuple) and [word.text for word in said] == ["good"]
    assert side.take(Block(1.0, 1.1, None)) is None


def test_words_that_turn_out_to_be_the_other_sides_are_not_given_and_their_guess_is_taken_back():
    side = Side(ScriptedRecognizer(script()))
    placed: list[Guessed | tuple[Word, ...] | None] = []
    for tenth in range(50):
        if tenth == 12:
            side.disown(0.4, 1.0)
        if tenth == 35:
            side.disown(2.9, 3.7)
        start = tenth / 10
        placed.append(side.take(Block(start, start + 0.1, np.zeros(BLOCK, np.int16))))
    finished = [each for each in placed if isinstance(each, tuple)]
    assert [[word.text for word in words] for words in finished] == [["morning"]]
    last = [each for each in placed if isinstance(each, Guessed)][-1]
    assert last.text == ""
