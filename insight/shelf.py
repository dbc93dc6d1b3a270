"""The team's policy cards as they are now: read anew when a file changes, used by every call that goes on."""

from __future__ import annotations

from pathlib import Path

from insight.card_finder import Finder
from insight.policy_cards import read_cards


class Shelf:
    """``look`` may run in another thread than the calls that use ``finder``: what it found takes its place whole.

    ``folder`` None: no cards. It may be set at any time and holds from the next look on.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.finder = Finder()
        self.faults: tuple[str, ...] = ()
        """A line for each file that is no card."""
        self._stamp: tuple[tuple[str, int, int], ...] = ()

    def look(self) -> bool:
        """Whether anything had changed. A folder that cannot be listed, a share that is away, keeps what was read."""
        try:
            paths = sorted(self.folder.glob("*.md")) if self.folder else []
            stats = [(path, path.stat()) for path in paths]
        except OSError:
            return False
        stamp = tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)
        if stamp == self._stamp:
            return False
        cards, self.faults = read_cards(self.folder) if self.folder else ((), ())
        self.finder, self._stamp = Finder(cards), stamp
        return True
