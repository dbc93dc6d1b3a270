"""Questions of both sides, without question marks to go by, and whether a reply followed."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace

from calls.events import Channel
from calls.findings import Question
from insight.heard import Conversation, Heard, vocabulary

_AUXILIARY = (
    r"(?:do|does|did|is|are|was|were|can|could|would|will|have|has|had|should|shall|may|am|don't|doesn't|didn't|isn't"
    r"|aren't|wasn't"
    r"|weren't|can't|couldn't|wouldn't|won't|haven't|hasn't|shouldn't)"
)
_SUBJECT = (
    r"(?:i|you|u|we|they|he|she|it|there|this|that|these|those|the|my|your|our|his|her|their|any|anyone|anybody"
    r"|someone"
    r"|somebody|everyone|everybody|everything|all|both|either|what|people|one)"
)
_LEAD = (
    r"(?:(?:and|so|but|okay|ok|well|um|uh|uhh|er|sorry|please|hi|hello|hey|then|or|oh|yeah|yes|no|right|now|like"
    r"|i mean|you know|just"
    r"|actually|alright|all right|sure|great|thank you|thanks|because|also|again|though|hmm|mm|ah|maybe|still|however"
    r"|the question is|my question is|i was wondering|see|the|a)\s+)*"
)
_WH = r"(?:what|when|where|why|who|whom|whose|which|how)"
_INVERTED = re.compile(
    rf"^{_LEAD}(?!do (?:that|this|it)\b)(?:{_AUXILIARY} (?:not )?{_SUBJECT}\b|(?:does|did|is|are|was|were"
    rf"|has) (?!not\b)[a-z']+ [a-z']+)"
)
_WH_ASKS = re.compile(
    rf"^{_LEAD}(?:\w+ )?{_WH}(?:'s|'re|'d|'ll)?(?: [a-z']+){{0,3}}? {_AUXILIARY} (?:not )?"
    rf"(?:{_SUBJECT}\b|be\b|[a-z]+ing\b|[a-z]+(?: [a-z]+)?$)"
    rf"|\b(?:so|and|but|or|well|um|uh|then|know|is|mean|question is) {_WH}(?:'s|'re|'d|'ll)?"
    rf"(?: (?:much|many|long|often|far|soon|kind of|sort of|type of|kind|time|day|one|\w+)){{0,2}} {_AUXILIARY}"
    rf" {_SUBJECT}\b|\bwhich (?!is|was|are|were|i|we|you|it|they)\w+ (?:is|are|was|were|do|did|does|would|will|can)\b"
    r"|^(?:so |and |but |okay |well )*(?:who|which \w+|how (?:many|much) \w+) (?:is|are|was|has|have|would|will"
    r"|can|does)\b"
)
_INSIDE = re.compile(
    r"\b(?:when|where|why|how|what) (?:will|would|can|could|do|does|did|should|are|is|was)"
    r" (?:i|you|we|they|the|my|your)\b"
)
_WH_IS = re.compile(
    rf"^{_LEAD}(?:what|where|who|how|when|why)(?:'s|'re| is| are| was| were) (?!i\b|you\b|we\b|they\b|happens)\w+"
)
_STATEMENT_ORDER = re.compile(
    r"\bwhich (?:is|was|are|were|may|should|had|has|now|means)\b"
    r"|\b(?:what|when|where|which|how(?: \w+)?) (?:i|we|you|he|she|they|these|those)(?:'ll|'d|'m|'re|'ve)? \w+"
)
_WH_PLAIN = re.compile(
    rf"^{_LEAD}(?:(?:how (?:many|much|big|long|often|far|old|soon|well)|what (?:kind|sort|type|part)"
    r"|which (?:one|ones|parts?|things?))\b|(?:how|why|where|when|who)(?: \w+)?"
    r" (?:do|does|did|is|are|was|were|can|will|would) \w+|what happens (?:if|to|when)\b"
    r"|why (?!i\b|we\b|you\b|they\b|he\b|she\b|it\b)\w+)"
    r"|\bquestion (?:then |really )?is (?:how|where|what|who|when|why|which)\b"
)
_WH_ALONE = re.compile(
    rf"^{_LEAD}(?:(?:for|to|by|in|at|of|from|with|about|until) )?{_WH}"
    r"(?: (?:else|one|ones|about|many|much|kind|time|way|come|so|not|is it|is that|was that|part|person|day)){0,2}$"
    rf"|\b(?:for|to|by|in|at|of|from|with|about|on|like|the) (?:what|who|whom|where|which one|how (?:many|much|long))$"
)
_WHAT_ABOUT = re.compile(rf"^{_LEAD}(?:(?:what|how) about|how come|what if|why not|who else)\b")
_REQUEST = re.compile(
    r"\b(?:can|could|would|may) (?:you|i) (?:please |just |also )?(?:tell|have|get|confirm|give|explain|repeat"
    r"|check|ask"
    r"|help|provide|share|send|spell|verify|cancel|change|put|hold|call)\b"
    r"|\bdo you (?:know (?:if|whether|what|when|where|why|how|who)|happen|have (?:a|an|any|the|your)|want|need"
    r"|remember)\b"
    r"|\bare you (?:sure|able|calling|saying|still)\b|\b(?:number|name|address|code|date|id|email) please$"
    r"|\bplease (?:tell|give|confirm|explain|provide|spell)\b"
    r"|\b(?:i(?:'m| am| was)? wondering|i(?:'d| would) like to know|i want(?:ed)? to (?:know|ask)"
    r"|any idea) (?:if|whether"
    r"|what|when|where|why|how|who|which)\b|\blet me know (?:if|whether|when) you\b"
)
_TAG = re.compile(
    r"(?:^|\s)(?:isn't|aren't|don't|doesn't|didn't|won't|wouldn't|wasn't|can't"
    r"|haven't|hasn't) (?:it|they|you|he|she|we|that)$|\bis that (?:right|correct|okay|ok|all right)$"
    r"|\b(?:am|is that|would that be) (?:i )?(?:right|correct|okay|ok)$"
)
_ANY = re.compile(
    rf"^{_LEAD}(?:any (?:other|more|idea|news|chance|luck|(?:\w+ )?\w+s)\b|anything|anybody|anyone|you mean)\b"
)
_PARDON = re.compile(r"^(?:(?:oh|sorry|i'm sorry) )*(?:pardon|pardon me|really|what|come again|say that again)$")
_STUTTER = re.compile(r"\b(\w+(?:'\w+)?)(?: \1\b)+")
_FILLERS = re.compile(r"\b(?:uh|um|er|erm|nnn) ")
_PRONOUN = r"(?:i|you|u|we|they|he|she|it|that|this|there)"
_BROKEN_OFF = re.compile(
    rf"^(?!{_AUXILIARY} \w+$){_LEAD}{_AUXILIARY} {_PRONOUN}$|^(?:\w+ )*how$"
    rf"|^{_LEAD}{_AUXILIARY} {_PRONOUN} .*\b(?:to|of|in|just|be|have|how)$"
)
"""What sounds like the beginning of a question: "so are you", "were there other things that you wanted to"."""
_CLEFT = re.compile(
    rf"^{_LEAD}(?:what|where|how|when|why)(?:'s| is| was| would be| happens)? (?!the\b|your\b|my\b|this\b|that\b|it\b)"
    r"(?:\w+ ){0,3}?is (?:that |if |when |you |it's |it |a |just |because |to )"
    r"|^(?:\w+ ){0,3}(?:what|where|how|when|why|which)(?: else)? (?:i|we|he|she|they|you)(?:'ll|'d|'m|'re|'ve)?"
    r" (?!do\b|are\b|did\b)\w+ .*\bis\b"
)
"""A statement: "what's interesting is that …", "what I'll do is …"."""
_STATES = re.compile(
    rf"^{_LEAD}(?:is|are|was|were|has) (?:a|an|my|just|very|really|pretty|relatively|quite|also|now|still|so|in|on|at"
    r"|to|for|of|by|with|all|been|going|one|up|out|\w+ly)\b(?! of (?:us|you|them))|\bis that (?:we|i|you|they)\b"
)
"""The end of a statement whose beginning the recogniser put elsewhere: "is pretty tricky"."""
_RELATIVE = re.compile(
    rf"^{_LEAD}(?:which (?:is|was|are|were|means|would|will|can|could|has|have|i|we|you|they|he|she|it)\b"
    r"|what (?:i|we|you|they|he|she|it|happens is|happened|this|that|the)\b(?!.*\b(?:do|did|is|are|can|should) (?:i"
    r"|we|you)\b)"
    r"|when (?:i|we|you|they|he|she|it|the|that|this|uh|um|when)\b|where (?:i|we|you|they|he|she|it|the|that)\b"
    r"|who (?:is|was|has|had|are|were)\b.*|how (?:i|we|you|they|he|she|it)\b|why (?:i|we|you|they|he|she|it)\b"
    r"|whether\b|if\b|whatever\b|whenever\b)"
)
_UNFINISHED = vocabulary(
    "the a an and but or my your our their his because if than as is are was were i'm uh um i would could"
)
_ASKS_TO_THE_END = re.compile(
    r"\b(?:isn't|is) (?:that|it|this) what\b|\b(?:how|why|where|who|what|which)\b.* (?:are|is|was|were)$"
)
_STALLING = vocabulary(
    "please hold on for a an the line bear with wait waiting one just moment second sec minute let me see check "
    "look have pull "
    "find think thank thanks you your patience holding calling that this i completely totally understand apologize "
    "apologise am i'm so very really sorry about good question uh um mm mhm mm-hm hmm oh okay ok right alright "
    "well it "
    "is was can may could help anything else today and to of my we do know how what"
)
_HELP_ASKED = re.compile(r"\b(?:can|could|would|will) (?:you|u|someone) (?:please |kindly )*help\b", re.IGNORECASE)
_CLOSING = vocabulary("else waiting holding patience goodbye bye welcome")
_YES_NO = vocabulary("yes no yeah sure absolutely unfortunately certainly correct")
_NOT_KNOWN = re.compile(r"\b(?:i don't know|i do not know|not sure|can't say|cannot say|no idea)\b")
_WHEN = re.compile(r"\b(?:when|how (?:long|soon|fast)|what (?:time|day|date)|by when)\b")
_HOW_MUCH = re.compile(r"\bhow much\b|\bwhat (?:does|do|is|are|will|would) .*\b(?:cost|price|fee|charge)\b")
_TIMES = vocabulary(
    "today tomorrow tonight day days week weeks hour hours minutes month months soon now immediately already "
    "monday tuesday "
    "wednesday thursday friday saturday sunday morning afternoon evening once as"
)
_WAITING = 6
LONG_REPLY = 18
"""Words from which an utterance that ends in a question is taken to have said something before it."""


def asks(words: tuple[str, ...]) -> bool:
    """Is this a question to the other side? Judged by its words alone; an interrupted one is none."""
    said = _STUTTER.sub(r"\1", _FILLERS.sub("", " ".join(words)))
    if _PARDON.match(said):
        return True
    if (words[-1:] and words[-1] in _UNFINISHED and not _ASKS_TO_THE_END.search(said)) or _BROKEN_OFF.search(said):
        return bool(_TAG.search(said))
    if _CLEFT.search(said) or _STATES.search(said):
        return False
    if len(words) < 2:
        return bool(_WH_ALONE.match(said))
    if _RELATIVE.match(said) and not _REQUEST.search(said):
        return False
    if _INVERTED.match(said):
        return len(words) > 2 or bool(_TAG.search(said))
    if _WH_ASKS.search(said) and not _STATEMENT_ORDER.search(said):
        return True
    return any(
        pattern.search(said) for pattern in (_WH_PLAIN, _INSIDE, _WH_IS, _WH_ALONE, _WHAT_ABOUT, _REQUEST, _ANY, _TAG)
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    at: int
    start: float


class Questions:
    """Questions in the order in which they were heard.

    Any word of the customer's answers the agent. The agent answers with a statement: not by asking back, nor with
    "please hold on" or "I understand".
    """

    def __init__(self) -> None:
        self._questions: list[Question] = []
        self._waiting: deque[_Asked] = deque(maxlen=_WAITING)
        self._agent_spoke = False

    @property
    def all(self) -> tuple[Question, ...]:
        return tuple(self._questions)

    @property
    def open(self) -> tuple[Question, ...]:
        """The customer's questions that no reply followed, among the last few; older ones count as passed over.

        "Can you help me" is none of them, and where no agent is heard nothing is known of replies.
        """
        if not self._agent_spoke:
            return ()
        waiting = [self._questions[asked.at] for asked in self._waiting]
        return tuple(
            question
            for question in waiting
            if question.asked_by is Channel.CUSTOMER and not _HELP_ASKED.search(question.text)
        )

    def hear(self, heard: Heard, conversation: Conversation) -> bool:
        asked = asks(heard.words)
        self._agent_spoke = self._agent_spoke or heard.channel is Channel.AGENT
        changed = self._answer(heard, asked)
        if asked:
            self._waiting.append(_Asked(len(self._questions), heard.utterance.start))
            self._questions.append(
                Question(heard.channel, _asking_part(heard.utterance.text), heard.id, answered=False)
            )
            for reply in conversation.after(heard, heard.channel.other):
                self._answer(reply, asks(reply.words))
        return changed or asked

    def _answer(self, heard: Heard, asks_back: bool) -> bool:
        done = [
            waiting
            for waiting in self._waiting
            if self._questions[waiting.at].asked_by is not heard.channel
            and waiting.start <= heard.utterance.start
            and _answers(heard, asks_back, self._questions[waiting.at].text.lower())
        ]
        for waiting in done:
            self._questions[waiting.at] = replace(self._questions[waiting.at], answered=True)
            self._waiting.remove(waiting)
        return bool(done)


def _asking_part(text: str) -> str:
    """The sentence that asks, the whole text where no one sentence does by itself."""
    sentences = re.split(r"(?<=[.?!]) ", text)
    asking = [s for s in sentences if asks(tuple(re.sub(r"[.,?!;:]", "", s).lower().split()))]
    return asking[-1] if asking else text


def _answers(heard: Heard, asks_back: bool, question: str) -> bool:
    telling = [word for word in heard.words if word not in _STALLING]
    if heard.channel is Channel.CUSTOMER:
        return bool(telling) or bool({"okay", "right", "ok"} & set(heard.words))
    if (asks_back or _CLOSING & set(heard.words)) and len(heard.words) < LONG_REPLY:
        return False
    if _NOT_KNOWN.search(heard.joined):
        return True
    if _WHEN.search(question):
        return _mentions(heard, "date", "time", "period", "duration") or bool(_TIMES & set(telling))
    if _HOW_MUCH.search(question):
        return _mentions(heard, "amount", "number", "percent", "quantity") or "free" in telling
    return len(telling) >= 3 or heard.words[0] in _YES_NO


def _mentions(heard: Heard, *kinds: str) -> bool:
    return any(mention.kind in kinds for mention in heard.utterance.mentions)
