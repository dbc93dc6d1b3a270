"""The line that was read out to the customer: kept in the journal and said in the record, once."""

from __future__ import annotations

from pathlib import Path

from calls.events import ConsentRead
from calls.intents import ConfirmConsent, HangUp
from calls.record import record_of
from desk.news import CallShown
from tests.desk.bench import DeskBench


def test_what_was_read_out_is_in_the_journal_and_in_the_record(tmp_path: Path):
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    bench.talk()
    session = bench.take(CallShown).session
    assert session and record_of(session).consent is None
    for text in ("This call is written down.", "Said again."):
        bench.desk.intend(ConfirmConsent(text))
    bench.desk.intend(HangUp())
    consent = record_of(session).consent
    assert consent and consent.text == "This call is written down." and consent.at >= 0
    with_consent = [entry.event for entry in bench.kept().journal(session.call.id)]
    assert [event.text for event in with_consent if isinstance(event, ConsentRead)] == ["This call is written down."]
