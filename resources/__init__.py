"""What Attune ships beside its code; works from a clone and from the packaged folder."""

from __future__ import annotations

from pathlib import Path


def path(*parts: str) -> Path:
    return Path(__file__).resolve().parent.joinpath(*parts)
