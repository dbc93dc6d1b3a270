"""Telling in the third person what somebody said in the first: the lines of the summary and of the key issue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from calls.events import Channel
from insight import verbs
from insight.heard import vocabulary
from insight.indirect import asked
from insight.persons import shifted
from insight.substance import is_thing
from language.lexicon import english


class Manner(StrEnum):
    """How a sentence is told: what the words after the verb of saying are."""

    WANTED = "wanted"
    NEEDED = "needed"
    ASKED = "asked"
    ASKED_FOR = "asked for"
    ASKED_TO = "asked to"
    SUGGESTED = "suggested"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Told:
    """``rest`` completes the manner: "to change a seat" (WANTED), "how to pay" (ASKED), "the phone was dead" (SAID).

    After ASKED_TO it is what the other side was asked to do: "send their name".
    """

    manner: Manner
    rest: str


_OPENERS = re.compile(
    r"^(?:(?:(?:hi|hello|hey|heya|hiya|hai|yo|good (?:morning|afternoon|evening|day)|dear|um|uh|er|erm|hmm|mm-hm|mhm"
    r"|ah|oh|well|so|yes|yeah|yep|nope|okay|ok|alright|wow|haha|lol|actually|basically|anyway|and|but|also|then|sorry|please|thanks"
    r"|thank you(?: so much| very much)?|sir|madam|ma'am|i mean|you know|of course|absolutely|certainly"
    r"|no problem|problem(?= (?:let|sorry|have|we|at)\b)|not a problem|no worries|just to confirm"
    r"|just checking in|basically|what it is(?: is)?"
    r"|i'm not sure (?:if |that )?(?:i've got|i'm through to|i have|this is|you're) the right \w+"
    r"|i see(?! (?:an?|the|my|some|it)\b)|if you can(?: yes)?(?= (?:and|please)\b)"
    r"|(?:i (?:did|do|have|am|was)|it is|that's me|that's right)"
    r"(?= (?:how|what|when|where|why|can|could|is|are|do|does)\b)"
    r"|you can(?= (?:it's|that's|there's)\b)"
    r"|(?:this is|it's) room \w+(?: \w+)?(?= (?:the|my|our|i|we|there|and)\b)"
    r"|got it|i was just|it's just that|the thing is"
    r"|i(?:'m| am) (?:just )?(?:calling|ringing|phoning|contacting you|writing|reaching out) (?:because|as|since)"
    r"|the (?:reason|problem|issue) (?:i(?:'m| am) calling )?is(?: that)?"
    r"|(?:can|could) you (?:please )?help(?: me)?(?: please)?(?= (?:i|my|we|our)\b)"
    r"|how are you|this is [a-z]+(?: [a-z]+)? and|my name(?:'s| is) [a-z]+(?: [a-z]+)?(?: and)?|let me see|i think"
    r"|i believe|i guess|i (?:can |do )?assure you|rest assured)\b"
    r"|(?:let me (?:just )?(?:check|look|have a look)(?: that| it)?(?: for you)?|no|right|sure|great|perfect"
    r"|lovely|brilliant|excellent|super|wonderful|morning|afternoon|evening|listen|look|see|like|now|just|there|everyone|guys|again)\b"
    r"(?=[,.!?]| (?:i|i'm|i've|i'd|i'll|my|we|we'll|you|you'll|he|he'll|she|she'll|they|they'll|it's|it|the|that's"
    r"|so|and|but|can|could|what|when|how|thanks|thank)\b))"
    r"[\s,.!?;:]*)+",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"(?:check|change|fix|cancel|book|buy|order|update|return|replace|report|know|get|see|pay|send|open|close|transfer)"
    r" (?:my|the|a|an|one|two|some|it|this|that|status|about)\b",
    re.IGNORECASE,
)
"""After "I want": recognisers lose the "to"."""
_APART = re.compile(r"\bi (m|ve|ll)\b", re.IGNORECASE)
_WHAT_IS = re.compile(r"^(what|where|who|how|when|why)'s (?!been\b|got\b)", re.IGNORECASE)
_ORDERED = (
    r"(?:please )?(?=(?:check|show|find|book|send|cancel|change|give|get|reserve|transfer|tell|call|fix|replace|update"
    r"|add|remove|refund|open|close|schedule|order) (?:the|my|me|us|a|an|this|that|it|some|your|two|one)\b)"
)
"""An order to the other side: "check the forecast for me"."""
_BARE_NOT = re.compile(r"\b(is|are|was|were|do|does|did|has|have|had|could|would|should|wo|ca)nt\b", re.IGNORECASE)
_GREETED = re.compile(r"^(?:Hi|Hello|Hey|Thanks|Thank you|Good \w+|Yes|No|Okay),? [A-Z][a-z]+\b[,.]? (?!'s )")
_TELLS = r"(?=(?:i|i'm|i've|i'd|i'll|we|we're|we've|my|our|he's|she's|it's|can|could|the|there's|so|um|uh)\b)"
_GREETS_SOMEBODY = re.compile(
    rf"^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening))(?: there)?,? (?P<name>[a-z'-]+)[,.]? {_TELLS}",
    re.IGNORECASE,
)
_SAYS_WHO = re.compile(
    r"^(?:it's|it is|this is|i'm) (?P<name>[a-z'-]+)(?: [a-z'-]+)?"
    r" (?:(?:from|in|at|with|of) (?:the )?[\w'-]+(?: [\w'-]+){0,3}?"
    r"|[a-z-]+'s (?:mum|mom|mother|dad|father|wife|husband|daughter|son|brother|sister|carer)(?: in \w+ \w+)?)"
    rf"[,.]? {_TELLS}",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    r"\b(?:um+|uh+|erm?|hmm+|i mean|sort of|kind of|basically|actually|literally|honestly|obviously|please|kindly"
    r"|sir|madam|ma'am|plz|pls|(?<!not )i'm afraid)\b,?\s*",
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
            rf"{_YOU_DO}{_SOFTLY} help(?: me| us)?(?: out)? with|{_I_WANT} (?:some |your |a )?help (?:with|on|in)"
            rf"|help(?: me| us)? with|{_I_AM} (?:calling|ringing|phoning) (?:about|regarding|concerning|for)",
            Manner.NEEDED,
            "help with",
        ),
        (
            rf"{_YOU_DO}{_SOFTLY} help(?: me| us)?(?: out)?(?: to)?|help(?: me| us)(?: to)?"
            rf"|{_I_WANT} (?:some |your |you |you to )?help(?: me| us)? to",
            Manner.NEEDED,
            "help to",
        ),
        (
            rf"{_YOU_DO}{_SOFTLY} (?:tell|let|inform|advise)(?: me| us)?(?: know)?|do you (?:happen to )?know"
            rf"|{_I_WANT} to know|{_I_AM} (?:just )?(?:wondering|asking|curious)|wondering|any idea|tell me"
            rf"|let me know"
            r"|(?:please )?(?:advise|explain)",
            Manner.ASKED,
            "",
        ),
        (
            rf"(?:{_I_WANT}|{_I_AM} (?:just |really |also )*(?:calling|ringing|phoning|looking|trying|hoping|here"
            r"|wanting)|i have|i(?:'ve)? got|i gotta|we (?:want|need)|looking|trying|want|need|wish) (?:to|too)"
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
        (r"let's|let us", Manner.SUGGESTED, "to"),
        (_ORDERED, Manner.ASKED_TO, ""),
    )
)
_AFTER_A_NAME = vocabulary("i i'm i've can could would will do please is my we you your the it's")
_HOW_ABOUT = re.compile(r"^(?:how|what) about\b ?(.+)$", re.IGNORECASE)
_ANY = re.compile(r"^any\b.+$", re.IGNORECASE)
_ABOUT = re.compile(r"^about (?:for|of|regarding|on|to)\b", re.IGNORECASE)
_PLEASE_DO = re.compile(r"^(?:\w+,? ){0,3}?(?:please|pls|plz|kindly) (?P<deed>[a-z]+)\b", re.IGNORECASE)
_ELIDED = re.compile(
    r"^(?P<auxiliary>can't|cannot|couldn't|didn't|don't|haven't|never)\b"
    r"|^(?P<been>been)(?= (?:\w+(?:ing|ed)|told|on|without|a)\b)"
    r"|^(?P<state>(?:still )?(?:waiting|having|getting|experiencing|unable|stuck)|charged|billed|overcharged|told"
    r"|promised|refused|denied|locked out)\b|^(?P<deed>[a-z]+)\b",
    re.IGNORECASE,
)
_DANGLING = vocabulary(
    "and but or so because that which who when where while if to of for in on at with from by the a an my your their "
    "is was were are it they then as than about into after before not have has had will would can could very just also"
)


def told(sentence: str, channel: Channel) -> Told:
    """How to tell one sentence of that side: persons are shifted, the tense stays what was said."""
    plain = _with_apostrophes(without_openers(sentence))
    for shape, manner, lead in _SHAPES:
        match = shape.match(plain)
        if match and (match[1] or lead):
            if manner is Manner.ASKED and not lead:
                return _asked_about(match[1], channel)
            if not match[1]:
                return Told(manner, lead.removesuffix(" to"))
            if manner is Manner.WANTED:
                lead = _lead(lead, match[1])
            rest = match[1][:1].lower() + match[1][1:] if manner is Manner.ASKED_TO else match[1]
            return Told(manner, _tidy(f"{lead} {shifted(rest, channel)}"))
    return _told_plainly(sentence, plain, channel)


def _told_plainly(sentence: str, plain: str, channel: Channel) -> Told:
    """What has none of the shapes: a question, an order after "please", else a statement."""
    question = asked(plain, channel)
    if question:
        return Told(Manner.ASKED, _tidy(question))
    order = _PLEASE_DO.match(sentence)
    if order and verbs.is_plain(order["deed"].lower()) and plain.lower().startswith(order["deed"].lower()):
        return Told(Manner.ASKED_TO, _tidy(shifted(plain[:1].lower() + plain[1:], channel)))
    customer = channel is Channel.CUSTOMER
    how_about = _HOW_ABOUT.match(plain)
    if how_about:
        rest = shifted(how_about[1], channel)
        return Told(Manner.ASKED, _tidy(f"about {rest}")) if customer else Told(Manner.SUGGESTED, _tidy(rest))
    if customer and _ANY.match(plain):
        return Told(Manner.ASKED_FOR, _tidy(shifted(plain[:1].lower() + plain[1:], channel)))
    return Told(Manner.SAID, _tidy(shifted(_with_subject(plain) if customer else plain, channel)))


def _with_subject(plain: str) -> str:
    """ "Lost my card" with the "I" that it lacks."""
    match = _ELIDED.match(plain)
    if not match:
        return plain
    rest = plain[:1].lower() + plain[1:]
    match match.lastgroup:
        case "auxiliary":
            return f"I {rest}"
        case "been":
            return f"I have {rest}"
        case "state":
            return f"I was {rest}"
        case _:
            return f"I {rest}" if verbs.is_past(match[0].lower()) else plain


def _lead(lead: str, rest: str) -> str:
    """ "want to" and "want", whichever was meant: recognisers lose a "to", and callers say "I like to pizza"."""
    if not lead:
        return "to" if _DEED.match(rest) else ""
    first = rest.split(" ", 1)[0].lower()
    return "" if is_thing(first) and not verbs.is_plain(first) else lead


def _unaddressed(sentence: str) -> str:
    """Without the name that it begins with: "Robin, can you help"."""
    name, _, rest = sentence.partition(" ")
    addressed = name.lower().rstrip(",.") in english().names and rest.split(" ", 1)[0].lower() in _AFTER_A_NAME
    return rest if addressed else sentence


def _without_name(shape: re.Pattern[str], sentence: str) -> str:
    """Without the "hi jo" or "it's rachel from finance" that it begins with: names are no words of the language."""
    match = shape.match(sentence)
    named = match is not None and match["name"].lower() not in english().plain
    return sentence[match.end() :] if match and named else sentence


def _with_apostrophes(sentence: str) -> str:
    """ "isnt" as "isn't", which typed words often lack; "what's" as "what is", whose order turns round."""
    return _WHAT_IS.sub(r"\1 is ", _APART.sub(r"I'\1", _BARE_NOT.sub(r"\1n't", sentence)))


def _asked_about(words: str, channel: Channel) -> Told:
    """What follows "do you know" and the like: a question within, or a thing."""
    inner = told(words, channel)
    if inner.manner is Manner.ASKED:
        return inner
    words = _ABOUT.sub("about", words)
    clause = re.match(r"(?:if|whether|what|when|where|why|how|which|who|about)\b", words, re.IGNORECASE)
    return Told(Manner.ASKED, _tidy(f"{'' if clause else 'about '}{shifted(words, channel)}"))


def without_openers(sentence: str) -> str:
    """The sentence without greeting, filler words and "I am calling because"."""
    greeted = _GREETED.sub("", _unaddressed(sentence.strip()))
    rest = _unaddressed(_OPENERS.sub("", _without_name(_GREETS_SOMEBODY, greeted), count=1))
    rest = _OPENERS.sub("", _without_name(_SAYS_WHO, rest), count=1)
    return _FILLERS.sub("", rest if len(rest.split()) >= 2 else sentence).strip(" ,.;:!?")


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


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:.?!")
