"""Graphs of decisions drawn at random, and by brute force what each decision depends on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from neo4j import AsyncDriver

DIRECT = {"WAS_GENERATED_BY", "USED", "PRESENTS", "TAKEN_FROM", "SCORED_BY", "INFLUENCED_BY"} | {
    "GOVERNED_BY",
    "WAS_ATTRIBUTED_TO",
}
LEARNED = frozenset({"TRAINED_ON", "DEPENDS_ON"})
NAMES = frozenset({"VERSION_OF", "HAD_PRIMARY_SOURCE"})
VERSIONED = {
    "DatasetVersion": "Dataset",
    "FeatureVersion": "Feature",
    "ModelVersion": "Model",
    "PolicyVersion": "Policy",
}
COUNTS = {"DataSource": 2, "Dataset": 3, "Feature": 2, "Model": 2, "Policy": 2, "Person": 3} | dict.fromkeys(
    VERSIONED, 5
)
WRITE = (
    "UNWIND $nodes AS n CREATE (m:%s:Entity) SET m = n.facts",
    "UNWIND $edges AS e MATCH (a {id: e[0]}), (b {id: e[2]}) CREATE (a)-[:%s]->(b)",
)


@dataclass(frozen=True, slots=True)
class MadeLineage:
    """Nodes by kind with their properties, and edges [effect, kind, cause]."""

    nodes: Mapping[str, list[dict[str, Any]]]
    edges: Sequence[tuple[str, str, str]]

    def ids(self, kind: str) -> list[str]:
        return [node["id"] for node in self.nodes[kind]]

    def ways(self, decision: str) -> dict[str, set[str]]:
        """Return in which ways a decision depends on each node, by following every edge that says so."""
        causes = defaultdict(list)
        for effect, kind, cause in self.edges:
            causes[effect].append((kind, cause))
        seen, open_ones = set(), [(decision, "INPUT", True)]
        while open_ones:
            here = open_ones.pop()
            if here in seen:
                continue
            seen.add(here)
            node, way, direct = here
            for kind, cause in causes[node]:
                if kind in NAMES:
                    open_ones.append((cause, way, False))
                elif direct and kind in DIRECT:
                    open_ones.append((cause, way, True))
                elif direct and kind in LEARNED:
                    open_ones.append((cause, "TRAINING", False))
        reached: dict[str, set[str]] = defaultdict(set)
        for node, way, _ in seen:
            reached[node].add(way)
        return reached

    async def written(self, driver: AsyncDriver) -> None:
        for kind, nodes in self.nodes.items():
            await driver.execute_query(WRITE[0] % kind, {"nodes": [{"facts": node} for node in nodes]})
        for kind in {kind for _, kind, _ in self.edges}:
            await driver.execute_query(
                WRITE[1] % kind, {"edges": [list(edge) for edge in self.edges if edge[1] == kind]}
            )


def made_lineage(seed: int, decisions: int = 20) -> MadeLineage:
    """Draw a graph: decisions by gate and by people, some not in force or replayed, on data, models and rules."""
    draw = Random(seed)
    nodes: dict[str, list[dict[str, Any]]] = {
        kind: [_node(f"{seed}-{kind}-{number}") for number in range(count)] for kind, count in COUNTS.items()
    }
    graph = MadeLineage(nodes | {kind: [] for kind in LATER}, [])
    edges = list(_registry(draw, graph))
    for number in range(decisions):
        edges += _decided(draw, graph, f"{seed}-{number}")
    return MadeLineage(graph.nodes, edges)


LATER = ("Decision", "Case", "GateEvaluation", "Review", "ReviewPacket", "InputSnapshot", "Prediction")


def _node(name: str, **facts: str | int) -> dict[str, Any]:
    return {"id": name, "key": name, "name": name} | facts


def _registry(draw: Random, graph: MadeLineage) -> list[tuple[str, str, str]]:
    edges = [
        (version, "VERSION_OF", draw.choice(graph.ids(kind)))
        for versions, kind in VERSIONED.items()
        for version in graph.ids(versions)
    ]
    edges += [(data, "HAD_PRIMARY_SOURCE", draw.choice(graph.ids("DataSource"))) for data in graph.ids("Dataset")]
    edges += [(one, "COMPUTED_FROM", draw.choice(graph.ids("Dataset"))) for one in graph.ids("FeatureVersion")]
    for model in graph.ids("ModelVersion"):
        edges += [(model, "TRAINED_ON", one) for one in draw.sample(graph.ids("DatasetVersion"), draw.randint(0, 2))]
        edges += [(model, "DEPENDS_ON", one) for one in draw.sample(graph.ids("FeatureVersion"), draw.randint(0, 2))]
    return edges


def _decided(draw: Random, graph: MadeLineage, name: str) -> list[tuple[str, str, str]]:
    decision, case, snapshot, score = (f"{name}-{kind}" for kind in ("d", "c", "s", "p"))
    at, in_force, live = draw.randrange(100), draw.random() < 0.8, draw.random() < 0.8
    graph.nodes["Decision"].append(
        _node(
            decision,
            decidedAt=at,
            sortKey=f"{at:03d}|{decision}",
            finalAt=2**50,
            origin="LIVE" if live else "REPLAYED",
            state="EFFECTIVE" if in_force else "SUPERSEDED",
            **({"effectiveCaseId": case} if in_force else {}),
        )
    )
    graph.nodes["Case"].append(_node(case, reach=draw.randrange(9)))
    graph.nodes["InputSnapshot"].append(_node(snapshot))
    graph.nodes["Prediction"].append(_node(score))
    edges = [
        (decision, "ABOUT", case),
        (snapshot, "ABOUT", case),
        (score, "SCORED_BY", draw.choice(graph.ids("ModelVersion"))),
        (decision, "GOVERNED_BY", draw.choice(graph.ids("PolicyVersion"))),
    ]
    edges += [(snapshot, "TAKEN_FROM", one) for one in draw.sample(graph.ids("DatasetVersion"), draw.randint(1, 2))]
    edges += [(score, "INFLUENCED_BY", one) for one in draw.sample(graph.ids("FeatureVersion"), draw.randint(0, 2))]
    if draw.random() < 0.5:
        gate = f"{name}-g"
        graph.nodes["GateEvaluation"].append(_node(gate))
        return [*edges, (decision, "WAS_GENERATED_BY", gate), (gate, "USED", snapshot), (gate, "USED", score)]
    review, packet = f"{name}-r", f"{name}-k"
    graph.nodes["Review"].append(_node(review))
    graph.nodes["ReviewPacket"].append(_node(packet))
    return [
        *edges,
        (decision, "WAS_GENERATED_BY", review),
        (decision, "WAS_ATTRIBUTED_TO", draw.choice(graph.ids("Person"))),
        (review, "USED", packet),
        (packet, "PRESENTS", snapshot),
        (packet, "PRESENTS", score),
    ]
