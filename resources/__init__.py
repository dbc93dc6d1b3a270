"""What Attune ships beside its code, and its version; works from a clone and from the packaged folder."""

from __future__ import annotations

from pathlib import Path

VERSION = "0.1.0"


def path(*parts: str) -> Path:
    return Path(__file__).resolve().parent.joinpath(*parts)
