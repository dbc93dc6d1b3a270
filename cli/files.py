"""Writing results: whole or not at all, to a file or to standard output."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from cli.failure import Failure


def write_lines(lines: Iterable[str], out: Path | None) -> None:
    """Each line to ``out``, or to standard output. Raises Failure.

    A file, also one that a link leads to, is replaced only when all lines are there; a pipe or a device is written to.
    """
    if out is None:
        if sys.stdout is None:  # `>&-`
            raise Failure("standard output is closed; give a file with --out")
        for line in lines:
            print(line)
        return
    try:
        if out.exists() and not out.is_file():
            with out.open("w", encoding="utf-8") as target:
                target.writelines(f"{line}\n" for line in lines)
        else:
            _replace(Path(os.path.realpath(out)), lines)
    except OSError as error:
        raise Failure(f"{out} cannot be written: {error.strerror or error}") from None


def check_places(results: Sequence[Path | None]) -> None:
    """Raises Failure for a place that cannot be written, before there is a result that would be lost."""
    for out in results:
        if out is None or (_takes_all(out) and not out.is_dir()):
            continue
        try:
            if out.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            file = Path(os.path.realpath(out))
            _part_of(file).exists()
            tempfile.TemporaryFile(dir=file.parent).close()
        except OSError as error:
            raise Failure(f"{out} cannot be written: {error.strerror or error}") from None


def keep_apart(sources: Sequence[Path], results: Sequence[Path | None]) -> None:
    """Raises Failure where a result would be written over what it is made from, or over the result before it."""
    taken = [os.path.realpath(source) for source in sources]
    for result in results:
        place = "" if result is None else os.path.realpath(result)
        if place in taken and not _takes_all(Path(place)):
            raise Failure(f"{result} is in use by this command already; give another file to write to")
        taken += [place] if place else []


def _takes_all(path: Path) -> bool:
    """A pipe or a device: nothing in it is written over."""
    try:
        return path.exists() and not path.is_file()
    except OSError:  # a name that is too long
        return False


def _replace(file: Path, lines: Iterable[str]) -> None:
    part = _part_of(file)
    target = part.open("w", encoding="utf-8")
    try:
        with target:
            target.writelines(f"{line}\n" for line in lines)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _part_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.part")
