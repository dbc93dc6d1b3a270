"""Hypothesis strategies for everything that goes over the wire, made from the types themselves."""

from __future__ import annotations

import typing

from hypothesis import strategies as st

from calls.commands import Command
from calls.events import Channel, Event, Utterance
from calls.record import CallRecord

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
numbers = st.floats(allow_nan=False, allow_infinity=False)
for plain, strategy in ((str, texts), (float, numbers)):
    st.register_type_strategy(plain, strategy)

_optional = {"words": ..., "mentions": ..., "masked": ...}
st.register_type_strategy(
    Utterance,
    st.builds(Utterance, channel=st.just(Channel.CUSTOMER), prosody=..., **_optional)
    | st.builds(Utterance, channel=st.just(Channel.AGENT), **_optional),
)

events = st.one_of([st.from_type(kind) for kind in typing.get_args(Event)])
commands = st.one_of([st.from_type(kind) for kind in typing.get_args(Command)])
records = st.from_type(CallRecord)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
