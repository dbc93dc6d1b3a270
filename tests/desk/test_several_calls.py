"""Two and three calls at once: each keeps its own words, clock and record, and the agent is never pulled away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from calls.call import CallState, Capture
from calls.commands import Mute, Pause, Resume, Start, Unmute
from calls.events import CaptureFinished, CapturePaused, CaptureStarted, Channel, EngineFailed, Gap, Transferred
from calls.intents import Draft, FileCall, HangUp, NextCall, OpenCall, PutOff, StartCall
from calls.session import CallSession
from desk import switchboard
from desk.live_calls import same_number
from desk.news import CallShown, CallWaiting
from integrations.dialer import Action, DialerMessage
from tests.desk.bench import DeskBench

PRIYA, TOMAS, DANA = ("1", "+15551234567", "Priya"), ("2", "+15557654321", "Tomas"), ("3", "+15550001111", "Dana")
Caller = tuple[str, str, str]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    yield bench
    bench.keeper.close()


def say(bench: DeskBench, action: str, caller: Caller, to: str = "") -> None:
    """What a dialer that knows its calls by id tells."""
    call_id, number, name = caller
    bench.desk.dial(DialerMessage(Action(action), number, name, call_id, to=to))


def answered(bench: DeskBench, caller: Caller) -> CallSession:
    """A call that rings and is talked to; the engine hears it if it heard none before."""
    is_first = bench.desk.is_idle
    say(bench, "ring", caller)
    say(bench, "answer", caller)
    if is_first:
        bench.desk.receive(CaptureStarted(0.1, "mic", "headset"))
    return shown(bench)


def shown(bench: DeskBench) -> CallSession:
    session = bench.latest(CallShown).session
    assert session is not None
    return session


def waiting(bench: DeskBench) -> tuple[str, CallState]:
    news = bench.latest(CallWaiting)
    return news.customer, news.state


def handed_over(bench: DeskBench) -> None:
    """The engine has finished the call before, and begun the next."""
    bench.desk.receive(CaptureFinished(2.0))
    bench.desk.receive(CaptureStarted(2.1, "mic", "headset"))


def test_a_call_that_rings_during_another_waits_in_sight_and_takes_nothing_over(bench: DeskBench):
    first = answered(bench, PRIYA)
    bench.told.clear()
    say(bench, "ring", TOMAS)
    assert waiting(bench) == ("Tomas", CallState.RINGING)
    assert shown(bench) is first and first.call.state is CallState.TALKING and bench.told == []
    bench.hear(Channel.CUSTOMER, "still about my order", 1.0)
    assert len(first.call.utterances) == 1
    say(bench, "end", TOMAS)
    assert bench.latest(CallWaiting).call_id == ""
    assert shown(bench) is first


def test_answering_it_holds_the_first_and_each_keeps_its_own_words(bench: DeskBench):
    first = answered(bench, PRIYA)
    bench.hear(Channel.CUSTOMER, "one moment please", 1.0)
    say(bench, "ring", TOMAS)
    bench.told.clear()
    say(bench, "answer", TOMAS)
    second = shown(bench)
    assert [type(told) for told in bench.told] == [Pause, Start]
    assert first.call.state is CallState.HELD and waiting(bench) == ("Priya", CallState.HELD)
    bench.hear(Channel.AGENT, "i put you on hold", 1.5)  # said before, decoded after: still the first call's
    assert len(first.call.utterances) == 2
    handed_over(bench)
    bench.hear(Channel.CUSTOMER, "hello i have a question", 2.5)
    assert second is not first and len(second.call.utterances) == 1 and len(first.call.utterances) == 2


def test_the_first_call_is_heard_again_when_it_is_retrieved(bench: DeskBench):
    first = answered(bench, PRIYA)
    say(bench, "hold", PRIYA)
    bench.desk.receive(CapturePaused(1.0, "hold"))
    second = answered(bench, TOMAS)
    handed_over(bench)
    assert first.call.capture is Capture.PAUSED and second.call.capture is Capture.LISTENING
    say(bench, "end", TOMAS)
    bench.told.clear()
    say(bench, "retrieve", PRIYA)
    start = bench.told[0]
    assert isinstance(start, Start) and start.call_id == first.call.id and len(bench.told) == 1
    assert shown(bench) is second, "its wrap-up is before the agent"
    assert waiting(bench) == ("Priya", CallState.TALKING)
    handed_over(bench)
    bench.hear(Channel.CUSTOMER, "i am still here", 3.0)
    assert [u.raw for u in first.call.utterances] == ["i am still here"]
    bench.desk.intend(FileCall(Draft("second done")))
    assert shown(bench) is first
    say(bench, "end", PRIYA)
    bench.drained()
    bench.desk.intend(FileCall(Draft("first done")))
    store = bench.kept()
    records = [store.record(session.call.id) for session in (first, second)]
    assert [record.call.notes for record in records if record] == ["first done", "second done"]
    assert records[0] and [pause.reason for pause in records[0].pauses] == ["hold"]
    assert records[0].pauses[0].end == pytest.approx(2.1, abs=0.01), "from the hold until sound came again"


def test_switching_to_and_fro_quickly_leaves_each_word_with_its_call(bench: DeskBench):
    first = answered(bench, PRIYA)
    second = answered(bench, TOMAS)
    say(bench, "retrieve", PRIYA)  # the dialer holds the second, and the engine has not yet finished the first
    assert second.call.state is CallState.HELD
    bench.hear(Channel.CUSTOMER, "of the first", 1.0)
    handed_over(bench)
    bench.hear(Channel.CUSTOMER, "of the second", 2.0)
    handed_over(bench)
    bench.hear(Channel.CUSTOMER, "of the first again", 3.0)
    assert [u.raw for u in first.call.utterances] == ["of the first", "of the first again"]
    assert [u.raw for u in second.call.utterances] == ["of the second"]
    assert first.call.state is CallState.TALKING


def test_a_consultation_that_ends_in_a_transfer_is_in_the_record(bench: DeskBench):
    first = answered(bench, PRIYA)
    say(bench, "hold", PRIYA)
    answered(bench, DANA)
    handed_over(bench)
    say(bench, "transfer", PRIYA, to="+15550001111")
    say(bench, "end", PRIYA)
    say(bench, "end", DANA)
    bench.drained()
    bench.desk.intend(FileCall(Draft("asked Dana")))
    bench.desk.intend(FileCall(Draft("handed on")))
    store = bench.kept()
    record = store.record(first.call.id)
    assert record is not None
    assert (record.call.notes, record.call.transferred_to) == ("handed on", "+15550001111")
    assert any(isinstance(entry.event, Transferred) for entry in store.journal(first.call.id))


def test_a_held_call_whose_customer_hangs_up_is_wrapped_up_in_its_turn(bench: DeskBench):
    first = answered(bench, PRIYA)
    second = answered(bench, TOMAS)
    handed_over(bench)
    bench.told.clear()
    say(bench, "end", PRIYA)
    assert bench.told == [], "the engine goes on with the other call"
    assert first.call.capture is Capture.FINISHED and shown(bench) is second
    say(bench, "end", TOMAS)
    bench.drained()
    bench.desk.intend(FileCall(Draft("second")))
    assert shown(bench) is first and bench.latest(CallShown).draft is not None


def test_the_agent_goes_to_the_other_call_by_key_and_comes_back_to_the_wrap_up(bench: DeskBench):
    first = answered(bench, PRIYA)
    say(bench, "end", PRIYA)
    bench.drained()
    say(bench, "ring", TOMAS)
    say(bench, "answer", TOMAS)
    assert shown(bench) is first and waiting(bench) == ("Tomas", CallState.TALKING)
    say(bench, "ring", DANA)
    order = []
    for _ in range(3):
        bench.desk.intend(NextCall())
        order.append(shown(bench).call.customer_name)
    assert order == ["Tomas", "Dana", "Priya"]
    bench.desk.intend(OpenCall(bench.latest(CallWaiting).call_id))
    assert shown(bench).call.customer_name == "Tomas"
    say(bench, "end", TOMAS)
    say(bench, "end", DANA)
    bench.drained()
    bench.desk.intend(FileCall(Draft("Tomas")))
    assert shown(bench) is first, "its wrap-up was left, not lost"
    bench.desk.intend(PutOff(Draft("later")))
    assert bench.latest(CallShown).session is None


def test_without_another_call_the_key_does_nothing(bench: DeskBench):
    bench.desk.intend(NextCall())
    assert not any(isinstance(news, CallShown) for news in bench.news)
    answered(bench, PRIYA)
    bench.news.clear()
    bench.desk.intend(NextCall())
    assert bench.news == []


def test_hanging_up_by_key_ends_the_call_that_is_shown(bench: DeskBench):
    first = answered(bench, PRIYA)
    second = answered(bench, TOMAS)
    bench.desk.intend(OpenCall(first.call.id))
    bench.desk.intend(HangUp())
    assert first.call.state is CallState.AFTER_CALL_WORK and second.call.state is CallState.TALKING


def test_a_dialer_without_ids_is_followed_by_its_numbers(bench: DeskBench):
    bench.talk("+15551234567")
    first = shown(bench)
    bench.dial("ring", "+15557654321", "Tomas")
    bench.dial("answer", "5557654321", "")
    second = shown(bench)
    assert (first.call.state, second.call.state) == (CallState.HELD, CallState.TALKING)
    bench.dial("end", "+1 (555) 765-4321", "")
    assert (first.call.state, second.call.state) == (CallState.HELD, CallState.AFTER_CALL_WORK)
    bench.dial("retrieve", "", "")
    assert first.call.state is CallState.TALKING


def test_a_dialer_that_tells_nothing_but_what_happens_means_the_call_that_fits(bench: DeskBench):
    bench.dial("ring", "", "")
    bench.dial("answer", "", "")
    bench.dial("ring", "", "")  # it repeats itself
    session = shown(bench)
    bench.dial("hold", "", "")
    bench.dial("retrieve", "", "")
    assert session.call.state is CallState.TALKING and not any(isinstance(n, CallWaiting) for n in bench.news)
    bench.dial("end", "", "")
    assert session.call.state is CallState.AFTER_CALL_WORK


def test_what_is_said_of_a_call_that_nobody_knows_changes_nothing(bench: DeskBench):
    for action in ("hold", "retrieve", "transfer", "pause", "resume", "mute", "unmute", "end"):
        say(bench, action, TOMAS)
    assert bench.news == [] or not any(isinstance(news, CallShown) for news in bench.news)
    first = answered(bench, PRIYA)
    bench.told.clear()
    for action in ("hold", "retrieve", "transfer", "pause", "resume", "mute", "unmute", "end"):
        say(bench, action, TOMAS)
    assert bench.told == [] and first.call.state is CallState.TALKING


def test_a_doubt_about_the_call_stops_writing_but_never_begins_it_again(bench: DeskBench):
    bench.talk("+15551234567")
    bench.told.clear()
    for action in ("pause", "mute", "hold"):
        bench.dial(action, "+15550009999")
    assert bench.told == [Pause("dialer"), Mute()]
    for action in ("resume", "unmute", "retrieve"):
        bench.dial(action, "+15550009999")
        bench.desk.dial(DialerMessage(Action(action), call_id="guessed"))
    assert bench.told == [Pause("dialer"), Mute()] and shown(bench).call.state is CallState.HELD
    for action in ("resume", "unmute", "retrieve"):
        bench.dial(action, "5551234567")
    assert bench.told[2:] == [Unmute(), Resume()]


def test_a_ring_that_its_dialer_forgot_does_not_wait_for_ever(bench: DeskBench, monkeypatch: pytest.MonkeyPatch):
    answered(bench, PRIYA)
    say(bench, "ring", TOMAS)
    monkeypatch.setattr(switchboard, "RINGS_FOR_S", -1.0)
    bench.desk.tick()
    assert bench.latest(CallWaiting).call_id == ""


def test_a_call_started_by_hand_becomes_the_one_that_the_dialer_then_names(bench: DeskBench):
    bench.desk.intend(StartCall())
    session = shown(bench)
    say(bench, "answer", PRIYA)
    assert session.call.customer_name == "Priya"
    say(bench, "end", PRIYA)
    assert session.call.state is CallState.AFTER_CALL_WORK


def test_a_payment_by_the_dialer_pauses_and_resumes_but_not_what_the_agent_paused(bench: DeskBench):
    answered(bench, PRIYA)
    bench.told.clear()
    say(bench, "pause", PRIYA)
    say(bench, "pause", PRIYA)
    assert bench.told == [Pause("dialer")]
    say(bench, "hold", PRIYA)
    say(bench, "resume", PRIYA)
    assert bench.told == [Pause("dialer")], "it is still on hold"
    say(bench, "retrieve", PRIYA)
    assert bench.told == [Pause("dialer"), Resume()]


def test_a_muted_microphone_is_not_heard_and_the_record_says_so(bench: DeskBench):
    session = answered(bench, PRIYA)
    bench.told.clear()
    say(bench, "mute", PRIYA)
    say(bench, "mute", PRIYA)
    time.sleep(0.05)
    say(bench, "unmute", PRIYA)
    say(bench, "unmute", PRIYA)
    assert bench.told == [Mute(), Unmute()]
    say(bench, "mute", PRIYA)
    bench.engine_dies()
    bench.told.clear()
    bench.engine_is_ready()
    assert [type(told) for told in bench.told] == [Start, Mute], "a new engine is told too"
    time.sleep(0.05)
    say(bench, "end", PRIYA)
    gaps = [gap for gap in session.call.gaps if gap.reason == "muted"]
    assert len(gaps) == 2 and all(gap.channel is Channel.AGENT and gap.end > gap.start for gap in gaps)


def test_an_engine_that_dies_comes_back_to_the_call_that_is_talked_to(bench: DeskBench):
    first = answered(bench, PRIYA)
    second = answered(bench, TOMAS)
    bench.engine_dies()
    bench.told.clear()
    bench.engine_is_ready()
    assert [told.call_id for told in bench.told if isinstance(told, Start)] == [second.call.id]
    bench.desk.receive(CaptureStarted(1.0, "mic", "headset"))
    bench.hear(Channel.CUSTOMER, "hello again", 1.5)
    assert len(second.call.utterances) == 1 and not first.call.utterances
    say(bench, "retrieve", PRIYA)
    assert isinstance(bench.told[-1], Start) and bench.told[-1].call_id == first.call.id


def test_a_call_whose_sound_failed_does_not_keep_the_words_of_the_next(bench: DeskBench):
    answered(bench, PRIYA)
    bench.desk.receive(EngineFailed("no microphone", True))
    say(bench, "ring", TOMAS)
    say(bench, "answer", TOMAS)
    second = shown(bench)
    bench.desk.receive(CaptureStarted(1.0, "mic", "headset"))
    bench.hear(Channel.CUSTOMER, "hello", 1.5)
    assert len(second.call.utterances) == 1


def test_closing_with_two_calls_keeps_both(bench: DeskBench):
    sessions = [answered(bench, PRIYA), answered(bench, TOMAS)]
    bench.desk.close()
    store = bench.kept()
    assert {call.call_id for call in store.unfinished()} == {session.call.id for session in sessions}
    assert not any(isinstance(entry.event, Gap) for s in sessions for entry in store.journal(s.call.id))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+15551234567", "5551234567", True),
        ("+1 (555) 123-4567", "0015551234567", True),
        ("204", "204", True),
        ("204", "+15551230204", False),
        ("+15551234567", "+15551234568", False),
        ("", "", False),
        ("anonymous", "anonymous", True),
    ],
)
def test_numbers_are_compared_as_people_do(one: str, other: str, same: bool):
    assert same_number(one, other) is same and same_number(other, one) is same
