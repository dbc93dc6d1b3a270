"""Text for people: what they would write, of the words that were said."""

from __future__ import annotations

import pytest

from calls.events import Channel, Word
from tests.transcription.spoken import TUESDAY, heard, said
from transcription.scribe import Scribe


def text_of(line: str) -> str:
    (utterance,) = heard("agent: " + line)
    return utterance.text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("hello", "Hello."),
        (
            "i was charged forty two fifty for order four four seven one nine nine",
            "I was charged $42.50 for order 447199.",
        ),
        ("it's k one x seven v three", "It's K1X7V3."),
        ("i thought it was two fifty", "I thought it was two fifty."),
        ("call me at six one seven five five five oh one two three", "Call me at +1 617-555-0123."),
        ("my email is p dot raman at mail dot com", "My email is p.raman@mail.com."),
        ("p dot raman at mail dot com", "p.raman@mail.com."),
        ("we open at half past nine", "We open at half past 9."),
        ("the flight leaves at seven thirty p m", "The flight leaves at 7:30 pm."),
        ("i'll call you on friday at five", "I'll call you on Friday at 5."),
        ("it came on the third of march twenty twenty six", "It came on the 3rd of March 2026."),
        ("march third two thousand twenty five", "March 3rd 2025."),
        ("i have three kids and fifteen cats", "I have three kids and 15 cats."),
        ("you get twenty percent off", "You get 20% off."),
        ("it takes five business days", "It takes five business days."),
        ("one hundred twenty three thousand", "123,000."),
        ("this one is broken", "This one is broken."),
        ("s m i t h", "S-M-I-T-H."),
        ("fifteen hundred dollars", "$1,500."),
        ("ten thousand rupees", "10,000 INR."),
        ("eighty euros", "€80."),
    ],
)
def test_numbers_are_written_as_people_write_them(line: str, text: str):
    assert text_of(line) == text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("my name is priya raman", "My name is Priya Raman."),
        ("i'm calling from new york", "I'm calling from New York."),
        ("see you on monday in london", "See you on Monday in London."),
        ("the a t m ate my card", "The ATM ate my card."),
        ("i will be there in may", "I will be there in May."),
        ("may i come in", "May I come in?"),
        ("will you mark it", "Will you mark it?"),
        ("this is mark", "This is Mark."),
        ("my name is zorblax", "My name is Zorblax."),
        ("mr okonkwo called", "Mr Okonkwo called."),
        ("i use my iphone and wifi", "I use my iPhone and Wi-Fi."),
        ("the bill is too high", "The bill is too high."),
        ("i hope joy will grace us", "I hope joy will grace us."),
    ],
)
def test_names_have_capitals_and_words_have_none(line: str, text: str):
    assert text_of(line) == text


@pytest.mark.parametrize(
    "line",
    [
        "can you help me",
        "what is your name",
        "how much is it",
        "and when does it arrive",
        "is that okay",
        "do you have a minute",
        "so where did you buy it",
        "didn't you get my email",
        "what kind of phone is it",
        "you are on the premium plan right",
        "what's the problem",
        "hi could you tell me the price",
        "pardon",
        "why",
    ],
)
def test_questions_get_their_mark(line: str):
    assert text_of(line).endswith("?")


@pytest.mark.parametrize(
    "line",
    [
        "what a shame",
        "when i called they hung up",
        "how nice of you",
        "i can tell you what is wrong",
        "i know how much it is",
        "whatever you say",
        "do not worry",
        "what i want is a refund",
        "which is fine",
        "have a nice day",
        "i don't know where it is",
    ],
)
def test_what_asks_nothing_gets_none(line: str):
    assert "?" not in text_of(line)


def test_a_pause_ends_a_sentence():
    words = [*said("i never got it"), *said("the driver said he left it outside", 3.0)]
    (utterance,) = Scribe(TUESDAY).hear(Channel.CUSTOMER, words)
    assert utterance.text == "I never got it. The driver said he left it outside."


def test_a_short_pause_ends_one_before_a_word_that_starts_one():
    words = [*said("it never arrived at all"), *said("so i called again", 1.9)]
    assert Scribe(TUESDAY).hear(Channel.CUSTOMER, words)[0].text == "It never arrived at all. So I called again."
    words = [*said("it never arrived at all"), *said("shops were closed", 1.9)]
    assert Scribe(TUESDAY).hear(Channel.CUSTOMER, words)[0].text == "It never arrived at all shops were closed."


def test_a_question_begins_its_own_sentence():
    assert text_of("my parcel is late can you check it") == "My parcel is late. Can you check it?"
    assert text_of("which account would you like to check") == "Which account would you like to check?"
    assert text_of("my name is anna i want a refund") == "My name is Anna. I want a refund."
    assert text_of("i was wondering if you can check it") == "I was wondering if you can check it."
    assert text_of("thank you for calling acme my name is maria how can i help") == (
        "Thank you for calling acme. My name is Maria. How can I help?"
    )


def test_nothing_is_said_to_end_that_goes_on():
    assert text_of("i wanted to ask about the") == "I wanted to ask about the"
    assert text_of("and") == "And."
    assert text_of("okay thank you") == "Okay, thank you."


def test_fillers_go_and_nothing_else():
    (utterance,) = heard("customer: um i uh want it")
    assert utterance.text == "I want it."
    assert utterance.raw == "um i uh want it"
    assert text_of("um") == "Um."


def test_a_head_of_a_sentence_has_its_comma():
    assert text_of("yes that is right") == "Yes, that is right."
    assert text_of("no problem") == "No problem."
    assert text_of("well of course") == "Well of course."


def test_typed_text_keeps_its_own_capitals_and_stops():
    assert text_of("I paid $42.50. Where is McAllister's order?") == "I paid $42.50. Where is McAllister's order?"


def test_a_masked_word_stays_as_it_is():
    (_, utterance) = heard("agent: hello", "customer: my pin is one two three four")
    assert utterance.text == "My pin is [pin]."


def test_no_other_word_is_added_or_lost():
    line = "well i told them on the phone that the thing never worked and nobody came back to me about it you know"
    (utterance,) = heard("customer: " + line)
    assert utterance.text.lower().replace(",", "").replace(".", "").replace("?", "").split() == line.split()


def test_words_without_times_do_no_harm():
    words = [Word(text, 0.0, 0.0, 0.0) for text in ["hello", "there", "my", "friend"]]
    assert Scribe(TUESDAY).hear(Channel.AGENT, words)[0].text == "Hello there my friend."
