"""A voice that leaks into the other side is blanked there; a side's own voice never is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

import resources
from audio.crosstalk import Crosstalk, Overheard
from audio.frames import BLOCK, RATE, Frame, to_int16
from audio.level import rms_dbfs
from calls.events import Channel

SECONDS = 40
Signal = np.ndarray[tuple[int], np.dtype[np.float32]]


LINES = (
    "could you tell me when the engineer is supposed to come round tomorrow",
    "i see that there are two lines on this account and one of them is blocked",
    "yes that is right and the other one belongs to my daughter in leeds",
    "please hold the button down until the green light begins to blink",
    "it has been raining through the roof since thursday and nobody called back",
    "we will send a technician on monday morning between eight and twelve",
    "the door code is broken so he must ring the bell and wait for somebody",
    "let me read that back to you so that we both have the same thing written",
)
VOICES = {Channel.AGENT: "en-gb+f2", Channel.CUSTOMER: "en-us+m3"}


@pytest.fixture(scope="module", params=["the bundled call", "other voices"])
def sides(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[Channel, Signal]:
    """From -1 to 1: one speaks while the other listens."""
    if request.param == "the bundled call":
        samples, _ = soundfile.read(resources.path("demo", "call.wav"), frames=SECONDS * RATE, dtype="float32")
        return {channel: samples[:, column].copy() for column, channel in enumerate(Channel)}
    if not shutil.which("espeak-ng"):
        pytest.skip("not installed: espeak-ng")
    turns = {channel: [np.zeros(0, np.float32)] for channel in Channel}
    for number, line in enumerate(LINES):
        channel = list(Channel)[number % 2]
        turn = spoken(line, VOICES[channel], tmp_path_factory.mktemp("turn") / "turn.wav")
        turns[channel].append(turn)
        turns[channel.other].append(np.zeros_like(turn))
    whole = {channel: np.concatenate(said) for channel, said in turns.items()}
    return {channel: np.resize(said, SECONDS * RATE) for channel, said in whole.items()}


def spoken(line: str, voice: str, path: Path) -> Signal:
    """With a breath behind it."""
    subprocess.run(["espeak-ng", "-v", voice, "-a", "80", "-w", str(path), line], check=True)
    samples, rate = soundfile.read(path, dtype="float32")
    return np.append(soxr.resample(samples, rate, RATE), np.zeros(RATE * 2 // 5)).astype(np.float32)


def leaked(voice: Signal, quieter_db: float, later_ms: int) -> Signal:
    """As a microphone hears a loudspeaker: through a room that echoes, with some noise."""
    random = np.random.default_rng(round(quieter_db) * 1000 + later_ms)
    room = random.standard_normal(RATE // 8) * np.exp(-np.arange(RATE // 8) / (RATE // 40))
    room *= 0.4 / np.sqrt(np.sum(room**2))
    room[0] = 1.0
    size = len(voice) + len(room)
    heard = np.fft.irfft(np.fft.rfft(voice, size) * np.fft.rfft(room, size), size)[: len(voice)]
    copy = np.roll(heard, later_ms * RATE // 1000) * 10 ** (-quieter_db / 20)
    return np.asarray(copy + random.standard_normal(len(voice)) * 10 ** (-66 / 20), np.float32)


def through(given: dict[Channel, Signal]) -> tuple[dict[Channel, list[Frame]], list[Overheard]]:
    crosstalk = Crosstalk()
    samples = {channel: to_int16(signal) for channel, signal in given.items()}
    frames: dict[Channel, list[Frame]] = {channel: [] for channel in Channel}
    overheard: list[Overheard] = []
    for first in range(0, SECONDS * RATE, BLOCK):
        for channel in Channel:
            for out in crosstalk.take(Frame(channel, first / RATE, samples[channel][first : first + BLOCK])):
                if isinstance(out, Overheard):
                    overheard.append(out)
                else:
                    frames[out.channel].append(out)
    for frame in crosstalk.rest():
        frames[frame.channel].append(frame)
    return frames, overheard


def speaks(signal: Signal, frame: Frame) -> bool:
    first = round(frame.start * RATE)
    return rms_dbfs(to_int16(signal[first : first + BLOCK])) > -45


@pytest.mark.parametrize("talk", ["in turn", "at once"])
def test_where_nothing_leaks_every_frame_comes_through_untouched(sides: dict[Channel, Signal], talk: str):
    given = dict(sides)
    if talk == "at once":
        given[Channel.AGENT] = np.roll(sides[Channel.AGENT], 5 * RATE) * np.float32(0.5)
    frames, overheard = through(given)
    assert not overheard
    for channel, signal in given.items():
        assert [frame.start for frame in frames[channel]] == [n / 10 for n in range(SECONDS * 10)]
        assert np.array_equal(np.concatenate([frame.samples for frame in frames[channel]]), to_int16(signal))


@pytest.mark.parametrize(("quieter_db", "later_ms"), [(10, 10), (20, 60), (30, 300)])
@pytest.mark.parametrize("victim", list(Channel))
def test_a_leaked_voice_is_blanked_and_the_sides_own_is_not(
    sides: dict[Channel, Signal], victim: Channel, quieter_db: float, later_ms: int
):
    own, other = sides[victim], sides[victim.other]
    frames, overheard = through({victim: own + leaked(other, quieter_db, later_ms), victim.other: other})
    assert all(frame.samples.any() or not speaks(own, frame) for frame in frames[victim])
    copies = [frame for frame in frames[victim] if speaks(other, frame) and not speaks(own, frame)]
    left = [
        frame
        for frame in copies
        if frame.samples.any()
        and not any(part.start <= frame.start + 0.05 < part.end for part in overheard if part.channel is victim)
    ]
    assert len(copies) > 80 and len(left) <= 0.22 * len(copies)
    untouched = np.concatenate([frame.samples for frame in frames[victim.other]])
    assert np.array_equal(untouched, to_int16(other))


def test_what_the_agent_says_into_a_leaking_voice_stays(sides: dict[Channel, Signal]):
    own = np.roll(sides[Channel.AGENT], 5 * RATE)
    customer = sides[Channel.CUSTOMER]
    frames, _ = through({Channel.AGENT: own + leaked(customer, 20, 60), Channel.CUSTOMER: customer})
    both = [frame for frame in frames[Channel.AGENT] if speaks(own, frame) and speaks(customer, frame)]
    assert len(both) > 50
    assert sum(not frame.samples.any() for frame in both) <= 0.02 * len(both)


def test_a_quiet_agent_is_heard_whole_when_the_customer_is_silent(sides: dict[Channel, Signal]):
    customer = sides[Channel.CUSTOMER]
    own = sides[Channel.AGENT] * np.float32(0.1)
    frames, _ = through({Channel.AGENT: own + leaked(customer, 12, 40), Channel.CUSTOMER: customer})
    said = [frame for frame in frames[Channel.AGENT] if speaks(own, frame) and not speaks(customer, frame)]
    assert len(said) > 80 and all(frame.samples.any() for frame in said)


def test_one_side_alone_is_given_at_once(sides: dict[Channel, Signal]):
    crosstalk = Crosstalk()
    block = to_int16(sides[Channel.CUSTOMER])[:BLOCK]
    for number in range(100):
        frame = Frame(Channel.CUSTOMER, number / 10, block)
        assert list(crosstalk.take(frame)) == [frame]
