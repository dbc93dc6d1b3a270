"""Values as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from calls.events import FollowUp
from ui.wording import first_name, short_moment, to_be_done, to_do

TODAY = date(2026, 3, 17)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Priya Raman", "Priya"),
        ("P. Raman", "P. Raman"),
        ("Dr. Maximiliane Hohenstein", "Maximiliane"),
        ("Prof. Dr. Weiss", "Weiss"),
        ("Mrs Lind", "Lind"),
        ("Dr.", "Dr."),
        ("李小龙", "李小龙"),
        ("", ""),
    ],
)
def test_the_words_name_a_customer_shortly_and_by_no_title(name: str, short: str):
    assert first_name(name) == short


def test_a_moment_in_a_narrow_column_keeps_its_time():
    assert short_moment("2026-03-17T14:02:31+00:00", TODAY) == "today, 14:02"
    assert short_moment("2026-03-20T17:00", TODAY) == "20 Mar, 17:00"
    assert short_moment("2025-12-24", TODAY) == "24 Dec 2025"


def test_what_is_owed_is_said_with_its_day_where_it_has_one():
    assert to_be_done(FollowUp("Call back", "2026-03-17"), TODAY) == "Call back, by today"
    assert to_do(FollowUp("Call back", "2026-03-20T17:00")) == "To do: Call back, by Fri 20 March, 17:00"
    assert to_do(FollowUp("Send the form")) == "To do: Send the form"
