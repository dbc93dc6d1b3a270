"""The panel during a call: what a journal makes it show, and what the agent's hands make it ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calls import intents
from calls.call import Call, CallState
from calls.events import (
    Behind,
    CapturePaused,
    CaptureResumed,
    Channel,
    ConsentRead,
    CueDismissed,
    Event,
    Gap,
    Held,
    IssueDismissed,
    IssuePinned,
    Level,
    Partial,
    PauseReason,
    Retrieved,
    SideChanged,
    SideState,
)
from calls.findings import KeyIssue
from calls.session import CallSession
from desk.news import CallWaiting, WaitingCall
from store.errors import DiskFailed, DiskFull, NoKey, StoreError
from tests.ui.sample_call import SampleAnalyst, session_at
from ui.agent_panel import AgentPanel
from ui.notice_words import notice_of
from ui.views import CustomerView, Notice, NoticeKind, Place


@pytest.fixture
def panel(qtbot: QtBot, themed: QApplication) -> AgentPanel:
    del themed
    made = AgentPanel()
    qtbot.addWidget(made)
    made.show()
    return made


def wanted(panel: AgentPanel) -> list[intents.Intent]:
    heard: list[intents.Intent] = []
    panel.intent.connect(heard.append)
    return heard


def tell(panel: AgentPanel, session: CallSession, event: Event) -> None:
    panel.show_session(session, session.apply(event))


def press(panel: AgentPanel, action: str) -> None:
    panel.actions_[action].trigger()


def texts(widget: QWidget) -> str:
    """All words that a widget shows now, in no order."""
    shown = []
    for child in widget.findChildren(QWidget):
        text = getattr(child, "text", None)
        if callable(text) and child.isVisibleTo(widget):
            shown.append(str(text()))
    return "\n".join(shown)


def test_the_consent_line_stands_until_it_was_read_or_skipped_in_each_call_anew(panel: AgentPanel):
    session, heard = session_at(20.0), wanted(panel)
    panel.show_session(session)
    assert not panel._consent.isVisible()
    panel.set_consent("This call is written down.")
    assert "This call is written down." in texts(panel)
    press(panel, "consent")
    assert heard == [intents.ConfirmConsent("This call is written down.")]
    tell(panel, session, ConsentRead(21.0, "This call is written down."))
    assert not panel._consent.isVisible() and not panel.actions_["consent"].isEnabled()
    another = session_at(20.0)
    panel.show_session(another)
    assert panel._consent.isVisible()
    press(panel, "skip_consent")
    assert not panel._consent.isVisible() and len(heard) == 1


def test_a_queue_has_a_consent_line_of_its_own_or_none(panel: AgentPanel):
    heard = wanted(panel)
    panel.set_consent("This call is written down.", "Claims = We note your claim. | outbound =")
    for queue, line in (("claims", "We note your claim."), ("outbound", ""), ("sales", "This call is written down.")):
        session = session_at(20.0)
        session.call.queue = queue
        panel.show_session(session)
        assert panel._consent.isVisible() is bool(line)
        press(panel, "consent")
        assert heard[-1] == intents.ConfirmConsent(line) if line else line not in heard


def test_before_any_call_it_says_that_nothing_is_heard_and_offers_to_start_one(panel: AgentPanel):
    heard = wanted(panel)
    assert "Nothing is heard" in texts(panel)
    press(panel, "start")
    assert heard == [intents.StartCall()]


def test_a_call_shows_its_issue_with_quote_and_moment(panel: AgentPanel):
    panel.show_session(session_at(252.0))
    shown = texts(panel)
    assert "Charged twice for order 447199; no refund after two calls" in shown
    assert "“You took $42.50 out twice and nobody called me back”" in shown
    assert "01:08" in shown


def test_a_quote_is_shown_with_the_capitals_and_figures_of_the_transcript(panel: AgentPanel):
    session = session_at(252.0)
    said = next(said for said in session.call.utterances if said.raw != said.text)
    issue = KeyIssue("Wants a refund", "", 0.9, said.id, said.raw)
    session.insight = replace(session.insight, issues=(issue,), issue=issue)
    panel.show_session(session)
    assert f"“{said.text}”" in texts(panel) and f"“{said.raw}”" not in texts(panel)


def test_the_words_of_a_journal_are_all_there_and_follow_the_newest(panel: AgentPanel):
    session = session_at(252.0)
    panel.show_session(session)
    model = panel._tabs.transcript.model
    assert [model.row(i).text for i in range(model.rowCount())] == [u.text for u in session.call.utterances]
    assert panel._tabs.transcript.words.following


def test_a_partial_is_marked_as_unfinished_and_gives_way_to_the_words(panel: AgentPanel, qtbot: QtBot):
    del qtbot
    session = session_at(60.0)
    panel.show_session(session)
    model = panel._tabs.transcript.model
    before = model.rowCount()
    tell(panel, session, Partial(Channel.CUSTOMER, 60.5, "you took forty"))
    assert model.rowCount() == before + 1
    assert "not finished" in str(model.data(model.index(before), Qt.ItemDataRole.AccessibleTextRole))
    tell(panel, session, session_at(75.0).call.utterances[-1])
    assert model.rowCount() == before + 1
    assert model.row(before).text == "You took $42.50 out twice and nobody called me back."


def test_not_this_asks_for_the_next_candidate_and_it_comes(panel: AgentPanel):
    session, heard = session_at(252.0), wanted(panel)
    panel.show_session(session)
    press(panel, "not_this")
    assert heard == [intents.DismissIssue("c68200")]
    tell(panel, session, IssueDismissed(253.0, "c68200"))
    assert "The app showed an error on paying" in texts(panel)


def test_a_pinned_issue_can_be_let_go_and_the_agents_own_words_can_be_pinned(panel: AgentPanel):
    session, heard = session_at(252.0), wanted(panel)
    panel.show_session(session)
    press(panel, "pin")
    tell(panel, session, IssuePinned(253.0, "Charged twice", "billing.duplicate_charge", "c68200", "twice"))
    press(panel, "pin")
    press(panel, "own_issue")
    panel._issue._own.setText("Refund never came")
    panel._issue._own.returnPressed.emit()
    assert isinstance(heard[0], intents.PinIssue)
    assert heard[1:] == [intents.UnpinIssue(), intents.PinIssue("Refund never came")]


def test_a_line_of_the_summary_opens_the_words_it_came_from(panel: AgentPanel):
    panel.show_session(session_at(252.0))
    press(panel, "customer")
    panel._summary._sections["done"].widgets[0]._opener.click()
    view = panel._tabs.transcript
    assert view.isVisible()
    assert view.words.delegate.marks.evidence == {"a200300": ""}
    assert view.words.currentIndex().row() == view.model.place_of("a200300")


def test_a_doubtful_fact_is_confirmed_with_one_key_and_can_be_changed(panel: AgentPanel):
    session, heard = session_at(252.0), wanted(panel)
    panel.show_session(session)
    press(panel, "confirm")
    assert heard == [intents.CorrectFact("name", "Priya Raman", "Priya Raman")]
    press(panel, "change")
    line = panel._summary.marked()[0]
    assert line._edit is not None
    line._edit.setText("Priya Rahman")
    line._edit.returnPressed.emit()
    assert heard[-1] == intents.CorrectFact("name", "Priya Raman", "Priya Rahman")


def test_a_masked_card_is_shown_as_not_kept(panel: AgentPanel):
    panel.show_session(session_at(252.0))
    assert "not kept" in texts(panel)


def test_a_cue_is_put_away(panel: AgentPanel):
    session, heard = session_at(252.0), wanted(panel)
    panel.show_session(session)
    panel.show_cue(session.insight.cues[-1])
    press(panel, "drop_cue")
    assert heard == [intents.DismissCue("next-card")]
    tell(panel, session, CueDismissed(253.0, "next-card"))
    panel.show_cue(session.insight.cues[-1] if session.insight.cues else None)
    assert not panel._cue.isVisible()


def test_payment_says_that_nothing_is_written_and_resumes_by_the_notice(panel: AgentPanel):
    session, heard = session_at(252.0), wanted(panel)
    panel.show_session(session)
    press(panel, "payment")
    tell(panel, session, CapturePaused(253.0, "payment"))
    assert "Payment: nothing is written" in texts(panel)
    press(panel, "fix")
    tell(panel, session, CaptureResumed(270.0))
    assert heard == [intents.PauseCapture("payment"), intents.ResumeCapture()]
    assert "Payment 04:13–04:30: nothing was written" in [
        panel._tabs.transcript.model.row(i).text for i in range(panel._tabs.transcript.model.rowCount())
    ]
    assert not panel._notices.shown


@pytest.mark.parametrize(
    ("reason", "title", "way_out"),
    [
        (PauseReason.PAYMENT, "Payment: nothing is written", intents.ResumeCapture()),
        (PauseReason.DIALER, "Payment: nothing is written", intents.ResumeCapture()),
        (PauseReason.CARD, "A card is being read: nothing is written", intents.ResumeCapture()),
        (PauseReason.KEY, "Paused: nothing is written", intents.ResumeCapture()),
        (PauseReason.HOLD, "On hold: nothing is written", intents.Retrieve()),
    ],
)
def test_while_nothing_is_written_it_says_since_when_and_why_and_the_meters_live(
    panel: AgentPanel, reason: PauseReason, title: str, way_out: intents.Intent
):
    session, heard = session_at(252.0), wanted(panel)
    panel.show_session(session)
    tell(panel, session, CapturePaused(253.0, reason))
    assert title in texts(panel) and "Since 04:13" in texts(panel)
    assert "since 04:13: nothing is written" in panel._bar.status
    assert all(meter.isVisible() for meter in panel._bar._meters.values())
    assert bool(panel.property("framed")) is (reason is not PauseReason.HOLD)
    press(panel, "fix")
    assert heard == [way_out]


def test_on_hold_the_payment_key_asks_for_payment_and_not_for_the_end_of_the_hold(panel: AgentPanel):
    session, heard = session_at(252.0), wanted(panel)
    panel.show_session(session)
    tell(panel, session, CapturePaused(253.0, PauseReason.HOLD))
    press(panel, "payment")
    tell(panel, session, CapturePaused(254.0, PauseReason.CARD))
    press(panel, "payment")
    assert heard == [intents.PauseCapture("payment"), intents.ResumeCapture()]


def test_what_was_not_heard_and_what_comes_late_is_said(panel: AgentPanel):
    session = session_at(252.0)
    panel.show_session(session)
    tell(panel, session, Gap(Channel.CUSTOMER, 253.0, 256.0, "The headset was gone"))
    tell(panel, session, Behind(Channel.CUSTOMER, 6.0))
    assert [notice.kind for notice in panel._notices.shown] == [NoticeKind.BEHIND, NoticeKind.GAP]
    tell(panel, session, Behind(Channel.CUSTOMER, 0.0))
    assert [notice.kind for notice in panel._notices.shown] == [NoticeKind.GAP]


def test_a_side_that_is_silent_or_wordless_is_named_until_it_is_heard_again(panel: AgentPanel):
    session = session_at(252.0)
    panel.show_session(session)
    tell(panel, session, SideChanged(Channel.CUSTOMER, 253.0, SideState.SILENT))
    tell(panel, session, SideChanged(Channel.AGENT, 254.0, SideState.WORDLESS))
    silent, wordless = panel._notices.shown
    assert (silent.kind, wordless.kind) == (NoticeKind.SILENT_SIDE, NoticeKind.WORDLESS_SIDE)
    assert "You" in wordless.detail and "You" not in silent.detail
    tell(panel, session, Held(255.0))
    assert not panel._notices.shown
    tell(panel, session, Retrieved(256.0))
    tell(panel, session, SideChanged(Channel.CUSTOMER, 257.0, SideState.HEARD))
    tell(panel, session, SideChanged(Channel.AGENT, 257.0, SideState.HEARD))
    assert not panel._notices.shown


def test_the_most_urgent_notices_win(panel: AgentPanel):
    for kind in (NoticeKind.FIRST_RUN, NoticeKind.MODEL_LOADING, NoticeKind.ENGINE_GIVEN_UP):
        panel.tell(Notice(kind))
    assert [notice.kind for notice in panel._notices.shown] == [NoticeKind.ENGINE_GIVEN_UP, NoticeKind.MODEL_LOADING]
    heard = wanted(panel)
    press(panel, "fix")
    assert heard == [intents.RestartEngine()]


def test_while_the_engine_listens_for_a_call_it_does_not_say_that_nothing_is_heard(panel: AgentPanel):
    panel.show_session(CallSession(SampleAnalyst()))
    panel.show_watching(True)
    assert "Only listens for a call" in panel._bar.status and "Nothing is heard" not in texts(panel)
    panel.show_watching(False)
    assert "Nothing is heard" in texts(panel)


def test_a_call_that_seems_to_be_on_is_started_or_refused_with_one_key(panel: AgentPanel):
    heard = wanted(panel)
    panel.tell(Notice(NoticeKind.CALL_NOTICED))
    press(panel, "fix")
    press(panel, "not_now")
    assert heard == [intents.StartCall(), intents.IgnoreCall()]
    panel.untell(NoticeKind.CALL_NOTICED)
    assert not panel.actions_["not_now"].isEnabled()


def test_the_key_of_the_customer_leads_into_their_note(panel: AgentPanel, qtbot: QtBot):
    heard = wanted(panel)
    panel.show_session(session_at(252.0))
    panel.activateWindow()
    press(panel, "customer")
    panel.show_customer(CustomerView("c1", "Priya Raman", note="Prefers e-mail"))
    assert not panel._tabs.customer._note.hasFocus()  # nobody was shown, and what comes later takes no keys
    press(panel, "customer")
    qtbot.keyClicks(panel.focusWidget(), ", mornings")
    assert heard[-1] == intents.SaveCustomerNote("Prefers e-mail, mornings")


def test_the_customers_note_goes_up_and_is_not_overwritten(panel: AgentPanel):
    heard = wanted(panel)
    panel.show_customer(CustomerView("c1", "Priya Raman", note="Prefers e-mail"))
    panel._tabs.customer._note.setPlainText("Prefers e-mail, mornings")
    panel.show_customer(CustomerView("c1", "Priya Raman", note="Prefers e-mail"))
    assert heard == [intents.SaveCustomerNote("Prefers e-mail, mornings")]
    assert panel._tabs.customer._note.toPlainText() == "Prefers e-mail, mornings"
    panel.show_customer(CustomerView("c2", "Tomas Lind"))
    assert panel._tabs.customer._note.toPlainText() == ""
    assert len(heard) == 1


def test_a_call_in_the_tray_can_be_opened(panel: AgentPanel):
    heard = wanted(panel)
    panel.show_tray([WaitingCall("t1", "2026-03-17T13:40:00", "Tomas Lind", False, 61.0)])
    press(panel, "later")
    panel._tabs._tray._rows[0].click()
    assert heard == [intents.OpenCall("t1")]


def test_it_collapses_to_a_line_and_comes_back_as_high_as_it_was(panel: AgentPanel):
    panel.resize(460, 777)
    panel.show_session(session_at(252.0))
    press(panel, "collapse")
    assert panel.height() < 60
    assert panel.place() == Place(panel.x(), panel.y(), 460, 777, True)
    press(panel, "collapse")
    assert panel.height() == 777


def test_another_session_shows_nothing_of_the_one_before(panel: AgentPanel):
    panel.show_session(session_at(252.0))
    panel.show_session(CallSession(SampleAnalyst()))
    assert panel._tabs.transcript.model.rowCount() == 0
    assert "Charged twice" not in texts(panel)
    assert "not kept" not in texts(panel)


def test_it_can_be_shown_a_call_that_was_just_made_and_a_meter(panel: AgentPanel):
    panel.show_level(Level(Channel.AGENT, -20.0, -10.0))
    panel._bar.show_call(Call())
    panel.tick(3661.0)
    assert "1:01:01" in texts(panel._bar) + panel._bar._clock.text()


def test_a_call_that_goes_on_beside_the_wrap_up_is_said_and_can_be_gone_to(panel: AgentPanel):
    heard = wanted(panel)
    panel.show_session(session_at(400.0))
    panel.show_call_waiting(CallWaiting("next-1", "Tomas Lind", CallState.TALKING))
    assert "The next call is on: Tomas Lind" in texts(panel)
    assert "Nothing is heard" not in texts(panel)
    press(panel, "fix")
    assert heard == [intents.OpenCall("next-1")]
    panel.show_call_waiting(CallWaiting("", ""))
    assert "Nothing is heard" in texts(panel)


def test_when_one_side_alone_is_heard_the_panel_says_which(panel: AgentPanel):
    panel.show_session(session_at(252.0))
    panel.show_sides("Headset microphone", "")
    assert "Listening to you only" in texts(panel)
    assert [notice.kind for notice in panel._notices.shown] == [NoticeKind.ONE_SIDE]
    panel.show_sides("Headset microphone", "Headset")
    assert "Listening to both sides" in texts(panel)
    assert not panel._notices.shown


def test_collapsed_to_a_line_it_still_says_what_is_wrong(panel: AgentPanel):
    session = session_at(252.0)
    panel.show_session(session)
    press(panel, "collapse")
    height = panel.height()
    assert panel._line._issue.whole.startswith("Charged twice")
    tell(panel, session, CapturePaused(253.0, "payment"))
    assert panel._line._issue.whole == "Payment: nothing is written"
    assert panel.height() == height and not panel._notices.isVisible()
    tell(panel, session, CaptureResumed(260.0))
    assert panel._line._issue.whole.startswith("Charged twice")


def test_what_can_wait_is_not_said_during_a_call(panel: AgentPanel):
    panel.tell(Notice(NoticeKind.DEMONSTRATION))
    assert panel._notices.isVisible()
    panel.show_session(session_at(60.0))
    assert not panel._notices.isVisible()
    panel.show_session(CallSession(SampleAnalyst()))
    assert panel._notices.isVisible()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DiskFull("the disk is full"), "The call goes on and is kept in memory. Make room: it is then saved."),
        (DiskFailed("the disk failed: ask IT"), "The disk failed: ask IT."),
        (NoKey("no key ring was found"), "No key ring was found."),
    ],
)
def test_what_the_store_says_is_read_as_a_sentence(panel: AgentPanel, error: StoreError, words: str):
    panel.tell(notice_of(error))
    assert words in texts(panel)
