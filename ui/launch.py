"""What the agent's window is started with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import settings
from ui.dialer_doors import Token

if TYPE_CHECKING:
    from store.call_store import CallStore


@dataclass(frozen=True, slots=True)
class Launch:
    """What ``main.py`` decides. ``recording`` is played in place of the devices, as a call that rings at once.

    ``recording_number`` is the bundled call's caller, "" for a saved call; with it come the examples that go with it.
    Without ``door_token`` there is no HTTP door. ``troubles`` are lines about settings that could not be used,
    ``left_out`` about playbooks and lists.
    """

    home: settings.Home
    settings: settings.Settings
    engine_command: Sequence[str]
    review_command: Sequence[str]
    open_store: Callable[[], CallStore]
    recording: tuple[str, ...] = ()
    recording_number: str = ""
    door_token: Token | None = None
    models_command: Sequence[str] = ()
    practice_command: Sequence[str] = ()
    troubles: Sequence[str] = ()
    left_out: Sequence[str] = ()
