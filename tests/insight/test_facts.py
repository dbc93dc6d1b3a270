"""What is kept of the numbers and names that were said, and which value wins."""

from __future__ import annotations

import pytest

from calls.events import FactCorrected
from tests.insight.spoken import Spoken, call


def values(spoken: Spoken, kind: str) -> list[str]:
    return [fact.value for fact in spoken.insight.facts if fact.kind == kind]


@pytest.mark.parametrize(
    ("question", "answer", "kind", "value"),
    [
        ("what is your order number please", "four four seven one nine nine", "order", "447199"),
        ("can i have the booking reference", "k one x seven v three", "booking", "K1X7V3"),
        ("and your account number", "it's eight eight two zero one four", "account", "882014"),
        ("could you give me your policy number", "p l c seven four eight five nine six", "policy", "PLC748596"),
        ("may i have your full name", "priya raman", "name", "Priya Raman"),
        ("who am i speaking with", "yes it's daniel cooper", "name", "Daniel Cooper"),
        ("and your last name please", "okonkwo", "name", "Okonkwo"),
        ("and the passenger name", "charlotte nguyen n g u y e n", "name", "Charlotte Nguyen"),
        ("when did you last use it", "on sunday at the supermarket", "date", "2026-03-15"),
        ("when would you like it", "on sunday", "date", "2026-03-22"),
        (
            "is it the one ending in six eight two",
            "no oh seven seven double oh nine hundred four five six",
            "phone",
            "07700900456",
        ),
        ("who am i speaking with", "this is janet kowalczyk k o w a l c z y k", "name", "Janet Kowalczyk"),
        ("thank you mister", "castellano", "name", "Castellano"),
        ("and a contact number", "oh one one three four nine six oh one double two", "phone", "01134960122"),
    ],
)
def test_a_bare_answer_is_read_with_the_question_before_it(question: str, answer: str, kind: str, value: str):
    assert values(call(f"a: {question}", f"c: {answer}"), kind) == [value]


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("my order number is six three nine two eight five", "order", "639285"),
        ("the claim number is a b c one two three four", "claim", "ABC1234"),
        ("my name is rose and i bought a kettle", "name", "Rose"),
        ("this is maria lopez calling about my bill", "name", "Maria Lopez"),
        ("you charged me forty two dollars and fifty cents", "amount", "42.50 USD"),
        ("it was on the third of march", "date", "2026-03-03"),
        ("okay my number's oh seven seven double oh nine hundred six five four", "phone", "07700900654"),
    ],
)
def test_a_number_or_name_is_what_the_words_around_it_say(line: str, kind: str, value: str):
    assert values(call("a: how can i help you", f"c: {line}"), kind) == [value]


@pytest.mark.parametrize(
    "line",
    [
        "i am calling about my bill",
        "yes that's fine thank you",
        "i am really not happy with this",
        "my name is on the account as well",
        "i was on hold for twenty minutes",
        "we have two cars and three dogs",
    ],
)
def test_ordinary_talk_holds_neither_name_nor_number(line: str):
    spoken = call("a: how can i help you", f"c: {line}")
    assert not [f for f in spoken.insight.facts if f.kind in ("name", "order", "account", "reference", "booking")]


def test_the_phone_number_on_the_account_is_a_phone_number():
    spoken = call("a: what's the phone number on the account", "c: oh one six one four nine six oh three double seven")
    assert (values(spoken, "phone"), values(spoken, "account")) == (["01614960377"], [])


def test_what_answers_the_question_for_an_address_is_no_reference():
    spoken = call("a: and your address", "c: flat nine alma court n four two d q")
    assert values(spoken, "reference") == []


def test_ones_own_name_is_told_beside_the_dogs():
    spoken = call("a: what's his name and your surname", "c: it's biscuit and mine's mckenzie")
    assert values(spoken, "name") == ["Mckenzie"]


@pytest.mark.parametrize(
    ("matter", "kind"),
    [("our exports time out", "reference"), ("i bought the wrong concert ticket", "booking")],
)
def test_a_ticket_is_a_case_unless_one_goes_out(matter: str, kind: str):
    spoken = call(f"c: {matter}", "a: the ticket number is n b four four five one one")
    assert values(spoken, kind) == ["NB44511"]


def test_a_name_begun_anew_in_one_breath_is_the_whole_one():
    assert values(call("a: name please", "c: it's ben it's benjamin carter"), "name") == ["Benjamin Carter"]


def test_a_name_ends_before_whose_somebody_is():
    spoken = call("a: school office", "c: hello it's joanne miller oliver's mum he won't be in today")
    assert values(spoken, "name") == ["Joanne Miller"]


def test_what_is_named_behind_a_number_may_be_the_next_one():
    spoken = call(
        "c: i paid", "a: that went through one one eight four two your confirmation is k j four four two zero"
    )
    assert values(spoken, "booking") == ["KJ4420"]


def test_the_agents_own_name_is_not_the_customers():
    spoken = call(
        "a: good morning my name is karen how may i help", "c: hi karen my phone is broken", "c: thank you karen"
    )
    assert values(spoken, "name") == []


def test_whom_the_agent_addresses_is_the_customer():
    spoken = call("c: i've got a letter", "a: thank you mister barnes i can see it")
    assert [fact.value for fact in spoken.insight.facts if fact.kind == "name"] == ["Barnes"]


def test_the_same_number_said_twice_is_one_fact_with_two_witnesses():
    spoken = call("a: the order number please", "c: six three nine two eight five", "a: six three nine two eight five")
    (fact,) = [f for f in spoken.insight.facts if f.kind == "order"]
    assert len(fact.evidence) == 2
    assert fact.confidence > 0.8


def test_a_number_read_back_wrongly_is_no_second_fact_and_the_customers_no_keeps_theirs():
    spoken = call(
        "a: the order number please",
        "c: six three nine two eight five",
        "a: so that is six three nine two nine five",
        "c: no six three nine two eight five",
    )
    assert values(spoken, "order") == ["639285"]


def test_a_number_read_back_and_confirmed_wins():
    spoken = call(
        "a: the order number please",
        "c: six three nine two eight five",
        "a: so that is six three nine two nine five",
        "c: yes that's right",
    )
    assert values(spoken, "order") == ["639295"]


def test_the_customers_correction_wins_and_the_old_value_does_not_come_back():
    spoken = call(
        "a: what is the order number",
        "c: four four seven one nine nine",
        "c: sorry no it's four four seven one nine eight",
        "a: thank you",
    )
    assert values(spoken, "order") == ["447198"]
    spoken.customer("four four seven one nine nine")
    spoken.hang_up()
    assert values(spoken, "order") == ["447198"]


def test_a_fuller_name_takes_the_shorter_ones_place():
    spoken = call("a: what's your name", "c: daniel", "a: and your full name", "c: daniel cooper")
    assert values(spoken, "name") == ["Daniel Cooper"]


def test_what_the_agent_set_is_never_replaced_by_what_is_heard():
    spoken = call("a: the order number please", "c: four four seven one nine nine")
    spoken.apply(FactCorrected(9.0, "order", "447199", "447190"))
    spoken.customer("no sorry it's four four seven one nine nine")
    spoken.customer("four four seven one nine eight")
    spoken.hang_up()
    assert [(f.value, f.confirmed) for f in spoken.insight.facts if f.kind == "order"] == [("447190", True)]


def test_a_fact_that_the_agent_removed_stays_away():
    spoken = call("a: the order number please", "c: four four seven one nine nine")
    spoken.apply(FactCorrected(9.0, "order", "447199", ""))
    spoken.customer("four four seven one nine nine")
    spoken.hang_up()
    assert values(spoken, "order") == []


def test_a_fact_that_the_agent_typed_has_no_witness_and_is_certain():
    spoken = call("c: hello")
    insight = spoken.apply(FactCorrected(2.0, "account", "", "8820"))
    (fact,) = insight.facts
    assert (fact.value, fact.evidence, fact.confirmed, fact.confidence) == ("8820", (), True, 1.0)


def test_no_secret_becomes_a_fact():
    spoken = call(
        "a: can i have the card number please",
        "c: four two four two four two four two four two four two four two four two",
        "a: and the security code on the back",
        "c: one two three",
        "a: what is the password",
        "c: nine nine eight seven",
    )
    told = " ".join(f"{f.value} {f.text}" for f in spoken.insight.facts) + spoken.insight.summary.text
    assert "4242" not in told and "9987" not in told and "four two" not in told


def test_a_value_corrected_to_one_that_is_known_already_leaves_one_fact():
    spoken = call(
        "a: the order number please", "c: four four seven one nine nine", "c: my other order is eight eight two zero"
    )
    assert values(spoken, "order") == ["447199", "8820"]
    spoken.apply(FactCorrected(9.0, "order", "447199", "8820"))
    assert [(f.value, f.confirmed) for f in spoken.insight.facts if f.kind == "order"] == [("8820", True)]


def test_a_typed_value_that_was_heard_already_confirms_it_and_keeps_its_witness():
    spoken = call("a: the order number please", "c: four four seven one nine nine")
    spoken.apply(FactCorrected(9.0, "order", "", "447199"))
    (fact,) = [f for f in spoken.insight.facts if f.kind == "order"]
    assert fact.confirmed and fact.evidence and fact.text == "four four seven one nine nine"


def test_where_no_agent_is_heard_a_bare_code_is_a_reference_but_a_house_number_is_none():
    spoken = call("c: hello", "c: x four seven two", "c: two five five zero anna nagar chennai")
    assert [(f.kind, f.value) for f in spoken.insight.facts if f.kind != "name"] == [("reference", "X472")]


def test_a_place_before_a_date_is_no_name():
    assert not [fact for fact in call("c: san mateo march eleven", "a: sure").insight.facts if fact.kind == "name"]
