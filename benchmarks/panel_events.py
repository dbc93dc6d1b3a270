"""What an event costs the panel early and late in a long call, and how long its event loop is ever held up.

    python benchmarks/panel_events.py [--utterances 3000]

Each utterance comes as two partials and the finished words, on a visible panel, and is painted before the next. The
findings are those of the sample call, changed a little each time, so that the summary has something to redraw. Prints
one line for the first utterances, one for the last, their ratio, and the longest hold-up. Exit status 1 when the ratio
is above 1.2 or a hold-up above 50 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from calls.events import Answered, CaptureStarted, Event, Partial, Rang
from calls.findings import Insight, Point, PointKind, Summary
from calls.session import CallSession
from tests.ui.sample_call import FACTS, ISSUES, POINTS, TURNS, spoken
from ui.agent_panel import AgentPanel
from ui.theme import apply_theme

MOST_RATIO, LONGEST_MS = 1.2, 50.0
SAMPLE = 200
WARM_UP = 10
"""The first widgets of each kind are made once; the tenth utterance is the first that counts."""


class ShiftingAnalyst:
    """The sample's findings with one line that is different after every utterance."""

    def __init__(self) -> None:
        self._count = 0
        self._first = ""

    def apply(self, event: Event) -> Insight:
        self._count += 1
        if not self._first:
            self._first = getattr(event, "id", "")
        evidence = (self._first,) if self._first else ()
        newest = Point(PointKind.OPEN, f"Open point number {self._count}", evidence)
        points = (*(replace(point, evidence=evidence) for point in POINTS[:4]), newest)
        facts = tuple(replace(fact, evidence=evidence) for fact in FACTS)
        issue = replace(ISSUES[0], utterance_id=self._first)
        return Insight(Summary("", points), issue=issue, issues=(issue,), facts=facts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--utterances", type=int, default=3000)
    count = parser.parse_args().utterances
    app = QApplication(sys.argv[:1])
    apply_theme(app, "light")
    panel = AgentPanel()
    panel.show()
    session = CallSession(ShiftingAnalyst())
    for event in (Rang("bench", 0.0, "2026-03-17T14:02:00+00:00"), Answered(0.5), CaptureStarted(0.6, "a", "b")):
        panel.show_session(session, session.apply(event))
    app.processEvents()
    costs, longest = [], []
    for number in range(count):
        cost, hold_up = one_utterance(app, panel, session, number)
        costs.append(cost)
        longest.append(hold_up)
    early, late = costs[WARM_UP : WARM_UP + SAMPLE], costs[-SAMPLE:]
    ratio = statistics.median(late) / statistics.median(early)
    for name, part in ((f"utterances {WARM_UP} to {WARM_UP + SAMPLE}", early), (f"the last {SAMPLE}", late)):
        print(f"{name}: median {statistics.median(part):.2f} ms, p99 {statistics.quantiles(part, n=100)[98]:.2f} ms")
    held = sorted(longest[WARM_UP:])
    print(f"ratio {ratio:.2f} (at most {MOST_RATIO})")
    print(f"event loop held up: p99 {held[int(len(held) * 0.99)]:.1f} ms, longest {held[-1]:.1f} ms of CPU")
    print(f"a change of width: {width_change(app, panel):.1f} ms until it is painted")
    return 0 if ratio <= MOST_RATIO and held[-1] <= LONGEST_MS else 1


def one_utterance(app: QApplication, panel: AgentPanel, session: CallSession, number: int) -> tuple[float, float]:
    """(whole cost, longest single event with its painting) in milliseconds of this process's own time."""
    channel, _, _, text = TURNS[number % len(TURNS)]
    start = 2.0 + number * 3.0
    utterance = replace(spoken(channel, start, start + 2.5, text), masked=())
    events: tuple[Event, ...] = (
        Partial(channel, start, text[: len(text) // 3]),
        Partial(channel, start, text[: len(text) // 2]),
        utterance,
    )
    parts = []
    for event in events:
        began = time.process_time()
        panel.show_session(session, session.apply(event))
        panel.tick(start)
        app.processEvents()
        parts.append((time.process_time() - began) * 1000)
    return sum(parts), max(parts)


def width_change(app: QApplication, panel: AgentPanel) -> float:
    began = time.process_time()
    panel.resize(panel.width() - 60, panel.height())
    app.sendPostedEvents()
    panel.repaint()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
