"""The agent's own look back: made of the call when it is looked at, kept nowhere."""

from __future__ import annotations

from dataclasses import fields

import pytest

from calls.call import Call
from calls.codec import plain
from calls.events import Answered, Channel, Ended, Rang, Utterance, Word
from calls.findings import Insight
from calls.record import CallRecord, record_of, to_json
from calls.session import CallSession
from desk.own_review import OwnReview, own_review
from insight.analyst import Analyst
from tests.insight.spoken import STARTED_AT, call

LONG = "and i will now look at all of that for you so please give me just one moment while it loads"


def session_of(*lines: str) -> CallSession:
    session = CallSession(Analyst())
    session.apply(Rang("call", 0.0, STARTED_AT))
    session.apply(Answered(0.0))
    heard = call(*lines).heard
    for utterance in heard:
        session.apply(utterance)
    session.apply(Ended(heard[-1].end + 1.0))
    return session


def over(channel: Channel, start: float, text: str) -> Utterance:
    words = tuple(Word(w, start + i * 0.4, start + i * 0.4 + 0.4, 0.9) for i, w in enumerate(text.split()))
    return Utterance(f"{channel[0]}{start}", channel, start, words[-1].end, text, text, 0.9, words)


def test_what_was_not_asked_for_this_issue_and_jargon_are_told():
    review = own_review(
        session_of(
            "a:good morning how can i help",
            "c:i was charged twice for something i bought in the spring",
            "a:can i have the order number",
            "c:six three nine two eight five",
            "a:i will escalate that under the ticket number that you have",
        )
    )
    assert [used.said for used in review.jargon] == ["escalate", "ticket number"]
    assert review.unasked and all("order or account" not in text for text in review.unasked)


def test_timing_is_of_the_agent_alone_and_silent_in_a_short_call():
    assert not own_review(session_of("a:hello", "c:sorry wrong number")).has_timing
    review = own_review(session_of(*[f"a:{LONG}"] * 3, "c:thank you"))
    assert review.words_per_minute == pytest.approx(150, abs=8)
    assert review.agent_share > 0.9


def test_beginning_in_their_words_counts_and_agreeing_does_not():
    session = CallSession(Analyst())
    session.apply(Rang("call", 0.0, STARTED_AT))
    session.apply(Answered(0.0))
    session.apply(over(Channel.CUSTOMER, 1.0, "so i have been waiting for it since the beginning of the month"))
    session.apply(over(Channel.AGENT, 2.5, "yes i see"))
    assert own_review(session).interruptions == 0
    session.apply(over(Channel.AGENT, 3.0, "let me stop you there for a moment please"))
    assert own_review(session).interruptions == 1


@pytest.mark.parametrize(
    ("lines", "hard"),
    [
        (("c:hi i would like to change my address", "a:sure"), False),
        (("c:this is the third time i call", "a:sorry"), False),
        (("c:this is the third time i call", "a:sorry", "c:let me talk to your manager"), True),
        (("c:my father passed away", "a:i am sorry"), True),
    ],
)
def test_a_breather_is_offered_after_a_hard_call_alone(lines: tuple[str, ...], hard: bool):
    assert own_review(session_of(*lines)).was_hard is hard


def test_neither_record_nor_event_nor_call_has_a_place_for_it():
    session = session_of("c:this is the third time i call", "a:i will escalate it", "c:your manager please")
    review = own_review(session)
    assert review.was_hard and review.jargon
    filed = to_json(record_of(session))
    own = {field.name for field in fields(OwnReview)} - {"agent_share", "dead_air_s"}  # these two are in the timing
    for holder in (CallRecord, Call):
        assert not own & {field.name for field in fields(holder)}
    assert not {"unasked", "strains"} & {field.name for field in fields(CallRecord)}
    assert review.jargon[0].plain not in filed and "called-before" not in str(plain(record_of(session))["summary"])
    assert {"unasked", "strains"} <= {field.name for field in fields(Insight)}
