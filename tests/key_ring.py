"""A real Secret Service for tests: a message bus and a GNOME Keyring of their own, stopped at the end.

``with key_ring(folder) as environment:`` gives the variables with which a process reaches it. ``password`` None leaves
the key ring locked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>"""
"""Starts no service by itself, as the system's own configuration would: what answers is what a test has started."""

PASSWORD = "only for this test"
_NAME = "org.freedesktop.secrets"


@contextmanager
def message_bus(folder: Path) -> Iterator[dict[str, str]]:
    """A session bus with nobody on it."""
    if not shutil.which("dbus-daemon"):
        pytest.skip("needs dbus-daemon (package dbus)")
    (folder / "home").mkdir(mode=0o700, parents=True, exist_ok=True)
    # A test's own folder may be too deep: the path of a socket has room for a hundred characters.
    with TemporaryDirectory(prefix="bus-") as runtime:
        yield from _bus(folder, Path(runtime))


def _bus(folder: Path, runtime: Path) -> Iterator[dict[str, str]]:
    configuration = folder / "bus.conf"
    configuration.write_text(_BUS.format(folder=runtime), encoding="utf-8")
    # Nothing of the user's own session stays: a test must never write to the user's key ring.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DBUS_", "XDG_", "GNOME"))}
    environment |= {"HOME": str(folder / "home"), "XDG_RUNTIME_DIR": str(runtime)}
    environment.pop("PYTHON_KEYRING_BACKEND", None)
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert bus.stdout
        address = bus.stdout.readline().strip()
        assert address, "dbus-daemon did not start"
        yield environment | {"DBUS_SESSION_BUS_ADDRESS": address}
    finally:
        _stop(bus)


@contextmanager
def key_ring(folder: Path, password: str | None = PASSWORD) -> Iterator[dict[str, str]]:
    """Started again in the same folder it holds what it held; with ``password`` None it is there and locked."""
    if not shutil.which("gnome-keyring-daemon"):
        pytest.skip("needs gnome-keyring-daemon (package gnome-keyring)")
    with message_bus(folder) as environment:
        daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", *(["--unlock"] if password else [])],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert daemon.stdin
            daemon.stdin.write(password or "")
            daemon.stdin.close()
            bus = ["--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", f"string:{_NAME}"]
            _wait_for(environment, bus, "true")
            if password:  # a moment later: until then it has no place to keep a secret, and says so
                alias = [f"--dest={_NAME}", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service.ReadAlias"]
                _wait_for(environment, [*alias, "string:default"], "/collection/")
            yield environment
        finally:
            _stop(daemon)


def _wait_for(environment: dict[str, str], question: list[str], answer: str) -> None:
    """Ask over the bus, a few milliseconds a question, until the answer has this in it."""
    command = ["dbus-send", "--session", "--print-reply", *question]
    deadline = time.monotonic() + 20
    while answer not in subprocess.run(command, env=environment, capture_output=True, text=True).stdout:
        assert time.monotonic() < deadline, "gnome-keyring-daemon did not start"


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe and not pipe.closed:
            pipe.close()
