"""Parts of Cypher that generated statements share, from the models."""

import re
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from graph.domain.lineage.titles import CALLED, properties_of
from graph.schema import GraphSchema, StoredLabel

CYPHER = Path(__file__).parents[1] / "cypher"
_TECHNICAL = "audit"
_SHOWN = ("id", "key", "name", "version", "state", "stage", "kind", "externalId", "knownAt", "recordedAt")
"""What is read of a node of any kind: its names, times, and what tells it from others of its name."""
_ONE_NODE = "  MATCH (n:LABEL {id: $id})\n  USING INDEX SEEK n:LABEL(id)\n  RETURN n"
_FACTS_A_LINE = 12
"""Lines of about a hundred characters."""


def visible(schema: GraphSchema) -> Sequence[StoredLabel]:
    """Return the kinds that people look at: technical ones (accounts, keys, log entries) are left out."""
    return [label for label in schema.labels if label.family != _TECHNICAL]


def facts(schema: GraphSchema, further: Iterable[str] = ()) -> str:
    """Return the map of a node `n` from which its title and its moment are read."""
    titled = {name for label in schema.labels if label.title for name in properties_of(label.title)}
    names = [*_SHOWN, *sorted({*titled, *further}.difference(_SHOWN, {CALLED}))]
    lines = [names[first : first + _FACTS_A_LINE] for first in range(0, len(names), _FACTS_A_LINE)]
    listed = ",\n    ".join(", ".join(f".{name}" for name in line) for line in lines)
    return f"n {{ {listed}, labels: labels(n),\n    {CALLED}: {called(schema)} }}"


def called(schema: GraphSchema, kinds: Container[str] | None = None, node: str = "n") -> str:
    """Return the name of what a node belongs to, among these kinds; null for kinds whose titles hold none."""
    named = [one for one in schema.labels if one.called and (kinds is None or one.name in kinds)]
    branches = "\n".join(f"      WHEN n:{one.name} THEN {one.called}" for one in named)
    return re.sub(r"\bn(?=[:.)])", node, f"CASE\n{branches}\n    END")


def node_by_id(labels: Iterable[StoredLabel], one: str = _ONE_NODE) -> str:
    """Return the branches that find nodes by their ids among kinds, each by its index; `one`: that of a `LABEL`."""
    named = (label.name for label in labels if any(prop.name == "id" and prop.unique for prop in label.properties))
    return union(one.replace("LABEL", name) for name in sorted(named))


def union(branches: Iterable[str]) -> str:
    """Return the branches of a subquery as one."""
    return "\n  UNION\n".join(branches)


def union_by_kind(branches: Iterable[tuple[str, str]], nothing: str, union: str = "UNION") -> str:
    """Return branches, given with the kind that each begins at, as parts: a statement is sent with one kind's alone.

    `nothing` is a branch without a row: it stands first, so that every part is joined to something.
    """
    by_kind: dict[str, list[str]] = {}
    for kind, branch in branches:
        by_kind.setdefault(kind, []).append(f"  {union}\n{branch}")
    parts = (f"  // part: {kind}\n" + "\n".join(some) + f"\n  // end: {kind}" for kind, some in sorted(by_kind.items()))
    return "\n".join([nothing, *parts])
