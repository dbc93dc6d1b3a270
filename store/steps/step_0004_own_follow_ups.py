"""Step 4: what is to be done is what the agent made of their promises at the wrap-up, not what was heard."""

from __future__ import annotations

from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.execute("DELETE FROM loops WHERE kind = 'promise' AND who = 'agent'")
    op.execute(
        "UPDATE records SET "
        "loops = (SELECT count(*) FROM loops WHERE loops.call_key = records.call_key), "
        "due = coalesce((SELECT min(due) FROM loops WHERE loops.call_key = records.call_key AND due != ''), '')"
    )
