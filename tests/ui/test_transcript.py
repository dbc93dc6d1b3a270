"""The words: in order, never changed, found again, and at the same cost however many there are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calls.call import Call, CallState, Paused
from calls.events import Channel, Gap, Partial, Utterance
from tests.ui.sample_call import spoken, utterances
from ui.transcript_model import RowKind, TranscriptModel
from ui.transcript_view import TranscriptView

AGENT, CUSTOMER = Channel.AGENT, Channel.CUSTOMER


@pytest.fixture
def view(qtbot: QtBot, themed: QApplication) -> TranscriptView:
    del themed
    made = TranscriptView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def texts(model: TranscriptModel) -> list[str]:
    return [model.row(place).text for place in range(model.rowCount())]


def long_call(count: int) -> Call:
    return Call(
        utterances=[spoken(CUSTOMER, 3.0 * i, 3.0 * i + 2, f"This is sentence {i} of many") for i in range(count)]
    )


def test_words_that_come_late_stand_where_they_were_said(themed: QApplication):
    del themed
    model, call = TranscriptModel(), Call()
    first, second, third = (spoken(AGENT, start, start + 1, f"at {start}") for start in (1.0, 5.0, 9.0))
    for known in ([first], [first, third], [first, second, third]):
        call.utterances = list(known)
        model.follow(call)
    assert texts(model) == ["at 1.0", "at 5.0", "at 9.0"]


def test_what_stands_is_never_changed_or_taken_away(themed: QApplication):
    del themed
    model, call = TranscriptModel(), Call()
    changed: list[int] = []
    removed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    model.rowsRemoved.connect(lambda *_: removed.append(model.rowCount()))
    for utterance in utterances():
        call.partials = {utterance.channel: Partial(utterance.channel, utterance.start, utterance.text[:9])}
        model.follow(call)
        call.partials = {utterance.channel: Partial(utterance.channel, utterance.start, utterance.text[:14])}
        model.follow(call)
        call.partials = {}
        call.utterances.append(utterance)
        before = texts(model)[:-1]
        model.follow(call)
        assert texts(model)[:-1] == before
    assert changed == list(range(len(utterances())))
    assert removed == list(range(len(utterances())))


def test_gaps_and_pauses_stand_between_the_words(themed: QApplication):
    del themed
    model, call = TranscriptModel(), Call(utterances=[spoken(AGENT, 1.0, 2.0, "One"), spoken(AGENT, 20.0, 21.0, "Two")])
    call.gaps.append(Gap(CUSTOMER, 5.0, 8.0, "the headset was gone"))
    call.pauses.append(Paused(10.0, None, "payment"))
    model.follow(call)
    assert texts(model)[1:3] == [
        "Customer not heard 00:05–00:08: the headset was gone",
        "Payment since 00:10: nothing is written",
    ]
    call.pauses[0].end = 15.0
    model.follow(call)
    assert texts(model)[2] == "Payment 00:10–00:15: nothing was written"
    assert [model.row(i).kind for i in range(4)] == [RowKind.UTTERANCE, RowKind.GAP, RowKind.PAUSE, RowKind.UTTERANCE]


def test_both_sides_may_have_a_partial_at_once_and_they_come_last(themed: QApplication):
    del themed
    model, call = TranscriptModel(), Call(utterances=utterances()[:3])
    call.partials = {CUSTOMER: Partial(CUSTOMER, 31.0, "yes"), AGENT: Partial(AGENT, 30.0, "is it")}
    model.follow(call)
    assert texts(model)[-2:] == ["is it…", "yes…"]
    call.partials = {CUSTOMER: Partial(CUSTOMER, 31.0, "yes it")}
    model.follow(call)
    assert texts(model)[-1] == "yes it…"
    assert model.rowCount() == 4


def test_the_view_follows_the_newest_until_the_agent_reads_back(view: TranscriptView, qtbot: QtBot):
    call = long_call(60)
    view.follow(call)
    bar = view.words.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    bar.setValue(bar.maximum() // 2)
    here = bar.value()
    call.utterances.append(spoken(AGENT, 999.0, 1000.0, "The newest"))
    view.follow(call)
    assert view._live.isVisible() and "1 new" in view._live.text()
    QApplication.processEvents()
    assert bar.value() == here
    view.jump_to_live()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    assert not view._live.isVisible()


def test_the_words_are_found_and_stepped_through(view: TranscriptView, qtbot: QtBot):
    view.follow(Call(utterances=utterances()))
    view.begin_find()
    view._find.edit.setText("ORDER")
    assert view._find._count.text() == "3 of 3"
    qtbot.keyClick(view._find.edit, Qt.Key.Key_Return)
    assert view._find._count.text() == "1 of 3"
    assert "last order" in view.model.row(view.words.currentIndex().row()).text
    qtbot.keyClick(view._find.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view._find._count.text() == "3 of 3"
    qtbot.keyClick(view._find.edit, Qt.Key.Key_Escape)
    assert not view._find.isVisible()
    view.begin_find()
    view._find.edit.setText("zebra")
    assert view._find._count.text() == "none"


def test_chosen_words_are_copied_with_who_and_when(view: TranscriptView, qtbot: QtBot):
    view.follow(Call(utterances=utterances()[:2]))
    view.words.selectRow(1)
    qtbot.keyClick(view.words, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Customer, 00:07: Hi, my name is Priya Raman, and I am calling about a payment on my last order."
    )


def test_another_width_lays_a_long_call_out_again_in_small_turns(view: TranscriptView, qtbot: QtBot):
    view.follow(long_call(3000))
    view.resize(250, 300)
    QApplication.sendPostedEvents()
    assert len(view.words._left) > 2000
    words = view.words
    qtbot.waitUntil(lambda: not words._left, timeout=20_000)
    width = words.viewport().width()
    assert all(words.rowHeight(p) == words.delegate.height_for(p, width, words.font()) for p in range(0, 3000, 97))
    assert words.verticalScrollBar().value() == words.verticalScrollBar().maximum()


def test_a_long_call_that_is_opened_again_comes_in_one_go_and_in_order(view: TranscriptView):
    call = long_call(3000)
    call.gaps.append(Gap(CUSTOMER, 4.5, 5.5, "the headset was gone"))
    call.pauses.append(Paused(7.5, 8.5, "payment"))
    resets: list[int] = []
    inserted: list[int] = []
    view.model.modelReset.connect(lambda: resets.append(view.model.rowCount()))
    view.model.rowsInserted.connect(lambda *_: inserted.append(view.model.rowCount()))
    assert len(view.follow(call)) == 3000
    assert (resets, inserted) == ([3002], [])
    kinds = [view.model.row(i).kind for i in range(5)]
    assert kinds == [RowKind.UTTERANCE, RowKind.UTTERANCE, RowKind.GAP, RowKind.UTTERANCE, RowKind.PAUSE]
    call.utterances.append(spoken(AGENT, 9999.0, 10000.0, "Later"))
    assert [u.text for u in view.follow(call)] == ["Later"]
    assert inserted == [3003]


def test_a_row_is_found_by_its_utterance_among_thousands(themed: QApplication):
    del themed
    model, call = TranscriptModel(), long_call(2000)
    model.follow(call)
    assert [model.place_of(call.utterances[i].id) for i in (0, 999, 1999)] == [0, 999, 1999]
    assert model.place_of("nobody") is None


def test_an_utterance_is_measured_once_and_no_other_with_it(
    view: TranscriptView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    call = long_call(500)
    view.follow(call)
    qtbot.waitUntil(lambda: not view.words._left)
    measured: list[int] = []
    own = view.words.delegate.height_for
    monkeypatch.setattr(
        view.words.delegate,
        "height_for",
        lambda place, width, font: (measured.append(place), own(place, width, font))[1],
    )
    call.utterances.append(spoken(AGENT, 9000.0, 9001.0, "One more"))
    view.follow(call)
    QApplication.processEvents()
    assert measured == [500]


def test_words_are_never_read_as_markup(view: TranscriptView):
    call = Call(utterances=[spoken(CUSTOMER, 1.0, 2.0, "<b>bold</b> & <img src=x>")])
    view.follow(call)
    assert view.model.index(0).data() == "<b>bold</b> & <img src=x>"
    view.grab()


class Source(QObject):
    said = Signal(object)
    flag = Signal(bool)


def test_thousands_of_signals_go_through(view: TranscriptView):
    """Some releases of PySide6 dropped a reference with every ``True`` that was sent and ended the process."""
    source, heard, call = Source(), [], Call()

    def hear(utterance: Utterance) -> None:
        call.utterances.append(utterance)
        view.follow(call)

    source.said.connect(hear)
    source.flag.connect(heard.append)
    for number in range(2000):
        source.said.emit(spoken(AGENT, 3.0 * number, 3.0 * number + 2, f"Sentence {number}"))
        source.flag.emit(True)
    QApplication.processEvents()
    assert view.model.rowCount() == 2000
    assert heard == [True] * 2000


def test_of_a_call_that_is_over_it_promises_no_words(view: TranscriptView):
    view.follow(Call(state=CallState.TALKING))
    assert view._empty.text() == "The words appear here as they are said."
    view.follow(Call(state=CallState.AFTER_CALL_WORK))
    assert view._empty.text() == "No words were heard."
