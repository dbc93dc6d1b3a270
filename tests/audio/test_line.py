"""A device's blocks come late, in bursts, not at all, or from the wrong place; the call's clock stays right."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from audio.frames import Frame
from audio.gaps import Gaps
from audio.line import Line
from audio.timeline import Timeline
from calls.events import Channel, Gap

DEVICE_RATE = 48000
BLOCK = 960
BLOCK_S = BLOCK / DEVICE_RATE
MINUTES_S = 240


class Device:
    """Speaks a steady tone in blocks of 20 ms; ``zero`` is when its first sample was made."""

    def __init__(self, zero: float = 1.0, *, quiet: bool = False) -> None:
        self.line = Line(Channel.CUSTOMER, DEVICE_RATE, quiet=quiet)
        self.made = zero
        self.frames: list[Frame] = []
        self.gaps: list[Gap] = []

    def speak(self, seconds: float, late_s: float = 0.01, trouble: str = "") -> None:
        for _ in range(round(seconds / BLOCK_S)):
            self.made += BLOCK_S
            self.line.take(np.full(BLOCK, 8000, np.int16), self.made + late_s)
            self.look(self.made + late_s, trouble)

    def fall_silent(self, seconds: float) -> None:
        for _ in range(round(seconds / BLOCK_S)):
            self.made += BLOCK_S
            self.look(self.made)

    def look(self, now: float, trouble: str = "") -> None:
        for sound in self.line.frames(now, trouble):
            if isinstance(sound, Frame):
                self.frames.append(sound)
            else:
                self.gaps.append(sound)

    def blank_spans(self) -> list[tuple[float, float]]:
        blank = [(frame.start, frame.end) for frame in self.frames if not frame.samples.any()]
        spans: list[tuple[float, float]] = []
        for start, end in blank:
            if spans and start - spans[-1][1] < 0.01:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return spans


def test_frames_follow_each_other_without_a_seam_from_when_the_device_began():
    device = Device(zero=1.0)
    device.speak(5.0)
    assert device.frames[0].start == pytest.approx(1.01, abs=0.001)
    for before, after in pairwise(device.frames):
        assert after.start == pytest.approx(before.end, abs=1e-9)
    assert device.frames[-1].end == pytest.approx(6.0, abs=0.15)
    assert not device.gaps and not device.blank_spans()


def test_while_nobody_speaks_all_that_is_there_comes_as_one_frame_and_no_sample_is_lost():
    by_blocks, at_once = Device(), Device()
    by_blocks.speak(2.0)
    for _ in range(round(2.0 / BLOCK_S)):
        at_once.made += BLOCK_S
        at_once.line.take(np.full(BLOCK, 8000, np.int16), at_once.made + 0.01)
    frames = [sound for sound in at_once.line.frames(at_once.made, "", calm=True) if isinstance(sound, Frame)]
    assert len(frames) == 1
    assert frames[0].end == pytest.approx(by_blocks.frames[-1].end, abs=0.001)


def test_blocks_that_come_late_in_a_burst_keep_their_time():
    device = Device()
    device.speak(3.0)
    late = [device.made + BLOCK_S * (n + 1) for n in range(20)]
    for _ in late:
        device.made += BLOCK_S
        device.line.take(np.full(BLOCK, 8000, np.int16), late[-1] + 0.01)
        device.look(late[-1] + 0.01)
    device.speak(3.0)
    assert max(after.start - before.end for before, after in pairwise(device.frames)) < 1e-9


@pytest.mark.parametrize(("seconds", "late_s"), [(5.0, 0.05), (4.0, 0.3)])
def test_seconds_in_which_every_block_comes_late_move_nothing(seconds: float, late_s: float):
    device = Device()
    device.speak(12.0)
    device.speak(seconds, late_s)
    device.speak(5.0)
    assert not device.gaps
    assert max(abs(after.start - before.end) for before, after in pairwise(device.frames)) < 1e-9


@pytest.mark.parametrize("quiet", [True, False])
def test_while_the_computer_sleeps_nothing_is_made_up_and_the_gap_says_so(quiet: bool):
    device = Device(quiet=quiet)
    device.speak(12.0)
    before, hours = len(device.frames), 2 * 3600.0
    device.made += hours
    device.look(device.made)
    device.speak(12.0)
    assert len(device.frames) - before < 200
    assert device.frames[-1].end == pytest.approx(device.made, abs=0.15)
    (gap,) = device.gaps
    assert (gap.start, gap.end) == (pytest.approx(13.0, abs=0.2), pytest.approx(13.0 + hours, abs=0.2))


def test_what_waited_for_us_while_we_could_not_run_is_not_lost_because_it_comes_in_pieces():
    """The connection holds so much; the server sends the rest once that was taken."""
    device = Device()
    device.speak(6.0)
    waiting = round(2.5 / BLOCK_S)
    now = device.made + waiting * BLOCK_S
    for block in range(waiting):
        device.made += BLOCK_S
        at = now if block < waiting * 0.6 else now + 0.1
        device.line.take(np.full(BLOCK, 8000, np.int16), at)
        device.look(at)
    device.speak(6.0)
    assert not device.gaps and not device.blank_spans()
    assert device.frames[-1].end == pytest.approx(device.made, abs=0.13)


@pytest.mark.parametrize("rest_s", [0.2, 3.0])
def test_the_first_sound_of_a_device_at_rest_lies_where_it_was_made(rest_s: float):
    device = Device(quiet=True)
    device.line.begin(1.0)
    device.fall_silent(rest_s)
    device.speak(1.0, late_s=0.0)
    loud = next(frame for frame in device.frames if frame.samples.any())
    first = loud.start + float(np.flatnonzero(np.abs(loud.samples) > 100)[0]) / 16000
    assert first == pytest.approx(1.0 + rest_s, abs=0.01)


@pytest.mark.parametrize(("quiet", "late_s"), [(False, 1.5), (True, 0.24)])
def test_sound_that_a_busy_machine_hands_over_late_is_not_taken_for_silence(quiet: bool, late_s: float):
    device = Device(quiet=quiet)
    device.speak(3.0)
    stalled = [device.made + BLOCK_S * (n + 1) for n in range(round(late_s / BLOCK_S))]
    for now in stalled:
        device.look(now)
    for _ in stalled:
        device.made += BLOCK_S
        device.line.take(np.full(BLOCK, 8000, np.int16), stalled[-1] + 0.01)
    device.speak(3.0)
    assert not device.gaps and not device.blank_spans()
    assert sum(len(frame.samples) for frame in device.frames) == pytest.approx((6 + late_s) * 16000, abs=1700)


def test_a_first_block_that_came_late_is_put_right_by_those_after_it():
    device = Device()
    device.speak(BLOCK_S, late_s=0.8)
    device.speak(2.0, late_s=0.01)
    assert device.frames[-1].end == pytest.approx(device.made, abs=0.13)


def test_a_silent_device_lets_time_pass_and_its_silence_is_a_gap():
    device = Device()
    device.speak(1.0)
    device.fall_silent(5.0)
    device.speak(2.0)
    assert device.frames[-1].end == pytest.approx(8.0 + 1.0, abs=0.2)
    (silence,) = device.blank_spans()
    assert silence == pytest.approx((2.0, 7.0), abs=0.35)
    assert device.gaps[0].start == pytest.approx(2.0, abs=0.1)
    assert device.gaps[-1].end == pytest.approx(7.0, abs=0.1)


def test_the_silence_of_a_device_that_delivers_nothing_while_silent_is_no_gap():
    device = Device(quiet=True)
    device.speak(1.0)
    device.fall_silent(30.0)
    device.speak(1.0)
    assert not device.gaps
    assert device.frames[-1].end == pytest.approx(33.0, abs=0.2)


def test_short_silences_of_such_a_device_are_silence_at_their_place():
    device = Device(quiet=True)
    device.speak(2.0)
    device.fall_silent(0.4)
    device.speak(2.0)
    device.fall_silent(0.48)
    device.speak(2.0)
    assert not device.gaps
    assert device.frames[-1].end == pytest.approx(device.made, abs=0.13)
    assert device.blank_spans() == [pytest.approx((3.0, 3.4), abs=0.15), pytest.approx((5.4, 5.88), abs=0.15)]


def test_lost_sound_is_told_and_what_follows_has_the_right_time():
    device = Device()
    device.speak(3.0)
    device.made += 0.4
    device.speak(6.0)
    assert device.frames[-1].end == pytest.approx(device.made, abs=0.13)
    (gap,) = device.gaps
    assert gap.end - gap.start == pytest.approx(0.4, abs=0.05)


@pytest.mark.parametrize("millionths", [-300, 20, 100, 300])
def test_a_clock_that_runs_apart_is_followed_to_a_few_milliseconds(millionths: int):
    """Four minutes of a device whose second is not the call's; blocks come up to 30 ms late, as threads wake."""
    device = Device()
    late = np.random.default_rng(7).uniform(0.0, 0.03, round(MINUTES_S / BLOCK_S))
    for late_s in late:
        device.made += BLOCK_S * (1 + millionths * 1e-6)
        device.line.take(np.full(BLOCK, 8000, np.int16), device.made + float(late_s))
        device.look(device.made + float(late_s))
    assert not device.gaps and not device.blank_spans()
    for count, frame in enumerate(device.frames):
        said = 1.0 + count * 0.1 * (1 + millionths * 1e-6)
        assert abs(frame.start - said) < 0.01
    starts = [frame.start for frame in device.frames]
    seams = sum(abs(after - before - 0.1) > 0.001 for before, after in pairwise(starts))
    assert seams <= 1 + MINUTES_S * abs(millionths) * 1e-6 / 0.005


def test_two_devices_whose_clocks_run_apart_stay_together():
    sides = [Device(), Device()]
    for _ in range(round(MINUTES_S / BLOCK_S)):
        for device, millionths in zip(sides, (-300, 300), strict=True):
            device.made += BLOCK_S * (1 + millionths * 1e-6)
            device.line.take(np.full(BLOCK, 8000, np.int16), device.made + 0.01)
            device.look(device.made + 0.01)
    for count, (one, other) in enumerate(zip(sides[0].frames, sides[1].frames, strict=False)):
        said_apart = 2 * 300e-6 * count * 0.1
        assert abs(other.start - one.start - said_apart) < 0.02


def test_a_side_in_trouble_is_blank_until_a_moment_after_it_is_over():
    device = Device()
    device.speak(2.0)
    device.speak(3.0, trouble="moved")
    device.speak(2.0)
    (blank,) = device.blank_spans()
    assert blank[0] <= 3.0 + 0.1 and 6.1 <= blank[1] <= 6.4
    assert {gap.reason for gap in device.gaps} == {"moved"}


def test_a_rest_of_the_wrong_sound_is_not_given_when_the_right_device_speaks_at_last():
    """A device that was just made holds its sound back for seconds; the rest of a block waits for that long."""
    device = Device()
    device.speak(2.0)
    device.speak(1.05, trouble="moved")
    device.fall_silent(1.5)
    held_back = round(1.5 / BLOCK_S)
    for block in range(held_back + round(1.0 / BLOCK_S)):
        device.made += 0.0 if block < held_back else BLOCK_S
        device.line.take(np.zeros(BLOCK, np.int16), device.made)
        device.look(device.made)
    (blank,) = device.blank_spans()
    assert blank == pytest.approx((3.0, device.made), abs=0.15)


def test_a_device_that_stopped_and_was_opened_again_is_a_gap_and_time_goes_on():
    device = Device()
    device.speak(2.0)
    device.line.interrupt("stopped")
    device.look(device.made)
    device.made += 1.7
    device.line.retune(44100)
    device.line.take(np.full(4410, 8000, np.int16), device.made + 0.1)
    device.look(device.made + 0.1)
    device.line.retune(DEVICE_RATE)
    device.made += 0.1
    device.speak(2.0)
    assert device.frames[-1].end == pytest.approx(device.made, abs=0.13)
    assert (device.gaps[0].start, device.gaps[-1].end) == pytest.approx((3.0, 4.8), abs=0.1)
    assert {gap.reason for gap in device.gaps} == {"stopped"}


def test_a_lasting_gap_is_told_in_pieces_that_meet():
    gaps = Gaps(Channel.AGENT)
    told = [gap for tenth in range(200) for gap in gaps.tell(tenth / 10, "gone" if 20 <= tenth < 150 else "")]
    assert told[0].start == 2.0 and told[0].end <= 2.6
    assert told[-1].end == 15.0
    assert all(before.end == after.start for before, after in pairwise(told))
    assert len(told) <= 5


def test_another_reason_is_another_gap():
    gaps = Gaps(Channel.AGENT)
    told = [*gaps.tell(1, "moved"), *gaps.tell(2, "gone"), *gaps.tell(4, "")]
    assert [(gap.start, gap.end, gap.reason) for gap in told] == [(1, 2, "moved"), (2, 4, "gone")]


def test_a_timeline_knows_nothing_before_the_first_block():
    timeline = Timeline()
    assert timeline.zero is None and timeline.end is None
    timeline.add(0.1, 5.0)
    assert timeline.zero == pytest.approx(4.9) and timeline.end == pytest.approx(5.0)
