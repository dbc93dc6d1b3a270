"""The record holds the call, reads back the same, fits its schema and refuses what is not one."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from calls.codec import Malformed
from calls.events import Answered, Channel, ConsentRead, Ended, Rang
from calls.record import CallRecord, from_json, record_of, to_json
from calls.session import CallSession
from tests.calls.strategies import json_values, records
from tests.calls.test_session import Counting, said

SCHEMA: dict[str, Any] = json.loads(resources.path("attune.call-1.schema.json").read_text(encoding="utf-8"))


def a_record() -> CallRecord:
    session = CallSession(Counting())
    for event in (Rang("call-1", 0, "2026-03-17T14:02:00+00:00"), Answered(0), said(Channel.AGENT, 1, 2), Ended(5)):
        session.apply(event)
    return record_of(session)


def test_a_record_reads_back_as_it_was_written_and_fits_the_schema():
    record = a_record()
    text = to_json(record)
    assert from_json(text) == record
    jsonschema.validate(json.loads(text), SCHEMA)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(records)
def test_any_record_reads_back_or_is_refused_for_its_evidence(record: CallRecord):
    text = to_json(record)
    try:
        assert from_json(text) == record
    except Malformed as error:
        assert str(error) == "the record cites an utterance that it does not hold"


@given(st.text() | json_values.map(json.dumps))
def test_a_hostile_text_is_refused(text: str):
    with pytest.raises(Malformed):
        from_json(text)


@given(st.data())
def test_a_record_with_a_part_spoiled_never_crashes(data: st.DataObject):
    fields = json.loads(to_json(a_record()))
    fields[data.draw(st.sampled_from(sorted(fields)))] = data.draw(json_values)
    try:
        from_json(json.dumps(fields))
    except Malformed as error:
        assert "\n" not in str(error)


def test_it_says_what_was_read_out_to_the_customer_and_when():
    session = CallSession(Counting())
    for event in (Rang("call-1", 0, "2026-03-17T14:02:00+00:00"), Answered(1), ConsentRead(4.5, "It is written down.")):
        session.apply(event)
    session.apply(ConsentRead(9.0, "Something else."))
    text = to_json(record_of(session))
    assert json.loads(text)["consent"] == {"text": "It is written down.", "at": 4.5}
    jsonschema.validate(json.loads(text), SCHEMA)
    assert json.loads(to_json(a_record()))["consent"] is None


def test_a_record_of_another_schema_is_refused():
    fields = json.loads(to_json(a_record())) | {"schema": "attune.call/2"}
    with pytest.raises(Malformed, match=r"schema is not attune\.call/1"):
        from_json(json.dumps(fields))


def test_the_names_that_others_script_against_are_all_there():
    fields = json.loads(to_json(a_record()))
    assert set(SCHEMA["required"]) <= set(fields)
    assert set(SCHEMA["properties"]["call"]["required"]) <= set(fields["call"])
    assert set(fields) <= set(SCHEMA["properties"]), "a new key belongs into the schema and docs/record.md"
