"""Which of the customer's turns is the key issue, how it is named, and when nothing is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from calls.events import IssueDismissed, IssuePinned, IssueUnpinned
from insight.issue import THRESHOLD
from insight.linear import weights
from insight.taxonomy import TaxonomyError, read_taxonomy, taxonomy
from tests.insight.spoken import Spoken, call

CALLS = [
    (
        ["a: good morning how can i help you", "c: hello", "c: i ordered a kettle two weeks ago and it hasn't arrived",
         "a: i'm sorry what is your order number", "c: four four seven one nine nine", "c: thank you"],
        2, "order.status",
    ),
    (
        ["a: how may i help", "c: hi my name is linda davis", "c: i would like to pay my bill",
         "a: of course which account", "c: the savings account"],
        2, "payment.make",
    ),
    (
        ["a: good afternoon", "c: yes hello good afternoon", "c: our internet is down since this morning",
         "a: i see are any lights on", "c: no none of them"],
        2, "technical.outage",
    ),
    (
        ["a: clinic reception how can i help", "c: oh hi", "c: i need to move my appointment to next week",
         "a: sure what day", "c: wednesday would be good"],
        2, "booking.change",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "at", "code"), CALLS)
def test_the_turn_that_states_the_matter_is_found_and_named(lines: list[str], at: int, code: str):
    spoken = call(*lines)
    issue = spoken.insight.issue
    assert issue is not None
    assert issue.quote == lines[at].partition(": ")[2]
    assert issue.code == code
    assert issue.confidence >= THRESHOLD


def test_where_the_customer_only_vents_the_answer_to_what_is_wrong_is_the_issue():
    spoken = call(
        "c: your customer service is the worst i have ever seen it is a joke",
        "a: i'm sorry to hear that what is the problem",
        "c: my heating has not worked since you replaced the boiler on tuesday",
        "a: i see",
    )
    assert spoken.insight.issues[0].quote.startswith("my heating")


def test_another_language_shows_no_issue():
    spoken = call(
        "a: how can i help",
        "c: bonjour je suis bloqué en angleterre et je vais rater mon bus comment faire",
        "a: sorry do you speak english",
    )
    assert spoken.insight.issue is None


def test_after_another_language_what_is_understood_comes_first_and_nothing_is_sure():
    spoken = call(
        "c: bonjour je suis bloqué en angleterre et je vais rater mon bus comment faire",
        "a: sorry do you speak english",
        "c: yes i have missed my bus to paris and i need a refund for the ticket",
    )
    assert spoken.insight.issues[0].quote.startswith("yes i have missed")
    assert spoken.insight.issue is None


def test_asking_for_a_manager_is_not_what_the_call_is_about():
    spoken = call(
        "c: can you get me a manager from the billing department please",
        "a: i can help are you having trouble with your bill",
        "c: you have charged me for television that i cancelled in may",
    )
    assert spoken.insight.issues[0].quote.startswith("you have charged me")


def test_asking_who_is_there_states_nothing():
    spoken = call(
        "a: hello you're through to age link",
        "c: hello dear is that the alarm people",
        "a: yes it is how can i help",
        "c: my pendant's been bleeping since last night and it won't stop",
    )
    assert spoken.insight.issue.text == "Pendant's been bleeping since last night and it won't stop"
    assert "through to" not in spoken.insight.summary.text


def test_after_who_one_is_the_answer_to_how_can_i_help_is_the_matter():
    spoken = call(
        "a: can i take your national insurance number",
        "c: q q one two three four five six c",
        "a: and your name and first line of address",
        "c: marvin hayes ninety one dock street",
        "a: thank you how can i help",
        "c: my payment was due on the fourteenth and it's not come and i've got no food",
        "a: it's showing as stopped because you missed an appointment",
        "c: i was in hospital i told you that i've got the letter",
    )
    assert spoken.insight.issue.text == "Payment was due on the 14th; it's not come"


def test_letters_spelled_out_are_no_foreign_language():
    spoken = call(
        "a: roadside rescue what's happened",
        "c: i've broken down on the m sixty two",
        "a: what's the registration",
        "c: y k one nine f d z it's a blue ford galaxy",
    )
    assert spoken.insight.issue.text == "Has broken down on the M62"


def test_anger_with_a_matter_in_it_is_shown():
    spoken = call(
        "a: metro mobile my name's josh", "c: yeah josh your network is a joke i've had no signal for four days"
    )
    assert spoken.insight.issue.code == "technical.outage"
    assert spoken.insight.issue.text == "The network is a joke they have had no signal for four days"


def test_an_order_number_spelled_at_the_start_states_nothing():
    spoken = call(
        "a: home delivery may i have your order number",
        "c: sure it's h eight eight one two dash four four three zero nine seven",
        "a: thanks how can i help",
        "c: so you guys delivered the fridge but it's got a huge dent in the door and it's the wrong color",
    )
    assert spoken.insight.issue.utterance_id == spoken.heard[-1].id


def test_where_one_works_is_not_the_matter():
    spoken = call(
        "c: hello",
        "c: i am working at a music company in the city",
        "c: we would like to change the order of ten keyboards",
    )
    assert spoken.insight.issues[0].quote.startswith("we would like")


def test_an_order_needs_no_verb():
    spoken = call(
        "c: hello", "c: two garden chairs", "c: in green", "c: twelve mill lane", "c: cash on delivery", "c: bye"
    )
    assert spoken.insight.issues[0].quote == "two garden chairs"


def test_that_there_is_a_matter_is_not_yet_the_matter():
    spoken = call(
        "a: good morning how can i help",
        "c: hi i have a few questions for you please",
        "a: of course",
        "c: can i bring a laptop on the plane in my hand luggage",
        "a: yes you can",
    )
    assert spoken.insight.issues[0].quote.startswith("can i bring")


@pytest.mark.parametrize(
    "lines",
    [
        ["a: how can i help", "c: hello"],
        ["c: yes", "c: okay thank you", "c: goodbye"],
        ["a: your name please", "c: daniel cooper", "a: thank you", "c: okay"],
        [],
    ],
)
def test_small_talk_shows_no_issue(lines: list[str]):
    assert call(*lines).insight.issue is None


def test_candidates_are_ranked_and_few():
    lines = [
        f"c: i want to change booking number {word} because it is wrong" for word in ["one", "two", "three", "four"]
    ]
    issues = call(*(lines * 5)).insight.issues
    assert 1 < len(issues) <= 8
    assert [i.confidence for i in issues] == sorted((i.confidence for i in issues), reverse=True)


def two_matters() -> Spoken:
    return call(
        "a: how can i help",
        "c: i was charged twice for my order and i want my money back",
        "a: i understand",
        "c: and i also need to change the delivery address of the new order",
    )


def test_not_this_shows_the_next_and_never_the_dismissed_again():
    spoken = two_matters()
    first = spoken.insight.issues[0]
    insight = spoken.apply(IssueDismissed(20.0, first.utterance_id))
    assert first.utterance_id not in {i.utterance_id for i in insight.issues}
    spoken.customer("as i said i was charged twice")
    assert first.utterance_id not in {i.utterance_id for i in spoken.hang_up().issues}


def test_a_pinned_issue_is_never_replaced_until_it_is_unpinned():
    spoken = two_matters()
    heard = spoken.insight.issue
    spoken.apply(IssuePinned(20.0, "Double charge, wants it back by Friday"))
    spoken.customer("and my internet is not working at all since yesterday")
    pinned = spoken.hang_up().issue
    assert pinned is not None and pinned.pinned and pinned.text == "Double charge, wants it back by Friday"
    assert "Double charge" in spoken.insight.summary.text
    unpinned = spoken.apply(IssueUnpinned(30.0)).issue
    assert unpinned is None or not unpinned.pinned
    assert heard is not None


def test_the_weights_are_read_once():
    assert weights("stating") is weights("stating")


def test_every_code_of_the_model_stands_in_the_taxonomy():
    known = {issue.code for issue in taxonomy().issues}
    assert set(weights("codes").classes) <= known


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("i was charged twice for my order", "billing.duplicate_charge"),
        ("you took the money two times it is on my statement two times", "billing.duplicate_charge"),
        ("i want my money back", "billing.refund"),
        ("the parcel never arrived", "order.status"),
        ("i need to cancel my flight to boston", "booking.cancel"),
        ("i lost my debit card", "card.lost_or_stolen"),
        ("i forgot my password", "account.access"),
        ("the kettle came broken", "order.wrong_or_damaged"),
        ("my prescription was supposed to be delivered yesterday", "order.status"),
        ("can we switch to paying monthly", "billing.set_up"),
        ("it is a lovely day", ""),
    ],
)
def test_phrases_of_the_taxonomy_name_what_was_said(said: str, code: str):
    assert taxonomy().code_of(said) == code


def test_a_team_adds_its_own_entry(tmp_path: Path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[[issue]]\ncode = "water.leak"\nabout = "a leak"\nwhen = ["pipe + burst*", "leak*"]\n', encoding="utf-8"
    )
    assert read_taxonomy(own).code_of("our pipe in the kitchen has burst") == "water.leak"
    assert read_taxonomy(own).about("water.leak") == "a leak"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[[issue]]\ncode = "Billing"\nabout = "x"\n', "a code is"),
        ('[[issue]]\ncode = "a.b"\n', "what it is about"),
        ('[[issue]]\ncode = "a.b"\nabout = "x"\nwhen = "refund"\n', "list of phrases"),
        ('[[issue]]\ncode = "a.b"\nabout = "x"\n' * 2, "twice"),
        ("[[issue", "own.toml"),
    ],
)
def test_a_wrong_entry_is_said_in_one_line(tmp_path: Path, text: str, complaint: str):
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=complaint) as error:
        read_taxonomy(own)
    assert "\n" not in str(error.value)
