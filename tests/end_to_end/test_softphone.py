"""A softphone calls another, and Attune beside it is told by baresip alone: what it keeps apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio.program import device_of
from calls.commands import Finish, Start
from calls.events import CaptureFinished, CaptureStarted, Channel, Gap, Utterance
from tests.end_to_end.softphone_desk import (
    CALL,
    LIVE_CALLS,
    SCRIPT,
    WORST_WORD_ERROR,
    Desk,
    listens,
    softphone_desk,
    words,
    wrote,
)
from tests.engine_process import engine_process
from tests.softphones import AGENT_PROGRAM, CALLER, CALLER_NUMBER
from tests.sound_server import HEADSET
from tests.word_error import word_error

pytestmark = LIVE_CALLS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One for each test: a call that a test leaves behind would be in the next one's way."""
    with softphone_desk(tmp_path) as made:
        yield made


def test_what_is_said_on_hold_is_not_written_and_the_call_goes_on_after_it(desk: Desk):
    desk.ring()
    call_id = desk.answer()
    desk.say(Channel.CUSTOMER, 1)
    since = len(desk.panel.told)
    desk.agent.do("hold")
    desk.panel.wait_for(lambda told: told.get("state") == "held" and told.get("capture") == "paused", since)
    desk.play({Channel.AGENT: 6, Channel.CUSTOMER: 9})
    since = len(desk.panel.told)
    desk.agent.do("resume")
    desk.panel.wait_for(listens, since)
    desk.say(Channel.CUSTOMER, 5)
    desk.agent.do("hangup")
    record = desk.file(call_id)
    assert wrote(record, Channel.CUSTOMER, 1) and wrote(record, Channel.CUSTOMER, 5)
    assert "pressed" not in words(record, Channel.CUSTOMER) and "coffee" not in words(record, Channel.AGENT)
    (pause,) = record.pauses
    assert pause.reason == "hold" and pause.end - pause.start == pytest.approx(record.timing.hold_s, abs=0.5)


def test_a_second_call_in_the_wrap_up_does_not_take_it_away_and_has_its_own_record(desk: Desk):
    desk.ring()
    first = desk.answer()
    desk.say(Channel.CUSTOMER, 1)
    desk.caller.do("hangup")
    desk.panel.wait_for(lambda told: told.get("shown") == first and told.get("capture") == "finished")
    since = len(desk.panel.told)
    desk.ring()
    second = desk.panel.wait_for(lambda told: told.get("state") == "ringing", since)["waiting"]
    desk.agent.do("accept")
    desk.panel.wait_for(lambda told: told.get("waiting") == second and told["state"] == "talking", since)
    assert not [told for told in desk.panel.told[since:] if told.get("shown") == second], "the wrap-up stays"
    desk.panel.press("next_call")
    desk.panel.wait_for(lambda told: told.get("shown") == second and listens(told), since)
    desk.say(Channel.CUSTOMER, 5)
    desk.caller.do("hangup")
    records = [desk.file(second), desk.file(first)]
    assert wrote(records[0], Channel.CUSTOMER, 5) and wrote(records[1], Channel.CUSTOMER, 1)
    assert not {u.id for u in records[0].utterances} & {u.id for u in records[1].utterances}
    for record, others in zip(records, ("charged", "six"), strict=True):
        assert others not in words(record, Channel.CUSTOMER)


def test_a_second_call_during_the_first_holds_it_and_each_is_written_by_itself(desk: Desk):
    desk.ring()
    first = desk.answer()
    desk.say(Channel.CUSTOMER, 1)
    since = len(desk.panel.told)
    desk.ring()
    waiting = desk.panel.wait_for(lambda told: told.get("state") == "ringing", since)["waiting"]
    second = desk.answer()
    assert second == waiting
    desk.panel.wait_for(lambda told: told.get("waiting") == first and told["state"] == "held", since)
    desk.say(Channel.AGENT, 6)
    since = len(desk.panel.told)
    desk.agent.do("hangup")  # baresip takes the first call back by itself
    desk.panel.wait_for(lambda told: told.get("waiting") == first and told["state"] == "talking", since)
    of_the_second = desk.file(second)
    desk.panel.wait_for(lambda told: told.get("shown") == first and listens(told), since)
    desk.say(Channel.AGENT, 8)
    desk.agent.do("hangup")
    of_the_first = desk.file(first)
    assert wrote(of_the_second, Channel.AGENT, 6) and not wrote(of_the_second, Channel.AGENT, 8)
    assert wrote(of_the_first, Channel.AGENT, 8) and "coffee" not in words(of_the_first, Channel.AGENT)
    assert wrote(of_the_first, Channel.CUSTOMER, 1)
    assert of_the_first.timing.hold_s > 5 and of_the_second.timing.hold_s == 0


def test_the_softphone_alone_is_heard_while_another_program_speaks_on_the_same_headset(desk: Desk):
    samples, rate = soundfile.read(CALL, dtype="int16")
    other = SCRIPT[7]
    path = desk.folder / "other.wav"
    piece = samples[int(other["start"] * rate) : int(other["end"] * rate), list(Channel).index(other["channel"])]
    soundfile.write(path, np.tile(piece, 20), rate)
    speaking = desk.server.play(HEADSET, path, program="browser")
    with engine_process(desk.server.environment) as engine:
        engine.send(Start("alone", customer_device=device_of(AGENT_PROGRAM)))
        engine.wait_for(CaptureStarted)
        desk.ring()
        call_id = desk.answer()
        desk.play({Channel.CUSTOMER: 1})
        engine.wait_for(Utterance)
        engine.send(Finish())
        engine.wait_for(CaptureFinished)
    speaking.terminate()
    desk.caller.do("hangup")
    desk.file(call_id)
    assert not [gap for gap in engine.heard(Gap) if gap.channel is Channel.CUSTOMER]
    heard = [utterance.raw for utterance in engine.heard(Utterance) if utterance.channel is Channel.CUSTOMER]
    said = str(SCRIPT[1]["text"]).split()
    assert word_error(said, " ".join(heard).split()) <= 2 * WORST_WORD_ERROR, heard


def test_a_call_that_the_agent_dials_is_outbound_and_one_that_nobody_answers_is_filed_as_that(desk: Desk):
    since = len(desk.panel.told)
    desk.agent.do("dial", CALLER)
    desk.caller.wait_until(lambda calls: "INCOMING" in calls)
    call_id = str(desk.panel.wait_for(lambda told: told.get("state") == "ringing", since)["shown"])
    desk.agent.do("hangup")
    record = desk.record(call_id)
    assert (record.call.direction, record.call.customer_number) == ("out", CALLER_NUMBER)
    assert record.call.disposition == "Not answered" and not record.utterances
