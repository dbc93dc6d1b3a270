"""What the files of a folder say."""

from __future__ import annotations

import re
from pathlib import Path


def kept_text(folder: Path) -> str:
    """All of it in lower case, but for the fractions of numbers: a confidence may have the digits of any card."""
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in folder.rglob("*") if path.is_file())
    return re.sub(r"\.\d+", "", "\n".join(texts).lower())
