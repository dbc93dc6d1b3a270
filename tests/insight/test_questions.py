"""What is a question when nobody writes question marks, and what is an answer."""

from __future__ import annotations

import pytest

from calls.events import Channel
from insight.asking import asks
from tests.insight.spoken import call


@pytest.mark.parametrize(
    "line",
    [
        "where is my order",
        "and when will the money be back",
        "friday works for me but when will the money be back in my account",
        "do you have that in blue",
        "is there anything else i can help you with",
        "can i have your name please",
        "could you please tell me the order number",
        "how much does it cost",
        "what about the other one",
        "so is it is it covered by the warranty",
        "isn't that included",
        "i was wondering if you could help",
        "the order number please",
        "which model do you have",
        "why",
        "pardon",
        "are you still there",
        "so what do i do now",
        "it comes on monday doesn't it",
        "who am i speaking with",
        "what happens if i cancel",
        "which one of these is cheaper",
        "why does the app need my location",
        "any updates on my claim",
        "so is uh the warranty still valid",
        "shall i wait for the email",
        "so it goes out on monday right",
        "and who is she in this",
        "how much is that a month",
        "do you know what is wrong with it",
        "what kind of discount",
        "yeah that works do i have to pay for it",
        "the afternoon one please is there a window seat",
        "that's fine and could we have a late check out",
        "the wrong depot how does that even happen",
        "perfect and who pays for the hotel",
        "okay what happens next",
        "that's fine will i still need the test before it",
    ],
)
def test_this_asks_something(line: str):
    assert asks(tuple(line.split()))


@pytest.mark.parametrize(
    "line",
    [
        "yes please do that",
        "whatever we do i have to pay",
        "all we can do we need to do now",
        "what i want is a refund",
        "when i called yesterday nobody answered",
        "i don't know where it is",
        "that is what you told me",
        "my phone is broken",
        "i do have the receipt",
        "which is fine by me",
        "how i see it that is wrong",
        "whatever you think",
        "thank you so much",
        "okay",
        "huh",
        "are you",
        "what is the",
        "so are you",
        "what's strange is that it worked yesterday",
        "what i'll do is i'll send you a new one",
        "is pretty slow to be honest",
        "depends how fast you can ship it",
        "but i don't know what is the difference between them",
        "and then have the others wait",
        "is learned by heart",
        "how long were",
        "and how many more we can send",
        "yes i think that's right",
        "anyone who's in a hurry pays more",
    ],
)
def test_this_does_not(line: str):
    assert not asks(tuple(line.split()))


def open_questions(*lines: str) -> list[str]:
    return [q.text for q in call(*lines).insight.questions if q.asked_by is Channel.CUSTOMER and not q.answered]


def test_holding_the_line_and_saying_goodbye_answer_nothing():
    waiting = open_questions(
        "c: when will the money be back",
        "a: please hold on for a minute",
        "c: sure",
        "a: thank you for waiting can i help you with anything else today",
        "a: goodbye",
    )
    assert waiting == ["When will the money be back?"]


def test_when_is_answered_by_a_time_and_how_much_by_an_amount():
    assert open_questions("c: when will it arrive", "a: it should be with you on friday") == []
    assert open_questions("c: when will it arrive", "a: the parcel was handed to the driver") != []
    assert open_questions("c: what time is breakfast", "a: seven to ten thirty") == []
    assert open_questions("c: how much does it cost", "a: that is twenty dollars a month") == []
    assert open_questions("c: do you need to know", "a: just let us know on thursday") == []
    assert open_questions("c: how much does it cost", "a: it depends on your contract") != []


def test_doing_what_was_asked_answers():
    request = "c: could someone turn off his access please"
    assert open_questions(request, "a: i've just done that") == []
    assert open_questions(request, "a: i can do that") == []
    assert open_questions("c: can she take it in the meantime", "a: i'd check with your doctor on that") == []
    assert open_questions("c: how will i know when it's arrived", "a: you'll get an automatic email") == []
    assert open_questions("c: can she take it", "a: thank you for your patience so far") != []
    assert open_questions("c: thank you what was your name", "a: it's phil") == []
    assert open_questions("c: can we have a late check out", "a: until one is that okay") == []
    assert open_questions("c: can i bring my son", "a: of course") == []
    assert open_questions(request, "a: let me see") != []
    assert open_questions("c: when will it arrive", "a: i'll do that") != []


def test_not_knowing_is_an_answer_and_asking_back_is_none():
    assert open_questions("c: when will it arrive", "a: i'm afraid i don't know") == []
    assert open_questions("c: is it covered by the warranty", "a: when did you buy it") != []


def test_any_word_of_the_customers_answers_the_agent():
    questions = call("a: is that right", "c: okay").insight.questions
    assert [q.answered for q in questions] == [True]


def test_only_the_sentence_that_asks_is_kept():
    (question,) = call("a: thank you daniel. what is your order number").insight.questions
    assert question.text.lower().startswith("what is your order number")


def test_right_behind_ones_own_statement_asks_and_behind_the_others_it_nods():
    (question,) = call("c: so the parcel comes on monday", "c: right", "a: mm-hm").insight.questions
    assert (question.text, question.answered) == ("So the parcel comes on Monday, right?", True)
    assert call("a: so the parcel comes on monday", "c: right").insight.questions == ()


def test_right_after_a_nod_or_a_question_is_no_question():
    assert call("c: yes sure", "c: right", "a: good").insight.questions == ()
    (question,) = call("a: is it the blue one or the red one", "a: right").insight.questions
    assert question.text == "Is it the blue one or the red one?"
