"""What the models declare of a walk, read once from the file that `make docs` writes beside this module."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TypedDict

from graph.domain.lineage.reach import Direction
from graph.domain.lineage.walk import StoredType, WalkEdge, WalkKind


class _Declared(TypedDict):
    """The file: kinds, edges, and what edges carry."""

    kinds: list[tuple[str, str, bool, list[tuple[str, str]]]]
    edges: list[tuple[str, str, str, str, list[str], bool]]
    edgeFacts: list[tuple[str, str]]  # as the file spells it


@cache
def kinds() -> Mapping[str, WalkKind]:
    """Return every kind of node that a walk comes to, by its label."""
    return {
        label: WalkKind(label, description, acts, tuple((name, StoredType(one)) for name, one in facts))
        for label, description, acts, facts in _declared()["kinds"]
    }


@cache
def edges() -> Mapping[str, Mapping[str, WalkEdge]]:
    """Return the edges of each kind by their names."""
    by_source: dict[str, dict[str, WalkEdge]] = {label: {} for label in kinds()}
    for source, name, way, kind, targets, one in _declared()["edges"]:
        by_source[source][name] = WalkEdge(source, name, Direction(way), kind, tuple(targets), one)
    return by_source


@cache
def edge_facts() -> Mapping[str, StoredType]:
    """Return what an edge may carry, by name."""
    return {name: StoredType(one) for name, one in _declared()["edgeFacts"]}


@cache
def _declared() -> _Declared:
    file = resources.files("graph.queries.lineage").joinpath("walk_kinds.json")
    declared: _Declared = json.loads(file.read_text(encoding="utf-8"))
    return declared
