"""Step 5: a customer of whom no call was ever kept goes too when their time is over, counted from this step on."""

from __future__ import annotations

from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.execute(
        "UPDATE customers SET last_call_key = CAST(strftime('%s', 'now') AS INTEGER) * 1000 "
        "WHERE last_call_key IS NULL AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.customer_key = customers.key)"
    )
