"""The real engine on a sound server: two voices are noticed between calls, and not a word of them is told."""

from __future__ import annotations

import time
from pathlib import Path

import soundfile

import resources
from audio.frames import RATE
from calls.commands import Finish, Start, Watch
from calls.events import CaptureStarted, Channel, VoicesHeard
from tests.engine_process import engine_process
from tests.sound_server import AGENT_MOUTH, HEADSET, LIVE_SOUND, sound_server

pytestmark = LIVE_SOUND

SECONDS = 30


def test_two_voices_are_noticed_and_nothing_else_leaves_the_engine(tmp_path: Path):
    both, _ = soundfile.read(resources.path("demo", "call.wav"), frames=SECONDS * RATE, dtype="int16")
    sides = {}
    for column, channel in enumerate(Channel):
        sides[channel] = tmp_path / f"{channel}.wav"
        soundfile.write(sides[channel], both[:, column], RATE)
    with sound_server() as server, engine_process(server.environment) as engine:
        engine.send(Watch())
        server.play(AGENT_MOUTH, sides[Channel.AGENT])
        server.play(HEADSET, sides[Channel.CUSTOMER])
        began = time.monotonic()
        engine.wait_for(VoicesHeard, timeout_s=SECONDS + 10)
        assert time.monotonic() - began < SECONDS
        told = {type(event).__name__ for _, event in engine.received}
        assert told == {"EngineStarted", "EngineReady", "VoicesHeard"}
        engine.send(Start("after", call_date="2026-03-02"))
        engine.wait_for(CaptureStarted)
        engine.send(Finish())
