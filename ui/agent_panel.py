"""The agent's panel: a narrow window that shows one call and says what the agent wants.

What is shown comes in through methods, each cheap and safe to repeat:

    show_session(session, changed)  the call and what was made of it, after each event; ``changed`` says what to redraw.
                                    Another session than before: everything is drawn anew
    show_sides(agent, customer)     where each side's sound comes from (CaptureStarted), "" for a side not heard
    set_consent(text, by_queue)     what is to be read out at the start of each call, "" for nothing
    show_cue(cue | None)            the one line of help, when it is its time
    show_watching(on)               whether the engine listens for a call that nobody announces
    show_level(level)               a meter
    tick(clock_s)                   the call's clock, a few times a second
    show_customer(view | None)      who calls: note and earlier calls
    show_tray(calls)                what is put off, what a crash left
    show_loops(loops)               what is to be done over all calls
    show_wrap_up(wrap_up)           the draft, at hang-up and again whenever the desk has a better one
    show_own_review(review)         the agent's own look back, beside the draft
    show_draft_kept()               the draft is on the disk
    show_call_waiting(waiting)      another call rings, is on or is held beside the one that is shown, or none does
    tell(notice) / untell(kind)     a state in words; payment, pause, lateness and gaps tell themselves
    show_on_top(flag)               whether the window stays above others
    hide_from_share(flag)           asks the system to leave the window out of screen shares; False where it cannot
    place() / set_place(place)      where it stands, for whoever keeps that

What the agent wants goes out as signals: ``intent`` with one of calls.intents; for the application ``settings_wanted``,
``review_wanted``, ``practice_wanted``, ``sound_check_wanted``, ``models_wanted``, ``on_top_chosen(bool)`` and
``placed(Place)``; ``words_painted(utterance_id)`` once for the newest words when they are on the screen. Without a
call, show a new CallSession.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calls.call import CallState
from calls.consent import consent_lines
from calls.events import Level
from calls.findings import Cue, Insight
from calls.intents import HangUp, Hold, NextCall, PauseCapture, ResumeCapture, Retrieve, StartCall
from calls.session import CallSession, Changed
from desk.news import CallWaiting, WaitingCall
from desk.on_desk import LIVE
from desk.own_review import OwnReview
from store.rows import OpenLoop
from ui.actions import PanelActions
from ui.call_bar import CallBar
from ui.call_page import CallPage
from ui.capture_notices import CaptureNotices
from ui.collapsed_bar import CollapsedBar
from ui.consent_line import ConsentLine
from ui.cue_line import CueLine
from ui.halves import Halves
from ui.idle_page import IdlePage
from ui.issue_card import IssueCard
from ui.keys_overview import KeysOverview
from ui.notice_words import Open
from ui.notices import Notices
from ui.panel_window import PanelWindow
from ui.pauses import is_deaf_by_choice
from ui.policy_lines import PolicyLines
from ui.summary_view import SummaryView
from ui.tabs import Tabs
from ui.views import CustomerView, Notice, NoticeKind, WrapUp
from ui.wording import clock, first_name, quote_of
from ui.wrap_up import WrapUpPage

EVERYTHING = Changed.STATE | Changed.CAPTURE | Changed.PARTIAL | Changed.WORDS | Changed.INSIGHT
OTHER_CALLS = {
    CallState.TALKING: NoticeKind.CALL_WAITING,
    CallState.RINGING: NoticeKind.CALL_RINGS,
    CallState.HELD: NoticeKind.CALL_HELD,
}
"""What is said of another call in that state."""


class AgentPanel(PanelWindow):
    """The composition; see the head of this file for what goes in and out."""

    intent = Signal(object)
    settings_wanted = Signal()
    sound_check_wanted = Signal()
    models_wanted = Signal()
    review_wanted = Signal()
    practice_wanted = Signal()
    on_top_chosen = Signal(bool)
    words_painted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.actions_ = PanelActions(self)
        self._session: CallSession | None = None
        self._keys: KeysOverview | None = None
        self._bar, self._line = CallBar(self.actions_), CollapsedBar(self.actions_)
        self._notices = Notices(self.actions_)
        self._consent = ConsentLine(self.actions_)
        self._issue, self._cue = IssueCard(self.actions_), CueLine(self.actions_)
        self._policies = PolicyLines(self.actions_.key_of("policy"))
        self._summary, self._idle = SummaryView(), IdlePage(self.actions_)
        self._wrap_up, self._tabs = WrapUpPage(self.actions_), Tabs(self.actions_)
        self._capture = CaptureNotices(self._notices, self._tabs.transcript.model.name_of, self.actions_, self)
        self._lay_out()
        self._wire_actions()
        self._wire_views()
        self._enable_actions()
        self.resize(460, 900)
        self.setFocus()

    # What is shown -----------------------------------------------------------------------------------------

    def show_session(self, session: CallSession, changed: Changed = EVERYTHING) -> None:
        if session is not self._session:
            self._begin(session)
            changed = EVERYTHING
        call = session.call
        if changed & (Changed.WORDS | Changed.PARTIAL | Changed.CAPTURE):
            fresh = self._tabs.transcript.follow(call)
            for utterance in fresh:
                if utterance.masked:
                    self._summary.note_masked(utterance.masked)
                    changed |= Changed.INSIGHT
        if changed & (Changed.STATE | Changed.CAPTURE):
            self._show_state(session)
        if changed & Changed.WORDS:
            self._capture.follow_gaps(call)
        if changed & Changed.INSIGHT:
            self._show_insight(session.insight)
        self._choose_page()

    def show_sides(self, agent: str, customer: str) -> None:
        self._bar.show_sides(agent, customer)
        self._capture.show_sides(agent, customer)
        if self._session is not None:
            self._show_state(self._session)

    def set_consent(self, text: str, by_queue: str = "") -> None:
        self._consent.set_lines(consent_lines(text, by_queue))

    def show_cue(self, cue: Cue | None) -> None:
        self._cue.show_cue(cue)

    def show_watching(self, on: bool) -> None:
        self._bar.show_watching(on)
        if self._session is not None:
            self._show_state(self._session)

    def show_level(self, level: Level) -> None:
        self._bar.show_level(level)

    def tick(self, clock_s: float) -> None:
        self._bar.tick(clock_s)
        self._line.tick(clock_s)

    def show_customer(self, view: CustomerView | None) -> None:
        self._tabs.customer.show_customer(view)
        self._idle.show_customer(view)

    def show_tray(self, calls: Sequence[WaitingCall]) -> None:
        self._tabs.show_tray(calls)

    def show_loops(self, loops: Sequence[OpenLoop]) -> None:
        self._tabs.show_loops(loops)

    def show_wrap_up(self, wrap_up: WrapUp) -> None:
        self._wrap_up.show_wrap_up(wrap_up)
        self._choose_page()

    def show_own_review(self, review: OwnReview) -> None:
        self._wrap_up.show_own_review(review)

    def show_draft_kept(self) -> None:
        self._wrap_up.show_draft_kept()

    def show_call_waiting(self, waiting: CallWaiting) -> None:
        self._bar.show_call_waiting(waiting.state is CallState.TALKING)
        if self._session is not None:
            self._show_state(self._session)
        for state, kind in OTHER_CALLS.items():
            self.untell(kind)
            if state is waiting.state:
                self.tell(Notice(kind, waiting.customer, waiting.call_id))

    def tell(self, notice: Notice) -> None:
        self._notices.tell(notice)

    def untell(self, kind: NoticeKind) -> None:
        self._notices.untell(kind)

    def show_on_top(self, flag: bool) -> None:
        self.actions_["on_top"].setChecked(flag)
        super().show_on_top(flag)

    # The inside --------------------------------------------------------------------------------------------

    def _begin(self, session: CallSession) -> None:
        self._session = session
        self._tabs.transcript.clear()
        self._summary.clear()
        self._bar.forget_sides()
        self._capture.begin()

    def _show_state(self, session: CallSession) -> None:
        call = session.call
        self._bar.show_call(call)
        self._line.show_call(call, self._bar.sign, self._bar.status)
        self._tabs.transcript.model.name_customer(first_name(call.customer_name))
        self._idle.show_call(call)
        self._consent.show_call(call)
        self._notices.show_in_call(call.state not in (CallState.NEW, CallState.CLOSED))
        if call.state not in LIVE:
            self.tick(call.duration_s)
        self._capture.follow(call)
        self.frame(is_deaf_by_choice(call))
        self._enable_actions()

    def _show_insight(self, insight: Insight) -> None:
        issue = insight.issue
        if issue is not None and self._session is not None:
            quote = quote_of(issue, self._session.call.utterances)
            self._issue.show_issue(issue, self._time_of(issue.utterance_id), quote)
        else:
            self._issue.show_issue(None)
        marked = {issue.utterance_id: issue.quote} if issue and issue.utterance_id else {}
        self._tabs.transcript.mark_issue(marked)
        self._summary.show_insight(insight, self._time_of)
        self._policies.show_cards(insight.cards)
        self._tabs.show_cards(insight.cards)
        self.actions_["policy"].setEnabled(bool(insight.cards))
        self._line.show_insight(insight)
        self._wrap_up.show_insight(insight)

    def _time_of(self, utterance_id: str) -> str:
        start = self._tabs.transcript.model.start_of(utterance_id)
        return "" if start is None else clock(start)

    def _choose_page(self) -> None:
        state = self._session.call.state if self._session else CallState.NEW
        call_id = self._session.call.id if self._session else ""
        wrapping = state is CallState.AFTER_CALL_WORK and self._wrap_up.call_id == call_id and bool(call_id)
        self._halves.show_wrap_up(wrapping)
        self._idle.setVisible(self._summary.is_empty or state is CallState.CLOSED)
        for name in ("note", "copy", "file", "put_off", "add_follow_up"):
            self.actions_[name].setEnabled(wrapping)

    def _enable_actions(self) -> None:
        state = self._session.call.state if self._session else CallState.NEW
        live = state in LIVE
        self.actions_["practice"].setEnabled(not live)
        self.actions_["start"].setEnabled(not live and state is not CallState.AFTER_CALL_WORK)
        for name in ("end", "hold", "pause", "payment", "own_issue"):
            self.actions_[name].setEnabled(live)

    def _show_words(self, evidence: Sequence[str], quote: str = "") -> None:
        self._tabs.show_tab("words")
        self._tabs.transcript.show_evidence(evidence, quote)

    def _toggle_hold(self) -> None:
        held = self._session is not None and self._session.call.state is CallState.HELD
        self.intent.emit(Retrieve() if held else Hold())

    def _toggle_pause(self, reason: str = "") -> None:
        paused = self._session is not None and is_deaf_by_choice(self._session.call)
        self.intent.emit(ResumeCapture() if paused else PauseCapture(reason))

    def _confirm(self) -> None:
        if self._halves.wraps_up:
            self._wrap_up.confirm_first()
        elif marked := self._summary.marked():
            marked[0].confirm()

    def _change(self) -> None:
        if self._halves.wraps_up:
            self._wrap_up.change_first()
        elif marked := self._summary.marked():
            marked[0].change()

    def _show_keys(self) -> None:
        if self._keys is None:
            self._keys = KeysOverview(self.actions_.deeds, self)
        self._keys.show()

    # The wiring --------------------------------------------------------------------------------------------

    def _wire_actions(self) -> None:
        actions = self.actions_
        for name, act in (
            ("start", lambda: self.intent.emit(StartCall())),
            ("end", lambda: self.intent.emit(HangUp())),
            ("hold", self._toggle_hold),
            ("next_call", lambda: self.intent.emit(NextCall())),
            ("consent", self._consent.confirm),
            ("skip_consent", self._consent.skip),
            ("pause", self._toggle_pause),
            ("payment", lambda: self._toggle_pause("payment")),
            ("pin", self._issue.pin),
            ("not_this", self._issue.not_this),
            ("own_issue", self._issue.type_own),
            ("issue_words", self._issue.open_words),
            ("drop_cue", self._cue.put_away),
            ("policy", self._tabs.next_card),
            ("confirm", self._confirm),
            ("change", self._change),
            ("words", lambda: self._tabs.show_tab("words")),
            ("customer", self._tabs.go_to_note),
            ("later", lambda: self._tabs.show_tab("later")),
            ("finish_loop", self._tabs.finish_first_loop),
            ("undo_loop", self._tabs.undo_loop),
            ("find", self._find),
            ("live", self._tabs.transcript.jump_to_live),
            ("collapse", lambda: self.set_collapsed(not self._collapsed)),
            ("note", self._wrap_up.go_to_note),
            ("copy", self._wrap_up.copy),
            ("file", self._wrap_up.file),
            ("put_off", self._wrap_up.put_off),
            ("add_follow_up", self._wrap_up.add_follow_up),
            ("fix", self._notices.fix),
            ("not_now", self._notices.put_away),
            ("practice", self.practice_wanted.emit),
            ("review", self.review_wanted.emit),
            ("settings", self.settings_wanted.emit),
            ("sound_check", self.sound_check_wanted.emit),
            ("models", self.models_wanted.emit),
            ("keys", self._show_keys),
        ):
            actions[name].triggered.connect(act)
        actions["on_top"].triggered.connect(self.on_top_chosen)

    def _wire_views(self) -> None:
        for view in (self._consent, self._issue, self._cue, self._summary, self._wrap_up, self._notices, self._idle):
            view.intent.connect(self.intent)
        self._tabs.intent.connect(self.intent)
        self._issue.words_wanted.connect(lambda utterance_id, quote: self._show_words((utterance_id,), quote))
        self._cue.words_wanted.connect(lambda utterance_id, quote: self._show_words((utterance_id,), quote))
        self._summary.words_wanted.connect(self._show_words)
        self._summary.tab_wanted.connect(self._tabs.show_tab)
        self._policies.card_wanted.connect(self._tabs.open_card)
        self._wrap_up.words_wanted.connect(self._show_words)
        self._notices.opened.connect(self._open)
        self._notices.loudest.connect(self._line.show_trouble)
        self._tabs.transcript.painted.connect(self.words_painted)

    def _open(self, what: Open) -> None:
        match what:
            case Open.SETTINGS:
                self.settings_wanted.emit()
            case Open.SOUND_CHECK:
                self.sound_check_wanted.emit()
            case Open.MODELS:
                self.models_wanted.emit()

    def _find(self) -> None:
        self._tabs.show_tab("words")
        self._tabs.transcript.begin_find()

    def _lay_out(self) -> None:
        cards = (self._consent, self._issue, self._cue, self._policies, self._idle)
        in_call = CallPage(cards, self._summary)
        self._halves = Halves(in_call, self._wrap_up, self._tabs)
        opened = QWidget()
        column = QVBoxLayout(opened)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(8)
        column.addWidget(self._bar)
        column.addWidget(self._notices)
        column.addWidget(self._halves, 1)
        self.fill(opened, self._line)
