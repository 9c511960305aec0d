"""Rates pooled along edges: used where they gained over shuffled edges in earlier periods, else it says so."""

import numpy as np
import pytest

from forecasting.columns import DAY
from forecasting.count_means import Ahead
from forecasting.counts import Occurrences
from forecasting.hotspots import Hotspots, forecast, forecast_pooled
from forecasting.pooling import Edges, PooledGain, Pooling, _graph, _shuffled, edges_between
from tests.builders.made_counts import MONDAY, changed_from, drawn

DAYS = 150
AS_OF = MONDAY + DAYS * DAY
NODES, GROUPS = 200, 20


def world(seed: int, effect: float, days: int = DAYS) -> Occurrences:
    """Many small nodes of which little is known each; those of a group have more or fewer events for their cases."""
    rng = np.random.default_rng(seed)
    of_group, volume = np.exp(rng.normal(0.0, effect, GROUPS)), rng.gamma(2.0, 0.04, NODES)
    rates = {f"node {node}": 0.25 * volume[node] * of_group[node % GROUPS] for node in range(NODES)}
    return drawn(seed, days, rates, {f"node {node}": volume[node] for node in range(NODES)})


def edges_of(happened: Occurrences, until: int) -> Edges:
    before = happened.start_at < until
    nodes = happened.start_node[before]
    groups = np.array([f"group {int(name.split()[1]) % GROUPS}" for name in nodes], object)
    return edges_between(nodes, {"category": groups}, "(none)")


def pooled(happened: Occurrences, ahead: int = 7) -> tuple[Hotspots, Pooling]:
    return forecast_pooled(happened, AS_OF, Ahead(0, ahead), lambda until: edges_of(happened, until))


def test_where_groups_differ_edges_gain_and_are_used() -> None:
    happened = world(3, 0.8)

    hotspots, pooling = pooled(happened)
    alone = forecast(happened, AS_OF, Ahead(0, 7))

    assert pooling.used
    assert pooling.gain is not None
    assert 0.0 < pooling.gain.low < pooling.gain.share < pooling.gain.high
    assert pooling.sentence.startswith("Rates are pooled along ")
    assert "better than along as many shuffled edges" in pooling.sentence
    assert hotspots.expected.sum() == pytest.approx(alone.expected.sum())
    assert np.abs(hotspots.expected - alone.expected).max() > 0.1


def test_where_groups_are_alike_it_says_that_edges_add_nothing() -> None:
    happened = [world(seed, 0.0) for seed in range(100, 104)]

    answers = [pooled(one) for one in happened]

    assert [pooling.used for _, pooling in answers] == [False] * 4
    assert {pooling.sentence[:28] for _, pooling in answers} == {"The edges add nothing here. "}
    alone = forecast(happened[0], AS_OF, Ahead(0, 7))
    assert answers[0][0].expected.tolist() == alone.expected.tolist()


def test_what_happens_from_as_of_on_changes_neither_forecast_nor_gain() -> None:
    happened = world(3, 0.8)
    changed = changed_from(happened, AS_OF - 20 * DAY, 1)
    as_of = AS_OF - 20 * DAY

    answers = [
        forecast_pooled(one, as_of, Ahead(0, 7), lambda until, one=one: edges_of(one, until))  # type: ignore[misc]
        for one in (happened, changed)
    ]

    assert answers[0][0].expected.tobytes() == answers[1][0].expected.tobytes()
    assert answers[0][1] == answers[1][1]


def test_without_edges_or_enough_periods_nothing_is_pooled() -> None:
    happened, few = world(3, 0.8), world(3, 0.8, days=60)

    _, tied_to_none = forecast_pooled(happened, AS_OF, Ahead(0, 7), lambda _: {})
    _, too_short = forecast_pooled(few, MONDAY + 60 * DAY, Ahead(0, 7), lambda until: edges_of(few, until))

    assert tied_to_none.sentence.startswith("No two of these nodes share")
    assert (too_short.used, too_short.gain) == (False, None)
    assert "cannot be measured yet" in too_short.sentence


def test_no_gain_has_no_sign() -> None:
    pooling = Pooling(3, ("town",), PooledGain(-0.0001, -0.0004, 0.0004, (0.0, 0.0, 0.0), 9), used=False)

    assert "0.0 % worse than along as many shuffled edges (90 % interval 0.0 % to 0.0 %)" in pooling.sentence


def test_shuffled_edges_leave_each_node_as_many() -> None:
    edges = edges_of(world(3, 0.8), AS_OF)
    names = sorted({name for pair in edges["category"] for name in pair})
    graph = _graph(names, edges)

    shuffled = _shuffled(graph, 0)

    assert shuffled is not None
    assert dict(shuffled.degree()) == dict(graph.degree())
    assert len(set(graph.edges()) & set(shuffled.edges())) < 0.2 * graph.number_of_edges()


def test_edges_are_of_values_that_most_cases_of_a_node_have_and_few_nodes_share() -> None:
    nodes = np.array(["a", "a", "a", "b", "b", "c", "c", "(none)", *(f"n{one}" for one in range(26))], object)
    town = np.array(["x", "x", "y", "x", "x", "x", "y", "x", *["everywhere"] * 26], object)

    edges = edges_between(nodes, {"town": town, "empty": np.array(["(none)"] * len(nodes), object)}, "(none)")

    assert edges == {"town": [("a", "b")]}
