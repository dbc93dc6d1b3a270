"""A site that models are fetched from: a real web server on this machine, which can be told to break off or refuse."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class ModelSite:
    """``files`` by path. ``break_off`` are how many bytes the next answers send before the line goes dead.

    ``asked`` are the paths and ranges asked for.
    """

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    break_off: list[int] = field(default_factory=list)
    elsewhere: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    sent: int = 0


@contextmanager
def model_site() -> Iterator[ModelSite]:
    site = ModelSite()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(site))
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler_of(site: ModelSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            site.asked.append((self.path, wanted))
            if self.path in site.elsewhere:
                self.send_response(302)
                self.send_header("Location", site.elsewhere[self.path])
                self.end_headers()
                return
            if self.path not in site.files:
                self.send_error(404)
                return
            content = site.files[self.path]
            match = re.fullmatch(r"bytes=(\d+)-", wanted)
            start = int(match[1]) if match else 0
            if match and start >= len(content):
                self.send_response(416)
                self.send_header("Content-Range", f"bytes */{len(content)}")
                self.end_headers()
                return
            self.send_response(206 if match else 200)
            if match:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            rest = content[start:]
            self.send_header("Content-Length", str(len(rest)))
            self.end_headers()
            rest = rest[: site.break_off.pop(0)] if site.break_off else rest
            self.wfile.write(rest)
            site.sent += len(rest)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    return Handler
