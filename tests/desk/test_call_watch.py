"""A call that nobody announced is offered, quietly and once, and only while no dialer tells of calls."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from calls.commands import StopWatching, Watch
from calls.events import CaptureFinished, VoicesGone, VoicesHeard
from calls.intents import HangUp, IgnoreCall, StartCall
from desk.news import CallNoticed
from settings import Settings
from tests.desk.bench import DeskBench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = DeskBench(tmp_path)
    made.engine_is_ready()
    made.desk.tick()
    yield made
    made.desk.close()
    made.keeper.close()


def watches(bench: DeskBench) -> list[Watch | StopWatching]:
    return [told for told in bench.told if isinstance(told, Watch | StopWatching)]


def offers(bench: DeskBench) -> list[bool]:
    return [news.noticed for news in bench.news if isinstance(news, CallNoticed)]


def test_between_calls_the_engine_watches_and_two_voices_are_offered_as_a_call(bench: DeskBench):
    assert watches(bench) == [Watch()]
    bench.desk.receive(VoicesHeard(20.0))
    assert offers(bench) == [True]
    bench.desk.intend(StartCall())
    bench.desk.tick()
    assert offers(bench) == [True, False]
    bench.desk.intend(HangUp())
    bench.desk.receive(CaptureFinished(3.0))
    bench.desk.tick()
    assert watches(bench) == [Watch(), Watch()]


def test_an_offer_that_was_ignored_stays_away_for_that_conversation(bench: DeskBench):
    bench.desk.receive(VoicesHeard(20.0))
    bench.desk.intend(IgnoreCall())
    bench.desk.tick()
    assert offers(bench) == [True, False]
    bench.desk.receive(VoicesGone(90.0))
    bench.desk.receive(VoicesHeard(200.0))
    assert offers(bench) == [True, False, True]


def test_with_a_dialer_that_tells_of_calls_nothing_is_listened_to(bench: DeskBench):
    bench.dial("ring")
    bench.dial("end")
    for _ in range(3):
        bench.desk.tick()
    assert watches(bench) == [Watch(), StopWatching()]


def test_the_setting_decides_and_a_door_for_a_dialer_counts(bench: DeskBench):
    bench.desk.change_settings(Settings().with_value("notice_calls", "off"))
    bench.desk.tick()
    assert watches(bench) == [Watch(), StopWatching()]
    bench.desk.change_settings(Settings().with_value("baresip", True))
    bench.desk.tick()
    assert watches(bench) == [Watch(), StopWatching()]
    bench.desk.change_settings(Settings().with_value("baresip", True).with_value("notice_calls", "on"))
    bench.desk.tick()
    assert watches(bench) == [Watch(), StopWatching(), Watch()]


def test_a_new_engine_is_told_to_watch_again(bench: DeskBench):
    bench.engine_dies()
    bench.desk.tick()
    bench.engine_is_ready()
    bench.desk.tick()
    assert watches(bench) == [Watch(), Watch()]
