"""The meter: full scale is 0 dBFS, silence is -120."""

from __future__ import annotations

import numpy as np
import pytest

from audio.level import level_of
from calls.events import Channel


def test_a_meter_reads_known_signals_right():
    full = np.full(1600, -32768, np.int16)
    sine = np.rint(16384 * np.sin(2 * np.pi * np.arange(1600) / 16)).astype(np.int16)
    assert level_of(Channel.AGENT, full).rms_dbfs == level_of(Channel.AGENT, full).peak_dbfs == 0.0
    assert level_of(Channel.AGENT, sine).peak_dbfs == pytest.approx(-6.0, abs=0.1)
    assert level_of(Channel.AGENT, sine).rms_dbfs == pytest.approx(-9.0, abs=0.1)


@pytest.mark.parametrize("samples", [np.zeros(1600, np.int16), np.zeros(0, np.int16)])
def test_silence_and_nothing_are_minus_120(samples: np.ndarray):
    level = level_of(Channel.CUSTOMER, samples)
    assert (level.channel, level.rms_dbfs, level.peak_dbfs) == (Channel.CUSTOMER, -120.0, -120.0)
