"""Said / on file: what the customer states beside what earlier calls have, in neutral words."""

from __future__ import annotations

from collections.abc import Sequence

from calls.filed import FiledFact
from calls.findings import Claim, Fact, Verdict
from insight.readable import value

_ONE_OF_A_KIND = frozenset(("name", "phone", "email", "address", "postcode", "account", "policy"))
"""A customer has one of these, so that another value differs; of orders and sums there are many."""
_WORTH_SAYING = frozenset(("order", "booking", "claim", "amount", "date", "reference")) | _ONE_OF_A_KIND


def claims_of(facts: Sequence[Fact], on_file: Sequence[FiledFact]) -> tuple[Claim, ...]:
    """One claim for each fact that was said and that the file knows, or knows another value of. No file, no claims.

    ``on_file``: oldest first; the latest that agrees, else the latest, is the one that is named.
    """
    if not on_file:
        return ()
    claims = (_claim(fact, [known for known in on_file if known.kind == fact.kind]) for fact in facts if fact.evidence)
    return tuple(claim for claim in claims if claim)


def _claim(fact: Fact, known: Sequence[FiledFact]) -> Claim | None:
    if fact.kind not in _WORTH_SAYING:
        return None
    label, said = fact.kind.replace("_", " ").capitalize(), value(fact.kind, fact.value)
    alike = next((filed for filed in reversed(known) if _same(fact, filed)), None)
    if alike:
        text = f"{label} {said}: as on file"
        return Claim(text, fact.kind, said, Verdict.AGREES, fact.evidence[0], alike.day, alike.call_id)
    if known and fact.kind in _ONE_OF_A_KIND:
        last = known[-1]
        filed = value(fact.kind, last.value)
        text = f"{label}: said {said}, on file {filed}"
        return Claim(text, fact.kind, filed, Verdict.DIFFERS, fact.evidence[0], last.day, last.call_id)
    return Claim(f"{label} {said}: not on file", fact.kind, "", Verdict.NEW, fact.evidence[0])


def _same(fact: Fact, filed: FiledFact) -> bool:
    """A first name alone agrees with the whole name."""
    if fact.kind == "name":
        said, known = set(fact.value.lower().split()), set(filed.value.lower().split())
        return said <= known or known <= said
    return fact.value == filed.value
