"""The one thread that writes to the store: journal lines, drafts, records. Nothing waits for it but the end."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from calls.intents import Draft
from calls.journal import JournalEntry
from store.errors import Damaged, StoreError

if TYPE_CHECKING:
    from store.call_store import CallStore

log = logging.getLogger("store")

T = TypeVar("T")
Job = Callable[["CallStore"], None]
Post = Callable[[Callable[[], None]], None]

RETRY_S = 2.0


@dataclass(slots=True)
class _Waiting:
    call_id: str
    entry: JournalEntry
    then: Callable[[], None] | None


class Keeper:
    """Takes from any thread, writes on its own; whatever could not be written waits in memory and is tried again.

    ``open_store`` runs on the keeper's thread and may take its time. ``post`` runs a function on the owner's thread;
    there ``trouble`` is called with what is wrong, or None when all is well again, and ``draft_kept`` with a call's id.
    """

    def __init__(
        self,
        open_store: Callable[[], CallStore],
        post: Post,
        trouble: Callable[[StoreError | None], None],
        draft_kept: Callable[[str], None],
    ) -> None:
        self._open_store = open_store
        self._post = post
        self._trouble = trouble
        self._draft_kept = draft_kept
        self._reported = ""
        self._unanswered: StoreError | None = None
        self._wake = threading.Condition()
        self._entries: deque[_Waiting] = deque()
        self._is_well = False
        self._drafts: dict[str, Draft] = {}
        self._jobs: deque[Job] = deque()
        self._set_aside: list[Job] = []
        self._damage: Damaged | None = None
        self._closing = False
        self._try_now = False
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
        self._thread.start()

    def append(self, call_id: str, entry: JournalEntry, then: Callable[[], None] | None = None) -> None:
        """``then`` is called on the owner's thread once the entry is on the disk, or once it cannot be just now."""
        with self._wake:
            is_well = self._is_well
            self._entries.append(_Waiting(call_id, entry, then if is_well else None))
            self._wake.notify()
        if then and not is_well:
            then()

    def save_draft(self, call_id: str, draft: Draft) -> None:
        """Only the latest draft of a call is written."""
        with self._wake:
            self._drafts[call_id] = draft
            self._wake.notify()

    def do(self, job: Job) -> None:
        """Run on the store, after all that was given before."""
        with self._wake:
            self._jobs.append(job)
            self._wake.notify()

    def ask(self, question: Callable[[CallStore], T], then: Callable[[T], None]) -> None:
        """Run on the store, after all that was given before; ``then`` gets the answer on the owner's thread."""

        def answer(store: CallStore) -> None:
            try:
                found = question(store)
            except StoreError as error:  # nobody's words wait on a question: say why, and let the rest be written
                self._unanswered = error
                self._post(lambda: self._trouble(self._unanswered))
            else:
                if self._unanswered:
                    self._unanswered = None
                    self._post(lambda: self._trouble(None))
                self._post(lambda: then(found))

        self.do(answer)

    def try_again(self) -> None:
        """Do not wait for the next try: the agent says that the cause is gone."""
        with self._wake:
            self._try_now = True
            self._jobs.extend(self._set_aside)
            self._set_aside.clear()
            self._damage = None
            self._wake.notify()

    def close(self, patience_s: float = 10.0) -> bool:
        """Write what is left and stop; False when something could not be written."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(patience_s)
        return not (self._thread.is_alive() or self._entries or self._drafts or self._jobs or self._set_aside)

    def _run(self) -> None:
        try:
            self._keep()
        except BaseException:
            self._report(StoreError("a fault in Attune: nothing more is kept; close it and start it again"))
            raise

    def _keep(self) -> None:
        store = self._opened()
        while store:
            with self._wake:
                while not (self._entries or self._drafts or self._jobs or self._closing):
                    self._wake.wait()
                last_try = self._closing
                if last_try and not (self._entries or self._drafts or self._jobs):
                    break
            if not self._attempt(store):
                if last_try:
                    break
                self._wait_to_retry()
        if store:
            store.close()

    def _opened(self) -> CallStore | None:
        while True:
            last_try = self._closing
            try:
                store = self._open_store()
            except StoreError as error:
                self._report(error)
                if last_try:
                    return None
                self._wait_to_retry()
            else:
                self._report(None)
                return store

    def _attempt(self, store: CallStore) -> bool:
        """Write what waits, oldest first; what fails stays where it is."""
        try:
            while self._step(store):
                pass
        except StoreError as error:
            self._report(error)
            return False
        self._report(self._damage)
        return True

    def _step(self, store: CallStore) -> bool:
        """Write the next few things; each leaves its queue as soon as it is written. False when nothing waits."""
        with self._wake:
            entries, drafts = list(self._entries), dict(self._drafts)
            job = self._jobs[0] if self._jobs else None
        for call_id, group in groupby(entries, key=lambda waiting: waiting.call_id):
            written = list(group)
            store.append_journal(call_id, [waiting.entry for waiting in written])
            with self._wake:
                for waiting in written:
                    self._entries.popleft()
                    if waiting.then:
                        self._post(waiting.then)
        for call_id, draft in drafts.items():
            store.save_draft(call_id, draft)
            with self._wake:
                is_latest = self._drafts.get(call_id) is draft
                if is_latest:
                    del self._drafts[call_id]
            if is_latest:
                self._tell_kept(call_id)
        if job:
            self._run_job(store, job)
        return bool(entries or drafts or job)

    def _run_job(self, store: CallStore, job: Job) -> None:
        """What fails is tried again; what damage makes fail is set aside until the agent asks, and the rest goes on."""
        damage: Damaged | None = None
        try:
            job(store)
        except Damaged as error:
            damage = error
        with self._wake:
            self._jobs.popleft()
            if damage:
                self._damage = damage
                self._set_aside.append(job)

    def _tell_kept(self, call_id: str) -> None:
        self._post(lambda: self._draft_kept(call_id))

    def _wait_to_retry(self) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._closing or self._try_now, RETRY_S)
            self._try_now = False

    def _report(self, error: StoreError | None) -> None:
        with self._wake:
            self._is_well = error is None
            for waiting in self._entries if error else ():
                if waiting.then:
                    self._post(waiting.then)
                    waiting.then = None
        if str(error or "") != self._reported:
            self._reported = str(error or "")
            log.warning("the store %s", "cannot be used" if error else "is well again")
            self._post(lambda: self._trouble(error))
