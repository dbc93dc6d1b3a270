"""A recogniser that plays a script, for calls that need no model."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from audio.frames import RATE, Samples
from calls.events import Word
from transcription.recognizer import Guess, Heard, Spoken


class ScriptedRecognizer:
    """Says the script's stretches at the script's times, whatever the sound.

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
