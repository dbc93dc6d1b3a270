"""What was not heard on one side, told while it lasts."""

from __future__ import annotations

from collections.abc import Iterator

from calls.events import Channel, Gap

FIRST_S, NEXT_S = 0.5, 5.0


class Gaps:
    """A gap is told in pieces: the first within half a second, then one every five seconds, the last at its end."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._reason = ""
        self._told = 0.0
        self._due = 0.0
        self.ended = float("-inf")
        """When the last gap was over."""

    @property
    def open(self) -> bool:
        return bool(self._reason)

    def tell(self, now: float, reason: str, since: float | None = None) -> Iterator[Gap]:
        """``reason``: why the side is not heard now, "" when it is; ``since``: from when on, if not from now."""
        if reason == self._reason and (not reason or now < self._due):
            return
        if self._reason and now > self._told:
            yield Gap(self._channel, round(self._told, 3), round(now, 3), self._reason)
            self._told, self._due = now, now + NEXT_S
        if reason and not self._reason:
            self._told, self._due = now if since is None else max(since, self.ended), now + FIRST_S
        if self._reason and not reason:
            self.ended = now
        self._reason = reason
