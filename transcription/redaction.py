"""What must not leave the engine: cards, codes, PINs, passwords, social security numbers, in the words of both sides.

A secret is known by what was asked before it, by what its speaker calls it, or by itself (a card number's check digit).
Both sides count: one asks, the other tells, the first reads back.
"""

from __future__ import annotations

from calls.events import Channel
from language.kinds import Kind
from language.lexicon import Lexicon
from language.tokens import Shape
from transcription import secret_words
from transcription.card_numbers import AFTER_CARD_S, CardNumbers
from transcription.digit_groups import Group, groups_in, is_month_and_year, is_pronoun
from transcription.expectations import Expectations, Expected
from transcription.heard import Heard
from transcription.known_secrets import KnownSecrets
from transcription.one_breath import set_apart
from transcription.passwords import goes_on, told_after, told_as_answer
from transcription.secret_words import CARD, CODE, EXPIRY, OTHER, PASSWORD, PIN, SSN, Cue, SecretWords, cues_in

_LENGTHS = {CARD: (2, 19), CODE: (1, 6), EXPIRY: (3, 8), PIN: (1, 8), SSN: (2, 11), PASSWORD: (3, 12)}
"""Of an answer to the question for it; pieces of a card and of a social security number are short."""

_OF_CARDS = frozenset({CARD, CODE, EXPIRY})

_LEAST_WHEN_NAMED = {CARD: 4, SSN: 3, CODE: 3, PIN: 3}

_LEAST_AMONG_WORDS = {PIN: 3}
"""Fewer digits are a piece of one only where nothing else is said."""

_IN_PIECES = frozenset({CODE, PIN, SSN})

_REACH = {CODE: 5, PIN: 5}
"""How many words behind its name a secret may begin; 9 where nothing is said here."""

_LONGEST_PARTIAL = 3
"""Digits of a longer number, of which nothing says what it is, are not shown before the utterance is finished."""

_LONGEST_PIN = 8

_NOD = 4
"""Words: whoever says more, and nothing of a secret that is told in pieces, has gone on."""

_PARTING, _SUBSTANCE = 3, 7
"""Words: "is that right" behind a number still belongs to it; so many have left it."""

_NAMING = frozenset({"number", "no", "num"})
_LEADING_ELSEWHERE = frozenset(
    {"at", "on", "in", "for", "by", "to", "of", "from", "since", "model", "windows", "version", "about"}
)


class Guard:
    """Reads the utterances of a call in their order. One per call."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words: SecretWords = secret_words.english()
        self._known = KnownSecrets(lexicon)
        self._expectations = Expectations()
        self._cards = CardNumbers(lexicon, self._words, self._expectations, self._known)
        self._heard: set[Channel] = set()
        self._latest: Heard | None = None
        self._told_a_password: set[Channel] = set()
        self._now = 0.0
        self._at_stake = False
        self._in_trouble = False

    def read(self, heard: Heard) -> bool:
        """Finds the secrets of an utterance; True when it should be held back for what follows."""
        self.tick(heard.end)
        self._heard.add(heard.channel)
        expected = self._expectations.of(heard.channel, heard.start)
        cues = cues_in(heard.tokens, self._words.cues)
        barriers = frozenset(cue.first for cue in cues)
        groups = groups_in(heard.tokens, self._lexicon, self._is_tolerant(heard, expected), barriers)
        groups = set_apart(heard.tokens, groups, self._lexicon)
        self._cards.mask_misheard(heard, groups, barriers)
        self._mask_plain_ones(heard, groups)
        told = self._told_by_name(heard, cues, groups)
        if expected:
            told |= self._answered(heard, expected, groups, asks=any(cue.kind not in told for cue in cues))
        if not told and not cues and self._latest and goes_on(self._latest, heard) and Channel.AGENT in self._heard:
            self._mask_password(heard)
        self._mask_repeated(heard, groups)
        self._cards.mask_what_belongs_to_it(heard, groups)
        self._cards.mask_what_was_paid_with(heard, groups)
        hold = self._cards.continue_with(heard, groups)
        self._mask_unasked(heard, groups)
        self._cards.listen(heard)
        self._listen_for_questions(heard, cues, told)
        self._known.remember(heard, groups)
        self._latest = heard
        self._told_a_password.discard(heard.channel)
        if any(secret.kind == PASSWORD for secret in heard.secrets):
            self._told_a_password.add(heard.channel)
        return hold

    def payment_begins(self, at: float) -> None:
        """A key or the dialer pauses the call for it: digits that were being said are a card's."""
        self._cards.payment_begins(at)

    def tick(self, now_s: float) -> None:
        self._now = max(self._now, now_s)

    def expects(self, channel: Channel) -> bool:
        """A secret of that side is asked for or under way: nothing of its next words may be shown."""
        return self._expectations.of(channel, self._now) is not None or self._cards.dictation(channel, self._now).sure

    @property
    def under_way(self) -> bool:
        """A card, its date or its code is being read out now."""
        if any(self._cards.dictation(channel, self._now).sure for channel in Channel):
            return True
        waiting = [self._expectations.of(channel, self._now) for channel in Channel]
        kinds = {kind for expected in waiting if expected for kind in expected.kinds}
        return self._cards.told_lately(self._now) and bool(kinds & _OF_CARDS)

    def reads_card(self, unfinished: Heard) -> bool:
        """Its digits are a card's as far as they go."""
        if not unfinished.words:
            return False
        barriers = frozenset(cue.first for cue in cues_in(unfinished.tokens, self._words.cues))
        groups = groups_in(unfinished.tokens, self._lexicon, True, barriers)
        groups = set_apart(unfinished.tokens, groups, self._lexicon)
        expected = self._expectations.of(unfinished.channel, self._now)
        if expected and CARD in expected.kinds:
            free = [group for group in groups if not unfinished.is_named_otherwise(group, self._lexicon)]
            return sum(len(group.text) for group in free) >= _LEAST_WHEN_NAMED[CARD]
        return self._cards.are_in(unfinished, groups, barriers)

    def speaks_of_card(self, unfinished: Heard) -> bool:
        """It tells digits that a card's are waited for, repeats them, or asks for its number, date or code."""
        if any(cue.kind in _OF_CARDS for cue in cues_in(unfinished.tokens, self._words.cues)):
            return True
        groups = groups_in(unfinished.tokens, self._lexicon, tolerant=True)
        if any(self._known.kind_of(group.text, self._now) in _OF_CARDS for group in groups):
            return True
        return bool(groups) and (self.expects(unfinished.channel) or self.reads_card(unfinished))

    def card_until(self, heard: Heard) -> float | None:
        """Where what an utterance that was read says of a card ends; a word or two behind it are still part of it."""
        cues = [cue for cue in cues_in(heard.tokens, self._words.cues) if cue.kind in _OF_CARDS]
        told = [secret.last_word for secret in heard.secrets if secret.kind in _OF_CARDS]
        last = max([*(cue.end - 1 for cue in cues), *told], default=None)
        if last is None:
            return None
        rest = heard.tokens[last + 1 :]
        is_over = len(rest) <= _PARTING and not any(token.shape is Shape.DIGIT for token in rest)
        return heard.end if is_over else heard.words[last].end

    def is_of_something_else(self, heard: Heard) -> bool:
        """It asks for, or tells, what is no secret, or says a good deal."""
        if any(cue.kind == OTHER for cue in cues_in(heard.tokens, self._words.cues)):
            return True
        told = (m for m in heard.mentions if not heard.is_masked(m.first_word, m.last_word + 1))
        return len(heard.tokens) >= _SUBSTANCE or any(mention.kind != Kind.NUMBER for mention in told)

    def shown(self, unfinished: Heard) -> list[bool]:
        """Which words of an unfinished utterance may be shown; what may become a secret is not."""
        tokens = unfinished.tokens
        if not tokens or self.expects(unfinished.channel):
            return [False] * len(tokens)
        hidden: list[tuple[int, int]] = self._known.passwords_in(tokens, self._now)
        for group in groups_in(tokens, self._lexicon, tolerant=True):
            if self._may_become_secret(unfinished, group):
                hidden.append((group.first, group.end))
        for cue in cues_in(tokens, self._words.cues):
            if cue.kind not in (OTHER, EXPIRY):
                hidden.append((cue.end, len(tokens)))
        return [not any(first <= at < end for first, end in hidden) for at in range(len(tokens))]

    def _may_become_secret(self, unfinished: Heard, group: Group) -> bool:
        """The agent says numbers that were told; a customer's may be a card's, unless they are another number's."""
        if self._cards.is_read_out(self._now) or self._known.kind_of(group.text, self._now):
            return True
        if len(group.text) <= _LONGEST_PARTIAL:
            return False
        if unfinished.channel is Channel.AGENT:
            return self._cards.is_held(group)
        return Channel.AGENT not in self._heard or not self._cards.is_another(unfinished, group)

    def _is_tolerant(self, heard: Heard, expected: Expected | None) -> bool:
        """Digits are expected here, so that a wrong word among them does not end them."""
        if expected and set(expected.kinds) != {PASSWORD}:
            return True
        dictated = self._cards.dictation(heard.channel, heard.start).sure
        return dictated or self._cards.told_lately(heard.start) or self._cards.sounds_like_one(heard)

    # What the utterance says by itself -----------------------------------------------------------------------

    def _told_by_name(self, heard: Heard, cues: list[Cue], groups: list[Group]) -> set[str]:
        """ "my pin is one two three four", "one two three four is my pin", "the password is blue sky"."""
        told: set[str] = set()
        for number, cue in enumerate(cues):
            until = cues[number + 1].first if number + 1 < len(cues) else len(heard.tokens)
            if cue.kind == OTHER or (cue.kind == EXPIRY and not self._is_card_near(heard)):
                continue
            if cue.kind == CARD and any(secret.kind == CARD for secret in heard.secrets):
                told.add(CARD)
            elif cue.kind == PASSWORD:
                if span := told_after(heard.tokens, cue, until, self._words, self._lexicon):
                    heard.mask(PASSWORD, *span)
                    told.add(PASSWORD)
            elif group := self._group_of(heard, cue, until, groups):
                self._mask(heard, cue.kind, group)
                told.add(cue.kind)
                if cue.kind in _IN_PIECES:
                    self._expectations.begin(heard.channel, cue.kind, group.text, heard.end, _size_in(heard))
        return told

    def _group_of(self, heard: Heard, cue: Cue, until: int, groups: list[Group]) -> Group | None:
        least, most = _LENGTHS[cue.kind]
        least = _LEAST_WHEN_NAMED.get(cue.kind, least)
        for group in heard.unmasked(groups):
            if cue.kind in _IN_PIECES and self._announces(heard, cue, group):
                least = 1
            if not least <= len(group.text) <= most or heard.is_named_otherwise(group, self._lexicon, cue):
                continue
            if cue.kind == CARD and self._cards.is_only_its_end(heard, group):
                continue
            before = group.end <= cue.first <= group.end + 3 and self._only_leads(heard, group.end, cue.first)
            if before or cue.end <= group.first < min(until, cue.end + _REACH.get(cue.kind, 9)):
                return group
        return None

    def _only_leads(self, heard: Heard, first: int, end: int) -> bool:
        return all(token.bare in self._words.leads or token.bare == "for" for token in heard.tokens[first:end])

    def _mask_plain_ones(self, heard: Heard, groups: list[Group]) -> None:
        """A card number in one stretch, and a social security number as it is written."""
        for group in groups:
            parts = heard.tokens[group.first].bare.split("-")
            if group.end - group.first == 1 and [len(part) for part in parts] == [3, 2, 4]:
                heard.mask(SSN, group.first, group.end)
            elif self._cards.is_whole_in(heard, group):
                self._cards.take(heard, group)

    def _mask(self, heard: Heard, kind: str, group: Group) -> None:
        if kind == CARD:
            self._cards.take(heard, group)
        else:
            heard.mask(kind, group.first, group.end)

    def _mask_repeated(self, heard: Heard, groups: list[Group]) -> None:
        for group in heard.unmasked(groups):
            if kind := self._known.kind_of(group.text, heard.start, self._is_all_there_is(heard)):
                heard.mask(kind, group.first, group.end)
        for first, end in self._known.passwords_in(heard.tokens, heard.start):
            heard.mask(PASSWORD, first, end)

    def _is_card_near(self, heard: Heard) -> bool:
        told = any(secret.kind == CARD for secret in heard.secrets)
        return told or self._cards.told_lately(heard.start, 2 * AFTER_CARD_S)

    # What was asked before -----------------------------------------------------------------------------------

    def _answered(self, heard: Heard, expected: Expected, groups: list[Group], asks: bool) -> set[str]:
        """Takes the utterance for the answer; the kinds that were told. One that asks itself tells no words."""
        told: set[str] = set()
        if cues_in(heard.tokens, self._words.unknown) and not groups:
            return told
        for group in heard.unmasked(groups):
            if kind := self._kind_of_answer(heard, group, expected):
                self._mask(heard, kind, group)
                told.add(kind)
                self._known.add(kind, expected.told(kind, heard.end, group.text), heard.end)
        if EXPIRY in expected.kinds and self._is_card_near(heard) and (span := _dated(heard)):
            heard.mask(EXPIRY, *span)
            told.add(EXPIRY)
            expected.told(EXPIRY, heard.end)
        words_may_tell = PASSWORD in expected.kinds and not heard.secrets and not asks
        if words_may_tell and self._mask_password(heard):
            told.add(PASSWORD)
            digits = "".join(group.text for group in groups) if self._is_all_there_is(heard) else ""
            self._known.add(PASSWORD, expected.told(PASSWORD, heard.end, digits), heard.end)
        if not told and (len(heard.tokens) > 2 or (expected.begun and not self._is_all_there_is(heard))):
            expected.answers -= 1
        return told

    def _mask_password(self, heard: Heard) -> bool:
        """False when its words tell none."""
        span = told_as_answer(heard.tokens, self._words, self._lexicon)
        if span:
            heard.mask(PASSWORD, *span)
        return span is not None

    def _kind_of_answer(self, heard: Heard, group: Group, expected: Expected) -> str:
        named = heard.is_named_otherwise(group, self._lexicon)
        for kind in expected.kinds:
            least, most = _LENGTHS[kind]
            if kind == PASSWORD or (
                kind == EXPIRY and not self._is_card_near(heard) and not is_month_and_year(group.text)
            ):
                continue
            if least <= len(group.text) <= most + 2 * group.blurred:
                stays = (named and kind != EXPIRY) or (kind == CARD and self._cards.is_only_its_end(heard, group))
                alone = self._is_all_there_is(heard)
                lone = len(group.text) == 1 and len(heard.tokens) > 3 and not alone
                piece = kind in expected.begun or len(group.text) < _LEAST_AMONG_WORDS.get(kind, 0)
                no_piece = (
                    not alone or expected.gone_on or (group.text == "1" and is_pronoun(heard.tokens, group.first))
                )
                return "" if stays or lone or (piece and no_piece) else kind
            if kind == CODE and 8 <= len(group.text) <= 10 and not named:
                return SSN  # "security number" was heard of "social security number"
        return ""

    def _is_all_there_is(self, heard: Heard) -> bool:
        """Nothing but numbers is said, and small words with them."""
        return all(token.shape or token.bare in self._words.leads for token in heard.tokens)

    def _listen_for_questions(self, heard: Heard, cues: list[Cue], told: set[str]) -> None:
        """What the words ask of the other side, or announce for their own."""
        asked = [cue for cue in cues if cue.kind not in told]
        if len(heard.tokens) > _NOD and not heard.secrets and not self._asks_on(heard, cues):
            self._expectations.move_on(heard.channel.other)
        other = heard.channel.other
        if not asked and other in self._told_a_password and cues_in(heard.tokens, self._words.again):
            self._expectations.ask(other, [PASSWORD], heard.end)
        if not asked or cues_in(heard.tokens, self._words.never):
            return
        if any(cue.kind in (EXPIRY, CODE) for cue in asked):
            self._cards.turned_out_to_be_one(heard.channel.other, heard.start)
        wanted = list(dict.fromkeys(cue.kind for cue in asked if cue.kind != OTHER))
        if heard.channel is Channel.CUSTOMER:
            wanted = [kind for kind in wanted if kind != PASSWORD]
        if wanted:
            self._expectations.ask(heard.channel.other, wanted, heard.end, _size_in(heard))
        last = asked[-1]
        if last.kind != OTHER and (self._announces(heard, last) or self._offers(heard, last)):
            self._expectations.ask(heard.channel, [last.kind], heard.end, _size_in(heard))
        elif last.kind == OTHER and not wanted:
            self._expectations.ask_other(heard.channel.other, heard.end)
            self._cards.forget(*Channel)

    def _asks_on(self, heard: Heard, cues: list[Cue]) -> bool:
        words = {token.bare for token in heard.tokens}
        return bool(words & self._words.more) or any(cue.kind != OTHER for cue in cues)

    def _offers(self, heard: Heard, cue: Cue) -> bool:
        """ "do you need my pin": whoever asks so is the one to tell it."""
        before = [token.bare for token in heard.tokens[: cue.first]]
        return cue.kind != PASSWORD and before[-1:] == ["my"] and "you" in before and before[-2] in self._words.offers

    def _announces(self, heard: Heard, cue: Cue, begun: Group | None = None) -> bool:
        """ "my card number is": the speaker goes on to tell it, or has ``begun`` with the last words said."""
        said = [token.bare for token in heard.tokens]
        end = begun.first if begun else len(said)
        if "your" in said or not all(word in self._words.leads for word in said[cue.end : end]):
            return False
        if begun and (begun.first < cue.end or begun.end < len(said)):
            return False
        owned = {"my", "the"} & set(said[max(0, cue.first - 3) : cue.end])
        return bool(owned) and bool({"is", "are", "it's"} & set(said[cue.first :]))

    # Where no question can be known --------------------------------------------------------------------------

    def _mask_unasked(self, heard: Heard, groups: list[Group]) -> None:
        """Of a call whose agent is not heard, the question is not known: a bare short number may be a PIN.

        It is masked, unless the caller has told of a trouble for which an account is asked rather than a secret.
        """
        if Channel.AGENT in self._heard:
            return
        words = {token.bare for token in heard.tokens}
        self._at_stake |= bool(words & self._words.stake)
        self._in_trouble |= bool(words & self._words.trouble)
        long = [group for group in groups if len(group.text) > _LONGEST_PARTIAL]
        if (self._in_trouble and not self._at_stake) or len(long) != 1 or heard.secrets:
            return
        if words & (self._lexicon.id_words | self._lexicon.postcode_words | _NAMING):
            return
        if self._is_bare(heard, long[0]):
            heard.mask(PIN, long[0].first, long[0].end)

    def _is_bare(self, heard: Heard, group: Group) -> bool:
        """Four to eight digits said one by one, with a name beside them at most."""
        if group.first and heard.tokens[group.first - 1].bare in _LEADING_ELSEWHERE:
            return False
        one_by_one = group.end - group.first >= len(group.text) - 1
        short = len(group.text) <= _LONGEST_PIN and heard.words_beside(group) <= 4
        return one_by_one and short and not heard.is_named_otherwise(group, self._lexicon)


def _size_in(heard: Heard) -> int:
    """How many digits it speaks of: "the six digit code", "the last four of your social"; 0 where it does not say."""
    for at, token in enumerate(heard.tokens):
        around = {near.bare for near in (*heard.tokens[max(0, at - 1) : at], *heard.tokens[at + 1 : at + 2])}
        if token.figure.isdecimal() and around & {"digit", "digits", "last"}:
            return int(token.figure)
    return 0


def _dated(heard: Heard) -> tuple[int, int] | None:
    """The first date or number of an answer, from its first word up to the second number."""
    for mention in heard.mentions:
        span = mention.first_word, mention.last_word + 1
        if mention.kind in (Kind.DATE, Kind.NUMBER, Kind.ID, Kind.TIME) and not heard.is_masked(*span):
            return span
    return None
