"""Which part of Attune to run: the panel, the review window, the engine, or one of the commands without a window.

The one place that imports inside functions: each part loads only what it needs, and nothing heavy delays a window.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import resources
import settings
from cli.failure import Failure

VERSION = "0.1.0"


def main(arguments: list[str]) -> int:
    chosen = _parser().parse_args(arguments)
    logging.basicConfig(level=os.environ.get("ATTUNE_LOG", "WARNING").upper(), format="%(name)s: %(message)s")
    if sys.stderr is not None:  # a windowed program has none on Windows
        faulthandler.enable()
    if not chosen.temp_home:
        return _run(chosen)
    with tempfile.TemporaryDirectory(prefix="attune-") as folder:
        os.environ["ATTUNE_HOME"] = folder
        return _run(chosen)


def _run(chosen: argparse.Namespace) -> int:
    try:
        status: int = chosen.part(chosen)
        return status
    except Failure as failure:
        print(f"attune: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has had enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def engine_command() -> list[str]:
    """How to start the engine: the packaged console program, or this file."""
    if getattr(sys, "frozen", False):
        console = Path(sys.executable).with_name("attune-console" + Path(sys.executable).suffix)
        return [str(console), "engine"]
    return [sys.executable, str(Path(__file__).resolve()), "engine"]


# The parts ---------------------------------------------------------------------------------------------------


def _engine(_: argparse.Namespace) -> int:
    from transcription.pipe import open_outbox

    outbox = open_outbox(VERSION)
    from transcription.engine import run

    home = settings.default_home()
    values, _troubles = settings.load(home)
    return run(outbox, home.models, values.text("model"), values.text("country"))


def _demo(chosen: argparse.Namespace) -> int:
    from cli.live import DemoCall, demo
    from cli.transcribe import write_record

    call = DemoCall(resources.path("demo", "call.wav"))
    record = demo(engine_command(), call, _settings().text("agent_name"), sys.stderr if chosen.json else sys.stdout)
    if chosen.json or chosen.out:
        write_record(record, chosen.out)
    return 0


def _transcribe(chosen: argparse.Namespace) -> int:
    from cli.transcribe import Result, transcribe
    from transcription.models import ModelError, choose_model

    values = _settings()
    try:
        model = choose_model(settings.default_home().models, chosen.model or values.text("model"))
    except ModelError as error:
        raise Failure(str(error)) from None
    result = Result(chosen.out, chosen.json, chosen.journal)
    transcribe(chosen.files, model.path, chosen.started, values.text("country"), result)
    return 0


def _analyse(chosen: argparse.Namespace) -> int:
    from cli.analyse import analyse

    analyse(chosen.file, chosen.out, _settings().text("country"))
    return 0


def _replay(chosen: argparse.Namespace) -> int:
    from cli.live import replay
    from cli.transcribe import write_record

    record = replay(chosen.journal, chosen.speed, sys.stderr if chosen.json else sys.stdout)
    if chosen.json or chosen.out:
        write_record(record, chosen.out)
    return 0


def _settings() -> settings.Settings:
    values, troubles = settings.load(settings.default_home())
    for trouble in troubles:
        print(f"attune: {trouble}", file=sys.stderr)
    return values


# The command line --------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Attune: beside your call, offline.")
    parser.add_argument("--temp-home", action="store_true", help="a throw-away profile, gone when Attune closes")
    parser.add_argument("--demo", action="store_true", help="play the bundled call through the whole pipeline")
    _with_record_output(parser)
    parser.set_defaults(part=_demo)
    commands = parser.add_subparsers(metavar="COMMAND")

    one = commands.add_parser("transcribe", help="a recording to a call record")
    one.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="stereo, or mono; or two mono: agent, customer"
    )
    one.add_argument("--model", help="a Vosk model's folder or name")
    one.add_argument("--started", type=_moment, help="when the call began (default: when the file was last written)")
    one.add_argument("--journal", type=Path, help="write the call's events too, for `replay`")
    _with_record_output(one)
    one.set_defaults(part=_transcribe)

    one = commands.add_parser("analyse", help="text turns to call records, one dialogue per line")
    one.add_argument("file", type=Path)
    one.add_argument("--out", type=Path)
    one.set_defaults(part=_analyse)

    one = commands.add_parser("replay", help="a saved call again, as if live")
    one.add_argument("journal", type=Path)
    one.add_argument("--speed", type=_speed, default=1.0, help="2 is twice as fast")
    _with_record_output(one)
    one.set_defaults(part=_replay)

    one = commands.add_parser("engine", help="the engine process (docs/engine.md)")
    one.set_defaults(part=_engine)
    return parser


def _with_record_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="write the call record there, as JSON")
    parser.add_argument("--json", action="store_true", help="write the call record to standard output, as JSON")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.astimezone()


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= 1000:
        raise ValueError(text)
    return speed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
