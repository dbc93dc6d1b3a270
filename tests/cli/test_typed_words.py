"""Typed text: a card number or a code is masked whatever is glued to it, and ordinary words stay as they were typed."""

from __future__ import annotations

import json
import re

import pytest

from calls.events import Channel
from calls.record import CallRecord, record_of, to_json
from cli.analyse import Dialogue, Turn, analysed

JOINTS = ["_", ",", "/", ".", "-", "–", "‑", "\u200b", "\u00ad", " / ", " _ ", " – ", " "]
AROUND = [
    "{}", "#{}", "'{}'", "‘{}’", "“{}”", "<{}>", "={}", "*{}*", "**{}**", "({})", "[{}]", "card:{}", "card={}",
    "card#{}", "visa{}", "number{}", "{}exp", "{}/12", "{}/12/27", "{}-12", "{}_", "{};", "no.{}", "card_number={}",
    "my-card_{}", "visa:'{}'", "https://example.com/pay?card={}", "{}@example.com", "\u200b{}\u200b", "a{}b",
]  # fmt: skip
CODES = [
    "my cvv:123", "my cvv=123", "cvv: 123", "cvv-123", "cvv/123", "cvv#123", "cvv(123)", "cvv2:123", "cvv123",
    "my security code:123", "my cvv is #123", "my cvv is '123'", "my cvv is <123>", "my cvv is *123*",
    "my pin:4321", "my pin=4321", "my pin-code 4321", "pin-code:4321", "pin-4321", "my pin is #4321",
    "my pin is ‘4321’", "my pin number:4321", "password=hunter2", "password:hunter2", "my password='hunter2'",
    "my passcode:hunter2", "ssn 123–45–6789", "cvv\u200b123", "my cvv#123,pin=4321",
]  # fmt: skip
ORDINARY = {
    "write to john_doe@x.com please": [("email", "john_doe@x.com")],
    "see localhost:8080 and order:AB-123 of name:Jo": [],
    "it is on https://example.com:8080/a_b/?id=12345&x=y": [],
    "i paid $42.50 at AT&T": [("amount", "42.50 USD")],
    "the balance was 1,250.00 dollars": [("amount", "1250.00 USD")],
    "on 12/05/2026 at 9:30": [("date", "2026-12-05"), ("time", "09:30")],
    "my order number is AB-123": [("order", "AB123")],
    "call me on +1 415 555 0126": [("phone", "+14155550126")],
    "it's ‘fine and/or half-done in 10–12 days or '18": [],
    "from 22/05/2026-30/05/2026 dial *140# or c++ 50% off": [],
    "½ a sprite™ 🤷🏼\u200d♀️ for 2 + 3 = 5 #1": [],
}


def record_from(*texts: str) -> CallRecord:
    turns = tuple(Turn(Channel.CUSTOMER, text) for text in texts)
    return record_of(analysed(Dialogue("typed", turns, "2026-03-17T14:02:00+00:00"), "US"))


def left_of(secret: str, record: CallRecord) -> list[str]:
    """Four signs of it in a row that can still be read, with or without what stands between them."""
    written = json.loads(to_json(record))
    kept = json.dumps({key: written[key] for key in written if key not in ("timing", "redactions")})
    kept = re.sub(r'"(start|end|confidence|utterance_id|id)": "?[\w.]+"?|\\u[0-9a-f]{4}|[^\w]|_', "", kept)
    return [secret[at : at + 4] for at in range(len(secret) - 3) if secret[at : at + 4] in kept]


@pytest.mark.parametrize("around", AROUND)
def test_a_card_number_is_nowhere_in_the_record_whatever_is_glued_to_it(around: str):
    in_groups = [joint.join(["5425", "2334", "3010", "9903"]) for joint in JOINTS]
    for number in ("4111111111111111", "378282246310005", "4222222222222", *in_groups):
        record = record_from(f"my card is {around.format(number)} and that is all of it")
        assert left_of(re.sub(r"\D", "", number), record) == [], number
        assert "card" in [redaction.kind for redaction in record.redactions]


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_masked_with_a_sign_glued_to_it(code: str):
    record = record_from(code)
    (utterance,) = record.utterances
    assert not re.search(r"123|4321|6789|hunter", utterance.text + utterance.raw) and record.redactions


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_stay_as_they_were_typed(text: str):
    record = record_from(text)
    assert record.utterances[0].raw == text.lower()
    assert [(fact.kind, fact.value) for fact in record.facts] == ORDINARY[text]
    assert not record.redactions
