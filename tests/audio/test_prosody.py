"""A voice's pitch and level are told near enough, and what is no voice is told nothing of."""

from __future__ import annotations

import numpy as np
import pytest

from audio.frames import BLOCK, RATE, Samples
from audio.prosody import VoiceMeter


def voice(pitch_hz: float, seconds: float, amplitude: float = 3000.0, lowest: int = 3) -> Samples:
    """A buzz as a telephone passes it: harmonics from ``lowest`` on, the fundamental cut off."""
    at = np.arange(round(seconds * RATE)) / RATE
    harmonics = [n for n in range(lowest, 40) if 300 <= n * pitch_hz <= 3400]
    signal = sum(np.sin(2 * np.pi * n * pitch_hz * at + n) / n for n in harmonics)
    return np.asarray(signal / np.sqrt(np.mean(np.square(signal))) * amplitude, np.int16)


def meter_with(samples: Samples, start: float = 0.0) -> VoiceMeter:
    meter = VoiceMeter()
    for first in range(0, len(samples), BLOCK):
        meter.take(start + first / RATE, samples[first : first + BLOCK])
    return meter


@pytest.mark.parametrize("pitch_hz", [82.0, 118.0, 165.0, 214.0, 290.0])
def test_the_pitch_of_a_telephone_voice_is_told_within_three_percent(pitch_hz: float):
    heard = meter_with(voice(pitch_hz, 2.0)).over(0.0, 2.0)
    assert heard is not None and heard.pitch_hz == pytest.approx(pitch_hz, rel=0.03)
    assert heard.voiced_s == pytest.approx(2.0, abs=0.1)


def test_twice_the_amplitude_is_six_decibels_more():
    quiet, loud = (meter_with(voice(150.0, 1.0, amplitude)).over(0.0, 1.0) for amplitude in (2000.0, 4000.0))
    assert quiet is not None and loud is not None
    assert loud.level_dbfs - quiet.level_dbfs == pytest.approx(6.0, abs=0.3)


def test_noise_and_silence_are_no_voice():
    noise = np.random.default_rng(5).normal(0.0, 3000.0, 2 * RATE).astype(np.int16)
    for samples in (noise, np.zeros(2 * RATE, np.int16)):
        assert meter_with(samples).over(0.0, 2.0) is None


def test_each_stretch_of_the_call_is_told_by_its_own_sound_also_after_a_jump_of_the_clock():
    meter = meter_with(np.concatenate([voice(120.0, 2.0), voice(200.0, 2.0)]), start=10.0)
    for first in range(0, RATE, BLOCK):
        meter.take(30.0 + first / RATE, voice(250.0, 1.0)[first : first + BLOCK])
    told = [meter.over(*span) for span in ((10.0, 12.0), (12.1, 14.0), (30.0, 31.0), (20.0, 25.0))]
    assert [round(heard.pitch_hz / 10) if heard else None for heard in told] == [12, 20, 25, None]
