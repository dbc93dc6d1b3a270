"""macOS: what the system plays, from a helper program beside Attune that taps Core Audio (macOS 14.4 and later).

A tap needs a signed program of its own, because macOS asks the user about that one. Attune ships none; the contract is
in docs/platforms.md. Not run on macOS; the pipe is tried in the tests.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np

from audio.frames import Samples, SoundError

HELPER = "attune-tap"
RATE = 48_000
BLOCK_BYTES = 2 * RATE // 50
LEAVE_S = 0.5


def tap_helper() -> str:
    """Its path, beside the packaged program or on the path; "" if it is not installed."""
    return shutil.which(HELPER, path=str(Path(sys.executable).parent)) or shutil.which(HELPER) or ""


class Tap:
    """The running helper. Raises SoundError when it cannot be started."""

    def __init__(self, helper: str, deliver: Callable[[Samples], None]) -> None:
        try:
            self._process = subprocess.Popen([helper], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError as error:
            raise SoundError(f"{helper} cannot be started: {error.strerror or error}") from error
        self._deliver = deliver
        threading.Thread(target=self._read, name="tap", daemon=True).start()

    @property
    def broken(self) -> bool:
        return self._process.poll() is not None

    def close(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(LEAVE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _read(self) -> None:
        sound = self._process.stdout
        while sound and (data := sound.read(BLOCK_BYTES)):
            self._deliver(np.frombuffer(data[: len(data) // 2 * 2], np.int16))
