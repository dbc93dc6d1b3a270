"""Which line is read out to the customer: the usual one, or the one of the queue that the call came by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ConsentLines:
    """``by_queue`` has the queues' names in lower case; "" there means that on this queue nothing is read out."""

    usual: str = ""
    by_queue: Mapping[str, str] = field(default_factory=dict)

    def of(self, queue: str) -> str:
        return self.by_queue.get(queue.strip().casefold(), self.usual)


def consent_lines(usual: str, queues: str) -> ConsentLines:
    """``queues``: "billing = We write this down. | sales =". Of a queue that is named twice the last line counts."""
    parts = (part.partition("=") for part in queues.split("|") if "=" in part)
    return ConsentLines(usual.strip(), {name.strip().casefold(): line.strip() for name, _, line in parts})
