"""After hang-up: the note, what is in doubt, the outcome, what is left to do; kept at every keystroke."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calls import intents
from calls.events import FactCorrected, FollowUp, Rang
from calls.intents import Draft, FileCall, PutOff, SaveDraft
from calls.session import CallSession
from tests.ui.sample_call import SampleAnalyst, session_at
from ui.agent_panel import AgentPanel
from ui.views import WrapUp

DRAFT = Draft("She was charged twice.", "Refund requested", (FollowUp("Call back", "2026-03-20T17:00"),))


@pytest.fixture
def panel(qtbot: QtBot, themed: QApplication) -> AgentPanel:
    del themed
    made = AgentPanel()
    qtbot.addWidget(made)
    made.show()
    made.show_session(session_at(400.0))
    made.show_wrap_up(WrapUp("sample-0001", DRAFT))
    return made


def wanted(panel: AgentPanel) -> list[intents.Intent]:
    heard: list[intents.Intent] = []
    panel.intent.connect(heard.append)
    return heard


def test_the_wrap_up_comes_when_the_call_has_ended_and_holds_the_draft(panel: AgentPanel):
    assert panel._wrap_up.isVisible()
    assert panel._wrap_up.draft() == DRAFT


def test_the_wrap_up_of_another_call_does_not_come_up_over_this_one(panel: AgentPanel):
    session = CallSession(SampleAnalyst())
    session.apply(Rang("another", 0.0, "2026-03-17T15:00:00+00:00"))
    panel.show_session(session)
    assert not panel._wrap_up.isVisible()


def test_every_keystroke_is_kept_and_can_be_undone(panel: AgentPanel, qtbot: QtBot):
    heard = wanted(panel)
    qtbot.keyClicks(panel._wrap_up._note, " Now")
    assert heard == [SaveDraft(replace(DRAFT, note=f"She was charged twice.{typed}")) for typed in _grown(" Now")]
    panel._wrap_up._undo.click()
    assert panel._wrap_up.draft().note == DRAFT.note


def test_undo_is_offered_where_there_is_something_to_undo(panel: AgentPanel, qtbot: QtBot):
    assert panel._wrap_up._undo.isHidden()
    qtbot.keyClicks(panel._wrap_up._note, "!")
    assert not panel._wrap_up._undo.isHidden()


def test_only_the_note_that_was_copied_is_called_so(panel: AgentPanel):
    panel._wrap_up.copy()
    assert panel._wrap_up._copy.text() == "Copied"
    panel.show_wrap_up(WrapUp("the-next-call", Draft("Another note")))
    assert panel._wrap_up._copy.text() == "Copy"


def test_the_keyboard_presses_no_button_by_chance_when_the_wrap_up_has_gone(panel: AgentPanel, qtbot: QtBot):
    panel.activateWindow()
    panel.actions_["note"].trigger()
    qtbot.waitUntil(panel._wrap_up._note.hasFocus)
    panel.show_session(CallSession(SampleAnalyst()))
    assert panel.focusWidget() is panel


def _grown(text: str) -> list[str]:
    return [text[: end + 1] for end in range(len(text))]


def test_a_better_draft_fills_only_what_the_agent_has_not_touched(panel: AgentPanel, qtbot: QtBot):
    qtbot.keyClicks(panel._wrap_up._note, "!")
    heard = wanted(panel)
    panel.show_wrap_up(WrapUp("sample-0001", Draft("Another note", "Solved", ())))
    assert panel._wrap_up.draft() == Draft("She was charged twice.!", "Solved", ())
    assert heard == []


def test_what_is_in_doubt_is_confirmed_with_one_key_each(panel: AgentPanel):
    session = session_at(400.0)
    panel.show_session(session)
    heard = wanted(panel)
    for value in ("Priya Raman", "p.raman@mail.com"):
        panel.actions_["confirm"].trigger()
        intent = heard[-1]
        assert isinstance(intent, intents.CorrectFact) and intent.value == value
        event = FactCorrected(400.0, intent.kind, intent.old_value, intent.value)
        panel.show_session(session, session.apply(event))
    assert not panel._wrap_up._confirm.isVisible()


def test_a_wrong_value_is_changed_in_place(panel: AgentPanel):
    heard = wanted(panel)
    panel.actions_["change"].trigger()
    line = panel._wrap_up._confirm._lines[0]
    line._edit.setText("Priya Rahman")
    line._edit.returnPressed.emit()
    assert heard == [intents.CorrectFact("name", "Priya Raman", "Priya Rahman")]


def test_a_follow_up_is_added_with_a_day(panel: AgentPanel):
    heard = wanted(panel)
    panel.actions_["add_follow_up"].trigger()
    line = panel._wrap_up._follow_ups._lines[-1]
    line._text.setText("Ask billing")
    line._due.setCurrentIndex(1)
    kept = heard[-1]
    assert isinstance(kept, SaveDraft)
    assert [follow_up.text for follow_up in kept.draft.follow_ups] == ["Call back", "Ask billing"]
    assert len(kept.draft.follow_ups[1].due) == len("2026-03-20")


def test_a_day_and_time_of_ones_own_can_be_picked_and_a_follow_up_removed(panel: AgentPanel):
    line = panel._wrap_up._follow_ups._lines[0]
    line._due.setCurrentIndex(line._due.count() - 1)
    assert line._picker is not None and line._picker.isVisible()
    assert panel._wrap_up.draft().follow_ups[0].due.endswith("T12:00")
    line.removed.emit()
    assert panel._wrap_up.draft().follow_ups == ()


def test_one_key_copies_the_wrap_up_as_text(panel: AgentPanel):
    panel.actions_["copy"].trigger()
    assert QApplication.clipboard().text() == (
        "She was charged twice.\nOutcome: Refund requested\nTo do: Call back, by Fri 20 March, 17:00"
    )


def test_one_key_files_it_and_one_puts_it_off(panel: AgentPanel):
    heard = wanted(panel)
    panel.actions_["file"].trigger()
    panel.actions_["put_off"].trigger()
    assert heard == [FileCall(DRAFT), PutOff(DRAFT)]


def test_the_draft_is_said_to_be_kept_only_when_it_is(panel: AgentPanel):
    assert not panel._wrap_up._kept.isVisible()
    panel.show_draft_kept()
    assert panel._wrap_up._kept.isVisible()
