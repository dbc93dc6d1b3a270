"""Said / on file: what the customer states beside what earlier calls have, in neutral words."""

from __future__ import annotations

from collections.abc import Sequence

from calls.findings import Claim, Fact, Verdict
from insight.readable import value

_ONE_OF_A_KIND = frozenset(("name", "phone", "email", "address", "postcode", "account", "policy"))
"""A customer has one of these, so that another value differs; of orders and sums there are many."""
_WORTH_SAYING = frozenset(("order", "booking", "claim", "amount", "date", "reference")) | _ONE_OF_A_KIND


def claims_of(facts: Sequence[Fact], on_file: Sequence[Fact]) -> tuple[Claim, ...]:
    """One claim for each fact that was said and that the file knows, or knows another value of. No file, no claims."""
    if not on_file:
        return ()
    claims = (_claim(fact, [known for known in on_file if known.kind == fact.kind]) for fact in facts if fact.evidence)
    return tuple(claim for claim in claims if claim)


def _claim(fact: Fact, known: Sequence[Fact]) -> Claim | None:
    if fact.kind not in _WORTH_SAYING:
        return None
    label, said = fact.kind.replace("_", " ").capitalize(), value(fact.kind, fact.value)
    if any(_same(fact, other) for other in known):
        return Claim(f"{label} {said}: as on file", fact.kind, said, Verdict.AGREES, fact.evidence[0])
    if known and fact.kind in _ONE_OF_A_KIND:
        filed = value(fact.kind, known[-1].value)
        return Claim(f"{label}: said {said}, on file {filed}", fact.kind, filed, Verdict.DIFFERS, fact.evidence[0])
    return Claim(f"{label} {said}: not on file", fact.kind, "", Verdict.NEW, fact.evidence[0])


def _same(fact: Fact, other: Fact) -> bool:
    """A first name alone agrees with the whole name."""
    if fact.kind == "name":
        said, filed = set(fact.value.lower().split()), set(other.value.lower().split())
        return said <= filed or filed <= said
    return fact.value == other.value
