"""How the customer sounds: told when it has plainly changed since the start, never guessed, never of the agent."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from calls.events import Channel, Prosody, Utterance, Word
from calls.findings import ToneNote
from insight.tone import QUIET_S, Tone

WORDS = ["so", "when", "will", "somebody", "tell", "me", "what", "has", "happened", "to", "it"]


def said(at: float, rate: float = 1.0, louder_db: float = 0.0, higher: float = 1.0, seed: int = 1) -> Utterance:
    """One utterance with the scatter that speech has by itself."""
    chance = random.Random(f"{seed} {at}")
    each = 0.28 / (rate * 2 ** chance.gauss(0, 0.08))
    words = tuple(Word(text, at + i * each, at + (i + 1) * each, 0.9) for i, text in enumerate(WORDS))
    heard = Prosody(180.0 * higher * 2 ** chance.gauss(0, 0.05), -25.0 + louder_db + chance.gauss(0, 1.2), 2.0)
    joined = " ".join(WORDS)
    return Utterance(f"c{at}", Channel.CUSTOMER, at, words[-1].end, joined, joined, 0.9, words, prosody=heard)


def notes(*utterances: Utterance) -> tuple[ToneNote, ...]:
    tone = Tone()
    for utterance in utterances:
        tone.hear(utterance)
    return tone.notes


def calm(until_s: int = 80, seed: int = 1) -> list[Utterance]:
    return [said(float(at), seed=seed) for at in range(0, until_s, 8)]


def test_faster_and_louder_than_at_the_start_is_told_with_its_moment():
    excited = [said(float(at), rate=1.25, louder_db=6.0) for at in range(80, 120, 8)]
    (note,) = notes(*calm(), *excited)
    assert note.text == "Faster and louder than at the start"
    assert 80.0 <= note.at <= 112.0 and note.utterance_id == f"c{note.at}"


def test_slower_and_quieter_are_told_too():
    tired = [said(float(at), rate=0.75, louder_db=-7.0) for at in range(80, 120, 8)]
    assert [note.text for note in notes(*calm(), *tired)] == ["Slower and quieter than at the start"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"rate": 1.25}, "Faster than at the start"),
        ({"rate": 0.8}, "Slower than at the start"),
        ({"louder_db": 6.0}, "Louder than at the start"),
        ({"higher": 2 ** (3 / 12)}, "Higher than at the start"),
    ],
)
def test_a_single_change_that_lasts_is_told(change: dict[str, float], text: str):
    told = [
        notes(*calm(seed=seed), *[said(float(at), seed=seed, **change) for at in range(80, 160, 8)])
        for seed in range(20)
    ]
    assert sum([note.text for note in tone] == [text] for tone in told) >= 17


def test_a_voice_that_stays_as_it_was_is_not_spoken_of():
    told = [seed for seed in range(40) if notes(*calm(400, seed))]
    assert len(told) <= 1


def test_one_shout_and_a_change_within_the_first_minute_are_no_change():
    assert not notes(*calm(), said(80.0, louder_db=15.0), said(88.0), said(96.0), said(104.0))
    assert not notes(*[said(float(at), louder_db=12.0) for at in range(0, 56, 8)])


def test_without_prosody_nothing_is_told():
    def unmeasured(at: int) -> Utterance:
        loud = said(float(at), rate=1.6)
        return Utterance(loud.id, loud.channel, loud.start, loud.end, loud.text, loud.raw, 0.9, loud.words)

    assert not notes(*calm(), *[unmeasured(at) for at in range(80, 200, 8)])


def test_notes_keep_their_distance_and_the_same_is_not_said_twice_running():
    tone = Tone()
    for at in range(0, 600, 8):
        wild = 0.0 if at < 80 else 7.0 * (1 if at // 100 % 2 else -1)
        tone.hear(said(float(at), louder_db=wild))
    texts = [note.text for note in tone.notes]
    assert len(texts) >= 3 and all(one != other for one, other in pairwise(texts))
    assert all(later.at - earlier.at >= QUIET_S - 10 for earlier, later in pairwise(tone.notes))


def test_beginning_in_the_middle_of_the_agents_words_is_told_when_it_has_become_usual():
    tone = Tone()
    for utterance in calm():
        tone.hear(utterance)
    for at in (90.0, 100.0, 110.0, 120.0, 130.0):
        tone.hear(Utterance(f"a{at}", Channel.AGENT, at - 3.0, at + 1.5, "we can", "we can", 0.9))
        tone.hear(said(at))
    assert [note.text for note in tone.notes] == ["Talking over you more often than at the start"]
