"""Sound to words: what a recogniser does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from audio.frames import Samples
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
