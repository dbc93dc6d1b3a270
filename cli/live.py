"""A call as it happens, in a terminal: the bundled call through the engine, or a journal again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from calls.codec import Malformed
from calls.commands import Start
from calls.events import Answered, CaptureFinished, Ended, EngineFailed, Event, Rang
from calls.journal import read_journal
from calls.record import CallRecord, record_of
from calls.session import CallSession
from cli.engine_process import running_engine
from cli.failure import Failure
from cli.text_view import TextView
from insight.analyst import Analyst
from insight.team_files import check


@dataclass(frozen=True, slots=True)
class DemoCall:
    """What the bundled call's dialer would have said."""

    recording: Path
    customer_number: str
    call_id: str = "demo"


def demo(engine_command: Sequence[str], call: DemoCall, agent: str, out: TextIO) -> CallSession:
    """Play the bundled call as live, show it to its end, and return it. Raises Failure."""
    check()
    view, session = TextView(out), CallSession(Analyst())

    def take(event: Event) -> None:
        view.show(event, session, session.apply(event))

    started = datetime.now().astimezone()
    with running_engine(engine_command) as engine:
        take(engine.wait_until_ready())
        take(
            Rang(
                call.call_id,
                0.0,
                started.isoformat(timespec="seconds"),
                customer_number=call.customer_number,
                agent=agent,
            )
        )
        take(Answered(0.0))
        engine.tell(Start(call.call_id, 0.0, started.date().isoformat(), (str(call.recording),)))
        for event in engine.events():
            take(event)
            match event:
                case EngineFailed():
                    raise Failure(event.reason)
                case CaptureFinished():
                    take(Ended(event.at))
                    view.record(record_of(session))
                    return session
    raise Failure("the engine stopped in the middle of the call; run `main.py doctor` to find out why")


def replay(journal: Path, speed: float, out: TextIO) -> CallRecord:
    """A saved call again, ``speed`` times as fast as it was. Raises Failure."""
    check()
    view, session = TextView(out), CallSession(Analyst())
    began = time.monotonic()
    try:
        for entry in read_journal(journal):
            time.sleep(max(0.0, began + entry.clock_s / speed - time.monotonic()))
            view.show(entry.event, session, session.apply(entry.event))
    except OSError as error:
        raise Failure(f"{journal} cannot be read: {error.strerror or error}") from None
    except Malformed as error:
        raise Failure(f"{error}; give a journal that Attune wrote") from None
    if not session.call.states:
        raise Failure(f"{journal} holds no call; give a journal that Attune wrote")
    record = record_of(session)
    view.record(record)
    return record
