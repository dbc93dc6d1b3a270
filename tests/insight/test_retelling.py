"""How what somebody said is told in the third person: the line of the key issue and the sentences of the summary."""

from __future__ import annotations

import pytest

from calls.events import Channel
from insight.retell import fitted, told
from insight.statement import LONGEST, pieces_of, statement
from insight.story import phrase, reason_of


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("I was charged twice for my order 447199.", "Charged twice for order 447199"),
        ("Hi, I need to change the seat on my flight.", "Wants to change the seat on their flight"),
        ("Can you help me with my bill?", "Needs help with their bill"),
        ("My phone won't turn on since the update.", "Phone won't turn on since the update"),
        ("Why was I charged a fee?", "Asks why they were charged a fee"),
        ("Where is my order?", "Asks where their order is"),
        ("How do I reset my password?", "Asks how to reset their password"),
        ("Do you know when my parcel will arrive?", "Asks when their parcel will arrive"),
        ("I don't have any hot water.", "Doesn't have any hot water"),
        ("You charged me twice.", "Charged twice"),
        ("Could you send me a copy of the invoice?", "Asks us to send them a copy of the invoice"),
        ("I'm on the 1720 train and it is late.", "Is on the 1720 train and it is late"),
        ("No response regarding my lost baggage.", "No response regarding their lost baggage"),
        ("why isnt the app working", "Asks why the app is not working"),
        ("I'd like to cancel, please.", "Wants to cancel"),
        ("Check the balance of my account, please.", "Asks us to check the balance of their account"),
        ("What's my balance?", "Asks what their balance is"),
        (
            "hi there's a payment on my account i don't recognise",
            "There's a payment on their account they don't recognise",
        ),
        (
            "i'm calling about my loan i sent everything in two weeks ago and heard nothing",
            "Needs help with their loan",
        ),
        ("hi there's a charge for damage i didn't do", "There's a charge for damage they didn't do"),
        ("hi jo we got invoiced for forty seats", "Invoiced for forty seats"),
        ("Hey tom it's rachel from finance I've lost my badge.", "Has lost their badge"),
        ("hello it's joanne miller oliver's mum in year four he's got a temperature", "He's got a temperature"),
        ("My internet's gone down again it's the third time this week.", "Internet's gone down again"),
        ("yeah hello i bought a laptop from you in june and the screen has gone black", "The screen has gone black"),
        (
            "hello i've had a letter this morning saying i owe £840 and i've no idea why",
            "Has had a letter this morning saying they owe £840",
        ),
        ("Morning I've got toothache.", "Has got toothache"),
        ("afternoon deliveries never arrive", "Afternoon deliveries never arrive"),
        ("you guys have been charging me for a year", "The company has been charging them for a year"),
        ("it's mo from eastern haulage i've got a driver with you", "Has got a driver with the company"),
        ("hi it's amy at 14 a canal street the boiler's packed in", "The boiler's packed in"),
        ("hi this is room five fourteen the air con's dripping", "The air con's dripping"),
        (
            "hello i'm not sure i've got the right department but basically what it is my mum passed away in october",
            "Mum passed away in october",
        ),
        ("it's broken from the start i want a new one", "It's broken from the start"),
        ("i want to cancel my membership please i'm moving to leeds", "Wants to cancel their membership"),
        (
            "i can't log in to my account it says my password is wrong",
            "Can't log in to their account; it says their password is wrong",
        ),
        (
            "If I pay it today. Can I still get the discount?",
            "Asks whether they could still get the discount if they pay it today",
        ),
        (
            "i sent a transfer form three weeks ago for my pension and i still haven't heard anything",
            "Sent a transfer form three weeks ago for their pension",
        ),
        (
            "you've charged me £136 for roaming i thought it was included",
            "The company has charged them £136 for roaming",
        ),
        ("yes i did how much are we talking for a house", "Asks how much they are talking for a house"),
        (
            "i got a bill for £812 and there's just the two of us in a condo so that's got to be a mistake",
            "Got a bill for £812",
        ),
        ("I see a charge for damage.", "Sees a charge for damage"),
        ("could you help me please i was charged twice for one order", "Charged twice for one order"),
        ("hello yesterday i lost my card", "Yesterday they lost their card"),
        ("hello i'd like to change my booking the reference is sv4419", "Wants to change their booking"),
    ],
)
def test_the_key_issue_is_one_line_in_plain_words(said: str, line: str):
    assert statement(said) == line


def test_the_line_is_taken_from_the_clause_that_tells_the_trouble():
    said = "Hi, Karen I am calling a second time about this you charged me twice for one order."
    assert statement(said) == "Charged twice for one order"


def test_a_second_trouble_is_added_when_there_is_room():
    said = "I was charged twice for my order 447199. My refund never came."
    assert statement(said) == "Charged twice for order 447199; refund never came"


@pytest.mark.parametrize("words", [3, 20, 200])
def test_the_line_never_outgrows_its_place(words: int):
    line = statement(" ".join(["I have a problem with the delivery of my new washing machine"] * words))
    assert 0 < len(line) <= LONGEST


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("I will call you back.", "stated that they will call the customer back"),
        ("Please send us your full name.", "asked the customer to send them their full name"),
        ("Could you tell me which model it is?", "asked which model it is"),
        ("You can return it to any store.", "stated that the customer can return it to any store"),
        ("We recommend a restart of the router.", "recommended a restart of the router"),
        ("I'd check with your doctor on that.", "advised the customer to check with their doctor on that"),
        ("If you can yes and turn the water off.", "asked the customer to turn the water off"),
        ("Let's try another cable.", "suggested to try another cable"),
        ("When did you last use it?", "asked when the customer last used it"),
        ("How about a flight on Tuesday?", "suggested a flight on Tuesday"),
        ("Just to confirm, you want the blue one.", "stated that the customer wants the blue one"),
    ],
)
def test_what_the_agent_said_goes_on_from_the_agent(said: str, sentence: str):
    assert phrase(told(said, Channel.AGENT), Channel.AGENT) == sentence


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("I want to return this kettle.", "wanted to return this kettle"),
        ("I can't log in.", "complained that they can't log in"),
        ("Can't log in.", "complained that they can't log in"),
        ("Lost my debit card.", "reported that they lost their debit card"),
        ("Charged twice for my order.", "complained that they were charged twice for their order"),
        ("Been trying to call for an hour.", "reported that they have been trying to call for an hour"),
        ("Pls send boarding pass to my mobile.", "asked the agent to send boarding pass to their mobile"),
        ("What about my claim status?", "asked about their claim status"),
        ("Any flights to Florida?", "asked for any flights to Florida"),
        ("Which stores in town have this?", "asked which stores in town have this"),
        ("I need your help to find a car.", "needed help to find a car"),
        ("I want to cancel it nobody is answering.", "wanted to cancel it and complained that nobody is answering"),
        ("Can you help me please?", "needed help"),
        ("I want to cancel please I'm moving house.", "wanted to cancel and reported that they are moving house"),
        ("I can't log in. When I click reset I don't get the email.",
         "complained that they can't log in and that when they click reset they don't get the email"),
        ("I am calling for the third time. My router is broken.",
         "called for the third time and complained that their router is broken"),
    ],
)  # fmt: skip
def test_the_reason_for_the_call_is_told_as_an_agent_writes_it(said: str, reason: str):
    assert reason_of(said) == reason


def test_verbs_agree_with_those_who_do_them():
    assert told("You need to answer my mail.", Channel.CUSTOMER).rest == "the company needs to answer their mail"
    assert told("You were right.", Channel.CUSTOMER).rest == "the company was right"


def test_a_cut_ends_on_a_word_that_can_end_a_line():
    text = "the washing machine was delivered on monday and the installer did not come although he promised"
    assert fitted(text, 60) == "the washing machine was delivered on monday"
    assert not fitted("a" + " very long word" * 9 + " and the", 140).endswith(("and", "the"))


def test_clauses_that_run_on_without_a_stop_are_taken_apart():
    assert pieces_of("Recently my phone screen cracked I need a new one.") == [
        "Recently my phone screen cracked",
        "I need a new one.",
    ]
    assert pieces_of("The phone that I need to return is blue.") == ["The phone that I need to return is blue."]


def test_who_is_calling_is_not_told_twice():
    assert reason_of("Hi, my name is James Miller. I would like to pay a bill.") == "wanted to pay a bill"
