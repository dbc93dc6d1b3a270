"""One quiet line of help at a time: what to acknowledge, what nobody answered, what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calls.events import Channel, CueDismissed
from calls.findings import Cue, Fact, KeyIssue, Question
from insight.heard import Heard
from insight.phrases import Phrase, Phrasebook, said_in
from insight.playbooks import Acknowledgement, Ask, Help

QUIET_S = 20.0
"""From one new cue to the next."""
FRESH_S = 30.0
"""An acknowledgement that could not be shown for so long is too late."""
_GOODBYE = frozenset(("goodbye", "bye", "else"))


@dataclass(frozen=True, slots=True)
class Scene:
    """What help is chosen by, as it is after an utterance."""

    issue: KeyIssue | None
    facts: Sequence[Fact]
    open_questions: Sequence[Question]


class Coaching:
    """At most one cue is shown, a new one at most every ``QUIET_S``; each once a call, and a dismissed one never again.

    A cue goes by itself when it is done: the question was asked or answered, the agent has acknowledged.
    """

    def __init__(self, help_: Help) -> None:
        self._help = help_
        asks = [ask for book in help_.playbooks for ask in book.asks]
        self._asked = Phrasebook((phrase, ask.id) for ask in asks for phrase in ask.asked)
        self._answered = Phrasebook((phrase, ask.id) for ask in asks for phrase in ask.answered)
        self._moved = Phrasebook((phrase, entry) for entry in help_.acknowledgements for phrase in entry.when)
        self._shown: Cue | None = None
        self._given: list[Cue] = []
        self._strains: dict[str, None] = {}
        self._last_s = -QUIET_S
        self._used: set[str] = set()
        self._done: set[str] = set()
        self._triggered: tuple[Acknowledgement, Heard] | None = None
        self._closing = False

    @property
    def cues(self) -> tuple[Cue, ...]:
        return (self._shown,) if self._shown else ()

    @property
    def given(self) -> tuple[Cue, ...]:
        """All that were shown so far."""
        return tuple(self._given)

    @property
    def strains(self) -> tuple[str, ...]:
        """Which of the subjects that ask for an acknowledgement came up."""
        return tuple(self._strains)

    def unasked(self, scene: Scene) -> tuple[str, ...]:
        """Questions of the issue's playbook that were neither asked nor answered."""
        book = self._help.playbook_for(scene.issue.code) if scene.issue else None
        return tuple(ask.say for ask in book.asks if not self._settled(ask, scene.facts)) if book else ()

    def hear(self, heard: Heard, scene: Scene) -> bool:
        before = self._shown
        self._note(heard)
        if self._shown and self._is_done(self._shown, heard, scene):
            self._shown = None
        now_s = heard.utterance.end
        waits = self._shown is None or self._shown.kind == "next"
        if waits and now_s - self._last_s >= QUIET_S:
            new = self._urgent(heard, scene) or (self._question(scene) if self._shown is None else None)
            if new:
                self._shown, self._last_s = new, now_s
                self._used.add(new.id)
                self._given.append(new)
        return self._shown is not before

    def dismiss(self, event: CueDismissed) -> bool:
        self._used.add(event.cue_id)
        gone = self._shown is not None and self._shown.id == event.cue_id
        if gone:
            self._shown = None
        return gone

    def end(self) -> bool:
        """The call is over: nothing is left to say in it."""
        had, self._shown = self._shown is not None, None
        return had

    def _note(self, heard: Heard) -> None:
        """Which questions are settled, and what asks for an acknowledgement."""
        said = heard.joined
        if heard.channel is Channel.AGENT:
            self._done.update(ask for _, ask in self._asked.find(said))
            self._closing = self._closing or bool(_GOODBYE & set(heard.words))
            if self._triggered and _any(self._triggered[0].done, said):
                self._used.add(_cue_id(self._triggered[0]))
                self._triggered = None
            return
        self._done.update(ask for _, ask in self._answered.find(said))
        for _, entry in self._moved.find(said):
            self._strains[entry.id] = None
            if _cue_id(entry) not in self._used:
                self._triggered = (entry, heard)

    def _is_done(self, cue: Cue, heard: Heard, scene: Scene) -> bool:
        match cue.kind:
            case "next":
                asks = (ask for book in self._help.playbooks for ask in book.asks)
                return any(ask.id == cue.id and self._settled(ask, scene.facts) for ask in asks)
            case "acknowledge":
                done = next((a.done for a in self._help.acknowledgements if _cue_id(a) == cue.id), ())
                late = heard.utterance.end - self._last_s >= FRESH_S
                return late or (heard.channel is Channel.AGENT and _any(done, heard.joined))
            case _:
                return all(question.utterance_id != cue.utterance_id for question in scene.open_questions)

    def _urgent(self, heard: Heard, scene: Scene) -> Cue | None:
        """What cannot wait takes the place of a question."""
        if self._triggered:
            entry, said = self._triggered
            self._triggered = None
            if heard.utterance.end - said.utterance.end <= FRESH_S:
                return Cue(_cue_id(entry), "acknowledge", entry.say, said.id)
        if self._closing and scene.open_questions:
            question = scene.open_questions[-1]
            cue_id = f"unanswered.{question.utterance_id}"
            if cue_id not in self._used:
                return Cue(cue_id, "unanswered", question.text, question.utterance_id)
        return None

    def _question(self, scene: Scene) -> Cue | None:
        if scene.issue is None or self._closing:
            return None
        book = self._help.playbook_for(scene.issue.code)
        asks = book.asks if book else ()
        open_asks = (ask for ask in asks if ask.id not in self._used and not self._settled(ask, scene.facts))
        ask = next(open_asks, None)
        return Cue(ask.id, "next", ask.say, scene.issue.utterance_id) if ask else None

    def _settled(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        return ask.id in self._done or any(fact.kind in ask.facts for fact in facts)


def _any(phrases: Iterable[Phrase], said: str) -> bool:
    return any(said_in(phrase, said) for phrase in phrases)


def _cue_id(entry: Acknowledgement) -> str:
    return f"acknowledge.{entry.id}"
