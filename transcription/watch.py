"""Noticing a call that nobody announced: while none runs, how loud both sides are is listened to, and nothing else.

No recogniser is made, no word is decoded, no sound is kept; all that leaves the engine is that two people talk.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from audio.frames import Frame, SoundError, Source
from audio.level import rms_dbfs
from audio.voice import VoiceDetector
from calls.events import Channel, VoicesGone, VoicesHeard

log = logging.getLogger("engine")

SPOKEN_S, WITHIN_S = 5.0, 30.0
"""Each side has a voice for so long, within so long: then it is a conversation."""

QUIET_S = 20.0
"""Without a voice of either side for so long it is over."""

VOICE_DBFS = -50.0
"""What is softer is the next desk; the detector alone would rather say yes."""

AGAIN_S = 30.0
"""How long to wait before devices that could not be opened are tried again."""


class Presence:
    """Takes both sides' frames in the order of the clock; tells when a conversation begins and when it is over."""

    def __init__(self) -> None:
        self._detectors = {channel: VoiceDetector() for channel in Channel}
        self._voiced: dict[Channel, deque[tuple[float, float]]] = {channel: deque() for channel in Channel}
        self._last_voice_s = 0.0
        self._on = False

    def hear(self, frame: Frame) -> VoicesHeard | VoicesGone | None:
        voiced = self._voiced[frame.channel]
        if self._detectors[frame.channel].hears(frame.samples) and rms_dbfs(frame.samples) >= VOICE_DBFS:
            voiced.append((frame.end, frame.end - frame.start))
            self._last_voice_s = frame.end
        while voiced and voiced[0][0] < frame.end - WITHIN_S:
            voiced.popleft()
        if not self._on and all(sum(length for _, length in of_side) >= SPOKEN_S for of_side in self._voiced.values()):
            self._on = True
            return VoicesHeard(round(frame.end, 3))
        if self._on and frame.end > self._last_voice_s + QUIET_S:
            self._on = False
            return VoicesGone(round(frame.end, 3))
        return None


class CallWatch:
    """A thread that listens until it is stopped; devices that cannot be opened are tried again, and nobody is told.

    ``make_source`` opens nothing yet and raises nothing; ``tell`` is called from the thread.
    """

    def __init__(self, make_source: Callable[[], Source], tell: Callable[[VoicesHeard | VoicesGone], None]) -> None:
        self._make_source, self._tell = make_source, tell
        self._stopped = threading.Event()
        self._source = make_source()
        threading.Thread(target=self._listen, name="watch", daemon=True).start()

    def stop(self) -> None:
        """At once, without waiting for the devices to be let go."""
        self._stopped.set()
        self._source.close()

    def _listen(self) -> None:
        while not self._stopped.is_set():
            presence = Presence()
            try:
                for sound in self._source.frames():
                    if isinstance(sound, Frame) and (noticed := presence.hear(sound)) and not self._stopped.is_set():
                        self._tell(noticed)
            except SoundError as error:
                log.info("no watch is kept: %s", error)
            if self._stopped.wait(AGAIN_S):
                return
            self._source = self._make_source()
            if self._stopped.is_set():  # meanwhile, and it closed the one before
                return
