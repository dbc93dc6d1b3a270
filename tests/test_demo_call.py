"""The bundled call: it is what its script says, and the bundled model hears it so."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tools import demo_call
from tools.demo_call import AGENT, CUSTOMER, DEMO, LINES, RATE, Samples, Turn


@pytest.fixture(scope="module")
def turns() -> list[Turn]:
    return demo_call.read_script(DEMO)


@pytest.fixture(scope="module")
def sides() -> dict[str, Samples]:
    samples, rate = soundfile.read(DEMO / "call.wav", dtype="float64")
    assert rate == RATE
    assert samples.shape[1] == 2
    return {AGENT: samples[:, 0], CUSTOMER: samples[:, 1]}


def loudness_db(samples: Samples) -> float:
    return float(10 * np.log10((samples**2).mean()))


def test_the_script_is_a_list_of_turns_in_their_order():
    rows = json.loads((DEMO / "script.json").read_text(encoding="utf-8"))
    assert all({"channel", "text", "start", "end"} <= row.keys() for row in rows)
    assert {row["channel"] for row in rows} == {AGENT, CUSTOMER}
    assert rows == sorted(rows, key=lambda row: row["start"])
    assert all(row["start"] < row["end"] for row in rows)


def test_the_script_is_the_one_the_sound_is_made_from(turns: list[Turn]):
    assert [(turn.channel, turn.text, turn.truth) for turn in turns] == [
        (line.channel, demo_call.words_of(line.text), line.truth or {}) for line in LINES
    ]


def test_the_call_is_long_enough_to_show_and_small_enough_to_ship(sides: dict[str, Samples]):
    assert 90 <= len(sides[AGENT]) / RATE <= 130
    assert (DEMO / "call.wav").stat().st_size < 8_000_000


def test_the_sides_take_turns_and_cross_only_where_nothing_matters(turns: list[Turn]):
    crossing = [(before, after) for before, after in pairwise(turns) if after.start < before.end + 0.69]
    assert [after.text for _, after in crossing if after.channel == AGENT] == ["i see"]
    assert all(
        AGENT in (before.channel, after.channel) and "i see" in (before.text, after.text) for before, after in crossing
    )


def test_each_side_speaks_where_the_script_says_and_is_quiet_elsewhere(turns: list[Turn], sides: dict[str, Samples]):
    for channel, samples in sides.items():
        speaking = np.zeros(len(samples), bool)
        for turn in turns:
            if turn.channel == channel:
                span = slice(round((turn.start - 0.05) * RATE), round((turn.end + 0.05) * RATE))
                speaking[span] = True
                assert loudness_db(samples[span]) > -30
        assert loudness_db(samples[~speaking]) < -55


def test_the_customer_is_on_the_telephone_and_the_agent_is_not(sides: dict[str, Samples]):
    def above_telephone_db(samples: Samples) -> float:
        power = np.abs(np.fft.rfft(samples)) ** 2
        hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
        return float(10 * np.log10(power[hertz > 3_600].sum() / power.sum()))

    assert above_telephone_db(sides[CUSTOMER]) < -40
    assert above_telephone_db(sides[AGENT]) > -30


def test_the_card_that_is_read_out_is_a_valid_number(turns: list[Turn]):
    (card,) = [secret["value"] for turn in turns for secret in turn.truth.get("secrets", [])]
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(card))]
    assert len(card) == 16
    assert sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def test_the_call_holds_what_the_product_is_to_show(turns: list[Turn]):
    facts = {entry["kind"] for turn in turns for entry in turn.truth.get("facts", [])}
    promises = [entry for turn in turns for entry in turn.truth.get("promises", []) if turn.channel == AGENT]
    assert facts == {"name", "order", "amount", "date"}
    assert len(promises) == 2
    for key in ("issue", "cause", "repeat_contact", "open_question"):
        assert [turn.channel for turn in turns if key in turn.truth] == [CUSTOMER]


def test_the_bundled_model_hears_the_call_and_every_fact_in_it():
    assert demo_call.check(DEMO) == []


def test_a_call_that_is_heard_otherwise_is_reported(tmp_path: Path, turns: list[Turn], sides: dict[str, Samples]):
    until = round((turns[1].end + 0.5) * RATE)
    stereo = np.stack([sides[AGENT][:until], sides[CUSTOMER][:until]], axis=1)
    wrong = replace(turns[0], text="xylograph " * 9 + turns[0].text, truth={"issue": "never said"})
    demo_call.write(tmp_path, stereo, [wrong, turns[1]])
    assert demo_call.check(tmp_path) == [
        "agent: not heard: never said",
        "more than 10% of the words are wrong",
        "the model cannot write: xylograph",
    ]


def test_a_sentence_taken_from_elsewhere_is_found(tmp_path: Path):
    (tmp_path / "own.txt").write_text("Hello there. The app had no error.", encoding="utf-8")
    (tmp_path / "other.jsonl").write_text('{"asr": "the app had an error and i pressed pay again"}', encoding="utf-8")
    assert demo_call.copied([tmp_path / "own.txt"]) == []
    assert demo_call.copied([tmp_path / "other.jsonl"]) == [
        "other.jsonl holds: the app had an error and i pressed pay again"
    ]


@pytest.mark.skipif(not (shutil.which("flite") and shutil.which("espeak-ng")), reason="needs flite and espeak-ng")
def test_made_again_it_is_the_same_call(turns: list[Turn], sides: dict[str, Samples]):
    stereo, made = demo_call.mixed(LINES)
    assert [turn.text for turn in made] == [turn.text for turn in turns]
    assert abs(len(stereo) - len(sides[AGENT])) < RATE / 2
    assert all(abs(turn.start - known.start) < 0.5 for turn, known in zip(made, turns, strict=True))
