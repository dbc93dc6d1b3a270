"""The scribe: recognised words in, utterances for people out."""

from __future__ import annotations

import cProfile
from datetime import date

import pytest

from calls.events import Channel, Word
from transcription.scribe import Scribe


def said(text: str, start: float = 0.0) -> list[Word]:
    return [Word(word, start + i * 0.3, start + i * 0.3 + 0.25, 0.9) for i, word in enumerate(text.split())]


def test_no_words_give_no_utterance():
    assert Scribe(date(2026, 3, 17)).hear(Channel.AGENT, []) == []


def test_an_utterance_is_named_by_its_side_and_its_start():
    scribe = Scribe(date(2026, 3, 17))
    heard = [*scribe.hear(Channel.CUSTOMER, said("good morning", 12.3456)), *scribe.finish()]
    assert [u.id for u in heard] == ["c12346"]
    assert heard[0].raw == "good morning"


def test_a_card_number_never_leaves():
    scribe = Scribe(date(2026, 3, 17))
    spoken = "my card is four one one one one one one one one one one one one one one one thanks"
    heard = [*scribe.hear(Channel.CUSTOMER, said(spoken)), *scribe.finish()]
    assert [u.raw for u in heard] == ["my card is [card] thanks"]
    assert heard[0].masked[0].kind == "card"
    assert "[card]" in heard[0].text


@pytest.mark.parametrize("word", ["a", "hotel", "one", "to", "hundred", "password", "april", "seven not"])
def test_a_wall_of_words_costs_no_more_than_its_length(word: str):
    """Twice the words, at most about twice the steps; counted, not timed, so that a busy machine does not matter."""
    steps = [steps_for(" ".join([word] * count)) for count in (150, 300)]
    assert steps[1] < 3 * steps[0]


def steps_for(text: str) -> int:
    """How many function calls the scribe makes of it."""
    scribe = Scribe(date(2026, 3, 17))
    scribe.hear(Channel.AGENT, said("hello"))
    profile = cProfile.Profile()
    profile.runcall(scribe.hear, Channel.CUSTOMER, said(text, 3.0))
    return sum(entry.callcount for entry in profile.getstats())
