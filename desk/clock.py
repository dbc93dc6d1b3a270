"""The call's clock: seconds since a call's zero, on the machine's monotonic clock."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class CallClock:
    """``started`` is the wall-clock time of its zero."""

    started: datetime = field(default_factory=_now)
    zero_s: float = field(default_factory=time.monotonic)

    def now_s(self) -> float:
        return round(time.monotonic() - self.zero_s, 3)
