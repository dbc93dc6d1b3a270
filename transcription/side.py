"""One side of a call on its way from sound to words: its recogniser, and where its sound lies on the call's clock."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from audio.frames import RATE, Samples
from calls.events import Word
from transcription.gate import SAME_S, Gate
from transcription.recognizer import Guess, Heard, Recognizer, Spoken

HINDSIGHT_S = 0.6
"""About how long before its first guess a word began; a guess carries no times."""


@dataclass(frozen=True, slots=True)
class Block:
    """Sound to hear, or with no samples a stretch that must not be heard."""

    start: float
    end: float
    samples: Samples | None


@dataclass(frozen=True, slots=True)
class Guessed:
    """A guess with the clock time at which it may have begun."""

    text: str
    start: float


class Side:
    """Takes blocks in their order and gives words with times on the call's clock. Used by one thread.

    Without a ``gate`` the recogniser hears silence as well.
    """

    def __init__(self, recognizer: Recognizer, gate: Gate | None = None) -> None:
        self._recognizer = recognizer
        self._gate = gate
        self._heard = 0
        self._disowned: list[tuple[float, float]] = []
        self._joints: list[tuple[float, float]] = []
        self._expected = 0.0
        self._guess_start: float | None = None
        self._spoken_until = 0.0
        self._deaf = False

    def take(self, block: Block) -> Guessed | tuple[Word, ...] | None:
        if block.samples is None:
            if self._deaf:
                return None
            self._deaf = True
            if self._gate:
                self._gate.forget()
            return self.finish()
        self._deaf = False
        if self._gate is None:
            return self._hear(block.start, block.samples)
        passed = self._gate.passes(block.start, block.samples, talking=self._guess_start is not None)
        return self._hear(*passed) if passed else None

    def disown(self, start: float, end: float) -> None:
        """Words said there turned out to be the other side's: those that are not given yet never will be."""
        self._disowned.append((start, end))

    def finish(self) -> tuple[Word, ...] | Guessed | None:
        """The words that are not finished yet; an empty guess if a guess came to nothing."""
        if not self._heard:
            return None
        placed = self._placed(self._recognizer.finish())
        if placed is None and self._guess_start is not None:
            self._guess_start = None
            return Guessed("", self._expected)
        return placed

    def _hear(self, start: float, samples: Samples) -> Guessed | tuple[Word, ...] | None:
        if not self._joints or abs(start - self._expected) > SAME_S:
            self._joints.append((self._heard / RATE, start))
        self._heard += len(samples)
        self._expected = start + len(samples) / RATE
        return self._placed(self._recognizer.hear(samples))

    def _placed(self, heard: Heard | None) -> Guessed | tuple[Word, ...] | None:
        match heard:
            case Guess(text):
                if self._guess_start is None:
                    self._guess_start = max(self._spoken_until, self._expected - HINDSIGHT_S)
                start = self._guess_start
                if not text:
                    self._guess_start = None
                return Guessed(text, round(start, 3))
            case Spoken(words):
                self._guess_start = None
                placed = [self._on_the_clock(word) for word in words]
                self._spoken_until = placed[-1].end
                own = tuple(word for word in placed if not self._is_disowned(word))
                return own or Guessed("", placed[0].start)
            case None:
                return None

    def _is_disowned(self, word: Word) -> bool:
        middle = (word.start + word.end) / 2
        return any(start <= middle < end for start, end in self._disowned)

    def _on_the_clock(self, word: Word) -> Word:
        at = max(bisect_right(self._joints, word.start, key=lambda joint: joint[0]) - 1, 0)
        heard_s, clock_s = self._joints[at]
        shift = clock_s - heard_s
        return Word(word.text, round(word.start + shift, 3), round(word.end + shift, 3), word.confidence)
