"""The team's own cards: shown when the call touches them, also by misheard words, calmly, and fresh from the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from insight.policy_cards import CardError, read_card, read_cards
from tests.insight.spoken import Spoken, shelf_of

EXAMPLES = resources.path("cards")
CARD = """+++
title = "Window cleaning"
triggers = ["dirty window*", "streaks + glass"]
names = ["crystal care", "shinomat"]
source = "House rules 7"
expires = 2026-03-16
+++
Use **cold** water.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "windows.md").write_text(CARD, encoding="utf-8")
    return tmp_path


def titles(spoken: Spoken) -> list[str]:
    return [card.title for card in spoken.insight.cards]


def test_a_card_is_shown_when_its_words_are_said_with_source_day_and_evidence(folder: Path):
    spoken = Spoken(shelf=shelf_of(folder))
    spoken.customer("hello i have a question")
    assert titles(spoken) == []
    spoken.customer("there are streaks all over the new glass")
    (card,) = spoken.insight.cards
    assert (card.title, card.source, card.expires, card.expired) == (
        "Window cleaning",
        "House rules 7",
        "2026-03-16",
        False,
    )
    assert card.body == "Use **cold** water." and card.utterance_id == spoken.heard[-1].id


@pytest.mark.parametrize("said", ["the crystal car we bought", "my christal care kit", "a shino mat", "this shinomatt"])
def test_a_product_is_known_when_it_was_misheard(folder: Path, said: str):
    spoken = Spoken(shelf=shelf_of(folder))
    spoken.customer(said)
    assert titles(spoken) == ["Window cleaning"]


@pytest.mark.parametrize("said", ["a clear window of time", "take care of it", "crystals in the freezer", "the matter"])
def test_other_words_show_nothing(folder: Path, said: str):
    spoken = Spoken(shelf=shelf_of(folder))
    spoken.customer(said)
    assert titles(spoken) == []


def test_a_phrase_is_found_with_one_of_its_words_misheard(folder: Path):
    spoken = Spoken(shelf=shelf_of(folder))
    spoken.customer("there are streeks on the glass")
    assert titles(spoken) == ["Window cleaning"]


def test_a_card_past_its_day_says_so(folder: Path):
    (folder / "windows.md").write_text(CARD.replace("2026-03-16", "2026-03-15"), encoding="utf-8")
    spoken = Spoken(shelf=shelf_of(folder))
    spoken.customer("dirty windows again")
    assert [card.expired for card in spoken.insight.cards] == [True]


def test_the_key_issue_alone_brings_the_card_of_its_code():
    spoken = Spoken(shelf=shelf_of(EXAMPLES))
    spoken.agent("good morning how can i help you")
    spoken.customer("i was charged twice for something i bought in the spring")
    assert titles(spoken) == ["Charged twice"]


def test_at_most_two_are_shown_and_a_new_one_only_after_twenty_seconds():
    spoken = Spoken(shelf=shelf_of(EXAMPLES))
    spoken.customer("i was charged twice for it and the parcel has never arrived")
    assert len(titles(spoken)) == 1
    spoken.customer("and my internet is down")
    assert len(titles(spoken)) == 1
    seen = []
    for line in ("so my internet is down", "i am locked out too", "i want to change my booking"):
        spoken.clock_s += 25
        spoken.customer(line)
        seen.append(titles(spoken))
    assert all(len(shown) == 2 for shown in seen)
    assert seen[-1][0] == "Changing or cancelling a booking"


def test_what_is_said_of_nothing_in_particular_shows_no_example_card():
    spoken = Spoken(shelf=shelf_of(EXAMPLES))
    for line in (
        "good morning thank you for calling",
        "hi i would like to know your opening hours",
        "we are open from nine to five",
        "that is great thank you so much for your help",
        "is there anything else",
        "no that is all have a nice day",
    ):
        spoken.customer(line)
    assert titles(spoken) == []


def test_a_changed_a_new_and_a_removed_file_are_seen_in_the_call_that_goes_on(folder: Path):
    shelf = shelf_of(folder)
    spoken = Spoken(shelf=shelf)
    spoken.customer("dirty windows again")
    assert not shelf.look()
    (folder / "windows.md").write_text(CARD.replace("cold", "lukewarm"), encoding="utf-8")
    assert shelf.look()
    spoken.customer("and so on")
    assert [card.body for card in spoken.insight.cards] == ["Use **lukewarm** water."]
    (folder / "windows.md").unlink()
    assert shelf.look()
    spoken.customer("and so on")
    assert titles(spoken) == []


def test_the_examples_are_cards_for_codes_and_offers_that_exist():
    cards, faults = read_cards(EXAMPLES)
    assert not faults and len(cards) >= 6
    assert all(card.source.startswith("Example: ") and card.offers for card in cards)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# Windows", r"between two lines of \+\+\+"),
        (CARD.replace('title = "Window cleaning"', ""), "title is missing"),
        (CARD.replace('source = "House rules 7"', ""), "source is missing"),
        (CARD.replace("2026-03-16", '"soon"'), "expires should be a day"),
        (CARD.replace("expires", "expiry"), "expiry is nothing that a card has"),
        (CARD.replace("Use **cold** water.", ""), "nothing to read"),
        (CARD.replace("triggers = [", "triggers = [["), "windows.md"),
        ('+++\ntitle = "A"\nsource = "B"\n+++\nC', "never be shown"),
        (CARD.replace("+++\nUse", '[[may_offer]]\nkind = "a"\ntext = "b"\nlimit = "much"\n+++\nUse'), "a limit is"),
    ],
)
def test_a_wrong_card_is_said_in_one_line_and_the_others_are_still_used(folder: Path, text: str, complaint: str):
    (folder / "good.md").write_text(CARD, encoding="utf-8")
    (folder / "windows.md").write_text(text, encoding="utf-8")
    with pytest.raises(CardError, match=complaint):
        read_card(folder / "windows.md")
    cards, faults = read_cards(folder)
    assert [card.id for card in cards] == ["good"]
    assert len(faults) == 1 and "\n" not in faults[0] and faults[0].startswith("windows.md")
