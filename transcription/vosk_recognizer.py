"""libvosk as a recogniser: one model in memory, a recogniser per side of a call."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import vosk

from audio.frames import RATE, Samples
from calls.events import Word
from transcription.models import ModelError
from transcription.recognizer import Guess, Heard, Spoken


class VoskModel:
    """A model loaded from an absolute folder that ``models`` found whole. Raises ModelError."""

    def __init__(self, folder: Path) -> None:
        vosk.SetLogLevel(-1)
        try:
            self._model = vosk.Model(model_path=str(folder.absolute()))
        except Exception as error:  # the vosk package raises nothing more exact
            raise ModelError(f"{folder} cannot be loaded as a Vosk model: unpack it again or choose another") from error
        self._making = threading.Lock()

    def recognizer(self) -> VoskRecognizer:
        """A new recogniser; one at a time, since libvosk does not say that making them is thread-safe."""
        with self._making:
            return VoskRecognizer(self._model)


class VoskRecognizer:
    """Gives exactly libvosk's words. A block is best 200 ms at most: the guess is asked for once per block."""

    def __init__(self, model: vosk.Model) -> None:
        self._vosk = vosk.KaldiRecognizer(model, RATE)
        self._vosk.SetWords(True)
        self._partial = ""
        self._guess = ""

    def hear(self, samples: Samples) -> Heard | None:
        if self._vosk.AcceptWaveform(samples.tobytes()):
            return self._finished(self._vosk.Result())
        partial = self._vosk.PartialResult()
        if partial == self._partial:  # as after most blocks: not worth parsing
            return None
        self._partial = partial
        guess = json.loads(partial).get("partial", "")
        if guess == self._guess:
            return None
        self._guess = guess
        return Guess(guess)

    def finish(self) -> Spoken | None:
        """libvosk goes on counting its seconds of sound afterwards, and starts without what it heard before."""
        heard = self._finished(self._vosk.FinalResult())
        return heard if isinstance(heard, Spoken) else None

    def _finished(self, result: str) -> Heard | None:
        words = json.loads(result).get("result", [])
        guessed, self._guess = self._guess, ""
        if words:
            return Spoken(tuple(Word(w["word"], w["start"], w["end"], w["conf"]) for w in words))
        return Guess("") if guessed else None
