"""P8 and P9: the blast radius in memory against rustworkx, and the graph's export against a row for each edge."""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import Any

import numpy as np
from rustworkx import PyDiGraph, descendants

from bench.fixture import open_fixture
from bench.lineage import fill
from bench.measure import BenchResult, bench_result
from forecasting.columns import Ints
from forecasting.impact import ReachDirection, impact_graph
from graph.store.lineage.frozen_graph import freeze_graph

_NODES = 1_500_000
"""A quarter of a million decisions."""
_A_DECISION = 6
"""Case, snapshot, prediction, packet, review and decision."""
_VERSIONS, _MODELS = 60, 5
_STARTS = 40
"""Enough for a median."""
_ROWS = "MATCH (a)-[r]->(b) RETURN type(r) AS kind, a.id AS effect, b.id AS cause"


async def p8(repeats: int, _: int) -> BenchResult:
    """Measure both ways from every data and model version and some other nodes of 1.5 million."""
    effects, causes = _spines(random.Random(8))
    ours = impact_graph(np.full(_NODES, -1), np.ones(_NODES, np.bool_), effects, causes)
    up, down = _peer(PyDiGraph(), effects, causes), _peer(PyDiGraph(), causes, effects)
    draw, first = random.Random(9), _VERSIONS + _MODELS
    starts = [*range(first), *(draw.randrange(first, _NODES) for _ in range(_STARTS))]
    for start in (0, first - 1, starts[-1]):
        for direction, graph in ((ReachDirection.DOWNSTREAM, down), (ReachDirection.UPSTREAM, up)):
            if set(ours.reach(start, direction).tolist()) != descendants(graph, start) | {start}:
                message = f"another set from {start}, {direction}"
                raise AssertionError(message)
    mine, theirs = [], []
    for _number in range(repeats):
        mine.append(_rate(lambda start: [ours.reach(start, direction) for direction in ReachDirection], starts))
        theirs.append(_rate(lambda start: (descendants(down, start), descendants(up, start)), starts))
    texts = ("rustworkx.descendants, both ways, the same sets", "memory latency; the answer is an array, theirs a set")
    details = {"ours_per_s": median(mine), "baseline_per_s": median(theirs), "nodes": float(_NODES)}
    return bench_result("P8", mine, theirs, texts, details=details)


async def p9(repeats: int, size: int) -> BenchResult:
    """Measure the export of a graph of instance edges to arrays."""
    async with open_fixture() as fixture:
        await fixture.claimed(1, "filled")
        await fill(fixture, 0, size * 250)
        later = fixture.store.clock.now() + timedelta(days=1)
        edges, ours, theirs = 0, list[float](), list[float]()
        for number in range(repeats + 1):
            began = time.perf_counter()
            frozen = await freeze_graph(fixture.store, later)
            mine = time.perf_counter() - began
            began = time.perf_counter()
            rows = (await fixture.driver.execute_query(_ROWS)).records
            if number:
                ours.append(len(frozen.effects) / mine)
                theirs.append(len(rows) / (time.perf_counter() - began))
            edges = len(frozen.effects)
    texts = ("a row for each edge by execute_query, edges a second", "aggregation in the server, one pass in Python")
    details = {"edges": float(edges), "ours_per_s": median(ours), "baseline_per_s": median(theirs)}
    return bench_result("P9", ours, theirs, texts, details=details)


def _spines(draw: random.Random) -> tuple[Ints, Ints]:
    """Return edges of whole decisions (six nodes each) on dataset versions and models, effect to cause."""
    effects: list[int] = []
    causes: list[int] = []
    for case in range(_VERSIONS + _MODELS, _NODES - _A_DECISION, _A_DECISION):
        snapshot, prediction, packet, review, decision = range(case + 1, case + _A_DECISION)
        version, model = draw.randrange(_VERSIONS), _VERSIONS + draw.randrange(_MODELS)
        effects += [snapshot, snapshot, prediction, prediction, packet, review, decision, decision]
        causes += [case, version, snapshot, model, prediction, packet, review, case]
    return np.array(effects), np.array(causes)


def _peer(graph: Any, sources: Ints, targets: Ints) -> Any:  # noqa: ANN401  # rustworkx has no types
    graph.add_nodes_from(range(_NODES))
    graph.extend_from_edge_list(list(zip(sources.tolist(), targets.tolist(), strict=True)))
    return graph


def _rate(ask: Callable[[int], object], starts: list[int]) -> float:
    began = time.perf_counter()
    for start in starts:
        ask(start)
    return len(starts) / (time.perf_counter() - began)
