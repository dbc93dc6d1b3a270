"""Ten thousand malformed inputs through the doors: nothing crashes, and no call is left half open."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from queue import Queue
from urllib.parse import quote

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

odd = st.sampled_from(["", "+15551234567", "7", "\x00", "\n", "\u202e", "x" * 201, "tel:1", "sip:a%0Ab@c", "%", "é"])
texts = odd | st.text(max_size=8)
names = st.sampled_from(["event", "type", "number", "phone", "name", "id", "direction", "to", "queue"]) | texts
values = texts | st.sampled_from([*Action, "incoming", "outgoing", "hangup", "in", "out"])
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | values,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
cuts = st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 6))


def spoiled(data: bytes, cut: tuple[float, bytes, int]) -> bytes:
    """A few bytes taken out somewhere, and others put in."""
    place, put_in, taken_out = cut
    at = round(place * len(data))
    return data[:at] + put_in + data[at + taken_out :]


def is_sound(message: DialerMessage) -> bool:
    """It is as every door promises: fit for one line, its numbers bare, and the same after the wire."""
    return checked(message) == message == message_of(line_of(message))


@MANY
@given(st.dictionaries(names, plain, max_size=8), cuts)
def test_the_wire_takes_a_sound_message_or_refuses(fields: dict[str, object], cut: tuple[float, bytes, int]):
    line = spoiled(json.dumps({"action": "ring"} | fields).encode(), cut).decode("utf-8", "replace")
    try:
        message = message_of(line)
    except Malformed as error:
        assert "\n" not in str(error)
    else:
        assert is_sound(message)


@MANY
@given(values, st.lists(st.tuples(names, values), max_size=6), cuts)
def test_an_address_is_a_sound_message_or_refused(
    place: str, fields: list[tuple[str, str]], cut: tuple[float, bytes, int]
):
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in fields)
    url = spoiled(f"attune:{quote(place)}?{query}".encode(), cut).decode("latin-1")
    try:
        message = message_of_url(url)
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
@given(st.dictionaries(names, plain, max_size=6), cuts, st.booleans())
def test_http_answers_every_request_and_takes_only_a_sound_message(
    http: tuple[HttpDoor, Queue[DialerMessage]], fields: dict[str, object], cut: tuple[float, bytes, int], whole: bool
):
    door, heard = http
    body = json.dumps(fields).encode()
    if not whole:
        body = spoiled(body, cut)
    head = f"POST /call HTTP/1.1\r\nHost: 127.0.0.1:{door.port}\r\nAuthorization: Bearer {TOKEN}\r\n"
    request = f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    if whole:
        request = spoiled(request, cut)
    with socket.create_connection(("127.0.0.1", door.port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while data := connection.recv(4096):
            answer += data
    taken = answer.startswith(b"HTTP/1.1 204")
    assert taken == (not heard.empty())
    if taken:
        assert is_sound(heard.get_nowait())


@MANY
@given(
    st.lists(
        st.fixed_dictionaries(
            {"event": st.just(True)},
            optional={
                "type": st.sampled_from(["CALL_INCOMING", "CALL_ESTABLISHED", "CALL_CLOSED", "CALL_REMOTE_SDP"])
                | plain,
                "id": st.sampled_from(["a", "b"]) | plain,
                "peeruri": st.sampled_from(["sip:1@x", "sip:2@x"]) | plain,
                "peerdisplayname": plain,
                "direction": plain,
            },
        ),
        max_size=6,
    ),
    cuts,
)
def test_what_baresip_tells_begins_and_ends_each_call_once(
    events: list[dict[str, object]], cut: tuple[float, bytes, int]
):
    data = spoiled(b"".join(framed(json.dumps(event).encode()) for event in events), cut)
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


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(said=st.lists(messages, max_size=25))
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
