"""How a command without a window gives up: one line that says what happened and what to do."""

from __future__ import annotations


class Failure(Exception):
    """The command could not do it; the message is for people and becomes the one line on standard error."""

    status = 1


class WrongArguments(Failure):
    """What was asked for makes no sense in itself."""

    status = 2
