"""First on the disk, then on the screen: what was shown is never lost, even if Attune dies the moment after."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from calls.events import Event, Utterance
from calls.journal import JournalEntry
from desk.keeper import Keeper
from desk.news import EngineChanged

Item = Event | EngineChanged
Entry = tuple[str, JournalEntry]


class WriteAhead:
    """Passes what the engine tells on to ``take``, in its order, an utterance only once the keeper has written it.

    Where the keeper cannot write just now, it is passed on at once: the agent sees it, and why it is not kept.
    ``entry`` gives an utterance's call and journal entry, or None when it belongs to no call.
    """

    def __init__(
        self, keeper: Keeper, entry: Callable[[Utterance], Entry | None], take: Callable[[Item], None]
    ) -> None:
        self._keeper = keeper
        self._entry = entry
        self._take = take
        self._items: deque[Item] = deque()
        self._is_writing = False

    @property
    def is_empty(self) -> bool:
        return not self._items

    def give(self, item: Item) -> None:
        self._items.append(item)
        self._advance()

    def _advance(self) -> None:
        while self._items and not self._is_writing:
            item = self._items[0]
            entry = self._entry(item) if isinstance(item, Utterance) else None
            if entry:
                self._is_writing = True
                self._keeper.append(*entry, then=self._written)
            else:
                self._take(self._items.popleft())

    def flush(self) -> None:
        """Pass everything on now; what is not yet with the keeper is given to it."""
        is_with_keeper, self._is_writing = self._is_writing, False
        while self._items:
            item = self._items.popleft()
            entry = self._entry(item) if isinstance(item, Utterance) and not is_with_keeper else None
            if entry:
                self._keeper.append(*entry)
            is_with_keeper = False
            self._take(item)

    def _written(self) -> None:
        if not self._is_writing:
            return
        self._is_writing = False
        self._take(self._items.popleft())
        self._advance()
