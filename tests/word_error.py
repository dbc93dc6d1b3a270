"""Word error rate: insertions, deletions and substitutions against the words that were said."""

from __future__ import annotations

from collections.abc import Sequence


def word_error(said: Sequence[str], heard: Sequence[str]) -> float:
    """Levenshtein's distance between the words, over the number of words said."""
    row = list(range(len(heard) + 1))
    for i, right in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, given in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (right != given))
    return row[-1] / max(1, len(said))
