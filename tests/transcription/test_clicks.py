"""A click on the line is no word; a short answer is one."""

from __future__ import annotations

import numpy as np
import pytest

from audio.frames import RATE, Samples
from calls.events import Word
from transcription.recognizer import Heard, Spoken
from transcription.side import Block, Guessed, Side


class Told:
    """A recogniser that has heard these words by the end."""

    def __init__(self, *words: Word) -> None:
        self._words = words

    def hear(self, samples: Samples) -> Heard | None:
        del samples
        return None

    def finish(self) -> Spoken | None:
        return Spoken(self._words)


def heard(*words: Word) -> object:
    side = Side(Told(*words))
    side.take(Block(0.0, 1.0, np.zeros(RATE, np.int16)))
    return side.finish()


def test_a_lone_word_too_short_to_be_one_is_not_told_unless_it_is_sure():
    assert heard(Word("eight", 0.5, 0.62, 0.38)) == Guessed("", 0.5)
    assert heard(Word("no", 0.5, 0.62, 0.97)) == (Word("no", 0.5, 0.62, 0.97),)


@pytest.mark.parametrize("others", [(), (Word("thanks", 0.62, 0.9, 0.5),)])
def test_a_short_answer_and_a_short_word_among_others_are_told(others: tuple[Word, ...]):
    first = Word("no", 0.5, 0.62 if others else 0.7, 0.4)
    assert heard(first, *others) == (first, *others)
