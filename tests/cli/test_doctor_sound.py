"""``doctor --sound`` in front of a real sound server: it plays, somebody speaks, and each side gets its verdict."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

import resources
from audio.frames import RATE
from tests.cli.program import ROOT
from tests.sound_server import AGENT_MOUTH, HEADSET, LIVE_SOUND, SoundServer, sound_server

pytestmark = LIVE_SOUND


@pytest.fixture
def server() -> Iterator[SoundServer]:
    with sound_server() as running:
        yield running


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """What the bundled call's agent says first."""
    samples, _ = soundfile.read(resources.path("demo", "call.wav"), frames=7 * RATE, dtype="int16")
    soundfile.write(tmp_path / "voice.wav", samples[:, 0], RATE)
    return tmp_path / "voice.wav"


def doctor(server: SoundServer, home: Path, voice: Path | None = None) -> dict[str, Any]:
    """What it found, by what was looked at. With a ``voice`` it tries, and that speaks when it asks for it."""
    sound = ["--sound"] if voice else []
    environment = {key: value for key, value in os.environ.items() if key != "VOSK_MODEL_PATH"} | server.environment
    program = subprocess.Popen(
        [sys.executable, ROOT / "main.py", "doctor", "--json", *sound],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment | {"ATTUNE_HOME": str(home), "PYTHONUTF8": "1"},
    )
    with program:
        assert program.stderr and program.stdout
        for line in program.stderr:
            if voice and "Now speak" in line:
                server.play(AGENT_MOUTH, voice)
        findings = json.load(program.stdout)
    return {finding["what"]: finding for finding in findings}


def test_both_sides_are_heard_and_the_words_are_shown(server: SoundServer, tmp_path: Path, voice: Path):
    found = doctor(server, tmp_path, voice)
    assert found["a customer's voice"]["fine"] and "calling a second time" in found["a customer's voice"]["found"]
    assert found["your voice"]["fine"] and "good morning and" in found["your voice"]["found"], found["your voice"]
    assert not found["a customer's voice"]["advice"] and not found["your voice"]["advice"]


def test_a_muted_headset_and_a_microphone_that_hums_are_told_apart_each_with_its_fix(
    server: SoundServer, tmp_path: Path
):
    server.control("set-sink-mute", HEADSET, "1")
    hum = tmp_path / "hum.wav"
    soundfile.write(hum, 0.3 * np.sin(np.arange(20 * RATE) * 2 * np.pi * 150 / RATE), RATE)
    found = doctor(server, tmp_path, hum)
    assert "muted" in found["customer's sound"]["found"] and "unmute" in found["customer's sound"]["advice"]
    customer, agent = found["a customer's voice"], found["your voice"]
    assert not customer["fine"] and customer["found"].startswith("no sound at all") and "Unmute" in customer["advice"]
    assert not agent["fine"] and agent["found"].startswith("sound, but no words") and "model" in agent["advice"]


def test_a_device_that_is_not_there_is_told_for_both_sides_without_a_sound(
    server: SoundServer, tmp_path: Path, voice: Path
):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text(json.dumps({"agent_device": "no.such.microphone"}))
    found = doctor(server, tmp_path, voice)
    assert "no.such.microphone" in found["your voice"]["found"]
    assert not found["your voice"]["fine"] and not found["a customer's voice"]["fine"]


def test_a_softphone_that_is_heard_alone_is_fine_though_it_is_not_running(server: SoundServer, tmp_path: Path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text(json.dumps({"customer_device": "program:zoiper"}))
    customer = doctor(server, tmp_path)["customer's sound"]
    assert customer["fine"] and customer["found"] == "only zoiper" and "uses no sound now" in customer["advice"]


def test_a_microphone_turned_down_to_nothing_is_found_without_trying(server: SoundServer, tmp_path: Path):
    assert doctor(server, tmp_path)["microphone"]["fine"]
    server.control("set-source-volume", "agentmic", "0")
    microphone = doctor(server, tmp_path)["microphone"]
    assert not microphone["fine"] and "volume 0" in microphone["found"] and "turn it up" in microphone["advice"]
