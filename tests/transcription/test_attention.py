"""A side that is silent or sounds without words is told once, and once more when it is heard again."""

from __future__ import annotations

import numpy as np
import pytest

from audio.frames import BLOCK, RATE, Samples
from calls.events import Channel, Gap, SideState
from transcription.attention import SILENT_AFTER_S, Attention

SILENCE = np.zeros(BLOCK, np.int16)
ROOM = np.random.default_rng(1).normal(0, 20, BLOCK).astype(np.int16)
LOUD = np.random.default_rng(2).normal(0, 2000, BLOCK).astype(np.int16)


class Listener:
    """Hears a tenth of a second after the other and notes what is told, and when."""

    def __init__(self) -> None:
        self.attention = Attention()
        self.now = 0.0
        self.told: list[tuple[float, SideState]] = []

    def hear(self, block: Samples, seconds: float, *, words_every: int = 0) -> None:
        for number in range(round(seconds * RATE / BLOCK)):
            words = bool(words_every) and number % words_every == 0
            state = self.attention.take(self.now, block, words=words)
            self.now = round(self.now + BLOCK / RATE, 3)
            if state:
                self.told.append((self.now, state))


@pytest.fixture
def listener() -> Listener:
    return Listener()


def test_a_side_without_any_sound_is_told_after_twenty_seconds_and_until_the_first_sound(listener: Listener):
    listener.hear(SILENCE, 30)
    listener.hear(ROOM, 1)
    (silent_at, silent), (heard_at, heard) = listener.told
    assert (silent, heard) == (SideState.SILENT, SideState.HEARD)
    assert silent_at == pytest.approx(20, abs=0.2) and heard_at == pytest.approx(30.1)


def test_a_quiet_room_in_which_nobody_speaks_is_no_silence(listener: Listener):
    listener.hear(ROOM, 120)
    assert not listener.told


def test_loud_sound_without_words_is_told_after_ten_seconds_and_until_words_come(listener: Listener):
    listener.hear(LOUD, 15)
    listener.hear(LOUD, 0.1, words_every=1)
    (wordless_at, wordless), (heard_at, heard) = listener.told
    assert (wordless, heard) == (SideState.WORDLESS, SideState.HEARD)
    assert wordless_at == pytest.approx(10, abs=0.2) and heard_at == pytest.approx(15.1)


def test_loud_sound_without_words_that_stops_needs_nobodys_eye_any_more(listener: Listener):
    listener.hear(LOUD, 12)
    listener.hear(ROOM, 10)
    assert [state for _, state in listener.told] == [SideState.WORDLESS, SideState.HEARD]


def test_speech_and_short_noises_between_words_are_as_usual(listener: Listener):
    listener.hear(LOUD, 60, words_every=40)
    for _ in range(20):
        listener.hear(LOUD, 0.5)
        listener.hear(ROOM, 2)
    assert not listener.told


def test_a_gap_that_is_told_already_is_not_told_as_silence_too(listener: Listener):
    for _ in range(12):
        listener.attention.miss(Gap(Channel.CUSTOMER, listener.now - 5, listener.now, "the device is gone"))
        listener.hear(SILENCE, 5)
    assert not listener.told
    listener.hear(SILENCE, SILENT_AFTER_S + 2)
    assert [state for _, state in listener.told] == [SideState.SILENT]


def test_nothing_is_known_of_a_stretch_that_nobody_may_hear(listener: Listener):
    listener.hear(SILENCE, 15)
    listener.attention.forget()
    listener.hear(SILENCE, 15)
    listener.attention.forget()
    listener.hear(LOUD, 9)
    assert not listener.told
