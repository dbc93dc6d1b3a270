"""Which of the playbooks and lists that a team edits cannot be used, and are left out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import resources
from insight import jargon, offers, taxonomy
from insight.playbooks import ACKNOWLEDGE, FOLDER, playbook_files, read_acknowledgements, read_playbook
from insight.tables import TableError


def faults() -> tuple[str, ...]:
    """A line for each: file, entry, and what is wrong with it."""
    folder = resources.path(FOLDER)
    reads: list[Callable[[], object]] = [
        partial(taxonomy.read_taxonomy, resources.path(taxonomy.PLACE)),
        partial(offers.read_kinds, resources.path(offers.PLACE)),
        partial(jargon.read_terms, resources.path(jargon.PLACE)),
        *(partial(read_playbook, path) for path in playbook_files(folder)),
        partial(read_acknowledgements, folder / ACKNOWLEDGE),
    ]
    return tuple(line for line in map(_fault, reads) if line)


def check() -> None:
    """Raises TableError: where the result is data, a list that is left out would only be noticed in it."""
    if found := faults():
        raise TableError(found[0])


def _fault(read: Callable[[], object]) -> str:
    try:
        read()
    except TableError as error:
        return str(error)
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    return ""
