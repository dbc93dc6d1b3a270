"""Frozen dataclasses to plain JSON values and back, checked by their type hints."""

from __future__ import annotations

import json
import math
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any


class Malformed(ValueError):
    """Data that is not what it should be; the message is one line and names the place, never the content."""


def plain(value: Any) -> Any:
    """A JSON-able copy of a dataclass, tuple, enum or scalar."""
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    kind: Any = type(value)
    return {name: plain(getattr(value, name)) for name in _names(kind)}


def build(kind: type, data: object, where: str) -> Any:
    """The ``kind`` that ``data`` describes. Unknown keys are ignored: a newer writer may add. Raises Malformed."""
    return _builder(kind)(data, where)


def parse(text: str, where: str) -> Any:
    """``json.loads`` that raises Malformed, and refuses NaN, Infinity and nesting beyond reason."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise Malformed(f"{where} is nested too deeply") from None
    except ValueError as error:
        at = f" (line {error.lineno} column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Malformed(f"{where} is not JSON{at}") from None


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


Builder = Callable[[object, str], Any]


@cache
def _builder(hint: Any) -> Builder:
    if hint in _SCALARS:
        return _SCALARS[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum_builder(hint)
    if is_dataclass(hint):
        return _dataclass_builder(typing.cast(type, hint))
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _tuple_builder(_builder(arguments[0]))
    if origin in (typing.Union, types.UnionType) and type(None) in arguments and len(arguments) == 2:
        return _optional_builder(_builder(next(a for a in arguments if a is not type(None))))
    raise TypeError(f"no codec for {hint}")


def _text(data: object, where: str) -> str:
    if not isinstance(data, str):
        raise Malformed(f"{where} should be text")
    if not data.isascii():
        try:
            data.encode("utf-8")
        except UnicodeEncodeError:
            raise Malformed(f"{where} holds half a character") from None
    return data


def _truth(data: object, where: str) -> bool:
    if not isinstance(data, bool):
        raise Malformed(f"{where} should be true or false")
    return data


def _whole(data: object, where: str) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise Malformed(f"{where} should be a whole number")
    return data


def _real(data: object, where: str) -> float:
    if isinstance(data, int | float) and not isinstance(data, bool):
        try:
            number = float(data)
        except OverflowError:
            number = math.inf
        if math.isfinite(number):
            return number
    raise Malformed(f"{where} should be a number")


_SCALARS: dict[Any, Builder] = {str: _text, bool: _truth, int: _whole, float: _real}


def _enum_builder(kind: type[StrEnum]) -> Builder:
    known = {member.value: member for member in kind}

    def of(data: object, where: str) -> StrEnum:
        if isinstance(data, str) and data in known:
            return known[data]
        raise Malformed(f"{where} should be one of {', '.join(known)}")

    return of


def _tuple_builder(item: Builder) -> Builder:
    def of(data: object, where: str) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise Malformed(f"{where} should be a list")
        return tuple(item(entry, f"{where}[{i}]") for i, entry in enumerate(data))

    return of


def _optional_builder(inner: Builder) -> Builder:
    return lambda data, where: None if data is None else inner(data, where)


def _dataclass_builder(kind: type) -> Builder:
    hints = typing.get_type_hints(kind)
    spec = [
        (field.name, _builder(hints[field.name]), field.default is MISSING and field.default_factory is MISSING)
        for field in fields(kind)
    ]

    def of(data: object, where: str) -> Any:
        if not isinstance(data, dict):
            raise Malformed(f"{where} should be an object")
        values = {}
        for name, builder, required in spec:
            if name in data:
                values[name] = builder(data[name], f"{where}.{name}")
            elif required:
                raise Malformed(f"{where}.{name} is missing")
        try:
            return kind(**values)
        except ValueError as error:
            raise Malformed(f"{where}: {error}") from None

    return of
