"""What the panel shows besides a call's session: small frozen values that the desk's side fills in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from calls.events import FollowUp
from calls.findings import Fact
from calls.intents import Draft
from desk.news import EarlierCall

SURE = 0.8
"""A name or number heard with less confidence is marked, and asked for once in the wrap-up."""
TO_CONFIRM = frozenset(
    {"name", "account", "order", "reference", "policy", "claim", "booking", "product_code", "id"}
    | {"phone", "email", "address", "postcode", "spelled"}
)
"""Kinds that go wrong by one letter or digit and then cost another call."""


def is_uncertain(fact: Fact) -> bool:
    return not fact.confirmed and fact.kind in TO_CONFIRM and fact.confidence < SURE


@dataclass(frozen=True, slots=True)
class CustomerView:
    """What is on file of the customer; ``key`` tells one customer from another, "" when nobody is known."""

    key: str
    name: str = ""
    number: str = ""
    note: str = ""
    promises: tuple[FollowUp, ...] = ()
    earlier: tuple[EarlierCall, ...] = ()


@dataclass(frozen=True, slots=True)
class WrapUp:
    """The wrap-up to show. ``dispositions`` empty means the usual ones."""

    call_id: str
    draft: Draft
    dispositions: tuple[str, ...] = ()


class NoticeKind(StrEnum):
    """The states that are said in words above the call, the most urgent first."""

    PAYMENT = "payment"
    CARD = "card"
    PAUSED = "paused"
    CALL_NOTICED = "call_noticed"
    CALL_WAITING = "call_waiting"
    CALL_RINGS = "call_rings"
    CALL_HELD = "call_held"
    ON_HOLD = "on_hold"
    ENGINE_GIVEN_UP = "engine_given_up"
    ENGINE_RESTARTING = "engine_restarting"
    NO_MICROPHONE = "no_microphone"
    ONE_SIDE = "one_side"
    NO_MODEL = "no_model"
    STORE_FULL = "store_full"
    STORE_LOCKED = "store_locked"
    NO_KEY_RING = "no_key_ring"
    NOT_SAVED = "not_saved"
    NOT_USED = "not_used"
    FIXED = "fixed"
    LEFT_OUT = "left_out"
    NOT_HIDDEN = "not_hidden"
    CARD_FAULT = "card_fault"
    SILENT_SIDE = "silent_side"
    WORDLESS_SIDE = "wordless_side"
    BEHIND = "behind"
    GAP = "gap"
    MODEL_LOADING = "model_loading"
    FIRST_RUN = "first_run"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True)
class Notice:
    """``detail`` is one line from where it happened: what happened and what to do; "" uses the usual words.

    Of another call ``detail`` is who it is, and ``opens`` the call that the button opens.
    """

    kind: NoticeKind
    detail: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the panel stood; ``height`` is that of the open panel. Kept by whoever keeps settings."""

    x: int
    y: int
    width: int = 460
    height: int = 900
    collapsed: bool = False
