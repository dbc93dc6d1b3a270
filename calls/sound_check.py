"""Whether a side would be heard in a call: a sound is played, or the agent speaks; meter and words must follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from calls.events import CaptureStarted, Channel, EngineFailed, Event, Gap, Level, Partial, Utterance

PATIENCE_S = 10.0
"""A side that is not heard by then is at fault: the sound takes some six seconds, its last word another two."""

SOUND_DBFS, SILENCE_DBFS = -50.0, -85.0
"""Speech is louder than the first even on a quiet line; a device that is switched on has more noise than the second."""

MOVED_LEVELS = 5
"""So many loud levels (ten come in a second) are a meter that moves; fewer are a click."""

FEWEST_WORDS = 2
"""A recogniser makes a lone word of a cough."""

SAME_WORDS = 3
"""So many words on both sides are one voice heard twice."""


class Outcome(StrEnum):
    PENDING = "pending"
    HEARD = "heard"
    NOT_OPENED = "not_opened"
    CUT_OFF = "cut_off"
    SILENT = "silent"
    FAINT = "faint"
    NO_WORDS = "no_words"
    OTHER_SIDE = "other_side"
    BOTH_SIDES = "both_sides"


FOUND = {
    Outcome.PENDING: "listening",
    Outcome.HEARD: "sound and words",
    Outcome.NOT_OPENED: "its device cannot be opened",
    Outcome.CUT_OFF: "it is not heard just now",
    Outcome.SILENT: "no sound at all",
    Outcome.FAINT: "hardly any sound",
    Outcome.NO_WORDS: "sound, but no words",
    Outcome.OTHER_SIDE: "it is heard on the other side",
    Outcome.BOTH_SIDES: "it is heard on the other side as well",
}
"""What each outcome is in plain words; the panel translates them."""

_MODEL = "Install the speech model of the language that is spoken, and choose it in the settings."
_SWAP = "The two devices are the wrong way round: exchange them in the settings."
FIXES = {
    Channel.AGENT: {
        Outcome.NOT_OPENED: "Plug the microphone in, or choose another in the settings.",
        Outcome.CUT_OFF: "Plug the microphone in again; it is heard by itself when it is back.",
        Outcome.SILENT: "Unmute the microphone, on the headset and in the system's sound settings, or choose another.",
        Outcome.FAINT: "Turn the microphone's volume up in the system's sound settings, or move it nearer.",
        Outcome.NO_WORDS: _MODEL,
        Outcome.OTHER_SIDE: _SWAP,
        Outcome.BOTH_SIDES: "Switch off the playing of the microphone into the headset (“listen to this device”).",
    },
    Channel.CUSTOMER: {
        Outcome.NOT_OPENED: "Plug the headset in, or choose another device for the customer's sound in the settings.",
        Outcome.CUT_OFF: "Plug the headset in again; it is heard by itself when it is back.",
        Outcome.SILENT: "Unmute the headset, turn its volume up, and choose the device that the softphone plays to.",
        Outcome.FAINT: "Turn the headset's volume up in the system's sound settings.",
        Outcome.NO_WORDS: _MODEL,
        Outcome.OTHER_SIDE: _SWAP,
        Outcome.BOTH_SIDES: "Use a headset: the microphone hears what the loudspeakers play.",
    },
}
"""What to do, per side; the panel translates them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``detail`` is the engine's own reason, if it gave one; ``words`` what was heard, to be shown and not kept."""

    channel: Channel
    outcome: Outcome
    detail: str = ""
    words: str = ""

    @property
    def pending(self) -> bool:
        return self.outcome is Outcome.PENDING

    @property
    def fine(self) -> bool:
        return self.outcome is Outcome.HEARD

    @property
    def found(self) -> str:
        return self.detail or FOUND[self.outcome]

    @property
    def fix(self) -> str:
        """What to do; "" while there is nothing to be done."""
        return FIXES[self.channel].get(self.outcome, "")


@dataclass(slots=True)
class _Ear:
    """What came of one side so far."""

    loud_levels: int = 0
    loudest_dbfs: float = float("-inf")
    gap: str = ""
    said: list[str] = field(default_factory=list)
    guess: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return self.said + self.guess

    @property
    def moved(self) -> bool:
        return self.loud_levels >= MOVED_LEVELS

    @property
    def has_words(self) -> bool:
        return len(self.words) >= FEWEST_WORDS

    def apply(self, event: Level | Partial | Utterance | Gap) -> None:
        match event:
            case Level(rms_dbfs=rms):
                self.loudest_dbfs = max(self.loudest_dbfs, rms)
                self.loud_levels += rms >= SOUND_DBFS
                self.gap = self.gap if rms < SILENCE_DBFS else ""  # a side that is cut off is blank
            case Partial(text=text):
                self.guess = text.split()
            case Utterance(raw=raw):
                self.said += raw.split()
                self.guess = []
            case Gap(reason=reason):
                self.gap = reason


class SoundCheck:
    """One side's trial, from ``began_s`` on: make it when the sound begins, give it every event of the engine's.

    Times are the caller's own, in seconds; they only tell when patience ends. A verdict may still change: words that
    come late are words.
    """

    def __init__(self, channel: Channel, began_s: float) -> None:
        self.channel = channel
        self._until_s = began_s + PATIENCE_S
        self._ears = {channel: _Ear() for channel in Channel}
        self._failed = ""

    def apply(self, event: Event) -> None:
        match event:
            case EngineFailed(reason):
                self._failed = reason
            case CaptureStarted():
                self._failed = ""
            case Level() | Partial() | Utterance() | Gap():
                self._ears[event.channel].apply(event)

    def verdict(self, now_s: float) -> Verdict:
        ear, other = self._ears[self.channel], self._ears[self.channel.other]
        if self._failed:
            return Verdict(self.channel, Outcome.NOT_OPENED, self._failed)
        if ear.gap:
            return Verdict(self.channel, Outcome.CUT_OFF, ear.gap)
        outcome = Outcome.PENDING
        if ear.has_words:
            twice = other.moved and len(set(ear.words) & set(other.words)) >= SAME_WORDS
            outcome = Outcome.BOTH_SIDES if twice else Outcome.HEARD
        elif now_s >= self._until_s:
            outcome = _fault(ear, other)
        return Verdict(self.channel, outcome, words=" ".join(ear.words))


def _fault(ear: _Ear, other: _Ear) -> Outcome:
    """Why no words came."""
    if ear.moved:
        return Outcome.NO_WORDS
    if other.moved and other.has_words:  # words alone may be the last ones of the trial before
        return Outcome.OTHER_SIDE
    return Outcome.SILENT if ear.loudest_dbfs < SILENCE_DBFS else Outcome.FAINT
