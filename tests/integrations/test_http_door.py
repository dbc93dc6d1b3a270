"""The HTTP door lets in who knows the token, from this computer and from no page; everything else is refused."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from queue import Queue

import pytest

from integrations import http_door
from integrations.dialer import Action, DialerMessage
from integrations.http_door import LONGEST_BODY, MOST_AT_ONCE, HttpDoor

TOKEN = "a-token-of-this-test"
RING = {"event": "ring", "number": "+1 555 123 4567", "name": "Zoë", "direction": "in", "id": "7"}
PATIENCE_S = 10


@dataclass(frozen=True)
class Door:
    port: int
    heard: Queue[DialerMessage]

    def post(
        self, body: object = RING, method: str = "POST", path: str = "/call", **headers: str | None
    ) -> tuple[int, str]:
        """A good request but for what is given; a header that is None is left out."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        usual: dict[str, str | None] = {
            "Host": f"127.0.0.1:{self.port}",
            "Authorization": f"Bearer {TOKEN}",
            "Content-Type": "application/json",
            "Content-Length": str(len(data)),
        }
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in (usual | {name.replace("_", "-"): value for name, value in headers.items()}).items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(data)
        answer = connection.getresponse()
        words = answer.read().decode()
        connection.close()
        return answer.status, words


@pytest.fixture
def door() -> Iterator[Door]:
    heard: Queue[DialerMessage] = Queue()
    door = HttpDoor(0, TOKEN, heard.put)
    yield Door(door.port, heard)
    door.close()


def test_a_call_is_told(door: Door):
    assert door.post() == (204, "")
    assert door.heard.get_nowait() == DialerMessage(Action.RING, "+15551234567", "Zoë", "7")
    assert door.post({"event": "end", "id": "7"}, Host=f"localhost:{door.port}")[0] == 204
    assert door.heard.get_nowait().action is Action.END


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": None}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": f"Bearer {TOKEN}x"}, 401),
        ({"Authorization": "Bearer \xff"}, 401),
        ({"Authorization": f"Basic {TOKEN}"}, 401),
        ({"Authorization": TOKEN}, 401),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 403),
        ({"Host": "attune.example.org"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": None}, 421),
        ({"Host": "[::1]:1"}, 421),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": None}, 415),
        ({"Content-Length": None}, 411),
        ({"Content-Length": "-1"}, 411),
        ({"Content-Length": "1e3"}, 411),
        ({"Transfer-Encoding": "chunked"}, 411),
        ({"Content-Length": str(LONGEST_BODY + 1)}, 413),
        ({"Content-Length": "9" * 50}, 413),
    ],
)
def test_a_request_that_is_not_right_is_refused(door: Door, headers: dict[str, str | None], status: int):
    got, words = door.post(**{name.replace("-", "_"): value for name, value in headers.items()})
    assert got == status and words.count("\n") == 1
    assert door.heard.empty() and TOKEN not in words


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_only_post_is_let_in_and_no_page_is_told_that_it_may(door: Door, method: str):
    assert door.post(method=method)[0] == 405
    assert door.heard.empty()


@pytest.mark.parametrize("path", ["/", "/call/", "/call?token=x", "/../call", "http://127.0.0.1/call"])
def test_there_is_one_path(door: Door, path: str):
    assert door.post(path=path)[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"ring"',
        b"\xff\xfe",
        b'{"event": 1}',
        b'{"event": "explode"}',
        b'{"number": "+15551234567"}',
        b'{"event": "ring", "event_": null}',
        b'{"event": "ring", "name": "a\\u0000b"}',
        b'{"event": "ring", "name": "\\ud800"}',
        b'{"event": "ring", "number": "1", "phone": "2"}',
        b"[" * 2000,
    ],
)
def test_a_body_that_is_no_call_is_refused_in_one_line(door: Door, body: bytes):
    status, words = door.post(body)
    assert status == 400 and words.count("\n") == 1
    assert door.heard.empty()


def test_names_in_every_script_come_as_they_are_spelled_and_numbers_as_they_are_copied(door: Door):
    said = {"event": "ring", "name": "ශ්\u200dරී نمی\u200cدانم", "number": "\u202a+1 555 123 4567\u202c"}
    assert door.post(json.dumps(said).encode())[0] == 204
    heard = door.heard.get(timeout=PATIENCE_S)
    assert (heard.name, heard.number) == (said["name"], "+15551234567")


def test_a_body_that_trickles_is_dropped_and_keeps_nobody_out(door: Door, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(http_door, "PATIENCE_S", 0.2)
    head = f"POST /call HTTP/1.1\r\nHost: 127.0.0.1:{door.port}\r\nAuthorization: Bearer {TOKEN}\r\n"
    head += "Content-Type: application/json\r\nContent-Length: 40\r\n\r\n{"
    slow = [socket.create_connection(("127.0.0.1", door.port), timeout=PATIENCE_S) for _ in range(MOST_AT_ONCE)]
    for connection in slow:
        connection.sendall(head.encode())
    for connection in slow:  # closed by the door
        while connection.recv(4096):
            pass
        connection.close()
    assert door.heard.empty()
    assert door.post()[0] == 204


def test_more_than_a_few_at_once_are_turned_away(door: Door):
    waiting = [socket.create_connection(("127.0.0.1", door.port), timeout=PATIENCE_S) for _ in range(MOST_AT_ONCE)]
    with socket.create_connection(("127.0.0.1", door.port), timeout=PATIENCE_S) as one_more:
        assert one_more.recv(1) == b""
    for connection in waiting:
        connection.close()


def test_it_listens_on_this_computer_alone_and_a_taken_port_is_an_error(door: Door):
    with pytest.raises(OSError):
        HttpDoor(door.port, TOKEN, door.heard.put)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", door.port), timeout=1)
