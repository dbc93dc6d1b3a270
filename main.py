"""Which part of Attune to run: the panel, the review window, the engine, or one of the commands without a window.

The one place that imports inside functions: each part loads only what it needs, and nothing heavy delays a window.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path


def main(arguments: list[str]) -> int:
    chosen = _parser().parse_args(arguments)
    if chosen.temp_home:
        with tempfile.TemporaryDirectory(prefix="attune-") as folder:
            os.environ["ATTUNE_HOME"] = folder
            return _run(chosen)
    return _run(chosen)


def _run(chosen: argparse.Namespace) -> int:
    from cli.failure import Failure

    try:
        status: int = chosen.part(chosen)
        return status
    except Failure as failure:
        print(f"attune: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _analyse(chosen: argparse.Namespace) -> int:
    import settings
    from cli.analyse import analyse

    analyse(chosen.file, chosen.out, settings.load(settings.default_home())[0].text("country"))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Attune: beside your call, offline.")
    parser.add_argument("--temp-home", action="store_true", help="a throw-away profile, gone when Attune closes")
    commands = parser.add_subparsers(metavar="COMMAND")

    one = commands.add_parser("analyse", help="text turns to call records, one dialogue per line")
    one.add_argument("file", type=Path)
    one.add_argument("--out", type=Path)
    one.set_defaults(part=_analyse)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
