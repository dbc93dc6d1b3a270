"""``main.py doctor --sound``: each side is tried, with a sentence that is played and with the agent's own voice."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TextIO

from audio.backend import Playing
from audio.frames import SoundError
from audio.playback import play_sentence
from audio.program import program_of
from calls.commands import Start
from calls.events import CaptureStarted, Channel, EngineFailed, Event
from calls.sound_check import SoundCheck, Verdict
from cli.engine_process import running_engine
from cli.failure import Failure
from settings import Settings

SETTLE_S = 1.5
"""A side that was heard is listened to a little longer: the same words may come on the other side too."""


def try_sound(engine_command: Sequence[str], values: Settings, screen: TextIO) -> list[Verdict]:
    """A verdict on the customer's side, then on the agent's; ``screen`` says what to do. Raises Failure."""
    customer_device = values.text("customer_device")
    with running_engine(engine_command) as engine:
        engine.wait_until_ready()
        engine.tell(Start("sound", agent_device=values.text("agent_device"), customer_device=customer_device))
        events = engine.events()
        failed = _wait_until_open(events)
        if failed:
            return [_refused(channel, failed) for channel in (Channel.CUSTOMER, Channel.AGENT)]
        playing: Playing | None = None
        if program := program_of(customer_device):
            _say(screen, f"Let {program} play something now, a test call or its greeting …")
        else:
            _say(screen, "A customer's sentence is played. If you do not hear it where you hear your calls, choose the")
            _say(screen, "device that your softphone plays to as the customer's sound in the settings …")
            playing = _played(customer_device)
        try:
            heard = [_heard(Channel.CUSTOMER, events, playing)]
        finally:
            if playing:
                playing.close()
        _say(screen, "Now speak: read this line aloud, as you would on the phone …")
        return [*heard, _heard(Channel.AGENT, events, None)]


def _say(screen: TextIO, line: str) -> None:
    print(line, file=screen, flush=True)


def _wait_until_open(events: Iterator[Event]) -> EngineFailed | None:
    for event in events:
        match event:
            case CaptureStarted():
                return None
            case EngineFailed():
                return event
    raise Failure("the engine stopped before it heard anything; start `main.py doctor` again")


def _refused(channel: Channel, failed: EngineFailed) -> Verdict:
    check = SoundCheck(channel, 0.0)
    check.apply(failed)
    return check.verdict(0.0)


def _played(customer_device: str) -> Playing:
    try:
        return play_sentence(customer_device)
    except SoundError as error:
        raise Failure(str(error)) from None


def _heard(channel: Channel, events: Iterator[Event], playing: Playing | None) -> Verdict:
    """While it listens levels come twice a second and more, so this ends in time."""
    check = SoundCheck(channel, time.monotonic())
    enough_at = float("inf")
    for event in events:
        check.apply(event)
        now = time.monotonic()
        verdict = check.verdict(now)
        if not verdict.pending:
            enough_at = min(enough_at, now + (SETTLE_S if verdict.fine else 0.0))
        if now >= enough_at and not (playing and playing.active):
            return verdict
    raise Failure("the engine stopped while it listened; start `main.py doctor` again")
