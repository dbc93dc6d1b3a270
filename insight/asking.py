"""Is it a question? Judged by the words alone, since a recogniser prints no question marks."""

from __future__ import annotations

import re

from insight.heard import vocabulary

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
    r"|actually|alright|all right|sure|great|perfect|lovely|brilliant|wonderful|excellent"
    r"|awesome|cool|fine|thank you|thanks|because|also|again|though|hmm|mm|ah|maybe|still|however"
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
_TACKED_ON = re.compile(
    r"(?<!\bif)(?<!\bwhat)(?<!\bhow)(?<!\bwhere)(?<!\bthat)(?<!\bwhich)(?<!\bwhether)(?<!\ball)(?<!\bwhen)(?<!\bthing)"
    r" (?:(?:is|are) there (?:any|an?|still)\b"
    r"|(?<!\bwe )(?<!\bi )(?<!\byou )(?<!\bcan )(?<!\bcould )(?<!\bto )(?:do|will) (?:i|we)"
    r" (?:(?:have|need) to|pay|bring|send|call|come|wait|sign)\b"
    r"|(?:can|could|may) (?:i|we) (?:just |also |still )?(?:have|get|pay|change|come|use|do|bring|collect|keep)\b"
    r"|how (?:does|did|can|could) (?:that|this|it)\b"
    r"|(?<!\bthat )(?<!\bwhat )(?<!\bwhich )(?<!\bso )(?:will|should) i (?!be\b|have\b|say\b)"
    r"|is (?:that|it|everyone|everybody|anyone) (?:ok|okay|alright|all right|possible|free|included)\b"
    r"|who (?:pays|decides|covers)\b|what happens (?:if|when|next|then|now)\b)"
)
"""Asked in one breath with what was said before: "that works do i have to pay for it"."""
_WH_IS = re.compile(
    rf"^{_LEAD}(?:what|where|who|how|when|why)(?:'s|'re| is| are| was| were) (?!i\b|you\b|we\b|they\b|happens)\w+"
)
_STATEMENT_ORDER = re.compile(
    r"\bwhich (?:is|was|are|were|may|should|had|has|now|means)\b"
    rf"|\b(?:what|when|where|which|how(?: (?!{_AUXILIARY}\b)\w+){{0,3}})"
    r" (?:i|we|you|he|she|they|these|those)(?:'ll|'d|'m|'re|'ve)? \w+"
)
_TOLD = rf"(?: (?!{_AUXILIARY}\b)[a-z']+){{0,4}}? (?:i|we|you|they|he|she|it)(?:'ll|'d|'m|'re|'ve|'s)? \w+"
"""What follows "how many" in a statement: "how many more we can afford"."""
_WH_PLAIN = re.compile(
    rf"^{_LEAD}(?:(?:how (?:many|much|big|long|often|far|old|soon|well)(?!{_TOLD})|what (?:kind|sort|type|part)"
    r"|which (?:one|ones|parts?|things?))\b|(?:how|why|where|when|who)(?: \w+)?"
    r" (?:do|does|did|is|are|was|were|can|will|would) \w+|what happens (?:if|to|when|next|then|now)\b"
    r"|who (?:pays|does|gets|decides|owns|covers)\b"
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
TAGGED = 4
"""Words of a statement that a lone "right" can turn into a question."""
_TAG = re.compile(
    r"(?:^|\s)(?:isn't|aren't|don't|doesn't|didn't|won't|wouldn't|wasn't|can't"
    r"|haven't|hasn't) (?:it|they|you|he|she|we|that)$|\bis that (?:right|correct|okay|ok|all right)$"
    r"|\b(?:am|is that|would that be) (?:i )?(?:right|correct|okay|ok)$"
    r"|^(?:\S+ ){3,}(?!that's|it's|is|are|was|were|be|all|the|a|my|not|you're|i'm|they're|about|quite|just|exactly"
    r"|absolutely|probably|sounds?|looks?|feels?|seems?|get|got|it|this|them|something|isn't|doesn't|wasn't|really|auto"
    r"|turn|on|your|to|have)\S+ (?:right|correct)$"
)
_ANY = re.compile(
    rf"^{_LEAD}(?:any (?:other|more|idea|news|chance|luck|(?:\w+ )?\w+s)\b|(?:anything|anybody|anyone)"
    r"(?! (?:who|who's|that's|that is|with)\b)|you mean)\b"
)
_PARDON = re.compile(
    r"^(?:(?:oh|sorry|i'm sorry) )*(?:pardon|pardon me|excuse me|really|what|come again|say that again)$"
)
_STUTTER = re.compile(r"\b(\w+(?:'\w+)?)(?: \1\b)+")
_FILLERS = re.compile(r"\b(?:uh|um|er|erm|nnn) ")
_PRONOUN = r"(?:i|you|u|we|they|he|she|it|that|this|there)"
_BROKEN_OFF = re.compile(
    rf"^(?!{_AUXILIARY} \w+$){_LEAD}{_AUXILIARY} {_PRONOUN}$|^(?:\w+ )*how$|^{_LEAD}(?:did|do|does|had) {_PRONOUN}$"
    rf"|^{_LEAD}do you mean$|\b(?:is|isn't) (?:that|it|this) what(?: you(?:'re)?| we| i| they)?$"
    rf"|^{_LEAD}(?:how|where|when|what) (?:do|does|did|would|could|should|will)(?: {_PRONOUN}| the| a)?$"
    rf"|^{_LEAD}why don't$"
    rf"|^{_LEAD}(?:how (?:long|many|much|often|far)|which \w+) {_AUXILIARY}$"
    rf"|^{_LEAD}{_AUXILIARY} {_PRONOUN} .*\b(?:to|of|in|just|be|have|how)$"
)
"""What sounds like the beginning of a question: "so are you", "were there other things that you wanted to"."""
_CLEFT = re.compile(
    rf"^{_LEAD}(?:what|where|how|when|why)(?:'s| is| was| would be| happens)? (?!the\b|your\b|my\b|this\b|that\b|it\b)"
    r"(?!(?:much|many|long|often|far) )(?:\w+ ){0,3}?is (?:that |if |when |you |it's |it |a |just |because |to )"
    r"|^(?:\w+ ){0,3}(?:what|where|how|when|why|which)(?: else)? (?:i|we|he|she|they|you)(?:'ll|'d|'m|'re|'ve)?"
    r" (?!do\b|are\b|did\b)\w+ .*\bis\b"
)
"""A statement: "what's interesting is that …", "what I'll do is …"."""
_STATES = re.compile(
    rf"^{_LEAD}(?:is|are|was|were|has) (?:a|an|my|just|very|really|pretty|relatively|quite|also|now|still|so|in|on|at"
    r"|to|for|of|by|with|all|been|going|one|up|out|\w+ly)\b(?! of (?:us|you|them))|\bis that (?:we|i|you|they)\b"
    rf"|^{_LEAD}(?:(?:is|was) (?:i|we|you|they|should|would)\b|(?:is|was) that (?:maybe|there|if|when|because|since"
    r"|it (?:is|was|has|would))\b"
    r"|(?:is|are|was|were|has) \w+ed (?:with|by|in|to|at|on|from|for)\b"
    r"|did (?:something|anything|nothing)\b)"
    rf"|^{_LEAD}(?:and|then|just|or) have (?:the|a|an|someone|somebody|my|your|them|him|her|it|all) \w+"
    rf"|^{_LEAD}(?:and|then|just|or) do (?:the same|both|all|one)\b"
)
"""The end of a statement whose beginning the recogniser put elsewhere ("is pretty tricky"), or one more thing to do
("and have the others wait")."""
_GOVERNED = re.compile(
    r"(?P<governor>\b(?:(?:not|don't|doesn't|didn't|can't|to|will|we|they|i) (?:really |even )?"
    r"(?:know|see|find|find out|say|tell|understand|remember|check)"
    r"|(?:not|never) sure|figure out|determine|depends|considering|(?<=\w )(?:about|of))"
    rf"(?: (?:you know|like|okay|exactly|whether it's|about))*) {_WH}(?:'s|'re)?\b"
)
"""A question word that hangs on what stands before it: "i don't know what is wrong with it"."""
_RELATIVE = re.compile(
    rf"^{_LEAD}(?:which (?:is|was|are|were|means|would|will|can|could|has|have|i|we|you|they|he|she|it)\b"
    r"|what (?:i|we|you|they|he|she|it|happens is|happened|this|that|the)\b(?!.*\b(?:do|did|is|are|can|should) (?:i"
    r"|we|you)\b)"
    r"|when (?:i|we|you|they|he|she|it|the|that|this|uh|um|when)\b|where (?:i|we|you|they|he|she|it|the|that)\b"
    r"|who (?:is|was|has|had|are|were)\b(?! (?:i|you|we|they|he|she|it|this|that)\b)"
    r"|how (?:i|we|you|they|he|she|it)\b|why (?:i|we|you|they|he|she|it)\b"
    r"|whether\b|if\b|whatever\b|whenever\b)"
)
_UNFINISHED = vocabulary(
    "the a an and but or my your our their his because if than as is are was were i'm uh um i would could"
)
_ASKS_TO_THE_END = re.compile(r"\b(?:how|why|where|who|what|which)\b.* (?:are|is|was|were)$")


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
        return said.count(" ") > 1 or bool(_TAG.search(said))
    if _REQUEST.search(said):
        return True
    said = _GOVERNED.sub(r"\g<governor>", said)
    if _WH_ASKS.search(said) and not _STATEMENT_ORDER.search(said):
        return True
    return any(
        pattern.search(said) for pattern in (_WH_PLAIN, _INSIDE, _TACKED_ON, _WH_IS, _WH_ALONE, _WHAT_ABOUT, _ANY, _TAG)
    )


def is_tag(words: tuple[str, ...]) -> bool:
    """Said alone, behind a statement of one's own, it asks whether that is so; from the other side it is a nod."""
    return words in (("right",), ("correct",))


def can_be_tagged(words: tuple[str, ...]) -> bool:
    """A statement of some length: behind less, "right" goes on nodding."""
    return len(words) >= TAGGED and not asks(words)
