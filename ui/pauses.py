"""What a pause is called: why nothing is written, and since when or from when to when."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from calls.call import Call, Capture, Paused
from calls.events import PauseReason
from ui.wording import clock

translate = QCoreApplication.translate


def is_deaf_by_choice(call: Call) -> bool:
    """Whether nothing is written because of a key or a card: what the agent must never overlook, unlike a hold."""
    return call.capture is Capture.PAUSED and call.capture_reason != PauseReason.HOLD


def pause_name(reason: str) -> str:
    match reason:
        case PauseReason.PAYMENT | PauseReason.DIALER:
            return translate("pauses", "Payment")
        case PauseReason.CARD:
            return translate("pauses", "Card being read")
        case PauseReason.HOLD:
            return translate("pauses", "On hold")
        case _:
            return translate("pauses", "Paused")


def pause_words(pause: Paused) -> str:
    """One line: "Payment since 04:13: nothing is written", and once it is over with both its times."""
    what = pause_name(pause.reason)
    if pause.end is None:
        said = translate("pauses", "{what} since {start}: nothing is written")
        return said.format(what=what, start=clock(pause.start))
    said = translate("pauses", "{what} {start}–{end}: nothing was written")
    return said.format(what=what, start=clock(pause.start), end=clock(pause.end))
