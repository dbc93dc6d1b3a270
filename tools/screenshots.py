"""Takes a picture of every screen and state of the windows, from a journal, in every size and both themes.

    python tools/screenshots.py [--out docs/pictures] [--only NAME]

Offscreen unless QT_QPA_PLATFORM names another platform. The pictures are drawn in the system's font, or in Inter where
it is installed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QApplication, QWidget

from calls.call import CallState
from calls.events import (
    Behind,
    CapturePaused,
    CaptureResumed,
    Channel,
    EngineFailed,
    Event,
    FollowUp,
    Gap,
    Held,
    Level,
    Partial,
    PauseReason,
    SideChanged,
    SideState,
)
from calls.intents import Draft
from calls.session import CallSession, Changed
from desk.news import CallWaiting, EarlierCall, WaitingCall
from desk.on_desk import LIVE
from tests.ui.sample_call import SampleAnalyst, session_at
from tests.ui.sample_help import LOOK_BACK, with_help
from tools.pictured_windows import Shelf, models, settings_dialog, sound_check
from ui.actions import PanelActions
from ui.agent_panel import AgentPanel
from ui.background import Background
from ui.keys_overview import KeysOverview
from ui.review_window import ReviewWindow
from ui.theme import DARK, apply_theme, colours_for
from ui.translation import speak
from ui.views import CustomerView, Notice, NoticeKind, WrapUp

TODAY = date(2026, 3, 17)
NARROW, USUAL, FULL = (320, 900), (460, 900), (1600, 900)
MOST_COLOURS = 30
EARLIER = (
    EarlierCall("e1", "2026-03-12T10:20:00", "Charged twice for one order", "Call back agreed"),
    EarlierCall("e2", "2025-11-02T16:05:00", "Address change did not reach the courier", "Solved"),
)
CUSTOMER = CustomerView(
    "c1",
    "Priya Raman",
    "+1 555 123 4567",
    "Prefers e-mail. Has two accounts; the order is on the business one.",
    (FollowUp("Call back about the refund", "2026-03-16"),),
    EARLIER,
)
TRAY = (
    WaitingCall("t1", "2026-03-17T13:12:00", "Dana Weiss", parked=True),
    WaitingCall("t2", "2026-03-17T12:40:00", "Tomas Lind", False, 131.0),
)


Then = Callable[[AgentPanel, CallSession], None]


@dataclass(frozen=True, slots=True)
class Shot:
    """``clock_s`` is where the call stands, negative for none; ``then`` does to the panel what the state needs."""

    name: str
    clock_s: float
    then: Then | None = None
    sizes: tuple[tuple[int, int], ...] = (NARROW, USUAL)


def told(kind: NoticeKind, detail: str = "") -> Then:
    def then(panel: AgentPanel, session: CallSession) -> None:
        del session
        panel.tell(Notice(kind, detail))

    return then


def after(*events: Event) -> Then:
    def then(panel: AgentPanel, session: CallSession) -> None:
        for event in events:
            panel.show_session(session, session.apply(event))

    return then


def doing(*names: str) -> Then:
    def then(panel: AgentPanel, session: CallSession) -> None:
        del session
        for name in names:
            panel.actions_[name].trigger()

    return then


def wrapping(panel: AgentPanel, session: CallSession) -> None:
    follow_up = FollowUp("Call back about the refund", "2026-03-20T17:00")
    panel.show_wrap_up(WrapUp(session.call.id, Draft(session.insight.summary.text, "Refund requested", (follow_up,))))
    panel.show_draft_kept()


def looking_back(panel: AgentPanel, session: CallSession) -> None:
    wrapping(panel, session)
    panel.show_own_review(LOOK_BACK)


def helped(panel: AgentPanel, session: CallSession) -> None:
    session.insight = with_help(session.insight)
    panel.show_session(session, Changed.INSIGHT)


def reading_a_card(panel: AgentPanel, session: CallSession) -> None:
    helped(panel, session)
    panel.actions_["policy"].trigger()


def next_call_on(panel: AgentPanel, session: CallSession) -> None:
    wrapping(panel, session)
    panel.show_call_waiting(CallWaiting("next", "Tomas Lind", CallState.TALKING))


def given_up(panel: AgentPanel, session: CallSession) -> None:
    after(EngineFailed("It stopped", True))(panel, session)
    panel.tell(Notice(NoticeKind.ENGINE_GIVEN_UP))


def no_microphone(panel: AgentPanel, session: CallSession) -> None:
    after(EngineFailed("No microphone", True))(panel, session)
    panel.tell(Notice(NoticeKind.NO_MICROPHONE))


def to_read_out(panel: AgentPanel, session: CallSession) -> None:
    del session
    panel.set_consent("To help you well I have this call written down. Is that all right?")


def noticed(panel: AgentPanel, session: CallSession) -> None:
    panel.show_watching(True)
    told(NoticeKind.CALL_NOTICED)(panel, session)


def one_side(panel: AgentPanel, session: CallSession) -> None:
    del session
    panel.show_sides("Headset microphone", "")


def paused_and_collapsed(panel: AgentPanel, session: CallSession) -> None:
    after(CapturePaused(253.0, PauseReason.PAYMENT))(panel, session)
    doing("collapse")(panel, session)


def finding(panel: AgentPanel, session: CallSession) -> None:
    doing("find")(panel, session)
    panel.focusWidget().setText("order")  # type: ignore[attr-defined]


def reading_back(panel: AgentPanel, session: CallSession) -> None:
    del session
    panel.actions_["issue_words"].trigger()


SHOTS = (
    Shot("idle", -1.0),
    Shot("first-run", -1.0, told(NoticeKind.FIRST_RUN)),
    Shot("model-loading", -1.0, told(NoticeKind.MODEL_LOADING)),
    Shot("no-model", -1.0, told(NoticeKind.NO_MODEL)),
    Shot("no-key-ring", -1.0, told(NoticeKind.NO_KEY_RING)),
    Shot("store-locked", -1.0, told(NoticeKind.STORE_LOCKED)),
    Shot("ringing", 1.0),
    Shot("begun", 5.0),
    Shot("in-call", 252.0, sizes=(NARROW, USUAL, FULL)),
    Shot("in-call-short", 252.0, sizes=((320, 560), (460, 560))),
    Shot("held", 252.0, after(Held(253.0), CapturePaused(253.0, PauseReason.HOLD))),
    Shot("paused", 252.0, after(CapturePaused(253.0, PauseReason.KEY))),
    Shot("payment", 252.0, after(CapturePaused(253.0, PauseReason.PAYMENT)), sizes=(NARROW, USUAL, FULL)),
    Shot("card-being-read", 252.0, after(CapturePaused(253.0, PauseReason.CARD))),
    Shot("payment-over", 252.0, after(CapturePaused(253.0, PauseReason.CARD), CaptureResumed(271.0))),
    Shot("consent", 5.0, to_read_out),
    Shot("call-noticed", -1.0, noticed),
    Shot("demonstration", -1.0, told(NoticeKind.DEMONSTRATION)),
    Shot("payment-collapsed", 252.0, paused_and_collapsed),
    Shot("silent-side", 252.0, after(SideChanged(Channel.CUSTOMER, 252.0, SideState.SILENT))),
    Shot("wordless-side", 252.0, after(SideChanged(Channel.CUSTOMER, 252.0, SideState.WORDLESS))),
    Shot("one-side", 252.0, one_side),
    Shot("no-microphone", 20.0, no_microphone),
    Shot("engine-restarting", 252.0, told(NoticeKind.ENGINE_RESTARTING)),
    Shot(
        "engine-given-up",
        252.0,
        given_up,
    ),
    Shot("behind", 252.0, after(Behind(Channel.CUSTOMER, 5.0))),
    Shot("gap", 252.0, after(Gap(Channel.CUSTOMER, 250.0, 254.0, "The headset was gone."))),
    Shot("changing-a-fact", 252.0, doing("change")),
    Shot("own-issue", 252.0, doing("own_issue")),
    Shot("reading-back", 252.0, reading_back),
    Shot("finding", 252.0, finding),
    Shot("customer", 252.0, doing("customer")),
    Shot("later", 252.0, doing("later")),
    Shot("collapsed", 252.0, doing("collapse"), sizes=(NARROW, USUAL, (620, 900))),
    Shot("wrap-up", 400.0, wrapping, sizes=(NARROW, USUAL, FULL)),
    Shot("help", 252.0, helped, sizes=((320, 1300), (460, 1200), FULL)),
    Shot("policy-card", 252.0, reading_a_card, sizes=(NARROW, USUAL, FULL)),
    Shot("look-back", 400.0, looking_back, sizes=((320, 1200), (460, 1100), FULL)),
    Shot("wrap-up-next-call", 400.0, next_call_on),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--only", default="", help="the name of one screen")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    if "Inter" in QFontDatabase.families():
        app.setFont(QFont("Inter"))
    taken = 0
    for theme in ("light", "dark"):
        apply_theme(app, theme)
        for name, widget in windows(arguments.only):
            settle(app)
            path = arguments.out / f"{name}-{theme}.png"
            save(widget, path)
            taken += path.stat().st_size
            widget.close()
            widget.deleteLater()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else each theme is put on all that was shown
    print(f"{taken / 1000:.0f} kB in {arguments.out}")
    return 0


def windows(only: str) -> Iterator[tuple[str, QWidget]]:
    """Each made, shown and given out in its turn, so that there is one at a time."""
    for shot in SHOTS:
        if only in ("", shot.name):
            for width, height in shot.sizes:
                yield f"{shot.name}-{width}", panel_for(shot, width, height)
    if only in ("", "keys"):
        yield "keys-400", shown(KeysOverview(PanelActions(QWidget()).deeds), 400, 900)
    if only in ("", "settings"):
        yield "settings-440", shown(settings_dialog(), 440, 900)
    for state in ("loading", "heard", "faults"):
        if only in ("", "sound-check"):
            for width in (320, 420):
                yield f"sound-check-{state}-{width}", shown(sound_check(state), width, 640)
    for state in ("choosing", "fetching"):
        if only in ("", "models"):
            yield f"models-{state}-420", shown(models(state), 420, 300)
    if only in ("", "words"):
        yield from in_words("de", more_contrast=True)
    if only in ("", "review"):
        for name, text in (("review", ""), ("review-search", "charged"), ("review-nothing", "zebra")):
            yield f"{name}-1280", review(text)


def panel_for(shot: Shot, width: int, height: int) -> AgentPanel:
    panel = AgentPanel()
    panel.resize(width, height)
    panel.show()
    panel.show_tray(TRAY)
    session = session_at(shot.clock_s) if shot.clock_s >= 0 else CallSession(SampleAnalyst())
    if 2.6 < shot.clock_s < 398.0:
        session.apply(Partial(Channel.CUSTOMER, shot.clock_s, "okay so that would be"))
        panel.show_sides("Headset microphone", "Headset")
    panel.show_session(session)
    if session.insight.cues and session.call.state in LIVE:
        panel.show_cue(session.insight.cues[-1])
    if shot.clock_s >= 0:
        panel.show_customer(CUSTOMER)
        panel.tick(min(398.0, shot.clock_s))
    panel.show_level(Level(Channel.AGENT, -44.0, -30.0))
    panel.show_level(Level(Channel.CUSTOMER, -26.0, -12.0))
    settle(QApplication.instance())
    if shot.then is not None:
        shot.then(panel, session)
    return panel


def shown(window: QWidget, width: int, height: int) -> QWidget:
    window.resize(width, height)
    window.show()
    return window


def in_words(language: str, more_contrast: bool) -> Iterator[tuple[str, QWidget]]:
    """The panel as it looks with other settings."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    shot = next(shot for shot in SHOTS if shot.name == "in-call")
    if more_contrast:
        theme = "dark" if colours_for(app.palette()) is DARK else "light"
        apply_theme(app, theme, more_contrast=True)
        yield "more-contrast-460", panel_for(shot, *USUAL)
        apply_theme(app, theme)
    if language:
        speak(app, language)
        yield "german-460", panel_for(shot, *USUAL)
        yield "german-320", panel_for(shot, *NARROW)
        yield "german-settings-440", shown(settings_dialog(), 440, 900)
        for translator in app.findChildren(QTranslator):
            app.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(QLocale.c())


def review(text: str) -> ReviewWindow:
    background = Background()
    window = ReviewWindow(Shelf(), background, TODAY)
    window.closed.connect(background.close)
    window.resize(1280, 800)
    window.show()
    window.search_for(text)
    for _ in range(3):
        settle(QApplication.instance())
    return window


def settle(app: object) -> None:
    """Lets queued work be done: lay-outs, the background's answers. Beside other work that takes longer."""
    assert isinstance(app, QApplication)
    until = time.thread_time() + 0.15
    while time.thread_time() < until:
        app.processEvents()


def save(widget: QWidget, path: Path) -> None:
    """As a PNG with a palette of the theme's colours and the most common blends: the files stay small."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()]
    colours, counts = np.unique(pixels & 0xFFFFFF, return_counts=True)
    common = colours[np.argsort(counts)[::-1][:MOST_COLOURS]]
    tokens = astuple(colours_for(widget.palette()))
    palette = [QColor(token).rgb() for token in tokens] + [0xFF000000 | int(colour) for colour in common]
    undithered = Qt.ImageConversionFlag.ThresholdDither
    image.convertToFormat(QImage.Format.Format_Indexed8, palette, undithered).save(str(path), "PNG", 0)  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main())
