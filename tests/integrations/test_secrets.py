"""The store's key lives in a real Secret Service, and without a usable one there is a line that says what to do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from integrations import secrets
from integrations.secrets import (
    SERVICE,
    STORE_KEY,
    KeyMissing,
    KeyNotKept,
    KeyRingError,
    KeyRingLocked,
    NoKeyRing,
    check_key_ring,
    store_key,
)
from tests.key_ring import key_ring, message_bus

ROOT = Path(__file__).resolve().parents[2]

ASK = """
import sys
from pathlib import Path
from integrations.secrets import KeyRingError, check_key_ring, store_key
try:
    print(check_key_ring(), store_key(Path(sys.argv[1])).hex(), sep="|")
except KeyRingError as error:
    print(type(error).__name__, error, sep="|")
"""


def ask(environment: dict[str, str], store_file: Path) -> tuple[str, str]:
    """What a new process answers: the key ring's name and the key, or the error's name and its line."""
    answer = subprocess.run(
        [sys.executable, "-c", ASK, str(store_file)], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr == ""
    first, _, second = answer.stdout.rstrip("\n").partition("|")
    assert "\n" not in second
    return first, second


@pytest.fixture(scope="module")
def secret_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with key_ring(tmp_path_factory.mktemp("key_ring")) as environment:
        yield environment


def test_a_key_is_made_once_and_found_again_by_the_next_process(secret_service: dict[str, str], tmp_path: Path):
    store_file = tmp_path / "attune.db"
    name, key = ask(secret_service, store_file)
    assert name == "SecretService Keyring"
    assert len(bytes.fromhex(key)) == 32
    store_file.write_bytes(b"a store")
    assert ask(secret_service, store_file) == (name, key)


def test_two_users_have_two_keys(secret_service: dict[str, str], tmp_path: Path):
    with key_ring(tmp_path / "other") as other:
        assert ask(other, tmp_path / "none.db")[1] != ask(secret_service, tmp_path / "none.db")[1]


TOKENS = """
from integrations.secrets import door_token
first = door_token()
print(first, door_token(), door_token(renewed=True), door_token(), sep="\\n")
"""


def test_a_token_stays_until_a_new_one_is_asked_for(tmp_path: Path):
    with key_ring(tmp_path / "ring") as environment:
        asked = [
            subprocess.run(
                [sys.executable, "-c", TOKENS], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
            )
            for _ in range(2)
        ]
    first, again, renewed, kept = asked[0].stdout.split()
    assert first == again != renewed == kept == asked[1].stdout.split()[0]
    assert len(first) >= 43, "32 bytes"


def test_the_key_outlives_the_session_and_is_in_no_file_as_it_is(tmp_path: Path):
    with key_ring(tmp_path / "ring") as environment:
        _, key = ask(environment, tmp_path / "none.db")
    with key_ring(tmp_path / "ring") as environment:
        assert ask(environment, tmp_path / "none.db")[1] == key
    kept = [file.read_bytes() for file in (tmp_path / "ring" / "home").rglob("*") if file.is_file()]
    assert kept
    assert not any(key.encode() in content or bytes.fromhex(key) in content for content in kept)


def test_a_locked_key_ring_is_asked_to_be_unlocked(tmp_path: Path):
    with key_ring(tmp_path / "ring") as environment:
        ask(environment, tmp_path / "none.db")
    with key_ring(tmp_path / "ring", password=None) as environment:
        error, line = ask(environment, tmp_path / "none.db")
    assert error == "KeyRingLocked"
    assert "unlock it" in line


def test_a_store_whose_key_is_gone_gets_no_new_key(tmp_path: Path):
    store_file = tmp_path / "attune.db"
    store_file.write_bytes(b"a store of an earlier key ring")
    with key_ring(tmp_path / "ring") as environment:
        error, line = ask(environment, store_file)
        assert error == "KeyMissing"
        assert str(store_file) in line and "move the file away" in line
        assert store_file.read_bytes() == b"a store of an earlier key ring"
        store_file.rename(tmp_path / "aside.db")
        assert len(ask(environment, store_file)[1]) == 64


def test_without_a_key_ring_a_line_says_what_to_start(tmp_path: Path):
    with message_bus(tmp_path) as environment:
        on_an_empty_bus = ask(environment, tmp_path / "none.db")
    without_a_bus = ask(
        {name: value for name, value in environment.items() if not name.startswith("DBUS_")}, tmp_path / "none.db"
    )
    for error, line in (on_an_empty_bus, without_a_bus):
        assert error == "NoKeyRing"
        assert "start the system's own" in line


@pytest.mark.parametrize(
    "backend",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "tests.integrations.plain_key_ring.PlainFile",
        "no.such.Keyring",
    ],
)
def test_a_back_end_that_keeps_no_secret_is_refused(secret_service: dict[str, str], tmp_path: Path, backend: str):
    error, line = ask(secret_service | {"PYTHON_KEYRING_BACKEND": backend}, tmp_path / "none.db")
    assert error == "NoKeyRing"
    assert "nothing is kept until then" in line
    assert list(Path(secret_service["HOME"]).glob("*.txt")) == []


class InMemory(KeyringBackend):
    """Keeps what it is given, as long as ``forgets`` is false."""

    priority = 1.0

    def __init__(self, *, forgets: bool = False, fails: Exception | None = None) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.forgets, self.fails = forgets, fails

    def get_password(self, service: str, username: str) -> str | None:
        if self.fails:
            raise self.fails
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_a_key_ring_that_forgets_is_noticed_before_a_store_is_made(tmp_path: Path):
    with pytest.raises(KeyNotKept, match="did not keep"):
        store_key(tmp_path / "attune.db", InMemory(forgets=True))


class AskedAtOnce(InMemory):
    """Two ask for the first time, and neither gets its answer before the other has asked."""

    def __init__(self) -> None:
        super().__init__()
        self.both = threading.Barrier(2)
        self.asked: set[int] = set()

    def get_password(self, service: str, username: str) -> str | None:
        kept = super().get_password(service, username)
        if threading.get_ident() not in self.asked:
            self.asked.add(threading.get_ident())
            self.both.wait(10)
        return kept


def test_panel_and_review_started_for_the_first_time_at_once_use_the_key_that_is_kept(tmp_path: Path):
    """A store made with the other key could never be opened again."""
    ring = AskedAtOnce()
    with ThreadPoolExecutor(2) as starts:
        keys = list(starts.map(lambda store_file: store_key(store_file, ring), [tmp_path / "new" / "attune.db"] * 2))
    assert [key.hex() for key in keys] == [ring.kept[SERVICE, STORE_KEY]] * 2


def test_while_another_program_waits_for_the_key_ring_no_second_key_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(secrets, "WAIT_S", 0.0)
    ring = InMemory()
    with closing(sqlite3.connect(tmp_path / "key.lock")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(KeyRingLocked, match="unlock it, then try again"):
            store_key(tmp_path / "attune.db", ring)
        assert ring.kept == {}
    assert len(store_key(tmp_path / "attune.db", ring)) == 32


def test_for_a_folder_that_cannot_be_made_no_key_is_made(tmp_path: Path):
    (tmp_path / "data").write_text("a file where the folder should be")
    ring = InMemory()
    with pytest.raises(KeyNotKept, match="data cannot be written"):
        store_key(tmp_path / "data" / "attune.db", ring)
    assert ring.kept == {}


def test_an_empty_file_is_not_yet_a_store(tmp_path: Path):
    (tmp_path / "attune.db").touch()
    assert len(store_key(tmp_path / "attune.db", InMemory())) == 32


def test_where_nobody_can_look_no_key_is_made(tmp_path: Path):
    (tmp_path / "attune.db").symlink_to("attune.db")  # looking at it fails, for root too
    ring = InMemory()
    with pytest.raises(KeyMissing):
        store_key(tmp_path / "attune.db", ring)
    assert ring.kept == {}


@pytest.mark.parametrize("entry", ["", "not hexadecimal", "00" * 31, "00" * 33])
def test_an_entry_that_is_no_key_is_neither_used_nor_replaced(tmp_path: Path, entry: str):
    ring = InMemory()
    ring.kept[SERVICE, STORE_KEY] = entry
    with pytest.raises(KeyNotKept, match="is not a store's key"):
        store_key(tmp_path / "attune.db", ring)
    assert ring.kept == {(SERVICE, STORE_KEY): entry}


def test_whatever_a_back_end_lets_through_becomes_a_line(tmp_path: Path):
    with pytest.raises(NoKeyRing, match="ConnectionResetError"):
        store_key(tmp_path / "attune.db", InMemory(fails=ConnectionResetError("bus")))


def test_a_check_leaves_nothing_behind(tmp_path: Path):
    ring = InMemory()
    check_key_ring(ring)
    assert ring.kept == {}
    with pytest.raises(KeyRingError):
        check_key_ring(InMemory(forgets=True))
    with pytest.raises(KeyMissing):
        (tmp_path / "attune.db").write_bytes(b"x")
        store_key(tmp_path / "attune.db", ring)
