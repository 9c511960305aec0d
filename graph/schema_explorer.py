"""The explorer's statements that name every kind and edge, written from the models: `python -m graph.schema_explorer`.

A kind or an edge cannot be a parameter where an index or a bound must hold, so each has a branch of its own.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.schema import GraphSchema, graph_schema

FOLDER = Path(__file__).parents[1] / "cypher" / "explorer"
_TECHNICAL = "audit"
_FACTS = """\
n { .id, .key, .name, .version, .state, .stage, .action, .verdict, .kind, .result, .rule, .probability, .target,
  .shadow, .externalId, .quality, .value, .command, .knownAt, .recordedAt, labels: labels(n) }"""
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
// WORDS along one kind of edge, newest first, among so many at most?
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
_ONE_NODE = "  MATCH (n:LABEL {id: $id})\n  USING INDEX SEEK n:LABEL(id)\n  RETURN n"
_ONE_EDGE = "  WITH start WHERE $edge = 'EDGE'\n  MATCH (start)ARROW(n)\n  RETURN n, r LIMIT $most"
_WAYS = {"UP": "-[MIDDLE:EDGE]->", "DOWN": "<-[MIDDLE:EDGE]-"}
_ALONG_FILES = {
    "causes.cypher": ("UP", "What does a node rest on"),
    "effects.cypher": ("DOWN", "What rests on a node"),
}


def explorer_files(schema: GraphSchema) -> Mapping[str, str]:
    """Return the text of each file by its name; technical kinds (accounts, keys, log entries) are left out."""
    seen = [label for label in schema.labels if label.family != _TECHNICAL]
    labels = sorted(label.name for label in seen if any(prop.name == "id" and prop.unique for prop in label.properties))
    names = {label.name for label in seen}
    edges = sorted({edge.kind for edge in schema.edges if {edge.source, edge.target} <= names})
    node = _NODE.replace("BRANCHES", _union(_ONE_NODE.replace("LABEL", label) for label in labels))
    degrees = ",\n".join(
        "  ['WAY', 'EDGE', COUNT { (start)ARROW() }]".replace("WAY", way)
        .replace("ARROW", arrow.replace("MIDDLE", ""))
        .replace("EDGE", edge)
        for way, arrow in _WAYS.items()
        for edge in edges
    )
    around = _AROUND.replace("DEGREES", degrees).replace("EDGES", "|".join(edges))
    along = {
        file: _ALONG.replace("WORDS", words).replace(
            "BRANCHES",
            _union(
                _ONE_EDGE.replace("ARROW", _WAYS[way].replace("MIDDLE", "r")).replace("EDGE", edge) for edge in edges
            ),
        )
        for file, (way, words) in _ALONG_FILES.items()
    }
    written = {"node.cypher": node, "around.cypher": around, **along}
    return {file: text.replace("FACTS", _FACTS).replace("HELD", _HELD) for file, text in written.items()}


def _union(branches: Iterable[str]) -> str:
    return "\n  UNION\n".join(branches)


if __name__ == "__main__":
    for name, text in explorer_files(graph_schema()).items():
        (FOLDER / name).write_text(text, encoding="utf-8")
