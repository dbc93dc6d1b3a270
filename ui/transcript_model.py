"""The words as rows: finished utterances never change, gaps and pauses stand between them, partials come last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from calls.call import Call, Paused
from calls.events import Channel, Gap, Utterance
from ui.pauses import pause_words
from ui.wording import clock

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
A_FEW = 40
"""More rows than these at once are put in together."""


class RowKind(StrEnum):
    UTTERANCE = "utterance"
    GAP = "gap"
    PAUSE = "pause"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Row:
    """``id`` is the utterance's, "" for the other kinds; ``channel`` is None for a pause of both sides."""

    kind: RowKind
    id: str
    channel: Channel | None
    start: float
    text: str


class TranscriptModel(QAbstractListModel):
    """``follow`` the call after each event: its cost is that of what is new, however long the call is."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._partials = 0
        self._starts: dict[str, float] = {}
        self._gaps = self._pauses = self._closed_pauses = 0
        self._names = {Channel.AGENT: self.tr("You"), Channel.CUSTOMER: self.tr("Customer")}

    # What is read of it ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(row)
            case _:
                return None

    def row(self, place: int) -> Row:
        return self._rows[place]

    def name_of(self, channel: Channel) -> str:
        return self._names[channel]

    def spoken(self, row: Row) -> str:
        """The row as one sentence: for screen readers and for what is copied."""
        said = self.tr("{text} (not finished)").format(text=row.text) if row.kind is RowKind.PARTIAL else row.text
        if row.channel is None or row.kind in (RowKind.GAP, RowKind.PAUSE):
            return said
        return f"{self._names[row.channel]}, {clock(row.start)}: {said}"

    def start_of(self, utterance_id: str) -> float | None:
        return self._starts.get(utterance_id)

    def place_of(self, utterance_id: str) -> int | None:
        """Found by halving: rows are in the order of their starts."""
        start = self._starts.get(utterance_id)
        if start is None:
            return None
        low, high = 0, len(self._rows) - self._partials
        while low < high:
            middle = (low + high) // 2
            if self._rows[middle].start < start:
                low = middle + 1
            else:
                high = middle
        while low < len(self._rows) and self._rows[low].id != utterance_id:
            low += 1
        return low if low < len(self._rows) else None

    def found(self, wanted: str) -> list[int]:
        """The rows that hold ``wanted``, whatever its case."""
        small = wanted.casefold()
        return [place for place, row in enumerate(self._rows) if small in row.text.casefold()] if small else []

    # What changes it ---------------------------------------------------------------------------------------

    def name_customer(self, name: str) -> None:
        self._name(Channel.CUSTOMER, name or self.tr("Customer"))

    def name_agent(self, name: str) -> None:
        """For somebody else's call; the agent's own says "You"."""
        self._name(Channel.AGENT, name or self.tr("Agent"))

    def _name(self, channel: Channel, name: str) -> None:
        if name != self._names[channel]:
            self._names[channel] = name
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def clear(self) -> None:
        self.beginResetModel()
        self._rows.clear()
        self._starts.clear()
        self._partials = self._gaps = self._pauses = self._closed_pauses = 0
        self.endResetModel()

    def follow(self, call: Call) -> list[Utterance]:
        """Shows what the call has more than was shown before; gives the utterances that are new, in their order."""
        fresh = self._new_utterances(call.utterances)
        self._drop_partials(call)
        self._starts |= {utterance.id: utterance.start for utterance in fresh}
        rows = [Row(RowKind.UTTERANCE, u.id, u.channel, u.start, u.text) for u in fresh]
        rows += [Row(RowKind.GAP, "", g.channel, g.start, self._gap_words(g)) for g in call.gaps[self._gaps :]]
        rows += [Row(RowKind.PAUSE, "", None, p.start, pause_words(p)) for p in call.pauses[self._pauses :]]
        self._gaps, self._pauses = len(call.gaps), len(call.pauses)
        if not self._rows and len(rows) > A_FEW:
            self._fill(rows)
        else:
            for row in rows:
                self._commit(row)
        self._follow_pauses(call)
        self._show_partials(call)
        return fresh

    def _new_utterances(self, utterances: Sequence[Utterance]) -> list[Utterance]:
        missing, fresh = len(utterances) - len(self._starts), []
        for utterance in reversed(utterances):
            if missing <= 0:
                break
            if utterance.id not in self._starts:
                fresh.append(utterance)
                missing -= 1
        return fresh[::-1]

    def _commit(self, row: Row) -> None:
        place = len(self._rows) - self._partials
        while place > 0 and self._rows[place - 1].start > row.start:
            place -= 1
        self.beginInsertRows(_TOP, place, place)
        self._rows.insert(place, row)
        self.endInsertRows()

    def _fill(self, rows: list[Row]) -> None:
        """A saved call comes in one go: thousands of single rows would hold up the window."""
        self.beginResetModel()
        self._rows = sorted(rows, key=lambda row: row.start)
        self.endResetModel()

    def _follow_pauses(self, call: Call) -> None:
        """A pause says until when it was, once it is over. Looked for from the end, and only once."""
        while self._closed_pauses < len(call.pauses) and call.pauses[self._closed_pauses].end is not None:
            self._retell_pause(call.pauses[self._closed_pauses])
            self._closed_pauses += 1

    def _retell_pause(self, pause: Paused) -> None:
        for place in range(len(self._rows) - 1, -1, -1):
            row = self._rows[place]
            if row.kind is RowKind.PAUSE and row.start == pause.start:
                self._rows[place] = Row(RowKind.PAUSE, "", None, pause.start, pause_words(pause))
                self.dataChanged.emit(self.index(place), self.index(place))
                return

    def _drop_partials(self, call: Call) -> None:
        for place in range(len(self._rows) - 1, len(self._rows) - self._partials - 1, -1):
            partial = self._partial(call, self._rows[place].channel)
            if partial is None or partial.start != self._rows[place].start:
                self.beginRemoveRows(_TOP, place, place)
                del self._rows[place]
                self._partials -= 1
                self.endRemoveRows()

    def _show_partials(self, call: Call) -> None:
        wanted = [row for channel in Channel if (row := self._partial(call, channel)) is not None]
        for row in sorted(wanted, key=lambda partial: partial.start):
            first = len(self._rows) - self._partials
            place = next((p for p in range(first, len(self._rows)) if self._rows[p].channel is row.channel), None)
            if place is None:
                self.beginInsertRows(_TOP, len(self._rows), len(self._rows))
                self._rows.append(row)
                self._partials += 1
                self.endInsertRows()
            elif self._rows[place] != row:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place), self.index(place))

    def _partial(self, call: Call, channel: Channel | None) -> Row | None:
        partial = call.partials.get(channel) if channel else None
        if partial is None or not partial.text.strip():
            return None
        return Row(RowKind.PARTIAL, "", partial.channel, partial.start, f"{partial.text}…")

    def _gap_words(self, gap: Gap) -> str:
        span = f"{clock(gap.start)}–{clock(gap.end)}"
        said = self.tr("{side} not heard {span}").format(side=self._names[gap.channel], span=span)
        return f"{said}: {gap.reason}" if gap.reason else said
