"""What each platform does in its own way: which devices there are, and how both sides are opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from audio.frames import Samples
from calls.events import Channel

Deliver = Callable[[Channel, Samples], None]
"""Takes a device's newest block, mono; may be called in the sound library's thread, so it enqueues, no more."""


@dataclass(frozen=True, slots=True)
class Device:
    """``id`` is what the settings keep; ``channel`` the side that this device can hear.

    ``muted`` and ``volume_percent`` are the system's, where it tells them.
    """

    id: str
    name: str
    channel: Channel
    default: bool = False
    muted: bool = False
    volume_percent: int = 100


class Opened(Protocol):
    """Both sides' devices, open and delivering."""

    @property
    def names(self) -> Mapping[Channel, str]: ...

    @property
    def rates(self) -> Mapping[Channel, int]: ...

    @property
    def quiet(self) -> frozenset[Channel]:
        """Sides whose device delivers nothing at all while it is silent."""

    def wait(self, seconds: float) -> None:
        """So long, or less if there is something to see to."""

    def pump(self) -> None:
        """Deliver what came in, where no thread of the sound library's own does."""

    def trouble(self) -> Mapping[Channel, str]:
        """Why a side must not be heard just now, for each such side: its sound is another's, or nobody's."""

    def broken(self) -> bool:
        """A device stopped for good: close, and open anew."""

    def close(self) -> None: ...


class Playing(Protocol):
    """A sound that is being played; it ends by itself."""

    @property
    def active(self) -> bool: ...

    def close(self) -> None:
        """Stop it, and let the device go; needed at its end as well."""


class Backend(Protocol):
    def devices(self) -> list[Device]:
        """Raises SoundError."""

    def open(self, wanted: Mapping[Channel, str], deliver: Deliver) -> Opened:
        """Open a device per side; "" is the system's default. Raises SoundError."""

    def play(self, samples: Samples, rate: int, wanted: str) -> Playing:
        """Play mono sound where the customer's device of that name listens. Raises SoundError."""
