"""A side is played to or spoken into: what the meters and the words say about how it is wired."""

from __future__ import annotations

import pytest

from calls.events import CaptureStarted, Channel, EngineFailed, Gap, Level, Partial, Utterance
from calls.sound_check import FIXES, FOUND, PATIENCE_S, Outcome, SoundCheck

SPOKEN = "hello i would like to ask about my order"
BOTH = pytest.mark.parametrize("channel", list(Channel))


def checked(channel: Channel) -> SoundCheck:
    """A trial that began at 100 s, in an engine that hears both sides' noise."""
    check = SoundCheck(channel, 100.0)
    check.apply(CaptureStarted(0.0, "microphone", "headset"))
    return check


def sound(check: SoundCheck, channel: Channel, dbfs: float, levels: int = 60) -> None:
    for _ in range(levels):
        check.apply(Level(channel, dbfs, dbfs + 10))


def utterance(channel: Channel, raw: str) -> Utterance:
    return Utterance("u1", channel, 1.0, 4.0, raw, raw, 0.9)


def after_patience(check: SoundCheck) -> Outcome:
    return check.verdict(100.0 + PATIENCE_S).outcome


@BOTH
def test_a_side_whose_words_appear_is_heard_at_once_and_says_what_it_heard(channel: Channel):
    check = checked(channel)
    sound(check, channel, -25.0)
    assert check.verdict(101.0).outcome is Outcome.PENDING
    check.apply(Partial(channel, 1.0, "hello i would"))
    verdict = check.verdict(102.0)
    assert verdict.fine and verdict.words == "hello i would" and verdict.fix == ""


@BOTH
def test_a_partial_that_becomes_an_utterance_is_counted_once(channel: Channel):
    check = checked(channel)
    check.apply(Partial(channel, 1.0, "hello i"))
    check.apply(utterance(channel, SPOKEN))
    assert check.verdict(102.0).words == SPOKEN


@BOTH
def test_a_guess_that_was_taken_back_and_a_lone_word_are_not_words(channel: Channel):
    check = checked(channel)
    sound(check, channel, -70.0)
    check.apply(Partial(channel, 1.0, "hello i would"))
    check.apply(Partial(channel, 1.0, ""))
    check.apply(utterance(channel, "the"))
    assert after_patience(check) is Outcome.FAINT


@BOTH
@pytest.mark.parametrize(
    ("dbfs", "outcome"),
    [(-120.0, Outcome.SILENT), (-90.0, Outcome.SILENT), (-65.0, Outcome.FAINT), (-30.0, Outcome.NO_WORDS)],
)
def test_without_words_the_level_tells_why_but_not_before_its_time(channel: Channel, dbfs: float, outcome: Outcome):
    check = checked(channel)
    sound(check, channel, dbfs)
    assert check.verdict(99.9 + PATIENCE_S).outcome is Outcome.PENDING
    assert after_patience(check) is outcome


def test_an_engine_that_tells_no_level_of_a_side_has_heard_nothing_of_it():
    assert after_patience(checked(Channel.AGENT)) is Outcome.SILENT


@BOTH
def test_a_click_is_no_sound(channel: Channel):
    check = checked(channel)
    sound(check, channel, -120.0)
    sound(check, channel, -10.0, levels=2)
    assert after_patience(check) is not Outcome.NO_WORDS


@BOTH
def test_words_on_the_other_side_alone_are_devices_the_wrong_way_round(channel: Channel):
    check = checked(channel)
    sound(check, channel.other, -25.0)
    check.apply(utterance(channel.other, SPOKEN))
    assert after_patience(check) is Outcome.OTHER_SIDE


@BOTH
def test_last_words_of_the_trial_before_are_no_words_of_this_one(channel: Channel):
    check = checked(channel)
    sound(check, channel.other, -100.0)
    check.apply(utterance(channel.other, SPOKEN))
    assert after_patience(check) is Outcome.SILENT


@BOTH
def test_the_same_words_on_both_sides_are_one_voice_and_others_are_two(channel: Channel):
    check = checked(channel)
    sound(check, channel, -25.0)
    sound(check, channel.other, -25.0)
    check.apply(utterance(channel, SPOKEN))
    check.apply(utterance(channel.other, "one moment please"))
    assert check.verdict(103.0).fine
    check.apply(utterance(channel.other, "would like to ask"))
    assert check.verdict(103.0).outcome is Outcome.BOTH_SIDES


@BOTH
def test_a_gap_is_told_with_its_reason_until_sound_comes_again(channel: Channel):
    check = checked(channel)
    sound(check, channel, -25.0)
    check.apply(Gap(channel, 1.0, 1.5, "the sound device headset is gone"))
    sound(check, channel, -120.0)
    verdict = check.verdict(101.0)
    assert verdict.outcome is Outcome.CUT_OFF and verdict.found == "the sound device headset is gone"
    sound(check, channel, -40.0)
    assert check.verdict(101.0).outcome is Outcome.PENDING


@BOTH
def test_devices_that_cannot_be_opened_are_told_at_once_in_the_engines_words(channel: Channel):
    check = SoundCheck(channel, 100.0)
    check.apply(EngineFailed("no sound server answers", True))
    verdict = check.verdict(100.0)
    assert verdict.outcome is Outcome.NOT_OPENED and verdict.found == "no sound server answers"
    check.apply(CaptureStarted(0.0, "microphone", "headset"))
    assert check.verdict(100.0).outcome is Outcome.PENDING


@BOTH
def test_every_fault_has_its_fix_and_every_outcome_its_words(channel: Channel):
    assert set(FIXES[channel]) == set(Outcome) - {Outcome.PENDING, Outcome.HEARD}
    assert set(FOUND) == set(Outcome)
