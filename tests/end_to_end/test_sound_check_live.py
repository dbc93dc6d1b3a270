"""The check of the sound with the real engine on a sound server: what is played and what is said is understood."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

import resources
from audio.frames import RATE
from tests.cli.program import ROOT
from tests.sound_server import AGENT_MOUTH, HEADSET, LIVE_SOUND, SoundServer, sound_server

pytestmark = LIVE_SOUND


@pytest.fixture
def greeting(tmp_path: Path) -> Path:
    """What the bundled call's agent says first."""
    samples, _ = soundfile.read(resources.path("demo", "call.wav"), frames=6 * RATE, dtype="int16")
    path = tmp_path / "greeting.wav"
    soundfile.write(path, np.append(samples[:, 0], np.zeros(RATE, np.int16)), RATE)
    return path


def checked(server: SoundServer, home: Path, greeting: Path) -> list[str]:
    """What the dialog found, with the agent speaking when asked to."""
    environment = server.environment | {"QT_QPA_PLATFORM": "offscreen", "ATTUNE_HOME": str(home)}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.sound_check_program"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout
        found = []
        for line in program.stdout:
            if line.startswith("trying agent"):
                server.play(AGENT_MOUTH, greeting)
            elif not line.startswith("trying"):
                found.append(line.strip())
    assert program.returncode == 0
    return found


def test_both_sides_are_tried_and_understood(tmp_path: Path, greeting: Path):
    with sound_server() as server:
        customer, agent = checked(server, tmp_path, greeting)
    assert customer.startswith("customer heard: ") and len(customer.split()) > 3
    assert agent.startswith("agent heard: ") and len(agent.split()) > 3


def test_a_headset_that_is_muted_is_found_out(tmp_path: Path, greeting: Path):
    with sound_server() as server:
        server.control("set-sink-mute", HEADSET, "1")
        customer, agent = checked(server, tmp_path, greeting)
    assert customer.startswith("customer silent")
    assert agent.startswith("agent heard: ")
