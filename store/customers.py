"""Customers: known again by id, else by number, else by name; their note and what their calls left."""

from __future__ import annotations

import re
from time import time

from sqlalchemy import Connection, insert, select, update

from store.rows import Caller
from store.schema import CUSTOMERS, IDENTITIES

Identity = tuple[str, str]


def entered(connection: Connection, caller: Caller, at_key: int) -> int | None:
    """The customer's key, entered when new, with what is new about a known one added; None for a nameless caller.

    ``at_key`` is the call's, or the moment's where there is none: retention counts from the last.
    """
    identities = _identities(caller)
    if not identities:
        return None
    key = found(connection, caller)
    if key is None:
        new = insert(CUSTOMERS).values(name=caller.name, note="", last_call_key=at_key).returning(CUSTOMERS.c.key)
        key = connection.execute(new).scalar_one()
    elif caller.name:
        connection.execute(update(CUSTOMERS).where(CUSTOMERS.c.key == key).values(name=caller.name))
    for kind, value in identities:
        # A number that is another customer's already stays theirs.
        if _owner(connection, (kind, value)) is None:
            connection.execute(insert(IDENTITIES).values(kind=kind, value=value, customer_key=key))
    return key


def stays(connection: Connection, key: int, at_key: int) -> None:
    """Retention counts that customer's days from there on at the earliest."""
    later = CUSTOMERS.c.last_call_key.is_(None) | (CUSTOMERS.c.last_call_key < at_key)
    connection.execute(update(CUSTOMERS).where(CUSTOMERS.c.key == key, later).values(last_call_key=at_key))


def found(connection: Connection, caller: Caller) -> int | None:
    """The customer with the caller's id; else the one with the number, unless that one is known to have another id."""
    for identity in _identities(caller):
        key = _owner(connection, identity)
        if key is not None and (identity[0] == "id" or not (caller.customer_id and known_as(connection, key, "id"))):
            return key
    return None


def known_as(connection: Connection, key: int, kind: str) -> list[str]:
    """The customer's ids or numbers, in the order in which they became known."""
    statement = select(IDENTITIES.c.value).where(IDENTITIES.c.customer_key == key, IDENTITIES.c.kind == kind)
    return list(connection.execute(statement).scalars())


def name_and_note(connection: Connection, key: int) -> tuple[str, str]:
    row = connection.execute(select(CUSTOMERS.c.name, CUSTOMERS.c.note).where(CUSTOMERS.c.key == key)).one()
    return row.name, row.note


def save_note(connection: Connection, caller: Caller, note: str) -> bool:
    """Whether there was somebody to keep it for; a customer not seen before is entered."""
    now_key = round(time() * 1000)
    key = entered(connection, caller, now_key)
    if key is not None:
        connection.execute(update(CUSTOMERS).where(CUSTOMERS.c.key == key).values(note=note))
        stays(connection, key, now_key)
    return key is not None


def _identities(caller: Caller) -> list[Identity]:
    """Strongest first. A name counts only where nothing better is known: two people may bear it."""
    number = re.sub(r"[^\d+]", "", caller.number)
    known = [("id", caller.customer_id.strip()), ("number", number if any(map(str.isdigit, number)) else "")]
    strong = [identity for identity in known if identity[1]]
    name = " ".join(caller.name.split()).casefold()
    return strong or ([("name", name)] if name else [])


def _owner(connection: Connection, identity: Identity) -> int | None:
    kind, value = identity
    statement = select(IDENTITIES.c.customer_key).where(IDENTITIES.c.kind == kind, IDENTITIES.c.value == value)
    key: int | None = connection.execute(statement).scalar()
    return key
