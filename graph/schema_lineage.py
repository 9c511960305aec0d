"""The statements that follow lineage, written from the edges of the models: `python -m graph.schema_lineage`.

Lineage, ways between two nodes, what is exported for a blast radius, and impact name the same edges; each is declared
once, by `lineage_edge`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.schema import GraphSchema, StoredEdge, graph_schema
from graph.schema_parts import CYPHER, facts, node_by_id, union_by_kind, visible

_STEPS = 8
"""`DEEPEST` of graph.domain.lineage.reach."""
_EDGES_OF_NODES = """\
WITH start, collect(n) AS found
CALL (found) {
  UNWIND found AS a
  MATCH (a)-[r:<<FOLLOWED>>]->(b)
  WHERE b IN found
  RETURN collect([type(r), a.id, b.id, r.knownFrom, r.knownTo]) AS edges
}
RETURN start.id AS start_id, [n IN found | <<FACTS>>] AS nodes, edges,
       EXISTS {
         MATCH (p:DecisionPoint)
         USING INDEX SEEK p:DecisionPoint(key)
         WHERE p.key > '' AND (p.blindFirst OR p.spotCheckShare > 0)
       } AS blind_first
"""
_COLUMNS_OF_NODES = """\
WITH start, collect(n) AS found
CALL (found) {
  UNWIND found AS n
  WITH labels(n) AS labels, collect(id(n)) AS numbers, collect(coalesce(n.knownAt, -1)) AS known,
       collect(coalesce(n.recordedAt, -1)) AS recorded
  RETURN collect([labels, numbers, known, recorded]) AS nodes
}
CALL (found) {
  UNWIND found AS a
  MATCH (a)-[r:<<FOLLOWED>>]->(b)
  WITH type(r) AS kind, coalesce(r.knownFrom, -1) AS begun, coalesce(r.knownTo, -1) AS ended,
       collect(id(a)) AS effects, collect(id(b)) AS causes
  RETURN collect([kind, effects, causes, begun, ended]) AS edges
}
RETURN id(start) AS start, nodes, edges
"""
_UP = """\
MATCH (start)-[:<<FOLLOWED>>*0..<<STEPS>>]->(n)
WITH DISTINCT start, n
LIMIT $most
"""
_DOWN = """\
MATCH (start)<-[:<<FOLLOWED>>*0..<<STEPS>>]-(n)
WHERE n = start OR NOT coalesce(n.shadow, false)
WITH DISTINCT start, n
LIMIT $most
"""
_BY_ID = "CALL () {\n<<STARTS>>\n}\nWITH n AS start\n"
_BY_ELEMENT = "MATCH (start) WHERE elementId(start) = $element\n"
_PATH = """\
MATCH (a) WHERE elementId(a) = $start
MATCH (b) WHERE elementId(b) = $goal
MATCH p = shortestPath((a)-[:<<FOLLOWED>>*..<<STEPS>>]-(b))
WHERE all(r IN relationships(p) WHERE NOT type(r) IN $without AND (($as_of IS NULL AND r.knownTo IS NULL)
    OR ($as_of IS NOT NULL AND coalesce(r.knownFrom, 0) <= $as_of AND coalesce(r.knownTo, $as_of + 1) > $as_of)))
  AND all(n IN nodes(p) WHERE $as_of IS NULL OR coalesce(n.knownAt, 0) <= $as_of)
  AND none(n IN nodes(p) WHERE n <> a AND n <> b AND any(kind IN labels(n) WHERE kind IN $around))
RETURN [n IN nodes(p) | <<FACTS>>] AS nodes,
       [r IN relationships(p) | [type(r), startNode(r).id, endNode(r).id, r.knownFrom, r.knownTo]] AS edges
LIMIT 1
"""
_FILES = {
    "lineage/up.cypher": (
        "// What is a node based on: everything that it was made from, used or followed, up to eight steps?\n"
        f"{_BY_ID}{_UP}{_EDGES_OF_NODES}"
    ),
    "lineage/down.cypher": (
        "// What depends on a node: everything that was made from it, used it or followed it, up to eight steps?\n"
        f"{_BY_ID}{_DOWN}{_EDGES_OF_NODES}"
    ),
    "lineage/up_columns.cypher": (
        "// What is a node based on, up to eight steps, in columns by labels of node, and by kind and times of edge?\n"
        f"{_BY_ELEMENT}{_UP}{_COLUMNS_OF_NODES}"
    ),
    "lineage/down_columns.cypher": (
        "// What depends on a node, up to eight steps, in columns by labels of node, and by kind and times of edge?\n"
        f"{_BY_ELEMENT}{_DOWN}{_COLUMNS_OF_NODES}"
    ),
    "lineage/of_numbers.cypher": (
        "// What is stored of these nodes, given by their internal numbers?\n"
        "UNWIND $numbers AS number\nMATCH (n) WHERE id(n) = number\nRETURN number, <<FACTS>> AS facts\n"
    ),
    "lineage/explorer/path.cypher": (
        "// By which shortest way are two nodes connected, whichever way its edges run, around these kinds of node?\n"
        f"{_PATH}"
    ),
    "planning/snapshot/edges.cypher": """\
// Which instance edges held at a moment, by the time of their effect? Columns, in chunks by kind.
MATCH (effect)-[r:<<INSTANCE>>]->(cause)
WHERE coalesce(effect.knownAt, -1) < $as_of AND coalesce(r.knownFrom, -1) < $as_of
  AND (r.knownTo IS NULL OR r.knownTo >= $as_of)
WITH type(r) AS kind, id(r) / $chunk AS chunk, id(effect) AS effect, id(cause) AS cause
RETURN chunk, kind, collect(effect) AS effects, collect(cause) AS causes
""",
    "blocks/impact.cypher": """\
// Which decisions depend on a node, or on any version of it, and by what: as input, or what that was trained on?
CALL () {
<<WAYS>>
}
""",
}
_REPLAYED = """\
  MATCH (start:<<END>> {id: $id})<<BACK>><-[:TAKEN_FROM]-(:InputSnapshot)-[:ABOUT]->(via:Case)
  USING INDEX SEEK start:<<END>>(id)
  WITH DISTINCT via
  MATCH (via)<-[:ABOUT]-(d:Decision {origin: 'REPLAYED'})
  RETURN d, 'INPUT' AS basis"""
"""A replayed decision is based on all data of its case: nobody knows which of it was shown."""
_WAY = """\
  MATCH (start:<<END>> {id: $id})<<BACK>>(d:Decision)
  USING INDEX SEEK start:<<END>>(id)
  RETURN d, '<<BASIS>>' AS basis"""
_WAY_BY_VIA = """\
  MATCH (start:<<END>> {id: $id})<<BACK>>(via:<<VIA>>)
  USING INDEX SEEK start:<<END>>(id)
  WITH DISTINCT via
  MATCH (via)<<ON>>(d:Decision)
  RETURN d, '<<BASIS>>' AS basis"""
_NO_WAY = """\
  MATCH (d:Decision {id: ''})
  USING INDEX SEEK d:Decision(id)
  RETURN d, '' AS basis"""
_DECISION, _DATA = "Decision", "DatasetVersion"
_TO_VIA = 2
"""The first two steps back from a decision are taken once for all that joins on further: few packets, many scores."""


def lineage_files(schema: GraphSchema) -> Mapping[str, str]:
    """Return the text of each file by its name under `cypher/`."""
    followed = [edge for edge in schema.edges if edge.followed]
    touched = {end for edge in followed for end in (edge.source, edge.target)}
    parts = {
        "FOLLOWED": "|".join(sorted({edge.kind for edge in followed})),
        "INSTANCE": "|".join(sorted({edge.kind for edge in followed if not edge.to_name})),
        "STARTS": node_by_id(label for label in visible(schema) if label.name in touched),
        "WAYS": union_by_kind(_impact_branches(schema), _NO_WAY),
        "STEPS": str(_STEPS),
        "FACTS": facts(schema),
    }
    return {file: _filled(text, parts) for file, text in _FILES.items()}


def impact_ways(schema: GraphSchema) -> Sequence[tuple[StoredEdge, ...]]:
    """Return each way from a decision to what it is based on, and on to what that is a version of, in order."""
    ways = [(*way, *names) for way in _ways(schema, (), _DECISION) for names in _names(schema, way[-1].target)]
    return sorted(ways, key=lambda way: [(edge.kind, edge.target) for edge in reversed(way)])


def _ways(schema: GraphSchema, so_far: tuple[StoredEdge, ...], here: str) -> Iterator[tuple[StoredEdge, ...]]:
    for edge in schema.edges:
        if edge.source == here and edge not in so_far:
            way = (*so_far, edge)
            if edge.basis == "PASSED":
                yield way
                yield from _ways(schema, way, edge.target)
            elif edge.basis == "INPUT":
                yield way
                trained = (one for one in schema.edges if (one.source, one.basis) == (edge.target, "TRAINING"))
                yield from ((*way, one) for one in trained)


def _names(schema: GraphSchema, here: str) -> Iterator[tuple[StoredEdge, ...]]:
    """Yield no edge, and each run of edges from a version to what it is a version of, and to the source of that."""
    yield ()
    for edge in schema.edges:
        if edge.source == here and edge.to_name and edge.one:
            yield from ((edge, *further) for further in _names(schema, edge.target))


def _impact_branches(schema: GraphSchema) -> Iterator[tuple[str, str]]:
    """Yield each way back to decisions with the kind of node that it begins at."""
    yield from ((way[-1].target, _branch(way)) for way in impact_ways(schema))
    yield from _replayed(schema)


def _replayed(schema: GraphSchema) -> Iterator[tuple[str, str]]:
    for names in _names(schema, _DATA):
        end = names[-1].target if names else _DATA
        back = f"{_back(names)}(:{_DATA})" if names else ""
        yield end, _filled(_REPLAYED, {"END": end, "BACK": back})


def _basis(way: Sequence[StoredEdge]) -> str:
    """Return how a decision depends on the end of a way: what it passes through, it is based on."""
    last = next(edge.basis for edge in reversed(way) if edge.basis)
    return "INPUT" if last == "PASSED" else str(last)


def _branch(way: Sequence[StoredEdge]) -> str:
    """Return the way as a subquery that begins at its end."""
    direct = len(way) <= _TO_VIA
    parts = {
        "END": way[-1].target,
        "BASIS": _basis(way),
        "BACK": _back(way if direct else way[_TO_VIA:]),
        "VIA": "" if direct else way[_TO_VIA].source,
        "ON": "" if direct else _back(way[:_TO_VIA]),
    }
    return _filled(_WAY if direct else _WAY_BY_VIA, parts)


def _back(way: Sequence[StoredEdge]) -> str:
    """Return the edges from the last node of a way back to its first, with the nodes between."""
    steps = [f"<-[:{edge.kind}]-" for edge in reversed(way)]
    between = [f"(:{edge.source})" for edge in reversed(way[1:])]
    return "".join(part for pair in zip(steps, [*between, ""], strict=True) for part in pair)


def _filled(text: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"<<(\w+)>>", lambda name: parts[name[1]], text)


if __name__ == "__main__":
    for name, text in lineage_files(graph_schema()).items():
        (CYPHER / name).write_text(text, encoding="utf-8")
