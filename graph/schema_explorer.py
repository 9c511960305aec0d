"""The explorer's statements that name every kind and edge, written from the models: `python -m graph.schema_explorer`.

A kind or an edge cannot be a parameter where an index or a bound must hold, so each has a branch of its own.
"""

from collections.abc import Mapping

from graph.schema import GraphSchema, graph_schema
from graph.schema_parts import CYPHER, called, facts, node_by_id, union, visible

_HELD = """\
($as_of IS NULL OR (coalesce(n.knownAt, 0) <= $as_of AND coalesce(r.knownFrom, 0) <= $as_of))
    AND (r.knownTo IS NULL OR ($as_of IS NOT NULL AND r.knownTo > $as_of))"""
_NODE = """\
// Which node bears this id, and what is stored of it?
CALL () {
BRANCHES
}
RETURN elementId(n) AS element, n.id AS id, labels(n) AS labels, properties(n) AS facts
LIMIT 1
"""
_AROUND = """\
// How many neighbours has a node by edge, and which are the first of them each way?
MATCH (start) WHERE elementId(start) = $element
WITH start, [
DEGREES
] AS degrees
CALL (start) {
  MATCH (start)-[r:EDGES]->(n)
  WHERE HELD
  WITH type(r) AS edge, n LIMIT $most
  RETURN collect([edge, FACTS]) AS causes
}
CALL (start) {
  MATCH (start)<-[r:EDGES]-(n)
  WHERE HELD
  WITH type(r) AS edge, n LIMIT $most
  RETURN collect([edge, FACTS]) AS effects
}
RETURN [one IN degrees WHERE one[2] > 0] AS degrees, causes, effects
"""
_ALONG = """\
// QUESTION along one kind of edge, newest first, among so many at most?
MATCH (start) WHERE elementId(start) = $element
CALL (start) {
BRANCHES
}
WITH n, r, right('000000000000000' + toString(coalesce(n.knownAt, 0)), 15) + '|' + n.id AS place
WHERE place < $before AND ($kind IS NULL OR $kind IN labels(n))
  AND HELD
WITH DISTINCT n, place
ORDER BY place DESC LIMIT $limit
RETURN n.id AS id, place AS sort_key, FACTS AS facts
ORDER BY sort_key DESC
"""
_SEARCH = """\
// Which nodes bear these words in a name or an outside id, best match first?
CALL db.index.fulltext.queryNodes('explorer_names', $query, {limit: $fetched}) YIELD node AS n, score
WITH n, score
WHERE $kinds IS NULL OR any(label IN labels(n) WHERE label IN $kinds)
RETURN FACTS AS facts, score
ORDER BY score DESC, n.id
LIMIT $limit
"""
_LINKS = """\
// How many neighbours have these nodes by edge, way and kind, among so many each way; more are counted by edge alone?
CALL () {
BRANCHES
}
WITH n AS start
CALL (start) {
  MATCH (start)-[r:EDGES]->(n)
  WHERE HELD
  WITH type(r) AS edge, labels(n) AS labels LIMIT $most
  WITH edge, labels, count(*) AS nodes
  RETURN collect([edge, labels, nodes]) AS causes
}
CALL (start) {
  MATCH (start)<-[r:EDGES]-(n)
  WHERE HELD
  WITH type(r) AS edge, labels(n) AS labels LIMIT $most
  WITH edge, labels, count(*) AS nodes
  RETURN collect([edge, labels, nodes]) AS effects
}
CALL (start, causes, effects) {
  WITH start
  WHERE reduce(sum = 0, one IN causes | sum + one[2]) >= $most
     OR reduce(sum = 0, one IN effects | sum + one[2]) >= $most
  RETURN collect([
DEGREES
  ]) AS degrees
}
RETURN start.id AS id, [one IN coalesce(head(degrees), []) WHERE one[2] > 0] AS degrees, causes, effects
"""
_LINKED_NODES = """\
  UNWIND [one IN $nodes WHERE one[0] = 'LABEL' | one[1]] AS id
  MATCH (n:LABEL {id: id})
  USING INDEX SEEK n:LABEL(id)
  RETURN n"""
_REGISTRY_ENTRY = """\
// What is registered of a node: its declared edges each way, now, as of a moment or ever, and what uses it.
RETURN n { .id, .key, .name, .externalId, .kind, .words, .canLogIn, .recordedAt, .target,
    called: CALLED } AS facts, COLLECT {
  MATCH (n)-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->(other)
  WHERE CASE WHEN $ended THEN true WHEN $as_of IS NULL THEN r.knownTo IS NULL
        ELSE coalesce(r.knownFrom, 0) <= $as_of AND coalesce(r.knownTo, $as_of + 1) > $as_of END
  RETURN r { .kind, .knownFrom, .knownTo, relation: type(r), other: other { .id, .name, .externalId, .key, .target,
    labels: labels(other), called: CALLED_OTHER } }
  LIMIT $most
} AS leads, COLLECT {
  MATCH (n)<-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]-(other)
  WHERE CASE WHEN $ended THEN true WHEN $as_of IS NULL THEN r.knownTo IS NULL
        ELSE coalesce(r.knownFrom, 0) <= $as_of AND coalesce(r.knownTo, $as_of + 1) > $as_of END
  RETURN r { .kind, .knownFrom, .knownTo, relation: type(r), other: other { .id, .name, .externalId, .key, .target,
    labels: labels(other), called: CALLED_OTHER } }
  LIMIT $most
} AS comes, [use IN [
  ['HAD_PRIMARY_SOURCE', COUNT { (n)<-[:HAD_PRIMARY_SOURCE]-() }],
  ['VERSION_OF', COUNT { (n)<-[:VERSION_OF]-() }],
  ['COMPUTED_FROM', COUNT { (n)<-[:COMPUTED_FROM]-() }],
  ['GOVERNED_BY', COUNT { (n)<-[:GOVERNED_BY]-() }],
  ['IN_QUEUE', COUNT { (n)<-[:IN_QUEUE]-() }],
  ['AT', COUNT { (n)<-[:AT]-() }],
  ['CONCERNS', COUNT { (n)<-[:CONCERNS]-() }],
  ['REQUESTED_BY', COUNT { (n)<-[:REQUESTED_BY]-() }],
  ['WAS_ATTRIBUTED_TO', COUNT { (n)<-[:WAS_ATTRIBUTED_TO]-() }]
] WHERE use[1] > 0] AS uses
"""
_REGISTERED = ("Feature", "Model", "Policy")
"""Kinds of the registry that are called after what they belong to; the others have a name of their own."""
_ONE_EDGE = "  WITH start WHERE $edge = 'EDGE'\n  MATCH (start)ARROW(n)\n  RETURN n, r LIMIT $most"
_WAYS = {"UP": "-[MIDDLE:EDGE]->", "DOWN": "<-[MIDDLE:EDGE]-"}
_ALONG_FILES = {
    "lineage/explorer/causes.cypher": ("UP", "What is a node based on"),
    "lineage/explorer/effects.cypher": ("DOWN", "What depends on a node"),
}


def explorer_files(schema: GraphSchema) -> Mapping[str, str]:
    """Return the text of each file by its name under `cypher/`."""
    seen = visible(schema)
    names = {label.name for label in seen}
    edges = sorted({edge.kind for edge in schema.edges if {edge.source, edge.target} <= names})
    degrees = ",\n".join(
        "  ['WAY', 'EDGE', COUNT { (start)ARROW() }]".replace("WAY", way)
        .replace("ARROW", arrow.replace("MIDDLE", ""))
        .replace("EDGE", edge)
        for way, arrow in _WAYS.items()
        for edge in edges
    )
    along = {
        file: _ALONG.replace("QUESTION", question).replace(
            "BRANCHES",
            union(
                _ONE_EDGE.replace("ARROW", _WAYS[way].replace("MIDDLE", "r")).replace("EDGE", edge) for edge in edges
            ),
        )
        for file, (way, question) in _ALONG_FILES.items()
    }
    written = {
        "lineage/explorer/node.cypher": _NODE.replace("BRANCHES", node_by_id(seen)),
        "lineage/explorer/around.cypher": _AROUND.replace("DEGREES", degrees).replace("EDGES", "|".join(edges)),
        "lineage/explorer/links.cypher": _LINKS.replace("BRANCHES", node_by_id(seen, _LINKED_NODES))
        .replace("DEGREES", degrees)
        .replace("EDGES", "|".join(edges)),
        "lineage/explorer/search.cypher": _SEARCH.replace("FACTS", facts(schema, further=("words",))),
        "blocks/registry_entry.cypher": _REGISTRY_ENTRY.replace(
            "CALLED_OTHER", called(schema, _REGISTERED, "other")
        ).replace("CALLED", called(schema, _REGISTERED)),
        **along,
    }
    return {file: text.replace("FACTS", facts(schema)).replace("HELD", _HELD) for file, text in written.items()}


if __name__ == "__main__":
    for name, text in explorer_files(graph_schema()).items():
        (CYPHER / name).write_text(text, encoding="utf-8")
