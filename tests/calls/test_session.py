"""A call is what its events make of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calls.call import CallState, Capture
from calls.events import (
    Answered,
    CaptureFinished,
    CapturePaused,
    CaptureResumed,
    CaptureStarted,
    Channel,
    Ended,
    EngineFailed,
    Event,
    Gap,
    Held,
    Level,
    Partial,
    PauseReason,
    Rang,
    Reopened,
    Retrieved,
    Utterance,
    Word,
    WrappedUp,
)
from calls.findings import Insight, Summary
from calls.session import CallSession, Changed
from calls.timing import timing_of

RANG = Rang("call-1", 0.0, "2026-03-17T14:02:00+00:00", customer_number="+15551234567")


class Counting:
    """An analyst that counts what it was told."""

    def __init__(self) -> None:
        self.told: list[Event] = []

    def apply(self, event: Event) -> Insight:
        self.told.append(event)
        return Insight(Summary(f"{len(self.told)} events"))


def said(channel: Channel, start: float, end: float, text: str = "hello") -> Utterance:
    words = (Word(text, start, end, 0.9),)
    return Utterance(f"{channel.value[0]}{round(start * 1000)}", channel, start, end, text, text, 0.9, words)


def session_after(*events: Event) -> CallSession:
    session = CallSession(Counting())
    for event in events:
        session.apply(event)
    return session


def test_a_call_goes_from_ringing_to_filed():
    session = CallSession(Counting())
    seen = []
    for event in (RANG, Answered(4), Held(60), Retrieved(80), Ended(100), WrappedUp(130, "Solved", "A note")):
        assert Changed.STATE in session.apply(event)
        seen.append(session.call.state)
    assert seen == [
        CallState.RINGING,
        CallState.TALKING,
        CallState.HELD,
        CallState.TALKING,
        CallState.AFTER_CALL_WORK,
        CallState.CLOSED,
    ]
    assert (session.call.disposition, session.call.notes, session.call.duration_s) == ("Solved", "A note", 100)


@pytest.mark.parametrize("nonsense", [Held(5), Retrieved(5), WrappedUp(5), Reopened(5), RANG, Rang("other", 0, "")])
def test_an_event_that_does_not_fit_changes_nothing(nonsense: Event):
    session = session_after(RANG)
    assert session.apply(nonsense) is Changed.NOTHING
    assert (session.call.id, session.call.state) == ("call-1", CallState.RINGING)


def test_a_dialer_that_repeats_itself_does_no_harm():
    session = session_after(RANG, Answered(1), Answered(2), Ended(9), Ended(11))
    assert session.call.duration_s == 9
    assert len(session.call.states) == 3


def test_utterances_stand_in_the_order_they_were_said_even_when_one_side_comes_late():
    late = said(Channel.CUSTOMER, 2, 6)
    session = session_after(RANG, Answered(0), said(Channel.AGENT, 3, 4), late, said(Channel.AGENT, 7, 8))
    assert [u.start for u in session.call.utterances] == [2, 3, 7]


def test_an_utterance_that_comes_twice_stands_once():
    once = said(Channel.AGENT, 3, 4)
    session = session_after(RANG, Answered(0), once)
    assert session.apply(replace(once, text="Other")) is Changed.NOTHING
    assert [u.text for u in session.call.utterances] == ["hello"]


def test_a_finished_utterance_takes_the_place_of_its_partial():
    session = session_after(RANG, Answered(0), Partial(Channel.AGENT, 1, "hel"), Partial(Channel.CUSTOMER, 1, "so"))
    session.apply(said(Channel.AGENT, 1, 2))
    assert set(session.call.partials) == {Channel.CUSTOMER}


def test_words_that_arrive_after_hang_up_still_belong_to_the_call_but_not_after_it_was_filed():
    session = session_after(RANG, Answered(0), Ended(5))
    assert Changed.WORDS in session.apply(said(Channel.AGENT, 4, 5))
    session.apply(WrappedUp(9))
    assert session.apply(said(Channel.AGENT, 8, 9)) is Changed.NOTHING


def test_a_filed_call_can_be_opened_again_and_filed_again():
    session = session_after(RANG, Answered(0), Ended(5), WrappedUp(9, "Solved", "one"), Reopened(20))
    assert session.call.state is CallState.AFTER_CALL_WORK
    session.apply(WrappedUp(30, "Not solved", "two"))
    assert (session.call.notes, session.call.duration_s) == ("two", 5)


def test_while_capture_is_paused_no_partial_is_shown_and_the_span_is_known():
    session = session_after(
        RANG, Answered(0), CaptureStarted(0, "mic", "headset"), Partial(Channel.AGENT, 9, "my card")
    )
    session.apply(CapturePaused(10, "payment"))
    assert session.call.capture is Capture.PAUSED and not session.call.partials
    assert session.apply(Partial(Channel.CUSTOMER, 11, "four")) is Changed.NOTHING
    session.apply(CaptureResumed(20))
    assert [(p.start, p.end, p.reason) for p in session.call.pauses] == [(10, 20, "payment")]


def test_a_pause_for_another_reason_ends_the_one_before():
    session = session_after(RANG, Answered(0), CaptureStarted(0, "mic", "headset"), CapturePaused(10, PauseReason.CARD))
    assert session.apply(CapturePaused(11, PauseReason.CARD)) is Changed.NOTHING
    session.apply(CapturePaused(15, PauseReason.HOLD))
    assert (session.call.capture, session.call.capture_reason) == (Capture.PAUSED, "hold")
    session.apply(CaptureResumed(20))
    assert [(p.start, p.end, p.reason) for p in session.call.pauses] == [(10, 15, "card"), (15, 20, "hold")]


def test_a_dead_engine_and_what_was_not_heard_are_part_of_the_call():
    session = session_after(RANG, Answered(0), CaptureStarted(0), EngineFailed("the engine stopped", True))
    assert (session.call.capture, session.call.capture_reason) == (Capture.FAILED, "the engine stopped")
    session.apply(Gap(Channel.CUSTOMER, 5, 7, "engine"))
    session.apply(CaptureStarted(7))
    session.apply(CaptureFinished(9))
    assert session.call.gaps == [Gap(Channel.CUSTOMER, 5, 7, "engine")]
    assert session.call.capture is Capture.FINISHED


def test_the_meter_never_reaches_the_analyst():
    analyst = Counting()
    session = CallSession(analyst)
    for event in (RANG, Level(Channel.AGENT, -20, -10), Partial(Channel.AGENT, 0, "a"), said(Channel.AGENT, 0, 1)):
        session.apply(event)
    assert [type(event) for event in analyst.told] == [Rang, Utterance]
    assert session.insight.summary.text == "2 events"


def test_timing_counts_talk_hold_silence_and_crosstalk():
    session = session_after(
        RANG,
        Answered(2),
        said(Channel.AGENT, 2, 6),
        said(Channel.CUSTOMER, 5, 8),
        Held(10),
        Retrieved(30),
        said(Channel.CUSTOMER, 31, 32),
        said(Channel.AGENT, 40, 42),
        Ended(43),
    )
    timing = timing_of(session.call)
    assert (timing.talk_s, timing.hold_s) == (21, 20)
    assert timing.crosstalk_s == 1
    assert timing.dead_air_s == 8  # from 32 to 40; two seconds before the hold are no dead air
    assert timing.agent_share == 0.6


def test_what_was_not_heard_is_no_dead_air():
    session = session_after(
        RANG, Answered(0), said(Channel.AGENT, 0, 1), Gap(Channel.CUSTOMER, 1, 9, "device"), Ended(10)
    )
    assert timing_of(session.call).dead_air_s == 0
