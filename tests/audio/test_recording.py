"""Whatever kind of recording people have becomes 16 kHz frames of the right side, or one clear line."""

from __future__ import annotations

import os
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from audio.frames import BLOCK, RATE, Frame, SoundError
from audio.recording import RecordingSource
from calls.events import CaptureStarted, Channel

AGENT_HZ, CUSTOMER_HZ = 440.0, 1000.0


def tone(hertz: float, rate: int, seconds: float = 1.0) -> NDArray[np.float64]:
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(rate * seconds)) / rate)


def both_sides(rate: int, seconds: float = 1.0) -> NDArray[np.float64]:
    return np.column_stack((tone(AGENT_HZ, rate, seconds), tone(CUSTOMER_HZ, rate, seconds)))


def heard(*paths: Path, clock_s: float = 0.0) -> dict[Channel, NDArray[np.int16]]:
    frames = [f for f in RecordingSource(paths, clock_s=clock_s, paced=False).frames() if isinstance(f, Frame)]
    assert all(len(frame.samples) <= BLOCK for frame in frames)
    return {
        channel: np.concatenate([frame.samples for frame in frames if frame.channel is channel])
        for channel in {frame.channel for frame in frames}
    }


def pitch(samples: NDArray[np.int16]) -> float:
    inner = samples[len(samples) // 10 : -len(samples) // 10].astype(float)
    spectrum = np.abs(np.fft.rfft(inner * np.hanning(len(inner))))
    return float(np.argmax(spectrum) * RATE / len(inner))


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000, 96000])
@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "FLOAT", "ULAW"])
def test_any_rate_and_sample_format_gives_both_sides_at_16_khz(tmp_path: Path, rate: int, subtype: str):
    soundfile.write(tmp_path / "call.wav", both_sides(rate), rate, subtype=subtype)
    sides = heard(tmp_path / "call.wav")
    assert pitch(sides[Channel.AGENT]) == pytest.approx(AGENT_HZ, abs=3)
    assert pitch(sides[Channel.CUSTOMER]) == pytest.approx(CUSTOMER_HZ, abs=3)
    for samples in sides.values():
        assert len(samples) == pytest.approx(RATE, abs=2)
        assert np.max(np.abs(samples)) == pytest.approx(16384, rel=0.05)


@pytest.mark.parametrize("kind", ["WAV", "WAVEX", "RF64", "W64", "FLAC", "OGG", "MP3", "AIFF"])
def test_a_file_is_known_by_its_content_whatever_its_name(tmp_path: Path, kind: str):
    path = tmp_path / "call.mp3"
    soundfile.write(path, both_sides(16000), 16000, format=kind)
    sides = heard(path)
    assert pitch(sides[Channel.AGENT]) == pytest.approx(AGENT_HZ, abs=3)
    assert pitch(sides[Channel.CUSTOMER]) == pytest.approx(CUSTOMER_HZ, abs=3)


def test_samples_of_a_16_khz_recording_are_passed_on_untouched(tmp_path: Path):
    samples = np.random.default_rng(1).integers(-32768, 32768, (RATE * 2 + 77, 2)).astype(np.int16)
    soundfile.write(tmp_path / "call.wav", samples, RATE)
    sides = heard(tmp_path / "call.wav")
    assert np.array_equal(sides[Channel.AGENT], samples[:, 0])
    assert np.array_equal(sides[Channel.CUSTOMER], samples[:, 1])


def test_a_mono_recording_is_the_customer(tmp_path: Path):
    soundfile.write(tmp_path / "call.wav", tone(CUSTOMER_HZ, 8000), 8000)
    assert list(heard(tmp_path / "call.wav")) == [Channel.CUSTOMER]


def test_two_mono_recordings_are_the_agent_and_the_customer_whatever_their_rates_and_lengths(tmp_path: Path):
    soundfile.write(tmp_path / "a.wav", tone(AGENT_HZ, 8000, 2.3), 8000)
    soundfile.write(tmp_path / "c.flac", tone(CUSTOMER_HZ, 44100, 1.0), 44100)
    sides = heard(tmp_path / "a.wav", tmp_path / "c.flac")
    assert pitch(sides[Channel.AGENT]) == pytest.approx(AGENT_HZ, abs=3)
    assert pitch(sides[Channel.CUSTOMER][:RATE]) == pytest.approx(CUSTOMER_HZ, abs=3)
    assert len(sides[Channel.AGENT]) == pytest.approx(2.3 * RATE, abs=2)


@pytest.mark.parametrize("entered_s", [0.0, 1.25])
def test_the_shorter_of_two_recordings_is_silent_until_the_other_ends(tmp_path: Path, entered_s: float):
    """Else what is still said would wait for it: for its order, and for whether it is the other's voice."""
    soundfile.write(tmp_path / "a.wav", tone(AGENT_HZ, 8000, 2.3), 8000)
    soundfile.write(tmp_path / "c.wav", tone(CUSTOMER_HZ, 16000, 1.0), 16000)
    source = RecordingSource([tmp_path / "a.wav", tmp_path / "c.wav"], clock_s=entered_s, paced=False)
    frames = [frame for frame in source.frames() if isinstance(frame, Frame)]
    for channel in Channel:
        own = [frame for frame in frames if frame.channel is channel]
        assert own[0].start == pytest.approx(entered_s, abs=1e-3)
        assert own[-1].end == pytest.approx(2.3, abs=1e-3)
        assert all(late.start == pytest.approx(early.end) for early, late in pairwise(own))
    assert not any(f.samples[20:].any() for f in frames if f.channel is Channel.CUSTOMER and f.start >= 1.0)


def test_a_call_recorders_gsm_is_read_also_from_the_middle(tmp_path: Path):
    soundfile.write(tmp_path / "call.wav", tone(CUSTOMER_HZ, 8000, 3.0), 8000, subtype="GSM610")
    for entered_s in (0.0, 1.0):
        samples = heard(tmp_path / "call.wav", clock_s=entered_s)[Channel.CUSTOMER]
        assert len(samples) == pytest.approx((3.0 - entered_s) * RATE, abs=RATE / 20)
        assert pitch(samples) == pytest.approx(CUSTOMER_HZ, abs=3)


def test_what_is_too_loud_is_clipped_and_what_is_no_number_is_silence(tmp_path: Path):
    soundfile.write(
        tmp_path / "call.wav", np.array([2.0, -2.0, np.nan, np.inf, -np.inf, 0.25] * 100), RATE, subtype="FLOAT"
    )
    samples = heard(tmp_path / "call.wav")[Channel.CUSTOMER]
    assert samples[:6].tolist() == [32767, -32768, 0, 32767, -32768, 8192]


def test_one_sample_is_a_recording_too(tmp_path: Path):
    soundfile.write(tmp_path / "call.wav", np.array([0.5]), RATE)
    assert heard(tmp_path / "call.wav")[Channel.CUSTOMER].tolist() == [16384]


def test_a_recording_cut_short_is_heard_up_to_where_it_ends(tmp_path: Path):
    soundfile.write(tmp_path / "call.wav", both_sides(RATE, 2.0), RATE)
    whole = (tmp_path / "call.wav").read_bytes()
    (tmp_path / "call.wav").write_bytes(whole[: len(whole) // 2])
    assert len(heard(tmp_path / "call.wav")[Channel.AGENT]) == pytest.approx(RATE, abs=100)


def test_a_recording_entered_later_keeps_its_own_time(tmp_path: Path):
    soundfile.write(tmp_path / "call.wav", both_sides(8000, 3.0), 8000)
    frames = list(RecordingSource([tmp_path / "call.wav"], clock_s=1.25, paced=False).frames())
    started, first, last = frames[0], frames[1], frames[-1]
    assert isinstance(started, CaptureStarted) and started.at == 1.25
    assert isinstance(first, Frame) and first.start == 1.25
    assert isinstance(last, Frame) and last.end == pytest.approx(3.0, abs=0.001)
    late = list(RecordingSource([tmp_path / "call.wav"], clock_s=60.0, paced=False).frames())
    assert not [frame for frame in late if isinstance(frame, Frame) and len(frame.samples) > 1]


def test_a_paced_recording_comes_as_it_would_have_been_said_and_never_before(tmp_path: Path):
    soundfile.write(tmp_path / "call.wav", both_sides(RATE, 1.0), RATE)
    began = time.monotonic()
    source = RecordingSource([tmp_path / "call.wav"])
    for frame in source.frames():
        if isinstance(frame, Frame):
            assert time.monotonic() - began >= frame.end - 0.001
            assert source.now() >= frame.end - 0.001
    assert 1.0 <= time.monotonic() - began < 3.0


def test_a_paced_recording_can_be_left_at_any_time(tmp_path: Path):
    soundfile.write(tmp_path / "call.wav", both_sides(RATE, 60.0), RATE)
    source = RecordingSource([tmp_path / "call.wav"])
    for sound in source.frames():
        if isinstance(sound, Frame):
            source.close()
    assert source.now() < 5


def one_line(*paths: Path) -> str:
    with pytest.raises(SoundError) as caught:
        list(RecordingSource(paths, paced=False).frames())
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_what_cannot_be_heard_gets_one_line_that_says_what_to_do(tmp_path: Path):
    good = tmp_path / "good.wav"
    soundfile.write(good, both_sides(RATE), RATE)
    mono = tmp_path / "mono.wav"
    soundfile.write(mono, tone(440, RATE), RATE)
    six = tmp_path / "six.wav"
    soundfile.write(six, np.zeros((1000, 6)), 48000)
    empty = tmp_path / "empty.wav"
    soundfile.write(empty, np.zeros(0), RATE)
    nothing = tmp_path / "nothing.wav"
    nothing.write_bytes(b"")
    text = tmp_path / "text.wav"
    text.write_text("These are words, not sound. " * 50)
    raw = tmp_path / "sound.raw"
    raw.write_bytes(bytes(1000))
    assert "not there" in one_line(tmp_path / "missing.wav")
    assert "not a file" in one_line(tmp_path)
    assert "6 channels" in one_line(six)
    assert "no sound" in one_line(empty)
    for path in (nothing, text, raw):
        assert "not a recording" in one_line(path)
    assert "must be mono" in one_line(good, mono)
    assert "not 3" in one_line(mono, mono, mono)
    assert "not 0" in one_line()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_recording_that_may_not_be_read_is_said_to_be_so(tmp_path: Path):
    soundfile.write(tmp_path / "call.wav", both_sides(RATE), RATE)
    (tmp_path / "call.wav").chmod(0)
    assert "permissions" in one_line(tmp_path / "call.wav")


def test_a_damaged_recording_is_heard_or_refused_in_one_line_and_never_worse(tmp_path: Path):
    generator = np.random.default_rng(7)
    path = tmp_path / "call"
    for kind in ("WAV", "FLAC", "OGG", "MP3"):
        soundfile.write(path, both_sides(RATE), RATE, format=kind)
        whole = np.frombuffer(path.read_bytes(), np.uint8)
        for _ in range(40):
            damaged = whole.copy()
            damaged[generator.integers(0, min(len(whole), 4000), 12)] = generator.integers(0, 256, 12)
            path.write_bytes(damaged.tobytes())
            try:
                list(RecordingSource([path], paced=False).frames())
            except SoundError as error:
                assert "\n" not in str(error)
