"""The windows beside the panel open from the program itself, one of each kind, and what they choose is in force."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

import settings
from calls.events import Channel
from store.call_store import open_store
from tests.cli.program import ROOT
from ui.app import AgentApp
from ui.launch import Launch
from ui.models_window import ModelsWindow
from ui.settings_dialog import SettingsDialog
from ui.sound_check import SoundCheckDialog
from ui.views import NoticeKind

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PATIENCE_MS = 20_000
LEFT_OUT = "orders.toml: it asks nothing"


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AgentApp]:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    monkeypatch.chdir(ROOT)
    home, key = settings.Home(tmp_path / "data", tmp_path / "config"), secrets.token_bytes(32)
    home.data.mkdir()
    engine = [sys.executable, "-m", "tests.end_to_end.scripted_engine"]
    models = [sys.executable, str(ROOT / "main.py"), "models", "install"]
    launch = Launch(
        home, settings.Settings(), engine, [], lambda: open_store(home.data / "attune.db", key), models_command=models,
        left_out=(LEFT_OUT,),
    )  # fmt: skip
    made = AgentApp(launch)
    qtbot.addWidget(made.panel)
    made.start()
    yield made
    for dialog in made.panel.findChildren(QDialog):
        dialog.close()
    made.stop()


@pytest.mark.parametrize(
    ("deed", "kind"),
    [("settings", SettingsDialog), ("sound_check", SoundCheckDialog), ("models", ModelsWindow)],
)
def test_each_opens_by_its_key_and_only_once(app: AgentApp, qtbot: QtBot, deed: str, kind: type[QDialog]):
    app.panel.actions_[deed].trigger()
    qtbot.waitUntil(lambda: len(app.panel.findChildren(kind)) == 1, timeout=PATIENCE_MS)
    app.panel.actions_[deed].trigger()
    qtbot.wait(50)
    assert len(app.panel.findChildren(kind)) == 1
    window = app.panel.findChild(kind)
    assert isinstance(window, QDialog) and window.isVisible() and not window.isModal()
    window.close()
    qtbot.waitUntil(lambda: not app.panel.findChildren(kind), timeout=PATIENCE_MS)


def test_a_playbook_that_was_left_out_is_said_at_start(app: AgentApp):
    (notice,) = (notice for notice in app.panel._notices.shown if notice.kind is NoticeKind.LEFT_OUT)
    assert notice.detail.endswith(f"Tell whoever edits it: {LEFT_OUT}")


def test_devices_that_were_tried_are_the_settings_from_then_on(app: AgentApp, qtbot: QtBot):
    app.panel.actions_["sound_check"].trigger()
    qtbot.waitUntil(lambda: app.panel.findChild(SoundCheckDialog) is not None, timeout=PATIENCE_MS)
    dialog = app.panel.findChild(SoundCheckDialog)
    assert isinstance(dialog, SoundCheckDialog)
    dialog._cards[Channel.AGENT].device.setEditText("headset-2")
    dialog._use()
    assert app.desk.settings.text("agent_device") == "headset-2"


def test_what_it_has_fixed_stays_and_the_rest_is_taken(app: AgentApp):
    app._settings = settings.Settings(given={"agent_device": "headset-1"}, fixed=frozenset(["agent_device"]))
    app._take_settings({"agent_device": "headset-2", "customer_device": "monitor-2"})
    assert app.desk.settings.text("agent_device") == "headset-1"
    assert app.desk.settings.text("customer_device") == "monitor-2"
    assert NoticeKind.FIXED in [notice.kind for notice in app.panel._notices.shown]


def test_two_windows_that_are_open_at_once_do_not_undo_each_others_settings(app: AgentApp, qtbot: QtBot):
    for deed, kind in (("sound_check", SoundCheckDialog), ("settings", SettingsDialog)):
        app.panel.actions_[deed].trigger()
        qtbot.waitUntil(lambda kind=kind: app.panel.findChild(kind) is not None, timeout=PATIENCE_MS)
    dialog, check = app.panel.findChild(SettingsDialog), app.panel.findChild(SoundCheckDialog)
    assert isinstance(dialog, SettingsDialog) and isinstance(check, SoundCheckDialog)
    app.panel.actions_["on_top"].trigger()
    name = dialog.findChild(QLineEdit, "agent_name")
    assert isinstance(name, QLineEdit)
    name.setText("A. Petrov")
    dialog._take()
    check._cards[Channel.AGENT].device.setEditText("headset-2")
    check._use()
    kept = app.desk.settings
    assert (kept.text("agent_name"), kept.text("agent_device"), kept.flag("always_on_top")) == (
        "A. Petrov",
        "headset-2",
        True,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems can leave a window out")
def test_where_the_panel_cannot_be_hidden_from_screen_shares_it_says_so(app: AgentApp):
    app.windows.chosen.emit({"hide_from_share": True})
    assert NoticeKind.NOT_HIDDEN in [notice.kind for notice in app.panel._notices.shown]
    app.windows.chosen.emit({"hide_from_share": False})
    assert NoticeKind.NOT_HIDDEN not in [notice.kind for notice in app.panel._notices.shown]


def test_a_second_start_brings_the_panel_back_from_the_task_bar_and_from_its_line(app: AgentApp, qtbot: QtBot):
    app.panel.set_collapsed(True)
    app.panel.showMinimized()
    qtbot.waitUntil(app.panel.isMinimized)
    app.doors.command.show.emit()
    assert not app.panel.isMinimized() and not app.panel.collapsed
