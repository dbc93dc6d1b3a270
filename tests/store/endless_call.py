"""A process that keeps calls for ever and says after each change what it was told is kept; made to be killed.

``python endless_call.py FILE FIRST``: lines "journal N" (utterance N of the call "endless"), "draft N", "record N".
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from calls.intents import Draft
from calls.journal import JournalEntry
from store.call_store import open_store
from tests.store.sample_calls import KEY, record, utterance


def keep_for_ever(path: Path, first: int) -> None:
    store = open_store(path, KEY)
    for number in itertools.count(first):
        store.append_journal("endless", [JournalEntry(number, utterance(number, f"words of utterance {number}"))])
        print("journal", number, flush=True)
        if number % 3 == 0:
            store.save_draft("endless", Draft(f"note {number}"))
            print("draft", number, flush=True)
        if number % 5 == 0:
            store.save_record(record(f"call {number}", f"serial{number} " * 40, minutes=number))
            print("record", number, flush=True)


if __name__ == "__main__":
    keep_for_ever(Path(sys.argv[1]), int(sys.argv[2]))
