"""Answers a walk: reads one level after another, one statement for each edge that is selected, and completes it.

The number of statements follows from the operation alone; how many nodes a level has does not change it. What nodes
share, such as one model's features, is read and completed once.
"""

import asyncio
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from graphql import GraphQLError
from graphql.execution.collect_fields import FieldDetails

from api.graphql.completed import Completed
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import global_id, parse_id
from api.graphql.lineage.walk_selection import Selected, Selection, name_of
from graph.domain.kernel.moments import moment, shown
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.lineage.walk import LARGEST_STEP, StoredType, WalkEdge
from graph.session import WalkReads
from graph.store.kernel.store import Store
from graph.store.lineage.walk import (
    Along,
    Neighbour,
    Steps,
    WalkNode,
    WalkPlace,
    cursor_of,
    edge_facts,
    edges,
    kinds,
    nodes_of,
    place_after,
    step,
    walk_in,
)

TYPE_NAMES = {one: f"{one}Node" for one in ("Control", "Forecast", "Invariant", "Question", "Queue")}
"""Kinds whose own name another type bears; where one is added, the schema does not build until it stands here."""
_ID, _TYPE = "id", "__typename"


class ReadBeside(Protocol):
    """A type that there was before walks: some of its fields are read by a statement of its own."""

    @staticmethod
    async def read_many(store: Store, ids: Sequence[str]) -> Mapping[str, Any]:
        """Return objects of the type by the ids of their nodes."""


async def walked(info: SignoffInfo, kind: str, ids: Sequence[str]) -> list[Any]:
    """Return nodes of a kind with what the operation selects of them, in the order of their ids; unknown ones miss.

    Where nothing is selected but what a type had before there were walks, its own objects are returned.
    """
    selection = Selection(info._raw_info)  # noqa: SLF001  # strawberry hides what the operation says of arguments
    selected = selection.below(type_name(kind), selection.here())
    before = selection.class_of(type_name(kind))
    if hasattr(before, "read_many") and {attribute(name_of(one)) for one in selected.values()} <= attributes(before):
        objects: Mapping[str, Any] = await before.read_many(info.context.store, ids)
        return [objects[one] for one in ids if one in objects]
    by_id = await Walk(info.context.store, selection).at(kind, ids, selected)
    return [Completed(by_id[one]) for one in ids if one in by_id]


async def field_of_object(source: Any, info: SignoffInfo) -> Any:  # noqa: ANN401  # of whichever type the field is
    """Return an edge's end for an object that another query made; objects of one list are read together."""
    parsed = parse_id(source.id, _ID)
    if isinstance(parsed, Problem):
        raise _refusal(parsed)
    raw = info._raw_info  # noqa: SLF001  # as above
    batch = info.context.batches.get(id(raw.field_nodes[0]))
    if batch is None:
        batch = info.context.batches[id(raw.field_nodes[0])] = Batch(info, parsed[0])
    return await batch.of(parsed[1])


class Batch:
    """Objects of one list that ask for the same field: they wait for each other, and are read at once."""

    def __init__(self, info: SignoffInfo, kind: str) -> None:
        """Begin with nobody waiting."""
        self._info, self._kind, self._ids = info, kind, dict[str, None]()
        self._read: asyncio.Task[Mapping[str, dict[str, Any]]] | None = None

    async def of(self, node: str) -> Any:  # noqa: ANN401  # as above
        """Return the field of one of them."""
        self._ids[node] = None
        if self._read is None:
            self._read = asyncio.create_task(self._all())
        row = (await self._read).get(node)
        value = None if row is None else next(iter(row.values()))
        return Completed(value) if isinstance(value, dict) else value

    async def _all(self) -> Mapping[str, dict[str, Any]]:
        raw = self._info._raw_info  # noqa: SLF001  # as above
        self._info.context.batches.pop(id(raw.field_nodes[0]), None)
        selection = Selection(raw)
        selected = {str(raw.path.key): selection.here()}
        return await Walk(self._info.context.store, selection).at(self._kind, list(self._ids), selected)


@dataclass(slots=True)
class _Level:
    """What is selected of the nodes of one kind: keys in order, what is stored, read beside, and along edges."""

    kind: str
    keys: list[str] = field(default_factory=list)
    constant: dict[str, str] = field(default_factory=dict)
    stored: list[tuple[str, str, Callable[[Any], Any] | None]] = field(default_factory=list)
    beside: list[tuple[str, list[FieldDetails]]] = field(default_factory=list)
    edges: list[tuple[str, WalkEdge, list[FieldDetails]]] = field(default_factory=list)

    @property
    def facts(self) -> set[str]:
        """Return the names of the properties that are read."""
        return {name for _, name, _ in self.stored if name != _ID}


@dataclass(slots=True)
class _Ends:
    """What is selected at the other end of an edge: a step, and how each of its neighbours is shown."""

    edge: WalkEdge
    first: int = 1
    after: WalkPlace | None = None
    carried: list[str] = field(default_factory=list)
    page: Selected | None = None
    edge_type: str = ""
    nodes: dict[str, list[FieldDetails]] = field(default_factory=dict)
    """What is selected of a neighbour, by where: the key of `nodes`, or the keys of `edges` and `node`."""


class Walk:
    """One walk of an operation."""

    def __init__(self, store: Store, selection: Selection) -> None:
        """Take what is read from, and what is asked for."""
        self._store, self._selection = store, selection

    async def at(self, kind: str, ids: Sequence[str], selected: Selected) -> Mapping[str, dict[str, Any]]:
        """Return what is selected of nodes of a kind, by id; an unknown one is missing."""
        level = self._level(kind, selected)

        async def work(read: WalkReads) -> Mapping[str, dict[str, Any]]:
            facts = sorted(level.facts)
            by_id = await nodes_of(read, kind, ids, facts)
            rows = await self._complete(read, level, list(by_id.values()), facts)
            return dict(zip(by_id, rows, strict=True))

        return await walk_in(self._store, work)

    def _level(self, kind: str, selected: Selected) -> _Level:
        level, stored, along = _Level(kind, list(selected)), dict(kinds()[kind].facts), edges()[kind]
        for key, details in selected.items():
            name = name_of(details)
            if name == _TYPE:
                level.constant[key] = type_name(kind)
            elif name == _ID:
                level.stored.append((key, _ID, lambda one: global_id(kind, one)))
            elif name in along and self._is_edge(kind, along[name]):
                level.edges.append((key, along[name], details))
            elif name in stored:
                level.stored.append((key, name, _SHOWN.get(stored[name])))
            else:
                level.beside.append((key, details))
        return level

    def _is_edge(self, kind: str, edge: WalkEdge) -> bool:
        """Tell whether the schema has the edge: a field that was there before under its name goes before."""
        return edge.one or self._selection.named(type_name(kind), edge.name).endswith("Connection")

    async def _complete(
        self, read: WalkReads, level: _Level, nodes: Sequence[WalkNode], facts: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Return what is selected of each node, its keys in the order of the operation."""
        empty: dict[str, Any] = dict.fromkeys(level.keys) | level.constant
        rows = [empty.copy() for _ in nodes]
        place = {name: position for position, name in enumerate(facts)}
        for key, name, show in level.stored:
            at = place.get(name)
            for row, node in zip(rows, nodes, strict=True):
                value = node.id if at is None else node.facts[at]
                row[key] = value if show is None or value is None else show(value)
        if level.beside and nodes:
            await self._read_beside(level, [node.id for node in nodes], rows)
        for key, edge, details in level.edges:
            ends = self._ends(level.kind, edge, details)
            shown_ends = await self._follow(read, ends, [node.number for node in nodes]) if nodes else []
            for row, one in zip(rows, shown_ends, strict=True):
                row[key] = one
        return rows

    def _ends(self, kind: str, edge: WalkEdge, details: list[FieldDetails]) -> _Ends:
        ends = _Ends(edge)
        if edge.one:
            ends.nodes[""] = details
            return ends
        self._place_page(ends, self._selection.arguments(type_name(kind), details))
        page_type = self._selection.named(type_name(kind), edge.name)
        ends.page, ends.edge_type = (
            self._selection.below(page_type, details),
            self._selection.named(page_type, "edges"),
        )
        for key, one in ends.page.items():
            if name_of(one) == "nodes":
                ends.nodes[key] = one
            elif name_of(one) == "edges":
                self._place_edges(ends, key, one)
        return ends

    def _place_page(self, ends: _Ends, given: Mapping[str, Any]) -> None:
        """Take where a page begins and how long it is."""
        ends.first = given["first"]
        if not 1 <= ends.first <= LARGEST_STEP:
            raise _refusal(invalid("first", f"{ends.edge.name}: first takes 1 to {LARGEST_STEP}."))
        if given.get("after") is not None:
            place = place_after(self._store, ends.edge, given["after"])
            if isinstance(place, Problem):
                raise _refusal(place)
            ends.after = place

    def _place_edges(self, ends: _Ends, key: str, details: list[FieldDetails]) -> None:
        """Take what is selected of edges: the nodes at their ends, and what they carry."""
        for inner, one in self._selection.below(ends.edge_type, details).items():
            if name_of(one) == "node":
                ends.nodes[f"{key}.{inner}"] = one
            elif name_of(one) != _TYPE and name_of(one) not in ends.carried:
                ends.carried.append(name_of(one))

    async def _follow(self, read: WalkReads, ends: _Ends, starts: Sequence[int]) -> list[Any]:
        """Return the field of an edge for each start."""
        levels = {
            (place, kind): self._level(kind, self._selection.below(type_name(kind), details))
            for place, details in ends.nodes.items()
            for kind in ends.edge.targets
        }
        facts = sorted(set().union(*(level.facts for level in levels.values())))
        steps = await step(read, starts, Along(ends.edge, ends.first, facts, ends.carried, ends.after))
        needed = {one.number for near in steps.neighbours for one in near[: ends.first]}
        done: dict[str, dict[int, Any]] = {place: {} for place in ends.nodes}
        for (place, kind), level in levels.items():
            nodes = [node for node in steps.nodes.values() if node.kind == kind and node.number in needed]
            rows = await self._complete(read, level, nodes, facts)
            done[place].update(zip((node.number for node in nodes), rows, strict=True))
        if ends.page is None:
            return [done[""][near[0].number] if near else None for near in steps.neighbours]
        return [self._page(ends, steps, place, done) for place in range(len(starts))]

    def _page(self, ends: _Ends, steps: Steps, place: int, done: Mapping[str, Mapping[int, Any]]) -> dict[str, Any]:
        """Return one page of neighbours as it is selected."""
        near, page = steps.neighbours[place], dict[str, Any]()
        shown_here = near[: ends.first]
        for key, details in (ends.page or {}).items():
            match name_of(details):
                case "nodes":
                    page[key] = [done[key][one.number] for one in shown_here]
                case "edges":
                    page[key] = self._edges(ends, key, details, shown_here, done)
                case "totalCount":
                    page[key] = steps.counts[place]
                case "pageInfo":
                    page[key] = self._page_info(ends, steps, place, details)
                case _:
                    page[key] = self._selection.named(type_name(ends.edge.source), ends.edge.name)
        return page

    def _edges(
        self,
        ends: _Ends,
        key: str,
        details: list[FieldDetails],
        near: Sequence[Neighbour],
        done: Mapping[str, Mapping[int, Any]],
    ) -> list[dict[str, Any]]:
        """Return the edges to these neighbours with what they carry, as it is selected."""
        rows: list[dict[str, Any]] = [{} for _ in near]
        for inner, one in self._selection.below(ends.edge_type, details).items():
            name = name_of(one)
            if name == "node":
                nodes = done[f"{key}.{inner}"]
                values: Sequence[Any] = [nodes[neighbour.number] for neighbour in near]
            elif name == _TYPE:
                values = [ends.edge_type] * len(near)
            else:
                place, show = ends.carried.index(name), _SHOWN.get(edge_facts()[name])
                stored = [neighbour.carried[place] for neighbour in near]
                values = stored if show is None else [None if value is None else show(value) for value in stored]
            for row, value in zip(rows, values, strict=True):
                row[inner] = value
        return rows

    def _page_info(self, ends: _Ends, steps: Steps, place: int, details: list[FieldDetails]) -> dict[str, Any]:
        near, info = steps.neighbours[place], dict[str, Any]()
        last = near[: ends.first][-1] if near else None
        for key, one in self._selection.below("PageInfo", details).items():
            match name_of(one):
                case "hasNextPage":
                    info[key] = len(near) > ends.first
                case "endCursor":
                    info[key] = None if last is None else self._cursor(ends.edge, steps, last)
                case "searched":
                    info[key] = steps.looked_at if steps.counts[place] is None else None
                case _:
                    info[key] = "PageInfo"
        return info

    def _cursor(self, edge: WalkEdge, steps: Steps, last: Neighbour) -> str:
        return cursor_of(self._store, edge, WalkPlace(last.rank, last.known, steps.nodes[last.number].id))

    async def _read_beside(self, level: _Level, ids: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        """Fill in what a type from before walks reads by a statement of its own."""
        objects = await self._selection.class_of(type_name(level.kind)).read_many(self._store, ids)
        for key, details in level.beside:
            name = attribute(name_of(details))
            values: list[Any] = [getattr(objects[one], name) if one in objects else None for one in ids]
            if details[0].node.selection_set is not None:
                named = self._selection.named(type_name(level.kind), name_of(details))
                values = await self._objects(named, details, [here or () for here in values])
            for row, value in zip(rows, values, strict=True):
                row[key] = _plain(value)

    async def _objects(self, named: str, details: list[FieldDetails], lists: Sequence[Sequence[Any]]) -> list[Any]:
        """Return what is selected of objects that a walk goes on from, in their lists."""
        ids = {one.id: _stored_id(one.id) for here in lists for one in here}
        objects = await self.at(named, list(ids.values()), self._selection.below(named, details))
        return [[objects[ids[one.id]] for one in here if ids[one.id] in objects] for here in lists]


def type_name(kind: str) -> str:
    """Return the name of a kind's GraphQL type."""
    return TYPE_NAMES.get(kind, kind)


def _stored_id(text: str) -> str:
    parsed = parse_id(text, _ID)
    if isinstance(parsed, Problem):
        raise _refusal(parsed)
    return parsed[1]


def _refusal(problem: Problem) -> GraphQLError:
    return GraphQLError(problem.message, extensions={"code": problem.code.value})


def _opened(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


_SHOWN: Mapping[StoredType, Callable[[Any], object]] = {
    StoredType.MOMENT: lambda stored: shown(moment(stored)),
    StoredType.JSON: _opened,
}
"""How stored values are shown that are not shown as they are."""


def _plain(value: Any) -> Any:  # noqa: ANN401  # any scalar's
    """Return a scalar of a type from before walks as the answer holds it."""
    if isinstance(value, datetime):
        return shown(value)
    return value.name if isinstance(value, Enum) else value


def attribute(name: str) -> str:
    """Return a field's name as Python spells it."""
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def attributes(type_: Any) -> set[str]:  # noqa: ANN401  # a class that strawberry knows
    """Return what the objects of a type have at hand."""
    return {"__typename", *(one.name for one in fields(type_))}
