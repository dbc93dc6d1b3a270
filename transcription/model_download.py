"""Fetching one large file over the network: goes on where it stopped, and says in one line what went wrong."""

from __future__ import annotations

import logging
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from ipaddress import ip_address
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

log = logging.getLogger("engine")

PIECE_BYTES = 1 << 18
ANSWER_WITHIN_S = 30.0
AGAIN_AFTER_S = (1.0, 3.0)
"""How long to wait before the second and the third try of a connection that breaks; each goes on where it stopped."""


class DownloadError(Exception):
    """What went wrong and what to do, to be put after what was to be fetched."""


@dataclass(frozen=True, slots=True)
class Download:
    """``part`` is where it is written; what is in it already is taken for the beginning of the file."""

    url: str
    part: Path


class _BrokenOff(Exception):
    """The server went silent or away in the middle."""


class _SameRules(urllib.request.HTTPRedirectHandler):
    """A server may send us on, but not to where we would not have gone."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        _check_scheme(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(wanted: Download, progress: Callable[[int, int], None]) -> None:
    """Returns when ``wanted.part`` holds the whole file. Raises DownloadError; what was fetched stays.

    Only https is spoken, or http with this machine: a model that another could have put in its place is not fetched.
    """
    _check_scheme(wanted.url)
    for wait_s in (*AGAIN_AFTER_S, None):
        try:
            _fetch_rest(wanted, progress)
            return
        except urllib.error.HTTPError as error:
            raise DownloadError(_refusal(error.code, wanted.url)) from error
        except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError, _BrokenOff) as error:
            log.info("the download broke off: %s", error)
            host = urlsplit(wanted.url).hostname
            if isinstance(getattr(error, "reason", None), ssl.SSLCertVerificationError):
                raise DownloadError(f"the certificate of {host} is not trusted here; ask IT") from error
            if wait_s is None:
                why = f"{host} cannot be reached or broke off; try again, it goes on where it stopped"
                raise DownloadError(f"{why}, or install a zip that you have") from error
            time.sleep(wait_s)


def _check_scheme(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname or "")):
        return
    raise DownloadError(f"models are fetched by https only, not from {parts.scheme}://{parts.hostname or ''}")


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _refusal(code: int, url: str) -> str:
    if code == 404:
        return f"{url} is not there; the model may have a new name, see {url.rpartition('/')[0]}"
    return f"{urlsplit(url).hostname} answers {code}; try again later"


def _fetch_rest(wanted: Download, progress: Callable[[int, int], None]) -> None:
    have = wanted.part.stat().st_size if wanted.part.exists() else 0
    request = urllib.request.Request(wanted.url, headers={"User-Agent": "Attune"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        answer = urllib.request.build_opener(_SameRules).open(request, timeout=ANSWER_WITHIN_S)
    except urllib.error.HTTPError as error:
        if error.code != 416:  # nothing from there on: the part is the whole, or of another file
            raise
        if error.headers.get("Content-Range") == f"bytes */{have}":
            return
        wanted.part.unlink()
        raise _BrokenOff("the part belongs to another file") from error
    with answer:
        goes_on = answer.status == 206
        rest = int(answer.headers.get("Content-Length") or 0)
        total = rest + have * goes_on if rest else 0
        with wanted.part.open("ab" if goes_on else "wb") as out:
            _copy(answer, out, total, progress)
            if total and out.tell() < total:
                raise _BrokenOff(f"{out.tell()} of {total} bytes came")


def _copy(answer: IO[bytes], out: IO[bytes], total: int, progress: Callable[[int, int], None]) -> None:
    progress(out.tell(), total)
    while piece := answer.read(PIECE_BYTES):
        out.write(piece)
        progress(out.tell(), total)
