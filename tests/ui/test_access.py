"""By keyboard and by screen reader: every control is reached, named, large enough, and has its key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from calls.events import FollowUp
from calls.intents import Draft
from desk.news import EarlierCall, WaitingCall
from store.rows import OpenLoop
from tests.ui.sample_call import session_at
from ui.agent_panel import AgentPanel
from ui.keys_overview import KeysOverview
from ui.views import CustomerView, Notice, NoticeKind, WrapUp

TO_ACT_ON = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
}
LEAST_PX = 28


def interfaces(root: QWidget) -> Iterator[QAccessibleInterface]:
    """What a screen reader walks through: everything that is on the screen."""
    todo = [QAccessible.queryAccessibleInterface(root)]
    while todo:
        here = todo.pop()
        if here is None or not here.isValid() or here.state().invisible:
            continue
        yield here
        if here.role() is not QAccessible.Role.Table:
            todo += [here.child(i) for i in range(here.childCount())]


def in_call(panel: AgentPanel) -> None:
    session = session_at(252.0)
    panel.show_session(session)
    panel.show_cue(session.insight.cues[-1])
    panel.show_loops([OpenLoop("call:1", "Call back", "", "", ""), OpenLoop("call:2", "Send the form", "", "", "")])
    panel.actions_["finish_loop"].trigger()
    panel.actions_["words"].trigger()
    panel.set_consent("This call is written down.")


def with_a_notice(panel: AgentPanel) -> None:
    in_call(panel)
    panel.tell(Notice(NoticeKind.ENGINE_GIVEN_UP))
    panel.actions_["change"].trigger()
    panel.actions_["find"].trigger()


def at_the_customer(panel: AgentPanel) -> None:
    in_call(panel)
    earlier = (EarlierCall("e1", "2026-03-12T10:20:00", "Charged twice", "Solved"),)
    panel.show_customer(CustomerView("c1", "Priya Raman", "+15551234567", "A note", (), earlier))
    panel.actions_["customer"].trigger()


def at_the_tray(panel: AgentPanel) -> None:
    panel.show_tray([WaitingCall("t1", "2026-03-17T13:40:00", "Tomas Lind", parked=True)])
    panel.actions_["later"].trigger()


def wrapping_up(panel: AgentPanel) -> None:
    panel.show_session(session_at(400.0))
    panel.show_wrap_up(WrapUp("sample-0001", Draft("A note", "Solved", (FollowUp("Call back", "2026-03-20"),))))


def collapsed(panel: AgentPanel) -> None:
    in_call(panel)
    panel.set_collapsed(True)


def idle(panel: AgentPanel) -> None:
    del panel


STATES = (idle, in_call, with_a_notice, at_the_customer, at_the_tray, wrapping_up, collapsed)


@pytest.fixture(params=STATES, ids=[state.__name__ for state in STATES])
def panel(request: pytest.FixtureRequest, qtbot: QtBot, themed: QApplication) -> AgentPanel:
    del themed
    made = AgentPanel()
    qtbot.addWidget(made)
    made.show()
    request.param(made)
    qtbot.waitExposed(made)
    return made


def test_everything_that_can_be_acted_on_has_a_name(panel: AgentPanel):
    found = [here for here in interfaces(panel) if here.role() in TO_ACT_ON]
    assert found
    nameless = [
        f"{here.role().name} {type(here.object()).__name__}"
        for here in found
        if not here.text(QAccessible.Text.Name).strip()
        and not isinstance(here.object().parent(), QComboBox | QAbstractSpinBox)
    ]
    assert not nameless


def test_everything_that_can_be_acted_on_is_reached_with_the_tab_key(panel: AgentPanel):
    wanted = {
        widget for widget in panel.findChildren(QAbstractButton) if widget.isVisibleTo(panel) and widget.isEnabled()
    }
    reached, here = set(), panel.nextInFocusChain()
    while here is not panel:
        if here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(here)
        here = here.nextInFocusChain()
    assert not [widget.accessibleName() for widget in wanted - reached]


def test_nothing_to_click_is_small(panel: AgentPanel, qtbot: QtBot):
    qtbot.wait(1)
    small = [
        f"{widget.accessibleName()}: {widget.width()}×{widget.height()}"
        for widget in panel.findChildren(QAbstractButton)
        if widget.isVisibleTo(panel) and min(widget.width(), widget.height()) < LEAST_PX
    ]
    assert not small


def test_no_button_cuts_its_words_at_the_least_width(panel: AgentPanel, qtbot: QtBot):
    panel.resize(320, panel.height())
    qtbot.wait(1)
    cut = [
        widget.text()
        for widget in panel.findChildren(QAbstractButton)
        if widget.isVisibleTo(panel) and widget.text() and widget.width() < widget.sizeHint().width()
    ]
    assert not cut
    astray = [
        widget.accessibleName()
        for widget in panel.findChildren(QAbstractButton)
        if widget.isVisibleTo(panel)
        and not 0 <= widget.mapTo(panel, widget.rect().topLeft()).x() <= 320 - widget.width()
    ]
    assert not astray


def test_showing_a_state_takes_the_focus_from_nothing(panel: AgentPanel):
    assert panel.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_no_two_deeds_share_a_key_and_the_overview_names_them_all(qtbot: QtBot, themed: QApplication):
    del themed
    panel = AgentPanel()
    qtbot.addWidget(panel)
    deeds = panel.actions_.deeds
    keys = [QKeySequence(deed.key) for deed in deeds]
    assert all(not key.isEmpty() for key in keys)
    assert len({key.toString() for key in keys}) == len(deeds)
    overview = KeysOverview(deeds)
    qtbot.addWidget(overview)
    overview.show()
    said = {here.text(QAccessible.Text.Name) for here in interfaces(overview)}
    assert {f"{deed.says}: {deed.key}" for deed in deeds} <= {
        text.replace("Ctrl+Enter", "Ctrl+Return") for text in said
    }


def test_the_words_are_read_out_with_who_and_when(qtbot: QtBot, themed: QApplication):
    del themed
    panel = AgentPanel()
    qtbot.addWidget(panel)
    panel.show()
    in_call(panel)
    table = QAccessible.queryAccessibleInterface(panel._tabs.transcript.words)
    cells = [table.child(i).text(QAccessible.Text.Name) for i in range(table.childCount())]
    assert "Priya, 01:08: You took $42.50 out twice and nobody called me back." in cells


def test_the_state_of_capture_is_said_in_words(qtbot: QtBot, themed: QApplication):
    del themed
    panel = AgentPanel()
    qtbot.addWidget(panel)
    panel.show()
    in_call(panel)
    assert "State: Listening to both sides" in {here.text(QAccessible.Text.Name) for here in interfaces(panel)}


def pressed(panel: AgentPanel, qtbot: QtBot, where: QWidget, names: set[str]) -> set[str]:
    """Which of those deeds are done when their keys are pressed there."""
    done: set[str] = set()
    for name in names:
        action = panel.actions_[name]
        action.triggered.disconnect()
        action.triggered.connect(lambda _=False, name=name: done.add(name))
        keys = action.shortcut()[0]
        qtbot.keyClick(where, keys.key(), keys.keyboardModifiers())
    return done


def test_in_a_call_every_key_does_its_deed(qtbot: QtBot, themed: QApplication):
    del themed
    panel = AgentPanel()
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitActive(panel):
        panel.activateWindow()
    in_call(panel)
    panel.tell(Notice(NoticeKind.ENGINE_GIVEN_UP))
    panel.tell(Notice(NoticeKind.CALL_NOTICED))
    after_the_call = {"start", "practice", "note", "copy", "file", "put_off", "add_follow_up"}
    wanted = {deed.name for deed in panel.actions_.deeds} - after_the_call
    assert pressed(panel, qtbot, panel, wanted) == wanted


def test_the_keys_of_the_wrap_up_work_while_the_note_is_typed(qtbot: QtBot, themed: QApplication):
    del themed
    panel = AgentPanel()
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitActive(panel):
        panel.activateWindow()
    wrapping_up(panel)
    panel.actions_["note"].trigger()
    note = panel._wrap_up._note
    assert note.hasFocus()
    wanted = {"copy", "file", "put_off", "add_follow_up", "confirm", "change", "words", "customer", "find", "collapse"}
    assert pressed(panel, qtbot, note, wanted) == wanted
    assert note.toPlainText() == "A note"
