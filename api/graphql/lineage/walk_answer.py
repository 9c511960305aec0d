"""Answers a walk: reads all steps to causes at once, each step back with a statement of its own, and completes it.

The number of statements follows from the operation alone; how many nodes a level has does not change it. What nodes
share, such as one model's features, is read and completed once.
"""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from enum import Enum
from itertools import chain
from typing import Any, Protocol

from graphql.execution.collect_fields import FieldDetails

from api.graphql.completed import Completed
from api.graphql.context import Context, SignoffInfo
from api.graphql.identifiers import parse_id
from api.graphql.lineage.walk_page import EdgePage
from api.graphql.lineage.walk_plan import ID, Ends, WalkLevel, WalkPlan, as_error, type_name
from api.graphql.lineage.walk_selection import Selected, Selection, name_of
from graph.domain.kernel.moments import shown
from graph.domain.kernel.problems import Problem
from graph.domain.review.first_answers import ADVICE
from graph.store.lineage.walk import Steps, WalkNode, WalkReads, effects_of, nodes_of, walk_in
from graph.store.review.first_answers import NOT_BEFORE, withheld


class ReadBeside(Protocol):
    """A type that there was before walks: some of its fields are read by a statement of its own."""

    @staticmethod
    async def read_many(context: Context, ids: Sequence[str]) -> Mapping[str, Any]:
        """Return objects of the type by the ids of their nodes."""


async def walked(info: SignoffInfo, kind: str, ids: Sequence[str]) -> list[Any]:
    """Return nodes of a kind with what the operation selects of them, in the order of their ids; unknown ones miss.

    Where nothing is selected but what a type had before there were walks, its own objects are returned.
    """
    selection = Selection(info._raw_info)  # noqa: SLF001  # strawberry hides what the operation says of arguments
    selected = selection.below(type_name(kind), selection.here())
    before = selection.class_of(type_name(kind))
    if hasattr(before, "read_many") and {attribute(name_of(one)) for one in selected.values()} <= attributes(before):
        objects: Mapping[str, Any] = await before.read_many(info.context, ids)
        return [objects[one] for one in ids if one in objects]
    by_id = await Walk(info.context, selection).at(kind, ids, selected)
    return [Completed(by_id[one]) for one in ids if one in by_id]


async def field_of_object(source: Any, info: SignoffInfo) -> Any:  # noqa: ANN401  # of whichever type the field is
    """Return an edge's end for an object that another query made; objects of one list are read together."""
    parsed = parse_id(source.id, ID)
    if isinstance(parsed, Problem):
        raise as_error(parsed)
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
        return await Walk(self._info.context, selection).at(self._kind, list(self._ids), selected)


class Walk:
    """One walk of an operation."""

    def __init__(self, context: Context, selection: Selection) -> None:
        """Take what is read from by whom, and what is asked for."""
        self._context, self._store, self._selection = context, context.store, selection

    async def at(self, kind: str, ids: Sequence[str], selected: Selected) -> Mapping[str, dict[str, Any]]:
        """Return what is selected of nodes of a kind, by id; an unknown one is missing."""
        level, causes = WalkPlan(self._store, self._selection).begun(kind, selected)

        async def work(read: WalkReads) -> Mapping[str, dict[str, Any]]:
            facts = sorted(level.facts)
            nodes, steps = await nodes_of(read, kind, ids, facts, causes)
            starts = list(nodes.values())
            # Both at once: the database looks for what is withheld while the answer is put together here.
            _, rows = await asyncio.gather(
                self._check_shown(starts, steps), self._complete(read, level, starts, facts, steps)
            )
            return dict(zip(nodes, rows, strict=True))

        # Without a step back there is one statement, which needs no transaction around it.
        return await (walk_in(self._store, work) if level.leads_back else work(self._store.graph.read))

    async def _check_shown(self, nodes: Sequence[WalkNode], steps: Sequence[Steps]) -> None:
        """Refuse the walk where one of these nodes advises on a case that the reader has yet to answer first."""
        reached = chain(nodes, *(step.nodes.values() for step in steps))
        named = [(node.kind, node.id) for node in reached if node.kind in ADVICE]
        if await withheld(self._store, self._context.actor, named):
            raise as_error(NOT_BEFORE)

    async def _complete(
        self,
        read: WalkReads,
        level: WalkLevel,
        nodes: Sequence[WalkNode],
        facts: Sequence[str],
        causes: Sequence[Steps],
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
        for key, ends in level.edges:
            shown_ends = await self._follow(read, ends, [node.number for node in nodes], causes) if nodes else []
            for row, one in zip(rows, shown_ends, strict=True):
                row[key] = one
        return rows

    async def _follow(
        self, read: WalkReads, ends: Ends, starts: Sequence[int], causes: Sequence[Steps]
    ) -> Sequence[Any]:
        """Return the field of an edge for each start; `causes`: the steps that were read with the starts."""
        if ends.number is None:
            steps, causes = await effects_of(read, starts, ends.along(), ends.causes)
            await self._check_shown([], [steps, *causes])
        else:
            steps = causes[ends.number]
        done: dict[str, dict[int, Any]] = {place: {} for place in ends.nodes}
        for (place, kind), level in ends.levels.items():
            nodes = [node for node in steps.nodes.values() if node.kind == kind]
            rows = await self._complete(read, level, nodes, ends.facts, causes)
            done[place].update(zip((node.number for node in nodes), rows, strict=True))
        if ends.page is not None:
            return [EdgePage(self._store, self._selection, ends, steps, start).shown(done) for start in starts]
        near = (steps.neighbours.get(start) for start in starts)
        return [done[""][one[0].number] if one else None for one in near]

    async def _read_beside(self, level: WalkLevel, ids: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        """Fill in what a type from before walks reads by a statement of its own."""
        objects = await self._selection.class_of(type_name(level.kind)).read_many(self._context, ids)
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


def _stored_id(text: str) -> str:
    parsed = parse_id(text, ID)
    if isinstance(parsed, Problem):
        raise as_error(parsed)
    return parsed[1]


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
