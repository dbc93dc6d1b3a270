"""A playbook or list that a team broke is left out; the rest of the help, and the call, go on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from insight import jargon, offers, taxonomy
from insight.playbooks import FOLDER, bundled_help
from insight.tables import TableError
from insight.team_files import check, faults
from tests.insight.spoken import call

LISTS = (taxonomy.PLACE, offers.PLACE, jargon.PLACE)
READ_ONCE = (bundled_help, taxonomy.taxonomy, offers.bundled_kinds, jargon.bundled_terms)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose playbooks and lists are used in the place of the shipped ones."""
    shipped = resources.path
    shutil.copytree(shipped(FOLDER), tmp_path / FOLDER)
    for name in LISTS:
        shutil.copy(shipped(name), tmp_path)
    monkeypatch.setattr(
        resources, "path", lambda *parts: (tmp_path if parts[0] in (FOLDER, *LISTS) else shipped()).joinpath(*parts)
    )
    for read in READ_ONCE:
        read.cache_clear()
    yield tmp_path
    for read in READ_ONCE:
        read.cache_clear()


def test_what_is_shipped_has_no_fault():
    assert faults() == ()
    check()


def test_one_bad_playbook_leaves_the_others(own: Path):
    whole = {book.title for book in bundled_help().playbooks}
    bundled_help.cache_clear()
    (own / FOLDER / "orders.toml").write_text('title = "Orders"\ncodes = ["order.*"]\n', encoding="utf-8")
    left = bundled_help()
    assert {book.title for book in left.playbooks} < whole and left.acknowledgements
    assert left.playbook_for("order.status") is None and left.playbook_for("billing.refund") is not None
    assert faults() == ("orders.toml: it asks nothing",)


@pytest.mark.parametrize("name", [*LISTS, f"{FOLDER}/cues.toml"])
def test_a_call_is_understood_though_a_list_is_bad(own: Path, name: str):
    (own / name).write_text("= nonsense", encoding="utf-8")
    spoken = call("a: how can i help", "c: i was charged twice for my order", "a: i'll refund one of them today")
    assert spoken.insight.issue.text == "Charged twice for their order"
    assert spoken.insight.promises
    (fault,) = faults()
    assert fault.startswith(f"{Path(name).name}: ") and "\n" not in fault
    with pytest.raises(TableError, match="toml"):
        check()


def test_a_list_that_is_gone_is_a_fault(own: Path):
    (own / jargon.PLACE).unlink()
    (fault,) = faults()
    assert jargon.PLACE in fault and "No such file" in fault
    assert jargon.bundled_terms() == ()
