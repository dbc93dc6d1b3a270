"""Addresses that tell of a call: what people's programs write is understood, and anything else is refused."""

from __future__ import annotations

import pytest

from calls.codec import Malformed
from calls.events import Direction
from integrations.call_url import LONGEST_URL, is_call_url, message_of_url
from integrations.dialer import Action, DialerMessage, number_in

NUMBER = "+15551234567"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("attune:ring?number=%2B15551234567", DialerMessage(Action.RING, NUMBER)),
        ("attune:ring?number=+15551234567", DialerMessage(Action.RING, NUMBER)),
        ("ATTUNE://ring/?number=tel:+1-555-123-4567", DialerMessage(Action.RING, NUMBER)),
        ("attune:?type=incoming&number=tel%3A%2B15551234567", DialerMessage(Action.RING, NUMBER)),
        ("attune:tel:+15551234567", DialerMessage(Action.RING, NUMBER)),
        ("attune:callto://+15551234567?type=answered", DialerMessage(Action.ANSWER, NUMBER)),
        ("attune:+15551234567?name=Zo%C3%AB+Smith", DialerMessage(Action.RING, NUMBER, "Zoë Smith")),
        ("attune:%2B1%20555%20123-4567", DialerMessage(Action.RING, NUMBER)),
        ("attune:ring?name=%E2%80%AEreversed", DialerMessage(Action.RING, name="reversed")),
        ("attune:?state=hangup&id=7", DialerMessage(Action.END, call_id="7")),
        (
            "attune:?type=outgoing&phone=%2B15551234567&queue=billing&theirs=x",
            DialerMessage(Action.RING, NUMBER, direction=Direction.OUTBOUND, queue="billing"),
        ),
        ("attune:transfer?id=7&to=204", DialerMessage(Action.TRANSFER, call_id="7", to="204")),
        ("attune:pause", DialerMessage(Action.PAUSE)),
        ("attune:mute#part", DialerMessage(Action.MUTE)),
        ("attune:resume?id=7", DialerMessage(Action.RESUME, call_id="7")),
    ],
)
def test_the_forms_that_programs_use_are_understood(url: str, message: DialerMessage):
    assert message_of_url(url) == message


@pytest.mark.parametrize(
    "url",
    [
        "",
        "attune",
        "attune:",
        "attune:explode",
        "attune:ring?number",
        "attune:resume",
        "attune:unmute?name=x",
        "attune:retrieve?number=unknown",
        "attune:ring?number=1&number=2",
        "attune:ring?number=1&phone=2",
        "attune:ring?event=end",
        "attune:ring?direction=sideways",
        "attune:ring?name=%FF",
        "attune:ring?name=a%0Ab",
        "attune:+1%FF",
        "attune:+1%0A2",
        "attune:ring?number=tel:1%250A1",
        "attune:ring?name=" + "x" * 201,
        "attune:ring?name=x y",
        "attune:ring?name=Zoë",
        "attune:ring?" + "&".join(f"a{n}=1" for n in range(30)),
        "attune:ring?x=" + "y" * LONGEST_URL,
        "http://ring?number=1",
        "attune:ring\n?number=1",
    ],
)
def test_what_is_no_call_is_refused(url: str):
    with pytest.raises(Malformed) as raised:
        message_of_url(url)
    assert "\n" not in str(raised.value)


def test_only_addresses_of_this_scheme_are_taken_for_one():
    assert is_call_url("attune:x") and is_call_url("Attune:x")
    assert not is_call_url("call") and not is_call_url("--demo") and not is_call_url("attunes:x")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+1 (555) 123-4567", NUMBER),
        ("tel:+1-555-123-4567;ext=2", NUMBER),
        ("<sip:+15551234567@example.org;user=phone>", NUMBER),
        ("sip:agent@example.org", "agent"),
        ("204", "204"),
        ("Front desk", "Front desk"),
        ("sip:anonymous@anonymous.invalid", ""),
        ("", ""),
    ],
)
def test_a_number_is_taken_out_of_what_it_comes_in(text: str, number: str):
    assert number_in(text) == number
