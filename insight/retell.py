"""Telling in the third person what somebody said in the first: the lines of the summary and of the key issue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from calls.events import Channel
from insight import verbs
from insight.heard import vocabulary


class Manner(StrEnum):
    """How a sentence is told: what the words after the verb of saying are."""

    WANTED = "wanted"
    NEEDED = "needed"
    ASKED = "asked"
    ASKED_FOR = "asked for"
    ASKED_TO = "asked to"
    TRIED = "tried"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Told:
    """``rest`` completes the manner: "to change a seat" (WANTED), "how to pay" (ASKED), "the phone was dead" (SAID).

    After ASKED_TO it is what the other side was asked to do: "send their name".
    """

    manner: Manner
    rest: str


_OPENERS = re.compile(
    r"^(?:(?:hi|hello|hey|hai|yo|good (?:morning|afternoon|evening|day)|um|uh|er|erm|hmm|mm-hm|mhm|ah|oh|well|so|yes"
    r"|yeah|yep|no|nope|okay|ok|alright|right|sure|great|perfect|actually|basically|anyway|listen|look|see|like|and|but|also"
    r"|then|now|just|sorry|please|thanks|thank you(?: so much| very much)?|there|sir|madam|ma'am|everyone|guys|again"
    r"|i mean|you know|of course|absolutely|certainly|no problem|i see|got it|i was just|it's just that|the thing is"
    r"|i(?:'m| am) (?:just )?(?:calling|ringing|phoning|contacting you|writing|reaching out) (?:because|as|since)"
    r"|the (?:reason|problem|issue) (?:i(?:'m| am) calling )?is(?: that)?|can you help(?: me)?(?= (?:i|my)\b)"
    r"|how are you|this is [a-z]+(?: [a-z]+)? and|my name(?:'s| is) [a-z]+(?: [a-z]+)?(?: and)?|let me see|i think"
    r"|i believe|i guess)\b[\s,.!?;:]*)+",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    r"\b(?:um+|uh+|erm?|hmm+|i mean|sort of|kind of|basically|actually|literally|honestly|obviously|please|kindly"
    r"|sir|madam|ma'am|plz|pls)\b,?\s*",
    re.IGNORECASE,
)
_YOU_DO = r"(?:please )?(?:can|could|would|will|may) (?:you|u|someone|somebody|anyone|y'all|you guys)"
_I_WANT = r"i(?:'d| would)? (?:just |really |also )*(?:want|wanna|wanted|need|needed|like|love|wish|prefer|require)"
_I_AM = r"i(?:'m| am| was| have been|'ve been)?"
_SOFTLY = r"(?: please| kindly| possibly| just| also)*"
_SHAPES: tuple[tuple[re.Pattern[str], Manner, str], ...] = tuple(
    (re.compile(f"^(?:{pattern})\\b[ ,]*(.*)$", re.IGNORECASE), manner, lead)
    for pattern, manner, lead in (
        (
            rf"{_YOU_DO}{_SOFTLY} help(?: me| us)?(?: out)? with|{_I_WANT} (?:some |your )?help (?:with|on|to)"
            rf"|help(?: me| us)? with|{_I_AM} (?:calling|ringing|phoning) (?:about|regarding|concerning|for)",
            Manner.NEEDED,
            "help with",
        ),
        (rf"{_YOU_DO}{_SOFTLY} help(?: me| us)?(?: out)?(?: to)?|help(?: me| us)(?: to)?", Manner.NEEDED, "help to"),
        (
            rf"{_YOU_DO}{_SOFTLY} (?:tell|let|inform|advise)(?: me| us)?(?: know)?|do you (?:happen to )?know"
            rf"|{_I_WANT} to know|{_I_AM} (?:just )?(?:wondering|asking|curious)|wondering|any idea|tell me|let me know"
            r"|(?:please )?(?:advise|explain)",
            Manner.ASKED,
            "",
        ),
        (
            rf"(?:{_I_WANT}|{_I_AM} (?:just |really |also )*(?:calling|ringing|phoning|looking|trying|hoping|here"
            r"|wanting)|i have|i(?:'ve)? got|i gotta|we (?:want|need)|looking|trying|want|need|wish) (?:to|too|two)"
            r"(?= [a-z])",
            Manner.WANTED,
            "to",
        ),
        (rf"{_I_WANT}|{_I_AM} (?:just |really |still )*looking for|we (?:want|need)|need", Manner.WANTED, ""),
        (rf"(?:can|could|may) (?:i|we){_SOFTLY} (?:get|have|ask for)", Manner.ASKED_FOR, ""),
        (rf"(?:can|could|may|should) (?:i|we){_SOFTLY}", Manner.ASKED, "whether they could"),
        (rf"{_YOU_DO}{_SOFTLY}(?: be able to)?", Manner.ASKED_TO, ""),
        (r"how (?:do|can|could|would|should) (?:i|we|you|one)", Manner.ASKED, "how to"),
        (r"what (?:do|can|should) (?:i|we) (?:need to |have to )?do", Manner.ASKED, "what to do"),
        (r"how (?:come|is it that)", Manner.ASKED, "why"),
    )
)
_QUESTION = re.compile(
    r"^((?:what|when|where|why|who|whose|which|how)(?:'s)?(?: (?:much|many|long|soon|often|far|kind of|time|day|date"
    r"|number|type of) ?(?:[a-z]+ )??)?)\s*"
    r"\b(is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|am)(n't)? (.*)$",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^(is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|am)(n't)? "
    r"(i|you|u|we|they|he|she|it|there|this|that|my|your|the|anyone|any) ?(.*)$",
    re.IGNORECASE,
)
_PRONOUNS = vocabulary("i you u we they he she it there this that")
_MODAL_PAST = {
    "can": "could", "will": "would", "may": "might", "shall": "should", "is": "was", "are": "were", "am": "were",
    "has": "had", "have": "had", "do": "did", "does": "did", "can't": "could not", "cannot": "could not",
    "cant": "could not", "won't": "would not", "wont": "would not", "isn't": "was not", "aren't": "were not",
    "doesn't": "did not", "don't": "did not", "dont": "did not", "doesnt": "did not", "hasn't": "had not",
    "haven't": "had not", "havent": "had not", "wasn't": "was not", "weren't": "were not", "didn't": "did not",
    "didnt": "did not", "couldn't": "could not", "wouldn't": "would not", "shouldn't": "should not",
    "gonna": "going to",
}  # fmt: skip
_CONTRACTED = {
    f"{short}'{ending}": (f"{long} {now}", f"{long} {then}")
    for short, long in (
        ("i", "they"), ("we", "they"), ("they", "they"), ("you", "YOU"), ("it", "it"), ("that", "that"), ("he", "he"),
        ("she", "she"), ("there", "there"), ("what", "what"), ("who", "who"), ("here", "here"),
    )
    for ending, now, then in (
        ("m", "are", "were"), ("re", "are", "were"), ("ve", "have", "had"), ("ll", "will", "would"),
        ("d", "would", "would"), ("s", "is", "was"),
    )
}  # fmt: skip
_CONTRACTED |= {"im": ("they are", "they were"), "ive": ("they have", "they had")}
_PERSON = {
    "i": "they", "me": "them", "my": "their", "mine": "theirs", "myself": "themselves", "we": "they", "us": "them",
    "our": "their", "ours": "theirs", "ourselves": "themselves",
}  # fmt: skip
_PARTNER = {
    Channel.CUSTOMER: {"you": "the company", "u": "the company", "your": "the", "ur": "the", "yours": "theirs",
                       "yourself": "themselves", "y'all": "the company"},
    Channel.AGENT: {"you": "the customer", "u": "the customer", "your": "their", "ur": "their", "yours": "theirs",
                    "yourself": "themselves", "y'all": "the customer"},
}  # fmt: skip
_SUBJECTS = vocabulary("i we you they u")
_BEFORE_VERBS = vocabulary("just still also really always never now only even")
_ENDS_SUBJECT = vocabulary(
    "not still been being going coming so due available supposed able always ready down back in on at for from to"
)
_PLURAL = {"am": "are", "is": "are", "was": "were", "has": "have", "does": "do"}
_SINGULAR = {"are": "is", "were": "was", "have": "has"}
_DANGLING = vocabulary(
    "and but or so because that which who when where while if to of for in on at with from by the a an my your their "
    "is was were are it they then as than about into after before not have has had will would can could very just also"
)


def told(sentence: str, channel: Channel, past: bool = True) -> Told:
    """How to tell one sentence of that side, persons shifted; ``past`` false keeps the tense, for a headline."""
    plain = without_openers(sentence)
    for shape, manner, lead in _SHAPES:
        match = shape.match(plain)
        if match and (match[1] or lead):
            if manner is Manner.ASKED and not lead:
                return _asked_about(match[1], channel, past)
            return Told(manner, _tidy(f"{lead} {shifted(match[1], channel, past=False)}"))
    asked = _asked(plain, channel)
    return Told(Manner.ASKED, asked) if asked else Told(Manner.SAID, _tidy(shifted(plain, channel, past)))


def _asked_about(words: str, channel: Channel, past: bool) -> Told:
    """What follows "do you know" and the like: a question within, or a thing."""
    inner = told(words, channel, past)
    if inner.manner is Manner.ASKED:
        return inner
    clause = re.match(r"(?:if|whether|what|when|where|why|how|which|who|about)\b", words, re.IGNORECASE)
    return Told(Manner.ASKED, _tidy(f"{'' if clause else 'about '}{shifted(words, channel, past)}"))


def without_openers(sentence: str) -> str:
    """The sentence without greeting, filler words and "I am calling because"."""
    rest = _OPENERS.sub("", sentence.strip(), count=1)
    return _FILLERS.sub("", rest if len(rest.split()) >= 2 else sentence).strip(" ,.;:!?")


def shifted(words: str, channel: Channel, past: bool = True) -> str:
    """First person to third, "you" to the other side, and present to past where the verb is certain."""
    out: list[str] = []
    after_subject = False
    for word in words.split():
        bare, tail = _split(word)
        low = bare.lower()
        out.append(_shifted_word(bare, low, channel, past, after_subject) + tail)
        after_subject = not tail and (low in _SUBJECTS or (after_subject and low in _BEFORE_VERBS))
    return _agree(" ".join(out))


def _shifted_word(bare: str, low: str, channel: Channel, past: bool, after_subject: bool) -> str:
    partner = _PARTNER[channel]
    if low in partner:
        return partner[low]
    if low in _PERSON:
        return _PERSON[low]
    if low in _CONTRACTED:
        return _CONTRACTED[low][past].replace("YOU", partner["you"])
    if past and low in _MODAL_PAST:
        return _MODAL_PAST[low]
    if past and after_subject and verbs.is_plain(low):
        return verbs.past(low)
    if past and (plain := verbs.plain_of_third(low)):
        return verbs.past(plain)
    return bare


def _agree(said: str) -> str:
    """Mends "they was" and the like, which word by word shifting leaves."""
    said = re.sub(r"\bthey (am|is|was|has|does)\b", lambda m: f"they {_PLURAL[m[1]]}", said)
    said = re.sub(
        r"\b(the company|the customer|it|he|she|this|that) (are|were|have)\b",
        lambda m: f"{m[1]} {_SINGULAR[m[2]]}",
        said,
    )
    return re.sub(r"\b(to|could|would|did not|could not|would not) had\b", r"\1 have", said)


def _asked(plain: str, channel: Channel) -> str:
    """A direct question as what was asked; "" for what is none."""
    question = _QUESTION.match(plain)
    if question:
        lead, auxiliary, negated, rest = question[1].lower().strip(), question[2].lower(), question[3], question[4]
        lead = lead.replace("'s", "")
        return _tidy(f"{lead} {_undone(auxiliary, bool(negated), rest, channel)}")
    question = _YES_NO.match(plain)
    if question:
        subject = f"{question[3]} {question[4]}"
        return _tidy(f"whether {_undone(question[1].lower(), bool(question[2]), subject, channel)}")
    return ""


def _undone(auxiliary: str, negated: bool, rest: str, channel: Channel) -> str:
    """ "is my order" → "their order was", "do you open" → "the company opened"."""
    subject, predicate = _subject(rest)
    who = shifted(subject, channel)
    verb, *after = predicate.split() or [""]
    tail = shifted(" ".join(after), channel)
    if auxiliary in ("do", "does", "did"):
        if not verb:
            return _agree(who)
        spoken = f"did not {verb}" if negated else (verbs.past(verb.lower()) if verbs.is_plain(verb.lower()) else verb)
        return _agree(f"{who} {spoken} {tail}")
    helper = _MODAL_PAST.get(auxiliary, auxiliary) + (" not" if negated else "")
    return _agree(f"{who} {helper} {verb} {tail}")


def _subject(rest: str) -> tuple[str, str]:
    """A question's subject and what follows it. A noun phrase ends where a verb form begins, else takes all."""
    words = rest.split()
    if not words:
        return "", ""
    if words[0].lower() in _PRONOUNS:
        return words[0], " ".join(words[1:])
    for at in range(1, len(words)):
        low = words[at].lower()
        if low in _ENDS_SUBJECT or low.endswith("ing") or (at >= 2 and (low.endswith("ed") or verbs.is_plain(low))):
            return " ".join(words[:at]), " ".join(words[at:])
    return rest, ""


def fitted(text: str, longest: int) -> str:
    """Cut at a clause if one ends in the second half, else at a word; never ends on "and" or "the"."""
    if len(text) <= longest:
        return text
    cut = text[: longest + 1]
    breaks = [
        m.start() for m in re.finditer(r"[,;.]| (?:and|but|because|so|which|when|while|after|since|as|then|if)\b", cut)
    ]
    at = max((b for b in breaks if b >= longest * 0.45), default=0)
    words = (cut[:at] if at else cut.rpartition(" ")[0]).split()
    while len(words) > 2 and words[-1].lower().strip(",;") in _DANGLING:
        words.pop()
    return " ".join(words).rstrip(" ,;:.")


def _split(word: str) -> tuple[str, str]:
    bare = word.rstrip(",.;:!?")
    return bare, word[len(bare) :]


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:.?!")
