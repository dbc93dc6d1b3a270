"""Another sound device is chosen in the middle of a call: it is heard from there, and what lay between is a gap."""

from __future__ import annotations

from pathlib import Path

from calls.call import Capture
from calls.commands import Start
from calls.events import CaptureFinished, CaptureStarted
from settings import Settings
from tests.desk.bench import DeskBench


def starts(bench: DeskBench) -> list[Start]:
    return [command for command in bench.told if isinstance(command, Start)]


def test_the_call_goes_on_with_the_device_that_was_chosen(tmp_path: Path):
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    bench.talk()
    bench.desk.change_settings(Settings().with_value("agent_device", "headset-2"))
    first, second = starts(bench)
    assert (first.agent_device, second.agent_device, second.call_id) == ("", "headset-2", first.call_id)
    bench.desk.receive(CaptureFinished(1.0))
    bench.desk.receive(CaptureStarted(5.0, "Headset 2", "Headset"))
    shown = bench.desk._stage.shown
    assert shown and shown.is_live and shown.session.call.capture is Capture.LISTENING
    assert {gap.reason for gap in shown.session.call.gaps} == {"another sound device was chosen"}
    bench.desk.close()
    bench.keeper.close()


def test_any_other_setting_leaves_the_call_alone(tmp_path: Path):
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    bench.talk()
    bench.desk.change_settings(Settings().with_value("agent_name", "M. Okoye"))
    assert len(starts(bench)) == 1
    bench.desk.close()
    bench.keeper.close()
