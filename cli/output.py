"""Output in signs that its reader knows, that can fail in one line: a full disk, or a reader that has had enough."""

from __future__ import annotations

import io
import os
import sys

from cli.failure import Failure


class OutputFailed(Failure):
    """Standard output takes no more."""


class OutputGone(OutputFailed):
    """Whoever read it has left, and needs no word about it."""


class _Output(io.FileIO):
    def write(self, data: object) -> int:
        """Not an OSError: a command would take that for trouble with its own files."""
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:
            raise OutputGone("standard output was closed") from None
        except OSError as error:
            raise OutputFailed(f"standard output cannot be written: {error.strerror or error}") from None


def guard_output() -> None:
    """From now on what cannot be printed raises OutputFailed, and a sign that a terminal lacks is replaced.

    A file or a program gets UTF-8, whatever the system's own encoding is.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a windowed program has none on Windows
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    own = sys.__stdout__
    if own is None or own is not sys.stdout:
        return
    if sys.platform == "win32":  # a console is no file there
        return
    own.flush()
    raw = _Output(own.fileno(), "w", closefd=False)
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), own.encoding, own.errors, line_buffering=raw.isatty())


def let_output_go() -> None:
    """Nothing more is printed, and nothing said of what could not be."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
