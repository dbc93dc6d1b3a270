"""What is kept is unreadable without the key in the system's key ring, and nothing is kept where there is none."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from integrations.secrets import SERVICE, STORE_KEY
from store.call_store import open_store
from tests.cli.program import ROOT
from tests.key_ring import key_ring, message_bus

ASK = f"import keyring; print(keyring.get_password({SERVICE!r}, {STORE_KEY!r}))"


def panel_in_a_call(folder: Path, environment: Mapping[str, str], utterances: int) -> None:
    """Run a panel with the key ring's store until so many utterances stood on its screen, then kill it."""
    environment = {**environment, "QT_QPA_PLATFORM": "offscreen", "ATTUNE_HOME": str(folder)}
    program = [sys.executable, "-m", "tests.end_to_end.panel_program", str(folder), "ring"]
    panel = subprocess.Popen(program, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    shown, patience = folder / "shown.txt", time.monotonic() + 40
    while not shown.exists() or len(shown.read_text(encoding="utf-8").split()) < utterances:
        assert panel.poll() is None and time.monotonic() < patience
        time.sleep(0.02)
    panel.kill()
    panel.wait()


def test_no_word_said_can_be_read_in_any_file_and_the_key_is_in_the_key_ring_alone(tmp_path: Path):
    with key_ring(tmp_path / "ring") as environment:
        panel_in_a_call(tmp_path, environment, 20)
        asked = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    key = asked.stdout.strip()
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert any(path.name == "attune.db" for path in files)
    for path in files:
        data = path.read_bytes()
        for secret in (b"number", b"order", b"+15550142688", key.encode(), bytes.fromhex(key)):
            assert secret not in data, path.name
    store = open_store(tmp_path / "data" / "attune.db", bytes.fromhex(key))
    (call,) = store.unfinished()
    assert len(store.journal(call.call_id)) >= 20
    store.close()


def test_without_a_key_ring_the_call_goes_on_and_nothing_is_written(tmp_path: Path):
    with message_bus(tmp_path / "bus") as environment:
        panel_in_a_call(tmp_path, environment, 20)
    assert not (tmp_path / "data" / "attune.db").exists()
    written = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert b"order" not in written
