"""``main.py selftest``: does this copy of Attune work here? Each part is tried for real; says what it tried."""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from calls.commands import Start
from calls.events import CaptureFinished, EngineFailed, Utterance
from calls.journal import JournalEntry
from cli.engine_process import running_engine
from cli.failure import Failure
from integrations.secrets import KeyRingError, check_key_ring
from store.call_store import open_store
from store.errors import StoreError

Trial = Callable[[], str]
PLAIN_SQLITE = b"SQLite format 3"


@dataclass(frozen=True, slots=True)
class Parts:
    """What is tried, and the words that the bundled model must hear in the recording."""

    engine_command: Sequence[str]
    recording: Path
    expected: str
    window: Trial


def selftest(parts: Parts, need_key_ring: bool) -> int:
    """1 when a part does not work. A key ring that is not there counts only where it is needed."""
    trials: list[tuple[str, Trial]] = [
        ("engine and model", lambda: _engine(parts)),
        ("store", _store),
        ("window", parts.window),
        ("key ring", lambda: _key_ring(need_key_ring)),
    ]
    failed = 0
    for name, trial in trials:
        began = time.monotonic()
        try:
            said = trial()
        except Failure as failure:
            failed += 1
            print(f"FAIL  {name}: {failure}", flush=True)
        except (ImportError, OSError) as error:  # a library of the system's, or room for files of a moment
            failed += 1
            print(f"FAIL  {name}: {error}; docs/packaging.md says what Attune needs from the system", flush=True)
        else:
            print(f"ok    {name}: {said} ({time.monotonic() - began:.1f} s)", flush=True)
    return 1 if failed else 0


def _engine(parts: Parts) -> str:
    """The engine process decodes the bundled call with the model in use."""
    with running_engine(parts.engine_command) as engine:
        ready = engine.wait_until_ready()
        engine.tell(Start("selftest", recording=(str(parts.recording),), paced=False))
        heard: list[str] = []
        for event in engine.events():
            match event:
                case Utterance():
                    heard.append(event.raw)
                case EngineFailed(reason):
                    raise Failure(reason)
                case CaptureFinished():
                    break
    if ready.demonstration and parts.expected not in " ".join(heard):
        raise Failure(f"{ready.model} did not hear “{parts.expected}” in the bundled call; unpack Attune again")
    if not heard:
        raise Failure(f"{ready.model} heard nothing in the bundled call")
    return f"{ready.model} heard {sum(len(raw.split()) for raw in heard)} words of the bundled call"


def _store() -> str:
    """An encrypted store in a throw-away folder keeps and gives back, and shows nothing to who has no key."""
    entry = JournalEntry(0.0, EngineFailed("selftest", True))
    with tempfile.TemporaryDirectory(prefix="attune-selftest-") as folder:
        path, key = Path(folder) / "selftest.db", secrets.token_bytes(32)
        try:
            store = open_store(path, key)
            store.append_journal("selftest", [entry])
            kept = store.journal("selftest")
            store.close()
        except StoreError as error:
            raise Failure(str(error)) from None
        if kept != [entry]:
            raise Failure("what was written did not come back")
        if path.read_bytes().startswith(PLAIN_SQLITE):
            raise Failure("the store's file can be read without its key")
    return "kept, read back, and unreadable without its key"


def _key_ring(needed: bool) -> str:
    try:
        return f"{check_key_ring()} took a secret and gave it back"
    except KeyRingError as error:
        if needed:
            raise Failure(str(error)) from None
        return f"not usable here: {error}"
