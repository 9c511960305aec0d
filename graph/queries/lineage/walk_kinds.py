"""What the models declare of a walk, read once from the file that `make docs` writes beside this module."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from graph.domain.lineage.reach import Direction
from graph.domain.lineage.walk import FactType, WalkEdge, WalkKind


@cache
def kinds() -> Mapping[str, WalkKind]:
    """Return every kind of node that a walk comes to, by its label."""
    return {
        label: WalkKind(label, description, acts, tuple((name, FactType(one)) for name, one in facts))
        for label, description, acts, facts in _declared()["kinds"]
    }


@cache
def edges() -> Mapping[str, Mapping[str, WalkEdge]]:
    """Return the edges of each kind by their names."""
    found: dict[str, dict[str, WalkEdge]] = {label: {} for label in kinds()}
    for source, name, way, kind, targets, one in _declared()["edges"]:
        found[source][name] = WalkEdge(source, name, Direction(way), kind, tuple(targets), one)
    return found


@cache
def edge_facts() -> Mapping[str, FactType]:
    """Return what an edge may carry, by name."""
    return {name: FactType(one) for name, one in _declared()["edgeFacts"]}


@cache
def _declared() -> Mapping[str, Any]:
    file = resources.files("graph.queries.lineage").joinpath("walk_kinds.json")
    declared: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return declared
