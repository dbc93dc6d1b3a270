"""How the customer sounds against their own first minute, in neutral words; silent until the change is plain.

Three measures per utterance: how fast, how loud, how high; and how often they begin while the agent speaks. Medians
and median deviations, so that one shout or one misheard word changes nothing.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2
from statistics import median

from calls.events import Channel, Utterance
from calls.findings import ToneNote

BASELINE_S, LEAST_SPEECH_S, LEAST_UTTERANCES = 60.0, 8.0, 5
"""The first minute from their first word on; longer where they hardly spoke in it."""
RECENT, AGREEING = 6, 5
"""Utterances that are looked at, and how many of them must have changed for a change to be plain."""
QUIET_S = 60.0
"""From one note to the next; the same is not said twice running."""
ALONG = 1.2
"""Deviations from the start from which a change is told along with one that is plain."""
LEAST_WORDS = 4
_PAUSE_S = 0.2
_OVER_S = 0.3
"""Who begins in the last third of a second of the other's words has only been quick."""
_OFTEN, _SELDOM = 0.5, 0.15
_DRAWN_OUT = 3.0
"""So much longer, as ``_length`` counts, an utterance is for its end, which is drawn out."""
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class _Measure:
    """``least`` is the smallest change that people hear as one, ``spread`` the least that speech varies by itself.

    ``plain``: the deviations from which it is told alone.
    """

    more: str
    less: str
    least: float
    spread: float
    plain: float


_MEASURES = (
    _Measure("faster", "slower", log2(1.10), 0.12, 2.0),
    _Measure("louder", "quieter", 3.0, 1.8, 2.0),
    _Measure("higher", "lower", 1.0, 0.8, 2.6),
)
_OVER = "talking over you more often"


@dataclass(frozen=True, slots=True)
class _Sample:
    """``values`` in the order of ``_MEASURES``: log2 of length a second, dBFS, semitones."""

    utterance: Utterance
    speech_s: float
    values: tuple[float, float, float]


class Tone:
    """``hear`` every utterance; without prosody, which the engine gives only where tone is turned on, it is silent."""

    def __init__(self) -> None:
        self._baseline: list[_Sample] = []
        self._usual: list[tuple[float, float]] = []
        self._recent: deque[_Sample] = deque(maxlen=RECENT)
        self._agent: deque[tuple[float, float]] = deque(maxlen=2 * RECENT)
        self._usually_over = 0.0
        self._last: ToneNote | None = None
        self._notes: list[ToneNote] = []

    @property
    def notes(self) -> tuple[ToneNote, ...]:
        return tuple(self._notes)

    def hear(self, utterance: Utterance) -> bool:
        if utterance.channel is Channel.AGENT:
            self._agent.append((utterance.start, utterance.end))
            return False
        sample = _sample(utterance)
        if sample is None:
            return False
        if not self._usual:
            self._learn(sample)
            return False
        self._recent.append(sample)
        return len(self._recent) == RECENT and self._tell(utterance)

    def _learn(self, sample: _Sample) -> None:
        known = self._baseline
        known.append(sample)
        self._usually_over += self._is_over(sample)
        long_enough = sample.utterance.end - known[0].utterance.start >= BASELINE_S
        spoken_s = sum(each.speech_s for each in known)
        if long_enough and spoken_s >= LEAST_SPEECH_S and len(known) >= LEAST_UTTERANCES:
            self._usual = [_usual([each.values[at] for each in known]) for at in range(len(_MEASURES))]
            self._usually_over /= len(known)

    def _tell(self, utterance: Utterance) -> bool:
        if self._last and utterance.end - self._last.at < QUIET_S:
            return False
        words = self._changes()
        over = sum(map(self._is_over, self._recent)) / RECENT
        if over >= _OFTEN and self._usually_over <= _SELDOM:
            words.append(_OVER)
        text = f"{_joined(words)} than at the start".capitalize() if words else ""
        if not text or (self._last and text == self._last.text):
            return False
        self._last = ToneNote(text, utterance.start, utterance.id)
        self._notes.append(self._last)
        return True

    def _changes(self) -> list[str]:
        """What differs, if any of it does so plainly."""
        told, plain = [], False
        for at, (measure, (middle, deviation)) in enumerate(zip(_MEASURES, self._usual, strict=True)):
            changes = sorted(sample.values[at] - middle for sample in self._recent)
            change = median(changes)
            far = abs(change) / max(measure.spread, deviation)
            if abs(change) >= measure.least and far >= ALONG:
                told.append(measure.more if change > 0 else measure.less)
                agreeing = sum(each >= measure.least for each in (changes if change > 0 else [-c for c in changes]))
                plain = plain or (far >= measure.plain and agreeing >= AGREEING)
        return told if plain else []

    def _is_over(self, sample: _Sample) -> bool:
        begin = sample.utterance.start
        return any(start + _OVER_S < begin < end - _OVER_S for start, end in self._agent)


def _sample(utterance: Utterance) -> _Sample | None:
    """None for one too short to tell anything by, or with words that are masked, whose syllables are not known."""
    heard, words = utterance.prosody, utterance.words
    if heard is None or len(words) < LEAST_WORDS or utterance.masked:
        return None
    pauses = sum(gap for one, other in pairwise(words) if (gap := other.start - one.end) >= _PAUSE_S)
    speech_s = words[-1].end - words[0].start - pauses
    length = _DRAWN_OUT + sum(_length(word.text) for word in words)
    if speech_s <= 0 or heard.pitch_hz <= 0:
        return None
    return _Sample(utterance, speech_s, (log2(length / speech_s), heard.level_dbfs, 12 * log2(heard.pitch_hz)))


def _length(word: str) -> float:
    """How long it takes to say, in syllables and letters: both together tell it better than either."""
    return max(1, len(_VOWELS.findall(word))) + len(word) / 2


def _usual(values: Sequence[float]) -> tuple[float, float]:
    """The median and, from the median deviation, what a normal spread's standard deviation would be."""
    middle = median(values)
    return middle, 1.4826 * median(abs(value - middle) for value in values)


def _joined(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
