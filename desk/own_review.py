"""The agent's own look back at a call, for them alone: what could be said more plainly, asked, or let go.

It is made anew from the call whenever it is looked at. No event, no record and no store holds it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from calls.call import Call
from calls.events import Channel, Utterance
from calls.session import CallSession
from calls.timing import timing_of
from insight.jargon import JargonUsed, bundled_terms, jargon_used

LEAST_WORDS = 40
"""A call with fewer words of the agent's tells nothing of how they speak."""
CUT_SHORT_S, BACKCHANNEL_WORDS = 0.4, 3
"""Who begins so long before the other's last word cuts them short; "mm-hm" and "I see" do not."""
MOST_TERMS = 5


@dataclass(frozen=True, slots=True)
class OwnReview:
    """``agent_share`` of all speech, 0 to 1; ``words_per_minute`` 0 where too little was said.

    ``unasked`` are questions of the playbook that nobody asked or answered; ``was_hard`` offers a breather.
    """

    jargon: tuple[JargonUsed, ...] = ()
    unasked: tuple[str, ...] = ()
    agent_share: float = 0.0
    words_per_minute: int = 0
    interruptions: int = 0
    dead_air_s: float = 0.0
    was_hard: bool = False

    @property
    def has_timing(self) -> bool:
        return self.words_per_minute > 0


def own_review(session: CallSession) -> OwnReview:
    """Reads the whole call once: for the wrap-up, not for every utterance."""
    call, insight = session.call, session.insight
    code = insight.issue.code if insight.issue else ""
    timing = timing_of(call)
    return OwnReview(
        jargon=jargon_used(call.utterances, code, bundled_terms())[:MOST_TERMS],
        unasked=insight.unasked,
        agent_share=timing.agent_share,
        words_per_minute=_pace(call),
        interruptions=_interruptions(call),
        dead_air_s=timing.dead_air_s,
        was_hard=_was_hard(session),
    )


def _pace(call: Call) -> int:
    """Words a minute while the agent speaks; pauses between utterances do not count."""
    mine = [u for u in call.utterances if u.channel is Channel.AGENT]
    count = sum(len(u.words) for u in mine)
    spoken_s = sum(u.end - u.start for u in mine)
    return round(60 * count / spoken_s) if count >= LEAST_WORDS and spoken_s > 0 else 0


def _interruptions(call: Call) -> int:
    """How often the agent began in the middle of the customer's words and took over."""
    theirs = sorted((u.start, u.end) for u in call.utterances if u.channel is Channel.CUSTOMER)
    starts = [start for start, _ in theirs]
    return sum(_cuts_short(u, theirs, starts) for u in call.utterances if u.channel is Channel.AGENT)


def _cuts_short(mine: Utterance, theirs: list[tuple[float, float]], starts: list[float]) -> bool:
    at = bisect_right(starts, mine.start) - 1
    if at < 0 or len(mine.raw.split()) <= BACKCHANNEL_WORDS:
        return False
    start, end = theirs[at]
    return start + CUT_SHORT_S < mine.start < end - CUT_SHORT_S


def _was_hard(session: CallSession) -> bool:
    """Several things that move people were said, or one of them and the voice changed too."""
    strains, tone = set(session.insight.strains), session.insight.tone
    return len(strains) >= 2 or "hard-times" in strains or bool(strains and tone)
