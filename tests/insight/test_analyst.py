"""A small call, heard by the analyst: what an agent would want to be told of it."""

from __future__ import annotations

from calls.events import Channel, FactCorrected, IssueDismissed, IssuePinned, Mention, Utterance, Word
from insight.analyst import Analyst

AGENT, CUSTOMER = Channel.AGENT, Channel.CUSTOMER


def said(channel: Channel, start: float, raw: str, *mentions: Mention) -> Utterance:
    words = tuple(Word(word, start + i * 0.3, start + i * 0.3 + 0.25, 1.0) for i, word in enumerate(raw.split()))
    return Utterance(
        f"{channel.value[0]}{round(start * 1000)}", channel, start, words[-1].end, raw, raw, 1.0, words, mentions
    )


def test_the_sentence_that_says_what_is_wrong_is_the_key_issue():
    analyst = Analyst()
    analyst.apply(said(AGENT, 0, "good morning how can i help you"))
    insight = analyst.apply(said(CUSTOMER, 3, "i was charged twice for my order and nobody called me back"))
    assert insight.issue is not None
    assert insight.issue.utterance_id == "c3000"
    assert "charged twice" in insight.issue.quote


def test_a_bare_number_is_what_the_agent_asked_for():
    analyst = Analyst()
    analyst.apply(said(AGENT, 0, "what is your order number please"))
    insight = analyst.apply(said(CUSTOMER, 3, "four four seven one nine nine", Mention("number", "447199", 0, 5)))
    assert [(f.kind, f.value) for f in insight.facts] == [("order", "447199")]


def test_a_bare_name_answers_the_question_for_it():
    analyst = Analyst()
    analyst.apply(said(AGENT, 0, "can i have your full name please"))
    insight = analyst.apply(said(CUSTOMER, 3, "priya raman"))
    assert [(f.kind, f.value) for f in insight.facts] == [("name", "Priya Raman")]


def test_what_the_agent_corrected_is_never_replaced():
    analyst = Analyst()
    analyst.apply(said(CUSTOMER, 0, "my order is four four seven", Mention("number", "4471", 3, 5)))
    analyst.apply(FactCorrected(5, "order", "4471", "4472"))
    insight = analyst.apply(said(CUSTOMER, 9, "my order is four four seven", Mention("number", "4471", 3, 5)))
    assert [(f.value, f.confirmed) for f in insight.facts if f.kind == "order"] == [("4472", True)]


def test_a_dismissed_issue_stays_away_and_a_pinned_one_stays():
    analyst = Analyst()
    analyst.apply(said(CUSTOMER, 0, "i need to change the seat on my flight"))
    assert analyst.apply(IssueDismissed(2, "c0")).issue is None
    analyst.apply(IssuePinned(3, "Wants a window seat"))
    insight = analyst.apply(said(CUSTOMER, 5, "i want to cancel it because it is not right and i need help"))
    assert insight.issue is not None and insight.issue.text == "Wants a window seat" and insight.issue.pinned


def test_nothing_new_gives_the_same_insight_again():
    analyst = Analyst()
    insight = analyst.apply(said(CUSTOMER, 0, "i need to change the seat on my flight"))
    assert analyst.apply(said(AGENT, 3, "mm-hm")) is insight
