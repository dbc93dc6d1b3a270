"""Step 3: promises and follow-ups can be done, and there are errands that no call left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.add_column("loops", sa.Column("done_at", sa.Text))
    op.create_table(
        "errands",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("done_at", sa.Text),
    )
