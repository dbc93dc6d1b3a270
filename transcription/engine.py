"""The engine process: commands in, events out, one call at a time, and out of the way when nobody needs it."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from queue import Empty, Queue, SimpleQueue

from audio.capture import DeviceSource
from audio.devices import PlatformBackend
from audio.frames import SoundError, Source
from audio.recording import RecordingSource
from calls.commands import Command, Finish, Mute, Pause, Quit, Resume, Start, StopWatching, Unmute, Watch
from calls.events import Channel, EngineFailed, EngineReady
from transcription.hearing import Hearing, Options
from transcription.models import ModelError, choose_model
from transcription.pipe import Outbox, read_commands
from transcription.recognizer import Recognizer
from transcription.scribe import Scribe
from transcription.vosk_recognizer import VoskModel
from transcription.watch import CallWatch

log = logging.getLogger("engine")

LAST_WORDS_S = 0.6
"""How long a call in progress may take to be decoded to its end when the engine is told to leave."""

LAST_LINES_S = 0.2
PARENT_CHECK_S = 0.5


def run(outbox: Outbox, home_models: Path, model_setting: str, country: str, commands: int = 0) -> int:
    """Serve until told to quit, until ``commands`` (a file descriptor) closes, or until the parent is gone.

    ``outbox`` is ``pipe.open_outbox``'s. The exit status is 0, or 1 when no model can be used. Returns within a
    second of the order to leave, or ends the process itself if a thread is still inside libvosk.
    """
    inbox: SimpleQueue[Command | Exception] = SimpleQueue()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda _number, _frame: inbox.put(Quit()))
    outbox.when_gone(lambda: inbox.put(Quit()))
    engine = _Engine(outbox, inbox, country)
    _in_background("commands", engine.read, commands)
    _in_background("model", engine.load, home_models, model_setting)
    _in_background("calls", engine.hear_calls)
    status = _serve(engine, inbox)
    decoded = engine.leave()
    sent = outbox.flush(LAST_LINES_S)
    if decoded and sent:
        return status
    # A thread is still inside libvosk or a write: Python's own way out would wait for it, or crash under it.
    log.info("left with work unfinished")
    logging.shutdown()
    os._exit(status)


def _serve(engine: _Engine, inbox: SimpleQueue[Command | Exception]) -> int:
    parent = os.getppid()
    while True:
        try:
            message = inbox.get(timeout=PARENT_CHECK_S)
        except Empty:
            if os.getppid() == parent:
                continue
            # The pipe tells too, unless another process inherited its other end.
            message = Quit()
        match message:
            case Quit():
                return 0
            case ModelError():
                return 1
            case Exception() as error:
                raise error
            case command:
                engine.obey(command)


def _in_background(name: str, work: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=work, args=arguments, name=name, daemon=True).start()


class _Engine:
    """``obey`` and ``leave`` belong to the main thread; ``read``, ``load`` and ``hear_calls`` each have their own.

    What goes wrong in those reaches the main thread through ``inbox``.
    """

    def __init__(self, outbox: Outbox, inbox: SimpleQueue[Command | Exception], country: str) -> None:
        self._outbox = outbox
        self._inbox = inbox
        self._country = country
        self._model: Future[VoskModel] = Future()
        self._calls: Queue[Hearing] = Queue()
        self._hearing: Hearing | None = None
        self._watch: CallWatch | None = None

    def read(self, descriptor: int) -> None:
        for command in read_commands(descriptor):
            self._inbox.put(command)
        self._inbox.put(Quit())

    def load(self, home_models: Path, setting: str) -> None:
        try:
            chosen = choose_model(home_models, setting)
            self._model.set_result(VoskModel(chosen.path))
        except ModelError as error:
            self._outbox.post(EngineFailed(str(error), recoverable=False))
            self._model.set_exception(error)
            self._inbox.put(error)
            return
        self._outbox.post(EngineReady(chosen.name, chosen.demonstration))

    def hear_calls(self) -> None:
        """One call after the other: the next is heard when the one before has ended."""
        while True:
            hearing = self._calls.get()
            try:
                for _, event in hearing.events():
                    self._outbox.post(event)
            except SoundError as error:
                self._outbox.post(EngineFailed(str(error), recoverable=True))
            except ModelError:
                pass  # said when it could not be loaded; the process is about to leave
            except Exception as error:  # a mistake of ours: the main thread raises it and the process ends
                self._outbox.post(EngineFailed("the engine met a mistake of its own: start it again", recoverable=True))
                self._inbox.put(error)
            finally:
                self._calls.task_done()

    def obey(self, command: Command) -> None:
        match command, self._hearing:
            case Start() as start, hearing:
                self._stop_watching()
                if hearing:
                    hearing.finish()
                self._start(start)
            case Pause(reason), Hearing() as hearing:
                hearing.pause(reason)
            case Resume(), Hearing() as hearing:
                hearing.resume()
            case Mute(), Hearing() as hearing:
                hearing.mute()
            case Unmute(), Hearing() as hearing:
                hearing.unmute()
            case Finish(), Hearing() as hearing:
                hearing.finish()
            case Watch(agent, customer), _:
                self._stop_watching()
                self._watch = CallWatch(lambda: _devices(agent, customer), self._outbox.post)
            case StopWatching(), _:
                self._stop_watching()
            case _:
                log.info("%s: there is no call", type(command).__name__)

    def leave(self) -> bool:
        """Decode what was said so far, if that takes no longer than ``LAST_WORDS_S``. False if work is left."""
        self._stop_watching()
        if self._hearing:
            self._hearing.finish()
        with self._calls.all_tasks_done:
            self._calls.all_tasks_done.wait_for(lambda: not self._calls.unfinished_tasks, LAST_WORDS_S)
            return self._model.done() and not self._calls.unfinished_tasks

    def _stop_watching(self) -> None:
        watch, self._watch = self._watch, None
        if watch:
            watch.stop()

    def _start(self, start: Start) -> None:
        self._hearing = None
        try:
            source = _source(start)
        except SoundError as error:
            self._outbox.post(EngineFailed(str(error), recoverable=False))
            return
        scribe = Scribe(_day(start.call_date), self._country)
        options = Options(start.skip_silence, start.tone, start.pause_at_card)
        self._hearing = Hearing(source, self._recognizer, scribe, options)
        self._calls.put(self._hearing)

    def _recognizer(self) -> Recognizer:
        return self._model.result().recognizer()


def _source(start: Start) -> Source:
    if not start.recording:
        return _devices(start.agent_device, start.customer_device, start.clock_s)
    return RecordingSource([Path(path) for path in start.recording], clock_s=start.clock_s, paced=start.paced)


def _devices(agent: str, customer: str, clock_s: float = 0.0) -> Source:
    return DeviceSource(PlatformBackend(), {Channel.AGENT: agent, Channel.CUSTOMER: customer}, clock_s=clock_s)


def _day(iso: str) -> date:
    """Today if the call's date is not given or not a date."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return date.today()
