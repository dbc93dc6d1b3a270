"""How a command without a window gives up: one line that says what happened and what to do."""

from __future__ import annotations

from collections.abc import Sequence


class Failure(Exception):
    """The command could not do it; the message is for people and becomes the one line on standard error."""

    status = 1


class WrongArguments(Failure):
    """What was asked for makes no sense in itself."""

    status = 2


def not_started(command: Sequence[str], error: OSError) -> Failure:
    """Of a part of Attune as a program of its own, which an unpacked folder may lack or may not let run."""
    return Failure(f"{command[0]} cannot be started: {error.strerror or error}; unpack Attune again, as it was packed")
