"""``main.py analyse``: text turns in, call records out, one dialogue per line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from calls.codec import Malformed, build, parse
from calls.events import Answered, Channel, Ended, Rang, Utterance, Word
from calls.journal import LONGEST_CALL_S
from calls.record import record_of, to_json
from calls.session import CallSession
from cli.failure import Failure
from cli.files import keep_apart, write_lines
from cli.moment import moment_of_a_call
from cli.typed_words import words_of
from insight.analyst import Analyst
from insight.team_files import check
from transcription.scribe import Scribe

WORD_S, PAUSE_S = 0.4, 0.6
"""Invented times where a turn has none: 150 words a minute and a breath between turns."""


@dataclass(frozen=True, slots=True)
class Turn:
    channel: Channel
    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """``started_at`` is ISO 8601, without a zone meant as here; "" is now. Relative dates are counted from it."""

    id: str
    turns: tuple[Turn, ...]
    started_at: str = ""


def analyse(source: Path, out: Path | None, country: str) -> None:
    """Raises Failure; then nothing was written."""
    keep_apart([source], [out])
    check()
    write_lines(_records(source, country), out)


def _records(source: Path, country: str) -> Iterator[str]:
    try:
        with source.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield to_json(record_of(analysed(_dialogue(line, f"{source} line {number}"), country)))
    except OSError as error:
        raise Failure(f"{source} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise Failure(f"{source} is not UTF-8 text; give one dialogue per line as JSON") from None
    except Malformed as error:
        raise Failure(str(error)) from None


def _dialogue(line: str, where: str) -> Dialogue:
    dialogue: Dialogue = build(Dialogue, parse(line, where), where)
    if dialogue.started_at:
        try:
            moment_of_a_call(dialogue.started_at)
        except ValueError:
            raise Malformed(f"{where}.started_at should be a date and time such as 2026-03-17T14:02:00+00:00") from None
    for number, turn in enumerate(dialogue.turns):
        if not all(0 <= time <= LONGEST_CALL_S for time in (turn.start or 0.0, turn.end or 0.0)):
            raise Malformed(f"{where}.turns[{number}] should be in seconds, 0 to {LONGEST_CALL_S:.0f}")
    return dialogue


def analysed(dialogue: Dialogue, country: str) -> CallSession:
    """The call that those turns make: through the same scribe, session and analyst as a call that was heard."""
    started = moment_of_a_call(dialogue.started_at) if dialogue.started_at else datetime.now()
    started = started if started.tzinfo else started.astimezone()
    session = CallSession(Analyst())
    session.apply(Rang(dialogue.id, 0.0, started.isoformat(timespec="seconds")))
    session.apply(Answered(0.0))
    scribe = Scribe(started.date(), country)
    clock_s = 0.0
    for turn in dialogue.turns:
        words = _words(turn, clock_s)
        if words:
            for utterance in scribe.hear(turn.channel, words):
                session.apply(utterance)
            clock_s = words[-1].end
        else:
            session.apply(_silent(turn, clock_s))
            clock_s = round(clock_s + 0.001, 3)
        clock_s = max(round(clock_s + 0.001, 3), turn.end or 0.0)
    for utterance in scribe.finish():
        session.apply(utterance)
    session.apply(Ended(clock_s))
    return session


def _words(turn: Turn, clock_s: float) -> list[Word]:
    """The turn's words as the recogniser would print them, spread evenly over its time."""
    texts = words_of(turn.text)
    given = turn.start is not None and turn.start >= clock_s
    start = turn.start if given and turn.start is not None else clock_s + (PAUSE_S if clock_s else 0.0)
    end = turn.end if turn.end is not None and turn.end > start else start + WORD_S * len(texts)
    each = (end - start) / max(1, len(texts))
    times = [round(start + i * each, 3) for i in range(len(texts) + 1)]
    return [Word(text, times[i], times[i + 1], 1.0) for i, text in enumerate(texts)]


def _silent(turn: Turn, clock_s: float) -> Utterance:
    """A turn without a word still is a turn: the record has one utterance for each."""
    start = round(clock_s + 0.001, 3)
    return Utterance(f"{turn.channel.value[0]}{round(start * 1000)}", turn.channel, start, start, "", "", 0.0)
