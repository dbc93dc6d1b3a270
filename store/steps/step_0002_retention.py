"""Step 2: what was deleted because its time was over, and when a customer with no call left last called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "deletions",
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.add_column("customers", sa.Column("last_call_key", sa.Integer))
