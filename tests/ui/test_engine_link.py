"""The engine as the panel's child: it starts, dies, comes back, and is given up with a reason."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calls.commands import Start
from calls.events import CaptureFinished, Utterance
from desk.news import EngineChanged, EngineState
from tests.cli.program import ROOT
from ui import engine_link
from ui.engine_link import EngineLink

PATIENCE_MS = 20_000
ENGINE = [sys.executable, str(ROOT / "main.py"), "engine"]


def linked(command: list[str]) -> tuple[EngineLink, list[EngineChanged], list[object]]:
    link, changes, events = EngineLink(command), list[EngineChanged](), list[object]()
    link.changed.connect(changes.append)
    link.heard.connect(events.append)
    link.start()
    return link, changes, events


def states(changes: list[EngineChanged]) -> list[EngineState]:
    return [change.state for change in changes]


def test_the_real_engine_gets_ready_hears_and_leaves(qtbot: QtBot):
    link, changes, events = linked(ENGINE)
    qtbot.waitUntil(lambda: link.is_ready, timeout=PATIENCE_MS)
    assert changes[-1].model == "attune-small-en" and changes[-1].demonstration
    link.tell(Start("c", recording=(str(ROOT / "resources/demo/call.wav"),), paced=False))
    qtbot.waitUntil(lambda: any(isinstance(e, CaptureFinished) for e in events), timeout=60_000)
    assert sum(isinstance(e, Utterance) for e in events) > 15
    process_id = link.process_id
    link.stop()
    assert not Path(f"/proc/{process_id}").exists()
    assert states(changes) == [EngineState.STARTING, EngineState.READY]


def test_an_engine_that_is_killed_comes_back(qtbot: QtBot):
    link, changes, _ = linked(ENGINE)
    qtbot.waitUntil(lambda: link.is_ready, timeout=PATIENCE_MS)
    first = link.process_id
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: link.is_ready and link.process_id != first, timeout=PATIENCE_MS)
    assert states(changes) == [
        EngineState.STARTING,
        EngineState.READY,
        EngineState.RESTARTING,
        EngineState.STARTING,
        EngineState.READY,
    ]
    link.stop()


def test_an_engine_that_keeps_dying_is_given_up_until_the_agent_asks(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine_link, "RESTART_AFTER_MS", (1, 1, 1))
    link, changes, _ = linked([sys.executable, "-c", "raise SystemExit(3)"])
    qtbot.waitUntil(lambda: EngineState.GIVEN_UP in states(changes), timeout=PATIENCE_MS)
    assert states(changes).count(EngineState.RESTARTING) == 3
    link.restart()
    qtbot.waitUntil(lambda: states(changes).count(EngineState.GIVEN_UP) == 2, timeout=PATIENCE_MS)
    link.stop()


def test_an_engine_without_a_model_says_so_and_is_not_started_over_and_over(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("VOSK_MODEL_PATH", str(tmp_path / "nothing"))
    link, changes, _ = linked(ENGINE)
    qtbot.waitUntil(lambda: EngineState.NO_MODEL in states(changes), timeout=PATIENCE_MS)
    assert states(changes) == [EngineState.STARTING, EngineState.NO_MODEL]
    assert "nothing" in changes[-1].reason and "\n" not in changes[-1].reason
    link.stop()


def test_a_program_that_is_no_engine_is_given_up_at_once(qtbot: QtBot, tmp_path: Path):
    _link, changes, _ = linked([str(tmp_path / "no-such-program")])
    qtbot.waitUntil(lambda: EngineState.GIVEN_UP in states(changes), timeout=PATIENCE_MS)
    line = '{"event":"engine_started","protocol":"other/9","version":"1"}'
    _link, changes, _ = linked([sys.executable, "-c", f"print('{line}', flush=True); input()"])
    qtbot.waitUntil(lambda: EngineState.GIVEN_UP in states(changes), timeout=PATIENCE_MS)
    assert "other/9" in changes[-1].reason


def test_what_an_engine_said_before_it_died_was_said(qtbot: QtBot):
    said = '{"event":"capture_finished","at":1.0}'
    link, _, events = linked([sys.executable, "-c", f"print('{said}')"])
    qtbot.waitUntil(lambda: events == [CaptureFinished(1.0)], timeout=PATIENCE_MS)
    link.stop()


def test_an_engine_can_be_replaced_when_its_settings_changed(qtbot: QtBot):
    link, changes, _ = linked(ENGINE)
    qtbot.waitUntil(lambda: link.is_ready, timeout=PATIENCE_MS)
    first = link.process_id
    link.renew()
    qtbot.waitUntil(lambda: link.is_ready and link.process_id != first, timeout=PATIENCE_MS)
    assert EngineState.RESTARTING not in states(changes)
    link.stop()
