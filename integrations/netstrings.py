"""Netstrings (``length:bytes,``), the frames in which baresip's ctrl_tcp speaks."""

from __future__ import annotations

LONGEST = 1 << 16
"""Bytes; baresip's own limit for one message is below it."""


class NotANetstring(ValueError):
    """What came is no netstring, or one that is too long; nothing after it can be read."""


def framed(payload: bytes) -> bytes:
    return b"%d:%s," % (len(payload), payload)


class Netstrings:
    """Takes bytes as they come and gives whole payloads."""

    def __init__(self) -> None:
        self._rest = b""

    def take(self, data: bytes) -> list[bytes]:
        """Raises NotANetstring."""
        self._rest += data
        payloads = []
        while (payload := self._next()) is not None:
            payloads.append(payload)
        return payloads

    def _next(self) -> bytes | None:
        digits, colon, _ = self._rest[: len(str(LONGEST)) + 1].partition(b":")
        if not colon:
            if len(digits) > len(str(LONGEST)) or (digits and not digits.isdigit()):
                raise NotANetstring
            return None
        if not digits.isdigit() or int(digits) > LONGEST:
            raise NotANetstring
        start, end = len(digits) + 1, len(digits) + 1 + int(digits)
        if len(self._rest) <= end:
            return None
        if self._rest[end : end + 1] != b",":
            raise NotANetstring
        payload, self._rest = self._rest[start:end], self._rest[end + 1 :]
        return payload
