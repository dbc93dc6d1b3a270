"""What the keeper was given is written sooner or later, and trouble is said in one line."""

from __future__ import annotations

import queue
import secrets
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from calls.events import Answered, Rang
from calls.intents import Draft
from calls.journal import JournalEntry
from desk.keeper import Keeper
from store.call_store import CallStore, open_store
from store.errors import Damaged, DiskFull, StoreError, WrongKey

RANG = JournalEntry(0.0, Rang("call-1", 0.0, "2026-03-17T14:02:00+00:00"))


@pytest.fixture
def posted() -> queue.Queue[Callable[[], None]]:
    return queue.Queue()


def into(troubles: list[str]) -> Callable[[StoreError | None], None]:
    return lambda error: troubles.append(str(error or ""))


def ignored(_: object) -> None:
    """Nobody asked."""


def run_posted(posted: queue.Queue[Callable[[], None]]) -> None:
    while not posted.empty():
        posted.get()()


def test_a_store_that_does_not_open_loses_nothing_once_it_does(tmp_path: Path, posted: queue.Queue[Callable[[], None]]):
    key, troubles, tried = secrets.token_bytes(32), list[str](), threading.Semaphore(0)
    locked = True

    def open_when_unlocked() -> CallStore:
        tried.release()
        if locked:
            raise WrongKey("the key ring is locked: unlock it and try again")
        return open_store(tmp_path / "attune.db", key)

    keeper = Keeper(open_when_unlocked, posted.put, into(troubles), ignored)
    keeper.append("call-1", RANG)
    assert tried.acquire(timeout=10)
    locked = False
    keeper.try_again()
    answered = threading.Event()
    keeper.do(lambda _: answered.set())
    assert answered.wait(10)
    run_posted(posted)
    assert troubles == ["the key ring is locked: unlock it and try again", ""]
    assert keeper.close()
    store = open_store(tmp_path / "attune.db", key)
    assert store.journal("call-1") == [RANG]
    store.close()


class FullOnce(CallStore):
    """A store whose disk is full for drafts until somebody makes room; the journal still finds a little."""

    full = True

    def save_draft(self, call_id: str, draft: Draft) -> None:
        if self.full:
            raise DiskFull("the disk is full: make room and try again")
        super().save_draft(call_id, draft)


def test_a_full_disk_is_said_and_what_waited_is_written_once_and_in_its_order(
    tmp_path: Path, posted: queue.Queue[Callable[[], None]]
):
    key, troubles = secrets.token_bytes(32), list[str]()
    stores: list[FullOnce] = []

    def open_full() -> CallStore:
        plain = open_store(tmp_path / "attune.db", key)
        stores.append(FullOnce(plain._database))
        return stores[0]

    reported = threading.Event()

    def post(work: Callable[[], None]) -> None:
        posted.put(work)
        reported.set()

    keeper = Keeper(open_full, post, into(troubles), ignored)
    later = JournalEntry(1.0, Answered(1.0))
    keeper.append("call-1", RANG)
    keeper.save_draft("call-1", Draft("a"))
    assert reported.wait(10)
    keeper.append("call-1", later)
    keeper.save_draft("call-1", Draft("ab"))
    stores[0].full = False
    keeper.try_again()
    assert keeper.close()
    run_posted(posted)
    assert troubles == ["the disk is full: make room and try again", ""]
    store = open_store(tmp_path / "attune.db", key)
    assert store.journal("call-1") == [RANG, later]
    assert store.draft("call-1") == Draft("ab")
    store.close()


def write_another(keeper: Keeper) -> None:
    done = threading.Event()
    keeper.do(lambda _: done.set())
    assert done.wait(10)


def test_what_damage_keeps_from_being_written_holds_nothing_up_and_is_said_until_it_is_written(
    tmp_path: Path, posted: queue.Queue[Callable[[], None]]
):
    key, troubles, tries = secrets.token_bytes(32), list[str](), list[str]()

    def damaged_at_first(_: CallStore) -> None:
        tries.append("tried")
        if len(tries) == 1:
            raise Damaged("the file is damaged")

    keeper = Keeper(lambda: open_store(tmp_path / "attune.db", key), posted.put, into(troubles), ignored)
    keeper.do(damaged_at_first)
    write_another(keeper)
    write_another(keeper)
    run_posted(posted)
    assert troubles == ["the file is damaged"]
    keeper.try_again()
    write_another(keeper)
    assert keeper.close()
    run_posted(posted)
    assert troubles == ["the file is damaged", ""]
    assert len(tries) == 2


def test_closing_says_what_damage_left_unwritten(tmp_path: Path, posted: queue.Queue[Callable[[], None]]):
    def damaged(_: CallStore) -> None:
        raise Damaged("the file is damaged")

    keeper = Keeper(lambda: open_store(tmp_path / "attune.db", secrets.token_bytes(32)), posted.put, ignored, ignored)
    keeper.do(damaged)
    write_another(keeper)
    assert not keeper.close()


def test_closing_with_a_store_that_never_opened_says_that_something_is_left(
    tmp_path: Path, posted: queue.Queue[Callable[[], None]]
):
    def never() -> CallStore:
        raise WrongKey("no key")

    keeper = Keeper(never, posted.put, ignored, ignored)
    keeper.append("call-1", RANG)
    assert not keeper.close()
    assert not (tmp_path / "attune.db").exists()


def test_a_question_that_fails_does_not_stop_the_writing(tmp_path: Path, posted: queue.Queue[Callable[[], None]]):
    key, troubles = secrets.token_bytes(32), list[str]()

    def fails(_: CallStore) -> int:
        raise WrongKey("cannot be read")

    keeper = Keeper(lambda: open_store(tmp_path / "attune.db", key), posted.put, into(troubles), ignored)
    keeper.ask(fails, lambda _: pytest.fail("there is no answer"))
    keeper.append("call-1", RANG)
    assert keeper.close()
    run_posted(posted)
    assert "cannot be read" in troubles
