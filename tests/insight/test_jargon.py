"""Plain words for jargon: of the agent's own words alone, of the call's trade, and in no record."""

from __future__ import annotations

from calls.events import Answered, Rang
from calls.record import record_of, to_json
from calls.session import CallSession
from insight.analyst import Analyst
from insight.jargon import bundled_terms, jargon_used
from tests.insight.spoken import STARTED_AT, call

LINES = (
    "c:what is the premium",
    "a:your premium is forty dollars and the deductible is five hundred",
    "a:i will escalate it and the premium stays the same",
)


def used(code: str) -> list[tuple[str, int]]:
    return [(term.said, term.times) for term in jargon_used(call(*LINES).heard, code, bundled_terms())]


def test_jargon_of_the_trade_is_named_with_how_often_and_plain_words():
    assert used("policy.quote") == [("premium", 2), ("deductible", 1), ("escalate", 1)]


def test_in_another_trade_only_what_no_customer_knows_counts():
    assert used("order.new") == used("") == [("escalate", 1)]


def test_each_leads_to_the_words():
    spoken = call(*LINES)
    found = jargon_used(spoken.heard, "policy.quote", bundled_terms())
    assert [term.utterance_id for term in found] == [spoken.heard[1].id, spoken.heard[1].id, spoken.heard[2].id]
    assert found[0].plain == "what you pay for the insurance"


def test_the_record_that_a_lead_reads_knows_nothing_of_it():
    session = CallSession(Analyst())
    session.apply(Rang("call", 0.0, STARTED_AT))
    session.apply(Answered(0.0))
    for utterance in call(*LINES).heard:
        session.apply(utterance)
    text = to_json(record_of(session))
    assert "jargon" not in text and "part that you pay yourself" not in text
