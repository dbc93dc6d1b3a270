"""The note an agent would write, and the one sentence to say back."""

from __future__ import annotations

import json
import re

import pytest

import resources
from calls.events import FactCorrected
from calls.findings import PointKind
from insight.summary import LONGEST
from tests.insight.spoken import Spoken, call


def bundled_call() -> Spoken:
    script = json.loads(resources.path("demo", "script.json").read_text(encoding="utf-8"))
    return call(*(f"{turn['channel'][0]}: {turn['text']}" for turn in script))


def test_the_bundled_calls_note_has_all_that_matters():
    text = bundled_call().insight.summary.text
    for needed in (
        "Daniel Cooper",
        "charged them twice",
        "639285",
        "$64.80",
        "3 March",
        "refund",
        "Friday 20 March, 17:00",
    ):
        assert needed in text
    assert len(text.split()) <= LONGEST


def test_points_stand_in_their_slots_and_show_their_evidence():
    spoken = bundled_call()
    ids = {utterance.id for utterance in spoken.heard}
    kinds = {point.kind for point in spoken.insight.summary.points}
    assert {PointKind.REASON, PointKind.FACT, PointKind.PROMISE, PointKind.OPEN} <= kinds
    assert all(point.evidence and set(point.evidence) <= ids for point in spoken.insight.summary.points)


def test_the_question_nobody_answered_is_still_open():
    (still_open,) = [p.text for p in bundled_call().insight.summary.points if p.kind is PointKind.OPEN]
    assert "when will the money be back" in still_open


def test_no_number_is_in_the_note_that_nobody_said():
    spoken = bundled_call()
    said = " ".join(u.text for u in spoken.heard) + " ".join(f.value for f in spoken.insight.facts)
    for number in re.findall(r"\d+", spoken.insight.summary.text):
        assert number in said


def test_what_was_done_is_told_as_done():
    spoken = call(
        "a: how can i help",
        "c: my card is broken i need a new one",
        "a: okay i have ordered a new card for you",
        "c: thanks",
    )
    done = [p.text for p in spoken.insight.summary.points if p.kind is PointKind.DONE]
    assert done == ["Ordered a new card for the customer"]
    assert "ordered a new card" in spoken.insight.summary.text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("that's all booked your job number is j seven oh two", "The agent booked it."),
        ("yes i've set a cap of ten pounds a month", "The agent set a cap of £10 a month."),
        ("i've updated that now and i'll email you the form today", "The agent updated that now."),
        ("i've put that in your notes there's a charge of six pounds", "The agent put that in their notes."),
    ],
)
def test_a_deed_is_told_alone(line: str, told: str):
    assert told in call("c: i've moved house", f"a: {line}").insight.summary.text


def test_a_month_is_told_by_its_name():
    spoken = call("c: i sent the form", "a: when did you send it", "c: in january")
    assert "Date: January 2026" in [point.text for point in spoken.insight.summary.points]


def test_the_agents_greeting_is_not_told():
    spoken = call("a: quickbite support this is lee what's going on with your order", "c: it came an hour late")
    assert "quickbite" not in spoken.insight.summary.text


def test_what_is_told_behind_a_deed_is_no_part_of_it():
    spoken = call("c: i'm locked out", "a: okay i've reset it your new reference is four four one seven six two")
    assert "The agent reset it." in spoken.insight.summary.text


def test_a_deed_ends_where_what_comes_of_it_is_told():
    spoken = call("c: our website is down", "a: i've renewed it now it'll take up to thirty minutes to come back")
    assert "The agent renewed it now." in spoken.insight.summary.text


def test_a_day_of_another_year_is_told_with_it():
    spoken = call("c: i lost my card", "a: what's your date of birth", "c: march ninth eighty four")
    assert "Given: 9 March 1984." in spoken.insight.summary.text


def test_thinking_aloud_asks_nothing_of_the_customer():
    spoken = call(
        "c: my bill is too high",
        "a: let me check no it's the yearly price i'm afraid it was agreed in march",
        "a: let me look at the contract of last year once more",
        "a: i assure you ma'am please give us two days",
    )
    assert "asked the customer" not in spoken.insight.summary.text
    assert "assure" not in spoken.insight.summary.text
    assert "afraid" not in spoken.insight.summary.text
    spoken = call("c: i want to cancel", "a: it is in the terms but let me ask my manager whether we can end it sooner")
    assert "let them ask" not in spoken.insight.summary.text


def test_the_outcome_is_what_the_customer_says_of_it():
    spoken = call("c: my phone won't start", "a: please press both keys", "c: oh yes it works now")
    assert [p.text for p in spoken.insight.summary.points if p.kind is PointKind.OUTCOME] == [
        "Confirmed that it worked"
    ]
    spoken = call("c: my phone won't start", "a: please press both keys", "c: it still doesn't start")
    assert [p.text for p in spoken.insight.summary.points if p.kind is PointKind.OUTCOME] == [
        "Said that it still did not work"
    ]


def test_a_corrected_value_stands_right_wherever_it_was_told():
    spoken = call(
        "a: how can i help", "c: hi you charged me twice for my order four four seven one nine nine", "a: i see"
    )
    wrong, right, last = "447199", "447189", "447180"
    spoken.apply(FactCorrected(5.0, "order", wrong, right))
    spoken.apply(FactCorrected(6.0, "order", right, last))
    told = [spoken.insight.summary.text, spoken.insight.say_back, *(p.text for p in spoken.insight.summary.points)]
    assert sum(last in text for text in told) >= 3
    assert not any(wrong in text or right in text for text in told)
    assert "447199" not in spoken.customer("yes order four four seven one nine nine was charged twice").summary.text


def test_a_corrected_fact_is_in_the_note_at_once():
    spoken = bundled_call()
    insight = spoken.apply(FactCorrected(120.0, "order", "639285", "639280"))
    assert "639280" in insight.summary.text and "639285" not in insight.summary.text


def test_a_caller_known_to_the_dialer_is_called_by_name():
    spoken = Spoken(customer_name="Ann Lee")
    spoken.agent("how can i help")
    spoken.customer("i need to cancel my flight to boston")
    assert spoken.hang_up().summary.text.startswith("Ann Lee wanted to cancel")


def test_a_call_without_a_word_has_no_note():
    summary = call().insight.summary
    assert (summary.text, summary.points) == ("", ())


def test_say_it_back_speaks_to_the_customer():
    said = bundled_call().insight.say_back
    assert "we charged you twice" in said and "639285" in said and said.endswith("Is that correct?")


def test_nothing_is_said_back_while_the_issue_is_unsure():
    assert call("a: hello", "c: yes hello").insight.say_back == ""


def test_that_an_offer_suits_is_no_outcome():
    points = call("c: i need a table for two", "a: how about eight", "c: that works for me").insight.summary.points
    assert not [point for point in points if point.kind is PointKind.OUTCOME]


def test_good_wishes_are_no_part_of_what_was_done_and_a_deed_is_told_once():
    spoken = call(
        "c: i need to book a flight to boston",
        "a: your flight is booked have a great day",
        "c: did it go through",
        "a: yes your flight is booked",
    )
    assert spoken.insight.summary.text.count("booked") == 1
    assert "great day" not in spoken.insight.summary.text


def test_what_is_said_back_is_short_and_speaks_to_the_customer():
    spoken = call(
        "a: how can i help",
        "c: i need your help to find a car and my rental was cancelled by you and i was told to contact you",
    )
    said = spoken.insight.say_back
    assert "you need help to find a car" in said
    assert "contact us" in said and "the company" not in said
    assert len(said) < 240
