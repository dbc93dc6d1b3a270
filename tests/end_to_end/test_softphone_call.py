"""The whole bundled call from softphone to softphone, with Attune beside one of them: what it hears and files.

A file of its own, because it lasts as long as the call: other files of tests then run beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import soundfile

from calls.events import Channel
from tests.end_to_end.kept_text import kept_text
from tests.end_to_end.softphone_desk import (
    CALL,
    LIVE_CALLS,
    MOUTHS,
    SCRIPT,
    WORST_WORD_ERROR,
    Told,
    softphone_desk,
    words,
)
from tests.softphones import CALLER_NAME, CALLER_NUMBER
from tests.word_error import word_error

pytestmark = LIVE_CALLS


@pytest.mark.timeout(240)
def test_a_whole_call_is_told_heard_and_filed(tmp_path: Path):
    with softphone_desk(tmp_path) as desk:
        desk.ring()
        call_id = desk.answer()
        for column, channel in enumerate(Channel):
            samples, rate = soundfile.read(CALL, dtype="int16")
            path = desk.folder / f"whole-{channel}.wav"
            soundfile.write(path, samples[:, column], rate)
            desk.server.play(MOUTHS[channel], path)
        for player in desk.server.players[-2:]:
            assert player.wait(150) == 0
        desk.caller.do("hangup")
        record = desk.file(call_id)

    call = record.call
    assert (call.customer_number, call.customer_name, call.direction) == (CALLER_NUMBER, CALLER_NAME, "in")
    assert call.agent == "Karen" and 110 < call.duration_s < 150 and not record.gaps
    for channel in Channel:
        said = " ".join(_masked(turn) for turn in SCRIPT if turn["channel"] == channel)
        error = word_error(said.split(), words(record, channel).split())
        print(f"{channel}: word error {error:.3f}")
        assert error <= WORST_WORD_ERROR
    found = {fact.value for fact in record.facts}
    understood = [
        record.key_issue is not None and "twice" in record.key_issue.quote,
        *(value in found for value in ("Daniel Cooper", "64.80 USD", "639285")),
        any(promise.who is Channel.AGENT for promise in record.promises),
    ]
    assert sum(understood) >= 3, understood  # a packet that comes late is lost, and with it a word that one hangs on
    kept = kept_text(desk.folder / "records")
    assert record.redactions and "four two four two" not in kept and "4242" not in kept


def _masked(turn: Told) -> str:
    text = str(turn["text"])
    for secret in turn.get("secrets", []):
        text = text.replace(secret["said"], f"[{secret['kind']}]")
    return text
