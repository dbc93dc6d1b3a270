"""Two people who talk are a call that nobody announced; one who talks, music in one ear, or silence is none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import soundfile

import resources
from audio.frames import BLOCK, RATE, Frame, Samples
from calls.events import Channel, VoicesGone, VoicesHeard
from transcription.watch import QUIET_S, Presence

AGENT, CUSTOMER = Channel.AGENT, Channel.CUSTOMER


@pytest.fixture(scope="module")
def call() -> dict[Channel, Samples]:
    both, _ = soundfile.read(resources.path("demo", "call.wav"), frames=60 * RATE, dtype="int16")
    return {channel: both[:, column] for column, channel in enumerate(Channel)}


def frames(sides: dict[Channel, Samples], at: float = 0.0) -> Iterator[Frame]:
    for start in range(0, len(sides[AGENT]), BLOCK):
        for channel in Channel:
            yield Frame(channel, at + start / RATE, sides[channel][start : start + BLOCK])


def noticed(presence: Presence, sides: dict[Channel, Samples], at: float = 0.0) -> list[VoicesHeard | VoicesGone]:
    return [told for frame in frames(sides, at) if (told := presence.hear(frame))]


def silence(seconds: float) -> dict[Channel, Samples]:
    return {channel: np.zeros(round(seconds * RATE), np.int16) for channel in Channel}


def test_a_conversation_is_noticed_once_when_both_have_spoken_for_five_seconds(call: dict[Channel, Samples]):
    told = noticed(Presence(), call)
    assert [type(event) for event in told] == [VoicesHeard]
    assert 10 < told[0].at < 30


def test_it_is_over_after_a_silence_and_the_next_is_noticed_anew(call: dict[Channel, Samples]):
    presence = Presence()
    told = noticed(presence, call) + noticed(presence, silence(QUIET_S + 12), 60.0)
    told += noticed(presence, call, 60.0 + QUIET_S + 12)
    assert [type(event) for event in told] == [VoicesHeard, VoicesGone, VoicesHeard]


@pytest.mark.parametrize("alone", list(Channel))
def test_one_who_talks_alone_is_no_call(call: dict[Channel, Samples], alone: Channel):
    assert not noticed(Presence(), {**silence(60.0), alone: call[alone]})


def test_silence_and_the_next_desk_are_no_call(call: dict[Channel, Samples]):
    assert not noticed(Presence(), silence(60.0))
    assert not noticed(Presence(), {channel: (samples / 300).astype(np.int16) for channel, samples in call.items()})


def test_a_greeting_now_and_then_is_no_call(call: dict[Channel, Samples]):
    """Two seconds of each side in every minute are never five within half a minute."""
    presence, told = Presence(), []
    for minute in range(4):
        short = {
            channel: np.append(samples[3 * RATE : 5 * RATE], silence(58.0)[channel])
            for channel, samples in call.items()
        }
        told += noticed(presence, short, minute * 60.0)
    assert not told
