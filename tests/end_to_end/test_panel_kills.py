"""The panel killed at random moments of a call: the next start offers the call with everything that had been shown."""

from __future__ import annotations

import os
import random
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from calls.call import CallState
from calls.events import Utterance
from calls.intents import OpenCall
from desk.news import CallShown, TrayChanged
from store.call_store import open_store
from tests.cli.program import ROOT
from tests.desk.bench import DeskBench

KILLS = 20
LONGEST_S = 1.5


def shown_by(folder: Path) -> list[str]:
    file = folder / "shown.txt"
    return file.read_text(encoding="utf-8").split() if file.exists() else []


def killed_in_a_call(folder: Path, key: bytes, after_s: float) -> list[str]:
    """The ids of the utterances that stood on the screen of a panel that was killed ``after_s`` after the first."""
    before = len(shown_by(folder))
    program = [sys.executable, "-m", "tests.end_to_end.panel_program", str(folder), key.hex()]
    panel = subprocess.Popen(
        program, cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, stderr=subprocess.DEVNULL
    )
    patience = time.monotonic() + 30
    try:
        while len(shown_by(folder)) == before:
            assert panel.poll() is None and time.monotonic() < patience, "the panel showed nothing"
            time.sleep(0.01)
        time.sleep(after_s)
    finally:
        panel.send_signal(signal.SIGKILL)
        panel.wait()
    return shown_by(folder)[before:]


@pytest.mark.timeout(300)
def test_twenty_kills_lose_nothing_that_was_shown(tmp_path: Path):
    chance, key = random.Random(20), secrets.token_bytes(32)
    calls = [killed_in_a_call(tmp_path, key, chance.uniform(0, LONGEST_S)) for _ in range(KILLS)]
    store = open_store(tmp_path / "data" / "attune.db", key)
    assert store.integrity_check() == ()
    unfinished = sorted(store.unfinished(), key=lambda call: call.started_at)
    assert len(unfinished) == KILLS
    lost = 0
    for shown, call in zip(calls, unfinished, strict=True):
        assert shown
        kept = {e.event.id for e in store.journal(call.call_id) if isinstance(e.event, Utterance)}
        lost += len(set(shown) - kept)
    store.close()
    assert lost == 0


def test_the_next_start_offers_the_call_and_opens_it_in_the_wrap_up(tmp_path: Path):
    key = secrets.token_bytes(32)
    shown = killed_in_a_call(tmp_path, key, 0.5)
    bench = DeskBench(tmp_path / "data", key)
    bench.desk.offer_unfinished()
    (waiting,) = bench.take(TrayChanged).waiting
    bench.desk.intend(OpenCall(waiting.call_id))
    opened = bench.take(CallShown)
    assert opened.session is not None and opened.draft is not None
    assert opened.session.call.state is CallState.AFTER_CALL_WORK
    assert set(shown) <= {utterance.id for utterance in opened.session.call.utterances}
    bench.keeper.close()
