"""Works out a walk before anything is read: what is selected at each level, and which steps one statement takes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError
from graphql.execution.collect_fields import FieldDetails

from api.graphql.identifiers import global_id
from api.graphql.lineage.walk_selection import Selected, Selection, name_of
from graph.domain.kernel.moments import moment, shown
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.lineage.reach import Direction
from graph.domain.lineage.walk import LARGEST_STEP, StoredType, WalkEdge
from graph.store.kernel.store import Store
from graph.store.lineage.walk import Along, WalkPlace, edges, kinds, place_after

TYPE_NAMES = {one: f"{one}Node" for one in ("Control", "Forecast", "Invariant", "Question", "Queue")}
"""Kinds whose own name another type bears; where one is added, the schema does not build until it stands here."""
ID, TYPE = "id", "__typename"


@dataclass(slots=True)
class WalkLevel:
    """What is selected of the nodes of one kind: keys in order, what is stored, read beside, and along edges."""

    kind: str
    keys: list[str] = field(default_factory=list)
    constant: dict[str, str] = field(default_factory=dict)
    stored: list[tuple[str, str, Callable[[Any], Any] | None]] = field(default_factory=list)
    beside: list[tuple[str, list[FieldDetails]]] = field(default_factory=list)
    leading_on: list[tuple[str, WalkEdge, list[FieldDetails]]] = field(default_factory=list)
    edges: list[tuple[str, "Ends"]] = field(default_factory=list)

    @property
    def facts(self) -> set[str]:
        """Return the names of the properties that are read."""
        return {name for _, name, _ in self.stored if name != ID}

    @property
    def leads_back(self) -> bool:
        """Tell whether any step from here on takes a statement of its own."""
        return any(ends.number is None or any(one.leads_back for one in ends.levels.values()) for _, ends in self.edges)


@dataclass(slots=True)
class Ends:
    """What is selected at the other end of an edge: a step, and how each of its neighbours is shown.

    `number`: which of the steps to causes it is in the statement that reads its starts; None for a step back, which is
    a statement of its own, followed by `causes`.
    """

    edge: WalkEdge
    first: int = 1
    after: WalkPlace | None = None
    carried: list[str] = field(default_factory=list)
    page: Selected | None = None
    edge_type: str = ""
    nodes: dict[str, list[FieldDetails]] = field(default_factory=dict)
    """What is selected of a neighbour, by where: the key of `nodes`, or the keys of `edges` and `node`."""
    levels: dict[tuple[str, str], WalkLevel] = field(default_factory=dict)
    """The same by where and by kind."""
    number: int | None = None
    causes: list[Along] = field(default_factory=list)

    @property
    def facts(self) -> list[str]:
        """Return the names of the properties that are read of a neighbour of any kind."""
        return sorted(set().union(*(level.facts for level in self.levels.values())))

    def along(self, origin: int = 0, shown_of_origin: int = 1) -> Along:
        """Return the step, from nodes of an earlier one of its statement or from those at hand."""
        return Along(self.edge, self.first, self.facts, self.carried, self.after, origin, shown_of_origin)


class WalkPlan:
    """Reads the operation level by level; raises `GraphQLError` for what cannot be answered."""

    def __init__(self, store: Store, selection: Selection) -> None:
        """Take what cursors are checked by, and what is asked for."""
        self._store, self._selection = store, selection

    def begun(self, kind: str, selected: Selected) -> tuple[WalkLevel, list[Along]]:
        """Return what is selected of nodes of a kind, and the steps to causes that their statement takes."""
        level, causes = self._level(kind, selected), list[Along]()
        self._lead_on(level, causes, 0, 1)
        return level, causes

    def _lead_on(self, level: WalkLevel, causes: list[Along], origin: int, shown_of_origin: int) -> None:
        """WalkPlan the edges of a level: one to causes in the same statement, one back with a statement of its own."""
        for key, edge, details in level.leading_on:
            ends = self._ends(level.kind, edge, details)
            level.edges.append((key, ends))
            further, number, first = ends.causes, 0, 1
            if edge.way is Direction.UP:
                ends.number = len(causes)
                causes.append(ends.along(origin, shown_of_origin))
                further, number, first = causes, len(causes), ends.first
            for one in ends.levels.values():
                self._lead_on(one, further, number, first)

    def _level(self, kind: str, selected: Selected) -> WalkLevel:
        level, stored, along = WalkLevel(kind, list(selected)), dict(kinds()[kind].facts), edges()[kind]
        for key, details in selected.items():
            name = name_of(details)
            if name == TYPE:
                level.constant[key] = type_name(kind)
            elif name == ID:
                level.stored.append((key, ID, lambda one: global_id(kind, one)))
            elif name in along and self._is_edge(kind, along[name]):
                level.leading_on.append((key, along[name], details))
            elif name in stored:
                level.stored.append((key, name, SHOWN.get(stored[name])))
            else:
                level.beside.append((key, details))
        return level

    def _is_edge(self, kind: str, edge: WalkEdge) -> bool:
        """Tell whether the schema has the edge: a field that was there before under its name goes before."""
        return edge.one or self._selection.named(type_name(kind), edge.name).endswith("Connection")

    def _ends(self, kind: str, edge: WalkEdge, details: list[FieldDetails]) -> Ends:
        ends = Ends(edge)
        if edge.one:
            ends.nodes[""] = details
        else:
            self._place_page(kind, ends, details)
        ends.levels = {
            (place, target): self._level(target, self._selection.below(type_name(target), one))
            for place, one in ends.nodes.items()
            for target in edge.targets
        }
        return ends

    def _place_page(self, kind: str, ends: Ends, details: list[FieldDetails]) -> None:
        """Take what is selected of a page, where it begins and how long it is."""
        self._place_bounds(ends, self._selection.arguments(type_name(kind), details))
        page_type = self._selection.named(type_name(kind), ends.edge.name)
        ends.page, ends.edge_type = (
            self._selection.below(page_type, details),
            self._selection.named(page_type, "edges"),
        )
        for key, one in ends.page.items():
            if name_of(one) == "nodes":
                ends.nodes[key] = one
            elif name_of(one) == "edges":
                self._place_edges(ends, key, one)

    def _place_bounds(self, ends: Ends, given: Mapping[str, Any]) -> None:
        """Take where a page begins and how long it is."""
        ends.first = given["first"]
        if not 1 <= ends.first <= LARGEST_STEP:
            raise as_error(invalid("first", f"{ends.edge.name}: first takes 1 to {LARGEST_STEP}."))
        if given.get("after") is not None:
            place = place_after(self._store, ends.edge, given["after"])
            if isinstance(place, Problem):
                raise as_error(place)
            ends.after = place

    def _place_edges(self, ends: Ends, key: str, details: list[FieldDetails]) -> None:
        """Take what is selected of edges: the nodes at their ends, and what they carry."""
        for inner, one in self._selection.below(ends.edge_type, details).items():
            if name_of(one) == "node":
                ends.nodes[f"{key}.{inner}"] = one
            elif name_of(one) != TYPE and name_of(one) not in ends.carried:
                ends.carried.append(name_of(one))


def type_name(kind: str) -> str:
    """Return the name of a kind's GraphQL type."""
    return TYPE_NAMES.get(kind, kind)


def as_error(problem: Problem) -> GraphQLError:
    """Return what the answer says of a field that cannot be read."""
    return GraphQLError(problem.message, extensions={"code": problem.code.value})


def _opened(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


SHOWN: Mapping[StoredType, Callable[[Any], object]] = {
    StoredType.MOMENT: lambda stored: shown(moment(stored)),
    StoredType.JSON: _opened,
}
"""How stored values are shown that are not shown as they are."""
