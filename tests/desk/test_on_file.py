"""What earlier calls and notes say of a customer comes into their next call, and is still there when that is opened."""

from __future__ import annotations

from pathlib import Path

from calls.events import Channel, FileOpened, Mention, Utterance, Word
from calls.findings import Verdict
from calls.intents import AddErrand, Draft, FileCall, FinishLoop, OpenCall, SaveCustomerNote
from desk.news import CallShown, LoopsChanged
from store.rows import Caller
from tests.desk.bench import DeskBench


def said(text: str, start: float, channel: Channel, *mentions: Mention) -> Utterance:
    words = tuple(Word(w, start + i * 0.3, start + i * 0.3 + 0.3, 0.95) for i, w in enumerate(text.split()))
    place = f"{channel.value[0]}{round(start * 1000)}"
    return Utterance(place, channel, start, words[-1].end, text, text, 0.95, words, mentions)


def one_call(bench: DeskBench, account: str, more: str = "") -> None:
    bench.talk()
    for utterance in (
        said("what is your account number", 1.0, Channel.AGENT),
        said(f"my account number is {account}", 4.0, Channel.CUSTOMER, Mention("id", account, 4, 4)),
        *([said(more, 9.0, Channel.AGENT)] if more else []),
    ):
        bench.desk.receive(utterance)
    bench.until(lambda: bench.desk.is_up_to_date)


def file_it(bench: DeskBench) -> str:
    bench.dial("end")
    bench.drained()
    shown = bench.latest(CallShown)
    assert shown.session and shown.draft is not None
    bench.desk.intend(FileCall(Draft("done", "Solved", shown.draft.follow_ups)))
    return shown.session.call.id


def test_a_number_said_otherwise_than_last_time_is_put_beside_it_and_so_is_what_was_given(tmp_path: Path):
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    one_call(bench, "882014", "i will waive the fee for you")
    before = file_it(bench)
    one_call(bench, "882015")
    session = bench.latest(CallShown).session
    assert session
    bench.until(lambda: bool(session.insight.claims))
    (claim,) = (claim for claim in session.insight.claims if claim.fact == "account")
    assert (claim.verdict, claim.on_file, claim.call_id) == (Verdict.DIFFERS, "882014", before)
    assert [(c.text, c.call_id) for c in session.insight.concessions] == [("Fee waived", before)]
    again = file_it(bench)
    bench.news.clear()
    bench.desk.intend(OpenCall(again))
    reopened = bench.take(CallShown).session
    assert reopened and reopened.insight.claims == session.insight.claims
    store = bench.kept()
    kinds = [type(entry.event) for entry in store.journal(again)]
    assert kinds.count(FileOpened) == 1
    record = store.record(again)
    assert record and [c.verdict for c in record.claims if c.fact == "account"] == [Verdict.DIFFERS]
    assert not record.concessions


def test_a_note_speaks_too(tmp_path: Path):
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    one_call(bench, "882014")
    bench.desk.intend(SaveCustomerNote("Prefers mail. Account number is 771200 since May."))
    file_it(bench)
    one_call(bench, "771200")
    session = bench.latest(CallShown).session
    assert session
    bench.until(lambda: bool(session.insight.claims))
    (claim,) = (claim for claim in session.insight.claims if claim.fact == "account")
    assert (claim.verdict, claim.call_id) == (Verdict.AGREES, "")
    bench.keeper.close()


def test_a_note_written_before_the_number_is_known_is_found_under_the_number_beside_the_one_before(tmp_path: Path):
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    for note in ("Prefers mail.", "Lives in Elm Street."):
        bench.dial("ring", "", "Priya Raman")
        bench.desk.intend(SaveCustomerNote(note))
        bench.dial("answer", "+15551234567")
        bench.dial("end")
        bench.drained()
        bench.desk.intend(FileCall(Draft("done")))
    customer = bench.kept().customer_for(Caller("+15551234567"))
    assert customer and customer.note == "Prefers mail.\nLives in Elm Street."


def test_of_a_stranger_nothing_is_on_file(tmp_path: Path):
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    one_call(bench, "882014")
    session = bench.latest(CallShown).session
    store = bench.kept()
    assert session and not session.insight.claims
    assert not [e for e in store.journal(session.call.id) if isinstance(e.event, FileOpened)]


def test_what_was_promised_is_to_be_done_until_it_is_done_and_again_when_undone(tmp_path: Path):
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    one_call(bench, "882014", "i will call you back about that")
    file_it(bench)
    bench.until(lambda: bool(bench.latest(LoopsChanged).loops))
    (loop,) = bench.latest(LoopsChanged).loops
    for done in (True, False):
        bench.news.clear()
        bench.desk.intend(FinishLoop(loop.id, done))
        assert bench.take(LoopsChanged).loops == (() if done else (loop,))
    bench.news.clear()
    bench.desk.intend(AddErrand("Write to Lind", "2020-01-01"))
    assert [open_.text for open_ in bench.take(LoopsChanged).loops] == ["Write to Lind", loop.text]
    bench.keeper.close()
