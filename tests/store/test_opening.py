"""A store opens with its key alone, grows to the schema of this version, and says in one line why it does not."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from store import database
from store.call_store import CallStore, open_reader, open_store
from store.database import Database, connect
from store.errors import Busy, Damaged, NewerSchema, NotWritable, StoreError, WrongKey
from store.migrate import migrate
from store.schema import METADATA
from store.steps import STEPS
from tests.store.sample_calls import KEY, journal, record


def one_line(error: pytest.ExceptionInfo[StoreError], path: Path) -> str:
    line = str(error.value)
    assert "\n" not in line and str(path) in line and ";" in line
    return line


@pytest.fixture
def filed(path: Path) -> Path:
    """A store with a call and a record, closed."""
    store = open_store(path, KEY)
    store.append_journal("a", journal("a", "my kettle burst"))
    store.save_record(record("b", "my toaster burst", minutes=5))
    store.close()
    return path


def add_a_column(op: Operations) -> None:
    op.add_column("customers", sa.Column("language", sa.Text, nullable=False, server_default="en"))


def rebuild_calls(op: Operations) -> None:
    with op.batch_alter_table("calls") as calls:
        calls.alter_column("clock_s", new_column_name="last_s")


def test_a_wrong_key_opens_nothing_and_changes_nothing(filed: Path):
    before = filed.read_bytes()
    for opening in (open_store, open_reader):
        with pytest.raises(WrongKey) as error:
            opening(filed, bytes(32))
        assert "put back the key" in one_line(error, filed)
    assert filed.read_bytes() == before
    assert [path.name for path in filed.parent.iterdir()] == [filed.name]
    store = open_store(filed, KEY)
    assert store.journal("a") == journal("a", "my kettle burst")
    store.close()


def test_a_wrong_key_after_a_crash_costs_nothing_either(store: CallStore, path: Path, tmp_path: Path):
    store.append_journal("a", journal("a", "my kettle burst"))
    crashed = tmp_path / "crashed"
    shutil.copytree(path.parent, crashed)
    assert (crashed / "attune.db-wal").stat().st_size
    with pytest.raises(WrongKey):
        open_store(crashed / path.name, bytes(32))
    recovered = open_store(crashed / path.name, KEY)
    assert recovered.journal("a") == journal("a", "my kettle burst")
    recovered.close()


def test_the_driver_writes_nothing_to_standard_error(filed: Path, capfd: pytest.CaptureFixture[str]):
    with pytest.raises(WrongKey):
        open_store(filed, bytes(32))
    assert capfd.readouterr() == ("", "")


def test_a_key_of_another_length_is_a_mistake(path: Path):
    with pytest.raises(ValueError, match="16 bytes"):
        open_store(path, b"0123456789abcdef")


def test_what_is_no_store_is_left_alone(path: Path):
    path.parent.mkdir()
    path.write_bytes(b"Dear diary, today I found a kettle." * 200)
    with pytest.raises(WrongKey):
        open_store(path, KEY)
    assert path.read_bytes() == b"Dear diary, today I found a kettle." * 200


def test_a_plain_database_is_not_taken_for_a_store(path: Path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE calls (key INTEGER)")
    with pytest.raises(WrongKey):
        open_store(path, KEY)


def test_a_damaged_page_is_said_and_nothing_made_of_it_is_given_out(filed: Path):
    content = bytearray(filed.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page + 100] ^= 0xFF
    filed.write_bytes(content)
    with pytest.raises(Damaged) as error:
        open_store(filed, KEY).search("toaster")
    assert "backup" in one_line(error, filed)


def test_one_damaged_page_takes_no_other_call_with_it(path: Path):
    names = [f"call-{number}" for number in range(8)]
    with closing(open_store(path, KEY)) as store:
        for name in names:
            store.save_record(record(name, *[os.urandom(300).hex() for _ in range(60)]))
    content = bytearray(path.read_bytes())
    for page in range(20 * 4096, len(content), 4096):  # most of the file is these records, which of it is not known
        content[page] ^= 0xFF
        path.write_bytes(content)
        content[page] ^= 0xFF
        with closing(open_store(path, KEY)) as store:
            unread = [name for name in names if not is_read(store, name)]
            if unread and unread != names[-1:]:
                store.append_journal("new", journal("new", "my kettle burst"))
                assert store.journal("new") and len(unread) == 1
                return
    pytest.fail("no page was a record's")


def is_read(store: CallStore, call_id: str) -> bool:
    try:
        return store.record(call_id) is not None
    except Damaged:
        return False


def test_a_sound_store_passes_its_check(filed: Path):
    store = open_store(filed, KEY)
    assert store.integrity_check() == ()
    store.close()


def test_a_page_changed_on_the_disk_fails_the_check(filed: Path):
    content = bytearray(filed.read_bytes())
    content[-2000] ^= 0xFF
    filed.write_bytes(content)
    with closing(open_store(filed, KEY)) as store:
        assert any(line.startswith("cipher_integrity_check") for line in store.integrity_check())


def test_the_steps_and_the_tables_agree(filed: Path):
    reading = Database(filed, KEY, reading=True)
    with reading.transaction() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": lambda _, name, kind, *__: kind != "table" or not name.startswith("words")},
        )
        assert compare_metadata(context, METADATA) == []
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == len(STEPS)
    reading.close()


def test_a_newer_schema_is_refused_and_nothing_is_touched(filed: Path):
    with closing(connect(filed, KEY)) as raw:
        raw.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = filed.read_bytes()
    for opening in (open_store, open_reader):
        with pytest.raises(NewerSchema) as error:
            opening(filed, KEY)
        assert "install the newer version again" in one_line(error, filed)
    assert filed.read_bytes() == before
    assert [path.name for path in filed.parent.iterdir()] == [filed.name]


def test_an_older_schema_is_copied_aside_and_brought_up_to_date(filed: Path):
    older = Database(filed, KEY)
    migrate(older, KEY, (*STEPS, add_a_column, rebuild_calls))
    with older.transaction() as connection:
        assert connection.exec_driver_sql("SELECT language FROM customers").scalars().all() == ["en"]
        assert connection.exec_driver_sql("SELECT call_id, last_s FROM calls ORDER BY key").all() == [
            ("a", 3.0),
            ("b", 0.0),
        ]
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    older.close()
    copy = filed.with_name(f"attune-schema{len(STEPS)}.db")
    store = open_store(copy, KEY)
    assert store.journal("a") == journal("a", "my kettle burst")
    assert [row.call_id for row in store.search("toaster")] == ["b"]
    assert store.integrity_check() == ()
    store.close()
    with pytest.raises(WrongKey):
        open_store(copy, bytes(32))


def test_a_store_that_is_up_to_date_is_not_copied(filed: Path):
    open_store(filed, KEY).close()
    assert [path.name for path in filed.parent.iterdir()] == [filed.name]


def test_a_step_that_fails_leaves_the_store_as_it_was(filed: Path):
    def stumble(op: Operations) -> None:
        op.execute("DELETE FROM records")
        raise RuntimeError("a mistake in a step")

    older = Database(filed, KEY)
    with pytest.raises(RuntimeError):
        migrate(older, KEY, (*STEPS, add_a_column, stumble))
    older.close()
    store = open_store(filed, KEY)
    assert (store.count(), store.integrity_check()) == (1, ())
    store.close()


def test_a_step_that_would_lose_where_rows_lead_is_undone(filed: Path):
    older = Database(filed, KEY)
    with pytest.raises(Damaged, match="lead nowhere"):
        migrate(older, KEY, (*STEPS, lambda op: op.execute("DELETE FROM calls")))
    older.close()
    store = open_store(filed, KEY)
    assert store.journal("a") == journal("a", "my kettle burst")
    store.close()


def test_a_second_writer_waits_and_then_says_so(store: CallStore, path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "WAIT_S", 0.05)
    other = open_store(path, KEY)
    with closing(connect(path, KEY)) as holding:
        holding.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy) as error:
            other.append_journal("a", journal("a", "hello"))
        assert "close it and try again" in one_line(error, path)
        with closing(open_reader(path, KEY)) as reader:
            assert reader.count() == 0
    other.append_journal("a", journal("a", "hello"))
    assert store.journal("a") == journal("a", "hello")
    other.close()


def test_where_a_folder_cannot_be_made_a_line_says_so(tmp_path: Path):
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(NotWritable) as error:
        open_store(tmp_path / "data" / "attune.db", KEY)
    one_line(error, tmp_path / "data" / "attune.db")


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_the_folder_is_for_its_owner_alone(filed: Path):
    assert filed.parent.stat().st_mode & 0o777 == 0o700


def test_an_error_says_no_word_that_was_being_kept(store: CallStore):
    with pytest.raises(sa.exc.IntegrityError) as error, store._database.transaction() as connection:
        connection.execute(
            sa.text("INSERT INTO calls (key, call_id) VALUES (1, :said)"), {"said": "4111 1111 1111 1111"}
        )
    assert "4111" not in str(error.value)
