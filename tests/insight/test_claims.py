"""What the customer says beside what earlier calls have of them."""

from __future__ import annotations

from calls.events import FileOpened, Rang
from calls.filed import FiledFact
from calls.findings import Claim, Verdict
from insight.analyst import Analyst
from tests.insight.spoken import STARTED_AT, call

ON_FILE = (
    FiledFact("name", "Daniel Cooper"),
    FiledFact("account", "771200", "2025-11-02", "old"),
    FiledFact("account", "882014", "2026-02-20", "last"),
    FiledFact("order", "639285", "2026-02-20", "last"),
)


def claims(*lines: str, on_file: tuple[FiledFact, ...] = ON_FILE) -> dict[str, Claim]:
    analyst = Analyst()
    analyst.apply(Rang("call", 0.0, STARTED_AT))
    insight = analyst.apply(FileOpened(0.2, on_file))
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
    assert (claim.day, claim.call_id) == ("2026-02-20", "last") and claim.utterance_id


def test_another_order_is_new_and_not_a_contradiction():
    claim = claims("a: the order number please", "c: four four seven one nine nine")["order"]
    assert (claim.verdict, claim.on_file) == (Verdict.NEW, "")


def test_without_a_file_nothing_is_claimed():
    assert claims("a: the account number please", "c: eight eight two zero one five", on_file=()) == {}
