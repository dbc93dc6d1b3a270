"""``main.py help-check``: whether edited playbooks, cues and issue codes can be read and fit together."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import resources
from cli.failure import Failure
from insight.playbooks import ACKNOWLEDGE, FOLDER, Help, PlaybookError, read_help
from insight.taxonomy import PLACE, Taxonomy, TaxonomyError, read_taxonomy


def check_help(given: Path | None) -> None:
    """Say what is fine. Raises Failure with the first fault.

    ``given`` is a folder of playbooks, or one laid out as resources is; what it lacks is taken from Attune's own.
    """
    root = given or resources.path()
    books = root / FOLDER if (root / FOLDER).is_dir() else root
    list_of_issues = root / PLACE if (root / PLACE).is_file() else resources.path(PLACE)
    try:
        issues = read_taxonomy(list_of_issues)
        help_ = read_help(books)
    except (TaxonomyError, PlaybookError) as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(f"{error.filename or root} cannot be read: {error.strerror or error}") from None
    _fit_together(help_, issues, books)
    print(f"ok    {list_of_issues}: {len(issues.issues)} issue codes")
    for playbook in help_.playbooks:
        print(f"ok    {playbook.title}: {len(playbook.asks)} questions for {', '.join(playbook.codes)}")
    print(f"ok    {books / ACKNOWLEDGE}: {len(help_.acknowledgements)} acknowledgements")


def _fit_together(help_: Help, issues: Taxonomy, books: Path) -> None:
    if not help_.playbooks:
        raise Failure(f"{books} holds no playbook; give a folder with TOML files as docs/playbooks.md describes them")
    for playbook in help_.playbooks:
        for pattern in playbook.codes:
            if not any(fnmatchcase(issue.code, pattern) for issue in issues.issues):
                raise Failure(f"{playbook.title}: no issue code is {pattern}")
