"""The bundled call through the real recogniser: the record that a person gets from one command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import resources
from calls.journal import read_journal
from calls.record import from_json
from tests.cli.program import attune
from tests.end_to_end.kept_text import kept_text
from tests.word_error import word_error

SCHEMA = json.loads(resources.path("attune.call-1.schema.json").read_text(encoding="utf-8"))
SCRIPT: list[dict[str, Any]] = json.loads(resources.path("demo", "script.json").read_text(encoding="utf-8"))
TUESDAY = "2026-03-17T14:02:00+00:00"


@pytest.fixture(scope="module", params=[(), ("--pause-at-cards",)], ids=["masked", "paused"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every test is run on a record with the card masked, and on one of a call that paused while it was read."""
    folder = tmp_path_factory.mktemp("bundled")
    call, out, journal = resources.path("demo", "call.wav"), folder / "r.json", folder / "j.jsonl"
    done = attune(
        "transcribe", call, "--out", out, "--journal", journal, "--started", TUESDAY, *request.param, home=folder
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


@pytest.fixture(scope="module")
def record(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    return found


def test_the_record_is_complete_and_valid(record: dict[str, Any]):
    jsonschema.validate(record, SCHEMA)
    from_json(json.dumps(record))
    assert record["call"]["started_at"] == TUESDAY
    assert {u["channel"] for u in record["utterances"]} == {"agent", "customer"}
    for utterance in record["utterances"]:
        assert utterance["raw"] == " ".join(word["text"] for word in utterance["words"])


@pytest.mark.parametrize("channel", ["agent", "customer"])
def test_at_most_one_word_in_twenty_is_wrong(record: dict[str, Any], channel: str):
    secrets = [span for span in record["redactions"]]
    said: list[str] = []
    for turn in SCRIPT:
        if turn["channel"] == channel:
            text = turn["text"]
            for secret in turn.get("secrets", []):
                text = text.replace(secret["said"], "[card]")
            said += text.split()
    heard = [word for u in record["utterances"] if u["channel"] == channel for word in u["raw"].split()]
    assert secrets and word_error(said, heard) <= 0.05


def test_only_while_the_card_was_read_was_nothing_written(record: dict[str, Any], request: pytest.FixtureRequest):
    pauses = record["pauses"]
    if "masked" in request.node.name:
        assert pauses == []
        return
    (pause,) = pauses
    (read_out,) = (turn for turn in SCRIPT if "secrets" in turn)
    assert pause["reason"] == "card"
    assert read_out["start"] < pause["start"] < pause["end"] == pytest.approx(read_out["end"], abs=0.5)
    assert not any(pause["start"] <= w["start"] < pause["end"] for u in record["utterances"] for w in u["words"])


def test_name_order_number_amount_and_date_are_found(record: dict[str, Any]):
    wanted = {(fact["kind"], fact["value"]) for turn in SCRIPT for fact in turn.get("facts", [])}
    wanted = {(kind, value.replace("--03-03", "2026-03-03")) for kind, value in wanted}
    found = {(fact["kind"], fact["value"]) for fact in record["facts"]}
    assert wanted and wanted <= found


def test_the_complaint_the_promises_and_the_open_question_are_in_the_record(record: dict[str, Any]):
    assert record["key_issue"] is not None
    assert "charged me twice" in record["key_issue"]["quote"]
    promised = [promise for promise in record["promises"] if promise["who"] == "agent"]
    assert {promise["due"][:10] for promise in promised} >= {"2026-03-17", "2026-03-20"}
    unanswered = [q["text"].lower() for q in record["questions"] if q["asked_by"] == "customer" and not q["answered"]]
    assert any("when will the money be back" in text for text in unanswered)
    kinds = {point["kind"] for point in record["summary"]["points"]}
    assert {"reason", "fact", "promise", "open"} <= kinds


def test_the_card_number_is_in_no_file_that_was_written(folder: Path):
    kept = kept_text(folder)
    assert not [number for number in ("four two four two", "4242", "4 2 4 2") if number in kept]


def test_the_journal_replayed_gives_the_same_record(folder: Path, record: dict[str, Any]):
    assert any(True for _ in read_journal(folder / "j.jsonl"))
    done = attune("replay", folder / "j.jsonl", "--speed", "1000", "--json", home=folder)
    assert done.returncode == 0
    assert json.loads(done.stdout) == record
