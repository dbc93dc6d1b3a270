"""What the customer says beside what earlier calls have of them."""

from __future__ import annotations

from calls.events import Rang
from calls.findings import Claim, Fact, Verdict
from insight.analyst import Analyst
from tests.insight.spoken import STARTED_AT, call

ON_FILE = (
    Fact("name", "Daniel Cooper", "daniel cooper", (), 1.0),
    Fact("account", "882014", "882014", (), 1.0),
    Fact("order", "639285", "639285", (), 1.0),
)


def claims(*lines: str, on_file: tuple[Fact, ...] = ON_FILE) -> dict[str, Claim]:
    analyst = Analyst(on_file)
    insight = analyst.apply(Rang("call", 0.0, STARTED_AT))
    for utterance in call(*lines).heard:
        insight = analyst.apply(utterance)
    return {claim.fact: claim for claim in insight.claims}


def test_the_same_value_agrees_and_a_first_name_is_enough():
    said = claims("a: your name please", "c: daniel", "a: and the account number", "c: eight eight two zero one four")
    assert {kind: claim.verdict for kind, claim in said.items()} == {"name": Verdict.AGREES, "account": Verdict.AGREES}


def test_another_account_differs_and_both_values_are_told():
    claim = claims("a: the account number please", "c: eight eight two zero one five")["account"]
    assert claim.verdict is Verdict.DIFFERS
    assert (claim.on_file, claim.text) == ("882014", "Account: said 882015, on file 882014")


def test_another_order_is_new_and_not_a_contradiction():
    claim = claims("a: the order number please", "c: four four seven one nine nine")["order"]
    assert (claim.verdict, claim.on_file) == (Verdict.NEW, "")


def test_without_a_file_nothing_is_claimed():
    assert claims("a: the account number please", "c: eight eight two zero one five", on_file=()) == {}
