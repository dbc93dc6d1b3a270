"""A day at the desk: calls come and go, the engine dies, wrap-ups wait, and nothing is lost or mixed up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from calls.call import CallState, Capture
from calls.commands import Finish, Pause, Resume, Start
from calls.events import (
    CapturePaused,
    CaptureStarted,
    Channel,
    EngineFailed,
    FollowUp,
    Gap,
    Level,
    Partial,
    PauseReason,
    Utterance,
)
from calls.intents import (
    CorrectFact,
    DismissIssue,
    Draft,
    FileCall,
    HangUp,
    OpenCall,
    PauseCapture,
    PinIssue,
    PutOff,
    RestartEngine,
    ResumeCapture,
    SaveCustomerNote,
    SaveDraft,
    StartCall,
)
from calls.session import CallSession
from desk import hearing
from desk.clock import CallClock
from desk.news import (
    CallShown,
    CallWaiting,
    CustomerFound,
    DraftChanged,
    EngineChanged,
    EngineState,
    LevelHeard,
    TrayChanged,
)
from desk.on_desk import OnDesk
from tests.desk.bench import DeskBench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    yield bench
    bench.keeper.close()


def shown(bench: DeskBench) -> CallSession:
    session = bench.latest(CallShown).session
    assert session is not None
    return session


def complaint(bench: DeskBench, start: float = 1.0) -> Utterance:
    return bench.hear(Channel.CUSTOMER, "i was charged twice for order four four seven one nine nine", start)


def test_a_call_is_rung_answered_heard_ended_and_filed(bench: DeskBench):
    bench.talk()
    start = next(told for told in bench.told if isinstance(told, Start))
    session = shown(bench)
    assert start.call_id == session.call.id
    complaint(bench)
    bench.dial("end")
    wrap_up = bench.latest(CallShown)
    assert wrap_up.draft is not None and Finish() in bench.told
    bench.drained()
    bench.desk.intend(FileCall(Draft("My own words", "Solved", (FollowUp("Call back", "2026-03-20"),))))
    assert bench.latest(CallShown).session is None
    record = bench.kept().record(start.call_id)
    assert record is not None
    assert (record.call.notes, record.call.disposition) == ("My own words", "Solved")
    assert record.call.follow_ups == (FollowUp("Call back", "2026-03-20"),)
    assert [u.raw for u in record.utterances] == ["i was charged twice for order four four seven one nine nine"]


def test_a_call_can_be_started_and_ended_by_hand(bench: DeskBench):
    bench.desk.intend(StartCall())
    assert shown(bench).call.state is CallState.TALKING
    bench.desk.intend(HangUp())
    assert bench.latest(CallShown).draft is not None


def test_words_decoded_after_hang_up_better_the_suggestion_until_the_agent_types(bench: DeskBench):
    bench.talk()
    bench.dial("end")
    complaint(bench)
    better = bench.latest(DraftChanged).draft
    assert "447199" in better.note or "four four seven" in better.note.lower()
    bench.desk.intend(SaveDraft(Draft("typed")))
    bench.news.clear()
    bench.hear(Channel.AGENT, "i will call you back on friday", 5.0)
    bench.drained()
    assert not any(isinstance(n, DraftChanged) for n in bench.news)


def test_a_call_filed_while_its_last_words_are_decoded_keeps_them(bench: DeskBench):
    bench.talk()
    session = shown(bench)
    bench.dial("end")
    bench.desk.intend(FileCall(Draft("quick")))
    assert bench.latest(CallShown).session is None
    last = complaint(bench)
    bench.drained()
    record = bench.kept().record(session.call.id)
    assert record is not None and [u.id for u in record.utterances] == [last.id]


def test_a_new_call_neither_mixes_with_the_one_in_wrap_up_nor_takes_its_place(bench: DeskBench):
    bench.talk()
    first = shown(bench)
    bench.dial("end")
    bench.drained()
    bench.talk("+15557654321")
    assert bench.latest(CallWaiting).customer == "Priya Raman"
    assert bench.latest(CallShown).session is first
    complaint(bench)
    assert not first.call.utterances
    bench.desk.intend(FileCall(Draft("first done")))
    second = shown(bench)
    assert second.call.customer_number == "+15557654321" and len(second.call.utterances) == 1


def test_words_of_the_old_call_that_arrive_during_the_new_one_go_to_the_old(bench: DeskBench):
    bench.talk()
    first = shown(bench)
    bench.dial("end")
    bench.dial("ring", "+15557654321")
    bench.dial("answer", "+15557654321")
    complaint(bench)
    bench.drained()
    assert len(first.call.utterances) == 1
    bench.hear(Channel.AGENT, "thank you for calling", 0.5)
    assert len(first.call.utterances) == 1


def test_a_call_that_nobody_answered_files_itself(bench: DeskBench):
    bench.dial("ring")
    call_id = shown(bench).call.id
    bench.dial("end")
    assert bench.latest(CallShown).session is None
    record = bench.kept().record(call_id)
    assert record is not None and record.call.disposition == "Not answered"


def test_hold_and_payment_stop_the_writing_until_both_are_over(bench: DeskBench):
    bench.talk()
    bench.told.clear()
    bench.dial("hold")
    bench.desk.intend(PauseCapture("payment"))
    bench.dial("retrieve")
    assert bench.told == [Pause("hold")]
    bench.desk.intend(ResumeCapture())
    assert bench.told == [Pause("hold"), Resume()]


def test_the_key_resumes_what_the_engine_paused_by_itself(bench: DeskBench):
    bench.talk()
    bench.told.clear()
    bench.desk.receive(CapturePaused(4.0, PauseReason.CARD))
    assert shown(bench).call.capture_reason == "card"
    bench.desk.intend(ResumeCapture())
    assert bench.told == [Resume()]


def test_an_engine_that_dies_in_mid_call_is_told_the_clock_again_and_the_gap_is_known(bench: DeskBench):
    bench.talk()
    session = shown(bench)
    heard = complaint(bench, 0.0)
    bench.desk.receive(Partial(Channel.AGENT, 4.0, "i am so"))
    bench.desk.intend(PauseCapture("payment"))
    bench.engine_dies()
    assert session.call.capture is Capture.FAILED and not session.call.partials
    bench.told.clear()
    bench.until(lambda: bench.desk.clock_s > 0)
    bench.engine_is_ready()
    start, pause = bench.told
    assert isinstance(start, Start) and start.clock_s > 0 and pause == Pause("payment")
    bench.desk.receive(CaptureStarted(heard.end + 2, "mic", "headset"))
    assert {(gap.channel, gap.start) for gap in session.call.gaps} == {
        (Channel.AGENT, 4.0),  # where its unfinished words began
        (Channel.CUSTOMER, heard.end),
    }
    assert [u.id for u in session.call.utterances] == [heard.id]


def test_hanging_up_right_after_the_engine_came_back_does_not_spill_into_the_next_call(bench: DeskBench):
    bench.talk()
    first = shown(bench)
    bench.engine_dies()
    bench.engine_is_ready()
    bench.told.clear()
    bench.dial("end")
    assert bench.told == [Finish()], "the engine was asked again, so it is told to finish too"
    bench.talk("+15557654321")
    complaint(bench)
    bench.drained()
    assert len(first.call.utterances) == 1
    bench.hear(Channel.AGENT, "hello again", 1.0)
    assert len(first.call.utterances) == 1


def test_an_engine_that_hangs_does_not_keep_a_call_from_being_filed(bench: DeskBench, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hearing, "DECODED_WITHIN_S", 0.0)
    bench.talk()
    call_id = shown(bench).call.id
    bench.dial("end")
    bench.desk.intend(FileCall(Draft("done")))
    bench.until(lambda: bench.desk.tick() is None and bench.desk.is_idle)
    record = bench.kept().record(call_id)
    assert record is not None and record.call.notes == "done"


def test_an_engine_that_is_slow_does_not_end_the_next_call_with_the_last_words_of_the_one_before(
    bench: DeskBench, monkeypatch: pytest.MonkeyPatch
):
    bench.talk()
    first = shown(bench)
    bench.dial("end")
    with monkeypatch.context() as patched:
        patched.setattr(OnDesk, "now_s", lambda on: CallClock.now_s(on.clock) + 2 * hearing.DECODED_WITHIN_S)
        bench.desk.tick()
    assert bench.desk.is_idle
    bench.dial("ring", "+15557654321")
    bench.dial("answer", "+15557654321")
    complaint(bench)
    assert len(first.call.utterances) == 1, "the wrap-up still takes it"
    bench.desk.intend(FileCall(Draft("done")))
    second = shown(bench)
    bench.hear(Channel.AGENT, "after it was filed", 2.0)
    bench.drained()
    assert second.call.state is CallState.TALKING and not second.call.utterances and len(first.call.utterances) == 1
    bench.desk.receive(CaptureStarted(0.5, "mic", "headset"))
    bench.hear(Channel.CUSTOMER, "hello", 1.0)
    assert len(second.call.utterances) == 1


def test_a_ring_that_never_ends_does_not_keep_the_next_call_away(bench: DeskBench):
    bench.dial("ring", "+15550000001")
    bench.talk("+15550000002")
    assert shown(bench).call.customer_number == "+15550000002"


def test_a_dialer_that_knows_the_caller_only_later_is_believed(bench: DeskBench):
    bench.dial("ring", "", "")
    bench.dial("answer", "+15551234567", "Priya Raman")
    call = shown(bench).call
    assert (call.customer_number, call.customer_name) == ("+15551234567", "Priya Raman")


def test_a_waiting_call_that_ends_is_wrapped_up_after_the_one_that_is_shown(bench: DeskBench):
    bench.talk()
    first = shown(bench)
    bench.dial("end")
    bench.drained()
    bench.talk("+15557654321")
    complaint(bench)
    bench.dial("end")
    assert bench.latest(CallWaiting).call_id == ""
    assert bench.latest(CallShown).session is first
    bench.drained()
    bench.desk.intend(FileCall(Draft("first done")))
    second = bench.latest(CallShown)
    assert second.session is not None and second.draft is not None
    assert second.session.call.customer_number == "+15557654321"


def test_looking_at_an_earlier_call_hides_neither_the_live_one_nor_its_filing(bench: DeskBench):
    bench.talk()
    first = shown(bench).call.id
    bench.dial("end")
    bench.drained()
    bench.desk.intend(FileCall(Draft("one", "Solved")))
    bench.talk("+15557654321")
    live = shown(bench)
    bench.news.clear()
    bench.desk.intend(OpenCall(first))
    bench.until(lambda: any(isinstance(n, CallShown) for n in bench.news))
    assert shown(bench).call.id == first
    assert bench.latest(CallWaiting).call_id == live.call.id
    bench.desk.intend(PutOff(Draft("one", "Solved")))
    assert bench.latest(CallShown).session is live
    assert [call.call_id for call in bench.kept().unfinished()] == [live.call.id]


def test_closing_in_mid_call_keeps_the_last_words_and_a_filing_under_way(bench: DeskBench):
    bench.talk()
    first = shown(bench).call.id
    bench.dial("end")
    bench.desk.intend(FileCall(Draft("filed")))
    bench.talk("+15557654321")
    second = shown(bench).call.id
    for number in range(4):
        name = f"a{number}"
        bench.desk.receive(Utterance(name, Channel.AGENT, number, number + 0.5, "Words.", "words", 0.9))
    bench.desk.close()
    store = bench.kept()
    record = store.record(first)
    assert record is not None and record.call.notes == "filed"
    kept = [entry.event for call in (first, second) for entry in store.journal(call)]
    assert [event.id for event in kept if isinstance(event, Utterance)] == ["a0", "a1", "a2", "a3"]


def test_hanging_up_while_the_engine_is_dead_still_ends_in_the_wrap_up(bench: DeskBench):
    bench.talk()
    bench.engine_dies()
    bench.dial("end")
    assert bench.latest(CallShown).draft is not None
    bench.desk.intend(FileCall(Draft("done")))
    assert bench.latest(CallShown).session is None


def test_closing_attune_while_the_engine_is_down_says_what_was_not_heard(bench: DeskBench):
    bench.talk()
    call_id = shown(bench).call.id
    bench.engine_dies()
    bench.until(lambda: bench.desk.clock_s > 0.05)
    bench.desk.close()
    gaps = [entry.event for entry in bench.kept().journal(call_id) if isinstance(entry.event, Gap)]
    assert {(gap.channel, gap.reason) for gap in gaps} == {(side, "the speech engine stopped") for side in Channel}


def test_a_call_that_was_deleted_meanwhile_is_not_opened(bench: DeskBench):
    bench.talk()
    session = shown(bench)
    bench.news.clear()
    bench.desk.intend(OpenCall("gone"))
    bench.take(TrayChanged)
    bench.desk.intend(SaveDraft(Draft("typed")))
    assert not any(isinstance(news, CallShown) for news in bench.news)
    assert bench.kept().draft(session.call.id) == Draft("typed")


def test_a_microphone_that_cannot_be_opened_is_said_and_can_be_tried_again(bench: DeskBench):
    bench.talk()
    session = shown(bench)
    bench.desk.receive(EngineFailed("no microphone: plug in a headset", True))
    assert (session.call.capture, session.call.capture_reason) == (Capture.FAILED, "no microphone: plug in a headset")
    bench.told.clear()
    bench.desk.intend(RestartEngine())
    assert [type(told) for told in bench.told] == [Start] and bench.restarts == 0
    bench.desk.receive(CaptureStarted(3.0, "mic", "headset"))
    assert session.call.capture is Capture.LISTENING and len(session.call.gaps) == 2


def test_a_call_without_a_microphone_can_still_be_filed(bench: DeskBench):
    bench.talk()
    call_id = shown(bench).call.id
    bench.desk.receive(EngineFailed("no microphone: plug in a headset", True))
    bench.dial("end")
    bench.desk.intend(FileCall(Draft("typed by hand")))
    record = bench.kept().record(call_id)
    assert record is not None and record.call.notes == "typed by hand"


def test_what_is_said_while_the_model_still_loads_is_heard(tmp_path: Path):
    bench = DeskBench(tmp_path)
    bench.desk.engine_changed(EngineChanged(EngineState.STARTING))
    bench.talk()
    assert [type(told) for told in bench.told] == [Start]
    bench.engine_is_ready()
    assert [type(told) for told in bench.told] == [Start]
    bench.keeper.close()


def test_the_agent_can_ask_for_the_engine_again(bench: DeskBench):
    bench.desk.engine_changed(EngineChanged(EngineState.GIVEN_UP, "the speech engine keeps stopping"))
    bench.desk.intend(RestartEngine())
    assert bench.restarts == 1


def test_a_wrap_up_put_off_waits_in_the_tray_with_its_draft(bench: DeskBench):
    bench.talk()
    session = shown(bench)
    complaint(bench)
    bench.dial("end")
    bench.drained()
    bench.desk.intend(PutOff(Draft("half a note")))
    bench.until(lambda: any(isinstance(n, TrayChanged) and n.waiting for n in bench.news))
    waiting = bench.latest(TrayChanged).waiting
    assert [(w.call_id, w.parked) for w in waiting] == [(session.call.id, True)]
    bench.news.clear()
    bench.desk.intend(OpenCall(session.call.id))
    again = bench.take(CallShown)
    assert again and again.session and again.draft == Draft("half a note")
    assert len(again.session.call.utterances) == 1


def test_after_a_crash_the_call_is_offered_with_everything_that_was_shown(bench: DeskBench, tmp_path: Path):
    bench.talk()
    call_id = shown(bench).call.id
    said = [complaint(bench), bench.hear(Channel.AGENT, "i am sorry about that", 8.0)]
    bench.keeper.close()
    after = DeskBench(tmp_path, bench.key)
    after.desk.offer_unfinished()
    assert [(w.call_id, w.parked) for w in after.take(TrayChanged).waiting] == [(call_id, False)]
    after.desk.intend(OpenCall(call_id))
    session = after.take(CallShown).session
    assert session and [u.id for u in session.call.utterances] == [u.id for u in said]
    assert session.call.state is CallState.AFTER_CALL_WORK
    after.keeper.close()


def test_after_a_crash_while_the_engine_was_down_the_call_says_what_was_not_heard(bench: DeskBench, tmp_path: Path):
    bench.talk()
    session = shown(bench)
    bench.engine_dies()
    bench.until(lambda: bench.desk.clock_s > 0.05)
    bench.dial("hold")
    bench.keeper.close()
    after = DeskBench(tmp_path, bench.key)
    after.desk.intend(OpenCall(session.call.id))
    again = after.take(CallShown).session
    assert again and again.call.state is CallState.AFTER_CALL_WORK
    assert {(gap.channel, gap.reason) for gap in again.call.gaps} == {(s, "the speech engine stopped") for s in Channel}
    assert all(gap.end == again.call.duration_s for gap in again.call.gaps)
    after.keeper.close()


def test_a_filed_call_can_be_opened_again_and_filed_anew(bench: DeskBench):
    bench.talk()
    call_id = shown(bench).call.id
    bench.dial("end")
    bench.drained()
    bench.desk.intend(FileCall(Draft("one", "Solved")))
    bench.news.clear()
    bench.desk.intend(OpenCall(call_id))
    bench.until(lambda: any(isinstance(n, CallShown) and n.session for n in bench.news))
    assert bench.latest(CallShown).draft == Draft("one", "Solved")
    bench.desk.intend(FileCall(Draft("two", "Not solved")))
    record = bench.kept().record(call_id)
    assert record is not None and record.call.notes == "two"


def test_a_customer_who_calls_again_is_known_with_note_and_earlier_calls(bench: DeskBench):
    bench.talk()
    first = shown(bench)
    complaint(bench)
    bench.desk.intend(SaveCustomerNote("Prefers e-mail"))
    bench.dial("end")
    bench.drained()
    bench.desk.intend(FileCall(Draft("done", "Refund requested")))
    bench.news.clear()
    bench.dial("ring")
    found = bench.take(CustomerFound)
    assert (found.name, found.note) == ("Priya Raman", "Prefers e-mail")
    assert [(call.call_id, call.disposition) for call in found.earlier] == [(first.call.id, "Refund requested")]


def test_what_the_agent_corrects_is_in_the_record_and_stays(bench: DeskBench):
    bench.talk()
    session = shown(bench)
    said = complaint(bench)
    bench.desk.intend(CorrectFact("order", "", "447198"))
    bench.desk.intend(PinIssue("Charged twice", "billing", said.id, said.raw))
    complaint(bench, 9.0)
    bench.desk.intend(DismissIssue(said.id))
    bench.dial("end")
    bench.drained()
    bench.desk.intend(FileCall(Draft("done")))
    record = bench.kept().record(session.call.id)
    assert record is not None
    assert ("order", "447198", True) in [(f.kind, f.value, f.confirmed) for f in record.facts]
    assert record.key_issue is not None and record.key_issue.text == "Charged twice" and record.key_issue.pinned


def test_the_meters_move_but_are_not_kept(bench: DeskBench):
    bench.talk()
    call_id = shown(bench).call.id
    bench.desk.receive(Level(Channel.AGENT, -20.0, -9.0))
    bench.desk.receive(Partial(Channel.AGENT, 1.0, "hello"))
    assert bench.latest(LevelHeard).level.rms_dbfs == -20.0
    kept = bench.kept().journal(call_id)
    assert kept and not any(isinstance(entry.event, Level | Partial) for entry in kept)


def test_the_demo_call_ends_by_itself_in_the_wrap_up(tmp_path: Path):
    bench = DeskBench(tmp_path, recording=("call.wav",))
    bench.engine_is_ready()
    bench.talk()
    assert next(told for told in bench.told if isinstance(told, Start)).recording == ("call.wav",)
    complaint(bench)
    bench.drained()
    assert bench.latest(CallShown).draft is not None
    bench.keeper.close()
