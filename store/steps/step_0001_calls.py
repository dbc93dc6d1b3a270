"""Step 1: calls with journal and record, customers, promises and follow-ups, the full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    _customers(op)
    _calls(op)
    _records(op)
    # prefix: a search as it is typed begins with one, two, three letters, and those match most.
    op.execute(
        "CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, "
        "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
    )


def _customers(op: Operations) -> None:
    op.create_table(
        "customers",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "customer_identities",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, primary_key=True),
        sa.Column("customer_key", sa.Integer, sa.ForeignKey("customers.key"), nullable=False),
    )
    op.create_index("ix_customer_identities_customer_key", "customer_identities", ["customer_key"])


def _calls(op: Operations) -> None:
    op.create_table(
        "calls",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("call_id", sa.Text, nullable=False, unique=True),
        sa.Column("started_at", sa.Text, nullable=False),
        sa.Column("customer_number", sa.Text, nullable=False),
        sa.Column("customer_name", sa.Text, nullable=False),
        sa.Column("customer_id", sa.Text, nullable=False),
        sa.Column("customer_key", sa.Integer, sa.ForeignKey("customers.key")),
        sa.Column("clock_s", sa.Float, nullable=False),
        sa.Column("parked", sa.Boolean, nullable=False),
        sa.Column("filed", sa.Boolean, nullable=False),
        sa.Column("draft", sa.Text),
    )
    op.create_index("ix_calls_customer_key", "calls", ["customer_key"])
    op.create_index("ix_calls_unfinished", "calls", ["key"], sqlite_where=sa.text("filed = 0"))
    op.create_table(
        "journal",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("call_key", sa.Integer, sa.ForeignKey("calls.key"), nullable=False),
        sa.Column("entries", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_journal_call_key", "journal", ["call_key"])


def _records(op: Operations) -> None:
    op.create_table(
        "records",
        sa.Column("call_key", sa.Integer, sa.ForeignKey("calls.key"), primary_key=True),
        sa.Column("customer", sa.Text, nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("key_issue", sa.Text, nullable=False),
        sa.Column("disposition", sa.Text, nullable=False),
        sa.Column("duration_s", sa.Float, nullable=False),
        sa.Column("loops", sa.Integer, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
    )
    op.create_table(
        "record_texts",
        sa.Column("call_key", sa.Integer, sa.ForeignKey("records.call_key"), primary_key=True),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "loops",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("call_key", sa.Integer, sa.ForeignKey("calls.key"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("utterance_id", sa.Text, nullable=False),
    )
    op.create_index("ix_loops_call_key", "loops", ["call_key"])
