"""Help in the call: one quiet line at a time, never twice, gone when it is done."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from calls.events import CueDismissed, Ended
from insight.analyst import Analyst
from insight.coaching import QUIET_S
from insight.playbooks import PlaybookError, bundled_help, read_help
from insight.taxonomy import taxonomy
from tests.insight.spoken import Spoken


def duplicate_charge() -> Spoken:
    spoken = Spoken()
    spoken.agent("good morning how can i help you")
    spoken.customer("i was charged twice for something i bought in the spring")
    return spoken


def shown(spoken: Spoken) -> list[tuple[str, str]]:
    return [(cue.kind, cue.id) for cue in spoken.insight.cues]


def pass_time(spoken: Spoken, seconds: float = QUIET_S) -> None:
    spoken.clock_s += seconds


def test_next_is_the_first_question_of_the_playbook_still_unasked():
    assert shown(duplicate_charge()) == [("next", "billing.order-or-account")]


def test_it_ticks_itself_off_when_asked_and_the_next_waits_its_time():
    spoken = duplicate_charge()
    spoken.agent("can i have the order number")
    assert shown(spoken) == []
    spoken.customer("one moment")
    assert shown(spoken) == []
    pass_time(spoken)
    spoken.customer("i have it somewhere")
    assert shown(spoken) == [("next", "billing.amount-and-date")]


def test_a_fact_answers_a_question_too():
    spoken = duplicate_charge()
    pass_time(spoken)
    spoken.customer("my account number is eight eight two zero one four")
    spoken.agent("thank you")
    spoken.hang_up()
    assert ("next", "billing.order-or-account") not in shown(spoken)


def test_a_repeated_call_is_acknowledged_first_and_only_once():
    spoken = Spoken()
    spoken.customer("this is the third time i am calling about my broken router")
    assert shown(spoken) == [("acknowledge", "acknowledge.called-before")]
    spoken.agent("i am so sorry that you had to call again")
    assert shown(spoken) == []
    pass_time(spoken)
    spoken.customer("as i said the third time")
    assert ("acknowledge", "acknowledge.called-before") not in shown(spoken)


def test_what_the_agent_acknowledged_unprompted_is_not_asked_for():
    spoken = duplicate_charge()
    spoken.customer("and this is the third time i call")
    spoken.agent("i am sorry about that")
    pass_time(spoken)
    spoken.customer("well")
    assert all(kind != "acknowledge" for kind, _ in shown(spoken))


def test_a_question_left_open_is_shown_before_goodbye():
    spoken = duplicate_charge()
    spoken.customer("when will the money be back")
    pass_time(spoken)
    spoken.agent("can i help you with anything else today")
    assert [kind for kind, _ in shown(spoken)] == ["unanswered"]
    assert "when will the money be back" in spoken.insight.cues[0].text.lower()
    spoken.agent("the money will be back on friday")
    assert shown(spoken) == []


def test_a_dismissed_cue_stays_away():
    spoken = duplicate_charge()
    (cue,) = spoken.insight.cues
    assert spoken.apply(CueDismissed(9.0, cue.id)).cues == ()
    for _ in range(5):
        pass_time(spoken)
        spoken.customer("i was charged twice")
        assert cue.id not in {shown_id for _, shown_id in shown(spoken)}


def test_two_new_cues_are_never_closer_than_twenty_seconds():
    spoken = duplicate_charge()
    for line in ("this is the third time i call", "i want to speak to a manager", "i have been on hold for hours") * 8:
        spoken.customer(line)
        spoken.agent("the order number please how much was it which card would you like it back")
    spoken.hang_up()
    analyst, began = Analyst(), dict[str, float]()
    for utterance in spoken.heard:
        for cue in analyst.apply(utterance).cues:
            began.setdefault(cue.id, utterance.end)
    times = sorted(began.values())
    assert len(times) > 2
    assert all(later - earlier >= QUIET_S for earlier, later in pairwise(times))


def test_after_the_call_nothing_is_left_to_say():
    spoken = duplicate_charge()
    assert spoken.insight.cues
    assert spoken.apply(Ended(30.0)).cues == ()


def test_the_bundled_playbooks_are_for_codes_that_exist():
    codes = {issue.code for issue in taxonomy().issues}
    for book in bundled_help().playbooks:
        for pattern in book.codes:
            assert any(book.is_for(code) for code in codes), pattern
    assert len(bundled_help().playbooks) >= 6


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('codes = ["billing.*"]\n', "no title"),
        ('title = "Bills"\ncodes = "billing"\n', "list of issue codes"),
        ('title = "Bills"\ncodes = ["billing.*"]\n', "asks nothing"),
        ('title = "Bills"\ncodes = ["billing.*"]\n[[ask]]\nid = "One"\nsay = "x"\n', "an id is"),
        ('title = "Bills"\ncodes = ["billing.*"]\n[[ask]]\nid = "one"\n', "nothing to say"),
        ('title = "Bills"\ncodes = ["billing.*"]\n[[ask]]\nid = "one"\nsay = "x"\nasked = "y"\n', "list of phrases"),
        ("title =", "bills.toml"),
    ],
)
def test_a_wrong_playbook_is_said_in_one_line(tmp_path: Path, text: str, complaint: str):
    (tmp_path / "bills.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PlaybookError, match=complaint) as error:
        read_help(tmp_path)
    assert "\n" not in str(error.value)
