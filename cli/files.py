"""Writing results: whole or not at all, to a file or to standard output."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cli.failure import Failure


def write_lines(lines: Iterable[str], out: Path | None) -> None:
    """Each line to ``out``, or to standard output. A file is replaced only when all lines are there."""
    if out is None:
        for line in lines:
            print(line)
        return
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("w", encoding="utf-8") as target:
            target.writelines(f"{line}\n" for line in lines)
        part.replace(out)
    except OSError as error:
        raise Failure(f"{out} cannot be written: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)
