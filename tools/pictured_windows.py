"""The windows beside the panel as they stand in their states, to be pictured."""

from __future__ import annotations

import sys
from dataclasses import replace

from calls.events import CaptureStarted, Channel, Level, Partial
from calls.sound_check import Outcome, Verdict
from desk.news import EngineState
from tests.ui.scripted_link import ScriptedLink
from transcription.model_install import OFFERS, RECOMMENDED
from ui.background import Background
from ui.model_install import ModelInstall, Offer
from ui.models_window import ModelsWindow
from ui.sound_check import SoundCheckDialog, Trial

AGENT, CUSTOMER = Channel.AGENT, Channel.CUSTOMER


def sound_check(state: str) -> SoundCheckDialog:
    """The check as its engine loads, when both sides are heard, and when neither is as it should be."""
    known = {AGENT: [("mic", "Headset microphone")], CUSTOMER: [("out", "Headset")]}
    link = ScriptedLink()
    trial = Trial({AGENT: "mic", CUSTOMER: "out"}, known, lambda _: None, call_is_on=True)
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
    window = ModelsWindow(ModelInstall([sys.executable, "main.py", "models", "install"]))
    window._show_offers(tuple(Offer(o.name, o.language, o.about, o.size_bytes, o.name == RECOMMENDED) for o in OFFERS))
    if state == "fetching":
        window._show_busy(True)
        window._show_progress(52_000_000, 130_557_655)
    return window
