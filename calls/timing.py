"""Who spoke how long: talk, hold, dead air and crosstalk of a call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calls.call import Call, CallState
from calls.events import Channel

DEAD_AIR_S = 3.0
"""Silence of both sides counts as dead air from here on, and then whole."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds, but for ``agent_share``: the agent's part of all speech, 0 to 1."""

    talk_s: float = 0.0
    hold_s: float = 0.0
    agent_share: float = 0.0
    dead_air_s: float = 0.0
    crosstalk_s: float = 0.0


def timing_of(call: Call) -> Timing:
    """The timing of the call so far; its cost grows with the call, so it is taken once, for the record."""
    talking, held = _spans(call, CallState.TALKING), _spans(call, CallState.HELD)
    agent, customer = _speech(call, Channel.AGENT), _speech(call, Channel.CUSTOMER)
    spoken = _length(agent) + _length(customer)
    silent = _without(_without(talking, _merged([*agent, *customer])), _unheard(call))
    return Timing(
        talk_s=round(_length(talking), 3),
        hold_s=round(_length(held), 3),
        agent_share=round(_length(agent) / spoken, 3) if spoken else 0.0,
        dead_air_s=round(sum(end - start for start, end in silent if end - start >= DEAD_AIR_S), 3),
        crosstalk_s=round(_length(agent) + _length(customer) - _length(_merged([*agent, *customer])), 3),
    )


def _spans(call: Call, state: CallState) -> list[Span]:
    if not call.states:
        return []
    ends = [change.at for change in call.states[1:]] + [max(call.clock_s, call.states[-1].at)]
    return [(c.at, end) for c, end in zip(call.states, ends, strict=True) if c.state is state and end > c.at]


def _speech(call: Call, channel: Channel) -> list[Span]:
    """Word by word where words are known, so that pauses inside an utterance are not speech."""
    spans: list[Span] = []
    for utterance in call.utterances:
        if utterance.channel is channel:
            words = [(word.start, word.end) for word in utterance.words] or [(utterance.start, utterance.end)]
            spans.extend(words)
    return _merged(spans, bridging=0.5)


def _unheard(call: Call) -> list[Span]:
    pauses = [(p.start, p.end if p.end is not None else call.clock_s) for p in call.pauses]
    return _merged([*pauses, *((gap.start, gap.end) for gap in call.gaps)])


def _merged(spans: Iterable[Span], bridging: float = 0.0) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + bridging:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _without(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """``spans`` less ``holes``; both sorted and free of overlap. One pass over both."""
    out: list[Span] = []
    first = 0
    for start, end in spans:
        while first < len(holes) and holes[first][1] <= start:
            first += 1
        at = first
        while at < len(holes) and holes[at][0] < end:
            if holes[at][0] > start:
                out.append((start, holes[at][0]))
            start = max(start, holes[at][1])
            at += 1
        if start < end:
            out.append((start, end))
    return out


def _length(spans: Iterable[Span]) -> float:
    return sum(end - start for start, end in spans)
