"""An engine that needs no sound: it speaks the real wire and says an utterance every 50 ms until it is told to quit."""

from __future__ import annotations

import sys
import threading

from calls import wire
from calls.codec import Malformed
from calls.commands import Finish, Quit, Start
from calls.events import (
    CaptureFinished,
    CaptureStarted,
    Channel,
    EngineReady,
    EngineStarted,
    Event,
    Partial,
    Utterance,
    Word,
)

EVERY_S = 0.05


def say(event: Event) -> None:
    print(wire.encode(event), flush=True)


def talk(start_s: float, stop: threading.Event) -> None:
    say(CaptureStarted(start_s, "script", "script"))
    number = 0
    while not stop.wait(EVERY_S):
        number += 1
        channel = Channel.CUSTOMER if number % 2 else Channel.AGENT
        at = start_s + number * EVERY_S
        said = f"this is number {number} about my order"
        words = tuple(Word(w, at + i * 0.005, at + i * 0.005 + 0.005, 0.9) for i, w in enumerate(said.split()))
        say(Partial(channel, at, said))
        name = f"{channel.value[0]}{round(at * 1000)}"
        say(Utterance(name, channel, at, words[-1].end, said.capitalize() + ".", said, 0.9, words))
    say(CaptureFinished(start_s + (number + 1) * EVERY_S))


def main() -> None:
    say(EngineStarted(wire.PROTOCOL, "scripted"))
    say(EngineReady("script"))
    stop = threading.Event()
    for line in sys.stdin:
        try:
            command = wire.decode_command(line)
        except Malformed:
            continue
        match command:
            case Start():
                stop = threading.Event()  # of this call: the one before may not have noticed its end yet
                threading.Thread(target=talk, args=(command.clock_s, stop), daemon=True).start()
            case Finish():
                stop.set()
            case Quit():
                break


if __name__ == "__main__":
    main()
