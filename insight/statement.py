"""The key issue in one line of plain words, made of what the customer said."""

from __future__ import annotations

import re

from calls.events import Channel
from insight import verbs
from insight.cues import content_length, trouble_in, wishes_or_asks
from insight.heard import vocabulary
from insight.retell import Manner, Told, fitted, told, without_openers

LONGEST = 70
_HALF = 7
"""Words that a clause which hangs on the next one has at most; in a longer one the next has been said."""
_SENTENCE = re.compile(r"(?<=[a-z0-9\])][.?!])\s+|\n+")
_CLAUSE = re.compile(
    r",?\s+\b(?:and|but|so|then|because)\b(?= (?:i|i'm|i've|i'd|my|you|it|the|we|they|nobody|no|now|when|can|could|is"
    r"|what|how|there|this|that|none|nothing|everyone|everything)\b)|;\s+"
    r"|(?:(?<=this)|(?<=that)|(?<=them)|(?<=here)|(?<=back)|(?<=now)|(?<= it)|(?<=again)|(?<=today)|(?<=twice))\s+"
    r"(?=(?:you|i|they|we) (?:\w+ed|have|had|was|were|took|sent|told|said|never|did)\b)",
    re.IGNORECASE,
)
_NEW_START = re.compile(
    r"\s+(?=(?:i|we)(?:'m| am|'d| would| need| want| tried| called| thought| wondered| was wondering| assumed| can't"
    r"| cannot| don't| didn't| will|'ll| keep)\b"
    r"|(?:can|could) you\b|it(?: keeps| just)? sa(?:ys|ying)\b|(?<=please )(?:i|i've|we|we've|my|our|the|it's)\b"
    r"|(?:no one|nobody) (?:is|has|can|will|would|ever|answer\w*)\b|it(?:'s| is) not\b|it (?:won't|doesn't|keeps)\b"
    r"|it(?:'s| is) (?:the|my) (?:second|third|fourth|fifth|\d\w+) (?:time|day|week)\b"
    r"|(?:i|we) (?:sent|ordered|bought|paid|booked|received|got|placed|submitted|returned|lost|broke|dropped|moved)"
    r" (?:a|an|the|my|it|them|everything|this|that|one|two)\b"
    r"|(?:my|the|your) (?:\w+ )?(?:reference|number|code|id|address|email|postcode|password|confirmation|ticket|case)"
    r"(?: number| code)? is\b)",
    re.IGNORECASE,
)
_LACKS_OBJECT = re.compile(
    r"(?:i|we) (?:(?:don't|didn't|can't|cannot|never|do not|did not|need|want|tried) (?:to )?|'d |would )*"
    r"(?:recogni[sz]ed?|know|wanted|want|needed|need|understand|remember|authori[sz]ed?|made|make|order(?:ed)?"
    r"|ask(?:ed)? for|do|buy|book|use|agree to|sign up for)"
    r"(?=[,.!?]|$| (?:and|but|so|can|could|it|i|on|from|for)\b)",
    re.IGNORECASE,
)
""" "A payment i don't recognise": what it speaks of stands before it."""
_GOES_ON = vocabulary(
    "that if when because what which how where why who whom as since after before while until and but so or than "
    "think know "
    "say says said hope believe the a like once whenever time everything anything all something way reason "
    "though although "
    "whether thing things not then maybe also just"
)
_HANGS_ON = vocabulary("when whenever if once after before while every each unless until")
"""What begins a clause that the next one completes: "when i click reset i don't get the email"."""
_INVERTED = re.compile(
    r"(?:can|could|will|would|do|does|is|are|may|should) (?:i|we|you|it|that|there)\b", re.IGNORECASE
)
_NOT_KNOWN = re.compile(r"\b(?:no idea|not sure|(?:don't|didn't|do not|did not) (?:know|understand))\b", re.IGNORECASE)
_PLIGHT = re.compile(
    r"\b(?:gone|went|goes|turned) (?:black|blank|dead|off|down|missing|wrong|out)\b"
    r"|\b(?:leak|flood|pour|smok|burn|smell|dropp)(?:s|ing|ed)\b",
    re.IGNORECASE,
)
"""What tells of trouble beside the words that the model for turns was trained on."""
_NUMBERED = re.compile(
    r"\b(?:their|the) (?=(?:order|booking|policy|claim|account|reference|invoice|flight|case)(?: number)? \S*\d)"
)
_BACKGROUND = re.compile(
    r"(?:there(?:'s| is| are) (?:just|only)|it(?:'s| is) (?:just|only)|(?:i|we) (?:live|work|own|run)\b|i'm an?\b)",
    re.IGNORECASE,
)
"""Who and how many one is tells nothing of the matter."""
_SAYS_LITTLE = re.compile(r"\b(?:heard|hear|received|had|got) (?:anything|nothing|back)\b", re.IGNORECASE)
"""Trouble without what it is about, which was said before it."""
_FIRST_WORDS = {
    "don't": "doesn't",
    "haven't": "hasn't",
    "have": "has",
    "aren't": "isn't",
    "weren't": "wasn't",
    "do": "does",
    "are": "is",
    "were": "was",
}


def pieces_of(text: str) -> list[str]:
    """Sentences, and long sentences by their clauses; the recogniser often gives a whole story without a stop."""
    pieces: list[str] = []
    for sentence in _SENTENCE.split(text.strip()):
        long = len(sentence.split()) > 14
        clauses = _CLAUSE.split(sentence) if long else [sentence]
        pieces += [piece for clause in clauses for piece in _run_on(clause) if piece.strip()]
    for at in reversed(range(len(pieces) - 1)):
        if _is_half(pieces[at].split()):
            pieces[at : at + 2] = [_joined(pieces[at], pieces[at + 1])]
    return pieces


def _joined(half: str, rest: str) -> str:
    """A question comes first: "can i get the discount if i pay today"."""
    if _INVERTED.match(rest):
        return f"{rest.rstrip(' .?')} {half[:1].lower()}{half[1:].rstrip(' .?')}"
    rest = rest if rest.startswith(("I ", "I'")) else rest[:1].lower() + rest[1:]
    return f"{half.rstrip(' .,')} {rest}"


def _run_on(clause: str) -> list[str]:
    """ "my screen cracked I need a new one" is two; "the phone that I need" is one."""
    parts: list[str] = []
    begin = 0
    for match in _NEW_START.finditer(clause):
        before = clause[begin : match.start()].split()
        if (
            len(before) >= 4
            and before[-1].lower().rstrip(",") not in _GOES_ON
            and len(clause[match.end() :].split()) >= 3
            and not _LACKS_OBJECT.match(clause, match.end())
        ):
            parts.append(clause[begin : match.start()])
            begin = match.end()
    return [*parts, clause[begin:]]


def _is_half(words: list[str]) -> bool:
    """Only a clause that hangs on the next one."""
    first = next((word.lower() for word in words if word.lower() not in ("and", "but", "so")), "")
    return first in _HANGS_ON and len(words) <= _HALF


def telling_piece(text: str) -> int:
    """Position in ``pieces_of`` of the one that says most about what is wrong."""
    pieces = pieces_of(text)
    return max(range(len(pieces)), key=lambda at: _weight(pieces[at]) - 0.5 * at, default=0)


def statement(text: str) -> str:
    """At most ``LONGEST`` characters; a second clause is added when it tells of trouble too and fits."""
    pieces = pieces_of(text)
    if not pieces:
        return ""
    at = telling_piece(text)
    if at and _SAYS_LITTLE.search(pieces[at]):
        both = _both(pieces[at - 1], pieces[at])
        return both if len(both) <= LONGEST else headline(pieces[at - 1])
    line = headline(pieces[at])
    for piece in pieces[at + 1 :]:
        if _trouble(piece) and len(both := _both(pieces[at], piece)) <= LONGEST:
            return both
    return line


def _both(piece: str, more: str) -> str:
    second = headline(more)
    return f"{headline(piece)}; {second[:1].lower()}{second[1:]}"


def headline(piece: str) -> str:
    return _capital(fitted(_line(told(piece, Channel.CUSTOMER)), LONGEST))


def _line(said: Told) -> str:
    match said.manner:
        case Manner.WANTED:
            line = f"wants {said.rest}"
        case Manner.NEEDED:
            line = f"needs {said.rest}"
        case Manner.ASKED:
            line = f"asks {said.rest}"
        case Manner.ASKED_FOR:
            line = f"asks for {said.rest}"
        case Manner.ASKED_TO:
            line = f"asks us to {said.rest}"
        case Manner.SUGGESTED:
            line = f"suggests {said.rest}"
        case Manner.SAID:
            line = _without_subject(said.rest)
    return _NUMBERED.sub("", line)


def _without_subject(rest: str) -> str:
    """ "they were charged twice" → "charged twice", "they have no water" → "has no water", "their phone" → "phone"."""
    passive = re.match(r"they (?:are|were|have been|had been|got|get) (?:being )?(?=\w+(?:ed|ing|en|t)\b)", rest)
    if passive:
        return rest[passive.end() :]
    by_company = re.match(r"the company (charged|billed|sent|cancelled|canceled|overcharged|promised) them\b", rest)
    if by_company:
        return f"{by_company[1]}{rest[by_company.end() :]}"
    if rest.startswith("they "):
        first, _, others = rest[5:].partition(" ")
        low = first.lower()
        spoken = _FIRST_WORDS.get(low) or (verbs.third_person(low) if verbs.is_plain(low) else first)
        return f"{spoken} {others}"
    return rest.removeprefix("their ")


def _weight(piece: str) -> float:
    words = tuple(without_openers(piece).lower().split())
    trouble = min(2, _trouble(piece))
    if words[:1] and words[0] in ("it", "it's", "that", "that's", "this", "they"):
        return 1.0 * trouble + 0.3 * min(8, content_length(words))
    half = 1.5 * bool((words and words[0] in _HANGS_ON) or _BACKGROUND.match(" ".join(words)))
    return 2.0 * trouble + 1.5 * wishes_or_asks(words) + 0.3 * min(8, content_length(words)) - half


def _trouble(piece: str) -> int:
    """Words of trouble and plights; not to know tells none."""
    return trouble_in(_NOT_KNOWN.sub("", piece)) + len(_PLIGHT.findall(piece))


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
