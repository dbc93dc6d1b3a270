"""A call as text in a terminal: words as they come, key issue and summary as they change, the record at the end."""

from __future__ import annotations

import os
import shutil
from typing import TextIO

from calls.call import Capture
from calls.events import Behind, Channel, EngineFailed, EngineReady, Event, Gap, Partial, Utterance
from calls.findings import PointKind
from calls.record import CallRecord
from calls.session import CallSession, Changed

_SIDES = {Channel.AGENT: "Agent   ", Channel.CUSTOMER: "Customer"}
_COLOURS = {Channel.AGENT: "34", Channel.CUSTOMER: "36"}
_HEADINGS = {
    PointKind.REASON: "Reason",
    PointKind.FACT: "Facts",
    PointKind.DONE: "Done and promised",
    PointKind.PROMISE: "Done and promised",
    PointKind.OPEN: "Still open",
    PointKind.OUTCOME: "Outcome",
}
DEMONSTRATION_NOTE = "demonstration model, made from synthetic speech: real callers come out badly. See docs/models.md"


def clock(seconds: float) -> str:
    return f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}"


class TextView:
    """Writes to ``out``; on a terminal the words under way stand on the last line and are replaced in place."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._live = out.isatty()
        self._colours = self._live and "NO_COLOR" not in os.environ
        self._issue = ""
        self._points: set[tuple[PointKind, str]] = set()

    def show(self, event: Event, session: CallSession, changed: Changed) -> None:
        match event:
            case Partial() if Changed.PARTIAL in changed and self._live:
                self._under_way(event)
            case Utterance() if Changed.WORDS in changed:
                self.said(event)
            case EngineReady():
                note = f" ({DEMONSTRATION_NOTE})" if event.demonstration else ""
                self._line(self._soft(f"Model {event.model}{note}"))
            case EngineFailed():
                self._line(self._painted("31", event.reason))
            case Gap():
                self._line(
                    self._soft(f"{clock(event.start)}  {event.channel}: not heard for {event.end - event.start:.1f} s")
                )
            case Behind() if event.delay_s:
                self._line(self._soft(f"       the words are {event.delay_s:.0f} s behind"))
        if Changed.CAPTURE in changed and session.call.capture is Capture.PAUSED:
            self._line(self._soft("       paused: nothing is written"))
        if Changed.INSIGHT in changed:
            self._insight(session)

    def _insight(self, session: CallSession) -> None:
        insight = session.insight
        issue = f"{insight.issue.text}  “{insight.issue.quote}”" if insight.issue else ""
        if issue != self._issue:
            self._issue = issue
            self._line(self._painted("31", f"       ▌ Key issue: {issue}") if issue else "       ▌ Key issue: none yet")
        points = {(point.kind, point.text) for point in insight.summary.points}
        for point in insight.summary.points:
            if (point.kind, point.text) not in self._points and point.kind is not PointKind.REASON:
                self._line(self._soft(f"       · {_HEADINGS[point.kind]}: {point.text}"))
        self._points = points

    def said(self, utterance: Utterance) -> None:
        side = self._painted(_COLOURS[utterance.channel], _SIDES[utterance.channel])
        self._line(f"{clock(utterance.start)}  {side}  {utterance.text}")

    def record(self, record: CallRecord) -> None:
        """The finished record, for people; the JSON of it is for programs."""
        self._line("")
        self._line(self._painted("1", "Record"))
        if record.key_issue:
            self._line(f"  Key issue   {record.key_issue.text}")
            self._line(f"              “{record.key_issue.quote}”")
        self._line(f"  Summary     {record.summary.text}")
        headings: list[str] = []
        for point in record.summary.points:
            heading = _HEADINGS[point.kind]
            self._line(f"  {'' if heading in headings else heading:<19} {point.text}")
            headings.append(heading)
        for span in record.redactions:
            self._line(f"  {'Not kept':<19} {span.kind} at {clock(span.start)}")
        t = record.timing
        self._line(
            f"  {'Timing':<19} talk {clock(t.talk_s)}, hold {clock(t.hold_s)}, agent {t.agent_share:.0%} of speech,"
            f" dead air {t.dead_air_s:.0f} s, crosstalk {t.crosstalk_s:.0f} s"
        )

    def _under_way(self, partial: Partial) -> None:
        width = shutil.get_terminal_size().columns - 18
        text = partial.text if len(partial.text) <= width else "…" + partial.text[1 - width :]
        self._out.write(f"\r\x1b[2K{clock(partial.start)}  {_SIDES[partial.channel]}  {self._soft(text)}")
        self._out.flush()

    def _line(self, text: str) -> None:
        self._out.write(f"\r\x1b[2K{text}\n" if self._live else f"{text}\n")
        self._out.flush()

    def _soft(self, text: str) -> str:
        return self._painted("2", text)

    def _painted(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colours else text
