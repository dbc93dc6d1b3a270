"""``main.py call``: what the dialer did, told to the running panel; to one that is started for it where none runs."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from subprocess import DEVNULL

from calls.codec import Malformed
from cli.failure import Failure, not_started
from integrations.dialer import DialerMessage, line_of, message_of
from ui.dialer_door import LONGEST, Answer, knock

PANEL_STARTS_WITHIN_S = 10.0


def tell_the_panel(data: Path, message: DialerMessage, panel: Sequence[str]) -> None:
    """``panel`` starts one; empty where none can be started. Raises Failure when it was not told."""
    line = _line(message)
    answer = knock(data, line)
    if answer is Answer.NOBODY:
        if not panel:
            raise Failure("no panel is running, and there is no display to start it on")
        answer = _started_and_told(data, line, panel)
    match answer:
        case Answer.TAKEN:
            return
        case Answer.REFUSED:
            raise Failure("the panel refused the message; is it of another version?")
        case _:
            raise Failure("a panel is running and does not answer: end it and start again")


def _line(message: DialerMessage) -> str:
    """Raises Failure for what the panel would refuse."""
    line = line_of(message)
    if len(line) >= LONGEST:
        raise Failure(f"the message is too long: {len(line)} characters, and {LONGEST - 1} is the most")
    try:
        message_of(line)
    except Malformed as error:
        raise Failure(f"that cannot be told to the panel: {error}") from None
    return line


def _started_and_told(data: Path, line: str, command: Sequence[str]) -> Answer:
    """Raises Failure, with the panel's own reason when it leaves again."""
    with tempfile.TemporaryFile() as said:
        try:
            panel = subprocess.Popen(command, start_new_session=True, stdin=DEVNULL, stdout=DEVNULL, stderr=said)
        except OSError as error:
            raise not_started(command, error) from None
        patience = time.monotonic() + PANEL_STARTS_WITHIN_S
        while time.monotonic() < patience:
            time.sleep(0.1)
            gone = panel.poll() is not None  # asked first: a panel that finds another leaves when that one has its door
            if (answer := knock(data, line)) is not Answer.NOBODY:
                return answer
            if gone:
                said.seek(0)
                lines = said.read().decode("utf-8", "replace").strip().splitlines()
                raise Failure(lines[-1].removeprefix("attune: ") if lines else "the panel left at once")
    raise Failure("the panel did not start; run `main.py` to see why")
