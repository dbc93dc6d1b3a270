"""What happened, retold line by line: why the customer called, what the agent did and said, how it ended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from calls.events import Channel
from insight import verbs
from insight.cues import content_length, trouble_in, vents
from insight.heard import Heard, vocabulary
from insight.promises import alone
from insight.retell import Manner, Told, fitted, told, without_openers
from insight.statement import pieces_of, telling_piece

KEPT = 8
"""Reasons and lines of the agent that are remembered; more would make the cost grow with the call."""
_LONG = 120
LONG_STORY = 200
_TELLS = 1.0
_CALLS_AGAIN = re.compile(
    r"i(?:'m| am|'ve| have)? (?:just )?(?:calling|call|called|ringing|rang|phoning) (?:you |now |in )*"
    r"((?:again|(?:for )?(?:the|a|my) (?:second|third|fourth|fifth|\d\w+) time|(?:twice|two times"
    r"|three times)(?: already)?))\b.*",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:i|we)(?:'ve| have| just|'ve just| have just| have now|'ve now| went ahead and) (?:just |now |already "
    r"|gone ahead and )*"
    r"(?P<deed>(?:requested|issued|sent|cancelled|canceled|updated|changed|added|removed|booked|rebooked"
    r"|refunded|credited|"
    r"opened|raised|filed|escalated|reset|scheduled|rescheduled|ordered|submitted|processed|applied|forwarded"
    r"|emailed|noted"
    r"|placed|created|activated|blocked|unlocked|transferred|replaced|corrected|confirmed|arranged|passed|registered"
    r"|set (?:up|a|an|the|your|it)|completed|fixed|upgraded|renewed|closed|extended|waived|put)\b.*)",
    re.IGNORECASE,
)
_AND_WILL = re.compile(r" and (?:i|we)(?:'ll| will)\b.*", re.IGNORECASE)
"""What is promised behind a deed."""
_ALL_SET = re.compile(
    r"\b(?:that|it)(?:'s| is)(?: all| now| already)* "
    r"(?P<deed>booked|reserved|cancelled|canceled|updated|changed|ordered|sent|refunded|reset|fixed|submitted)"
    r"\b(?! by\b)",
    re.IGNORECASE,
)
_BEEN_DONE = re.compile(
    r"\b(?:has|have|is|are) (?:now |just |already |all )*(?:been )?(?:booked|reserved|cancelled|canceled"
    r"|refunded|credited|transferred"
    r"|scheduled|updated|changed|ordered|sent|issued|activated|blocked|unlocked|reset|fixed|processed|submitted"
    r"|confirmed)\b(?! by\b)",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\b(?:(?:it|everything) (?:now )?works?(?! for\b)|(?:that|this) works? now"
    r"|(?:it|that|this|everything)(?:'s| is| has)? (?:now )?(?:worked(?! for\b)|working(?: now| again)?|fixed|solved"
    r"|resolved|sorted)|(?:that|this) (?:did|solved|fixed) (?:it|the)|problem (?:is )?(?:solved|fixed)|all (?:sorted"
    r"|good now))\b"
)
_FAILED = re.compile(
    r"\b(?:still (?:not|doesn't|isn't|won't)(?: \w+)? (?:work|load|open|connect|start|turn|fix|solv|resolv|charg)\w*"
    r"|still (?:no luck|nothing|not)$|didn't (?:work|help)|did not (?:work|help)|no luck"
    r"|same (?:issue|problem|error))\b"
)
_SOCIAL = re.compile(
    r"^(?:but |so |and )?(?:(?:hi|hello|hey|good \w+|welcome|you're (?:now )?(?:through|speaking|welcome)|thanks"
    r"|thank you|sorry"
    r"|we're sorry|i'm sorry|we are sorry|i am sorry"
    r"|apolog\w+|my apologies|sincere\w*|no problem|no worries|great|glad|happy|of course|sure|okay|alright|bye"
    r"|goodbye"
    r"|have a|enjoy|is there anything|anything else|can i help|how (?:can|may) i|my name|this is|let (?:me|us)\b"
    r"|any (?:other|more|further)|wanna|i understand|we understand|i see|cheers|please hold|one moment|just a moment"
    r"|bear with|thank)\b)",
    re.IGNORECASE,
)
_GREETS = re.compile(
    r"\bthis is \w+ (?:what|how|who)|\byou're (?:speaking|through|talking) (?:to|with)\b", re.IGNORECASE
)
_ADVICE = re.compile(
    r"\b(?:please|you can|you could|you may|you need|you should|you'll need|you will need|try|visit|contact|send"
    r"|recommend"
    r"|suggest|advise|check|dm|follow|go to|make sure|click|link|call (?:us|our|the))\b",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"\b(?:because|due to|currently|unfortunately|unable|cannot|can't|available|should be|will be|has been|have been"
    r"|usually|normally|working on|looking into|take[sn]?|within|policy)\b",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"(?:(?:hi|hello|hey|yes|good \w+)[,.]? )*my name(?:'s| is) [a-z'-]+(?: [a-z'-]+)?[,.]?", re.IGNORECASE
)
"""Who the customer is begins the sentence already."""
_TAIL = re.compile(
    r"[,.;]? (?:have a (?:good|great|nice|lovely|wonderful|safe)|make it a|thanks|thank you|sorry again|apologies"
    r"|is there anything|anything else|(?:shall|should) (?:i|we)\b|would you like|(?:but|so|and) let (?:me|us)\b"
    r"|let (?:me|us) know if|we hope|i hope|good night|cheers)\b.*$",
    re.IGNORECASE,
)
"""Good wishes and questions behind what an agent says."""
_ASKING = vocabulary("which where how who why")
_OWN_DOING = re.compile(
    r"they(?: have| had)? (?:just )?(?:lost|broke|dropped|forgot|forgotten|left|moved|need|want)\b"
    r"|they are (?:moving|leaving|going|travelling|traveling|retiring|selling|changing)\b"
)
_TELLING = ("complained that", "reported that")
_WOULD = re.compile(r"they would (?:just )?(?!like|love|be|have|need|say|think|want)([a-z]+)\b")
""" "I'd check with your doctor"."""
_REPORTING = vocabulary("suggest recommend advise request ask offer apologise apologize")
_COMMANDS = vocabulary("dm please follow visit head try restart send click contact check go let make ensure email")


@dataclass(frozen=True, slots=True)
class Line:
    """A phrase that goes on from its subject: "reported that …", "asked the customer to …"."""

    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    weight: float
    start: float
    line: Line


class Story:
    """Retold once, when an utterance arrives; the summary only picks."""

    def __init__(self) -> None:
        self._reasons: dict[str, Line] = {}
        self._agent: list[_Said] = []
        self.done: list[Line] = []
        self.outcome: Line | None = None

    def hear(self, heard: Heard) -> bool:
        if heard.channel is Channel.CUSTOMER:
            return self._hear_outcome(heard)
        return self._hear_agent(heard)

    def keep_reason(self, heard: Heard) -> None:
        """``heard`` is a candidate for the key issue."""
        self._reasons[heard.id] = Line(reason_of(heard.utterance.text), (heard.id,))
        if len(self._reasons) > 2 * KEPT:
            del self._reasons[next(iter(self._reasons))]

    def reason(self, utterance_id: str) -> Line | None:
        return self._reasons.get(utterance_id)

    def last_word(self) -> Line | None:
        """The last that the agent advised or explained; where there is nothing of the kind, the last of any weight."""
        weighty = [said for said in self._agent if said.weight >= _TELLS] or self._agent
        return max(weighty, key=lambda said: said.start).line if weighty else None

    def _hear_outcome(self, heard: Heard) -> bool:
        worked, failed = _WORKED.search(heard.joined), _FAILED.search(heard.joined)
        if not worked and not failed:
            return False
        text = "said that it still did not work" if failed else "confirmed that it worked"
        self.outcome = Line(text, (heard.id,))
        return True

    def _hear_agent(self, heard: Heard) -> bool:
        changed = False
        for whole in pieces_of(heard.utterance.text):
            piece = _without_wishes(whole)
            deed = _DONE.search(piece)
            if deed:
                text = told(f"i {_AND_WILL.sub('', alone(deed['deed']))}", Channel.AGENT).rest.removeprefix("they ")
                self.done = [*self.done, Line(fitted(text, _LONG), (heard.id,))][-KEPT:]
                changed = True
            elif set_now := _ALL_SET.search(piece):
                self.done = [*self.done, Line(f"{set_now['deed'].lower()} it", (heard.id,))][-KEPT:]
                changed = True
            elif _BEEN_DONE.search(piece):
                text = f"confirmed that {_lower(told(piece, Channel.AGENT).rest)}"
                self.done = [*self.done, Line(fitted(text, _LONG), (heard.id,))][-KEPT:]
                changed = True
            elif (weight := _weight(piece)) > 0:
                line = Line(phrase(told(piece, Channel.AGENT), Channel.AGENT), (heard.id,))
                changed = self._keep(_Said(weight, heard.utterance.start, line)) or changed
        return changed

    def _keep(self, said: _Said) -> bool:
        self._agent.append(said)
        if len(self._agent) <= KEPT:
            return True
        least = min(self._agent, key=lambda known: (known.weight >= _TELLS, known.start))
        self._agent.remove(least)
        return least is not said


def reason_of(text: str) -> str:
    """The whole story when it is short, else the telling piece and what follows: "wanted to …", "reported that …"."""
    pieces = [
        piece
        for piece in pieces_of(text)
        if content_length(tuple(piece.lower().split())) >= 2 and not _INTRODUCES.fullmatch(piece)
    ]
    if not pieces:
        pieces = [text]
    at = 0 if len(text) <= LONG_STORY else min(telling_piece(text), len(pieces) - 1)
    angry = any(trouble_in(without_openers(piece)) for piece in pieces) or vents(tuple(text.lower().split()))
    parts: list[str] = []
    manner: Manner | None = None
    for piece in pieces[at : at + 3]:
        again = _CALLS_AGAIN.match(without_openers(piece))
        if again:
            parts.append(f"called {again[1].lower()}")
            continue
        said = told(piece, Channel.CUSTOMER)
        if said.rest == "help" and len(pieces) > 1:
            continue
        line = phrase(said, Channel.CUSTOMER, angry)
        if said.manner is Manner.SAID and manner is Manner.SAID:
            line = f"that {_lower(said.rest)}"
        elif line.startswith(_TELLING) and any(part.startswith(_TELLING) for part in parts):
            line = f"added {line.partition(' ')[2]}"
        parts.append(line)
        manner = said.manner
    return " and ".join(parts)


def phrase(said: Told, channel: Channel, angry: bool = False) -> str:
    """What completes "The customer …" or "The agent …"."""
    customer = channel is Channel.CUSTOMER
    other = "the agent" if customer else "the customer"
    match said.manner:
        case Manner.WANTED:
            return f"wanted {said.rest}"
        case Manner.NEEDED:
            return f"needed {said.rest}" if customer else f"offered {said.rest}"
        case Manner.ASKED:
            return f"asked {said.rest}"
        case Manner.ASKED_FOR:
            return f"asked for {said.rest}"
        case Manner.ASKED_TO:
            return f"asked {other} to {said.rest}"
        case Manner.SUGGESTED:
            return f"suggested {said.rest}"
    return _stated(said.rest, customer, other, angry)


def _stated(rest: str, customer: bool, other: str, angry: bool) -> str:
    words = rest.split()
    if not customer and [word.lower() for word in words[:2]] == ["just", "let"]:
        words = words[1:]
        rest = " ".join(words)
    first = words[0].lower() if words else ""
    advice = None if customer else _WOULD.match(rest)
    if advice and verbs.is_plain(advice[1]):
        return f"advised the customer to {advice[1]}{rest[advice.end() :]}"
    if not customer and (first in _COMMANDS or (verbs.is_plain(first) and first not in ("have", "be"))):
        return f"asked {other} to {rest[:1].lower()}{rest[1:]}"
    if first in _ASKING:
        return f"asked {_lower(rest)}"
    if first == "they" and len(words) > 2 and words[1] in _REPORTING:
        return " ".join((verbs.past(words[1]), *words[2:]))
    if customer and not verbs.in_words(rest):
        return f"called about {_lower(rest)}"
    if customer:
        angry = angry and not _OWN_DOING.match(rest)
        return f"{'complained' if angry else 'reported'} that {_lower(rest)}"
    return f"stated that {_lower(rest)}"


def _without_wishes(piece: str) -> str:
    shorter = _TAIL.sub("", piece)
    return shorter if len(shorter.split()) >= 4 else piece


def _weight(piece: str) -> float:
    rest = without_openers(piece)
    content = content_length(tuple(rest.lower().split()))
    if content < 4 or _SOCIAL.match(rest) or _GREETS.search(rest) or not verbs.in_words(rest):
        return 0.0
    return 2.0 * bool(_ADVICE.search(piece)) + 1.0 * bool(_EXPLAINS.search(piece)) + 0.1 * min(content, 12)


def _lower(text: str) -> str:
    """A sentence's capital goes; an acronym's stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
