"""What is on file: customers, earlier calls, wrap-ups that wait. Asked of the keeper, told as news."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from calls.call import Call
from calls.events import Channel, FileOpened, FollowUp
from calls.intents import AddErrand, Draft, FinishLoop
from calls.journal import JournalEntry
from calls.record import CallRecord
from desk.keeper import Keeper
from desk.news import CustomerFound, EarlierCall, LoopsChanged, News, TrayChanged, WaitingCall
from desk.on_desk import OnDesk
from desk.on_file import file_opened
from store.rows import Caller, Customer, OpenLoop, UnfinishedCall

if TYPE_CHECKING:
    from store.call_store import CallStore

Opened = Callable[[list[JournalEntry], Draft | None], None]


def caller_of(call: Call) -> Caller:
    return Caller(call.customer_number, call.customer_id, call.customer_name)


class Files:
    def __init__(self, keeper: Keeper, news: Callable[[News], None]) -> None:
        self._keeper = keeper
        self._news = news

    def refresh_tray(self, but: Collection[str]) -> None:
        """Tell which wrap-ups wait, leaving out the calls that are on the desk."""

        def tell(unfinished: list[UnfinishedCall]) -> None:
            waiting = (WaitingCall(u.call_id, u.started_at, u.customer, u.parked, u.clock_s) for u in unfinished)
            self._news(TrayChanged(tuple(call for call in waiting if call.call_id not in but)))

        self._keeper.ask(lambda store: store.unfinished(), tell)

    def look_up(self, call: Call) -> None:
        """Tell what is on file of the caller, for the call that is shown."""
        caller, call_id = caller_of(call), call.id

        def tell(customer: Customer | None) -> None:
            self._news(_found(call_id, caller, customer))

        self._keeper.ask(lambda store: store.customer_for(caller), tell)

    def open_file(self, on: OnDesk, country: str, then: Callable[[FileOpened], object]) -> None:
        """What earlier calls and the note say, for a call that has begun; ``then`` is called if that is anything."""
        caller, call_id = caller_of(on.session.call), on.id

        def found(store: CallStore) -> FileOpened | None:
            note, records = store.file_of(caller, call_id)
            return file_opened(0.0, note, records, country)

        def tell(opened: FileOpened | None) -> None:
            if opened:
                then(replace(opened, at=round(on.now_s(), 3)))

        self._keeper.ask(found, tell)

    def save_customer_note(self, call: Call, text: str) -> None:
        caller = caller_of(call)

        def save(store: CallStore) -> None:
            store.save_customer_note(caller, text)

        self._keeper.do(save)

    def carry_note(self, call: Call, text: str) -> None:
        """What was noted of a caller before it was known who calls, beside what is noted of them already."""
        caller = caller_of(call)

        def carry(store: CallStore) -> None:
            customer = store.customer_for(caller)
            noted = customer.note if customer else ""
            if text not in noted:
                store.save_customer_note(caller, f"{noted}\n{text}".strip())

        self._keeper.do(carry)

    def park(self, call_id: str, draft: Draft) -> None:
        self._keeper.save_draft(call_id, draft)
        self._keeper.do(lambda store: store.park(call_id))

    def file(self, record: CallRecord) -> None:
        self._keeper.do(lambda store: store.save_record(record))
        self.refresh_loops()

    def refresh_loops(self) -> None:
        """Tell what the agent has to do over all calls."""

        def tell(loops: list[OpenLoop]) -> None:
            self._news(LoopsChanged(tuple(loops)))

        self._keeper.ask(lambda store: store.open_loops(), tell)

    def change_loops(self, intent: FinishLoop | AddErrand) -> None:
        def change(store: CallStore) -> None:
            match intent:
                case FinishLoop(loop_id, done):
                    store.set_loop_done(loop_id, done)
                case AddErrand(text, due):
                    store.add_errand(text, due)

        self._keeper.do(change)
        self.refresh_loops()

    def open(self, call_id: str, then: Opened) -> None:
        """The journal and the draft of a call, whether filed or not."""
        self._keeper.ask(lambda store: (store.journal(call_id), store.draft(call_id)), lambda found: then(*found))


def _found(call_id: str, caller: Caller, customer: Customer | None) -> CustomerFound:
    can_note = bool(caller.number or caller.customer_id or caller.name)
    if customer is None:
        return CustomerFound(call_id, can_note, caller.name)
    earlier = tuple(
        EarlierCall(row.call_id, row.started_at, row.key_issue, row.disposition)
        for row in customer.calls
        if row.call_id != call_id
    )
    due = tuple(FollowUp(loop.text, loop.due) for loop in customer.loops if loop.who == Channel.AGENT)
    return CustomerFound(call_id, can_note, customer.name or caller.name, customer.note, earlier, due)
