"""Who promised what, and by when; and what is only said to fill the line."""

from __future__ import annotations

import pytest

from calls.events import Channel
from insight.due import after
from tests.insight.spoken import call


@pytest.mark.parametrize(
    ("line", "text", "due"),
    [
        ("i will call you back on friday at five p m", "call the customer back", "2026-03-20T17:00"),
        ("we'll send you a new card tomorrow", "send the customer a new card", "2026-03-17"),
        ("i'm going to escalate this to my manager", "escalate this to our manager", ""),
        ("we will refund forty two dollars fifty today", "refund $42.50", "2026-03-16"),
        ("i'll get back to you by wednesday", "get back to the customer", "2026-03-18"),
        ("our technician will visit you in two days", "have our technician visit the customer", "2026-03-18"),
        ("i'll look into this for you", "look into this for the customer", ""),
        ("i'll book an engineer for wednesday between eight and one", "book an engineer", "2026-03-18T13:00"),
        ("i'll process that it takes up to five days", "process that", "2026-03-21"),
        ("i'll issue a corrected bill it'll be with you in three working days", "issue a corrected bill", "2026-03-19"),
        ("i'll block it and send a new one in seven business days", "block it and send a new one", "2026-03-25"),
        ("i'll have it extended now try again in five minutes", "have it extended", "2026-03-16T10:05"),
        ("i'll book saturday morning", "book it", "2026-03-21"),
        ("someone will come up this afternoon", "have someone come up", "2026-03-16"),
        (
            "an engineer will go to the cabinet within twenty four hours you don't need to be home",
            "have an engineer go to the cabinet",
            "2026-03-17T10:00",
        ),
        ("i'll refund the last two months", "refund the last two months", ""),
        ("i'll cancel that effective today", "cancel that", "2026-03-16"),
        (
            "i'll send you the form now and if it's back by three it'll be paid tomorrow",
            "send the customer the form now",
            "",
        ),
        (
            "i'll ask the host and message you within the hour",
            "ask the host and message the customer",
            "2026-03-16T11:00",
        ),
        ("i'll email her now is there a deadline", "email her now", ""),
        ("we'll send somebody out the earliest i've got is the second of april", "send somebody out", "2026-04-02"),
        (
            "someone will be with you in about fifty minutes i'm putting you first",
            "have someone be with the customer",
            "2026-03-16T10:50",
        ),
        (
            "i'll open a case and send you the sheets could you write down the times for two weeks",
            "open a case and send the customer the sheets",
            "",
        ),
        ("an officer will visit tomorrow", "have an officer visit", "2026-03-17"),
        ("i'll take breakfast off your bill", "take breakfast off their bill", ""),
        ("you'll have the refund by friday", "the customer will have the refund", "2026-03-20"),
        ("i'll report a missed collection", "report a missed collection", ""),
        ("i'll raise that for you the complaint reference is c m four four", "raise that for the customer", ""),
        (
            "i'll let you know once the reference is sent",
            "let the customer know once the reference is sent",
            "",
        ),
        (
            "i'll send you a text as soon as i know it'll arrive",
            "send the customer a text as soon as i know it'll arrive",
            "",
        ),
        ("i'll book an engineer for you is thursday any good", "book an engineer for the customer", "2026-03-19"),
        ("you'll get a new card in three to five working days", "the customer will get a new card", "2026-03-23"),
        ("i'll put the charge on hold until then", "put the charge on hold until then", ""),
        ("i'll take off eighty pounds", "take off £80", ""),
        ("my manager has agreed to refund the full amount", "refund the full amount", ""),
        ("i'll email you the form and paul will see you on friday", "email the customer the form", "2026-03-20"),
        ("i'll call you myself on monday", "call the customer", "2026-03-23"),
        ("i'll put it aside for you", "put it aside for the customer", ""),
        ("i'll apply a credit of eighteen pounds to your next bill", "apply a credit of £18 to their next bill", ""),
        ("a loss adjuster will visit you on friday", "have a loss adjuster visit the customer", "2026-03-20"),
        ("keep the invoice we'll reimburse you", "reimburse the customer", ""),
        (
            "our billing team will get back to you in two days",
            "have our billing team get back to the customer",
            "2026-03-18",
        ),
        ("the engineer will come from nine to eleven", "have the engineer come", "2026-03-16T11:00"),
    ],
)
def test_what_the_agent_takes_on_is_a_promise_with_its_day(line: str, text: str, due: str):
    (promise,) = call("c: my router is broken", f"a: {line}").insight.promises
    assert (promise.who, promise.text, promise.due) == (Channel.AGENT, text, due)


@pytest.mark.parametrize(
    "line",
    [
        "i'll just check that for you",
        "let me see",
        "i will be happy to help",
        "i'll need your order number",
        "i'll have a look now",
        "i can see your account here",
        "you will need to call the bank",
        "i will not be able to do that",
        "i'll ask you a few questions",
        "then call us back and we'll open a dispute",
    ],
)
def test_what_is_done_on_the_spot_or_not_at_all_is_no_promise(line: str):
    assert call("c: my router is broken", f"a: {line}").insight.promises == ()


def test_two_promises_in_one_breath_are_two():
    promises = call("a: i will send the refund today and i'll call you back on friday").insight.promises
    assert [(p.text, p.due) for p in promises] == [
        ("send the refund", "2026-03-16"),
        ("call the customer back", "2026-03-20"),
    ]


def test_a_verb_keeps_the_word_that_belongs_to_it():
    (promise,) = call("a: we need the meter reading", "c: i'll text it in").insight.promises
    assert promise.text == "text it in"


def test_the_time_goes_from_a_promise_with_all_that_belongs_to_it():
    (promise,) = call("a: we're open until six", "c: okay i'll collect it around five then").insight.promises
    assert (promise.text, promise.due) == ("collect it", "2026-03-16T17:00")


def test_what_the_customer_threatens_with_is_no_promise():
    spoken = call(
        "a: please wait", "c: if i don't receive it i will file a complaint", "c: i'll send the form tomorrow"
    )
    assert [promise.text for promise in spoken.insight.promises] == ["send the form"]


def test_a_question_right_behind_a_promise_is_no_part_of_it():
    (promise,) = call("a: we need a photo", "c: i'll email it later today what's the address").insight.promises
    assert (promise.text, promise.due) == ("email it later", "2026-03-16")


def test_two_deeds_for_one_person_are_two():
    spoken = call(
        "c: the key box is shut", "a: i'll call the host", "a: i'll ask the host to send the code by five p m"
    )
    assert len(spoken.insight.promises) == 2


def test_the_customer_promises_too():
    (promise,) = call("a: we need the form", "c: okay i will send the form tomorrow").insight.promises
    assert (promise.who, promise.due) == (Channel.CUSTOMER, "2026-03-17")


def test_a_promise_said_again_is_one_and_a_day_said_later_is_news():
    spoken = call("a: i will call you back", "c: okay", "a: i will call you back then")
    assert len(spoken.insight.promises) == 1
    spoken.agent("i'll call you back on friday")
    spoken.hang_up()
    assert [p.due for p in spoken.insight.promises] == ["", "2026-03-20"]


@pytest.mark.parametrize(
    ("duration", "due"),
    [
        ("P3D", "2026-03-19"),
        ("P2W", "2026-03-30"),
        ("PT2H", "2026-03-16T12:00"),
        ("PT90M", "2026-03-16T11:30"),
        ("soon", ""),
    ],
)
def test_spans_are_counted_from_the_calls_start(duration: str, due: str):
    assert after("2026-03-16T10:00:00+00:00", duration) == due


def test_without_a_start_a_span_has_no_day():
    assert after("", "P3D") == ""
