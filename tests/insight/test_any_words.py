"""Whatever is said, in whatever order it arrives: no crash, evidence that is there, the same object when idle."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from calls.events import Channel, Gap, IssueDismissed, Mention, Rang, Utterance, Word
from calls.findings import Insight
from insight.analyst import Analyst
from language.lexicon import english
from tests.insight.spoken import STARTED_AT, Spoken
from transcription.scribe import Scribe

TELLING = (
    "i you we my your the not no yes want need can could will call back refund order number name is twice "
    "charged please when "
    "where how why what promise tomorrow friday five dollars hundred seven oh a b x [card] [pin] thank it's "
    "don't won't and"
)
words = st.lists(st.sampled_from(TELLING.split()), max_size=14)
lines = st.lists(st.tuples(st.sampled_from(Channel), words), max_size=10)


@settings(max_examples=150, deadline=None)
@given(lines)
def test_any_talk_gives_evidence_that_is_there(said: list[tuple[Channel, list[str]]]):
    spoken = Spoken()
    for channel, line in said:
        spoken.say(channel, " ".join(line))
    insight = spoken.hang_up()
    check(insight, {u.id for u in spoken.heard})


def check(insight: Insight, ids: set[str]) -> None:
    cited = [i for point in insight.summary.points for i in point.evidence]
    cited += [i for fact in insight.facts for i in fact.evidence]
    cited += [i.utterance_id for i in (*insight.issues, *insight.promises, *insight.questions)]
    assert set(cited) <= ids
    assert all(point.evidence for point in insight.summary.points)
    assert all(0 <= i.confidence <= 1 for i in (*insight.issues, *insight.facts))
    assert len({(fact.kind, fact.value) for fact in insight.facts}) == len(insight.facts)


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(st.sampled_from(["id", "amount", "date", "phone", "correction", "time"]), st.text(max_size=12)),
        max_size=3,
    ),
)
def test_hostile_text_and_mentions_do_no_harm(text: str, found: list[tuple[str, str]]):
    tokens = text.split()
    heard = tuple(Word(token, float(i), i + 0.5, 1.0) for i, token in enumerate(tokens))
    mentions = tuple(Mention(kind, value, 0, len(tokens) - 1) for kind, value in found) if tokens else ()
    utterance = Utterance("c0", Channel.CUSTOMER, 0.0, 1.0, text, " ".join(tokens), 1.0, heard, mentions)
    analyst = Analyst()
    analyst.apply(Rang("x", 0.0, "not a date"))
    check(analyst.apply(utterance), {"c0"})


def bundled() -> list[Utterance]:
    scribe = Scribe(date(2026, 3, 16))
    clock_s, heard = 0.0, []
    for turn in json.loads(resources.path("demo", "script.json").read_text(encoding="utf-8")):
        spoken = [
            Word(text, clock_s + i * 0.4, clock_s + i * 0.4 + 0.3, 1.0) for i, text in enumerate(turn["text"].split())
        ]
        clock_s = spoken[-1].end + 0.6
        heard += scribe.hear(Channel(turn["channel"]), spoken)
    return heard + scribe.finish()


@pytest.mark.parametrize("seed", range(6))
def test_neighbours_that_arrive_in_the_wrong_order_give_the_same_findings(seed: int):
    chance = random.Random(seed)
    straight = sorted(bundled(), key=lambda u: u.start)
    crooked = list(straight)
    for at in range(0, len(crooked) - 1, 2):
        if crooked[at].channel is not crooked[at + 1].channel and chance.random() < 0.5:
            crooked[at], crooked[at + 1] = crooked[at + 1], crooked[at]
    one, other = heard(straight), heard(crooked)
    assert {(f.kind, f.value) for f in one.facts} == {(f.kind, f.value) for f in other.facts}
    assert one.issue is not None and other.issue is not None
    assert one.issue.utterance_id == other.issue.utterance_id
    assert {(p.text, p.due) for p in one.promises} == {(p.text, p.due) for p in other.promises}
    assert {(q.utterance_id, q.answered) for q in one.questions} == {
        (q.utterance_id, q.answered) for q in other.questions
    }


def heard(utterances: list[Utterance]) -> Insight:
    analyst = Analyst()
    insight = analyst.apply(Rang("call", 0.0, STARTED_AT))
    for utterance in utterances:
        insight = analyst.apply(utterance)
    return insight


@pytest.mark.parametrize("seed", range(5))
def test_with_a_third_of_the_words_wrong_the_call_is_still_heard_out(seed: int):
    chance = random.Random(seed)
    common = sorted(english().plain)
    spoken = Spoken()
    for turn in json.loads(resources.path("demo", "script.json").read_text(encoding="utf-8")):
        line = [chance.choice(common) if chance.random() < 0.3 else word for word in turn["text"].split()]
        spoken.say(Channel(turn["channel"]), " ".join(line))
    insight = spoken.hang_up()
    check(insight, {u.id for u in spoken.heard})
    assert insight.issues


def test_nothing_new_gives_the_same_object():
    analyst = Analyst()
    insight = heard([])
    for event in (Gap(Channel.AGENT, 0.0, 1.0, "silence"), IssueDismissed(1.0, "nothing")):
        insight = analyst.apply(event)
        assert analyst.apply(event) is insight
    spoken = Spoken()
    spoken.customer("i need to cancel my flight to boston")
    before = spoken.hang_up()
    assert spoken.agent("mm-hm") is before
