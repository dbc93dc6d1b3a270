"""Ten thousand malformed inputs through the doors: nothing crashes, and no call is left half open."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from queue import Queue

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calls.call import CallState
from calls.codec import Malformed
from calls.events import Direction
from calls.intents import Draft, FileCall
from integrations.baresip_calls import BaresipCalls
from integrations.call_url import message_of_url
from integrations.dialer import Action, DialerMessage, checked, line_of, message_of
from integrations.http_door import HttpDoor
from integrations.netstrings import Netstrings, NotANetstring, framed
from tests.desk.bench import DeskBench

MANY = settings(max_examples=2500, deadline=None, suppress_health_check=list(HealthCheck))
TOKEN = "token"
NUMBER = "+15551234567"

BODIES = [
    json.dumps(body).encode()
    for body in (
        {"event": "ring", "number": NUMBER, "name": "Zoë", "id": "7", "direction": "out"},
        {"type": "incoming", "phone": "tel:" + NUMBER, "queue": "x" * 200},
        {"event": "end", "number": 1, "name": None, "id": ["7"], "to": {"a": True}},
        {"event": "answer", "event_": "\u202e", "name": "a\u0000b", "number": "sip:a%0Ab@c"},
        {},
        [[[]]],
    )
]
LINES = [
    json.dumps(line).encode()
    for line in (
        {"action": "ring", "number": NUMBER, "name": "Zoë", "call_id": "7", "direction": "out"},
        {"action": "transfer", "to": "tel:204", "call_id": "x" * 200},
        {"action": "explode", "number": 1e999, "name": None},
        {"action": "hold", "queue": "a\nb"},
        "ring",
    )
]
URLS = [
    b"attune:ring?number=%2B15551234567&name=Zo%C3%AB&id=7",
    b"attune://?type=outgoing&phone=tel:+1-555-123-4567&queue=billing",
    b"attune:tel:+15551234567?state=hangup",
    b"attune:?event=transfer&to=%00%FF&name=%E2%80%AE&direction=in",
]
EVENTS = [
    json.dumps({"event": True, "id": call_id, "peeruri": peer, "peerdisplayname": "D\u0007", "type": kind}).encode()
    for call_id, peer in (("a", "sip:1@x"), ("b", "sip:1@x"), ("", "<sip:>"))
    for kind in ("CALL_INCOMING", "CALL_RINGING", "CALL_ESTABLISHED", "CALL_REMOTE_SDP", "CALL_CLOSED")
]
edits = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3), st.integers(0, 9)), max_size=3)


def spoiled(data: bytes, cuts: list[tuple[float, bytes, int]]) -> bytes:
    """A few bytes taken out here and there, and others put in."""
    for place, put_in, taken_out in cuts:
        at = round(place * len(data))
        data = data[:at] + put_in + data[at + taken_out :]
    return data


def is_sound(message: DialerMessage) -> bool:
    """It is as every door promises: fit for one line, its numbers bare, and the same after the wire."""
    return checked(message) == message == message_of(line_of(message))


@MANY
@given(st.sampled_from(LINES), edits)
def test_the_wire_takes_a_sound_message_or_refuses(line: bytes, cuts: list[tuple[float, bytes, int]]):
    try:
        message = message_of(spoiled(line, cuts).decode("utf-8", "replace"))
    except Malformed as error:
        assert "\n" not in str(error)
    else:
        assert is_sound(message)


@MANY
@given(st.sampled_from(URLS), edits)
def test_an_address_is_a_sound_message_or_refused(url: bytes, cuts: list[tuple[float, bytes, int]]):
    try:
        message = message_of_url(spoiled(url, cuts).decode("latin-1"))
    except Malformed as error:
        assert "\n" not in str(error)
    else:
        assert is_sound(message)


@pytest.fixture(scope="module")
def http() -> Iterator[tuple[HttpDoor, Queue[DialerMessage]]]:
    heard: Queue[DialerMessage] = Queue()
    door = HttpDoor(0, TOKEN, heard.put)
    yield door, heard
    door.close()


@MANY
@given(st.sampled_from(BODIES), edits, st.booleans())
def test_http_answers_every_request_and_takes_only_a_sound_message(
    http: tuple[HttpDoor, Queue[DialerMessage]], body: bytes, cuts: list[tuple[float, bytes, int]], all_of_it: bool
):
    door, heard = http
    body = body if all_of_it else spoiled(body, cuts)
    head = f"POST /call HTTP/1.1\r\nHost: 127.0.0.1:{door.port}\r\nAuthorization: Bearer {TOKEN}\r\n"
    request = f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    request = spoiled(request, cuts) if all_of_it else request
    with socket.create_connection(("127.0.0.1", door.port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while data := connection.recv(4096):
            answer += data
    taken = answer.split(b" ")[1:2] == [b"204"]
    assert taken == (not heard.empty())
    if taken:
        assert is_sound(heard.get_nowait())


@MANY
@given(st.lists(st.sampled_from(EVENTS), max_size=6), edits)
def test_what_baresip_tells_begins_and_ends_each_call_once(events: list[bytes], cuts: list[tuple[float, bytes, int]]):
    data = spoiled(b"".join(map(framed, events)), cuts)
    frames, calls, live = Netstrings(), BaresipCalls(), set[str]()
    try:
        payloads = frames.take(data)
    except NotANetstring:
        return
    for payload in payloads:
        try:
            event = json.loads(payload)
        except ValueError:
            continue
        for message in calls.take(event) if isinstance(event, dict) else ():
            assert is_sound(message)
            match message.action:
                case Action.RING:
                    assert message.call_id not in live
                    live.add(message.call_id)
                case Action.END:
                    live.remove(message.call_id)
                case _:
                    assert message.call_id in live


messages = st.builds(
    DialerMessage,
    st.sampled_from(Action),
    st.sampled_from(["", "+15551234567", "5551234567", "+15557654321", "204"]),
    st.sampled_from(["", "Priya"]),
    st.sampled_from(["", "1", "2", "3"]),
    direction=st.sampled_from(Direction),
    to=st.sampled_from(["", "204"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(said=st.lists(messages, max_size=20))
def test_whatever_dialers_say_one_call_talks_at_the_most_and_all_can_be_ended(
    tmp_path_factory: pytest.TempPathFactory, said: list[DialerMessage]
):
    bench = DeskBench(tmp_path_factory.mktemp("desk"))
    desk, live = bench.desk, bench.desk._live
    for message in said:
        desk.dial(message)
        talking = [on for on in live if on.session.call.state is CallState.TALKING]
        assert len(talking) <= 1 and all(on.is_live for on in live)
    left = len(list(live))
    for _ in range(left):
        desk.dial(DialerMessage(Action.END, call_id=next(iter(live)).dialer_id))
    assert not live and desk.is_idle
    while desk._stage.shown:
        desk.intend(FileCall(Draft("done")))
    store = bench.kept()
    assert store.unfinished() == []
    store.close()
