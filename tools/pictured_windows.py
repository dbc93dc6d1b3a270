"""The windows beside the panel as they stand in their states, and the calls that one shows, to be pictured."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from calls.events import CaptureStarted, Channel, Level, Partial
from calls.record import CallRecord, record_of
from calls.sound_check import Outcome, Verdict
from desk.news import EngineState
from settings import Settings
from store.rows import Deletion, RecordRow
from tests.ui.sample_call import session_at
from tests.ui.scripted_link import ScriptedLink
from transcription.model_install import OFFERS, RECOMMENDED
from ui.background import Background
from ui.model_install import ModelInstall, Offer
from ui.models_window import ModelsWindow
from ui.settings_dialog import SettingsDialog
from ui.sound_check import SoundCheckDialog, Trial

AGENT, CUSTOMER = Channel.AGENT, Channel.CUSTOMER
ROWS = (
    ("Priya Raman", "M. Okoye", "Charged twice for order 447199", "Refund requested", 398.0, 1, "2026-03-20"),
    ("Tomas Lind", "J. Silva", "Router restarts every evening", "Engineer booked", 512.0, 1, "2026-03-19"),
    ("", "M. Okoye", "Password reset mail never arrives", "Solved", 187.0, 0, ""),
    ("Dana Weiss", "A. Petrov", "Parcel marked delivered, not received", "Trace opened", 341.0, 2, "2026-03-16"),
    ("Ruth Adeyemi", "J. Silva", "Charged after cancelling", "Refund requested", 275.0, 1, "2026-03-23"),
    ("Lee Park", "A. Petrov", "Address change did not reach the courier", "Solved", 203.0, 0, ""),
    ("H. Brandt", "M. Okoye", "Charged twice for one order", "Refund requested", 366.0, 0, ""),
)


KNOWN = {AGENT: [("mic", "Headset microphone")], CUSTOMER: [("out", "Headset")]}


def settings_dialog() -> SettingsDialog:
    """With the sound devices and the consent line that can be chosen."""
    known = {
        "agent_device": KNOWN[AGENT],
        "customer_device": KNOWN[CUSTOMER],
        "consent_line": ["May I write this down?"],
    }
    return SettingsDialog(Settings(), known=known)


def sound_check(state: str) -> SoundCheckDialog:
    """The check as its engine loads, when both sides are heard, and when neither is as it should be."""
    link = ScriptedLink()
    trial = Trial({AGENT: "mic", CUSTOMER: "out"}, KNOWN, lambda _: None, call_is_on=True)
    dialog = SoundCheckDialog(trial, link, Background())  # type: ignore[arg-type]
    dialog._trial = replace(trial, call_is_on=False)
    dialog._ask()
    if state == "loading":
        return dialog
    link.become(EngineState.READY)
    link.say(CaptureStarted(0.0, "Headset microphone", "Headset"))
    dialog._trial = trial  # nothing is played for a picture
    for channel, dbfs, words in (
        (CUSTOMER, -24.0, "i am calling about my order"),
        (AGENT, -30.0, "i would like to help"),
    ):
        dialog.attempt(channel)
        link.say(Level(channel, dbfs, -8.0))
        if state == "heard":
            link.say(Partial(channel, 1.0, words))
    dialog._trial = replace(trial, call_is_on=False)
    dialog._ask()
    if state == "faults":
        dialog._look.stop()
        for channel, outcome in ((CUSTOMER, Outcome.SILENT), (AGENT, Outcome.NO_WORDS)):
            dialog._cards[channel].show_verdict(Verdict(channel, outcome))
    return dialog


def models(state: str) -> ModelsWindow:
    still_at_it = [sys.executable, "-c", "import time; time.sleep(60)"]
    window = ModelsWindow(ModelInstall(still_at_it))
    window._show_offers(tuple(Offer(o.name, o.language, o.about, o.size_bytes, o.name == RECOMMENDED) for o in OFFERS))
    if state == "fetching":
        window._show_busy(True)
        window._show_progress(52_000_000, 130_557_655)
    return window


class Shelf:
    """Saved calls to show: the one of the journal and the rows of a working day."""

    def __init__(self) -> None:
        self._record = record_of(session_at(400.0))
        newest = datetime(2026, 3, 17, 14, 2)
        self._rows = [
            RecordRow(f"r{i}", (newest - timedelta(minutes=19 * i)).isoformat(), *cells)
            for i, cells in enumerate(ROWS + ROWS[:3])
        ]

    def search(self, text: str = "", limit: int = 100, before: str = "") -> Sequence[RecordRow]:
        del before
        rows = [r for r in self._rows if text in f"{r.customer} {r.key_issue} {r.disposition}".casefold()]
        return rows[:limit]

    def deletions(self) -> Sequence[Deletion]:
        return ()

    def record(self, call_id: str) -> CallRecord | None:
        del call_id
        return self._record
