"""Where there is little room, or the text is large, nothing is cut: it scrolls, or the window holds its width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from settings import Settings
from tests.ui.sample_call import session_at
from tests.ui.sample_help import with_help
from ui.actions import PanelActions
from ui.agent_panel import AgentPanel
from ui.keys_overview import KeysOverview
from ui.settings_dialog import SettingsDialog
from ui.theme import apply_theme
from ui.views import Notice, NoticeKind


@pytest.fixture(params=[100, 150, 200])
def percent(request: pytest.FixtureRequest, themed: QApplication) -> Iterator[int]:
    apply_theme(themed, "light", request.param)
    yield request.param
    apply_theme(themed, "light", 100)


def busy(qtbot: QtBot, height: int) -> AgentPanel:
    """A panel that has something to say of every kind at once."""
    panel = AgentPanel()
    qtbot.addWidget(panel)
    panel.resize(320, height)
    panel.show()
    session = session_at(252.0)
    session.insight = with_help(session.insight)
    panel.show_session(session)
    panel.show_cue(session.insight.cues[-1])
    panel.set_consent("To help you well I have this call written down. Is that all right?")
    panel.tell(Notice(NoticeKind.STORE_FULL))
    return panel


def cut(within: QWidget) -> list[str]:
    """The words that have less room than they need."""
    labels = [label for label in within.findChildren(QLabel) if label.isVisible() and label.text()]
    too_low = [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]
    buttons = [button for button in within.findChildren(QPushButton) if button.isVisible()]
    return too_low + [button.text() for button in buttons if button.width() < button.minimumSizeHint().width()]


@pytest.mark.parametrize("height", [560, 900])
def test_in_a_low_panel_every_card_keeps_all_its_words(qtbot: QtBot, percent: int, height: int):
    panel = busy(qtbot, height)
    assert 320 * percent // 100 <= panel.width() < 330 * percent // 100
    for card in (panel._consent, panel._issue, panel._cue, panel._policies, panel._summary):
        qtbot.waitUntil(lambda card=card: not cut(card))
        assert card.isVisible()
    assert panel.height() == height


def test_a_low_panel_can_be_made_lower_still(qtbot: QtBot, themed: QApplication):
    del themed
    panel = busy(qtbot, 560)
    panel.resize(320, 420)
    qtbot.waitUntil(lambda: panel.height() == 420)


def test_no_window_beside_the_panel_cuts_its_words_at_the_side(qtbot: QtBot, percent: int):
    del percent
    owner = QWidget()
    qtbot.addWidget(owner)
    dialogs: tuple[QDialog, ...] = (KeysOverview(PanelActions(owner).deeds), SettingsDialog(Settings()))
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.resize(200, 600)
        dialog.show()
        for label in dialog.findChildren(QLabel):
            right = label.mapTo(dialog, label.rect().topRight()).x()
            assert not label.isVisible() or right < dialog.width(), label.text()
