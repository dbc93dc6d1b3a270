"""The whole program but the sound devices: panel, desk, real engine, real encrypted store, a recording as the call."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

import resources
import settings
from calls.call import CallState, Capture
from calls.events import Channel
from calls.intents import FileCall
from calls.session import CallSession
from desk.news import CallShown, DraftChanged, EngineChanged, EngineState, News
from store.call_store import CallReader, CallStore, open_store
from tests.cli.program import ROOT
from ui.app import AgentApp
from ui.launch import Launch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

RESTARTED = [EngineState.RESTARTING, EngineState.STARTING, EngineState.READY]
FROM_S, TO_S = 21.8, 44.5
PATIENCE_MS = 60_000


class Running:
    """An ``AgentApp`` that plays a piece of the bundled call, and what it told."""

    def __init__(self, folder: Path) -> None:
        samples, rate = soundfile.read(resources.path("demo", "call.wav"), dtype="int16")
        self.recording = folder / "piece.wav"
        soundfile.write(self.recording, samples[int(FROM_S * rate) : int(TO_S * rate)], rate)
        self.home = settings.Home(folder / "data", folder / "config")
        self.home.data.mkdir()
        self.key = secrets.token_bytes(32)
        self.news: list[News] = []
        engine = [sys.executable, str(ROOT / "main.py"), "engine"]
        launch = Launch(self.home, settings.Settings(), engine, [], self.open, (str(self.recording),), "+15550142688")
        self.app = AgentApp(launch)
        self.app.bridge.news.connect(self.news.append)
        assert self.app.doors.command.open()

    def open(self) -> CallStore:
        return open_store(self.home.data / "attune.db", self.key)

    @property
    def session(self) -> CallSession:
        return next(n.session for n in self.news if isinstance(n, CallShown) and n.session)

    def has_call(self) -> bool:
        return any(isinstance(n, CallShown) and n.session for n in self.news)

    def states(self) -> list[EngineState]:
        return [n.state for n in self.news if isinstance(n, EngineChanged)]

    def kept(self) -> CallReader:
        assert self.app.stop()
        return self.open()


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path)
    qtbot.addWidget(running.app.panel)
    running.app.start()
    yield running
    running.app.stop()


def words(session: CallSession, channel: Channel) -> str:
    return " ".join(u.raw for u in session.call.utterances if u.channel is channel)


def test_a_call_is_heard_shown_wrapped_up_and_filed(qtbot: QtBot, running: Running):
    qtbot.waitUntil(running.has_call, timeout=PATIENCE_MS)
    session = running.session
    qtbot.waitUntil(lambda: session.call.state is CallState.AFTER_CALL_WORK, timeout=PATIENCE_MS)
    assert "the number is six three nine two eight five" in words(session, Channel.CUSTOMER)
    assert "coffee maker" in words(session, Channel.AGENT)
    shown = [n.draft for n in running.news if isinstance(n, CallShown | DraftChanged) and n.draft]
    assert "639285" in shown[-1].note
    running.app.panel.intent.emit(FileCall(shown[-1]))
    record = running.kept().record(session.call.id)
    assert record is not None and record.call.customer_number == "+15550142688"
    assert "639285" in {fact.value for fact in record.facts}


def test_an_engine_killed_in_mid_call_comes_back_and_nothing_earlier_is_lost(qtbot: QtBot, running: Running):
    qtbot.waitUntil(running.has_call, timeout=PATIENCE_MS)
    session = running.session
    qtbot.waitUntil(lambda: len(session.call.utterances) >= 1, timeout=PATIENCE_MS)
    before = list(session.call.utterances)
    os.kill(running.app.link.process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: session.call.capture is Capture.FAILED, timeout=5000)
    qtbot.waitUntil(lambda: running.states()[-3:] == RESTARTED, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: session.call.capture is Capture.LISTENING, timeout=PATIENCE_MS)
    assert session.call.gaps and all(gap.end > gap.start for gap in session.call.gaps)
    qtbot.waitUntil(lambda: session.call.state is CallState.AFTER_CALL_WORK, timeout=PATIENCE_MS)
    assert session.call.utterances[: len(before)] == before
    assert len(session.call.utterances) > len(before), "the call went on"
    kept = running.kept().journal(session.call.id)
    assert {u.id for u in session.call.utterances} <= {getattr(entry.event, "id", "") for entry in kept}


def test_the_panel_is_there_before_the_engine_is(qtbot: QtBot, running: Running):
    assert running.app.panel.isVisible() and not running.app.link.is_ready
    assert not running.app.panel.grab().isNull()
    qtbot.waitUntil(lambda: running.app.link.is_ready, timeout=PATIENCE_MS)


def test_the_place_of_the_panel_is_remembered(qtbot: QtBot, running: Running):
    running.app.panel.resize(380, 700)
    running.app.panel.move(QPoint(40, 30))
    file = running.home.config / "panel.json"
    qtbot.waitUntil(lambda: file.exists() and '"width": 380' in file.read_text(encoding="utf-8"), timeout=PATIENCE_MS)


def test_a_demonstration_is_named_as_one_and_opens_no_door_to_real_calls(running: Running):
    assert "practice" in running.app.panel.windowTitle()
    running.app._take_settings({"baresip": True})
    assert [state.name for state in running.app.doors.states() if state.open] == ["command"]
    assert [state.state for state in running.app.doors.states()][1:] == ["off", "off"]
