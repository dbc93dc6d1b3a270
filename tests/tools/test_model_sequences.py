"""The graph of phone histories that training weighs each sentence against."""

from __future__ import annotations

import numpy as np
import pytest

from tools.model.sequences import PhoneGraph, graph_of

SAID = [(1, 2, 3, 1), (1, 2, 3, 2), (2, 2), (3, 1, 2, 1), (3,), ()]


def chance(graph: PhoneGraph, phones: tuple[int, ...]) -> float:
    """That these phones and no others follow from the beginning to an end."""
    state, product = 0, 1.0
    for phone in phones:
        arcs = range(graph.out_of.start[state], graph.out_of.start[state + 1])
        arc = next((a for a in arcs if graph.phone[graph.out_of.other[a]] == phone), None)
        if arc is None:
            return 0.0
        state, product = int(graph.out_of.other[arc]), product * float(graph.out_of.weight[arc])
    return product * float(graph.last[state])


@pytest.mark.parametrize("long", [0, 1, 100])
def test_what_was_said_is_always_among_the_paths_and_chances_add_up(long: int):
    graph = graph_of(SAID, long)
    assert min(chance(graph, phones) for phones in SAID) > 0
    leaving = np.add.reduceat(np.append(graph.out_of.weight, 0), graph.out_of.start[:-1])
    leaving[np.diff(graph.out_of.start) == 0] = 0
    assert leaving + graph.last == pytest.approx(1)


def test_longer_histories_tell_sentences_apart():
    assert chance(graph_of(SAID, 0), (3, 1, 2, 3, 1)) > 0
    assert chance(graph_of(SAID, 100), (3, 1, 2, 3, 1)) == 0
    assert chance(graph_of(SAID, 100), (1, 2, 3, 1)) == pytest.approx(1 / 6)


def test_arcs_into_a_state_are_those_out_of_the_others():
    graph = graph_of(SAID, 2)
    states = len(graph.phone)
    ways = [
        {
            (s, int(arcs.other[a]), float(arcs.weight[a]))
            for s in range(states)
            for a in range(arcs.start[s], arcs.start[s + 1])
        }
        for arcs in (graph.into, graph.out_of)
    ]
    assert {(there, here, weight) for here, there, weight in ways[0]} == ways[1]
