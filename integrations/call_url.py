"""``attune:`` addresses: how a web page or a softphone that can only open a URL tells of a call.

``attune:ring?number=%2B15551234567&name=Priya`` and, as softphones pop a screen,
``attune:?type=incoming&number=tel:+1-555-123-4567``. Any page can open one, so all of it is checked.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote

from calls.codec import Malformed
from integrations.call_fields import message_from
from integrations.dialer import Action, DialerMessage

SCHEME = "attune:"
LONGEST_URL = 2048
_BARE_PLUS = re.compile(r"(?<=[=:])\+(?=\d)")
"""The sign before a country's code, which most programs forget to write as %2B; elsewhere a + is a blank."""

_NAMES_ITS_CALL = (Action.RETRIEVE, Action.RESUME, Action.UNMUTE)
"""Writing begins again with these: a page that does not know the call cannot bring it about."""

_NUMBER_SCHEMES = ("tel:", "callto:", "sip:", "sips:")


def is_call_url(text: str) -> bool:
    return text[: len(SCHEME)].lower() == SCHEME


def message_of_url(url: str) -> DialerMessage:
    """Raises Malformed."""
    if not is_call_url(url) or len(url) > LONGEST_URL:
        raise Malformed(f"a URL should begin with {SCHEME} and have at most {LONGEST_URL} characters")
    if not url.isascii() or not url.isprintable() or " " in url:
        raise Malformed("a URL has no blanks and no letters beyond ASCII: they are written as %20, %C3%A9 and so on")
    path, _, query = url[len(SCHEME) :].partition("#")[0].partition("?")
    query = _BARE_PLUS.sub("%2B", query)
    try:
        place = unquote(path, errors="strict").strip("/")
        fields = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query), errors="strict")
    except ValueError:
        raise Malformed("what follows the ? should be name=value, joined by &, all of it UTF-8") from None
    if place.lower().startswith(_NUMBER_SCHEMES) or place[:1] in tuple("+0123456789"):
        fields = [("number", place), *fields, *([] if _has_event(fields) else [("event", "ring")])]
    elif place:
        fields = [("event", place), *fields]
    message = message_from(fields)
    if message.action in _NAMES_ITS_CALL and not (message.call_id or message.number):
        raise Malformed(f"{message.action} should say of which call: its id or number")
    return message


def _has_event(fields: list[tuple[str, str]]) -> bool:
    return any(name.lower() in ("event", "type", "action", "state") for name, _ in fields)
