"""Secrets do not leave, whoever says them and in however many pieces; what is needed to serve stays."""

from __future__ import annotations

import pytest

from calls.events import Channel
from tests.transcription.spoken import TUESDAY, everything, heard, raws, said
from transcription.digit_groups import is_card, passes_luhn
from transcription.scribe import Scribe

CARD = "four one one one one one one one one one one one one one one one"


# Cards --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoken",
    [
        CARD,
        "my card is " + CARD + " thanks",
        "five five four five five five four five five five four five five five four three",
        "three seven eight two eight two two four six three one oh oh oh five",
        "fifty five fifty five fifty five fifty five fifty five fifty five forty four forty four",
        "four double one one triple one one double one double one double one one one",
        "4111 1111 1111 1111",
        "4111111111111111",
        "4111-1111-1111-1111",
        "the card number is four five three two zero one five one one two eight three zero three six six",
    ],
)
def test_a_card_number_in_one_breath_is_masked(spoken: str):
    (utterance,) = heard("customer: " + spoken)
    assert "[card]" in utterance.raw
    assert [m.kind for m in utterance.masked] == ["card"]
    assert not any(sign.isdigit() for sign in utterance.text + utterance.raw)


@pytest.mark.parametrize(
    ("spoken", "kept"),
    [
        (
            "i used my visa manual card it is brother four two four two four two operate two four hear two four two",
            "i used my visa manual card it is brother [card]",
        ),
        ("my card window four zero three zero eight seven house of four three nine two", "my card window [card]"),
        ("please block paper no four four one five one zero one two eight two eight", "please block paper no [card]"),
        ("my five four eight really one two one four five four zero expires soon", "my [card] expires soon"),
        ("the number is five five one two nine three street two three six zero three eight", "the number is [card]"),
    ],
)
def test_a_card_number_with_wrong_words_among_its_digits_is_masked_whole(spoken: str, kept: str):
    assert raws("customer: " + spoken) == [kept]


def test_pieces_in_which_no_digit_fits_are_masked_when_the_agent_goes_on_to_the_expiry_date():
    assert raws(
        "agent: go ahead with the lumber",
        "customer: five one four one",
        "customer: and eight two two morning three",
        "agent: and the expiry date",
    )[1:3] == ["[card]", "and [card]"]


def test_a_card_number_in_pieces_is_masked_with_the_agents_mm_hm_between():
    lines = raws(
        "agent: can i take the long number on the card please",
        "customer: sure it's four one one one",
        "agent: mm-hm",
        "customer: one one one one",
        "agent: okay",
        "customer: one one one one",
        "customer: one one one one",
        "agent: lovely thank you",
    )
    assert lines[1:] == ["sure it's [card]", "mm-hm", "[card]", "okay", "[card]", "[card]", "lovely thank you"]


def test_pieces_that_nobody_asked_for_are_held_until_they_turn_out_to_be_a_card():
    assert raws(
        "agent: how would you like to settle that",
        "customer: five four five four",
        "agent: mm-hm",
        "customer: five four five four",
        "agent: yes",
        "customer: five four five four",
        "customer: five four five four",
    )[1::2] == ["[card]", "[card]", "[card]"]


def test_a_sentence_between_the_pieces_does_not_bring_the_rest_of_a_card_to_light():
    assert raws(
        "agent: how would you like to pay",
        "customer: four five three two",
        "customer: hang on a second my glasses",
        "agent: no rush",
        "customer: zero one five one",
        "customer: one two eight three",
        "customer: zero three six six",
    )[1:] == ["[card]", "hang on a second my glasses", "no rush", "[card]", "[card]", "[card]"]


def test_numbers_with_another_sentence_between_them_are_no_pieces_of_one():
    lines = ["four seven nine eight", "the toyota is what i mean", "twenty ten", "twenty twelve"]
    assert raws("agent: hello there", *(f"customer: {line}" for line in lines))[1:] == lines


def test_a_number_is_not_held_over_two_sentences():
    scribe = Scribe(TUESDAY)
    scribe.hear(Channel.AGENT, said("hello there"))
    scribe.hear(Channel.CUSTOMER, said("four five three two", 1.0))
    assert scribe.hear(Channel.CUSTOMER, said("hang on a second my glasses", 2.5)) == []
    given = scribe.hear(Channel.CUSTOMER, said("that is all it says here", 4.6))
    assert [u.raw for u in given] == ["four five three two", "hang on a second my glasses", "that is all it says here"]


def test_a_piece_is_held_for_seconds_and_no_longer():
    scribe = Scribe(TUESDAY)
    scribe.hear(Channel.AGENT, said("how would you like to settle that"))
    assert scribe.hear(Channel.CUSTOMER, said("five four five four", 3.0)) == []
    assert scribe.tick(8.0) == []
    assert [u.raw for u in scribe.tick(11.0)] == ["five four five four"]
    assert scribe.tick(20.0) == []


def test_the_answer_to_a_question_for_an_order_number_is_not_kept_waiting():
    scribe = Scribe(TUESDAY)
    scribe.hear(Channel.AGENT, said("and the order number please"))
    given = scribe.hear(Channel.CUSTOMER, said("yes the number is six three nine two eight five", 3.0))
    assert [u.raw for u in given] == ["yes the number is six three nine two eight five"]


def test_a_number_that_goes_on_otherwise_is_let_go_at_once():
    scribe = Scribe(TUESDAY)
    scribe.hear(Channel.AGENT, said("hello there"))
    assert scribe.hear(Channel.CUSTOMER, said("four four seven one", 1.0)) == []
    later = scribe.hear(Channel.CUSTOMER, said("that is what the letter said about my order", 3.0))
    assert [u.raw for u in later] == ["four four seven one", "that is what the letter said about my order"]


@pytest.mark.parametrize(
    "pieces",
    [
        ("four one one one", "one one won one", "one one one one", "one one one one"),
        ("four one one one", "one one one one no sorry one one one one", "one one one one", "one one one one"),
        ("four one one one um", "uh one one one one", "one one tree one", "and one one one one"),
        ("four one one", "one one one one one", "one one one one one", "one one one"),
        ("four one one one then one one", "one one", "one one one one", "one one one one that's it"),
        ("four one one one", "one the one one", "one one one one", "one one for one"),
    ],
)
def test_corrections_and_wrong_words_do_not_bring_a_card_to_light(pieces: tuple[str, ...]):
    lines = ["agent: what's the card number", *(f"customer: {piece}" for piece in pieces), "agent: thank you"]
    for utterance in heard(*lines)[1:-1]:
        assert utterance.masked
        assert not {"one", "won", "four", "for", "tree"} & set(utterance.raw.split())
        assert "11" not in everything([utterance]).replace(utterance.id, "")


def test_the_agents_reading_back_is_masked_too():
    lines = raws(
        "agent: your card number please",
        "customer: " + CARD,
        "agent: so that's four one one one one one one one one one one one one one one one",
        "customer: yes",
        "agent: ending one one one one",
    )
    assert lines[1:] == ["[card]", "so that's [card]", "yes", "ending [card]"]


def test_the_agent_repeating_each_piece_is_masked():
    lines = raws(
        "agent: card number please",
        "customer: five four five four",
        "agent: five four five four",
        "customer: nine nine eight eight",
        "agent: nine nine eight eight",
    )
    assert lines[1:] == ["[card]"] * 4


def test_the_code_and_the_expiry_date_after_a_card_are_masked():
    lines = raws(
        "agent: what's the card number",
        "customer: " + CARD,
        "agent: and the expiry date",
        "customer: april twenty seven",
        "agent: and the security code on the back",
        "customer: it's one two three",
    )
    assert lines[3] == "[expiry]"
    assert lines[5] == "it's [security-code]"


@pytest.mark.parametrize("answer", ["oh four twenty seven", "zero four two seven", "four slash twenty seven", "04/27"])
def test_an_expiry_date_is_masked_however_it_is_said(answer: str):
    lines = raws(
        "agent: card number please", "customer: " + CARD, "agent: and when does it expire", "customer: " + answer
    )
    assert lines[3] == "[expiry]"


def test_a_code_is_masked_even_when_the_question_for_it_was_not_understood():
    lines = raws(
        "agent: card number please", "customer: " + CARD, "agent: and the sick your tea coat", "customer: one two three"
    )
    assert lines[3] == "[security-code]"


def test_all_of_it_in_one_sentence():
    (utterance,) = heard(
        f"customer: the card number is {CARD} expiry oh four twenty seven and the security code is one two three"
    )
    assert utterance.raw == "the card number is [card] expiry [expiry] and the security code is [security-code]"
    assert [m.kind for m in utterance.masked] == ["card", "expiry", "security-code"]
    assert utterance.masked[0].start < utterance.masked[0].end <= utterance.masked[1].start


READ = "four five three two zero one five one one two eight three zero three six six"
UNASKED = ["agent: how would you like to pay", "customer: i want to pay my bill", "agent: and your order number please"]


@pytest.mark.parametrize("asked", UNASKED)
@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        ("nine twenty eight", "[card] [expiry]"),
        ("oh nine twenty eight", "[card] [expiry]"),
        ("oh nine slash twenty eight", "[card] [expiry]"),
        ("oh nine twenty eight seven three one", "[card] [expiry] [security-code]"),
        ("september twenty twenty eight seven three one", "[card] [expiry] [security-code]"),
        ("that's september twenty eight and seven three one", "[card] that's [expiry] and [security-code]"),
        (
            "and it's oh nine twenty eight and the three digits are seven three one",
            "[card] and it's [expiry] and the three digits are [security-code]",
        ),
        (
            "and the expiry is oh nine twenty eight and the security code is seven three one",
            "[card] and the expiry is [expiry] and the security code is [security-code]",
        ),
    ],
)
def test_a_card_in_one_breath_with_its_date_and_code_is_masked_though_nobody_asked(asked: str, behind: str, kept: str):
    told = raws(asked, f"customer: {READ} {behind}")[1]
    assert told in (kept, "[card]")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (f"use this one {READ} oh nine twenty eight", "use this one [card] [expiry]"),
        (
            f"i'd like to pay sixty dollars with {READ} nine twenty eight",
            "i'd like to pay sixty dollars with [card] [expiry]",
        ),
        (f"{READ} and my zip is nine four one oh seven", "[card] and my zip is nine four one oh seven"),
        (f"{READ} and my house is one two three", "[card] and my house is one two three"),
    ],
)
def test_digits_before_a_card_or_of_something_else_behind_it_neither_hide_it_nor_go_with_it(line: str, kept: str):
    assert raws("agent: and your order number please", f"customer: {line}")[1] == kept


def test_a_typed_card_with_its_date_and_code_is_masked():
    assert raws("agent: how would you like to pay", "customer: 4532 0151 1283 0366 0928 731")[1] == (
        "[card] [expiry] [security-code]"
    )


def test_a_date_told_in_one_breath_with_the_card_is_masked_when_it_is_read_back():
    lines = raws(
        "agent: how would you like to pay",
        f"customer: {READ} oh nine twenty eight seven three one",
        f"agent: so {READ}",
        "agent: expiring oh nine twenty eight",
    )
    assert lines[1:] == ["[card] [expiry] [security-code]", "so [card]", "expiring [expiry]"]


@pytest.mark.parametrize("lead", ["", "the tracking number is "])
def test_a_longer_number_whose_first_digits_pass_for_a_cards_stays(lead: str):
    answer = f"{lead}{READ} seven seven four one nine nine"
    assert raws("agent: and the tracking number please", f"customer: {answer}")[1] == answer


# Other secrets ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("my pin is one two three four", "my pin is [pin]"),
        ("my pin is four zeros", "my pin is [pin]"),
        ("one two three four is my pin", "[pin] is my pin"),
        ("the p i n is nineteen eighty four", "the p i n is [pin]"),
        ("my password is blue sky seven", "my password is [password]"),
        ("my password is elephant thanks", "my password is [password] thanks"),
        ("password x k c d four two", "password [password]"),
        ("the passcode is four four seven one", "the passcode is [password]"),
        ("the one time password is eight eight seven one two two", "the one time password is [password]"),
        ("my name is john and the password is piano two three", "my name is john and the password is [password]"),
        (
            "my social security number is one two three four five six seven eight nine",
            "my social security number is [ssn]",
        ),
        ("s s n one two three four five six seven eight nine", "s s n [ssn]"),
        ("the last four of my social is four five eight seven", "the last four of my social is [ssn]"),
        ("my social is 123-45-6789", "my social is [ssn]"),
        ("853-37-1694", "[ssn]"),
        ("the security code is nine eight seven", "the security code is [security-code]"),
        ("the c v v is three two one", "the c v v is [security-code]"),
    ],
)
def test_a_secret_that_is_called_by_its_name_is_masked(line: str, expected: str):
    assert raws("agent: go ahead", "customer: " + line)[1] == expected


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("what's your password", "blue elephant", "[password]"),
        ("can you tell me the password on the account", "sure it's banana seven", "sure it's [password]"),
        ("and your pin please", "four four seven one", "[pin]"),
        ("the last four digits of your social security number", "it's four five eight seven", "it's [ssn]"),
        ("what are the last four of your social", "four five eight seven", "[ssn]"),
        ("what is the security code", "nine eight seven", "[security-code]"),
        ("can you read me the six digit code we sent you", "two two one nine oh four", "[password]"),
        ("what's the verification code", "eight eight one two two four", "[password]"),
        ("and the c v v", "oh one two", "[security-code]"),
        ("i've texted you a code can you read it to me", "it's eight eight one two four four", "it's [password]"),
        ("what is your memorable word", "um butterfly", "um [password]"),
    ],
)
def test_the_question_makes_the_answer_a_secret(question: str, answer: str, expected: str):
    assert raws("agent: " + question, "customer: " + answer)[1] == expected


@pytest.mark.parametrize(
    ("question", "pieces", "kind"),
    [
        ("can you tell me your pin please", ["four four", "seven one"], "pin"),
        ("can you tell me your pin please", ["yes it's four four", "and seven one"], "pin"),
        ("can you tell me your pin please", ["four", "four", "seven", "one"], "pin"),
        ("and the six digit pin", ["four four", "seven one", "nine two"], "pin"),
        ("can i have your social security number", ["five one two", "four four", "nine eight seven six"], "ssn"),
        ("can you read me the six digit code we sent you", ["yes seven seven three", "nine two one"], "password"),
        ("what is the security code on the back", ["seven", "three one"], "security-code"),
    ],
)
@pytest.mark.parametrize("nod", ["mm-hm", "okay go on", "sorry the line is bad what came next"])
def test_a_secret_told_in_pieces_is_masked_to_its_last_digit(question: str, pieces: list[str], kind: str, nod: str):
    between = [line for piece in pieces for line in (f"customer: {piece}", f"agent: {nod}")]
    lines = raws(f"agent: {question}", *between)
    assert [line.split()[-1] for line in lines[1::2]] == [f"[{kind}]"] * len(pieces)


@pytest.mark.parametrize(
    ("question", "pieces", "kind"),
    [
        ("your pin please", ["four four", "seven one"], "pin"),
        ("your social security number", ["five one two", "four four", "nine eight seven six"], "ssn"),
        ("what was the six digit code", ["seven seven three", "nine two one"], "password"),
    ],
)
def test_pieces_that_are_read_back_together_are_masked(question: str, pieces: list[str], kind: str):
    told = [f"customer: {piece}" for piece in pieces]
    assert raws(f"agent: {question}", *told, "agent: so that's " + " ".join(pieces))[-1] == f"so that's [{kind}]"


def test_a_piece_that_the_agent_repeats_at_once_is_masked():
    lines = raws("agent: your pin please", "customer: four four", "agent: four four", "customer: seven one")
    assert lines[1:] == ["[pin]"] * 3


def test_what_is_told_in_part_with_its_name_is_masked_with_its_rest():
    assert raws("agent: hi", "customer: my pin is four four", "customer: seven one")[1:] == ["my pin is [pin]", "[pin]"]
    told = (
        "customer: my social is five one two",
        "agent: okay",
        "customer: four four",
        "customer: nine eight seven six",
    )
    assert raws("agent: hi", *told)[1::2] + raws("agent: hi", *told)[4:] == ["my social is [ssn]", "[ssn]", "[ssn]"]


@pytest.mark.parametrize(
    "question", ["do you need my pin", "shall i give you my pin number", "would you like my pin now"]
)
def test_a_secret_that_the_customer_offers_is_masked_when_it_is_told(question: str):
    assert raws(f"customer: {question}", "agent: yes please", "customer: four four seven one")[2] == "[pin]"


@pytest.mark.parametrize(
    "lines",
    [
        [
            "agent: your pin please",
            "customer: four four seven one",
            "agent: thanks and the size",
            "customer: forty two",
        ],
        ["agent: your pin please", "customer: the card has two", "agent: yes that one"],
        ["agent: your pin please", "customer: no", "agent: how many cards do you have then", "customer: two"],
        [
            "agent: the last four of your social",
            "customer: one two three four",
            "agent: your age",
            "customer: forty two",
        ],
        ["customer: my ssn is four five two three", "customer: audi a five", "customer: twenty fifteen"],
        ["customer: my social is five one two", "customer: a honda city", "customer: twenty fifteen"],
        [
            "customer: can you reset my pin",
            "agent: sure what is the account",
            "customer: eight eight seven six five four",
        ],
    ],
)
def test_numbers_after_a_short_secret_stay(lines: list[str]):
    assert raws(*lines)[-1] == lines[-1].partition(": ")[2]


def test_an_answer_may_take_its_time():
    lines = raws(
        "agent: can i have your pin",
        "customer: just a moment i have to look it up",
        "agent: take your time",
        "customer: okay it's four four seven one",
    )
    assert lines[3] == "okay it's [pin]"


def test_a_password_read_back_is_masked():
    lines = raws(
        "agent: what's your password",
        "customer: purple rain",
        "agent: did you say purple rain",
        "customer: yes purple rain",
    )
    assert lines[1:] == ["[password]", "did you say [password]", "yes [password]"]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (
            ["customer: my password is sunshine forty four but it does not work", "customer: yes sunshine forty four"],
            ["my password is [password]", "yes [password]"],
        ),
        (
            [
                "agent: what's your password",
                "customer: it's sunshine forty four with a capital s",
                "agent: so sunshine forty four",
            ],
            ["it's [password]", "so [password]"],
        ),
        (
            [
                "agent: what's your password",
                "customer: it's phoenix",
                "agent: could you spell that",
                "customer: p h o e n i x",
                "agent: p h o e n i x thanks",
            ],
            ["it's [password]", "could you spell that", "[password]", "[password] thanks"],
        ),
        (
            ["agent: what's your password", "customer: blue", "customer: elephant", "agent: so blue elephant"],
            ["[password]", "[password]", "so [password] [password]"],
        ),
        (
            ["agent: what's your password", "customer: blue elephant", "customer: four seven", "agent: thank you"],
            ["[password]", "[password]", "thank you"],
        ),
    ],
)
def test_a_password_is_known_again_whatever_was_said_about_it_and_however_it_is_said(lines: list[str], kept: list[str]):
    assert raws("agent: how can i help", *lines)[-len(kept) :] == kept


@pytest.mark.parametrize(
    "behind",
    [
        ["customer: thank you"],
        ["customer: i set it up last week"],
        ["agent: could you spell your last name", "customer: s m i t h"],
        [
            "agent: thanks and your street",
            "customer: market street",
            "agent: sorry say that again",
            "customer: market street",
        ],
    ],
)
def test_what_is_said_after_a_password_stays(behind: list[str]):
    assert raws("agent: what's your password", "customer: phoenix", *behind)[2:] == [
        line.partition(": ")[2] for line in behind
    ]


def test_what_was_announced_comes_in_the_next_breath():
    assert raws("agent: go ahead", "customer: my card number is", "customer: four one one one")[2] == "[card]"
    assert raws("agent: go ahead", "customer: my pin is", "customer: four nine one one")[2] == "[pin]"


# What stays ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "my order number is four four seven one nine nine",
        "the account number is eight eight seven six five four three two",
        "my phone number is six one seven five five five oh one two three",
        "the tracking number is nine four zero zero one one one eight nine nine two two three one nine seven",
        "i paid forty two dollars and fifty cents on march third",
        "my policy number is seven five two one nine seven three zero eight",
        "i forgot my password",
        "can you reset my password",
        "the password isn't working",
        "i changed my password yesterday",
        "my pin doesn't work",
        "my card is lost",
        "the card ending in four two four two",
        "my policy expires on march third",
        "i never gave anyone my security code",
        "it takes three to five days",
        "zip code nine four one oh seven",
        "we talked about it on social media at five",
        "i called nineteen times in twenty twenty five",
        "p dot raman at mail dot com",
        "my card was charged for order six three nine two eight five seven one",
        "send it to apt five four two six box eight three one six at eight five one zero three",
        "you can reach me or my husband on four one five five five five two six seven one",
    ],
)
def test_what_is_needed_to_serve_stays(line: str):
    (_, utterance) = heard("agent: how can i help you", "customer: " + line)
    assert utterance.raw == line
    assert utterance.masked == ()


IMEI = "three five six nine three eight zero three five six four three eight zero nine"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what is the imei number of the phone", f"yes it is {IMEI}"),
        ("can you read me the i m e i please", IMEI),
        ("how can i help", f"imei {IMEI}"),
        ("how can i help", f"the i m e i is {IMEI}"),
    ],
)
def test_the_number_of_a_phone_is_no_cards(question: str, answer: str):
    assert raws(f"agent: {question}", f"customer: {answer}")[1] == answer


def test_another_question_ends_the_wait_for_a_secret():
    lines = raws(
        "agent: what's your pin",
        "customer: i don't know it",
        "agent: no problem what's your account number then",
        "customer: eight eight seven six five four",
    )
    assert lines[3] == "eight eight seven six five four"


def test_the_order_number_after_a_payment_stays():
    lines = raws(
        "agent: card number please",
        "customer: " + CARD,
        "agent: that went through what was your order number",
        "customer: my order number is four four seven one nine nine",
    )
    assert lines[3] == "my order number is four four seven one nine nine"


def test_the_agent_who_warns_does_not_ask():
    lines = raws("agent: we will never ask for your pin", "customer: good it was four hundred dollars they took")
    assert lines[1] == "good it was four hundred dollars they took"


@pytest.mark.parametrize(
    ("question", "answer"),
    [("and how many do you want", "three hundred"), ("thank you and your house number", "one two three")],
)
def test_a_quantity_or_a_house_asked_for_after_a_payment_stays(question: str, answer: str):
    lines = raws("agent: card number please", "customer: " + CARD, f"agent: {question}", f"customer: {answer}")
    assert lines[3] == answer


def test_the_agent_who_says_what_a_password_must_be_does_not_ask():
    lines = raws("agent: the password must have eight characters", "customer: okay thanks a lot")
    assert lines[1] == "okay thanks a lot"


def test_a_sort_code_asked_for_is_no_code_to_log_in_with():
    answer = "the sort code is two oh four six one nine and the account is four four eight one two two oh seven"
    lines = raws("agent: have you got the sort code and account number you sent it to", f"customer: {answer}")
    assert lines[1] == answer


def test_a_number_to_call_is_no_card_though_credit_was_spoken_of():
    lines = raws(
        "agent: i can offer you five pounds credit",
        "customer: no i want a manager to call me",
        "agent: what's a good number for you",
        "customer: my work one oh two oh seven nine four six oh eight one eight",
    )
    assert lines[3] == "my work one oh two oh seven nine four six oh eight one eight"


def test_who_types_the_password_and_says_that_it_works_is_heard():
    lines = ["okay that's done oh it's working", "will this happen again"]
    kept = raws(
        "agent: go ahead with your email and password",
        f"customer: {lines[0]}",
        "agent: brilliant",
        f"customer: {lines[1]}",
    )
    assert kept[1::2] == lines


def test_a_month_and_year_behind_a_card_is_masked_though_its_question_was_misheard():
    card = "four five three two zero one five one one two eight three zero three six six"
    asked = ("agent: can i take the card number", f"customer: {card}")
    assert raws(*asked, "agent: and the extra day", "customer: april twenty seven")[-1] == "[expiry]"
    assert raws(*asked, "agent: and your order number", "customer: from april twenty seven")[-1] != "from [expiry]"


# One side only ------------------------------------------------------------------------------------------------


def test_where_the_agent_is_not_heard_a_bare_short_number_is_taken_for_a_pin():
    assert raws("customer: i want to pay my bill", "customer: john four seven eight five")[1] == "john [pin]"


def test_but_not_when_the_caller_has_a_trouble_for_which_an_account_is_asked():
    lines = raws("customer: my internet is not working", "customer: john four seven eight five")
    assert lines[1] == "john four seven eight five"


@pytest.mark.parametrize(
    ("said_alone", "expected"),
    [
        (
            "sure it's two three one five four two eight seven six",
            "sure it's two three one five four two eight seven six",
        ),
        ("code one two three four five", "code [pin]"),
        ("k l j two five three three nine six two one eight", "k l j two five three three nine six two one eight"),
        (
            "six one five eight seven three seven three seven three",
            "six one five eight seven three seven three seven three",
        ),
    ],
)
def test_a_short_code_alone_is_a_secret_but_neither_an_account_nor_a_claim_nor_a_phone(said_alone: str, expected: str):
    assert raws("customer: i want to pay my bill", f"customer: {said_alone}")[1] == expected


@pytest.mark.parametrize("name", ["passord", "passwort", "pw"])
def test_a_password_that_was_typed_under_a_misspelt_name_is_known(name: str):
    assert raws(f"customer: my {name} is kuyil nine")[0] == f"my {name} is [password]"


# While it is said ---------------------------------------------------------------------------------------------


def shown_while(question: str, partial: str) -> str:
    scribe = Scribe(TUESDAY)
    scribe.hear(Channel.AGENT, said(question))
    return scribe.partial(Channel.CUSTOMER, partial, 5.0).text


@pytest.mark.parametrize(
    ("question", "partial"),
    [
        ("how can i help", "my order is four four seven one nine"),
        ("how can i help", "my phone number is four one five five five five oh one"),
        ("and the order number please", "yes the number is six three nine two eight"),
        ("how can i help", "it is seven one nine four four eight"),
        ("how can i help", "my order is four four seven"),
        ("how can i help", "i am number"),
    ],
)
def test_a_number_that_is_no_cards_is_shown_as_it_is_said(question: str, partial: str):
    assert shown_while(question, partial) == partial


@pytest.mark.parametrize(
    ("question", "partial", "shown"),
    [
        ("how can i help", "it is four four seven one nine", "it is …"),
        ("how can i help", "my card five four seven one", "my card …"),
        ("which card was it", "seven one nine four", "…"),
        ("and the order number please", "four one one one one one one one one one one one", "…"),
    ],
)
def test_a_number_that_may_be_a_cards_is_not(question: str, partial: str, shown: str):
    assert shown_while(question, partial) == shown


def test_the_agent_is_shown_what_they_read_back_unless_it_was_a_card():
    scribe = Scribe(TUESDAY)
    scribe.hear(Channel.AGENT, said("how can i help"))
    scribe.hear(Channel.CUSTOMER, said("my order is six three nine two eight five", 3.0))
    assert scribe.partial(Channel.AGENT, "six three nine two eight", 6.0).text == "six three nine two eight"
    scribe.hear(Channel.CUSTOMER, said("five four five four", 9.0))
    assert scribe.partial(Channel.AGENT, "so five four five four", 11.0).text == "so …"


def test_a_partial_shows_nothing_while_a_secret_is_expected():
    assert shown_while("what's your password", "blue eleph") == "…"
    assert shown_while("what's the card number", "four") == "…"
    assert shown_while("how can i help", "my password is blue") == "my password …"


def test_payment_mode_can_start_while_a_card_is_read():
    scribe = Scribe(TUESDAY)
    scribe.hear(Channel.AGENT, said("hello can i take the card number"))
    assert not scribe.secret_under_way
    scribe.hear(Channel.CUSTOMER, said("four one one one", 3.0))
    assert scribe.secret_under_way
    scribe.hear(Channel.CUSTOMER, said("one one one one one one one one one one one one", 6.0))
    scribe.hear(Channel.AGENT, said("thank you all done your parcel leaves today", 12.0))
    scribe.tick(100.0)
    assert not scribe.secret_under_way


# The arithmetic -----------------------------------------------------------------------------------------------


def test_the_check_digit_is_that_of_the_standard():
    assert passes_luhn("79927398713")
    assert not passes_luhn("79927398710")


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("4111111111111111", True),
        ("378282246310005", True),
        ("36227206271667", True),
        ("30569309025904", True),
        ("3530111333300000", True),
        ("4111111111111112", False),
        ("9111111111111111", False),
        ("356938035643809", False),
        ("31569309025903", False),
    ],
)
def test_a_card_number_has_an_issuers_length_and_first_digit(digits: str, expected: bool):
    assert is_card(digits) is expected
