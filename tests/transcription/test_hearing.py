"""A call is heard in the order of its sound: pauses leave nothing, a finish loses nothing, falling behind is shown."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import takewhile
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest
import soundfile

import resources
from audio.frames import BLOCK, RATE, Frame, Samples, Sound, SoundError
from calls.events import (
    Behind,
    CaptureFinished,
    CapturePaused,
    CaptureResumed,
    CaptureStarted,
    Channel,
    Event,
    Gap,
    Level,
    Partial,
    SideChanged,
    SideState,
    Utterance,
    Word,
)
from tests.transcription.scripted_recognizer import ScriptedRecognizer
from transcription.hearing import CannotHear, Hearing, Options, hear_recording
from transcription.models import ModelError
from transcription.recognizer import Heard, Recognizer, Spoken
from transcription.scribe import Scribe
from transcription.vosk_recognizer import VoskModel

DAY = date(2026, 3, 2)
MODEL = resources.path("models", "attune-small-en")
CALL = resources.path("demo", "call.wav")
EVERYTHING = Options(skip_silence=False)
"""For recognisers that speak by the sound's length alone, whatever is in it."""


class HandFed:
    """A live source whose clock stands still but when the test gives sound."""

    live = True

    def __init__(self, channels: Sequence[Channel] = tuple(Channel), sound: Samples | None = None) -> None:
        self.channels = tuple(channels)
        self._sound = sound
        self._clock = 0
        self._frames: SimpleQueue[Sound | Exception | None] = SimpleQueue()
        self._frames.put(CaptureStarted(0.0, "left", "right"))

    def give(self, seconds: float) -> None:
        for first in range(self._clock, self._clock + round(seconds * RATE), BLOCK):
            for column, channel in enumerate(self.channels):
                silence = np.zeros(BLOCK, np.int16)
                samples = self._sound[first : first + BLOCK, column] if self._sound is not None else silence
                self._frames.put(Frame(channel, first / RATE, samples))
        self._clock += round(seconds * RATE)

    def tell(self, gap: Gap) -> None:
        self._frames.put(gap)

    def end(self, how: Exception | None = None) -> None:
        self._frames.put(how)

    def now(self) -> float:
        return self._clock / RATE

    def frames(self) -> Iterator[Sound]:
        while (sound := self._frames.get()) is not None:
            if isinstance(sound, Exception):
                raise sound
            yield sound

    def close(self) -> None:
        self._frames.put(None)


class Waiting:
    """A recogniser that hears nothing more until the gate opens."""

    def __init__(self, gate: threading.Event) -> None:
        self._gate = gate

    def hear(self, samples: Samples) -> Heard | None:
        assert self._gate.wait(30) and len(samples)
        return None

    def finish(self) -> Spoken | None:
        return None


def stretch(start: float, *texts: str) -> list[Word]:
    return [Word(text, start + n * 0.4, start + n * 0.4 + 0.3, 1.0) for n, text in enumerate(texts)]


def scripted(*scripts: Sequence[Sequence[Word]]) -> Callable[[], Recognizer]:
    """A recogniser per side, in whichever thread asks first: the scripts must be alike, or one side alone."""
    waiting = [ScriptedRecognizer(script) for script in scripts]
    return lambda: waiting.pop(0)


def events_of(hearing: Hearing) -> list[Event]:
    return [event for _, event in hearing.events()]


def said(events: Sequence[Event]) -> list[str]:
    return [event.raw for event in events if isinstance(event, Utterance)]


def test_a_call_begins_with_its_sound_and_ends_when_all_of_it_is_decoded():
    source = HandFed([Channel.CUSTOMER])
    hearing = Hearing(
        source, scripted([stretch(0.5, "hello", "there"), stretch(3.0, "it", "broke")]), Scribe(DAY), EVERYTHING
    )
    source.give(3.6)
    hearing.finish()
    source.give(1.0)
    events = events_of(hearing)
    assert isinstance(events[0], CaptureStarted)
    assert said(events) == ["hello there", "it"]
    assert events[-1] == CaptureFinished(3.6)
    levels = [event for event in events if isinstance(event, Level)]
    assert len(levels) >= 36 / 2  # of silence every second one


def test_what_is_said_in_a_pause_is_nowhere_and_what_was_said_before_is_there():
    words = [stretch(0.5, "my", "card"), stretch(1.6, "thank", "you")]
    source = HandFed([Channel.CUSTOMER])
    hearing = Hearing(source, scripted(words), Scribe(DAY), EVERYTHING)
    source.give(1.4)
    hearing.pause("payment")
    hearing.pause("payment")
    source.give(5.0)
    hearing.resume()
    hearing.resume()
    source.give(3.0)
    source.end()
    events = events_of(hearing)
    assert [event for event in events if isinstance(event, CapturePaused | CaptureResumed)] == [
        CapturePaused(1.4, "payment"),
        CaptureResumed(6.4),
    ]
    # The scripted recogniser counts the sound it was given: what it says next was said after the pause.
    before, after = (event for event in events if isinstance(event, Utterance))
    assert (before.raw, before.end) == ("my card", 1.2)
    assert (after.raw, after.start) == ("thank you", 6.6)
    assert len([event for event in events if isinstance(event, Level)]) >= 90 / 2


def test_the_key_ends_a_pause_that_a_card_began_and_a_pause_by_key_takes_its_place():
    digits = "four five three two zero one five one one two eight three zero three six six"
    card = ["my", "card", "number", "is", *digits.split(" ")]
    for by_key in (True, False):
        source = HandFed([Channel.CUSTOMER])
        hearing = Hearing(source, scripted([stretch(0.5, *card)]), Scribe(DAY), Options(False, pause_at_card=True))
        events = hearing.events()
        source.give(5.5)
        told = [event for _, event in takewhile(lambda entry: not isinstance(entry[1], CapturePaused), events)]
        assert not any(isinstance(event, CaptureResumed) for event in told)
        if by_key:
            hearing.resume()
        else:
            hearing.pause("payment")
        source.give(12.0)
        source.end()
        marks = [event for _, event in events if isinstance(event, CapturePaused | CaptureResumed)]
        assert marks == [CaptureResumed(5.5) if by_key else CapturePaused(5.5, "payment")]


def test_a_pause_over_real_speech_gives_the_words_of_the_rest_and_no_others():
    samples, _ = soundfile.read(CALL, frames=27 * RATE, dtype="int16")
    source = HandFed(sound=samples)
    hearing = Hearing(source, VoskModel(MODEL).recognizer, Scribe(DAY))
    source.give(6.45)
    hearing.pause()
    source.give(7.0)
    hearing.resume()
    source.give(13.0)
    source.end()
    events = events_of(hearing)
    text = " ".join(said(events)) + " ".join(event.text for event in events if isinstance(event, Partial))
    assert "how may i help" in text and "daniel cooper" in text
    for word in ("karen i", "second", "charged", "twice"):
        assert word not in text
    for utterance in (event for event in events if isinstance(event, Utterance)):
        assert utterance.end <= 6.5 or utterance.start >= 13.4


def test_a_muted_microphone_is_not_heard_and_the_customer_is():
    samples, _ = soundfile.read(CALL, frames=27 * RATE, dtype="int16")
    source = HandFed(sound=samples)
    hearing = Hearing(source, VoskModel(MODEL).recognizer, Scribe(DAY))
    source.give(6.45)
    hearing.mute()
    source.give(13.15)
    hearing.unmute()
    source.give(7.0)
    source.end()
    events = events_of(hearing)
    text = " ".join(said(events)) + " ".join(event.text for event in events if isinstance(event, Partial))
    assert "how may i help" in text and "charged me twice" in text and "daniel cooper" in text
    assert "apologize" not in text and "last name" not in text
    assert not any(isinstance(event, CapturePaused | CaptureResumed) for event in events)


def test_everything_said_before_the_finish_is_decoded_however_far_behind_the_recogniser_is():
    samples, _ = soundfile.read(CALL, frames=14 * RATE, dtype="int16")
    source = HandFed(sound=samples)
    hearing = Hearing(source, VoskModel(MODEL).recognizer, Scribe(DAY))
    source.give(13.1)
    hearing.finish()
    source.give(1.0)
    events = events_of(hearing)
    assert said(events)[-1].endswith("charged me twice for one order")
    assert events[-1] == CaptureFinished(13.1)


def test_falling_behind_is_shown_and_so_is_catching_up():
    gate = threading.Event()
    source = HandFed()
    hearing = Hearing(source, lambda: Waiting(gate), Scribe(DAY), EVERYTHING)
    source.give(4.0)
    shown: dict[Channel, list[float]] = {channel: [] for channel in Channel}
    for _, event in hearing.events():
        if isinstance(event, Behind):
            shown[event.channel].append(event.delay_s)
            if all(delays and delays[-1] >= 3 for delays in shown.values()) and not gate.is_set():
                gate.set()
                source.end()
    for delays in shown.values():
        assert delays[0] >= 1.0 and delays[-1] == 0.0


def test_a_side_without_sound_is_told_and_one_with_its_device_gone_is_not_told_twice():
    source = HandFed()
    hearing = Hearing(source, lambda: ScriptedRecognizer([]), Scribe(DAY))
    for _ in range(5):
        source.give(5.0)
        source.tell(Gap(Channel.CUSTOMER, source.now() - 5, source.now(), "the device is gone"))
    source.end()
    told = [event for event in events_of(hearing) if isinstance(event, SideChanged)]
    assert [(event.channel, event.state) for event in told] == [(Channel.AGENT, SideState.SILENT)]
    assert told[0].at == pytest.approx(20, abs=0.2)


def test_sound_waits_for_a_model_that_is_still_loading():
    gate = threading.Event()
    source = HandFed([Channel.CUSTOMER])

    def made() -> Recognizer:
        assert gate.wait(30)
        return ScriptedRecognizer([stretch(0.2, "hello")])

    hearing = Hearing(source, made, Scribe(DAY), EVERYTHING)
    source.give(3.0)
    source.end()
    events: list[Event] = []
    for _, event in hearing.events():
        events.append(event)
        if isinstance(event, Behind) and event.delay_s >= 2:
            gate.set()
    assert said(events) == ["hello"]


def test_both_sides_come_in_the_order_of_the_sound_whichever_thread_is_faster():
    gate = threading.Event()

    class SlowAgent(ScriptedRecognizer):
        def hear(self, samples: Samples) -> Heard | None:
            gate.wait(0.002)
            return super().hear(samples)

    first = [stretch(0.2, "one"), stretch(4.2, "three")]
    second = [stretch(2.2, "two"), stretch(6.2, "four")]
    made = iter([SlowAgent(first), ScriptedRecognizer(second)])
    source = HandFed()
    hearing = Hearing(source, lambda: next(made), Scribe(DAY), EVERYTHING)
    source.give(9.0)
    source.end()
    assert said(events_of(hearing)) == ["one", "two", "three", "four"]


def test_an_abandoned_call_ends_though_its_recogniser_is_far_behind():
    gate = threading.Event()
    source = HandFed()
    hearing = Hearing(source, lambda: Waiting(gate), Scribe(DAY), EVERYTHING)
    source.give(60.0)
    events = []
    for _, event in hearing.events():
        events.append(event)
        if isinstance(event, CaptureStarted):
            hearing.abandon()
            gate.set()
    assert not any(isinstance(event, CaptureFinished) for event in events)


def test_when_the_sound_fails_what_was_heard_before_comes_first():
    source = HandFed([Channel.CUSTOMER])
    hearing = Hearing(source, scripted([stretch(0.5, "hello", "there")]), Scribe(DAY), EVERYTHING)
    source.give(1.3)
    source.end(SoundError("the headset broke"))
    events = []
    with pytest.raises(SoundError, match="the headset broke"):
        for _, event in hearing.events():
            events.append(event)
    assert said(events) == ["hello there"]
    assert not any(isinstance(event, CaptureFinished) for event in events)


def test_when_no_recogniser_can_be_made_the_call_says_so_at_once():
    def made() -> Recognizer:
        raise ModelError("no model")

    source = HandFed()
    source.give(2.0)
    with pytest.raises(ModelError, match="no model"):
        events_of(Hearing(source, made, Scribe(DAY), EVERYTHING))


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled call's first half minute."""
    path = tmp_path_factory.mktemp("call") / "beginning.wav"
    samples, rate = soundfile.read(CALL, frames=30 * RATE, dtype="int16")
    soundfile.write(path, samples, rate)
    return path


def test_a_recording_heard_twice_gives_the_same_words_in_the_same_order(beginning: Path):
    once, again = (said([entry.event for entry in hear_recording([beginning], MODEL, DAY)]) for _ in range(2))
    assert len(once) >= 5 and once == again


def test_a_recordings_entries_tell_how_far_it_has_come_and_utterances_come_after_their_end(beginning: Path):
    entries = list(hear_recording([beginning], MODEL, DAY))
    clocks = [entry.clock_s for entry in entries]
    assert clocks == sorted(clocks) and clocks[-1] == pytest.approx(30.0, abs=0.1)
    assert entries[-1].event == CaptureFinished(30.0)
    for entry in entries:
        if isinstance(entry.event, Utterance):
            assert entry.event.end <= entry.clock_s + 0.001


@pytest.mark.parametrize("what", ["no file", "no model"])
def test_a_recording_that_cannot_be_heard_gives_one_exception_with_one_line(tmp_path: Path, what: str):
    (tmp_path / "empty").mkdir()
    with pytest.raises(CannotHear) as caught:
        list(
            hear_recording(
                [tmp_path / "none.wav" if what == "no file" else CALL],
                MODEL if what == "no file" else tmp_path / "empty",
                DAY,
            )
        )
    assert "\n" not in str(caught.value)


def test_the_customers_voice_is_measured_when_asked_for_and_the_agents_never(beginning: Path):
    with_tone, without = (
        [
            e.event
            for e in hear_recording([beginning], MODEL, DAY, options=Options(tone=tone))
            if isinstance(e.event, Utterance)
        ]
        for tone in (True, False)
    )
    measured = {channel: [u.prosody for u in with_tone if u.channel is channel] for channel in Channel}
    assert any(measured[Channel.CUSTOMER]) and len(measured[Channel.AGENT]) >= 2
    assert not any(measured[Channel.AGENT]) and not any(u.prosody for u in without)
    voices = [prosody.pitch_hz for prosody in measured[Channel.CUSTOMER] if prosody]
    assert max(voices) < 1.4 * min(voices)
