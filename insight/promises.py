"""Promises: who said they would do what, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calls.events import Channel, Mention
from calls.findings import Promise
from insight.due import due_of, tells_when
from insight.heard import Heard, vocabulary
from insight.readable import spoken

_PROMISE = re.compile(
    r"\b(?P<lead>i'll|we'll|i will|we will|i shall|i am going to|i'm going to|we are going to|we're going to|i'm gonna"
    r"|we're gonna|i promise (?:to|i'll|that i'll)|i can|you'll|you will"
    r"|(?:has|have|he's|she's|they've) (?:now |just )?agreed to"
    r"|(?P<other>(?:someone|somebody)(?: from \w+ \w+)?|(?:an?|my|our|the) "
    r"(?:\w+ )?(?:colleague|manager|supervisor|team|technician|engineer|agent|driver|department|specialist|plumber"
    r"|electrician|courier|crew|surveyor|officer|inspector|nurse|doctor|builder|fitter|installer|mechanic|locksmith|cleaner"
    r"|adjuster|adjustor|assessor|valuer|handyman|carer|midwife|counsellor|counselor|tutor"
    r"|consultant|representative|rep|adviser|advisor)s?) will) "
    r"(?:(?:definitely|certainly|also|then|just|now|personally|gladly|make sure (?:to|that (?:i|we))|be sure to"
    r"|go ahead and|try to|be able to|have someone|have somebody|have them) )*(?P<verb>[a-z]+)\b"
)
_WEIGHTY = vocabulary(
    "call ring phone email mail send refund credit issue arrange schedule book cancel replace ship deliver "
    "escalate file "
    "raise report log message resubmit resend process submit order post return pay waive remove update reset follow "
    "contact inform notify chase "
    "investigate open close forward reach text write visit come fix repair resolve sort organise organize bring "
    "provide receive hear reimburse compensate"
)
_WITH_A_TIME = vocabulary(
    "check look see ask try tell let do get give have put know confirm speak review decide add apply stop block extend "
    "move change swap drop pick collect remove"
)
"""Said without a time these are done on the spot ("I'll check that for you"); with one they are promises."""
_CONCRETE = re.compile(
    r"^(?:get|give|let|make|have|put|set|drop|do|take|check|look|be) .*"
    r"\b(?:back to you|you a (?:call|ring|refund|credit)|you know (?:by|as soon|when|once|tomorrow|on)|in touch|a note"
    r"|sorted|fixed|refunded|someone|somebody|into (?:it|this|that)|off (?:your|the) bill|aside)\b"
    r"|^put (?!you\b).*\bon hold\b|^take .*\boff\b|^take off\b"
    r"|^apply .*\b(?:credit|refund|discount|rebate)\b"
)
_NO_PROMISE = re.compile(r"^(?:not|never|be (?:happy|glad|able|more|sure|honest)|need|have to)\b")
_ENDS = re.compile(
    r" (?:so that|so you|because|but|okay|ok|alright|all right|is that|does that|and then you|and you|thank|thanks"
    r"|while|which|since|of us|if that|to confirm|in order to)\b"
)
_RUNS_ON = re.compile(
    r"(?<! that)(?<! if)(?<! when)(?<! what)(?<! how)(?<! whether)(?<! once)(?<! until)(?<! sure)(?<! know)(?<! see)"
    r"(?<! think)(?<! hope)(?<! as)(?<! after)(?<! before)"
    r"(?: (?:(?:it|that|this|they|you)(?:'ll|'s| will| should)|you (?:don't|do not|won't|needn't)|i'm|i've|i am"
    r"|they (?:said|say|told|think))\b)"
    r"| and (?!(?:i|we|you)\b)\w+ will\b"
    r"| (?:it|that|this) (?:usually |normally |only |just |can )*takes?\b"
    r"|(?<! know)(?<! see)(?<! check)(?<! out)(?<! you)(?<! of)(?<! about)"
    r" (?:what|where|when|who|how)(?:'s| is| are| do| does| can| should)\b"
    r"|(?<! what)(?<! when)(?<! once)(?<! if)(?<! that)(?<! sure) (?:and )?(?:the|your|our) (?:\w+ ){0,2}?"
    r"(?:reference|number|code|confirmation|id|password|pin|total|balance|price|cost)(?: (?:number|code|id))? is\b"
    r"| the (?:earliest|soonest|next|first)(?: \w+)? (?:i've|i have|we've|we have|is|available)\b"
    r"|(?<! know)(?<! see)(?<! check)(?<! ask)"
    r" (?:is there|are there|do (?:i|you) (?:need|want|have|know)|does (?:it|that)|there(?:'s| will))\b"
    r"| (?:is|are|would|does) (?:\w+ ){1,3}(?:any good|okay|ok|all right|alright|convenient|suit you|work for you)\b"
    r"| (?:now |so |then )*(?:try again|please)\b"
)
"""Where what is told in one breath with it begins; its time still tells when the promise is due."""
_CONDITION = re.compile(r" (?:and|but|so) if\b| (?:could|can|would) you\b")
"""What is told of another case or asked for, whose times are not the promise's."""
_ONCE_TOLD = re.compile(r"\b(?:call|ring|phone|email|contact|tell) (?:us|me)(?: back| again)? and $")
"""What stands before what is done only if the other side does something first."""
_THREATENS = re.compile(r"\bif (?:\S+ ){1,4}?(?:not|never|no one|nobody|nothing|\w+n't)\b")
"""What a customer says they will do, else."""
_AND_THEN = re.compile(r"\band (?:then |also )?(?P<verb>[a-z]+)\b")
_WHEN = frozenset(("date", "time", "period", "duration"))
_BEFORE_A_TIME = re.compile(
    r"(?:\s+(?:o'clock|on|at|by|in|within|for|and|up to|to|the|between|from|until|till|about|around|then|effective))+$"
)
"""What stood before a time that was taken out."""
_LOOSE_END = re.compile(r"(?:\s+(?:and|to|the|for|from|between))+$")
_NEEDS_OBJECT = vocabulary("book schedule arrange organise organize cancel change move send do")
"""Of "i'll book saturday morning" the verb alone is left."""
THEIRS = "the customer will "
"""Begins a promise of what the customer gets rather than of what the agent does."""
RECENT = 12
_SMALLEST = vocabulary("a an the it that this to for of our their customer")
_SAME = 0.6
"""Share of common words from which two promises of one person are one."""


def promises_in(heard: Heard, started_at: str) -> Iterator[Promise]:
    """What the speaker commits to, and not "I'll just have a look", which is done on the spot."""
    said = heard.joined
    found = list(_PROMISE.finditer(said))
    ends = [*(match.start() for match in found[1:]), len(said)]
    for match, end in zip(found, ends, strict=bool(found)):
        deed = _CONDITION.split(said[match.start("verb") : end])[0].removesuffix(" and ").removesuffix(" ")
        first = said[: match.start("verb")].count(" ")
        last = first + len(deed.split())
        mentions = [m for m in heard.utterance.mentions if first <= m.first_word < last]
        due = due_of(heard, mentions, started_at)
        if _ONCE_TOLD.search(said[: match.start()]):
            continue
        if heard.channel is Channel.CUSTOMER and _THREATENS.search(said[: match.start()]):
            continue
        if (match["other"] and due) or _commits(match["lead"], match["verb"], deed, heard.channel, bool(due)):
            text = _told(heard, first, deed, [m for m in mentions if m.kind in _WHEN and tells_when(heard, m)])
            if match["other"]:
                text = f"have {match['other'].replace('my ', 'our ')} {text}"
            text = f"{THEIRS}{text}" if match["lead"].startswith("you") else text
            yield Promise(heard.channel, text, due, heard.id)


def _commits(lead: str, verb: str, deed: str, who: Channel, timed: bool) -> bool:
    if _NO_PROMISE.match(deed):
        return False
    verbs = (verb, *(more["verb"] for more in _AND_THEN.finditer(deed)))
    weighty = any(each in _WEIGHTY for each in verbs) or bool(_CONCRETE.match(deed))
    if lead.startswith("you"):
        return (
            who is Channel.AGENT
            and verb in ("receive", "hear", "get", "have", "see")
            and (timed or verb in ("receive", "hear"))
        )
    if lead == "i can":
        return timed and weighty
    return weighty or (timed and verb in _WITH_A_TIME)


def _told(heard: Heard, first: int, deed: str, times: list[Mention]) -> str:
    """The deed alone: without its ``times``, which are in ``due``, and "you" and "your" told from the other side."""
    deed = alone(deed)
    cut = _ENDS.search(deed)
    length = len((deed[: cut.start()] if cut else deed).split())
    timed = [m.first_word for m in times if m.first_word < first + len(deed.split())]
    if cut and any(place >= first + length for place in timed):
        length = len(deed.split())
    words = spoken(heard, first, first + length, without=times)
    before_part = first + length - 2  # "friday morning"
    ends_in_time = any(mention.last_word >= before_part for mention in times)
    words = (_BEFORE_A_TIME if ends_in_time else _LOOSE_END).sub("", words)
    words = f"{words} it" if words in _NEEDS_OBJECT else words
    agent = heard.channel is Channel.AGENT
    words = re.sub(r" (?:myself|ourselves)\b", "", words)
    words = re.sub(r"\byou\b", "the customer" if agent else "us", words)
    words = re.sub(r"\byour\b", "their" if agent else "the", words)
    words = re.sub(r"\bmy\b", "our" if agent else "their", words)
    return words


def alone(deed: str) -> str:
    """Without what is told in one breath behind it: "renewed it now it'll take half an hour"."""
    runs_on = _RUNS_ON.search(deed)
    return deed[: runs_on.start()] if runs_on else deed


class Promises:
    """Promises in the order in which they were heard; the same one said again is not another."""

    def __init__(self) -> None:
        self._promises: list[Promise] = []
        self._started_at = ""

    @property
    def all(self) -> tuple[Promise, ...]:
        return tuple(self._promises)

    @property
    def recent(self) -> list[Promise]:
        return self._promises[-RECENT:]

    def begin(self, started_at: str) -> None:
        """The call's zero: what "in two days" is counted from."""
        self._started_at = started_at

    def hear(self, heard: Heard) -> bool:
        new = [promise for promise in promises_in(heard, self._started_at) if not self._said_again(promise)]
        self._promises += new
        return bool(new)

    def _said_again(self, promise: Promise) -> bool:
        """A time said later is news; a promise without one repeats the earlier."""
        return any(
            known.who is promise.who and promise.due in ("", known.due) and alike(known.text, promise.text)
            for known in self._promises[-4:]
        )


def alike(one: str, other: str) -> bool:
    """Do they share most words but the smallest? "Call the host" and "ask the host about it" do not."""
    first, second = ({*text.lower().split()} - _SMALLEST or {text} for text in (one, other))
    return len(first & second) >= _SAME * min(len(first), len(second))
