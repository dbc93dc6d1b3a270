"""What each notice says, how loudly, and the way out that it offers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from calls.intents import IgnoreCall, OpenCall, RestartEngine, ResumeCapture, Retrieve, RetryStore, StartCall
from store.errors import DiskFull, KeyLocked, NoKey, StoreError
from ui.views import Notice, NoticeKind

translate = QCoreApplication.translate


class Weight(StrEnum):
    """How a notice looks; ``SOLID`` is for nothing being written, and nothing else is so loud."""

    QUIET = "notice"
    LOUD = "warning"
    SOLID = "solid"


class Open(StrEnum):
    """What an offer opens, where it is no intent."""

    SETTINGS = "settings"
    SOUND_CHECK = "sound check"
    MODELS = "models"


@dataclass(frozen=True, slots=True)
class Wording:
    """``offer`` is the button's text, "" for none; ``act`` is an intent, an ``Open``, a kind to put away, or None.

    ``away`` is the same for the cross that says no to the offer.
    """

    icon: str
    weight: Weight
    title: str
    detail: str = ""
    offer: str = ""
    act: object | None = None
    away: object | None = None


STORE_NOTICES = (NoticeKind.STORE_FULL, NoticeKind.STORE_LOCKED, NoticeKind.NO_KEY_RING)


def notice_of(error: StoreError) -> Notice:
    """What the store says stands in the notice; of a full disk the agent need know no more than that."""
    match error:
        case DiskFull():
            return Notice(NoticeKind.STORE_FULL)
        case NoKey() if not isinstance(error, KeyLocked):
            return Notice(NoticeKind.NO_KEY_RING, str(error))
        case _:
            return Notice(NoticeKind.STORE_LOCKED, str(error))


def wording_of(notice: Notice) -> Wording:
    """The words of a notice; its own detail stands in place of the usual one."""
    if notice.kind in (NoticeKind.CALL_WAITING, NoticeKind.CALL_RINGS, NoticeKind.CALL_HELD):
        return _of_another_call(notice)
    usual = _of_pauses(notice.kind) or _of_capture(notice.kind) or _of_store(notice.kind) or _quiet(notice.kind)
    return replace(usual, detail=_sentence(notice.detail)) if notice.detail else usual


def _sentence(line: str) -> str:
    """A line such as the store gives for standard error, as it is read in a window."""
    whole = line[:1].upper() + line[1:]
    return f"{whole}." if whole[-1:].isalnum() else whole


def _of_another_call(notice: Notice) -> Wording:
    icon, weight = "phone", Weight.LOUD
    match notice.kind:
        case NoticeKind.CALL_RINGS:
            title = translate("notices", "Another call rings: {who}")
        case NoticeKind.CALL_HELD:
            icon, weight, title = "hold", Weight.QUIET, translate("notices", "On hold: {who}")
        case _:
            title = translate("notices", "The next call is on: {who}")
    who = notice.detail or translate("notices", "unknown caller")
    detail = translate("notices", "What you wrote here is kept; go to it at any time.")
    return Wording(
        icon, weight, title.format(who=who), detail, translate("notices", "Go to it"), OpenCall(notice.opens)
    )


def _of_pauses(kind: NoticeKind) -> Wording | None:
    detail = translate("notices", "What is said now is neither shown nor kept.")
    match kind:
        case NoticeKind.PAYMENT:
            icon, title = "card", translate("notices", "Payment: nothing is written")
        case NoticeKind.CARD:
            icon, title = "card", translate("notices", "A card is being read: nothing is written")
        case NoticeKind.PAUSED:
            icon, title = "pause", translate("notices", "Paused: nothing is written")
        case NoticeKind.ON_HOLD:
            title = translate("notices", "On hold: nothing is written")
            return Wording("hold", Weight.LOUD, title, detail, translate("notices", "Take back"), Retrieve())
        case _:
            return None
    return Wording(icon, Weight.SOLID, title, detail, translate("notices", "Resume"), ResumeCapture())


def _of_capture(kind: NoticeKind) -> Wording | None:
    match kind:
        case NoticeKind.ENGINE_GIVEN_UP:
            icon, title = "warning", translate("notices", "Not listening")
            detail = translate("notices", "Listening stopped three times. What was shown is kept.")
        case NoticeKind.NO_MICROPHONE:
            icon, title = "microphone", translate("notices", "No microphone")
            detail = translate("notices", "Plug in your headset, or choose a microphone in the settings.")
        case NoticeKind.ENGINE_RESTARTING:
            detail = translate(
                "notices", "It had stopped. Nothing shown is lost; the words will say what was not heard."
            )
            return Wording("warning", Weight.LOUD, translate("notices", "Listening starts again"), detail)
        case NoticeKind.ONE_SIDE:
            detail = translate("notices", "Choose where the customer's sound comes from.")
            return _to_check(Weight.LOUD, translate("notices", "Only one side is heard"), detail)
        case NoticeKind.SILENT_SIDE:
            return _to_check(Weight.QUIET, translate("notices", "One side is silent"))
        case NoticeKind.WORDLESS_SIDE:
            return _to_check(Weight.QUIET, translate("notices", "Sound without words"))
        case NoticeKind.NO_MODEL:
            detail = translate(
                "notices", "Without one no words can be written. Install one, or choose its folder in the settings."
            )
            return Wording(
                "warning",
                Weight.LOUD,
                translate("notices", "No speech model"),
                detail,
                translate("notices", "Models"),
                Open.MODELS,
            )
        case _:
            return None
    return Wording(icon, Weight.LOUD, title, detail, translate("notices", "Try again"), RestartEngine())


def _to_check(weight: Weight, title: str, detail: str = "") -> Wording:
    return Wording("microphone", weight, title, detail, translate("notices", "Check"), Open.SOUND_CHECK)


def _to_close(kind: NoticeKind, weight: Weight, title: str) -> Wording:
    """What is told by its detail, once."""
    return Wording("warning", weight, title, "", translate("notices", "Close"), kind)


def _of_store(kind: NoticeKind) -> Wording | None:
    match kind:
        case NoticeKind.STORE_FULL:
            icon, title = "warning", translate("notices", "No room on the disk")
            detail = translate("notices", "The call goes on and is kept in memory. Make room: it is then saved.")
        case NoticeKind.STORE_LOCKED:
            icon, title = "lock", translate("notices", "Calls cannot be saved")
            detail = translate(
                "notices", "The encrypted store is locked. Unlock your key ring; what was said is then saved."
            )
        case NoticeKind.NO_KEY_RING:
            icon, title = "lock", translate("notices", "Calls cannot be saved")
            detail = translate("notices", "This computer has no key ring for the store's key. Ask IT to set one up.")
        case NoticeKind.CARD_FAULT:
            return _to_close(kind, Weight.QUIET, translate("notices", "A policy card cannot be read"))
        case NoticeKind.NOT_SAVED:
            return _to_close(kind, Weight.LOUD, translate("notices", "Settings not saved"))
        case NoticeKind.NOT_USED:
            return _to_close(kind, Weight.QUIET, translate("notices", "Not all settings could be used"))
        case NoticeKind.FIXED:
            title = translate("notices", "That cannot be changed here")
            detail = translate("notices", "It is set for all users of this computer. Ask IT.")
            return replace(_to_close(kind, Weight.QUIET, title), detail=detail)
        case NoticeKind.LEFT_OUT:
            return _to_close(kind, Weight.QUIET, translate("notices", "A playbook or list cannot be used"))
        case NoticeKind.NOT_HIDDEN:
            title = translate("notices", "Seen in screen shares")
            detail = translate("notices", "This system cannot leave a window out of them, as the settings ask.")
            return replace(_to_close(kind, Weight.LOUD, title), detail=detail)
        case _:
            return None
    return Wording(icon, Weight.LOUD, title, detail, translate("notices", "Try again"), RetryStore())


def _quiet(kind: NoticeKind) -> Wording:
    match kind:
        case NoticeKind.CALL_NOTICED:
            title = translate("notices", "A call seems to be on")
            detail = translate(
                "notices", "Both sides are speaking. Nothing was written so far, and nothing is kept unless you start."
            )
            start = translate("notices", "Start")
            return Wording("phone", Weight.QUIET, title, detail, start, StartCall(), IgnoreCall())
        case NoticeKind.BEHIND:
            return Wording("clock", Weight.QUIET, translate("notices", "The words come late"))
        case NoticeKind.GAP:
            return _to_close(kind, Weight.QUIET, translate("notices", "Something was not heard"))
        case NoticeKind.MODEL_LOADING:
            detail = translate("notices", "The speech model is loading. Calls can be taken meanwhile.")
            return Wording("clock", Weight.QUIET, translate("notices", "Getting ready to listen"), detail)
        case NoticeKind.FIRST_RUN:
            detail = translate(
                "notices",
                "It writes down your calls on this computer; nothing leaves it. Check your sound, then start a call.",
            )
            return Wording(
                "info",
                Weight.QUIET,
                translate("notices", "Welcome to Attune"),
                detail,
                translate("notices", "Check sound"),
                Open.SOUND_CHECK,
            )
        case _:
            detail = translate(
                "notices", "Made from synthetic speech: real people come out as nonsense. Install one for real calls."
            )
            return Wording(
                "info",
                Weight.QUIET,
                translate("notices", "Demonstration model"),
                detail,
                translate("notices", "Install"),
                Open.MODELS,
            )
