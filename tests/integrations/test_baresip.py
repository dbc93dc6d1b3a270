"""What baresip tells, as it was seen to tell it, becomes the dialer's messages; and the connection comes back."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from queue import Queue
from typing import Any

import pytest

from calls.events import Direction
from integrations import baresip
from integrations.baresip import ASK, BaresipDoor
from integrations.baresip_calls import BaresipCalls
from integrations.dialer import Action, DialerMessage
from integrations.netstrings import LONGEST, Netstrings, NotANetstring, framed

PEER = "sip:+15551234567@127.0.0.1:5080"
PATIENCE_S = 10


def event(kind: str, call_id: str = "0a07", peer: str = PEER, direction: str = "incoming") -> dict[str, Any]:
    return {
        "event": True,
        "type": kind,
        "class": "call",
        "accountaor": "sip:agent@127.0.0.1:5070",
        "direction": direction,
        "peeruri": peer,
        "peerdisplayname": "Daniel Cooper",
        "id": call_id,
        "param": peer,
    }


def listing(*lines: str) -> str:
    rows = "".join(f"  [line {n}]  0:00:04  {line}\n" for n, line in enumerate(lines, 1))
    return f"\n--- Active calls ({len(lines)}) ---\n{rows}\n"


def actions(messages: list[DialerMessage]) -> list[tuple[Action, str]]:
    return [(message.action, message.call_id) for message in messages]


def test_an_incoming_call_rings_is_answered_and_ends():
    calls = BaresipCalls()
    (rang,) = calls.take(event("CALL_INCOMING"))
    assert rang == DialerMessage(Action.RING, "+15551234567", "Daniel Cooper", "0a07", direction=Direction.INBOUND)
    assert actions(calls.take(event("CALL_ESTABLISHED"))) == [(Action.ANSWER, "0a07")]
    assert calls.take(event("CALL_RTCP")) == []
    assert actions(calls.take(event("CALL_CLOSED"))) == [(Action.END, "0a07")]
    assert calls.take(event("CALL_CLOSED")) == []


def test_an_outgoing_call_rings_once():
    calls = BaresipCalls()
    (rang,) = calls.take(event("CALL_RINGING", direction="outgoing"))
    assert (rang.action, rang.direction) == (Action.RING, Direction.OUTBOUND)
    assert calls.take(event("CALL_PROGRESS", direction="outgoing")) == []
    assert actions(calls.take(event("CALL_ESTABLISHED", direction="outgoing"))) == [(Action.ANSWER, "0a07")]


def test_hold_and_retrieve_are_read_from_the_list_that_is_asked_for_when_a_call_is_renegotiated():
    calls = BaresipCalls()
    calls.take(event("CALL_INCOMING"))
    calls.take(event("CALL_ESTABLISHED"))
    calls.take(event("CALL_REMOTE_SDP"))
    assert calls.unsure
    assert actions(calls.take_list(listing(f"ESTABLISHED  (on hold)  {PEER}"))) == [(Action.HOLD, "0a07")]
    assert calls.take_list(listing(f"ESTABLISHED  (on hold)  {PEER}")) == []
    assert actions(calls.take_list(listing(f"ESTABLISHED             {PEER}"))) == [(Action.RETRIEVE, "0a07")]


def test_two_calls_of_one_caller_are_told_apart_by_the_order_in_which_they_began():
    calls = BaresipCalls()
    for call_id in ("first", "second"):
        calls.take(event("CALL_INCOMING", call_id))
        calls.take(event("CALL_ESTABLISHED", call_id))
    listed = listing(f"ESTABLISHED  (on hold)  {PEER}", f"ESTABLISHED             {PEER}")
    assert actions(calls.take_list(listed)) == [(Action.HOLD, "first")]
    assert actions(calls.take(event("CALL_CLOSED", "first"))) == [(Action.END, "first")]


def test_a_call_that_was_there_before_anybody_listened_is_taken_up():
    calls = BaresipCalls()
    (answered,) = calls.take_list(listing(f"ESTABLISHED             {PEER}"))
    assert (answered.action, answered.number, answered.call_id) == (Action.ANSWER, "+15551234567", "")
    assert actions(calls.take(event("CALL_CLOSED", "late"))) == [(Action.END, "late")]


def test_a_call_of_an_account_that_is_not_in_use_goes_on_although_it_is_not_listed():
    """As baresip 1.0 with two accounts told it, one caller at both."""
    calls = BaresipCalls()
    for call_id in ("first", "second"):
        calls.take(event("CALL_INCOMING", call_id))
        calls.take(event("CALL_ESTABLISHED", call_id))
    calls.take(event("CALL_REMOTE_SDP", "second"))
    assert calls.take_list(listing(f"ESTABLISHED  (on hold)  {PEER}")) == []
    assert actions(calls.take(event("CALL_CLOSED", "second"))) == [(Action.END, "second")]
    assert actions(calls.take_list(listing(f"ESTABLISHED  (on hold)  {PEER}"))) == [(Action.HOLD, "first")]


def test_calls_that_are_listed_with_their_ids_are_known_by_them():
    """As newer versions print them."""
    calls = BaresipCalls()
    for call_id in ("first", "second"):
        calls.take(event("CALL_INCOMING", call_id))
        calls.take(event("CALL_ESTABLISHED", call_id))
    listed = f"\n--- Active calls (1) ---\n> [line 2, id second]  0:00:05  ESTABLISHED  (on hold)  {PEER}\n\n"
    assert actions(calls.take_list(listed)) == [(Action.HOLD, "second")]


def test_a_call_that_ended_while_nobody_listened_ends_when_it_is_listed_no_more():
    calls = BaresipCalls()
    calls.take(event("CALL_INCOMING"))
    calls.connected()
    assert calls.take_list("no such command") == []
    assert actions(calls.take_list(listing())) == [(Action.END, "0a07")]


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"type": "CALL_INCOMING"},
        {"type": ["CALL_INCOMING"], "id": 3},
        {"type": "CALL_INCOMING", "id": "1", "peeruri": None, "peerdisplayname": {"a": 1}},
        {"type": "CALL_ESTABLISHED", "id": "", "peeruri": PEER},
        {"type": "CALL_CLOSED", "id": "unknown"},
    ],
)
def test_an_odd_event_never_crashes(odd: dict[str, Any]):
    for message in BaresipCalls().take(odd):
        assert message.action is Action.RING


def test_a_name_with_control_characters_is_shown_without_them():
    said = event("CALL_INCOMING") | {"peerdisplayname": "Daniel\n\x1b[31m\u202eCooper" + "r" * 500}
    (rang,) = BaresipCalls().take(said)
    assert rang.name.startswith("Daniel[31mCooper") and len(rang.name) == 200


def test_frames_come_whole_however_they_are_cut():
    data = framed(b"one") + framed(b"") + framed("zwölf".encode())
    for size in range(1, len(data)):
        frames = Netstrings()
        got = [payload for at in range(0, len(data), size) for payload in frames.take(data[at : at + size])]
        assert got == [b"one", b"", "zwölf".encode()]


@pytest.mark.parametrize("data", [b"x", b"-1:", b"3:abcd", b"999999999:", b"%d:" % (LONGEST + 1), b"12a:", b":,"])
def test_what_is_no_frame_is_refused(data: bytes):
    with pytest.raises(NotANetstring):
        Netstrings().take(data)


class Baresip:
    """The other side of the connection: it takes one program at a time."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.server.getsockname()[1]
        self.server.settimeout(PATIENCE_S)

    def take(self) -> socket.socket:
        connection, _ = self.server.accept()
        connection.settimeout(PATIENCE_S)
        return connection


@pytest.fixture
def phone() -> Iterator[Baresip]:
    phone = Baresip()
    yield phone
    phone.server.close()


@pytest.fixture
def heard(phone: Baresip, monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue[DialerMessage]]:
    monkeypatch.setattr(baresip, "AGAIN_S", (0.01,))
    heard: Queue[DialerMessage] = Queue()
    door = BaresipDoor("127.0.0.1", phone.port, heard.put)
    yield heard
    door.close()


def said(event: dict[str, Any]) -> bytes:
    return framed(json.dumps(event).encode())


def received(connection: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        data += connection.recv(length - len(data))
    return data


def test_it_asks_for_the_calls_there_are_and_tells_what_it_hears(phone: Baresip, heard: Queue[DialerMessage]):
    with phone.take() as connection:
        assert received(connection, len(ASK)) == ASK
        connection.sendall(said(event("CALL_INCOMING")) + said(event("CALL_REMOTE_SDP")))
        assert heard.get(timeout=PATIENCE_S).action is Action.RING
        assert received(connection, len(ASK)) == ASK, "a hold is asked for"


def test_a_connection_that_ends_is_made_again_and_the_call_goes_on(phone: Baresip, heard: Queue[DialerMessage]):
    with phone.take() as connection:
        connection.sendall(said(event("CALL_INCOMING")) + said(event("CALL_ESTABLISHED")))
        assert [heard.get(timeout=PATIENCE_S).action for _ in range(2)] == [Action.RING, Action.ANSWER]
    with phone.take() as connection:
        answer = {"response": True, "ok": True, "token": "attune", "data": listing(f"ESTABLISHED  (on hold)  {PEER}")}
        connection.sendall(said(answer))
        assert heard.get(timeout=PATIENCE_S).action is Action.HOLD


def test_what_is_not_baresip_is_left_and_tried_again(phone: Baresip, heard: Queue[DialerMessage]):
    with phone.take() as connection:
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        received(connection, len(ASK))
        assert connection.recv(1) == b""
    with phone.take() as connection:
        connection.sendall(framed(b"{not json") + framed(b"[]") + said(event("CALL_INCOMING")))
        assert heard.get(timeout=PATIENCE_S).action is Action.RING


@pytest.mark.parametrize(("host", "said"), [("127.0.0.1", "no answer"), ("a..b", "no computer")])
def test_nobody_there_is_said_and_the_thread_ends_when_it_is_closed(host: str, said: str):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    door = BaresipDoor(host, port, lambda _: None)
    deadline = time.monotonic() + PATIENCE_S
    while said not in door.state:
        assert time.monotonic() < deadline, door.state
        time.sleep(0.01)
    assert str(port) in door.state
    door.close()
    door._thread.join(PATIENCE_S)
    assert not door._thread.is_alive()
