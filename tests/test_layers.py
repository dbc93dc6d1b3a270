"""The house as a test: who may import whom, no cycle, no import hidden in a function, Qt in one place."""

from __future__ import annotations

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

OURS = {
    "resources": set(),
    "calls": set(),
    "settings": set(),
    "language": {"calls", "resources"},
    "audio": {"calls", "resources"},
    "transcription": {"calls", "settings", "audio", "language", "resources"},
    "insight": {"calls", "language", "resources"},
    "store": {"calls", "resources"},
    "integrations": {"calls"},
    "desk": {"calls", "settings", "insight", "store", "integrations"},
    "ui": {
        *("calls", "settings", "store", "desk", "resources"),
        *("audio.devices", "audio.playback", "audio.program"),
        *("integrations.dialer", "integrations.baresip", "integrations.http_door", "integrations.call_url"),
    },
    "cli": None,
    "main": None,
}
"""Package to the packages of ours it may import; None: all of them."""

OTHERS = {
    "resources": set(),
    "calls": set(),
    "settings": {"platformdirs"},
    "language": {"phonenumbers", "email_validator"},
    "audio": {
        "numpy",
        "sounddevice",
        "soundfile",
        "soxr",
        "pulsectl",
        "pyaudiowpatch",
        "pycaw",
        "comtypes",
        "webrtcvad",
    },
    "transcription": {"vosk", "numpy"},
    "insight": {"numpy", "rapidfuzz"},
    "store": {"sqlalchemy", "alembic", "sqlcipher3"},
    "integrations": {"keyring"},
    "desk": set(),
    "ui": {"PySide6", "shiboken6"},
    "cli": {"numpy"},
    "main": set(),
}
"""Package to what it may import beside the standard library."""

DISPATCHER = "main"
"""The one place that imports inside functions: it picks which part runs, and heavy parts must not delay the window."""


def sources(package: str) -> list[Path]:
    single = ROOT / f"{package}.py"
    return [single] if single.exists() else sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> list[tuple[str, bool, bool]]:
    """(dotted module, is inside a function, is for type checking alone) of every import."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: list[tuple[str, bool, bool]] = []

    def walk(node: ast.AST, hidden: bool, typing_only: bool) -> None:
        match node:
            case ast.Import(names=names):
                found.extend((name.name, hidden, typing_only) for name in names)
            case ast.ImportFrom(module=module, names=names, level=0) if module:
                found.extend((f"{module}.{name.name}", hidden, typing_only) for name in names)
            case ast.ImportFrom(level=level) if level:
                pytest.fail(f"{path.relative_to(ROOT)}: relative import")
        inside = hidden or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            typing_only = True
        for child in ast.iter_child_nodes(node):
            walk(child, inside, typing_only)

    walk(tree, False, False)
    return found


def room_of(module: str) -> str | None:
    top = module.split(".")[0]
    return top if top in OURS else None


def allowed(package: str, module: str) -> bool:
    may = OURS[package]
    return may is None or any(module == name or module.startswith(f"{name}.") for name in (*may, package))


@pytest.mark.parametrize("package", OURS)
def test_a_package_imports_only_what_the_table_allows(package: str):
    wrong = []
    for path in sources(package):
        for module, _, _ in imports(path):
            top = module.split(".")[0]
            if top in sys.stdlib_module_names or top == "__future__":
                continue
            if room_of(module):
                fine = allowed(package, module)
            else:
                fine = top in OTHERS[package]
            if not fine:
                wrong.append(f"{path.relative_to(ROOT)} imports {module}")
    assert not wrong


@pytest.mark.parametrize("package", [name for name in OURS if name != DISPATCHER])
def test_no_import_hides_in_a_function(package: str):
    hidden = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sources(package)
        for module, inside, _ in imports(path)
        if inside
    ]
    assert not hidden


def test_every_python_file_has_a_room():
    rooms = {*OURS, "dev", "tests", "tools", "benchmarks"}
    astray = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if not any(part.startswith(".") or part in ("build", "dist") for part in path.relative_to(ROOT).parts)
        and path.relative_to(ROOT).parts[0].removesuffix(".py") not in rooms
    ]
    assert not astray


def test_no_module_imports_itself_by_a_detour():
    modules = {}
    for package in OURS:
        for path in sources(package):
            dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            modules[dotted] = path
    graph = {
        name: {
            target
            for module, _, typing_only in imports(path)
            if not typing_only
            for target in (module, module.rpartition(".")[0])
            if target in modules and target != name and not name.startswith(f"{target}.")
        }
        for name, path in modules.items()
    }
    TopologicalSorter(graph).prepare()  # raises CycleError, naming the cycle


def test_the_engine_process_loads_neither_qt_nor_a_database():
    reached: set[str] = set()
    todo = ["transcription", "audio", "language", "calls"]
    while todo:
        package = todo.pop()
        if package in reached:
            continue
        reached.add(package)
        for path in sources(package):
            todo += [room for module, _, _ in imports(path) if (room := room_of(module))]
    assert not reached & {"ui", "store", "desk", "integrations"}
