"""The tables as they are now. How they came to be is in ``store/steps``; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    column,
    table,
    text,
)

METADATA = MetaData()

CUSTOMERS = Table(
    "customers",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("last_call_key", Integer),
)
"""``last_call_key``: a moment as the key of a call, from which retention counts once no call of theirs is left: when
they were entered, had a note written, or had a call that was deleted since or given to somebody else; the latest."""

IDENTITIES = Table(
    "customer_identities",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("customer_key", Integer, ForeignKey("customers.key"), nullable=False, index=True),
)
"""How a customer is known again: kind is "id", "number" or "name"."""

CALLS = Table(
    "calls",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("call_id", Text, nullable=False, unique=True),
    Column("started_at", Text, nullable=False),
    Column("customer_number", Text, nullable=False),
    Column("customer_name", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("customer_key", Integer, ForeignKey("customers.key"), index=True),
    Column("clock_s", Float, nullable=False),
    Column("parked", Boolean, nullable=False),
    Column("filed", Boolean, nullable=False),
    Column("draft", Text),
    Index("ix_calls_unfinished", "key", sqlite_where=text("filed = 0")),
)
"""``key`` is the call's start in milliseconds since 1970, the next free one: its order is the order of time."""

JOURNAL = Table(
    "journal",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("call_key", Integer, ForeignKey("calls.key"), nullable=False, index=True),
    Column("entries", LargeBinary, nullable=False),
)
"""``entries``: journal lines joined by newlines, deflated."""

RECORDS = Table(
    "records",
    METADATA,
    Column("call_key", Integer, ForeignKey("calls.key"), primary_key=True),
    Column("customer", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("key_issue", Text, nullable=False),
    Column("disposition", Text, nullable=False),
    Column("duration_s", Float, nullable=False),
    Column("loops", Integer, nullable=False),
    Column("due", Text, nullable=False),
)
"""What a list shows of a filed call."""

RECORD_TEXTS = Table(
    "record_texts",
    METADATA,
    Column("call_key", Integer, ForeignKey("records.call_key"), primary_key=True),
    Column("json", LargeBinary, nullable=False),
)
"""The whole record as JSON of ``attune.call/1``, deflated. Apart, so that a list need not read through it."""

LOOPS = Table(
    "loops",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("call_key", Integer, ForeignKey("calls.key"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("utterance_id", Text, nullable=False),
    Column("done_at", Text),
)
"""Of filed calls: the agent's follow-ups, kind "follow_up", and what the customer promised, "promise"."""

ERRANDS = Table(
    "errands",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("done_at", Text),
)
"""What an agent typed in to be done, from a mail or a chat."""

DELETIONS = Table(
    "deletions",
    METADATA,
    Column("day", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("before", Text, nullable=False),
    Column("count", Integer, nullable=False),
)
"""What retention deleted: on which day, of which kind, from before which day, how many."""

WORDS = table("words", column("rowid", Integer), column("text", Text))
"""The full-text index (FTS5); its rowid is ``calls.key``. It holds the index alone, not the text."""
