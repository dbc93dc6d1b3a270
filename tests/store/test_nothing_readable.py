"""No word said, no number and no name can be read in any file of the store's folder, at any time."""

from __future__ import annotations

import math
from collections import Counter
from contextlib import closing
from pathlib import Path

from calls.events import FollowUp
from calls.intents import Draft
from store.call_store import CallStore, open_store
from store.database import Database, connect
from store.migrate import copy_aside
from store.rows import Caller
from tests.store.sample_calls import KEY, heard, journal, record

SECRETS = ("4111111111111111", "zanzibar", "kettle", "Raman", "15551234567", "sofa", "toaster", "voucher", "447199")
STRUCTURE = ("SQLite format 3", "CREATE TABLE", "call_id", "words_data", "utterance")


def keep_everything(store: CallStore) -> None:
    """Each secret where it is kept as it stands, beside where it is kept deflated."""
    store.append_journal("a", journal("a", "my card is 4111111111111111 from zanzibar", "the kettle burst"))
    store.save_draft("a", Draft("4111111111111111 kettle toaster 447199", "zanzibar"))
    filed = record(
        "b",
        "the toaster burst 4111111111111111",
        facts=(heard("order", "447199"),),
        follow_ups=(FollowUp("send a voucher to zanzibar"),),
        issue="The kettle burst",
    )
    store.save_record(filed)
    store.save_customer_note(Caller("+15551234567", name="Priya Raman"), "Her sofa burnt; 4111111111111111")


def readable(folder: Path) -> set[str]:
    """What can be read in the folder's files, in either common encoding."""
    contents = [file.read_bytes().lower() for file in folder.iterdir()]
    return {
        word
        for word in SECRETS + STRUCTURE
        for encoded in (word.lower().encode(), word.lower().encode("utf-16-le"))
        if any(encoded in content for content in contents)
    }


def entropy_bits(content: bytes) -> float:
    """Shannon's entropy of the bytes; 8 is noise."""
    return -sum(n / len(content) * math.log2(n / len(content)) for n in Counter(content).values())


def test_nothing_can_be_read_while_the_store_is_open(store: CallStore, path: Path):
    keep_everything(store)
    assert {file.name for file in path.parent.iterdir()} == {"attune.db", "attune.db-wal", "attune.db-shm"}
    assert path.with_name("attune.db-wal").stat().st_size > 10_000
    assert readable(path.parent) == set()


def test_nothing_can_be_read_when_it_is_closed_nor_in_a_copy_of_an_older_schema(path: Path):
    store = open_store(path, KEY)
    keep_everything(store)
    copy_aside(path, KEY, 1)
    store.close()
    assert {file.name for file in path.parent.iterdir()} == {"attune.db", "attune-schema1.db"}
    assert readable(path.parent) == set()
    assert all(entropy_bits(file.read_bytes()) > 7.9 for file in path.parent.iterdir())


def test_the_same_search_reads_it_all_in_a_store_that_is_not_encrypted(path: Path, tmp_path: Path):
    store = open_store(path, KEY)
    keep_everything(store)
    store.close()
    (tmp_path / "plain").mkdir()
    with closing(connect(path, KEY)) as raw:
        raw.execute("ATTACH DATABASE ? AS plain KEY ''", (str(tmp_path / "plain" / "attune.db"),))
        raw.execute("SELECT sqlcipher_export('plain')").fetchone()
    assert readable(tmp_path / "plain") >= {*SECRETS, "SQLite format 3", "CREATE TABLE"}


def test_big_sorts_stay_in_memory(store: CallStore, path: Path):
    reading = Database(path, KEY, reading=True)
    for database in (store._database, reading):
        with database.transaction() as connection:
            assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2
    reading.close()
