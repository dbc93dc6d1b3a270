"""Questions of both sides, without question marks to go by, and whether a reply followed."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace

from calls.events import Channel
from calls.findings import Question
from insight.asking import asks, can_be_tagged, is_tag
from insight.heard import Conversation, Heard, vocabulary

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
TELLING_REPLY = 5
_STALLS = re.compile(
    r"\b(?:hold on|hold the line|on hold|let me|one (?:moment|second|sec|minute)|just a|a (?:moment|second|minute)"
    r"|bear with|give me|wait\w*|i(?:'ll| will|'m going to) (?:just |quickly )*(?:check|have a look|look|see|find|pull"
    r"|get)|thank|i (?:\w+ )?understand|good question|apolog\w+|sorry|welcome|can i|may i|could i|help you)\b"
)
_AGREED = re.compile(
    r"\b(?:i'll|i will|i can|we'll|we will|we can|i'd be happy to) (?:certainly |definitely |gladly |just )*"
    r"do (?:that|it|so)\b"
    r"|\b(?:i've|i have|we've|we have|that's|that is|it's|all) (?:just |now |already |been )*done\b"
    r"|\bconsider it done\b"
)
"""What answers a request, though it says little else."""
_WHEN = re.compile(
    r"\b(?:when(?= (?:is|are|was|were|do|does|did|will|would|can|could|should|am)\b|\W*$)|how (?:long|soon|fast)"
    r"|what (?:time|day|date)|by when)\b"
)
_HOW_MUCH = re.compile(r"\bhow much\b|\bwhat (?:does|do|is|are|will|would) .*\b(?:cost|price|fee|charge)\b")
_TIMES = vocabulary(
    "today tomorrow tonight day days week weeks hour hours minutes month months soon now immediately already "
    "monday tuesday "
    "wednesday thursday friday saturday sunday morning afternoon evening once as"
)
_WAITING = 6
TAG_FOLLOWS_S = 2.0
_NAME_ASKED = re.compile(r"\byour name\b|\bwho (?:am i|is this|are you)\b")
_TAGGED = re.compile(r"\b(?:right|correct)\?$")
LONG_REPLY = 18
"""Words from which an utterance that ends in a question is taken to have said something before it."""


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
        asks_itself = asks(heard.words)
        asked = _asking_part(heard.utterance.text) if asks_itself else _tagged(heard, conversation)
        self._agent_spoke = self._agent_spoke or heard.channel is Channel.AGENT
        changed = self._answer(heard, asks_itself)
        if asked:
            self._waiting.append(_Asked(len(self._questions), heard.utterance.start))
            self._questions.append(Question(heard.channel, asked, heard.id, answered=False))
            for reply in conversation.after(heard, heard.channel.other):
                self._answer(reply, asks(reply.words))
        return changed or bool(asked)

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


def _tagged(heard: Heard, conversation: Conversation) -> str:
    """The statement that a lone "right" of the same speaker, straight after it, turns into a question; "" for none."""
    if not is_tag(heard.words):
        return ""
    stated = conversation.just_before(heard)
    if stated is None or stated.channel is not heard.channel or not can_be_tagged(stated.words):
        return ""
    if heard.utterance.start - stated.utterance.end > TAG_FOLLOWS_S:
        return ""
    sentence = re.split(r"(?<=[.?!]) ", stated.utterance.text)[-1]
    return f"{sentence.rstrip(' .,!')}, {heard.joined}?"


def _asking_part(text: str) -> str:
    """The sentence that asks, the whole text where no one sentence does by itself."""
    sentences = re.split(r"(?<=[.?!]) ", text)
    asking = [s for s in sentences if asks(tuple(re.sub(r"[.,?!;:]", "", s).lower().split()))]
    return asking[-1] if asking else text


def _answers(heard: Heard, asks_back: bool, question: str) -> bool:
    telling = [word for word in heard.words if word not in _STALLING]
    if heard.channel is Channel.CUSTOMER:
        return bool(telling) or bool({"okay", "right", "ok"} & set(heard.words))
    closes, stalls = bool(_CLOSING & set(heard.words)), bool(_STALLS.search(heard.joined))
    offers = asks_back and not closes and not stalls and _mentions(heard, "date", "time")  # "until one is that okay"
    if (asks_back or closes) and not offers and len(heard.words) < LONG_REPLY:
        return False
    if _NOT_KNOWN.search(heard.joined) or _TAGGED.search(question):
        return True
    if _WHEN.search(question):
        return _mentions(heard, "date", "time", "period", "duration", "number") or bool(_TIMES & set(telling))
    if _HOW_MUCH.search(question):
        return _mentions(heard, "amount", "number", "percent", "quantity") or "free" in telling
    if _mentions(heard, "date", "time", "amount", "id", "phone", "email") or len(telling) >= 3:
        return True
    if len(heard.words) >= TELLING_REPLY and not stalls:
        return True
    return (bool(telling) and bool(_NAME_ASKED.search(question))) or _agrees(heard)


def _agrees(heard: Heard) -> bool:
    """In a word or two: "of course", "done", "i can do that"."""
    return heard.words[0] in _YES_NO or heard.words[:2] == ("of", "course") or bool(_AGREED.search(heard.joined))


def _mentions(heard: Heard, *kinds: str) -> bool:
    return any(mention.kind in kinds for mention in heard.utterance.mentions)
