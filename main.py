"""Which part of Attune to run: the panel, the review window, the engine, or one of the commands without a window.

The one place that imports inside functions: each part loads only what it needs, and nothing heavy delays a window.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import secrets
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import resources
import settings
from cli.call_arguments import with_address
from cli.command_line import command_line
from cli.failure import Failure, WrongArguments
from cli.output import OutputFailed, OutputGone, guard_output, let_output_go
from insight.tables import TableError

if TYPE_CHECKING:
    from store.call_store import CallReader, CallStore
    from ui.launch import Launch

STORE = "attune.db"
DEMO_NUMBER = "+15550142688"
FEWEST_COLOURS = 20
"""A panel with letters on it has more, because their edges are smooth."""


def main(arguments: list[str]) -> int:
    guard_output()
    return _in_one_line(lambda: _run(arguments))


def _run(arguments: list[str]) -> int:
    chosen = command_line(PARTS).parse_args(with_address(arguments))
    logging.basicConfig(format="%(name)s: %(message)s")
    try:
        logging.getLogger().setLevel(os.environ.get("ATTUNE_LOG", "WARNING").upper())
    except ValueError:
        print("attune: ATTUNE_LOG should be DEBUG, INFO, WARNING or ERROR", file=sys.stderr)
        return 1
    if sys.stderr is not None:  # a windowed program has none on Windows
        faulthandler.enable()
    part: Callable[[argparse.Namespace], int] = chosen.part
    if not chosen.temp_home:
        return part(chosen)
    with tempfile.TemporaryDirectory(prefix="attune-") as folder:
        os.environ["ATTUNE_HOME"] = folder
        return part(chosen)


def _in_one_line(run: Callable[[], int]) -> int:
    """Whatever fails, argparse's own leaving after --help included."""
    try:
        try:
            return run()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # here, and not as Python leaves: what cannot be written is then still ours to tell
    except OutputFailed as failure:
        let_output_go()
        if not isinstance(failure, OutputGone):
            print(f"attune: {failure}", file=sys.stderr)
        return 1
    except Failure as failure:
        print(f"attune: {failure}", file=sys.stderr)
        return failure.status
    except settings.SettingsError as error:
        print(f"attune: {error}", file=sys.stderr)
        return 1
    except TableError as error:
        print(f"attune: {error}; mend it until `main.py help-check` says ok, or unpack Attune again", file=sys.stderr)
        return 1
    except ImportError as error:
        if not any(sign in str(error) for sign in ("shared object", "DLL load")):
            raise
        print(f"attune: {error}; docs/packaging.md says what Attune needs from the system", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def command(part: str, *, console: bool = True) -> list[str]:
    """How to start a part of Attune: one of the two packaged programs, or this file."""
    if getattr(sys, "frozen", False):
        name = ("attune-console" if console else "attune") + Path(sys.executable).suffix
        return [str(Path(sys.executable).with_name(name)), *part.split()]
    return [sys.executable, str(Path(__file__).resolve()), *part.split()]


def has_display() -> bool:
    """Whether a window can be opened: on Linux a display server, or Qt's own choice of another."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


# The parts ---------------------------------------------------------------------------------------------------


def _engine(chosen: argparse.Namespace) -> int:
    from transcription.pipe import open_outbox

    outbox = open_outbox(resources.VERSION)
    if chosen.saved:
        from cli.saved_call import play_saved

        return play_saved(outbox, lambda: _open_reader(settings.default_home()), chosen.saved)
    from transcription.engine import run

    home = settings.default_home()
    values, _troubles = settings.load(home)
    return run(outbox, home.models, values.text("model"), values.text("country"))


def _panel(chosen: argparse.Namespace) -> int:
    if chosen.demo:
        return _demo(chosen)
    if chosen.practise:
        return _practise(chosen.practise)
    if not has_display():
        raise Failure("there is no display to open a window on; `main.py --help` lists what works without one")
    home = settings.default_home()
    return _run_panel(_launch(home, _throw_away_store(home) if chosen.temp_home else open_users_store))


def _run_panel(launch: Launch) -> int:
    from ui.app import run
    from ui.dialer_door import DoorError

    try:
        return run(launch)
    except DoorError as error:
        raise Failure(str(error)) from None


def _launch(home: settings.Home, opener: Callable[[], CallStore], recording: tuple[str, ...] = ()) -> Launch:
    from insight.team_files import faults
    from ui.launch import Launch

    review, practice = (command(part, console=False) for part in ("review", "--demo"))
    number = DEMO_NUMBER if recording else ""
    token = _door_token if opener is open_users_store else None
    models = command("models install")
    values, troubles = _settings_and_troubles()
    left_out = faults()
    for fault in left_out:
        print(f"attune: {fault}; it is left out", file=sys.stderr)
    engine = command("engine")
    return Launch(
        home, values, engine, review, opener, recording, number, token, models, practice, tuple(troubles), left_out
    )


def _demo(chosen: argparse.Namespace) -> int:
    """In the panel where there is a display, with a store that is thrown away; else as text."""
    if has_display() and not (chosen.json or chosen.out):
        return _demo_in_the_panel()
    from calls.record import record_of
    from cli.live import DemoCall, demo
    from cli.transcribe import write_record
    from ui.picture import save_picture

    call = DemoCall(resources.path("demo", "call.wav"), DEMO_NUMBER)
    session = demo(command("engine"), call, _settings().text("agent_name"), sys.stderr if chosen.json else sys.stdout)
    if chosen.json or chosen.out:
        write_record(record_of(session), chosen.out)
    else:
        picture = Path(tempfile.mkdtemp(prefix="attune-demo-")) / "panel.png"  # stays: it is to be looked at
        try:
            save_picture(session, picture)
        except OSError as error:
            raise Failure(str(error)) from None
        print(f"\nWhat the agent's panel shows of it: {picture}")
    return 0


def _demo_in_the_panel() -> int:
    with tempfile.TemporaryDirectory(prefix="attune-demo-") as folder:
        home = settings.Home(Path(folder), Path(folder))
        launch = _launch(home, _throw_away_store(home), (str(resources.path("demo", "call.wav")),))
        values = launch.settings
        return _run_panel(
            replace(launch, settings=values if "tone" in values.fixed else values.with_value("tone", True))
        )


def _practise(call_id: str) -> int:
    """As ``_demo_in_the_panel``, with what was heard in a saved call of this user's."""
    if not has_display():
        raise Failure("there is no display to open a window on; `main.py replay` shows an exported call as text")
    with tempfile.TemporaryDirectory(prefix="attune-practice-") as folder:
        home = settings.Home(Path(folder), Path(folder))
        launch = _launch(home, _throw_away_store(home), (call_id,))
        return _run_panel(replace(launch, engine_command=[*command("engine"), "--saved", call_id], recording_number=""))


def _review(_: argparse.Namespace) -> int:
    if not has_display():
        raise Failure("there is no display to open a window on")
    from ui.review_app import run_review

    home = settings.default_home()
    return run_review(_settings(), lambda: _open_reader(home), [*command("", console=False), "--practise"])


def _call(chosen: argparse.Namespace) -> int:
    from cli.call_arguments import REGISTER, UNREGISTER, message_of, tells_no_call

    if chosen.action in (REGISTER, UNREGISTER):
        from cli.url_scheme import register, unregister

        tells_no_call(chosen)
        print(register(command("", console=False)) if chosen.action == REGISTER else unregister())
        return 0
    message = message_of(chosen)
    if chosen.temp_home:  # it would be gone before the panel that is started in it
        raise WrongArguments("a throw-away profile has no panel to be told; leave --temp-home away")
    from cli.call import tell_the_panel

    panel = command("", console=False) if has_display() else []
    tell_the_panel(settings.default_home().data, message, panel)
    return 0


def _devices(chosen: argparse.Namespace) -> int:
    from cli.checks import show_devices

    show_devices(chosen.json)
    return 0


def _models(chosen: argparse.Namespace) -> int:
    from cli.models import install, show_model_path, show_models, show_offers

    if chosen.name and chosen.action != "install":
        raise WrongArguments(f"models {chosen.action} takes no name; models install does")
    home, values = settings.default_home(), _settings()
    match chosen.action, chosen.name:
        case "install", None:
            show_offers(chosen.json)
        case "install", name:
            install(name, home, values, chosen.json)
        case "path", _:
            show_model_path(home, values, chosen.json)
        case _:
            show_models(home, values, chosen.json)
    return 0


def _doctor(chosen: argparse.Namespace) -> int:
    from cli.checks import doctor
    from cli.doors_check import check_doors

    home, values = settings.default_home(), _settings()
    return doctor(home, values, chosen.json, command("engine") if chosen.sound else (), check_doors(home, values))


def _export(chosen: argparse.Namespace) -> int:
    from cli.export import export
    from store.errors import StoreError

    try:
        store = _open_reader(settings.default_home())
    except StoreError as error:
        raise Failure(str(error)) from None
    with closing(store):
        count = export(store, chosen.out, chosen.since.isoformat(), chosen.journals)
    print(f"{count} records in {chosen.out}")
    return 0


def _selftest(chosen: argparse.Namespace) -> int:
    from cli.selftest import Parts, selftest

    call = resources.path("demo", "call.wav")
    parts = Parts(command("engine"), call, "charged me twice for one order", _try_window)
    return selftest(parts, chosen.need_key_ring)


def _try_window() -> str:
    """Draws the panel, offscreen where there is no display."""
    from calls.session import CallSession
    from insight.analyst import Analyst
    from ui.picture import save_picture
    from ui.translation import lacking_of_qt

    said = "drawn" if has_display() else "drawn, without a display"
    with tempfile.TemporaryDirectory(prefix="attune-selftest-") as folder:
        colours = save_picture(CallSession(Analyst()), Path(folder) / "panel.png")
    if colours < FEWEST_COLOURS:
        raise Failure("the panel was drawn, but nothing is to be seen on it; are fonts installed?")
    if lacking := lacking_of_qt():
        raise Failure(f"Qt's own words are missing in {', '.join(lacking)}; unpack Attune again")
    return said


def _transcribe(chosen: argparse.Namespace) -> int:
    from cli.transcribe import Heard, Result, transcribe
    from transcription.hearing import Options
    from transcription.models import ModelError, choose_model

    values = _settings()
    try:
        model = choose_model(settings.default_home().models, chosen.model or values.text("model"))
    except ModelError as error:
        raise Failure(str(error)) from None
    result = Result(chosen.out, chosen.json, chosen.journal)
    options = Options(skip_silence=values.flag("skip_silence"), pause_at_card=chosen.pause_at_cards)
    transcribe(chosen.files, Heard(model.path, chosen.started, values.text("country"), options), result)
    return 0


def _analyse(chosen: argparse.Namespace) -> int:
    from cli.analyse import analyse

    analyse(chosen.file, chosen.out, _settings().text("country"))
    return 0


def _help_check(chosen: argparse.Namespace) -> int:
    from cli.help_check import check_help

    check_help(chosen.folder)
    return 0


def _replay(chosen: argparse.Namespace) -> int:
    from cli.files import keep_apart
    from cli.live import replay
    from cli.transcribe import write_record

    keep_apart([chosen.journal], [chosen.out])
    record = replay(chosen.journal, chosen.speed, sys.stderr if chosen.json else sys.stdout)
    if chosen.json or chosen.out:
        write_record(record, chosen.out)
    return 0


def open_users_store() -> CallStore:
    """This user's store. Runs on the keeper's thread."""
    home = settings.default_home()
    return _open_store_with(home, _key_of(home))


def _open_reader(home: settings.Home) -> CallReader:
    from store.call_store import open_reader

    return open_reader(home.data / STORE, _key_of(home))


def _key_of(home: settings.Home) -> bytes:
    """The store's key, from the system's credential store; what that says when it cannot is the store's trouble too."""
    from integrations.secrets import KeyRingError, KeyRingLocked, store_key
    from store.errors import KeyLocked, NoKey

    try:
        return store_key(home.data / STORE)
    except KeyRingLocked as error:
        raise KeyLocked(str(error)) from error
    except KeyRingError as error:
        raise NoKey(str(error)) from error


def _door_token(renewed: bool) -> str:
    """Raises DoorError."""
    from integrations.secrets import KeyRingError, door_token
    from ui.dialer_door import DoorError

    try:
        return door_token(renewed=renewed)
    except KeyRingError as error:
        raise DoorError(str(error)) from error


def _throw_away_store(home: settings.Home) -> Callable[[], CallStore]:
    """A store whose key dies with this process, for a profile that does too; it asks for no key ring."""
    key = secrets.token_bytes(32)
    return lambda: _open_store_with(home, key)


def _open_store_with(home: settings.Home, key: bytes) -> CallStore:
    from store.call_store import open_store

    return open_store(home.data / STORE, key)


def _settings() -> settings.Settings:
    return _settings_and_troubles()[0]


def _settings_and_troubles() -> tuple[settings.Settings, list[str]]:
    values, troubles = settings.load(settings.default_home())
    for trouble in troubles:
        print(f"attune: {trouble}", file=sys.stderr)
    return values, troubles


PARTS = {
    "": _panel,
    "transcribe": _transcribe,
    "analyse": _analyse,
    "replay": _replay,
    "review": _review,
    "call": _call,
    "devices": _devices,
    "models": _models,
    "doctor": _doctor,
    "help-check": _help_check,
    "export": _export,
    "selftest": _selftest,
    "engine": _engine,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
