"""What is to be done is a list with a key for done and one for undo."""

from __future__ import annotations

from datetime import datetime, tzinfo

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calls.intents import AddErrand, FinishLoop
from store.rows import OpenLoop
from ui import loop_list
from ui.agent_panel import AgentPanel

LOOPS = (
    OpenLoop("call:2", "Chase the courier", "2020-03-18", "Dana Weiss", "two"),
    OpenLoop("errand:1", "Answer Mr Lind's mail", "", "", ""),
)


@pytest.fixture
def panel(qtbot: QtBot, themed: QApplication) -> AgentPanel:
    del themed
    panel = AgentPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_loops(LOOPS)
    panel.actions_["later"].trigger()
    return panel


def test_each_says_its_day_and_whose_it_is_and_is_counted(panel: AgentPanel):
    first, second = panel._tabs._loops._rows
    assert first._about.text() == "overdue, by 18 Mar 2020 · Dana Weiss" and second._about.isHidden()
    assert first._button.accessibleName() == "Done: Chase the courier overdue, by 18 Mar 2020 · Dana Weiss"
    assert panel._tabs._buttons["later"].text() == "Later · 2"


class EarlyAfternoon(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> EarlyAfternoon:
        return cls(2026, 3, 17, 14, 2, tzinfo=tz)


def test_a_time_is_said_and_what_is_due_today_is_so_until_its_time_has_come(
    panel: AgentPanel, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(loop_list, "datetime", EarlyAfternoon)
    dues = ("2026-03-17T14:00", "2026-03-17", "2026-03-17T14:02", "2026-03-18T09:00")
    panel.show_loops([OpenLoop(f"call:{due}", "Call back", due, "", "") for due in dues])
    assert [row._about.text() for row in panel._tabs._loops._rows] == [
        "overdue, by today, 14:00",
        "by today",
        "by today, 14:02",
        "by 18 Mar, 09:00",
    ]


def test_the_key_finishes_the_first_and_undo_takes_it_back(panel: AgentPanel):
    heard: list[object] = []
    panel.intent.connect(heard.append)
    assert not panel.actions_["undo_loop"].isEnabled()
    panel.actions_["finish_loop"].trigger()
    panel.show_loops(LOOPS[1:])
    assert "Chase the courier" in panel._tabs._loops._done_text.text()
    panel.actions_["undo_loop"].trigger()
    assert heard == [FinishLoop("call:2"), FinishLoop("call:2", done=False)]
    assert not panel.actions_["undo_loop"].isEnabled()


def test_an_errand_is_typed_in_and_an_empty_one_is_not(panel: AgentPanel):
    heard: list[object] = []
    panel.intent.connect(heard.append)
    line = panel._tabs._loops._typed
    for text in ("   ", "  write to   Lind "):
        line.setText(text)
        line.returnPressed.emit()
    assert heard == [AddErrand("write to Lind")] and line.text() == ""


def test_with_nothing_to_do_the_key_does_nothing(panel: AgentPanel):
    panel.show_loops(())
    assert not panel.actions_["finish_loop"].isEnabled()
    assert panel._tabs._buttons["later"].text() == "Later"
