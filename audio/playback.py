"""A sentence of the bundled call, played where the customer is heard: to try whether Attune would hear a customer."""

from __future__ import annotations

import soundfile

import resources
from audio.backend import Playing
from audio.devices import PlatformBackend
from audio.frames import SoundError

FROM_S, UNTIL_S = 6.7, 13.0
"""Where the bundled call's customer says why they call."""

CUSTOMER_COLUMN = 1


def play_sentence(customer_device: str = "") -> Playing:
    """Begin to play; ``customer_device`` is the setting: the device it names is heard, so the sound goes there.

    A setting that names a program cannot be tried so: only that program is heard. Raises SoundError.
    """
    path = resources.path("demo", "call.wav")
    try:
        with soundfile.SoundFile(path) as file:
            file.seek(round(FROM_S * file.samplerate))
            both = file.read(round((UNTIL_S - FROM_S) * file.samplerate), dtype="int16", always_2d=True)
            rate = file.samplerate
    except (soundfile.SoundFileError, OSError) as error:
        raise SoundError(f"{path} cannot be read; install Attune anew") from error
    return PlatformBackend().play(both[:, CUSTOMER_COLUMN].copy(), rate, customer_device)
