"""The walk's statements and what it can follow, written from the models: `python -m graph.schema_walk`.

A node has few edges to its causes, so one statement follows them all, their kinds as parameters. Any number of effects
may come to a node: there a kind must stand in the text for its bound to hold, so each has a statement of its own.
An edge is called by its target, back by its sources in the plural; where two share a name, by what else it says.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.domain.lineage.reach import Direction
from graph.domain.lineage.walk import INNER, StoredType, WalkEdge, WalkKind, step_file
from graph.schema import GraphSchema, StoredEdge, StoredLabel, graph_schema
from graph.schema_parts import CYPHER, union_by_kind, visible

KINDS_FILE = Path(__file__).parent / "queries" / "lineage" / "walk_kinds.json"
_SAME = frozenset({"Reviewer"})
"""Labels that nodes of another kind bear besides their own."""
_VERB = {
    "ACTED_ON_BEHALF_OF": ("actedFor", "actedForBy"),
    "DEPENDS_ON": ("dependsOn", "dependents"),
    "OWNED_BY": ("owners", None),
    "TIED_TO": ("tiedTo", "ties"),
    "VERSION_OF": (None, "versions"),
    "WAS_ASSOCIATED_WITH": ("person", None),
    "WAS_ATTRIBUTED_TO": ("decidedBy", None),
    "WAS_DERIVED_FROM": ("derivedFrom", "derived"),
    "WAS_INFORMED_BY": ("informedBy", "informed"),
    "WAS_REVISION_OF": ("revisionOf", "revisions"),
}
"""What an edge is called forth and back where the nodes' names say less than it does."""
_STEP = """\
// Which nodes come to these along EDGE, so many of each at most, newest first, and where do those lead?
UNWIND range(0, size($starts) - 1) AS place
MATCH (a) WHERE id(a) = $starts[place]
CALL (a) {
  MATCH (a)<-[r:EDGE]-(n)
  WHERE any(label IN labels(n) WHERE label IN $kinds) AND r.knownTo IS NULL
  WITH r, n LIMIT $most
  RETURN collect([r, n]) AS pairs
}
CALL (pairs) {
  UNWIND pairs AS pair
  WITH pair[0] AS r, pair[1] AS n, coalesce(pair[0].rank, 0) AS rank,
       coalesce(pair[1].knownAt, pair[1].recordedAt, 0) AS known
  WHERE $after_id IS NULL OR rank > $after_rank
     OR (rank = $after_rank AND (known < $after_known OR (known = $after_known AND n.id < $after_id)))
  WITH r, n, rank, known ORDER BY rank, known DESC, n.id DESC LIMIT $first + 1
  RETURN collect([n, rank, known, [name IN $edge_facts | r[name]]]) AS ends
}
WITH collect([place, size(pairs), ends]) AS rows
CALL (rows) {
  UNWIND rows AS row
  UNWIND row[2][..$first] AS one
  RETURN collect(DISTINCT one[0]) AS starts
}
// include: blocks/walk_causes.cypher
RETURN [n IN starts | [id(n), labels(n), [name IN $facts | n[name]]]] AS nodes,
       [row IN rows | [row[0], row[1], [one IN row[2] | [id(one[0]), one[1], one[2], one[3]]]]] AS steps,
       found AS causes
"""
_NODES = """\
// Which nodes of a kind bear these ids, and where do they lead from effect to cause?
CALL () {
BRANCHES
}
WITH collect(n) AS starts
// include: blocks/walk_causes.cypher
RETURN [n IN starts | [id(n), labels(n), [name IN $facts | n[name]]]] AS nodes, found AS causes
"""
_NO_NODE = """\
  MATCH (n:Decision {id: ''})
  USING INDEX SEEK n:Decision(id)
  RETURN n"""
_BRANCH = """\
  UNWIND CASE $kind WHEN 'LABEL' THEN $ids ELSE [] END AS id
  MATCH (n:LABEL {id: id})
  USING INDEX SEEK n:LABEL(id)
  RETURN n"""


@dataclass(frozen=True, slots=True)
class _Proposed:
    """An edge with the names it would take: the first that nobody else takes is its own."""

    edge: WalkEdge
    names: tuple[str, ...]


def walk_files(schema: GraphSchema) -> Mapping[str, str]:
    """Return the text of each file by its name under `cypher/`."""
    return {"lineage/walk/nodes.cypher": _nodes_file(schema)} | {
        step_file(kind): _STEP.replace("EDGE", kind) for kind in sorted({edge.kind for edge in _between(schema)})
    }


def walk_kinds(schema: GraphSchema) -> Sequence[WalkKind]:
    """Return the kinds that a walk comes to, by name."""
    kinds = [
        WalkKind(
            label.name,
            label.description,
            "Agent" in label.labels,
            tuple((one.name, StoredType(one.value_type)) for one in label.properties if _read(one.name)),
        )
        for label in _walked(schema)
    ]
    return sorted(kinds, key=lambda one: one.label)


def walk_edges(schema: GraphSchema) -> Sequence[WalkEdge]:
    """Return every edge as a field of both of its ends, by where it begins and its name."""
    taken = {kind.label: {name for name, _ in kind.facts} | {"id"} for kind in walk_kinds(schema)}
    proposed = [*_forth(schema), *_back(schema)]
    named: list[WalkEdge] = []
    for source, facts in taken.items():
        here = [one for one in proposed if one.edge.source == source]
        named += _named(here, facts)
    return sorted(named, key=lambda one: (one.source, one.name))


def kinds_file(schema: GraphSchema) -> str:
    """Return kinds, edges and what edges carry as JSON, each on a line."""
    kinds = [[one.label, one.description, one.acts, [list(fact) for fact in one.facts]] for one in walk_kinds(schema)]
    edges = [[one.source, one.name, one.way, one.kind, one.targets, one.one] for one in walk_edges(schema)]
    carried = [list(one) for one in zip(schema.edge_properties, schema.edge_types, strict=True)]
    parts: Mapping[str, Sequence[object]] = {"kinds": kinds, "edges": edges, "edgeFacts": carried}
    listed = [f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]" for name, rows in parts.items()]
    return "{" + ",\n".join(listed) + "}\n"


def _walked(schema: GraphSchema) -> Sequence[StoredLabel]:
    return [label for label in visible(schema) if label.name not in _SAME]


def _read(name: str) -> bool:
    return name not in INNER and not name.startswith("_")


def _forth(schema: GraphSchema) -> Iterator[_Proposed]:
    """Yield the edges from effect to cause; those of one kind to several who act are one."""
    labels = {label.name: label for label in _walked(schema)}
    for edge in _between(schema):
        agents = [
            one
            for one in _between(schema)
            if (one.source, one.kind) == (edge.source, edge.kind) and "Agent" in labels[one.target].labels
        ]
        together = agents if edge in agents else [edge]
        if edge is not together[0]:
            continue
        one = all(part.one for part in together)
        step = WalkEdge(edge.source, "", Direction.UP, edge.kind, tuple(part.target for part in together), one)
        name = _short(labels[edge.target]) if one else _plural(_short(labels[edge.target]))
        verb = _VERB.get(edge.kind, (None, None))[0]
        by_kind = _camel(edge.kind) if one or not agents else _plural(_camel(edge.kind))
        names = [edge.walked_as, verb if agents or edge.source == edge.target else None]
        if edge.kind == "OWNED_BY" or (agents and verb is None):
            names.append(verb or by_kind)
        names += [name, verb, by_kind, f"{by_kind}{edge.target}"]
        yield _Proposed(step, tuple(one for one in names if one))


def _back(schema: GraphSchema) -> Iterator[_Proposed]:
    labels = {label.name: label for label in _walked(schema)}
    for edge in _between(schema):
        step = WalkEdge(edge.target, "", Direction.DOWN, edge.kind, (edge.source,), one=False)
        verb = _VERB.get(edge.kind, (None, None))[1]
        plain = _plural(_short(labels[edge.source]))
        own = edge.source == edge.target or edge.kind == "VERSION_OF"
        by_kind = f"{_camel(edge.kind)}{_plural(edge.source)}"
        names = (verb if own else None, plain, verb, by_kind)
        yield _Proposed(step, tuple(one for one in names if one))


def _between(schema: GraphSchema) -> Sequence[StoredEdge]:
    names = {label.name for label in _walked(schema)}
    return [edge for edge in schema.edges if {edge.source, edge.target} <= names]


def _named(here: Sequence[_Proposed], facts: set[str]) -> Iterator[WalkEdge]:
    """Give each edge of a kind the first of its names that is no fact's and that no other would take first."""
    firsts = Counter(one.names[0] for one in here)
    taken = facts | {name for name, times in firsts.items() if times > 1}
    for one in here:
        name = next(name for name in one.names if name not in taken and firsts[name] <= (name == one.names[0]))
        taken.add(name)
        edge = one.edge
        yield WalkEdge(edge.source, name, edge.way, edge.kind, edge.targets, edge.one)


def _nodes_file(schema: GraphSchema) -> str:
    branches = ((label.name, _BRANCH.replace("LABEL", label.name)) for label in _walked(schema))
    return _NODES.replace("BRANCHES", union_by_kind(branches, _NO_NODE, "UNION ALL"))


def _short(label: StoredLabel) -> str:
    return label.short or label.name[0].lower() + label.name[1:]


def _plural(name: str) -> str:
    if name.endswith("y"):
        return f"{name[:-1]}ies"
    return "people" if name == "person" else f"{name}s"


def _camel(kind: str) -> str:
    first, *others = re.sub("^(WAS|HAD|HAS)_", "", kind).lower().split("_")
    return first + "".join(map(str.title, others))


if __name__ == "__main__":
    for name, text in walk_files(graph_schema()).items():
        (CYPHER / name).parent.mkdir(parents=True, exist_ok=True)
        (CYPHER / name).write_text(text, encoding="utf-8")
    KINDS_FILE.write_text(kinds_file(graph_schema()), encoding="utf-8")
