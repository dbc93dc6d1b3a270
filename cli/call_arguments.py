"""The arguments of ``main.py call``: what the dialer did, by options or as an ``attune:`` address."""

from __future__ import annotations

import argparse

from calls.codec import Malformed
from calls.events import Direction
from cli.failure import Failure, WrongArguments
from integrations.call_url import is_call_url, message_of_url
from integrations.dialer import Action, DialerMessage

REGISTER, UNREGISTER = "register", "unregister"
"""Not of a call: whether the system hands ``attune:`` addresses to this Attune."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = [*(action.value for action in Action), REGISTER, UNREGISTER]
    parser.add_argument("action", choices=actions, nargs="?", metavar="ACTION", help=_ACTIONS)
    parser.add_argument("--url", default="", help="all of it as one address: attune:ring?number=…")
    parser.add_argument("--number", default="", help="the customer's phone number")
    parser.add_argument("--name", default="", help="the customer's name")
    parser.add_argument("--id", default="", help="the dialer's own id of the call")
    parser.add_argument("--customer-id", default="", help="the customer's id")
    parser.add_argument("--direction", choices=[each.value for each in Direction], default=Direction.INBOUND)
    parser.add_argument("--queue", default="")
    parser.add_argument("--to", default="", help="where the call is transferred to")


def with_address(arguments: list[str]) -> list[str]:
    """A program that opens an address starts Attune with nothing else."""
    return ["call", "--url", arguments[0]] if arguments and is_call_url(arguments[0]) else arguments


def message_of(chosen: argparse.Namespace) -> DialerMessage:
    """Raises Failure."""
    if bool(chosen.url) == bool(chosen.action):
        raise WrongArguments("say what the dialer did, or --url and an address; `main.py call --help` shows how")
    if chosen.url:
        try:
            return message_of_url(chosen.url)
        except Malformed as error:
            raise Failure(f"that address tells of no call: {error}") from None
    return DialerMessage(
        Action(chosen.action),
        chosen.number,
        chosen.name,
        chosen.id,
        chosen.customer_id,
        Direction(chosen.direction),
        chosen.queue,
        chosen.to,
    )


def tells_no_call(chosen: argparse.Namespace) -> None:
    """Raises WrongArguments where something is said of a call beside an action that is of none."""
    told = (chosen.url, chosen.number, chosen.name, chosen.id, chosen.customer_id, chosen.queue, chosen.to)
    if any(told):
        raise WrongArguments(f"call {chosen.action} is of no call; leave away what is said of one")


_ACTIONS = f"{', '.join(Action)}; {REGISTER}, {UNREGISTER}: open attune: addresses with this Attune, or no more"
