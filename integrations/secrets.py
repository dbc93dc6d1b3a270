"""Secrets in the operating system's own credential store: the store's key, made once and kept nowhere else; a token.

On Linux that is a Secret Service (GNOME Keyring, KWallet, KeePassXC), on Windows the Credential Manager, on macOS the
Keychain, all through ``keyring``. Where none can be used there is no key and so no store: never plain text instead.
GNOME Keyring is what the tests run; KWallet, KeePassXC, Windows and macOS were not run.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError, KeyringLocked

SERVICE = "attune"
STORE_KEY = "store-key"
DOOR_TOKEN = "door-token"
KEY_BYTES = 32
WAIT_S = 30.0
"""How long whoever needs a new key waits for another who is making it, and may be asked for a password."""

_TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)
"""The systems' own. Others that ``keyring`` can load keep nothing, or keep it in a file that anyone can read."""

T = TypeVar("T")


class KeyRingError(Exception):
    """One line for people: what happened, what to do."""


class NoKeyRing(KeyRingError):
    """None is there, or none that keeps a secret."""


class KeyRingLocked(KeyRingError):
    """It is there, and its owner has to unlock it."""


class KeyMissing(KeyRingError):
    """There is a store, and the key ring does not hold its key. A new key would make the store unreadable for good."""


class KeyNotKept(KeyRingError):
    """What the key ring gives back is not what it was given."""


def store_key(store_file: Path, ring: KeyringBackend | None = None) -> bytes:
    """The key of the store in that file, made when there is neither store nor key. Raises KeyRingError.

    May wait for as long as a person takes to unlock the key ring: not for a window's thread.
    """
    ring = ring or system_key_ring()
    kept = _asked(lambda: ring.get_password(SERVICE, STORE_KEY))
    if kept is None:
        with _alone(store_file.parent):
            kept = _asked(lambda: ring.get_password(SERVICE, STORE_KEY))  # another may have made it meanwhile
            if kept is None:
                kept = _made(store_file, ring)
    return _key_of(kept)


def _made(store_file: Path, ring: KeyringBackend) -> str:
    if _may_be_a_store(store_file):
        raise KeyMissing(
            f'the key of {store_file} is not in the key ring (entry "{SERVICE}", "{STORE_KEY}"): bring the entry back, '
            "or move the file away to begin anew; no new key was made and the file was not touched"
        )
    key = secrets.token_hex(KEY_BYTES)
    _keep(ring, STORE_KEY, key)
    return key


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While no other part of Attune makes a key for this folder: the key ring would keep the last one alone.

    SQLite's lock is the same on every system, and a process that dies lets go of it. Raises KeyRingError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(sqlite3.connect(folder / "key.lock", timeout=WAIT_S)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except (OSError, sqlite3.Error) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise KeyRingLocked(
                "another part of Attune is waiting for the key ring: unlock it, then try again; "
                "nothing is kept until then"
            ) from error
        raise KeyNotKept(f"{folder} cannot be written: allow this user to write there; no key was made") from error


def door_token(ring: KeyringBackend | None = None, *, renewed: bool = False) -> str:
    """What a program must know to come through the HTTP door; made when there is none. Raises KeyRingError.

    ``renewed``: a new one, and the old one opens nothing any more. May wait as long as ``store_key``.
    """
    ring = ring or system_key_ring()
    kept = None if renewed else _asked(lambda: ring.get_password(SERVICE, DOOR_TOKEN))
    if kept:
        return kept
    token = secrets.token_urlsafe(KEY_BYTES)
    _keep(ring, DOOR_TOKEN, token)
    return token


def _may_be_a_store(file: Path) -> bool:
    """Where it cannot be looked at, there may be one: a new key is for a place that is known to be empty."""
    try:
        return file.stat().st_size > 0
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def system_key_ring() -> KeyringBackend:
    """The system's credential store. Raises NoKeyRing."""
    try:
        chosen = keyring.get_keyring()
        backends = list(ChainerBackend.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    except Exception as error:  # a back end named in the user's configuration may fail in any way while it is loaded
        raise NoKeyRing(
            f"the key ring that is configured for this user cannot be loaded ({type(error).__name__}): "
            "mend PYTHON_KEYRING_BACKEND or keyringrc.cfg; nothing is kept until then"
        ) from error
    for backend in backends:
        if type(backend).__module__ in _TRUSTED:
            return backend
    if type(chosen).__module__ in ("keyring.backends.fail", "keyring.backends.chainer"):
        raise NoKeyRing(
            "no key ring was found to keep the store's key in: start the system's own (on Linux GNOME Keyring, KWallet "
            "or KeePassXC's Secret Service), then try again; nothing is kept until then"
        )
    raise NoKeyRing(
        f"the key ring that is configured for this user ({type(chosen).__module__}) does not keep a secret: choose the "
        "system's own in PYTHON_KEYRING_BACKEND or keyringrc.cfg; nothing is kept until then"
    )


def check_key_ring(ring: KeyringBackend | None = None) -> str:
    """Write, read and delete an entry of no meaning; the key ring's name for people. Raises KeyRingError."""
    ring = ring or system_key_ring()
    name = f"check-{secrets.token_hex(4)}"
    _keep(ring, name, secrets.token_hex(KEY_BYTES))
    _asked(lambda: ring.delete_password(SERVICE, name))
    return str(ring.name)


def _keep(ring: KeyringBackend, name: str, secret: str) -> None:
    """Read back after writing: some key ring may take a secret and forget it."""
    _asked(lambda: ring.set_password(SERVICE, name, secret))
    if _asked(lambda: ring.get_password(SERVICE, name)) != secret:
        raise KeyNotKept(
            "the key ring did not keep what it was given: check that it can be written; nothing was changed"
        )


def _asked(question: Callable[[], T]) -> T:
    try:
        return question()
    except KeyringLocked as error:
        raise KeyRingLocked("the key ring is locked: unlock it, then try again; nothing is kept until then") from error
    except KeyringError as error:
        raise NoKeyRing(
            "the key ring does not answer: start the system's own (on Linux GNOME Keyring, KWallet or KeePassXC's "
            "Secret Service), then try again; nothing is kept until then"
        ) from error
    except Exception as error:  # the back ends also let through what their own bus, or their system, raises
        raise NoKeyRing(
            f"the key ring failed ({type(error).__name__}): log out and in again, or start it anew, then try again; "
            "nothing is kept until then"
        ) from error


def _key_of(kept: str) -> bytes:
    try:
        key = bytes.fromhex(kept)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyNotKept(
            f'the entry "{SERVICE}", "{STORE_KEY}" in the key ring is not a store\'s key: bring the right one back; '
            "nothing was changed"
        )
    return key
