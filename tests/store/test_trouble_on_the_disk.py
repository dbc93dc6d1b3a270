"""A full disk and a folder that cannot be written cost nothing that was acknowledged, and the next try works."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from calls.journal import JournalEntry
from store.call_store import CallStore, open_reader, open_store
from store.errors import DiskFailed, DiskFull, NotWritable, StoreError
from tests.store.sample_calls import KEY, journal, record, utterance

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and mounts as POSIX has them")

AS_ROOT = os.name == "posix" and os.geteuid() == 0


@contextmanager
def small_disk(folder: Path, size_kb: int) -> Iterator[Path]:
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size_kb}k", "attune-test", str(folder)])
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def append_until_it_fails(store: CallStore) -> tuple[list[JournalEntry], list[JournalEntry], StoreError]:
    """What was acknowledged, what was refused, and how."""
    kept: list[JournalEntry] = []
    for i in range(20_000):
        entries = [JournalEntry(i * 3.0, utterance(i, os.urandom(300).hex(" ")))]
        try:
            store.append_journal("a", entries)
        except StoreError as error:
            return kept, entries, error
        kept += entries
    pytest.fail("the disk never became full")


def check_that_nothing_is_lost(
    store: CallStore, path: Path, make_room: Callable[[], None], kind: type[StoreError]
) -> None:
    kept, refused, error = append_until_it_fails(store)
    assert isinstance(error, kind)
    assert "\n" not in str(error) and "try again" in str(error) and str(path) in str(error)
    assert len(kept) > 20
    assert store.journal("a") == kept
    for again in (lambda: store.save_record(record("b")), lambda: store.append_journal("a", refused)):
        with pytest.raises(kind):
            again()
    make_room()
    store.append_journal("a", refused)
    store.save_record(record("b", "my kettle burst"))
    assert store.journal("a") == kept + refused
    assert [row.call_id for row in store.search("kettle")] == ["b"]
    assert store.integrity_check() == ()
    store.close()
    store = open_store(path, KEY)
    assert store.journal("a") == kept + refused
    store.close()


@pytest.mark.skipif(not AS_ROOT, reason="only root may mount a small disk")
def test_on_a_full_disk_all_that_was_acknowledged_is_there_and_a_retry_works(tmp_path: Path):
    with small_disk(tmp_path / "disk", 1500) as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(400_000))
        path = disk / "attune.db"
        check_that_nothing_is_lost(open_store(path, KEY), path, ballast.unlink, DiskFull)


def test_where_the_disk_refuses_to_let_a_file_grow_nothing_is_lost_either(path: Path):
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    store = open_store(path, KEY)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, limits[1]))
    try:
        check_that_nothing_is_lost(store, path, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits), DiskFailed)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.skipif(not AS_ROOT, reason="only root may mount a small disk")
def test_on_a_full_disk_a_new_store_is_not_half_made(tmp_path: Path):
    with small_disk(tmp_path / "disk", 200) as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(120_000))
        path = disk / "attune.db"
        with pytest.raises(DiskFull, match="make room"):
            open_store(path, KEY)
        subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
        store = open_store(path, KEY)
        store.append_journal("a", journal("a", "hello"))
        assert store.integrity_check() == ()
        store.close()


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[Path]:
    """A folder with a store in it that was made read-only."""
    if AS_ROOT:  # whom permissions do not stop
        with small_disk(tmp_path / "disk", 2000) as disk:
            fill(disk / "attune.db")
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            yield disk
    else:
        disk = tmp_path / "disk"
        fill(disk / "attune.db")
        disk.chmod(0o500)
        (disk / "attune.db").chmod(0o400)
        yield disk
        disk.chmod(0o700)


def fill(path: Path) -> None:
    store = open_store(path, KEY)
    store.save_record(record("a"))
    store.close()


@pytest.mark.parametrize("opening", [open_store, open_reader])
@pytest.mark.parametrize("name", ["attune.db", "new.db", "folder/new.db"])
def test_in_a_read_only_folder_a_line_says_so_and_nothing_is_touched(
    unwritable: Path, opening: Callable[[Path, bytes], object], name: str
):
    before = {file.name: file.read_bytes() for file in unwritable.iterdir()}
    with pytest.raises(NotWritable) as error:
        opening(unwritable / name, KEY)
    line = str(error.value)
    assert "\n" not in line and "allow this user to write" in line
    assert {file.name: file.read_bytes() for file in unwritable.iterdir()} == before
