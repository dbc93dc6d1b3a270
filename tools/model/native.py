"""The recipe's C routines, compiled where they are used."""

from __future__ import annotations

import ctypes
import subprocess
from pathlib import Path

from tools.model.plan import HERE


def library(work: Path, name: str) -> ctypes.CDLL:
    """The routine of that name, compiled when it is not there yet."""
    source, built = HERE / f"{name}.c", work / f"{name}.so"
    if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
        flags = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]
        subprocess.run(["cc", *flags, str(source), "-o", str(built), "-lm"], check=True)
    return ctypes.CDLL(str(built))
