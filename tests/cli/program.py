"""Attune's command line, run as a person runs it: a process of its own, a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def attune(*arguments: str | Path, home: Path, timeout: float = 100) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "VOSK_MODEL_PATH")}
    return subprocess.run(
        [sys.executable, ROOT / "main.py", *arguments],
        capture_output=True,
        text=True,
        timeout=timeout,
        env=environment | {"ATTUNE_HOME": str(home), "PYTHONUTF8": "1"},
        check=False,
    )


def is_one_clear_line(done: subprocess.CompletedProcess[str]) -> bool:
    """Status 1, nothing on standard output, one line on standard error, and no traceback."""
    return (
        done.returncode == 1
        and not done.stdout
        and done.stderr.startswith("attune: ")
        and done.stderr.count("\n") == 1
        and "Traceback" not in done.stderr
    )
