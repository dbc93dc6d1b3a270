"""What a customer's turn looks like: cues that hold in any trade, as features for the linear model.

Used by training and at run time alike, so a change here asks for ``tools/train_insight.py`` to be run again.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from insight.heard import vocabulary
from insight.substance import is_generic, strange, substance

_SOCIAL = vocabulary(
    "hi hello hey hai good morning afternoon evening day dear sir madam ma'am please thanks thank you so much very ok "
    "okay yes yeah yep no nope sure fine great bye nice welcome well right alright cool oh ah um uh hmm there for your "
    "help that's it all nothing else have a too i am how are speaking"
)
_DIGITS = vocabulary(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand oh double triple"
)
_CUES = {
    "wish": re.compile(
        r"\b(?:i|we) (?:just |really |would |also |do )*(?:want|wanted|need|needed|wanna|wish|require|like|have|had)\b"
        r"|\b(?:would like|like to|i'd like|looking (?:to|for)|trying to|help (?:me|with|us))\b"
        r"|\bcalling (?:about|because|to|regarding|for)\b"
    ),
    "ask": re.compile(
        r"^(?:\w+ ){0,4}?(?:what|when|where|why|who|which|how|can|could|is|are|do|does|did|will|would|have|has) "
        r"(?:i|you|we|the|my|your|there|it|this|to|is|do|can|come)\b"
    ),
    "data": re.compile(
        r"\b(?:my name|name is|number is|last name|first name|address is|my email|date of birth|zip code"
        r"|(?:policy|account|booking|confirmation|phone) number)\b"
    ),
    "closing": re.compile(
        r"\b(?:thank(?:s| you)|bye|nothing (?:else|more)|that's all|that is all|have a (?:nice|good|great))\b"
    ),
    "reply": re.compile(
        r"^(?:yes|yeah|no|ok|okay|sure|yep|nope|and|but|also|it|its|it's|that|that's|this|they|he|she|so|then|because"
        r"|thanks|thank)\b"
    ),
    "contact": re.compile(
        r"\b(?:street|road|avenue|lane|drive|apt|apartment|suite|floor|city|cash|pay|paid|payment|address|deliver\w*"
        r"|email|gmail\w*|mail|dot com|phone|contact|mobile|cell)\b"
    ),
    "line": re.compile(
        r"\b(?:are (?:you|u|we) (?:\w+ )?(?:there|here|connected?|in connection|online|with me)|can you hear me"
        r"|is (?:anyone|anybody|someone) there)\b"
    ),
    "fine": re.compile(
        r"\b(?:is|are|will|would) (?:ok|okay|fine|good|great|enough|all|it|correct|right)\b"
        r"|\b(?:enough|only this|this only|confirm|perfect|correct)\b|^no\b"
    ),
    "task": re.compile(
        r"\b(?:order|book|buy|cancel|change|check|update|report|status|track|return|get|fix|replace|open|close|transfer"
        r"|reset|activate|reschedule|schedule|upgrade|add|remove|print|renew|pay|send|find|file)\b"
    ),
}
_TROUBLE = re.compile(
    r"\b(?:not|isn't|won't|can't|cannot|cant|dont|don't|doesn't|didn't|haven't|hasn't|wasn't|aren't|never|wrong|twice"
    r"|problem\w*|issue\w*|broken?|lost|late|missing|cancel\w*|refund\w*|charged|declined|errors?|fail\w*|complain\w*"
    r"|delay\w*|damaged?|stuck|stopped|crash\w*|still|unable|stolen|waiting|ridiculous|terrible|worst|no)\b"
)
_VENT = re.compile(
    r"\b(?:worst|terrible|horrible|awful|ridiculous|pathetic|disgusting|disappoint\w*|appalling|shocking|joke|useless"
    r"|rubbish|unacceptable|customer (?:service|care|support)|never again|fed up|sick of|hate|shame|poor service"
    r"|never fails? to|ruin(?:s|ed)? my|having a laugh|liars?|lies|upset|furious|suck(?:s|ed)?|sleazy|scam\w*"
    r"|fraudsters?|headache|nightmare|wast(?:e|ed|ing) (?:of )?(?:my )?time|tired of|incompetent|clueless|harass\w*)\b"
)
_WHO_IS_THERE = re.compile(
    r"^(?:(?:hello|hi|hey|dear|love|oh|um|uh|yes|good|morning|afternoon|evening|sorry) )*"
    r"(?:is (?:that|this) (?:the )?(?!right|correct|okay|ok|all)\w+ \w+"
    r"|(?:am i|have i) (?:through|speaking|talking|reached|got through) (?:to|with))\b"
)
LONGEST_WHO = 10
_ASKED_WHAT = re.compile(
    r"(?<!into )(?<!see )(?<!out )\bwhat(?:'s| is| was| has| seems| exactly| specifically| went)*(?: to be| been)?"
    r" (?:exactly )?(?:going on|happening|happened|(?:\w+ )?wrong|the (?:issue|problem|matter|trouble|error|reason)"
    r"|issues?|problems?|troubles?|obstacles?|(?:is )?this (?:concerning|about|regarding)|can (?:i|we) (?:do|help)"
    r"|occurr?ed|brings you)\b"
    r"|\btell (?:us|me) (?:a (?:bit|little) )?(?:more|what)\b|\belaborate\b|\b(?:some|more|few) (?:details?|info)\b"
    r"|\bhow (?:can|may|could) (?:i|we) (?:be of )?(?:help|assist)"
    r"|\b(?:are (?:i|we) able to|is there a way (?:i|we) can) (?:help|assist)"
    r"|\bare you (?:having|experiencing|facing) (?:any |some )?(?:trouble|problem|issue|difficult)"
    r"|\banything (?:i|we) can (?:help|do|assist)"
    r"|\b(?:please|you) (?:please )?(?:explain|clarify)\b"
)
_PERSON = re.compile(
    r"\b(?:speak|talk|transfer me|put me through|connect me|get me|get) (?:to |with |me )?(?:a |an |the |your |some "
    r"|another )?(?:upper )?(?:manager|supervisor|management|human|real person|representative|someone|somebody)\b"
)
_ELSE = re.compile(r"\b(?:anything|something|what) else\b|\bany (?:other|further)\b")
_LENGTHS, _CONTENT_LENGTHS = (2, 3, 4, 6, 8, 12, 20, 30), (1, 2, 3, 4, 6, 8, 12)


_SMALL = vocabulary(
    "the an my you your is are was it its it's to of and for on that this with not have do does be at we they but so "
    "if what when can just from has had will there how or as by about been would could any because don't i'm i've"
)
"""Words that any English of some length has, and no other language."""
_FOREIGN_FROM, _STRANGE, _SMALL_SHARE, _FEW_DIGITS = 6, 0.5, 0.15, 0.25


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the call a customer's turn stands: how many turns came before, and of what weight."""

    turns: int = 0
    stating: int = 0
    content: int = 0
    longest: int = 0

    def after(self, words: tuple[str, ...]) -> Place:
        """Where the turn after these words stands. Digits, personal data and "I need some help" state nothing."""
        telling = _content(words)
        length = len(telling)
        personal = _CUES["data"].search(" ".join(words)) or 2 * _digits(words) >= len(words)
        states = not personal and not is_generic(telling)
        return Place(
            self.turns + 1,
            self.stating + (states and length >= 3),
            self.content + (states and length >= 1),
            max(self.longest, length),
        )


def content_length(words: tuple[str, ...]) -> int:
    """Words that are neither small talk nor digits."""
    return len(_content(words))


def spoken_length(words: tuple[str, ...]) -> int:
    """As ``content_length``, without letters spelled one by one."""
    return sum(len(word) > 1 for word in _content(words))


def _content(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word not in _SOCIAL and word not in _DIGITS]


def is_foreign(words: tuple[str, ...]) -> bool:
    """Is this another language? Half of a long turn is strange, and the small words of English are missing.

    Orders and addresses have few small words too and are full of names, but they are short or have numbers.
    """
    telling = [word for word in _content(words) if len(word) > 1]  # letters are spelled in any language
    if _digits(words) > _FEW_DIGITS * len(words):
        return False
    small = sum(word in _SMALL for word in words)
    return len(telling) >= _FOREIGN_FROM and strange(telling) >= _STRANGE and small < _SMALL_SHARE * len(words)


def features_of(words: tuple[str, ...], place: Place) -> dict[str, float]:
    """Cues and place first, then word pairs and words, the latter scaled so that length does not count twice."""
    found = _cue_features(words, place)
    found.update(gram_features(words, 2.0))
    return found


def gram_features(words: tuple[str, ...], weight: float) -> dict[str, float]:
    """Words and word pairs under "w:"; digits are all one word, since a model must not learn a customer's numbers."""
    plain = ["#" if word in _DIGITS or word.isdecimal() else word for word in words]
    pairs = zip(["<s>", *plain], [*plain, "</s>"], strict=True)
    grams = {f"w:{word}" for word in plain} | {f"w:{first}_{second}" for first, second in pairs}
    scaled = weight / max(1, len(grams)) ** 0.5
    return dict.fromkeys(grams, scaled)


def may_open(features: Collection[str]) -> bool:
    """Can this be the first statement of the matter? Not "I have a question", where one works, or an address."""
    background = "setting" in features and not {"trouble", "ask"} & set(features)
    return not (background or "generic" in features or "street" in features)


def vents(words: tuple[str, ...]) -> bool:
    """Is this anger at the service rather than a thing that can be put right?"""
    return bool(_VENT.search(" ".join(words)))


def wants_a_person(words: tuple[str, ...]) -> bool:
    """ "Get me a manager": whom to talk to, and not what about."""
    return bool(_PERSON.search(" ".join(words)))


def asks_who_is_there(words: tuple[str, ...]) -> bool:
    """ "Hello dear, is that the alarm people": nothing is stated yet."""
    said = " ".join(words)
    return bool(_WHO_IS_THERE.match(said)) and len(words) <= LONGEST_WHO and not trouble_in(said)


def asks_what_is_wrong(words: tuple[str, ...]) -> bool:
    """Does the agent ask for the problem, and not whether there is another?"""
    said = " ".join(words)
    return bool(_ASKED_WHAT.search(said)) and not _ELSE.search(said)


def _digits(words: tuple[str, ...]) -> int:
    return sum(word in _DIGITS or word.isdecimal() for word in words)


def _cue_features(words: tuple[str, ...], place: Place) -> dict[str, float]:
    said, length, telling, digits = " ".join(words), len(words), _content(words), _digits(words)
    content = len(telling)
    on = {name for name, cue in _CUES.items() if cue.search(said)} | set(substance(words, telling, digits))
    troubles = len(_TROUBLE.findall(said))
    if troubles:
        on.add("trouble")
    if troubles > 1:
        on.add("troubles")
    for name in ("wish", "trouble", "ask", "task"):
        if name in on and place.stating == 0:
            on.add(f"{name} first")
        if name in on and content < 4:
            on.add(f"{name} short")
    if not on & {"wish", "trouble", "ask"}:
        on.add("no cue")
    on |= _together(on, place)
    if "contact" in on and digits >= 2:
        on.add("contact digits")
    on |= {f"words {least}" for least in _LENGTHS if length >= least}
    on |= {f"content {least}" for least in _CONTENT_LENGTHS if content >= least}
    on |= {f"turn {min(place.turns, 4)}", f"stating {min(place.stating, 4)}", f"spoken {min(place.content, 5)}"}
    on |= {
        name
        for name, holds in (
            ("many digits", digits >= 5),
            ("all digits", digits >= 3 and digits >= 0.7 * length),
            ("first stating", place.stating == 0 and content >= 4),
            ("first spoken", place.content == 0 and content >= 1),
            ("much longer", place.longest > 0 and content >= 2 * place.longest),
        )
        if holds
    }
    found = dict.fromkeys(on, 1.0)
    found["bias"] = 1.0
    found["small talk"] = sum(word in _SOCIAL for word in words) / max(1, length)
    found["digits"] = digits / max(1, length)
    found["strange"] = strange(telling)
    return found


def _together(on: set[str], place: Place) -> set[str]:
    """Cues that mean more beside one another or at their place."""
    found = {f"{cue} thing" for cue in ("wish", "trouble", "ask", "task", "adds") if cue in on and "thing" in on}
    pairs = (
        ("wish task", {"wish", "task"} <= on),
        ("wish of nothing", "wish" in on and not on & {"trouble", "thing", "task"}),
        ("trouble later", "trouble" in on and place.stating > 0),
        ("first thing", "thing" in on and place.stating == 0),
    )
    return found | {name for name, holds in pairs if holds}


def trouble_in(text: str) -> int:
    """How many words of trouble there are."""
    return len(_TROUBLE.findall(text.lower()))


def wishes_or_asks(words: tuple[str, ...]) -> bool:
    said = " ".join(words)
    return any(_CUES[name].search(said) for name in ("wish", "ask"))
