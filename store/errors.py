"""What can go wrong with the store: each error one line that says what happened, what to do and what was kept.

Kept apart from the database, so that whoever handles these errors need not load it.
"""

from __future__ import annotations


class StoreError(Exception):
    """One line for people. Whatever was acknowledged before is kept."""


class NoKey(StoreError):
    """The key cannot be had, because there is no key ring or it does not hold it."""


class KeyLocked(NoKey):
    """The key ring has to be unlocked first."""


class WrongKey(StoreError):
    """The file does not open with the key: another key made it, or its head is damaged."""


class NewerSchema(StoreError):
    """A newer Attune wrote the file; nothing was touched."""


class Damaged(StoreError):
    """Part of the file, or one entry in it, cannot be read."""


class NotWritable(StoreError):
    """The file or its folder cannot be opened for writing."""


class DiskFull(StoreError):
    """Nothing of the last change was kept, all before it was; the same call works again when there is room."""


class DiskFailed(StoreError):
    """The disk refused for another reason (a quota, a file size limit, a fault); otherwise as DiskFull."""


class Busy(StoreError):
    """Another program holds the file for longer than the store waits."""
