"""What goes over the wire comes back the same, and what is not ours is refused in one clear line."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calls import wire
from calls.codec import Malformed
from calls.commands import Command, Start
from calls.events import Channel, Event, Prosody, Utterance
from tests.calls.strategies import commands, events, json_values, texts

UTTERANCE = (
    '{"event":"utterance","id":"a1","channel":"agent","start":0,"end":1,"text":"Hi.","raw":"hi","confidence":0.5}'
)


@given(events)
def test_every_event_comes_back_as_it_went(event: Event):
    line = wire.encode(event)
    assert "\n" not in line
    assert wire.decode_event(line) == event


def test_no_one_can_make_or_send_an_utterance_of_the_agent_with_the_sound_of_their_voice():
    heard = Prosody(118.0, -24.0, 1.5)
    Utterance("c1", Channel.CUSTOMER, 0.0, 1.0, "Hi.", "hi", 0.5, prosody=heard)
    with pytest.raises(ValueError, match="not measured"):
        Utterance("a1", Channel.AGENT, 0.0, 1.0, "Hi.", "hi", 0.5, prosody=heard)
    with pytest.raises(Malformed, match="not measured"):
        wire.decode_event(UTTERANCE[:-1] + ',"prosody":{"pitch_hz":118,"level_dbfs":-24,"voiced_s":1.5}}')


@given(commands)
def test_every_command_comes_back_as_it_went(command: Command):
    assert wire.decode_command(wire.encode(command)) == command


@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")) | json_values.map(json.dumps))
def test_a_hostile_line_is_refused_and_never_crashes(line: str):
    for decode in (wire.decode_event, wire.decode_command):
        with pytest.raises(Malformed):
            decode(line)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(events, st.data())
def test_a_message_with_one_field_spoiled_is_refused_or_still_an_event(event: Event, data: st.DataObject):
    fields = json.loads(wire.encode(event))
    name = data.draw(st.sampled_from(sorted(fields)))
    fields[name] = data.draw(json_values)
    try:
        wire.encode(wire.decode_event(json.dumps(fields)))
    except Malformed as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "not JSON"),
        ("[]", "should be an object"),
        ("{}", "names no event"),
        ('{"event":"explode"}', "names no event"),
        ('{"event":"answered"}', "answered.at is missing"),
        ('{"event":"answered","at":"soon"}', "answered.at should be a number"),
        ('{"event":"answered","at":NaN}', "not JSON"),
        ('{"event":"answered","at":1e999}', "answered.at should be a number"),
        ('{"event":"answered","at":true}', "answered.at should be a number"),
        ('{"event":"gap","channel":"both","start":0,"end":1,"reason":""}', "one of agent, customer"),
        ('{"event":"partial","channel":"agent","start":0,"text":"\\ud800"}', "half a character"),
        (UTTERANCE[:-1] + ',"words":[{"text":"hi"}]}', "utterance.words[0].start is missing"),
        ("[" * 100_000, "nested too deeply"),
        ('{"event":"answered","at":' + "9" * 5000 + "}", "not JSON"),
        (" " * (wire.LONGEST_LINE + 1), "is longer than"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(line: str, said: str):
    with pytest.raises(Malformed, match=said.replace("[", r"\[").replace("]", r"\]")):
        wire.decode_event(line)


def test_a_newer_writer_may_add_fields():
    event = wire.decode_event(UTTERANCE[:-1] + ',"mood":{"guess":1}}')
    assert event == Utterance("a1", Channel.AGENT, 0.0, 1.0, "Hi.", "hi", 0.5)


def test_a_command_is_no_event():
    with pytest.raises(Malformed):
        wire.decode_event(wire.encode(Start("call-1")))


@given(texts)
def test_an_error_never_repeats_what_was_said(text: str):
    secret = f"secret {text}"
    with pytest.raises(Malformed) as error:
        wire.decode_event(json.dumps({"event": "answered", "at": secret}))
    assert secret not in str(error.value)
