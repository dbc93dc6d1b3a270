"""The window of saved calls: searched as one types, newest first, with the chosen call beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from threading import Event as Gate
from threading import get_ident

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calls.record import CallRecord, Consent, RecordedFact, record_of
from store.errors import StoreError
from store.rows import Deletion, Kept, RecordRow
from tests.ui.sample_call import session_at
from ui.background import Background
from ui.record_view import NoteCard, RecordHead
from ui.review_model import PAGE
from ui.review_window import ReviewWindow

TODAY = date(2026, 3, 17)
RECORD = record_of(session_at(400.0))


@dataclass
class Shelf:
    """Saved calls in memory; remembers on which thread it was asked."""

    rows: list[RecordRow]
    thread: int = 0
    gate: Gate | None = None
    trouble: str = ""
    deleted: tuple[Deletion, ...] = ()

    def deletions(self) -> Sequence[Deletion]:
        return self.deleted

    def search(self, text: str = "", limit: int = 100, before: str = "") -> Sequence[RecordRow]:
        self.thread = get_ident()
        if self.trouble:
            raise StoreError(self.trouble)
        if self.gate is not None and not text:
            self.gate.wait(10)
        found = [row for row in self.rows if text.casefold() in f"{row.customer} {row.key_issue}".casefold()]
        first = next((i + 1 for i, row in enumerate(found) if row.call_id == before), 0)
        return found[first : first + limit]

    def record(self, call_id: str) -> CallRecord | None:
        known = any(row.call_id == call_id for row in self.rows)
        return replace(RECORD, call=replace(RECORD.call, id=call_id)) if known else None


def shelf(count: int) -> Shelf:
    newest = datetime(2026, 3, 17, 14, 2)
    return Shelf(
        [
            RecordRow(
                f"call-{i}",
                (newest - timedelta(minutes=7 * i)).isoformat(),
                "Priya Raman" if i == 0 else f"Customer {i}",
                "M. Okoye",
                "Charged twice" if i % 3 == 0 else "Parcel not received",
                "Solved",
                398.0,
                i % 2,
                "2026-03-20" if i % 2 else "",
            )
            for i in range(count)
        ]
    )


Open = Callable[[Shelf], ReviewWindow]


@pytest.fixture
def open_window(qtbot: QtBot, themed: QApplication) -> Iterator[Open]:
    del themed
    background = Background()

    def made(calls: Shelf) -> ReviewWindow:
        window = ReviewWindow(calls, background, TODAY)
        qtbot.addWidget(window)
        window.show()
        window.refresh()
        return window

    yield made
    background.close()


def test_the_newest_call_comes_first_and_is_read_beside_the_table(qtbot: QtBot, open_window: Open):
    window = open_window(shelf(5))
    qtbot.waitUntil(lambda: window._detail._head.isVisible())
    assert window.model.index(0, 0).data() == "Today, 14:02"
    assert window.model.index(0, 1).data() == "Priya Raman"
    assert window._detail._head._text.text() == "Charged twice for order 447199; no refund after two calls"
    assert window._detail.transcript.model.rowCount() == len(RECORD.utterances)


def test_one_can_practise_with_the_call_that_is_shown(qtbot: QtBot, open_window: Open):
    window, wanted = open_window(shelf(5)), []
    assert not window._practise.isEnabled()
    window.practice_wanted.connect(wanted.append)
    qtbot.waitUntil(window._practise.isEnabled)
    window._practise.click()
    window._table.selectRow(3)
    qtbot.waitUntil(lambda: window._wanted_id == "call-3")
    window._practise.click()
    assert wanted == ["call-0", "call-3"]
    window._search.setText("nothing like it")
    qtbot.waitUntil(lambda: window.model.rowCount() == 0)
    assert not window._practise.isEnabled()


def test_it_is_searched_as_one_types(qtbot: QtBot, open_window: Open):
    window = open_window(shelf(30))
    qtbot.waitUntil(lambda: window.model.rowCount() == 30)
    qtbot.keyClicks(window._search, "parcel")
    qtbot.waitUntil(lambda: window.model.rowCount() == 20)
    window._search.setText("nothing like it")
    qtbot.waitUntil(lambda: window.model.rowCount() == 0)
    assert "No call holds these words" in window._detail._empty.text()


def test_thousands_of_calls_are_fetched_page_by_page(qtbot: QtBot, open_window: Open):
    window = open_window(shelf(2 * PAGE + 7))
    qtbot.waitUntil(lambda: window.model.rowCount() == PAGE)
    for wanted in (2 * PAGE, 2 * PAGE + 7):
        window.model.fetchMore(QModelIndex())
        qtbot.waitUntil(lambda wanted=wanted: window.model.rowCount() == wanted)
    assert not window.model.canFetchMore(QModelIndex())
    assert window.model.row(2 * PAGE + 6).call_id == f"call-{2 * PAGE + 6}"


def test_the_store_is_asked_in_the_background(qtbot: QtBot, open_window: Open):
    calls = shelf(3)
    window = open_window(calls)
    qtbot.waitUntil(lambda: window.model.rowCount() == 3)
    assert calls.thread not in (0, get_ident())


def test_an_answer_that_came_too_late_is_not_shown(qtbot: QtBot, open_window: Open):
    calls = shelf(9)
    calls.gate = Gate()
    window = open_window(calls)
    window._search.setText("priya")
    window.refresh()
    shown: list[int] = []
    window.model.modelReset.connect(lambda: shown.append(window.model.rowCount()))
    calls.gate.set()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [1]


def test_what_the_store_cannot_do_is_said_in_its_own_line(qtbot: QtBot, open_window: Open):
    window = open_window(Shelf([], trouble="The store is locked: unlock the key ring"))
    qtbot.waitUntil(lambda: "unlock the key ring" in window._detail._empty.text())


def test_a_line_of_the_summary_opens_its_words_and_nothing_can_be_changed(qtbot: QtBot, open_window: Open):
    window = open_window(shelf(1))
    qtbot.waitUntil(lambda: window._detail._head.isVisible())
    assert all(line._confirm.isHidden() for line in window._detail._summary.marked())
    window._detail._summary._sections["done"].widgets[0]._opener.click()
    assert window._detail.transcript.words.delegate.marks.evidence == {"a200300": ""}


def test_it_says_what_was_read_out_to_the_customer(qtbot: QtBot, themed: QApplication):
    del themed
    note = NoteCard()
    qtbot.addWidget(note)
    note.show_record(replace(RECORD, consent=Consent("It is written down.", 4.5)))
    assert "Read out at 00:04: “It is written down.”" in note._outcome.text()


def test_a_caller_whose_name_was_only_heard_is_called_by_it_as_in_the_table(qtbot: QtBot, themed: QApplication):
    del themed
    head = RecordHead()
    qtbot.addWidget(head)
    fact = RecordedFact("name", "Dana Whitfield", "u1", "Dana Whitfield", 0.9, confirmed=False)
    head.show_record(replace(RECORD, call=replace(RECORD.call, customer_name=""), facts=(fact,)), "")
    assert any(part.text().startswith("Dana Whitfield") for part in head.findChildren(QLabel))


def test_without_saved_calls_it_says_so(qtbot: QtBot, open_window: Open):
    window = open_window(shelf(0))
    qtbot.waitUntil(lambda: "Nothing is saved yet" in window._detail._empty.text())


def test_what_retention_deleted_is_said_below_the_table(qtbot: QtBot, open_window: Open):
    calls = shelf(3)
    calls.deleted = (
        Deletion("2026-03-17", Kept.CALLS, "2025-12-17", 12),
        Deletion("2026-03-17", Kept.CUSTOMERS, "2025-03-17", 2),
        Deletion("2026-03-16", Kept.CALLS, "2025-12-16", 7),
    )
    window = open_window(calls)
    qtbot.waitUntil(window._deleted.isVisible)
    assert window._deleted.text() == (
        "Deleted on 2026-03-17, because the time for which they are kept was over: "
        "12 calls from before 2025-12-17; 2 customers who last called before 2025-03-17."
    )
