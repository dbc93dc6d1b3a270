"""While a card is read out nothing is written, and writing goes on by itself when the card is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from calls.events import CapturePaused, CaptureResumed, Channel, Event, Partial, PauseReason, Utterance
from tests.transcription.noisy_calls import DIGITS, misheard, payment_call, service_call
from tests.transcription.spoken import TUESDAY, said
from transcription.card_pause import QUIET_S, CardPause
from transcription.scribe import Scribe

CARD = "four five three two zero one five one one two eight three zero three six six"
PAYMENT = (
    "agent: can i take the card number please",
    f"customer: sure it's {CARD}",
    "agent: thank you and the expiry date",
    "customer: april twenty seven",
    "agent: and the security code on the back",
    "customer: one two three",
    "agent: one moment please",
)


class Call:
    """Lines heard as they are said: a guess after every word, the words half a second behind the last one."""

    def __init__(self, *, wanted: bool = True) -> None:
        self.pause = CardPause(Scribe(TUESDAY), wanted)
        self.clock_s = 0.0
        self.events: list[Event] = []

    def hear(self, *lines: str) -> None:
        for line in lines:
            side, _, text = line.partition(": ")
            self._say(Channel(side), text)
            self.wait(0.6)

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.2)):
            self.clock_s = round(self.clock_s + 0.2, 3)
            self.events += self.pause.tick(self.clock_s)

    def guess(self, side: Channel, text: str) -> None:
        self.events += self.pause.partial(side, text, self.clock_s, self.clock_s)

    def _say(self, side: Channel, text: str) -> None:
        words = said(text, self.clock_s)
        for count, word in enumerate(words, 1):
            so_far = " ".join(text.split()[:count])
            self.events += self.pause.partial(side, so_far, words[0].start, word.end)
            self.events += self.pause.tick(word.end)
        self.clock_s = round(words[-1].end + 0.5, 3)
        self.events += self.pause.hear(side, words, self.clock_s)

    def spans(self) -> list[tuple[float, float]]:
        """From each pause to its end."""
        marks = [event.at for event in self.events if isinstance(event, CapturePaused | CaptureResumed)]
        return list(zip(marks[::2], [*marks[1::2], float("inf")], strict=False))

    def raws(self) -> list[str]:
        """What was said, in its order."""
        done = [*self.events, *self.pause.finish()]
        said = [event for event in done if isinstance(event, Utterance)]
        return [utterance.raw for utterance in sorted(said, key=lambda utterance: utterance.start)]


@pytest.fixture
def call() -> Call:
    return Call()


def paused_words(call: Call) -> Iterator[str]:
    """Every word told that was said in a pause."""
    for event in call.events:
        for start, end in call.spans():
            if isinstance(event, Utterance):
                yield from (word.text for word in event.words if start <= word.start < end)


def test_of_a_payment_nothing_is_written_from_the_number_to_the_code(call: Call):
    call.hear("agent: hello how can i help", "customer: i want to pay my bill", *PAYMENT)
    call.wait(QUIET_S)
    call.hear("agent: that went through anything else", "customer: no thank you")
    assert call.raws() == [
        "hello how can i help",
        "i want to pay my bill",
        "can i take the card number please",
        "sure it's [card]",
        "one moment please",
        "that went through anything else",
        "no thank you",
    ]
    assert len(call.spans()) == 1
    assert not list(paused_words(call))


def test_the_pause_begins_in_the_middle_of_the_number(call: Call):
    call.hear("agent: can i take the card number please")
    began = call.clock_s
    call.hear(f"customer: {CARD}")
    ((start, _),) = call.spans()
    assert began < start < began + 8 * 0.3


@pytest.mark.parametrize(
    "line",
    [
        f"{CARD} oh nine twenty eight seven three one",
        f"{CARD} that's september twenty eight and seven three one",
        f"use this one {CARD} oh nine twenty eight",
    ],
)
@pytest.mark.parametrize(
    "question", ["agent: how would you like to settle that", "agent: and your order number please"]
)
def test_a_card_that_nobody_asked_for_pauses_the_call_in_one_breath_with_its_date_too(
    call: Call, question: str, line: str
):
    call.hear(question, f"customer: {line}", "agent: one moment please")
    assert len(call.spans()) == 1
    assert "[card]" in call.raws()[1]
    assert not {"seven", "twenty"} & set(" ".join(call.raws()).split())


def test_from_the_pause_on_no_guess_is_shown(call: Call):
    call.hear("agent: can i take the card number please", f"customer: {CARD}")
    paused = next(at for at, event in enumerate(call.events) if isinstance(event, CapturePaused))
    call.guess(Channel.AGENT, "thank you")
    assert not any(isinstance(event, Partial) for event in call.events[paused:])


@pytest.mark.parametrize("seed", range(20))
def test_no_number_that_is_needed_to_serve_pauses_a_call(call: Call, seed: int):
    call.hear(*service_call(seed))
    assert call.spans() == []


def test_of_misheard_calls_without_a_card_hardly_one_is_paused():
    calls = [Call() for _ in range(40)]
    for seed, call in enumerate(calls):
        call.hear(*misheard(service_call(seed), 0.2, seed))
    assert sum(bool(call.spans()) for call in calls) <= 2


@pytest.mark.parametrize("seed", range(10))
def test_a_payment_in_pieces_leaves_no_digit(call: Call, seed: int):
    lines, secrets = payment_call(seed)
    call.hear(*lines[2:])
    assert call.spans()
    digits = "".join(str(DIGITS.index(w)) if w in DIGITS else " " for raw in call.raws() for w in raw.split())
    assert not any(secret.digits[at : at + 4] in digits for secret in secrets for at in range(len(secret.digits) - 3))


def test_the_key_writes_on_at_once_and_this_card_does_not_pause_again(call: Call):
    call.hear("agent: can i take the card number please", "customer: four five three two zero one five one")
    assert len(call.spans()) == 1
    call.events += call.pause.resume(call.clock_s)
    assert isinstance(call.events[-1], CaptureResumed)
    call.hear("customer: one two eight three zero three six six", "agent: lovely thank you")
    assert len(call.spans()) == 1
    assert call.raws()[-2:] == ["[card]", "lovely thank you"]


def test_another_card_pauses_the_call_again(call: Call):
    call.hear("agent: can i take the card number please", f"customer: {CARD}")
    call.events += call.pause.resume(call.clock_s)
    call.wait(QUIET_S + 1)
    call.hear("agent: that was declined may i have another card number", f"customer: {CARD}")
    assert len(call.spans()) == 2


def test_a_pause_by_key_in_place_of_it_does_not_end_by_itself(call: Call):
    call.hear("agent: can i take the card number please", f"customer: {CARD}")
    call.pause.give_way(call.clock_s)
    told = len(call.events)
    call.wait(2 * QUIET_S)
    assert call.events[told:] == []


@pytest.mark.parametrize("reason", [PauseReason.PAYMENT, PauseReason.DIALER])
@pytest.mark.parametrize("count", [4, 8, 10, 11])
def test_digits_said_when_a_payment_begins_are_a_cards_whether_heard_before_or_after(count: int, reason: PauseReason):
    digits = " ".join(CARD.split()[:count])
    before, after = Call(), Call()
    for call in (before, after):
        call.hear("agent: how would you like to settle that")
    before.hear(f"customer: sure {digits}")
    before.pause.give_way(before.clock_s, reason)
    words = said(f"sure {digits}", after.clock_s)
    after.pause.give_way(words[-1].end, reason)
    after.events += after.pause.hear(Channel.CUSTOMER, words, words[-1].end + 0.5)
    for call in (before, after):
        call.wait(9)
        assert call.raws()[1:] == ["sure [card]"]


@pytest.mark.parametrize("reason", [PauseReason.KEY, PauseReason.HOLD])
def test_digits_said_when_a_call_is_held_stay(call: Call, reason: PauseReason):
    call.hear("agent: how would you like to settle that", "customer: four four seven one")
    call.pause.give_way(call.clock_s, reason)
    assert call.raws()[1:] == ["four four seven one"]


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("and your order number", "it's four four seven one nine nine"),
        ("how would you like to settle that", "my order number is four four seven one nine nine"),
        ("how would you like to settle that", "it was four hundred and twenty dollars"),
    ],
)
def test_another_number_said_when_a_payment_begins_stays(call: Call, question: str, line: str):
    call.hear(f"agent: {question}")
    words = said(line, call.clock_s)
    call.pause.give_way(words[-1].end, PauseReason.PAYMENT)
    call.events += call.pause.hear(Channel.CUSTOMER, words, words[-1].end + 0.5)
    assert call.raws()[1:] == [line]


def test_of_an_agent_who_talks_on_after_the_card_no_word_is_lost(call: Call):
    call.hear("agent: can i take the card number please", f"customer: {CARD}")
    call.hear("agent: " + " ".join(["thank you so much for your patience today"] * 6))
    assert call.raws()[-1] == " ".join(["thank you so much for your patience today"] * 6)
    assert not list(paused_words(call))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("customer: my order is k one x seven v three", "my order is k one x seven v three"),
        ("agent: and what's the delivery address", "and what's the delivery address"),
        ("customer: please send it to twelve market street", "please send it to twelve market street"),
    ],
)
def test_an_order_or_an_address_right_behind_the_card_ends_the_pause_at_once(call: Call, line: str, told: str):
    call.hear("agent: can i take the card number please", f"customer: {CARD}", line)
    ((start, end),) = call.spans()
    assert start < end < call.clock_s
    assert call.raws()[-1] == told


def test_what_the_same_breath_says_behind_the_card_is_told_without_the_card(call: Call):
    call.hear(
        "agent: can i take the card number please", f"customer: it's {CARD} and my order is k one x seven v three"
    )
    assert call.raws()[-2:] == ["it's [card]", "and my order is k one x seven v three"]
    assert not list(paused_words(call))


def test_of_a_call_that_ends_in_the_pause_what_was_said_behind_the_card_is_told(call: Call):
    call.hear("agent: can i take the card number please", f"customer: {CARD}", "agent: thank you goodbye")
    assert call.spans()[-1][1] == float("inf")
    rest = call.pause.finish()
    assert isinstance(rest[0], CaptureResumed)
    assert [event.raw for event in rest if isinstance(event, Utterance)] == ["thank you goodbye"]


def test_a_date_that_is_asked_for_keeps_the_pause_whatever_is_said_before_it_is_told(call: Call):
    call.hear(*PAYMENT[:3], "customer: oh hold on a second i have to go and find my glasses")
    ((_, end),) = call.spans()
    assert end == float("inf")


def test_small_words_between_the_number_and_the_code_do_not_end_the_pause(call: Call):
    call.hear(*PAYMENT[:2], "agent: thank you", *PAYMENT[4:6])
    call.wait(QUIET_S)
    assert len(call.spans()) == 1
    assert "thank you" not in call.raws()


def test_a_card_that_is_read_back_belongs_to_the_pause(call: Call):
    call.hear("agent: can i take the card number please", f"customer: {CARD}", f"agent: so that's {CARD}")
    call.wait(QUIET_S)
    call.hear("customer: yes that is right")
    assert len(call.spans()) == 1
    assert call.raws()[-2:] == ["[card]", "yes that is right"]


@pytest.mark.parametrize("seed", range(10))
def test_no_word_that_follows_a_payment_is_lost_however_it_was_misheard(call: Call, seed: int):
    lines, _ = payment_call(seed)
    call.hear(*misheard(lines[2:-2], 0.1, seed))
    call.hear("agent: thank you and what is your delivery address please", "customer: it's twelve market street")
    assert call.raws()[-2:] == ["thank you and what is your delivery address please", "it's twelve market street"]


def test_where_it_is_not_wanted_cards_are_masked_and_no_more():
    call = Call(wanted=False)
    call.hear(*PAYMENT)
    assert call.spans() == []
    assert call.raws()[1] == "sure it's [card]"
    assert len(call.raws()) == len(PAYMENT)
