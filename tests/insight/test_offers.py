"""What the customer asks for, what may be offered, and what was conceded: nothing that nobody said."""

from __future__ import annotations

import pytest

import resources
from calls.events import FileOpened
from calls.filed import FiledConcession
from insight.offers import bundled_kinds
from insight.policy_cards import read_cards
from tests.insight.spoken import Spoken, call, shelf_of

EXAMPLES = resources.path("cards")


def wanted(*lines: str) -> list[str]:
    return [want.kind for want in call(*lines).insight.wants]


def given(*lines: str) -> list[tuple[str, str]]:
    return [(conceded.kind, conceded.text) for conceded in call(*lines).insight.concessions]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("i want a refund", "refund"),
        ("when will the money be back in my account", "refund"),
        ("i never got my refund", "refund"),
        ("could you send me a new one", "replacement"),
        ("please waive that late fee", "fee-waiver"),
        ("can you give me a better price", "discount"),
        ("i would like to cancel my subscription", "cancellation"),
        ("can someone call me tomorrow", "callback"),
        ("i want to speak to a manager", "manager"),
        ("could i get a bit more time to pay", "extension"),
    ],
)
def test_what_the_customer_asks_for_is_named_with_its_words(said: str, kind: str):
    spoken = call(f"c:{said}")
    assert kind in [want.kind for want in spoken.insight.wants]
    assert {want.utterance_id for want in spoken.insight.wants} == {spoken.heard[0].id}


@pytest.mark.parametrize(
    "said",
    ["i do not want a refund", "i don't need a replacement", "my order is six three nine", "thanks for your help"],
)
def test_what_they_do_not_ask_for_is_not_named(said: str):
    assert wanted(f"c:{said}") == []


def test_what_the_agent_says_is_no_wish_and_what_the_customer_says_no_concession():
    assert wanted("a:would you like a refund") == []
    assert given("c:i will waive it") == []


def test_beside_the_wish_stands_what_the_cards_and_the_issue_allow():
    spoken = Spoken(shelf=shelf_of(EXAMPLES))
    spoken.agent("good morning how can i help you")
    spoken.customer("i was charged twice for something i bought in the spring")
    spoken.customer("i want my money back for one of them")
    (want,) = spoken.insight.wants
    assert [(may.text, may.limit, may.source) for may in want.may] == [
        ("The second payment back", "$250", "Charged twice")
    ]
    assert "team lead" in want.may[0].when


def test_a_wish_that_no_card_knows_stands_alone():
    spoken = Spoken(shelf=shelf_of(EXAMPLES))
    spoken.customer("can you give me a discount")
    assert [(want.kind, want.may) for want in spoken.insight.wants] == [("discount", ())]


def test_a_concession_is_kept_with_its_amount_once_and_is_in_the_record():
    lines = (
        "c:the fee is too high",
        "a:i will waive the late fee of thirty five dollars for you",
        "a:so i will waive the fee",
        "a:and we can call you back tomorrow",
        "a:i can't refund the rest",
        "a:did you get a discount",
    )
    assert given(*lines) == [("fee-waiver", "$35 fee waived"), ("callback", "Callback")]


def test_what_earlier_calls_conceded_stands_before_and_is_not_filed_again():
    spoken = Spoken()
    spoken.apply(FileOpened(0.1, (), (FiledConcession("credit", "$10 credit", "2026-03-02", "before"),)))
    spoken.agent("i will give you a discount of ten percent")
    conceded = spoken.insight.concessions
    assert [(c.text, c.day) for c in conceded] == [("$10 credit", "2026-03-02"), ("10 % discount", "")]


def test_the_examples_offer_only_what_the_list_knows():
    known = {kind.kind for kind in bundled_kinds()}
    cards, _ = read_cards(EXAMPLES)
    assert {offer.kind for card in cards for offer in card.offers} <= known


def test_what_somebody_agreed_to_is_given_and_what_is_asked_for_is_not_yet():
    assert given("a: my manager has agreed to refund the full amount") == [("refund", "Money back")]
    assert ("fee-waiver", "Fee waived") not in given("a: let me ask my manager if we can waive that fee")
