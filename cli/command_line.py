"""The command line: every command with its arguments, and no more than that; what each does is main's to say."""

from __future__ import annotations

import argparse
from argparse import SUPPRESS
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import resources
from cli.arguments import day, moment, speed
from cli.call_arguments import add_arguments as add_call_arguments

Part = Callable[[argparse.Namespace], int]
"""Takes the arguments, gives the exit status."""


def command_line(parts: Mapping[str, Part]) -> argparse.ArgumentParser:
    """``parts`` maps a command's name to what it runs, "" to what runs without one; the choice is ``part``."""
    parser = argparse.ArgumentParser(prog="main.py", description="Attune: beside your call, offline.")
    parser.add_argument("--version", action="version", version=f"Attune {resources.VERSION}")
    parser.add_argument("--temp-home", action="store_true", help="a throw-away profile, gone when Attune closes")
    parser.add_argument("--demo", action="store_true", help="play the bundled call through the whole pipeline")
    parser.add_argument("--practise", metavar="CALL", help="a saved call again in the panel, nothing of it is kept")
    _with_record_output(parser)
    # Here alone: a command's own default would undo what stands before the command.
    parser.set_defaults(part=parts[""], out=None, json=False)
    commands = parser.add_subparsers(metavar="COMMAND")

    one = commands.add_parser("transcribe", help="a recording to a call record")
    one.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="stereo, or mono; or two mono: agent, customer"
    )
    one.add_argument("--model", help="a Vosk model's folder or name")
    one.add_argument("--started", type=moment, help="when the call began (default: when the file was last written)")
    one.add_argument("--journal", type=Path, help="write the call's events too, for `replay`")
    one.add_argument("--pause-at-cards", action="store_true", help="leave out all that is said while a card is read")
    _with_record_output(one)
    one.set_defaults(part=parts["transcribe"])

    one = commands.add_parser("analyse", help="text turns to call records, one dialogue per line")
    one.add_argument("file", type=Path)
    one.add_argument("--out", type=Path, default=SUPPRESS, help="write the records there, one JSON each line")
    one.add_argument("--json", action="store_true", default=SUPPRESS, help="as it is anyway: the records are JSON")
    one.set_defaults(part=parts["analyse"])

    one = commands.add_parser("replay", help="a saved call again, as if live")
    one.add_argument("journal", type=Path)
    one.add_argument("--speed", type=speed, default=1.0, help="2 is twice as fast")
    _with_record_output(one)
    one.set_defaults(part=parts["replay"])

    one = commands.add_parser("review", help="the team lead's window: saved records")
    one.set_defaults(part=parts["review"])

    one = commands.add_parser("call", help="tell the running panel what the dialer did; starts it if needed")
    add_call_arguments(one)
    one.set_defaults(part=parts["call"])

    one = commands.add_parser("devices", help="the sound devices, and which side of a call each can hear")
    one.add_argument("--json", action="store_true", default=SUPPRESS)
    one.set_defaults(part=parts["devices"])

    one = commands.add_parser(
        "models", help="the speech models that are found, the path of the one in use, or a new one"
    )
    one.add_argument("action", choices=["list", "install", "path"], nargs="?", default="list")
    one.add_argument("name", nargs="?", help="to install: an official model's name, a zip or a folder; none lists them")
    one.add_argument("--json", action="store_true", default=SUPPRESS)
    one.set_defaults(part=parts["models"])

    one = commands.add_parser("doctor", help="check what a call needs, and say what to do")
    one.add_argument("--json", action="store_true", default=SUPPRESS)
    one.add_argument("--sound", action="store_true", help="try both sides: a sentence is played, then you speak")
    one.set_defaults(part=parts["doctor"])

    one = commands.add_parser("help-check", help="check playbooks, policy cards and lists after they were edited")
    one.add_argument("folder", type=Path, nargs="?", help="of playbooks, or laid out as resources; else Attune's own")
    one.set_defaults(part=parts["help-check"])

    one = commands.add_parser("export", help="the saved records as files, one JSON each")
    one.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    one.add_argument("--since", type=day, default=date.min, metavar="DATE", help="only from that day on")
    one.add_argument("--journals", action="store_true", help="the calls' events too, for `replay`")
    one.set_defaults(part=parts["export"])

    one = commands.add_parser("selftest", help="does this copy of Attune work here?")
    one.add_argument("--need-key-ring", action="store_true", help="fail where no key ring can be used")
    one.set_defaults(part=parts["selftest"])

    one = commands.add_parser("engine", help="the engine process (docs/engine.md)")
    one.add_argument("--saved", metavar="CALL", help="tell what was heard in a saved call, and hear nothing")
    one.set_defaults(part=parts["engine"])
    return parser


def _with_record_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=SUPPRESS, help="write the call record there, as JSON")
    as_json = "write the call record to standard output, as JSON"
    parser.add_argument("--json", action="store_true", default=SUPPRESS, help=as_json)
