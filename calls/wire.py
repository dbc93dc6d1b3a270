"""One message per line of JSON: events under the key "event", commands under "command"."""

from __future__ import annotations

import json
import re
import typing
from typing import Any

from calls.codec import Malformed, build, parse, plain
from calls.commands import Command
from calls.events import Event

PROTOCOL = "attune.engine/1"
LONGEST_LINE = 1 << 20


def _tags(union: Any) -> dict[str, type]:
    return {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower(): kind for kind in typing.get_args(union)}


_EVENTS, _COMMANDS = _tags(Event), _tags(Command)
_NAME = {kind: tag for tag, kind in (_EVENTS | _COMMANDS).items()}


def encode(message: Event | Command) -> str:
    """One line without its newline."""
    kind = type(message)
    key = "event" if kind in _EVENTS.values() else "command"
    return json.dumps({key: _NAME[kind], **plain(message)}, ensure_ascii=False, separators=(",", ":"))


def decode_event(line: str) -> Event:
    """Raises Malformed."""
    return event_of(_object(line))


def decode_command(line: str) -> Command:
    """Raises Malformed."""
    command: Command = _message(_object(line), "command", _COMMANDS)
    return command


def event_of(data: dict[str, Any]) -> Event:
    """The event that an already parsed line holds. Raises Malformed."""
    event: Event = _message(data, "event", _EVENTS)
    return event


def _object(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise Malformed(f"a line of {len(line)} characters is longer than {LONGEST_LINE}")
    data = parse(line, "the line")
    if not isinstance(data, dict):
        raise Malformed("the line should be an object")
    return data


def _message(data: dict[str, Any], key: str, kinds: dict[str, type]) -> Any:
    name = data.get(key)
    if not isinstance(name, str) or name not in kinds:
        raise Malformed(f"the line names no {key} that is known here")
    return build(kinds[name], data, name)
