"""The check of the sound: a side is tried, its meter and its words come or do not, and the fix is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from calls import sound_check
from calls.commands import Start
from calls.events import CaptureStarted, Channel, EngineFailed, Level, Partial
from desk.news import EngineState
from tests.ui.scripted_link import ScriptedLink
from tests.ui.test_access import TO_ACT_ON, interfaces
from tests.ui.test_agent_panel import texts
from ui.background import Background
from ui.sound_check import SoundCheckDialog, Trial

AGENT, CUSTOMER = Channel.AGENT, Channel.CUSTOMER
KNOWN = {AGENT: [("mic-1", "Headset microphone"), ("mic-2", "Webcam")], CUSTOMER: [("out-1", "Headset")]}


class Sound:
    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True


class Bench:
    def __init__(self, call_is_on: bool = False, customer: str = "out-1") -> None:
        self.link, self.background = ScriptedLink(), Background()
        self.played: list[tuple[str, Sound]] = []
        trial = Trial({AGENT: "mic-1", CUSTOMER: customer}, KNOWN, self.play, call_is_on)
        self.dialog = SoundCheckDialog(trial, self.link, self.background)  # type: ignore[arg-type]
        self.dialog.show()

    def play(self, device: str) -> Sound:
        sound = Sound()
        self.played.append((device, sound))
        return sound

    def listen(self) -> None:
        self.link.become(EngineState.READY)
        self.link.say(CaptureStarted(0.0, "Headset microphone", "Headset"))

    def press(self, words: str) -> None:
        button = next(b for b in self.dialog.findChildren(QPushButton) if b.text() == words)
        assert button.isEnabled()
        button.click()

    def close(self) -> None:
        if isValid(self.dialog):
            self.dialog.close()
        self.background.close()

    @property
    def shown(self) -> str:
        return texts(self.dialog)


@pytest.fixture
def bench(themed: QApplication) -> Iterator[Bench]:
    del themed
    made = Bench()
    yield made
    made.close()


def test_nothing_can_be_tried_before_the_devices_are_open(bench: Bench):
    assert "the speech model is loading" in bench.shown
    buttons = {b.text(): b.isEnabled() for b in bench.dialog.findChildren(QPushButton)}
    assert not buttons["Play a sound"] and not buttons["I speak now"] and buttons["Close"]
    bench.listen()
    assert bench.link.told == [Start("sound", agent_device="mic-1", customer_device="out-1")]
    assert "loading" not in bench.shown


def test_a_sound_is_played_and_its_words_are_the_proof(bench: Bench, qtbot: QtBot):
    bench.listen()
    bench.press("Play a sound")
    qtbot.waitUntil(lambda: len(bench.played) == 1)
    assert bench.played[0][0] == "out-1"
    assert "Listening" in bench.shown
    bench.link.say(Level(CUSTOMER, -20.0, -10.0), Partial(CUSTOMER, 0.5, "hello i would like"))
    assert "Sound and words" in bench.shown and "“hello i would like”" in bench.shown


def test_each_side_has_its_own_verdict_and_what_is_said_later_does_not_change_the_first(bench: Bench):
    bench.listen()
    bench.press("Play a sound")
    bench.link.say(Partial(CUSTOMER, 0.5, "i would like to help"))
    bench.press("I speak now")
    bench.link.say(Partial(AGENT, 9.0, "i would like to help you"), Partial(CUSTOMER, 9.0, ""))
    agent, customer = bench.dialog.verdict(AGENT), bench.dialog.verdict(CUSTOMER)
    assert agent and customer and agent.fine and customer.fine


def test_a_side_that_is_not_heard_is_told_why_and_what_to_do(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sound_check, "PATIENCE_S", 0.0)
    bench.listen()
    bench.press("I speak now")
    bench.link.say(Level(AGENT, -120.0, -120.0))
    qtbot.waitUntil(lambda: "No sound at all" in bench.shown)
    assert "Unmute the microphone" in bench.shown


def test_devices_that_cannot_be_opened_are_told_and_others_can_be_chosen(bench: Bench):
    bench.link.become(EngineState.READY)
    bench.link.say(EngineFailed("the agent's sound device, mic-1, is not there: choose another", True))
    assert "mic-1, is not there" in bench.shown and "Plug the microphone in" in bench.shown
    box = bench.dialog._cards[AGENT].device
    box.setCurrentIndex(box.findData("mic-2"))
    box.activated.emit(box.currentIndex())
    assert bench.link.told[-1] == Start("sound", agent_device="mic-2", customer_device="out-1")
    assert "is not there" not in bench.shown
    chosen: list[dict[Channel, str]] = []
    bench.dialog.chosen.connect(chosen.append)
    bench.press("Use these")
    assert chosen == [{CUSTOMER: "out-1", AGENT: "mic-2"}]
    assert bench.link.left


def test_a_sound_that_cannot_be_played_is_a_fault_of_that_side(qtbot: QtBot, bench: Bench):
    def broken(_: str) -> Sound:
        raise OSError("no sound server answers")

    bench.dialog._trial = Trial(bench.dialog._trial.devices, KNOWN, broken)
    bench.listen()
    bench.press("Play a sound")
    qtbot.waitUntil(lambda: "No sound server answers" in bench.shown)


def test_while_a_call_is_on_nothing_is_played_into_it(themed: QApplication):
    del themed
    bench = Bench(call_is_on=True)
    bench.listen()
    bench.press("Listen now")
    assert "nothing is played" in bench.shown
    bench.close()
    assert not bench.played


def test_a_program_is_asked_to_play_something_itself(themed: QApplication):
    del themed
    bench = Bench(customer="program:baresip")
    bench.listen()
    bench.press("Listen now")
    bench.close()
    assert not bench.played


def test_closing_stops_the_sound_and_lets_the_engine_go(bench: Bench, qtbot: QtBot):
    bench.listen()
    bench.press("Play a sound")
    qtbot.waitUntil(lambda: bench.dialog._playing is not None)
    bench.dialog.close()
    qtbot.waitUntil(lambda: bench.played[0][1].closed)
    assert bench.link.left


def test_without_a_model_it_says_so_and_leads_to_one(bench: Bench, qtbot: QtBot):
    bench.link.become(EngineState.NO_MODEL, "no speech model can be used")
    assert "no speech model can be used" in bench.shown
    with qtbot.waitSignal(bench.dialog.models_wanted):
        bench.press("Install a speech model")


def test_it_can_be_used_by_key_and_read_out(bench: Bench):
    bench.listen()
    nameless = [
        here.role().name
        for here in interfaces(bench.dialog)
        if here.role() in TO_ACT_ON
        and not here.text(QAccessible.Text.Name).strip()
        and not isinstance(here.object().parent(), QComboBox)
    ]
    assert not nameless
    shortcuts = {b.shortcut().toString() for b in bench.dialog.findChildren(QPushButton)} - {""}
    assert {"Alt+1", "Alt+2"} <= shortcuts
    for width in (320, 420):
        bench.dialog.resize(width, 620)
        assert all(b.width() >= b.minimumSizeHint().width() for b in bench.dialog.findChildren(QPushButton))
