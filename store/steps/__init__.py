"""The numbered schema steps, oldest first. A step that was released is never changed: a new one follows it."""

from __future__ import annotations

from collections.abc import Callable

from alembic.operations import Operations

from store.steps import (
    step_0001_calls,
    step_0002_retention,
    step_0003_loops,
    step_0004_own_follow_ups,
    step_0005_customers_without_a_call,
)

Step = Callable[[Operations], None]

STEPS: tuple[Step, ...] = (
    step_0001_calls.upgrade,
    step_0002_retention.upgrade,
    step_0003_loops.upgrade,
    step_0004_own_follow_ups.upgrade,
    step_0005_customers_without_a_call.upgrade,
)
"""The schema's number is how many of these a file has behind it."""
