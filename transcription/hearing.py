"""One call heard from its first sound to its last word: a source, a recogniser per side, the scribe, the events.

Threads: one takes the source's frames, one per side decodes, and the caller of ``events`` puts both sides back into
one order and writes. The order is that of the sound, never of the threads, so the same sound gives the same events.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from queue import SimpleQueue

from audio.crosstalk import Crosstalk, Overheard
from audio.frames import Frame, SoundError, Source
from audio.level import SPOKEN_DBFS, level_of
from audio.prosody import VoiceMeter
from audio.recording import RecordingSource
from calls.events import (
    CaptureFinished,
    CapturePaused,
    CaptureResumed,
    CaptureStarted,
    Channel,
    Event,
    Gap,
    Level,
    SideChanged,
    Utterance,
    Word,
)
from calls.journal import JournalEntry
from transcription.attention import Attention
from transcription.backlog import Backlog
from transcription.card_pause import CardPause
from transcription.gate import Gate
from transcription.models import ModelError
from transcription.order import Order, Progress
from transcription.orders import Orders
from transcription.recognizer import Recognizer
from transcription.scribe import Scribe
from transcription.side import Block, Guessed, Side
from transcription.vosk_recognizer import VoskModel

TICK_S = 0.5
LAST_FRAMES_S = 0.3
"""How long after "finish" the last frames of what was said before may take to arrive."""

PUT_AWAY_S = 0.2

SOFT_LEVEL_S = 0.15
"""After a level softer than speech the next such is told no sooner than this; one of speech with each frame."""


class CannotHear(Exception):
    """One line for people: what cannot be heard, and what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """``skip_silence``: a gate keeps long silence from the recogniser. ``tone``: the customer's voice is measured.

    ``pause_at_card``: nothing is written while a card is read out, or else its digits are masked and no more.
    """

    skip_silence: bool = True
    tone: bool = False
    pause_at_card: bool = False


def hear_recording(
    paths: Sequence[Path], model: Path, call_date: date, country: str = "US", options: Options = Options()
) -> Iterator[JournalEntry]:
    """Everything a recording gives, as fast as it goes; an entry's ``clock_s`` is how far it has come.

    ``model`` is a folder that ``models.choose_model`` found. Raises CannotHear, possibly after some entries.
    """
    try:
        source = RecordingSource(paths, paced=False)
        hearing = Hearing(source, VoskModel(model).recognizer, Scribe(call_date, country), options)
        for clock_s, event in hearing.events():
            yield JournalEntry(clock_s, event)
    except (SoundError, ModelError) as error:
        raise CannotHear(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Fault:
    error: Exception


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The agent wants writing to go on."""

    at: float


_Result = Progress | _Fault | _Wanted | CaptureStarted | CapturePaused | CaptureResumed | Gap | Level | SideChanged


class Hearing:
    """``events`` is iterated once, by one thread; the other methods are for any thread.

    ``make_recognizer`` is called in each side's own thread and may wait, for a model that is being loaded: sound that
    comes meanwhile is kept. The agent's voice is never measured.
    """

    def __init__(
        self,
        source: Source,
        make_recognizer: Callable[[], Recognizer],
        scribe: Scribe,
        options: Options = Options(),
    ) -> None:
        self._source = source
        self._make_recognizer = make_recognizer
        self._writer = CardPause(scribe, options.pause_at_card)
        self._customers_voice = VoiceMeter() if options.tone else None
        self._skip_silence = options.skip_silence
        self._blocks: dict[Channel, SimpleQueue[Block | Gap | Overheard | None]] = {
            each: SimpleQueue() for each in source.channels
        }
        self._results: SimpleQueue[_Result] = SimpleQueue()
        self._orders = Orders()
        self._abandoned = threading.Event()
        self._backlog = Backlog()
        self._metered: dict[Channel, float] = {}

    def pause(self, reason: str = "") -> None:
        """What is said from now on is not heard: it reaches no recogniser."""
        at = round(self._source.now(), 3)
        if self._orders.pause(at):
            self._results.put(CapturePaused(at, reason))

    def resume(self) -> None:
        at = round(self._source.now(), 3)
        self._results.put(CaptureResumed(at) if self._orders.resume(at) else _Wanted(at))

    def mute(self) -> None:
        """What the agent says from now on reaches no recogniser."""
        self._orders.mute(round(self._source.now(), 3))

    def unmute(self) -> None:
        self._orders.unmute(round(self._source.now(), 3))

    def finish(self) -> None:
        """What is said from now on is not heard; what was said before is decoded, then ``events`` ends."""
        self._orders.finish(round(self._source.now(), 3))

    def abandon(self) -> None:
        """``events`` ends as soon as it can, whatever is left undecoded."""
        self._abandoned.set()
        self._source.close()

    def events(self) -> Iterator[tuple[float, Event]]:
        """Each event with the call's clock at which it came; ``CaptureFinished`` is the last unless abandoned.

        When the sound fails, what was heard before comes first, then SoundError or ModelError is raised.
        """
        threads = [threading.Thread(target=self._feed, name="feed", daemon=True)]
        for channel in self._source.channels:
            threads.append(threading.Thread(target=self._decode, args=(channel,), name=channel.value, daemon=True))
        for thread in threads:
            thread.start()
        try:
            yield from ((clock_s, self._with_prosody(event)) for clock_s, event in self._in_order())
        finally:
            self.abandon()
            for thread in threads:  # they have said their last; let them put away what they hold
                thread.join(PUT_AWAY_S)

    # The feeding thread --------------------------------------------------------------------------------------

    def _feed(self) -> None:
        crosstalk = Crosstalk()
        try:
            wanted = set(self._source.channels)
            for sound in self._source.frames():
                if not isinstance(sound, Frame):
                    self._results.put(sound)
                    if isinstance(sound, Gap):
                        self._blocks[sound.channel].put(sound)
                    continue
                self._feed_frame(sound, crosstalk)
                if sound.end >= self._orders.until:
                    wanted.discard(sound.channel)
                if not wanted or sound.start > self._orders.until + LAST_FRAMES_S or self._abandoned.is_set():
                    break
        except Exception as error:  # carried to the thread that iterates events, which raises it
            self._results.put(_Fault(error))
        finally:
            self._source.close()
            for frame in crosstalk.rest():
                self._give(frame)
            for blocks in self._blocks.values():
                blocks.put(None)

    def _feed_frame(self, frame: Frame, crosstalk: Crosstalk) -> None:
        if self._source.live:
            self._meter(frame)
        else:
            self._backlog.wait()
        self._backlog.feed(frame)
        for given in crosstalk.take(frame):
            self._give(given)

    def _meter(self, frame: Frame) -> None:
        level = level_of(frame.channel, frame.samples)
        if level.rms_dbfs > SPOKEN_DBFS or frame.end >= self._metered.get(frame.channel, 0.0) + SOFT_LEVEL_S:
            self._metered[frame.channel] = frame.end
            self._results.put(level)

    def _give(self, given: Frame | Overheard) -> None:
        match given:
            case Overheard(channel):
                self._blocks[channel].put(given)
            case Frame(channel):
                for block in self._orders.cut(given):
                    self._blocks[channel].put(block)

    # A side's decoding thread --------------------------------------------------------------------------------

    def _decode(self, channel: Channel) -> None:
        until = told = 0.0
        try:
            side = Side(self._make_recognizer(), Gate() if self._skip_silence else None)
            attention = Attention()
            while (block := self._blocks[channel].get()) is not None:
                if isinstance(block, Gap):
                    attention.miss(block)
                    continue
                if isinstance(block, Overheard):
                    side.disown(block.start, block.end)
                    continue
                until = max(until, block.end)
                if channel is Channel.CUSTOMER and self._customers_voice and block.samples is not None:
                    self._customers_voice.take(block.start, block.samples)
                heard = None if self._abandoned.is_set() else side.take(block)
                if self._source.live:
                    self._attend(channel, attention, block, heard)
                if heard is None and not self._source.live and until < told + TICK_S:
                    continue  # nobody waits for it
                told = until
                self._results.put(Progress(channel, until, heard))
                self._backlog.decode(channel, until)
            if not self._abandoned.is_set():
                self._results.put(Progress(channel, until, side.finish()))
        except Exception as error:  # as above
            self._results.put(_Fault(error))
            self._source.close()
        finally:
            self._backlog.decode(channel, math.inf)
            self._results.put(Progress(channel, math.inf))

    def _attend(
        self, channel: Channel, attention: Attention, block: Block, heard: Guessed | Sequence[Word] | None
    ) -> None:
        words = heard.text if isinstance(heard, Guessed) else heard
        if block.samples is None:
            attention.forget()
        elif state := attention.take(block.start, block.samples, words=bool(words)):
            self._results.put(SideChanged(channel, round(block.end, 3), state))

    # The thread that iterates events -------------------------------------------------------------------------

    def _in_order(self) -> Iterator[tuple[float, Event]]:
        order = Order(self._source.channels)
        clock_s = ticked_s = 0.0
        fault: Exception | None = None
        while not order.ended:
            match self._results.get():
                case _Fault(error):
                    fault = fault or error
                case Progress() as progress:
                    for step in order.add(progress):
                        clock_s = step.until
                        yield from ((clock_s, event) for event in self._written(step))
                        if clock_s >= ticked_s + TICK_S:
                            ticked_s = clock_s
                            yield from ((clock_s, event) for event in self._writer.tick(clock_s))
                case _Wanted(at):
                    yield from ((clock_s, event) for event in self._writer.resume(at))
                case event:
                    self._mind_orders(event)
                    yield clock_s, event
            if self._source.live:
                yield from ((clock_s, event) for event in self._backlog.delays())
        yield from ((clock_s, utterance) for utterance in self._writer.finish())
        if fault:
            raise fault
        if not self._abandoned.is_set():
            yield clock_s, CaptureFinished(round(min(self._orders.until, self._source.now()), 3))

    def _mind_orders(self, event: Event) -> None:
        match event:
            case CapturePaused(at, reason):
                self._writer.give_way(at, reason)
            case CaptureResumed():
                self._writer.take_back()

    def _written(self, progress: Progress) -> Iterator[Event]:
        match progress.heard:
            case Guessed(text, start):
                yield from self._writer.partial(progress.channel, text, start, progress.until)
            case tuple() as words:
                yield from self._writer.hear(progress.channel, words, progress.until)

    def _with_prosody(self, event: Event) -> Event:
        match event:
            case Utterance(channel=Channel.CUSTOMER, start=start, end=end) if self._customers_voice:
                return replace(event, prosody=self._customers_voice.over(start, end))
            case _:
                return event
