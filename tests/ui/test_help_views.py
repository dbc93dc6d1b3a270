"""Help beside the call: what is asked for, on file, how they sound, the team's cards, and the look back for oneself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calls.events import Event
from calls.findings import Insight
from calls.journal import read_journal
from calls.session import CallSession
from desk.own_review import OwnReview
from tests.ui.sample_call import JOURNAL, SampleAnalyst
from tests.ui.sample_help import CARDS, LOOK_BACK, with_help
from ui.agent_panel import AgentPanel
from ui.fact_line import FactLine


class HelpfulAnalyst:
    """The sample's findings with help beside them."""

    def __init__(self) -> None:
        self._sample = SampleAnalyst()
        self._insight = Insight()

    def apply(self, event: Event) -> Insight:
        found = self._sample.apply(event)
        fresh = with_help(found)
        if fresh != self._insight:
            self._insight = fresh
        return self._insight


@pytest.fixture
def panel(qtbot: QtBot, themed: QApplication) -> AgentPanel:
    del themed
    panel = AgentPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 900)
    panel.show()
    session = CallSession(HelpfulAnalyst())
    for entry in read_journal(JOURNAL):
        if entry.clock_s < 250:
            session.apply(entry.event)
    panel.show_session(session)
    return panel


def section(panel: AgentPanel, name: str) -> list[FactLine]:
    return panel._summary._sections[name].widgets


def said(panel: AgentPanel, name: str) -> list[str]:
    return [widget.line.text for widget in section(panel, name) if widget.line]


def test_a_wish_stands_beside_what_may_be_offered_and_what_was_given(panel: AgentPanel):
    assert said(panel, "wants") == [
        "Money back",
        "May offer: The second payment · up to $250 · if: both payments are settled · Charged twice",
    ]
    assert said(panel, "given") == ["$10 credit · call of 20 Feb 2020", "Callback"]


def test_what_differs_from_the_file_comes_first_and_leads_to_both(panel: AgentPanel):
    words = said(panel, "file")
    assert words == [
        "said: p.raman@mail.com",
        "on file: priya@mail.com · call of 20 Feb 2020",
        "said now, not on file",
    ]
    differs, filed, _ = section(panel, "file")
    filed._opener.click()
    assert panel._tabs.shown == "customer"
    differs._opener.click()
    assert panel._tabs.shown == "words"


def test_how_they_sound_is_one_line_that_opens_its_words(panel: AgentPanel):
    (line,) = section(panel, "tone")
    assert line.line and line.line.text == "Faster than at the start"
    line._opener.click()
    assert set(panel._tabs.transcript.words.delegate.marks.evidence) == {"c68200"}


def test_the_key_opens_the_first_card_then_the_next_and_expired_ones_say_so(panel: AgentPanel):
    view = panel._tabs.policy
    panel.actions_["policy"].trigger()
    assert panel._tabs.shown == "policy" and view.read_card == CARDS[0]
    panel.actions_["policy"].trigger()
    assert view.read_card == CARDS[1] and "Expired on 31 Jan 2020" in view._expired.text()
    panel._policies._lines[0].click()
    assert view.read_card == CARDS[0]
    assert "expired" in panel._policies._lines[1].accessibleName()


def test_a_card_is_text_and_loads_nothing(panel: AgentPanel):
    card = replace(CARDS[0], id="odd", body="**Look** <b>here</b> ![a picture](file:///etc/hostname)")
    panel._tabs.show_cards((card,))
    document: QTextDocument = panel._tabs.policy._text.document()
    assert document.toPlainText() == "Look <b>here</b> a picture"


def test_without_a_card_there_is_no_tab_and_no_line(panel: AgentPanel):
    panel.actions_["policy"].trigger()
    panel.show_session(CallSession(SampleAnalyst()))
    assert panel._tabs.shown == "words" and not panel._tabs._buttons["policy"].isVisible()
    assert not panel._policies.isVisible() and not panel.actions_["policy"].isEnabled()


def test_the_look_back_is_shown_to_the_agent_and_left_out_when_there_is_nothing(panel: AgentPanel):
    own = panel._wrap_up._own
    panel.show_own_review(OwnReview())
    assert own.isHidden()
    panel.show_own_review(LOOK_BACK)
    shown = [w.line.text for s in own._sections.values() for w in s.widgets if w.line]
    assert shown == [
        "“escalate” (2 times) → pass it on to somebody who decides",
        "Ask how they paid: which card or account.",
        "you spoke 48 % of the time · 151 words a minute · began before they had finished: 1 · 6 s of silence",
    ]
    assert not own.isHidden() and not own._breather.isHidden()


def test_the_breather_counts_down_and_can_be_left(panel: AgentPanel):
    breather = panel._wrap_up._own._breather
    panel.show_own_review(OwnReview(was_hard=True))
    breather._button.click()
    breather._tick()
    assert breather._button.text() == "59 s · go on"
    breather._button.click()
    assert breather._button.text() == "Take a minute"


def test_practice_is_offered_between_calls_and_not_in_one(panel: AgentPanel, qtbot: QtBot):
    assert not panel.actions_["practice"].isEnabled()
    panel.show_session(CallSession(SampleAnalyst()))
    with qtbot.waitSignal(panel.practice_wanted):
        panel.actions_["practice"].trigger()
