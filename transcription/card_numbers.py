"""Card numbers as they are told: in one breath or in pieces over several utterances, asked for or not.

A piece that nobody explained is held back, for HOLD_S at most, until what follows shows whether it was a card's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from calls.events import Channel
from language.kinds import Kind
from language.lexicon import Lexicon
from language.tokens import Shape
from transcription.digit_groups import FIRST_YEAR, Group, is_card, is_month_and_year, joined, may_start_card
from transcription.expectations import PATIENCE_S, Expectations
from transcription.heard import Heard
from transcription.known_secrets import KnownSecrets
from transcription.misheard_cards import MisheardCards, Name
from transcription.one_breath import date_and_code
from transcription.secret_words import CARD, CODE, EXPIRY, SecretWords, cues_in

AFTER_CARD_S = 60.0
"""How long after a card number bare digits are taken for its code or its expiry date."""

ANSWER_S = 12.0
"""Digits said so soon after a question for an order number or the like are its answer, and need not wait."""

HOLD_S = 6.0
"""The next four digits, a breath before them and the recogniser's second behind them take about five."""


_LONGEST_SHOWN = 10
"""Digits of an answer, a phone number for one, that are shown as they are said; a longer one may be anything."""

_LEAST_INTERRUPTED = 14
"""Digits of pieces with any sentence between them that are a card's; shorter ones pass the check by chance."""

_LONGEST_INTERRUPTION = 8
"""Words that may be said between two pieces of one number."""

_LEAST_PAID = 4
"""Digits that were a card's when a payment begins right behind them."""

_LONGEST_BREATH = 26
"""Digits of a number with its date and its code behind it."""

_BESIDE = 5
"""So many words may stand between a card number and its date, or the date and the code, in one breath."""

_LEAST_FOLLOWED = 8
"""Digits in pieces that were a card's when its expiry date or its code is asked for next."""


@dataclass(slots=True)
class Dictation:
    """Digits of one side that belong together; ``sure``: they are a card's. ``echoes``: the other side repeats them.

    ``interrupted``: a sentence stood between the pieces; ``astray``: one that did not ask to wait.
    """

    text: str = ""
    pieces: list[tuple[Heard, Group]] = field(default_factory=list)
    echoes: list[tuple[Heard, Group]] = field(default_factory=list)
    at: float = 0.0
    sure: bool = False
    interrupted: bool = False
    astray: bool = False


class CardNumbers:
    def __init__(self, lexicon: Lexicon, words: SecretWords, expectations: Expectations, known: KnownSecrets) -> None:
        self._lexicon = lexicon
        self._words = words
        self._expectations = expectations
        self._known = known
        self._misheard = MisheardCards(lexicon, words)
        self._dictated: dict[Channel, Dictation] = {channel: Dictation() for channel in Channel}
        self._spoken_at = dict.fromkeys(Channel, float("-inf"))
        self._asked_for_address = False
        self._perhaps_a_phone: tuple[Heard, Group] | None = None
        self._told_at = self._surely_told_at = self._other_spoken_at = self._paid_at = float("-inf")

    def dictation(self, channel: Channel, at: float) -> Dictation:
        dictation = self._dictated[channel]
        if dictation.text and at - dictation.at > PATIENCE_S / 2:
            self._dictated[channel] = dictation = Dictation()
        return dictation

    def told_lately(self, at: float, lately_s: float = AFTER_CARD_S) -> bool:
        return at - self._told_at < lately_s

    def is_read_out(self, at: float) -> bool:
        """Some side is in the middle of one."""
        dictations = [self.dictation(channel, at) for channel in Channel]
        return any(dictation.text and (dictation.sure or len(dictation.text) >= 8) for dictation in dictations)

    def listen(self, heard: Heard) -> None:
        """Notes that a card is spoken of, or that the agent asks for a part of an address."""
        if heard.channel is Channel.AGENT:
            self._asked_for_address = any(token.bare in self._words.address for token in heard.tokens)
        if cues_in(heard.tokens, self._words.card_spoken):
            self._spoken_at[heard.channel] = heard.end
        elif heard.channel is Channel.AGENT and self._misheard.names_another(heard.tokens):
            self._other_spoken_at = heard.end
            if not self._dictated[Channel.CUSTOMER].sure:
                self.forget(Channel.CUSTOMER)

    def forget(self, *channels: Channel) -> None:
        """What those sides said in pieces is none."""
        for channel in channels:
            self._dictated[channel] = Dictation()

    def sounds_like_one(self, heard: Heard) -> bool:
        """Digit after digit with hardly a word between, or many digits where a card is the subject."""
        digits = sum(token.shape is Shape.DIGIT for token in heard.tokens)
        if digits >= 8 and self._is_the_subject(heard, AFTER_CARD_S):
            return True
        asked = self._expectations.asked_other_lately(heard.channel, heard.start)
        return digits >= 12 and len(heard.tokens) - digits <= 5 and not asked

    def is_whole_in(self, heard: Heard, group: Group) -> bool:
        """The group is a card number, by itself or by what stands around it."""
        length = len(group.text)
        if length < 12:
            return False
        named = self._is_named(heard, group)
        other = heard.is_named_otherwise(group, self._lexicon) or self._misheard.name_of(heard, group) is Name.OTHER
        if other and not named:
            return False
        spoken = self._is_the_subject(heard, AFTER_CARD_S)
        if is_card(group.text) and (named or spoken or length in (14, 15, 16)):
            return True
        alone = heard.words_beside(group) <= 4
        if spoken and length <= 20 and alone:
            return True
        asked = self._expectations.asked_other_lately(heard.channel, heard.start)
        if not asked and 13 <= length <= _LONGEST_BREATH and may_start_card(group.text) and alone:
            return True
        return named and length <= 22

    def mask_misheard(self, heard: Heard, groups: Sequence[Group], barriers: frozenset[int]) -> None:
        """Digits that wrong words broke, so that no check digit can tell.

        The agent does not say a card number that nobody told: such digits are another number, read back.
        """
        called, alone = self._found(heard, groups, barriers)
        for stretch in called:
            self.take(heard, stretch)
        for stretch in alone:
            heard.mask(CARD, stretch.first, stretch.end)
            self._told_at = heard.end

    def are_in(self, unfinished: Heard, groups: Sequence[Group], barriers: frozenset[int]) -> bool:
        """So far, the digits of words that are not final are a card's; fewer than eight may become anything."""
        called, alone = self._found(unfinished, groups, barriers)
        if alone or any(self.is_whole_in(unfinished, group) for group in groups):
            return True
        return any(len(stretch.text) >= 8 for stretch in called)

    def _found(
        self, heard: Heard, groups: Sequence[Group], barriers: frozenset[int]
    ) -> tuple[list[Group], list[Group]]:
        asked = self._expectations.asked_other_lately(Channel.CUSTOMER, heard.start)
        other = asked or heard.channel is Channel.AGENT or heard.start - self._other_spoken_at < ANSWER_S
        subject = self._is_the_subject(heard, AFTER_CARD_S)
        return self._misheard.find(heard, groups, barriers, subject, other)

    def is_another(self, unfinished: Heard, group: Group) -> bool:
        """It is asked for or called otherwise, or its first digits are no card's where no card is the subject."""
        if len(group.text) > _LONGEST_SHOWN:
            return False
        if name := self._misheard.name_of(unfinished, group):
            return name is not Name.CARD
        if self._is_explained(unfinished):
            return True
        subject = self._is_the_subject(unfinished, AFTER_CARD_S) or self.told_lately(unfinished.start)
        return not subject and not may_start_card(group.text)

    def is_held(self, group: Group) -> bool:
        """The customer has told it, and it may yet be a part of a card's number."""
        return group.text in self._dictated[Channel.CUSTOMER].text

    def _is_explained(self, heard: Heard) -> bool:
        """It answers the question for another number."""
        return heard.start - self._expectations.other_asked_at(heard.channel) < ANSWER_S

    def is_only_its_end(self, heard: Heard, group: Group) -> bool:
        """ "the card ending in four two four two" may stay: it tells which card, not its number."""
        near = heard.tokens[max(0, group.first - 4) : group.first]
        return len(group.text) <= 4 and bool(cues_in(near, self._words.card_ending))

    def take(self, heard: Heard, group: Group) -> None:
        """Masks a card number or a piece of one."""
        heard.mask(CARD, group.first, group.end)
        dictation = self.dictation(heard.channel, heard.start)
        dictation.text += group.text
        dictation.at = heard.end
        dictation.pieces.append((heard, group))
        whole = is_card(dictation.text) or is_card(group.text) or len(dictation.text) >= 16
        self._go_on(heard, dictation, whole)

    def continue_with(self, heard: Heard, groups: Sequence[Group]) -> bool:
        """Keeps unexplained digits together; True when the utterance should be held for what follows."""
        free = heard.unmasked(groups)
        if self._echo(heard, free):
            return True
        free = joined(free)
        group = free[0] if len(free) == 1 else None
        if group is None or heard.channel is Channel.AGENT or not self._may_be_piece(heard, group):
            if len(heard.tokens) <= 4 or heard.secrets:
                return False
            if self._interrupts(heard, groups):
                return True
            self.forget(heard.channel)
            return False
        dictation = self.dictation(heard.channel, heard.start)
        begins = may_start_card(group.text) or self._is_the_subject(heard, PATIENCE_S / 2)
        if not dictation.text and begins and heard.is_a_phone(group) and not self._is_explained(heard):
            self._perhaps_a_phone = heard, group
            return True
        another = self._is_explained(heard) or heard.is_a_phone(group)
        if not dictation.text and (another or not (begins and 3 <= len(group.text) <= 12)):
            return False
        dictation.text += group.text
        dictation.pieces.append((heard, group))
        dictation.at = heard.end
        many = len(dictation.pieces) > 1 and len(dictation.text) >= 7 and not dictation.astray
        if _is_complete(dictation) or (many and self._is_the_subject(heard, AFTER_CARD_S)):
            self._mask_all(dictation)
            self._go_on(heard, dictation, len(dictation.text) >= 15)
            return False
        if len(dictation.text) > 19:
            self.forget(heard.channel)
            return False
        return True

    def _interrupts(self, heard: Heard, groups: Sequence[Group]) -> bool:
        """One sentence between two pieces ("hang on a second my glasses"), held with them; a second one ends them."""
        dictation = self.dictation(heard.channel, heard.start)
        numbers = any(len(group.text) > 1 for group in groups)
        long = len(heard.tokens) > _LONGEST_INTERRUPTION
        if not dictation.text or dictation.interrupted or numbers or long or self._misheard.names_another(heard.tokens):
            return False
        dictation.interrupted = True
        dictation.astray = not cues_in(heard.tokens, self._words.wait)
        return not dictation.sure

    def turned_out_to_be_one(self, channel: Channel, at: float) -> None:
        """The other side goes on to the expiry date or the code: what is held of ``channel`` was a card's."""
        dictation = self.dictation(channel, at)
        if dictation.pieces and not dictation.sure and len(dictation.text) >= _LEAST_FOLLOWED:
            self._mask_all(dictation)
            self._go_on(dictation.pieces[-1][0], dictation, whole=True)

    def payment_begins(self, at: float) -> None:
        """A key or the dialer says that a card is paid with: what is held was of its number."""
        self._paid_at = at
        if self._perhaps_a_phone and at - self._perhaps_a_phone[0].end < HOLD_S:
            heard, group = self._perhaps_a_phone
            heard.mask(CARD, group.first, group.end)
        for channel in Channel:
            dictation = self.dictation(channel, at)
            if dictation.pieces and not dictation.sure and len(dictation.text) >= _LEAST_PAID:
                self._mask_all(dictation)
                self._go_on(dictation.pieces[-1][0], dictation, whole=True)

    def mask_what_was_paid_with(self, heard: Heard, groups: Sequence[Group]) -> None:
        """Digits said before the payment began, and recognised since."""
        if heard.start >= self._paid_at or heard.channel is Channel.AGENT or self._is_explained(heard):
            return
        for group in heard.unmasked(groups):
            if len(group.text) >= _LEAST_PAID and not heard.is_named_otherwise(group, self._lexicon):
                heard.mask(CARD, group.first, group.end)
                self._told_at = self._surely_told_at = heard.end

    def _mask_all(self, dictation: Dictation) -> None:
        for piece, part in (*dictation.pieces, *dictation.echoes):
            piece.mask(CARD, part.first, part.end)

    def mask_what_belongs_to_it(self, heard: Heard, groups: Sequence[Group]) -> None:
        """While a card is read out, or soon after: repeated pieces, the code, the expiry date."""
        for card in groups:
            if is_card(card.text) and heard.is_masked(card.first, card.end):
                self._mask_in_one_breath(heard, card, groups)
        reading = any(self.dictation(channel, heard.start).sure for channel in Channel)
        other = heard.start - self._expectations.other_asked_at(Channel.CUSTOMER) < ANSWER_S
        after = heard.start - self._surely_told_at < AFTER_CARD_S and heard.channel is Channel.CUSTOMER and not other
        for group in heard.unmasked(groups):
            named = heard.is_named_otherwise(group, self._lexicon)
            if reading and len(group.text) >= 3 and not named:
                heard.mask(CARD, group.first, group.end)
            elif after and heard.words_beside(group) <= 4 and not heard.counts_something(group):
                self._mask_beside_card(heard, group, named)
        for mention in heard.mentions if after else ():
            first, end = mention.first_word, mention.last_word + 1
            if mention.kind == Kind.DATE and len(heard.tokens) - (end - first) <= 2 and _may_be_expiry(mention.value):
                heard.mask(EXPIRY, first, end)

    def _mask_in_one_breath(self, heard: Heard, card: Group, groups: Sequence[Group]) -> None:
        """The date and the code right behind the number, unless they are called, or read as, something else."""
        end = card.end
        for group, is_date in date_and_code(heard.tokens, card, groups, self._lexicon):
            between = heard.tokens[end : group.first]
            if len(between) > _BESIDE or self._misheard.names_another(between) or heard.counts_something(group):
                return
            if any(token.bare in self._words.address for token in between):
                return
            heard.mask(EXPIRY if is_date else CODE, group.first, group.end)
            end = group.end

    def _mask_beside_card(self, heard: Heard, group: Group, named: bool) -> None:
        if named and heard.words_beside(group) > 2:
            return
        if len(group.text) >= 8 and not named:
            heard.mask(CARD, group.first, group.end)
        elif is_month_and_year(group.text):
            heard.mask(EXPIRY, group.first, group.end)
        elif 3 <= len(group.text) <= 4 and group.end - group.first >= len(group.text) - 1:
            said = heard.tokens[group.first : group.end]
            if any(token.shape is Shape.SCALE for token in said) or self._asked_for_address:
                return  # "three hundred", the number of a house
            heard.mask(CODE, group.first, group.end)

    def _is_the_subject(self, heard: Heard, lately_s: float) -> bool:
        """The agent spoke of a card lately and has asked for nothing else since."""
        if heard.channel is Channel.AGENT:
            return False
        spoken_at = self._spoken_at[Channel.AGENT]
        return heard.start - spoken_at < lately_s and spoken_at > self._expectations.other_asked_at(heard.channel)

    def _is_named(self, heard: Heard, group: Group) -> bool:
        near = heard.tokens[max(0, group.first - 6) : group.first] + heard.tokens[group.end : group.end + 4]
        return bool(cues_in(near, self._words.card_spoken))

    def _may_be_piece(self, heard: Heard, group: Group) -> bool:
        return heard.words_beside(group) <= 4 and not heard.is_named_otherwise(group, self._lexicon)

    def _go_on(self, heard: Heard, dictation: Dictation, whole: bool) -> None:
        self._told_at = self._surely_told_at = heard.end
        if whole:
            self._known.add(CARD, dictation.text, heard.end)
            self._expectations.card_is_whole(heard.channel)
            self.forget(heard.channel)
        else:
            dictation.sure = True
            self._expectations.go_on_with_card(heard.channel, heard.end)

    def _echo(self, heard: Heard, free: Sequence[Group]) -> bool:
        """The other side repeats a piece that is held: it shares its fate."""
        other = self.dictation(heard.channel.other, heard.start)
        if other.sure or not other.text:
            return False
        echoes = [group for group in free if len(group.text) >= 3 and group.text in other.text]
        other.echoes += [(heard, group) for group in echoes]
        return bool(echoes)


def _may_be_expiry(day: str) -> bool:
    """ "april twenty seven" is a day as well as a month and its year."""
    return len(day) == len("2027-04") or (len(day) == len("2026-04-27") and int(day[-2:]) >= FIRST_YEAR)


def _is_complete(dictation: Dictation) -> bool:
    """Pieces that make a card number; with a digit misheard, sixteen in pieces of a usual size."""
    if len(dictation.pieces) < 2 or not may_start_card(dictation.text):
        return False
    sizes = [len(group.text) for _, group in dictation.pieces]
    in_many = len(sizes) > 2 and len(dictation.text) >= 12 and max(sizes) <= 6
    in_usual = 15 <= len(dictation.text) <= 16 and all(3 <= size <= 8 for size in sizes)
    if dictation.astray:
        return len(dictation.text) >= _LEAST_INTERRUPTED and is_card(dictation.text)
    return is_card(dictation.text) or in_many or in_usual
