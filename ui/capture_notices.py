"""What the panel says of capture by itself: a pause, a side that is not heard, a gap, words that come late."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from calls.call import Call, CallState, Capture
from calls.events import Channel, PauseReason, SideState
from desk.on_desk import LIVE
from ui.actions import PanelActions
from ui.notices import Notices
from ui.views import Notice, NoticeKind
from ui.wording import clock

PAUSES: dict[str, NoticeKind] = {
    PauseReason.PAYMENT: NoticeKind.PAYMENT,
    PauseReason.DIALER: NoticeKind.PAYMENT,
    PauseReason.CARD: NoticeKind.CARD,
    PauseReason.HOLD: NoticeKind.ON_HOLD,
}
BEHIND_S = 3.0
"""Words that come later than this are said to come late."""


class CaptureNotices(QObject):
    """Follows a call's state and tells ``notices``. ``name_of`` says what a side is called in the words."""

    def __init__(
        self, notices: Notices, name_of: Callable[[Channel], str], actions: PanelActions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._notices = notices
        self._resume_key = actions.key_of("payment")
        self._name_of = name_of
        self._gaps = 0

    def begin(self) -> None:
        """Another call is shown."""
        self._gaps = 0
        for kind in (
            NoticeKind.GAP,
            NoticeKind.BEHIND,
            NoticeKind.ONE_SIDE,
            NoticeKind.SILENT_SIDE,
            NoticeKind.WORDLESS_SIDE,
        ):
            self._notices.untell(kind)

    def follow(self, call: Call) -> None:
        paused = PAUSES.get(call.capture_reason, NoticeKind.PAUSED) if call.capture is Capture.PAUSED else None
        for kind in (NoticeKind.PAYMENT, NoticeKind.CARD, NoticeKind.PAUSED, NoticeKind.ON_HOLD):
            self._say(kind, kind is paused, self._why(call) if kind is paused else "")
        late = max(call.behind_s.values(), default=0.0)
        detail = self.tr("They show {seconds} s after they are said.").format(seconds=round(late))
        self._say(NoticeKind.BEHIND, late >= BEHIND_S, detail)
        silent = self._names(call, SideState.SILENT)
        self._say(
            NoticeKind.SILENT_SIDE,
            bool(silent),
            self.tr("{who}: no sound for 20 s. Muted, or not the right device?").format(who=silent),
        )
        wordless = self._names(call, SideState.WORDLESS)
        detail = self.tr("{who}: sound for 10 s, but no words. Another language than the model's, or noise?").format(
            who=wordless
        )
        self._say(NoticeKind.WORDLESS_SIDE, bool(wordless), detail)

    def follow_gaps(self, call: Call) -> None:
        if len(call.gaps) > self._gaps and call.state in LIVE:
            last = call.gaps[-1]
            span = f"{clock(last.start)}–{clock(last.end)}"
            self._notices.tell(
                Notice(NoticeKind.GAP, f"{self._name_of(last.channel)}, {span}: {last.reason}".rstrip(": "))
            )
        self._gaps = len(call.gaps)

    def show_sides(self, agent: str, customer: str) -> None:
        """Where each side's sound comes from, "" for a side that is not heard."""
        self._say(NoticeKind.ONE_SIDE, bool(agent) != bool(customer), self._one_side(agent))

    def _why(self, call: Call) -> str:
        """Since when nothing is written, why, and the way out."""
        start = clock(call.pauses[-1].start)
        match call.capture_reason:
            case PauseReason.HOLD:
                return self.tr("Since {start}. It goes on when you take the customer back.").format(start=start)
            case PauseReason.CARD:
                said = self.tr(
                    "Since {start}, heard by Attune. It goes on by itself afterwards; {key} resumes at once."
                )
            case PauseReason.DIALER:
                said = self.tr("Since {start}, by the dialer. Nothing of either side is shown or kept; {key} resumes.")
            case _:
                said = self.tr("Since {start}, by your key. Nothing of either side is shown or kept; {key} resumes.")
        return said.format(start=start, key=self._resume_key)

    def _names(self, call: Call, state: SideState) -> str:
        """The sides heard so, as one line; "" while the customer is on hold or nothing is written anyway."""
        if call.state is not CallState.TALKING or call.capture is not Capture.LISTENING:
            return ""
        return ", ".join(self._name_of(channel) for channel in Channel if call.sides.get(channel) is state)

    def _say(self, kind: NoticeKind, holds: bool, detail: str = "") -> None:
        if holds:
            self._notices.tell(Notice(kind, detail))
        else:
            self._notices.untell(kind)

    def _one_side(self, agent: str) -> str:
        if agent:
            return self.tr("You are heard, the customer is not: see where their sound comes from.")
        return self.tr("The customer is heard, you are not: see which microphone is yours.")
