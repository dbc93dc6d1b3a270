"""When a cue comes into sight: not while the customer speaks, and not soon after the one before."""

from __future__ import annotations

from calls.findings import Cue
from insight.coaching import QUIET_S


class CuePace:
    """What insight would show is held back until it disturbs nobody; what it takes back goes at once.

    Insight judges by finished utterances, so that a journal gives the same call again; who is speaking just now is
    known here alone.
    """

    def __init__(self) -> None:
        self._shown: Cue | None = None
        self._came_s = -QUIET_S

    def shown(self, wanted: Cue | None, customer_speaks: bool, now_s: float) -> Cue | None:
        """The cue to be seen at ``now_s`` on the call's clock. Ask whenever anything changed, and now and then."""
        if wanted is None or (self._shown is not None and wanted.id == self._shown.id):
            self._shown = wanted
        elif customer_speaks or now_s - self._came_s < QUIET_S:
            self._shown = None
        else:
            self._shown, self._came_s = wanted, now_s
        return self._shown
