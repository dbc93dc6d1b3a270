"""The HTTP door: programs on this computer that know the token tell of calls with ``POST /call``.

A page in a browser can reach 127.0.0.1 too, so whatever a page could send is refused: a request with an origin, one
whose Host is another name (which a page's own name can be made to resolve to), one without the token.
"""

from __future__ import annotations

import contextlib
import hmac
import logging
import socket
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from calls.codec import Malformed, parse
from integrations.call_fields import message_from
from integrations.dialer import Deliver, DialerMessage

log = logging.getLogger("dialer")

HOST = "127.0.0.1"
LONGEST_BODY = 4096
PATIENCE_S = 5.0
"""A request that has not come whole by then is dropped, however it trickles."""

MOST_AT_ONCE = 8
LOOK_S = 0.1
"""How long closing the door may take."""


class HttpDoor:
    """Open from its making until ``close``. Raises OSError when the port is taken.

    ``deliver`` is called on threads of its own.
    """

    def __init__(self, port: int, token: str, deliver: Deliver) -> None:
        self.token = token
        self._server = _Server(port, token, deliver)
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(LOOK_S,), name="http", daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, token: str, deliver: Deliver) -> None:
        self.token = token.encode()
        self.deliver = deliver
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__((HOST, port), _Request)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        deadline = threading.Timer(PATIENCE_S, _hang_up, (request,))
        deadline.daemon = True
        deadline.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            deadline.cancel()
            self._places.release()

    def handle_error(self, *_: Any) -> None:
        """A connection that broke off; nothing of it is logged but that."""
        log.info("a request over HTTP broke off")


class _Refused(Exception):
    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class _Request(BaseHTTPRequestHandler):
    server: _Server
    server_version, sys_version = "Attune", ""
    timeout = PATIENCE_S

    def do_POST(self) -> None:
        try:
            self._check_sender()
            message = self._message()
        except _Refused as refused:
            log.info("HTTP refused with %d", refused.status)
            self._answer(refused.status, f"{refused}\n")
        else:
            self.server.deliver(message)
            self._answer(HTTPStatus.NO_CONTENT)

    def _other_method(self) -> None:
        self._answer(HTTPStatus.METHOD_NOT_ALLOWED, "POST /call is all there is\n")

    do_GET = do_HEAD = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = do_TRACE = do_CONNECT = _other_method

    def _check_sender(self) -> None:
        port = self.server.server_address[1]
        if self.headers.get_all("Host") not in ([f"{HOST}:{port}"], [f"localhost:{port}"]):
            raise _Refused(HTTPStatus.MISDIRECTED_REQUEST, f"the host should be {HOST}:{port}")
        if self.headers.get("Origin") is not None or self.headers.get("Sec-Fetch-Site") is not None:
            raise _Refused(HTTPStatus.FORBIDDEN, "pages in a browser are not let in")
        if self.path != "/call":
            raise _Refused(HTTPStatus.NOT_FOUND, "POST /call is all there is")
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        same = hmac.compare_digest(token.strip().encode("utf-8", "replace"), self.server.token)
        if scheme.lower() != "bearer" or not same:
            raise _Refused(HTTPStatus.UNAUTHORIZED, "the token is missing or not this one: Authorization: Bearer TOKEN")

    def _message(self) -> DialerMessage:
        if self.headers.get_content_type() != "application/json":
            raise _Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the body should be application/json")
        lengths = self.headers.get_all("Content-Length", [])
        if len(lengths) != 1 or not lengths[0].isdecimal() or self.headers.get("Transfer-Encoding"):
            raise _Refused(HTTPStatus.LENGTH_REQUIRED, "the length of the body should be given")
        if len(lengths[0]) > 6 or int(lengths[0]) > LONGEST_BODY:
            raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body has {LONGEST_BODY} bytes at the most")
        body = self.rfile.read(int(lengths[0]))
        try:
            return message_from(_fields(body))
        except Malformed as error:
            raise _Refused(HTTPStatus.BAD_REQUEST, str(error)) from None

    def _answer(self, status: HTTPStatus, words: str = "") -> None:
        body = words.encode()
        self.close_connection = True
        self.send_response(status)
        self.send_header("Connection", "close")
        if status is not HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """What was asked for may hold a number."""


def _fields(body: bytes) -> list[tuple[str, str]]:
    """Raises Malformed."""
    try:
        said = parse(body.decode("utf-8"), "the body")
    except UnicodeDecodeError:
        raise Malformed("the body is not UTF-8") from None
    if not isinstance(said, dict):
        raise Malformed("the body should be an object")
    for name, value in said.items():
        if not isinstance(value, str):
            raise Malformed(f"every field should be text, and one of {len(said)} is not")
        if not name.isascii():
            raise Malformed("the fields' names are plain letters")
    return list(said.items())


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it may have ended by itself
        connection.shutdown(socket.SHUT_RDWR)
