"""Text turns become records: one per line, one utterance per turn, nothing invented, nothing half-written."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import resources
from calls.record import from_json
from tests.cli.program import attune, is_one_clear_line

SCHEMA = json.loads(resources.path("attune.call-1.schema.json").read_text(encoding="utf-8"))
CARD = "four one one one one one one one one one one one one one one one"


def analysed(tmp_path: Path, *dialogues: dict[str, Any]) -> list[dict[str, Any]]:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(d) + "\n" for d in dialogues), encoding="utf-8")
    done = attune("analyse", source, "--out", out, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def turns(*said: tuple[str, str]) -> list[dict[str, str]]:
    return [{"channel": channel, "text": text} for channel, text in said]


def test_each_line_gives_a_valid_record_in_the_same_order(tmp_path: Path):
    records = analysed(
        tmp_path,
        {"id": "one", "turns": turns(("agent", "how may i help"), ("customer", "i was charged twice for my order"))},
        {"id": "two", "turns": turns(("customer", "my parcel never arrived"))},
        {"id": "none", "turns": []},
    )
    assert [record["call"]["id"] for record in records] == ["one", "two", "none"]
    for record in records:
        jsonschema.validate(record, SCHEMA)
        from_json(json.dumps(record))


def test_there_is_one_utterance_for_each_turn_even_an_empty_one_or_one_with_a_card(tmp_path: Path):
    said = turns(
        ("agent", "may i have your card number"),
        ("customer", "sure it is four one one one one one one one"),
        ("agent", "mm hm"),
        ("customer", "one one one one one one one one"),
        ("agent", ""),
        ("customer", "thank you"),
    )
    (record,) = analysed(tmp_path, {"id": "card", "turns": said})
    assert [u["channel"] for u in record["utterances"]] == [turn["channel"] for turn in said]
    assert record["utterances"][5]["raw"] == "thank you"
    assert record["redactions"]
    assert "1 1 1 1 1" not in json.dumps(record) and "one one one one one" not in json.dumps(record)


def test_a_card_number_is_nowhere_in_the_record(tmp_path: Path):
    (record,) = analysed(tmp_path, {"id": "card", "turns": turns(("customer", f"my visa card number is {CARD}"))})
    text = json.dumps(record)
    assert "4111" not in text and "one one one" not in text
    assert [span["kind"] for span in record["redactions"]] == ["card"]


def test_given_times_are_kept_and_backward_ones_put_right(tmp_path: Path):
    said = [
        {"channel": "agent", "text": "hello there", "start": 2.0, "end": 3.0},
        {"channel": "customer", "text": "hello", "start": 1.0, "end": 1.5},
    ]
    (record,) = analysed(tmp_path, {"id": "times", "turns": said})
    first, second = record["utterances"]
    assert (first["start"], first["end"]) == (2.0, 3.0)
    assert second["channel"] == "customer" and second["start"] > first["start"]


def test_relative_dates_count_from_the_day_of_the_call(tmp_path: Path):
    said = turns(("agent", "i will call you back tomorrow"))
    (record,) = analysed(tmp_path, {"id": "date", "started_at": "2026-03-17T14:02:00+00:00", "turns": said})
    assert record["call"]["started_at"] == "2026-03-17T14:02:00+00:00"
    assert [promise["due"][:10] for promise in record["promises"]] == ["2026-03-18"]


def test_a_start_without_a_zone_is_meant_as_here(tmp_path: Path):
    (record,) = analysed(tmp_path, {"id": "here", "started_at": "2026-03-17T14:02:00", "turns": []})
    started = datetime.fromisoformat(record["call"]["started_at"])
    assert started.tzinfo and started == datetime(2026, 3, 17, 14, 2).astimezone()


def test_a_turn_right_behind_an_empty_one_keeps_its_words(tmp_path: Path):
    said = [
        {"channel": "customer", "text": "", "start": 0},
        {"channel": "customer", "text": "hello there", "start": 0.001},
    ]
    (record,) = analysed(tmp_path, {"id": "behind", "turns": said})
    assert [u["raw"] for u in record["utterances"]] == ["", "hello there"]
    assert len({u["id"] for u in record["utterances"]}) == 2


def test_a_number_too_long_to_be_read_is_a_word(tmp_path: Path):
    long = "9" * 5000
    (record,) = analysed(tmp_path, {"id": "long", "turns": turns(("customer", f"i paid twenty {long} dollars"))})
    assert long in record["utterances"][0]["raw"]


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "one", "turns": []}\n', encoding="utf-8-sig")
    assert attune("analyse", source, home=tmp_path).returncode == 0


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"id": "x"}',
        '{"id": "x", "turns": [{"channel": "nobody", "text": "hi"}]}',
        '{"id": "x", "turns": [{"channel": "agent"}]}',
        '{"id": "x", "turns": [{"channel": "agent", "text": 7}]}',
        '{"id": "x", "turns": [], "started_at": "yesterday"}',
        '{"id": "x", "turns": [], "started_at": "9999-12-31T00:00:00"}',
        '{"id": "x", "turns": [], "started_at": "0001-01-01"}',
        '{"id": "x", "turns": [{"channel": "agent", "text": "hi", "start": 1e308}]}',
        '{"id": "x", "turns": [{"channel": "agent", "text": "hi", "start": -1}]}',
        '{"id": "x", "turns": [{"channel": "agent", "text": "", "end": 864001}]}',
        "\x00\x01\x02",
    ],
)
def test_a_line_that_is_no_dialogue_is_named_and_nothing_is_written(tmp_path: Path, line: str):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "fine", "turns": []}\n' + line + "\n", encoding="utf-8")
    out.write_text("kept\n", encoding="utf-8")
    done = attune("analyse", source, "--out", out, home=tmp_path)
    assert is_one_clear_line(done) and "line 2" in done.stderr
    assert out.read_text(encoding="utf-8") == "kept\n"
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_file_that_is_not_there_or_not_text_is_said_in_one_line(tmp_path: Path):
    assert is_one_clear_line(attune("analyse", tmp_path / "nothing.jsonl", home=tmp_path))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    assert is_one_clear_line(attune("analyse", tmp_path / "picture.png", home=tmp_path))


def test_wrong_arguments_have_a_status_of_their_own(tmp_path: Path):
    assert attune("analyse", home=tmp_path).returncode == 2
    assert attune("explode", home=tmp_path).returncode == 2


def test_json_may_be_asked_for_as_of_every_other_command(tmp_path: Path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "one", "turns": []}\n', encoding="utf-8")
    done = attune("analyse", source, "--json", home=tmp_path)
    assert done.returncode == 0 and json.loads(done.stdout)["call"]["id"] == "one"
