"""How masking holds when words are misheard: many made calls, the same ones every time."""

from __future__ import annotations

import json

import pytest

import resources
from benchmarks.noise import leaked, worn
from calls.events import Channel, Utterance
from calls.record import record_of
from cli.analyse import Dialogue, Turn, analysed
from tests.transcription.noisy_calls import DIGITS, Told, misheard, payment_call, service_call
from tests.transcription.spoken import heard

CALLS = 60
TELLING = {"card": 5, "expiry": 4, "code": 3, "pin": 4}
"""So many digits in a row of a secret are a leak."""


def digits_of(utterance: Utterance) -> str:
    return "".join(str(DIGITS.index(word)) if word in DIGITS else " " for word in utterance.raw.split())


def leaks(told: Told, utterances: list[Utterance]) -> bool:
    size = TELLING[told.kind]
    parts = [told.digits[at : at + size] for at in range(len(told.digits) - size + 1)]
    return any(part in digits_of(utterance) for utterance in utterances[2:] for part in parts)


def share_leaked(rate: float) -> float:
    told_and_leaked = [
        leaks(told, utterances)
        for seed in range(CALLS)
        for lines, secrets in [payment_call(seed)]
        for utterances in [heard(*misheard(lines, rate, seed))]
        for told in secrets
    ]
    return sum(told_and_leaked) / len(told_and_leaked)


def share_masked(rate: float) -> float:
    utterances = [u for seed in range(CALLS) for u in heard(*misheard(service_call(seed), rate, seed))]
    return sum(bool(utterance.masked) for utterance in utterances) / len(utterances)


def test_of_words_heard_right_nothing_leaks():
    assert share_leaked(0.0) == 0.0


@pytest.mark.parametrize(("rate", "most"), [(0.1, 0.02), (0.2, 0.06), (0.3, 0.08)])
def test_of_misheard_words_little_leaks(rate: float, most: float):
    assert share_leaked(rate) <= most


def test_of_words_heard_right_nothing_is_masked_without_cause():
    assert share_masked(0.0) == 0.0


@pytest.mark.parametrize("rate", [0.1, 0.2, 0.3])
def test_of_misheard_words_hardly_anything_is_masked_without_cause(rate: float):
    assert share_masked(rate) <= 0.01


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2, 0.3])
def test_in_no_field_of_a_noisy_calls_record_is_a_run_of_the_cards_digits(share: float):
    script = json.loads(resources.path("demo", "script.json").read_text(encoding="utf-8"))
    turns = tuple(Turn(Channel(turn["channel"]), turn["text"]) for turn in script)
    call = Dialogue("noisy", turns, "2026-03-16T10:00:00+00:00")
    assert not any(leaked(record_of(analysed(worn(call, share, seed), "US")), script) for seed in range(100, 112))
