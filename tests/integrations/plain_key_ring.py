"""A key ring as nobody should have one: every secret in a plain file in the home folder."""

from __future__ import annotations

from pathlib import Path

from keyring.backend import KeyringBackend


def _file(service: str, username: str) -> Path:
    return Path.home() / f"{service}.{username}.txt"


class PlainFile(KeyringBackend):
    priority = 9.0

    def get_password(self, service: str, username: str) -> str | None:
        file = _file(service, username)
        return file.read_text(encoding="utf-8") if file.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        _file(service, username).write_text(password, encoding="utf-8")

    def delete_password(self, service: str, username: str) -> None:
        _file(service, username).unlink()
