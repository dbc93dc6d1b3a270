"""The panel with the findings that insight really makes: all of it is shown, and every line leads to its words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calls.findings import PointKind
from calls.journal import read_journal
from calls.session import CallSession
from insight.analyst import Analyst
from tests.ui.sample_call import JOURNAL
from ui.agent_panel import AgentPanel
from ui.fact_line import FactLine


@pytest.fixture
def shown(qtbot: QtBot, themed: QApplication) -> tuple[AgentPanel, CallSession]:
    """A call that came event by event, each shown as the application would."""
    del themed
    panel, session = AgentPanel(), CallSession(Analyst())
    qtbot.addWidget(panel)
    panel.show()
    for entry in read_journal(JOURNAL):
        panel.show_session(session, session.apply(entry.event))
        panel.tick(entry.clock_s)
    return panel, session


def lines(panel: AgentPanel) -> list[FactLine]:
    return [widget for section in panel._summary._sections.values() for widget in section.widgets]


def test_what_insight_found_is_what_the_panel_shows(shown: tuple[AgentPanel, CallSession]):
    panel, session = shown
    on_screen = {widget.line.text for widget in lines(panel) if widget.line}
    promised = {p.text for p in session.insight.summary.points if p.kind in (PointKind.PROMISE, PointKind.OPEN)}
    assert promised and promised <= on_screen
    assert (panel._issue._issue is None) == (session.insight.issue is None)


def test_every_line_with_a_moment_opens_words_that_are_there(shown: tuple[AgentPanel, CallSession]):
    panel, session = shown
    known = {utterance.id for utterance in session.call.utterances}
    for widget in lines(panel):
        assert widget.line is not None
        assert set(widget.line.evidence) <= known
        if widget.line.at:
            widget._opener.click()
            assert set(panel._tabs.transcript.words.delegate.marks.evidence) == set(widget.line.evidence)
