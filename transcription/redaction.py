"""What must not leave the engine: cards, codes, PINs, passwords, social security numbers, in the words of both sides.

A secret is known by what was asked before it, by what its speaker calls it, or by itself (a card number's check digit).
Both sides count: one asks, the other tells, the first reads back. The guard remembers what it masked for as long as the
call lasts, to know it again; nothing of that is ever written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from calls.events import Channel, Mention, Word
from language.kinds import Kind
from language.lexicon import Lexicon
from language.tokens import Shape, Token
from transcription import secret_words
from transcription.digit_groups import Group, groups_in, is_card, may_start_card
from transcription.passwords import told_after, told_as_answer
from transcription.secret_words import CARD, CODE, EXPIRY, OTHER, PASSWORD, PIN, SSN, Cue, SecretWords, cues_in

PATIENCE_S = 40.0
"""How long an asked secret is waited for; a card takes longer and renews it with every piece."""

AFTER_CARD_S = 60.0
"""How long after a card number bare digits are taken for its code or expiry date."""

HOLD_S = 4.0
"""How long digits that may become a card number are held back for what follows them."""

_LENGTHS = {CARD: (2, 19), CODE: (1, 6), EXPIRY: (3, 8), PIN: (3, 8), SSN: (2, 11)}
_ANSWERS = 4
_HARMLESS = frozenset(
    {
        Kind.AMOUNT,
        Kind.DATE,
        Kind.TIME,
        Kind.DURATION,
        Kind.PERCENT,
        Kind.EMAIL,
        Kind.POSTCODE,
        Kind.QUANTITY,
        Kind.PERIOD,
    }
)
_NAMING = frozenset({"number", "no", "num", "code"})
_LEADING_ELSEWHERE = frozenset(
    {"at", "on", "in", "for", "by", "to", "of", "from", "model", "windows", "version", "about"}
)


@dataclass(frozen=True, slots=True)
class Secret:
    """A run of words to be masked; positions are inclusive."""

    kind: str
    first_word: int
    last_word: int


@dataclass(slots=True)
class Heard:
    """An utterance on its way out; the guard adds to ``secrets`` while it is held."""

    channel: Channel
    words: Sequence[Word]
    tokens: list[Token]
    mentions: tuple[Mention, ...]
    secrets: list[Secret] = field(default_factory=list)

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return self.words[-1].end

    def is_masked(self, first: int, end: int) -> bool:
        return any(secret.first_word < end and first <= secret.last_word for secret in self.secrets)

    def mask(self, kind: str, first: int, end: int) -> None:
        if not self.is_masked(first, end):
            self.secrets.append(Secret(kind, first, end - 1))


@dataclass(slots=True)
class _Expected:
    """What one side has been asked for, or has announced."""

    kinds: list[str]
    until: float
    answers: int = _ANSWERS


@dataclass(slots=True)
class _Dictation:
    """Digits of one side that belong together over several utterances. ``sure``: they are a card's."""

    text: str = ""
    pieces: list[tuple[Heard, Group]] = field(default_factory=list)
    echoes: list[tuple[Heard, Group]] = field(default_factory=list)
    at: float = 0.0
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    kind: str
    text: str
    at: float


class Guard:
    """Reads the utterances of a call in their order. One per call."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words: SecretWords = secret_words.english()
        self._expected: dict[Channel, _Expected] = {}
        self._dictated: dict[Channel, _Dictation] = {channel: _Dictation() for channel in Channel}
        self._known: list[_Known] = []
        self._heard: set[Channel] = set()
        self._card_spoken_at = dict.fromkeys(Channel, -1e9)
        self._card_told_at = -1e9
        self._other_asked_at = dict.fromkeys(Channel, -1e9)
        self._now = 0.0
        self._at_stake = False
        self._in_trouble = False

    def read(self, heard: Heard) -> bool:
        """Finds the secrets of an utterance; True when it should be held back for what follows."""
        self._now = max(self._now, heard.end)
        self._heard.add(heard.channel)
        expected = self._expectation(heard.channel, heard.start)
        dictation = self._dictation(heard.channel, heard.start)
        told_lately = heard.start - self._card_told_at < AFTER_CARD_S
        tolerant = bool(expected and set(expected.kinds) - {PASSWORD}) or dictation.sure or told_lately
        tolerant = tolerant or self._sounds_like_a_card(heard)
        cues = cues_in(heard.tokens, self._words.cues)
        barriers = frozenset(cue.first for cue in cues)
        groups = groups_in(heard.tokens, self._lexicon, tolerant, barriers)
        told = self._told_with_cue(heard, cues, groups)
        self._plain_to_see(heard, groups)
        if expected:
            told |= self._answered(heard, expected, groups, asks=any(cue.kind not in told for cue in cues))
        self._read_back(heard, groups)
        self._after_card(heard, groups)
        hold = self._continue(heard, groups)
        self._never_asked(heard, groups)
        self._listen_for_questions(heard, cues, told)
        self._remember(heard, groups)
        return hold

    def expects(self, channel: Channel) -> bool:
        """A secret of that side is asked for or under way: nothing of its next words may be shown."""
        return self._expectation(channel, self._now) is not None or self._dictation(channel, self._now).sure

    @property
    def under_way(self) -> bool:
        """A card, or the code behind it, is being read out now."""
        for channel in Channel:
            dictation = self._dictation(channel, self._now)
            if dictation.text and (dictation.sure or len(dictation.text) >= 8):
                return True
            expected = self._expectation(channel, self._now)
            if expected and {CARD, CODE} & set(expected.kinds) and self._now - self._card_told_at < AFTER_CARD_S:
                return True
        return False

    def shown(self, channel: Channel, tokens: list[Token]) -> list[bool]:
        """Which words of an unfinished utterance may be shown; what may become a secret is not."""
        if self.expects(channel):
            return [False] * len(tokens)
        shown = [True] * len(tokens)
        wary = any(self._dictation(side, self._now).sure for side in Channel)
        for group in groups_in(tokens, self._lexicon, tolerant=True):
            known = any(_is_again(group.text, known, self._now) for known in self._known)
            if len(group.text) >= (2 if wary else 4) or known:
                shown[group.first : group.end] = [False] * (group.end - group.first)
        for cue in cues_in(tokens, self._words.cues):
            if cue.kind not in (OTHER, EXPIRY):
                shown[cue.end :] = [False] * (len(tokens) - cue.end)
        told = [known.text.split() for known in self._known if known.kind == PASSWORD and not known.text.isdecimal()]
        for at in range(len(tokens)):
            for words in told:
                if all(at + i < len(tokens) and tokens[at + i].bare == word for i, word in enumerate(words)):
                    shown[at : at + len(words)] = [False] * len(words)
        return shown

    def tick(self, now_s: float) -> None:
        self._now = max(self._now, now_s)

    # What the utterance says by itself -----------------------------------------------------------------------

    def _told_with_cue(self, heard: Heard, cues: list[Cue], groups: list[Group]) -> set[str]:
        """ "my pin is one two three four", "one two three four is my pin", "the password is blue sky"."""
        told: set[str] = set()
        for number, cue in enumerate(cues):
            until = cues[number + 1].first if number + 1 < len(cues) else len(heard.tokens)
            if cue.kind == OTHER or (cue.kind == EXPIRY and not self._card_near(heard)):
                continue
            if cue.kind == PASSWORD:
                span = told_after(heard.tokens, cue, until, self._words, self._lexicon)
                if span is not None:
                    heard.mask(PASSWORD, *span)
                    told.add(PASSWORD)
                continue
            group = self._group_of(heard, cue, until, groups)
            if group is not None:
                self._mask_group(heard, cue.kind, group)
                told.add(cue.kind)
        return told

    def _group_of(self, heard: Heard, cue: Cue, until: int, groups: list[Group]) -> Group | None:
        least, most = _LENGTHS[cue.kind]
        least = {CARD: 4, SSN: 3, CODE: 3}.get(cue.kind, least)
        for group in groups:
            named = cue.end <= group.first < min(until, cue.end + 9)
            named = named or (group.end <= cue.first <= group.end + 3 and self._leads(heard, group.end, cue.first))
            if named and least <= len(group.text) <= most and not heard.is_masked(group.first, group.end):
                if cue.kind == CARD and self._is_card_ending(heard, group):
                    continue
                if self._otherwise_named(heard, group, cue):
                    continue
                return group
        return None

    def _leads(self, heard: Heard, first: int, end: int) -> bool:
        return all(
            heard.tokens[i].bare in self._words.leads or heard.tokens[i].bare == "for" for i in range(first, end)
        )

    def _plain_to_see(self, heard: Heard, groups: list[Group]) -> None:
        """A card number in one stretch, and a social security number as it is written."""
        for group in groups:
            word = heard.tokens[group.first].bare
            if group.end - group.first == 1 and [len(part) for part in word.split("-")] == [3, 2, 4]:
                heard.mask(SSN, group.first, group.end)
            elif len(group.text) >= 12 and (found := self._card_in(heard, group)) is not None:
                self._mask_group(heard, CARD, found)
                self._card_told_at = self._now

    def _card_in(self, heard: Heard, group: Group) -> Group | None:
        """The group where it is a card number or holds one."""
        named = self._card_named(heard, group)
        if self._otherwise_named(heard, group) and not named:
            return None
        spoken = self._card_is_the_subject(heard, AFTER_CARD_S)
        if is_card(group.text) and (named or spoken or len(group.text) in (15, 16)):
            return group
        if spoken and len(group.text) <= 20 and self._is_mostly(heard, group):
            return group
        if (
            not self._asked_for_other(heard)
            and 13 <= len(group.text) <= 19
            and may_start_card(group.text)
            and self._is_mostly(heard, group)
        ):
            return group
        if named and len(group.text) <= 22:
            return group
        return None

    def _sounds_like_a_card(self, heard: Heard) -> bool:
        """Digit after digit with hardly a word between, or many digits where a card is the subject."""
        digits = sum(token.shape is Shape.DIGIT for token in heard.tokens)
        if digits >= 8 and self._card_is_the_subject(heard, AFTER_CARD_S):
            return True
        return digits >= 12 and len(heard.tokens) - digits <= 5 and not self._asked_for_other(heard)

    def _asked_for_other(self, heard: Heard) -> bool:
        return heard.start - self._other_asked_at[heard.channel] < PATIENCE_S

    def _card_is_the_subject(self, heard: Heard, lately_s: float) -> bool:
        """The agent spoke of a card lately and has asked for nothing else since."""
        if heard.channel is Channel.AGENT:
            return False
        spoken_at = self._card_spoken_at[heard.channel.other]
        return heard.start - spoken_at < lately_s and spoken_at > self._other_asked_at[heard.channel]

    def _is_mostly(self, heard: Heard, group: Group) -> bool:
        """Little else is said: so many digits are a card's even when some of them are misheard."""
        return len(heard.tokens) - (group.end - group.first) <= 4

    def _card_named(self, heard: Heard, group: Group) -> bool:
        near = heard.tokens[max(0, group.first - 6) : group.first] + heard.tokens[group.end : group.end + 4]
        return bool(cues_in(near, self._words.card_spoken))

    def _is_card_ending(self, heard: Heard, group: Group) -> bool:
        """ "the card ending in four two four two" may stay: it tells which card, not its number."""
        near = heard.tokens[max(0, group.first - 4) : group.first]
        return len(group.text) <= 4 and bool(cues_in(near, self._words.card_ending))

    def _card_near(self, heard: Heard) -> bool:
        if self._now - self._card_told_at < 2 * AFTER_CARD_S:
            return True
        return any(secret.kind == CARD for secret in heard.secrets)

    def _otherwise_named(self, heard: Heard, group: Group, cue: Cue | None = None) -> bool:
        """It is called an order number, a phone number and the like, or read as an amount or a date."""
        first = max(group.first - 6, cue.end if cue and cue.end <= group.first else 0, 0)
        near = {token.bare for token in heard.tokens[first : group.first]}
        if cue is None and (near & self._lexicon.id_words or near & self._lexicon.phone_words):
            return True
        if cue is not None and near & (self._lexicon.id_words - {"card", "check", "id", "payment", "reference"}):
            return True
        if cue is not None and cue.kind == EXPIRY:
            return False
        return any(
            mention.kind in _HARMLESS and mention.first_word <= group.first and group.end - 1 <= mention.last_word
            for mention in heard.mentions
        )

    # What was asked before -----------------------------------------------------------------------------------

    def _expectation(self, channel: Channel, at: float) -> _Expected | None:
        expected = self._expected.get(channel)
        return expected if expected and expected.kinds and at <= expected.until and expected.answers > 0 else None

    def _answered(self, heard: Heard, expected: _Expected, groups: list[Group], asks: bool) -> set[str]:
        """Takes the utterance for the answer; the kinds that were told. One that asks itself tells no words."""
        told: set[str] = set()
        if cues_in(heard.tokens, self._words.unknown) and not groups:
            return told
        for group in groups:
            if heard.is_masked(group.first, group.end):
                continue
            kind = self._kind_of_answer(heard, group, expected)
            if kind:
                self._mask_group(heard, kind, group)
                told.add(kind)
                if kind != CARD:
                    expected.kinds = [other for other in expected.kinds if other != kind]
        if EXPIRY in expected.kinds and self._card_near(heard) and (span := self._date_span(heard)):
            heard.mask(EXPIRY, *span)
            expected.kinds.remove(EXPIRY)
            told.add(EXPIRY)
        if PASSWORD in expected.kinds and not heard.secrets and not asks:
            span = told_as_answer(heard.tokens, self._words, self._lexicon)
            if span is not None:
                heard.mask(PASSWORD, *span)
                told.add(PASSWORD)
        if told:
            expected.until = max(expected.until, heard.end + PATIENCE_S / 2)
            expected.answers = _ANSWERS
        elif len(heard.tokens) > 2:
            expected.answers -= 1
        return told

    def _kind_of_answer(self, heard: Heard, group: Group, expected: _Expected) -> str:
        for kind in expected.kinds:
            least, most = _LENGTHS.get(kind, (3, 12))
            if kind == PASSWORD:
                continue
            if kind == EXPIRY and not self._card_near(heard) and not _is_month_and_year(group.text):
                continue
            if least <= len(group.text) <= most + (2 if group.blurred else 0):
                if kind != EXPIRY and self._otherwise_named(heard, group):
                    return ""
                if kind == CARD and self._is_card_ending(heard, group):
                    return ""
                if len(group.text) == 1 and len(heard.tokens) > 3:
                    return ""
                return kind
            if kind == CODE and 8 <= len(group.text) <= 10 and not self._otherwise_named(heard, group):
                return SSN  # "security number" was heard of "social security number"
        return ""

    def _date_span(self, heard: Heard) -> tuple[int, int] | None:
        for mention in heard.mentions:
            if mention.kind in (Kind.DATE, Kind.NUMBER, Kind.ID, Kind.TIME) and not heard.is_masked(
                mention.first_word, mention.last_word + 1
            ):
                return mention.first_word, mention.last_word + 1
        return None

    def _listen_for_questions(self, heard: Heard, cues: list[Cue], told: set[str]) -> None:
        """What the words ask of the other side, or announce for their own."""
        if cues_in(heard.tokens, self._words.card_spoken):
            self._card_spoken_at[heard.channel] = heard.end
        if cues_in(heard.tokens, self._words.never):
            return
        asked = [cue for cue in cues if cue.kind not in told]
        wanted = list(dict.fromkeys(cue.kind for cue in asked if cue.kind != OTHER))
        if heard.channel is Channel.CUSTOMER:
            wanted = [kind for kind in wanted if kind != PASSWORD]
        if wanted:
            until = heard.end + PATIENCE_S
            self._expected[heard.channel.other] = _Expected(wanted, until)
        if asked and asked[-1].kind != OTHER and self._announces(heard, asked[-1]):
            self._expected[heard.channel] = _Expected([asked[-1].kind], heard.end + PATIENCE_S / 2)
        elif asked and not wanted and asked[-1].kind == OTHER:
            self._other_asked_at[heard.channel.other] = heard.end
            self._expected.pop(heard.channel.other, None)
            self._dictated[heard.channel.other] = _Dictation()

    def _announces(self, heard: Heard, cue: Cue) -> bool:
        """ "my card number is": the speaker goes on to tell it."""
        said = [token.bare for token in heard.tokens]
        behind = said[cue.end :]
        if not all(word in self._words.leads for word in behind) or "your" in said:
            return False
        return bool({"is", "are", "it's"} & set(said[cue.first :])) and bool(
            {"my", "the"} & set(said[max(0, cue.first - 3) : cue.end])
        )

    # What goes on over several utterances --------------------------------------------------------------------

    def _dictation(self, channel: Channel, at: float) -> _Dictation:
        dictation = self._dictated[channel]
        if dictation.text and at - dictation.at > PATIENCE_S / 2:
            self._dictated[channel] = dictation = _Dictation()
        return dictation

    def _mask_group(self, heard: Heard, kind: str, group: Group) -> None:
        heard.mask(kind, group.first, group.end)
        if kind != CARD:
            return
        dictation = self._dictation(heard.channel, heard.start)
        dictation.text += group.text
        dictation.at, dictation.sure = heard.end, True
        self._card_told_at = heard.end
        dictation.pieces.append((heard, group))
        if is_card(dictation.text) or len(dictation.text) >= 16 or is_card(group.text):
            self._finish_card(heard)
        else:
            self._expect_more(heard, dictation)

    def _expect_more(self, heard: Heard, dictation: _Dictation) -> None:
        """The rest of a card number is under way."""
        dictation.sure = True
        self._card_told_at = heard.end
        expected = self._expected.get(heard.channel)
        if expected is not None and CARD in expected.kinds:
            expected.until = heard.end + PATIENCE_S
        else:
            self._expected[heard.channel] = _Expected([CARD], heard.end + PATIENCE_S / 2)

    def _finish_card(self, heard: Heard) -> None:
        self._known.append(_Known(CARD, self._dictated[heard.channel].text, heard.end))
        self._dictated[heard.channel] = _Dictation()
        self._card_told_at = heard.end
        if expected := self._expected.get(heard.channel):
            expected.kinds = [kind for kind in expected.kinds if kind != CARD]

    def _continue(self, heard: Heard, groups: list[Group]) -> bool:
        """Digits that nobody explained may be a piece of a card number: they are kept together and held."""
        dictation = self._dictation(heard.channel, heard.start)
        free = [group for group in groups if not heard.is_masked(group.first, group.end)]
        if self._echoes(heard, free):
            return True
        others = len(heard.tokens) - sum(group.end - group.first for group in groups)
        if (
            heard.channel is Channel.AGENT
            or len(free) != 1
            or others > 4
            or any(self._otherwise_named(heard, group) for group in free)
        ):
            if len(heard.tokens) > 4 and not heard.secrets:
                self._dictated[heard.channel] = _Dictation()
            return False
        for group in free:
            begins = may_start_card(group.text) or self._card_is_the_subject(heard, PATIENCE_S / 2)
            if not dictation.text and not (begins and 3 <= len(group.text) <= 12):
                return False
            dictation.text += group.text
            dictation.pieces.append((heard, group))
        dictation.at = heard.end
        spoken = self._card_is_the_subject(heard, AFTER_CARD_S)
        if self._completes_card(dictation) or (spoken and len(dictation.pieces) > 1 and len(dictation.text) >= 7):
            for piece, group in (*dictation.pieces, *dictation.echoes):
                piece.mask(CARD, group.first, group.end)
            if len(dictation.text) >= 15:
                self._finish_card(heard)
            else:
                self._expect_more(heard, dictation)
            return False
        if len(dictation.text) > 19:
            self._dictated[heard.channel] = _Dictation()
            return False
        return True

    def _echoes(self, heard: Heard, free: list[Group]) -> bool:
        """The other side repeats a piece that is held: it shares its fate."""
        other = self._dictation(heard.channel.other, heard.start)
        if other.sure or not other.text:
            return False
        echoes = [group for group in free if len(group.text) >= 3 and group.text in other.text]
        other.echoes += [(heard, group) for group in echoes]
        return bool(echoes)

    def _completes_card(self, dictation: _Dictation) -> bool:
        sizes = [len(group.text) for _, group in dictation.pieces]
        if len(sizes) < 2 or not may_start_card(dictation.text):
            return False
        if is_card(dictation.text):
            return True
        return 15 <= len(dictation.text) <= 16 and all(size in (3, 4, 5, 6, 7, 8) for size in sizes)

    def _after_card(self, heard: Heard, groups: list[Group]) -> None:
        """Bare digits soon after a card number are its code or its expiry date."""
        if heard.start - self._card_told_at > AFTER_CARD_S:
            return
        for group in groups:
            others = len(heard.tokens) - (group.end - group.first)
            if heard.is_masked(group.first, group.end) or others > 4:
                continue
            if others > 2 and self._otherwise_named(heard, group):
                continue
            if len(group.text) >= 8 and not self._otherwise_named(heard, group):
                heard.mask(CARD, group.first, group.end)
            elif 3 <= len(group.text) <= 4:
                heard.mask(EXPIRY if _is_month_and_year(group.text) else CODE, group.first, group.end)

    def _read_back(self, heard: Heard, groups: list[Group]) -> None:
        """What was masked before is masked again, whoever says it; a digit or two may be misheard."""
        under_way = [
            self._dictation(channel, heard.start) for channel in Channel if self._dictation(channel, heard.start).sure
        ]
        for group in groups:
            if heard.is_masked(group.first, group.end):
                continue
            if len(group.text) >= 3 and under_way and not self._otherwise_named(heard, group):
                heard.mask(CARD, group.first, group.end)
                continue
            for known in self._known:
                if _is_again(group.text, known, heard.start):
                    heard.mask(known.kind, group.first, group.end)
                    break
        self._words_again(heard)

    def _words_again(self, heard: Heard) -> None:
        for known in self._known:
            words = known.text.split()
            if known.kind != PASSWORD or not words or known.text.isdecimal():
                continue
            plain = len(words) == 1 and (words[0] in self._lexicon.plain or len(words[0]) < 3)
            if plain and heard.start - known.at > PATIENCE_S:
                continue
            for at in range(len(heard.tokens) - len(words) + 1):
                if all(heard.tokens[at + i].bare == word for i, word in enumerate(words)):
                    heard.mask(PASSWORD, at, at + len(words))

    def _never_asked(self, heard: Heard, groups: list[Group]) -> None:
        """Of a call whose other side is not heard, the question is not known: a bare short number may be a PIN.

        It is masked, unless the caller has told of a trouble for which an account is asked rather than a secret.
        """
        words = {token.bare for token in heard.tokens}
        if heard.channel is Channel.CUSTOMER and len(self._heard) == 1:
            self._at_stake |= bool(words & self._words.stake)
            self._in_trouble |= bool(words & self._words.trouble)
            if self._at_stake or not self._in_trouble:
                self._mask_bare(heard, groups, words)

    def _mask_bare(self, heard: Heard, groups: list[Group], words: set[str]) -> None:
        free = [group for group in groups if len(group.text) >= 3]
        if len(free) != 1 or heard.secrets or words & (self._lexicon.id_words | self._lexicon.postcode_words | _NAMING):
            return
        group = free[0]
        if group.first and heard.tokens[group.first - 1].bare in _LEADING_ELSEWHERE:
            return
        others = len(heard.tokens) - (group.end - group.first)
        said_in_signs = group.end - group.first >= len(group.text) - 1
        if 4 <= len(group.text) <= 8 and others <= 4 and said_in_signs and not self._otherwise_named(heard, group):
            heard.mask(PIN, group.first, group.end)

    def _remember(self, heard: Heard, groups: list[Group]) -> None:
        for secret in heard.secrets:
            digits = "".join(group.text for group in groups if secret.first_word <= group.first <= secret.last_word)
            words = " ".join(token.bare for token in heard.tokens[secret.first_word : secret.last_word + 1])
            self._known.append(_Known(secret.kind, digits if len(digits) >= 3 else words, heard.end))


def _is_month_and_year(digits: str) -> bool:
    """ "0827", as an expiry date is said: even where no card was understood."""
    return len(digits) == 4 and 1 <= int(digits[:2]) <= 12 and 24 <= int(digits[2:]) <= 45


def _is_again(text: str, known: _Known, at: float) -> bool:
    if not known.text.isdecimal() or len(text) < 3:
        return False
    if text == known.text:
        return len(text) >= 4 or at - known.at < AFTER_CARD_S
    if len(text) < 4 or len(known.text) < 4:
        return False
    if text in known.text or known.text in text:
        return True
    if min(len(text), len(known.text)) < 6 or at - known.at > 2 * AFTER_CARD_S:
        return False
    alike = SequenceMatcher(None, text, known.text, autojunk=False)
    return alike.find_longest_match().size >= 5 or alike.ratio() >= 0.7
