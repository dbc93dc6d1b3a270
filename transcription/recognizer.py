"""Sound to words: what a recogniser does, and one that plays a script."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from audio.frames import RATE, Samples
from calls.events import Word


@dataclass(frozen=True, slots=True)
class Guess:
    """What seems to be said just now; the next guess or words replace it. "" takes it back."""

    text: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A finished stretch of speech, never empty. Times are seconds of sound since the recogniser was made."""

    words: tuple[Word, ...]


Heard = Guess | Spoken


class Recognizer(Protocol):
    """One side of one call, used by one thread."""

    def hear(self, samples: Samples) -> Heard | None:
        """Take the next sound; None when it changed nothing."""

    def finish(self) -> Spoken | None:
        """What was said up to here and is not yet finished; later sound begins a new stretch."""


class ScriptedRecognizer:
    """Says the script's stretches at the script's times, whatever the sound: for calls that need no model.

    A stretch is finished ``settle_s`` after its last word, as a real recogniser waits for silence.
    """

    def __init__(self, script: Iterable[Sequence[Word]], settle_s: float = 0.5) -> None:
        self._script = deque(tuple(stretch) for stretch in script if stretch)
        self._settle_s = settle_s
        self._heard = 0
        self._guess = ""

    def hear(self, samples: Samples) -> Heard | None:
        self._heard += len(samples)
        now = self._heard / RATE
        if self._script and self._script[0][-1].end + self._settle_s <= now:
            self._guess = ""
            return Spoken(self._script.popleft())
        guess = " ".join(word.text for word in self._said(now))
        if guess == self._guess:
            return None
        self._guess = guess
        return Guess(guess)

    def finish(self) -> Spoken | None:
        said = self._said(self._heard / RATE)
        self._guess = ""
        if not said:
            return None
        rest = self._script.popleft()[len(said) :]
        if rest:
            self._script.appendleft(rest)
        return Spoken(said)

    def _said(self, now: float) -> tuple[Word, ...]:
        return tuple(word for word in self._script[0] if word.end <= now) if self._script else ()
