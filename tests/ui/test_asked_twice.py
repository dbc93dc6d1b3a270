"""The windows beside the panel, opened as an agent in a hurry would."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from settings import Settings
from ui.background import Background
from ui.settings_dialog import SettingsDialog
from ui.side_windows import SideWindows
from ui.sound_check import SoundCheckDialog


@pytest.mark.parametrize("kind", [SettingsDialog, SoundCheckDialog])
def test_a_key_that_is_pressed_twice_at_once_opens_one_window(qtbot: QtBot, kind: type[QWidget]):
    panel = QWidget()
    qtbot.addWidget(panel)
    background = Background(panel)
    windows = SideWindows(["true"], ["true"], background, panel, QWidget)
    for _ in range(2):
        if kind is SettingsDialog:
            windows.open_settings(Settings())
        else:
            windows.open_sound_check(Settings(), call_is_on=False)
    qtbot.waitUntil(lambda: bool(panel.findChildren(kind)), timeout=20_000)
    background.close()
    qtbot.wait(100)
    assert len(panel.findChildren(kind)) == 1
