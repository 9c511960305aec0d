"""One page of a walk as the operation selects it: nodes, edges with what they carry, how many, and where it ends."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql.execution.collect_fields import FieldDetails

from api.graphql.lineage.walk_plan import SHOWN, TYPE, Ends, type_name
from api.graphql.lineage.walk_selection import Selection, name_of
from graph.store.kernel.store import Store
from graph.store.lineage.walk import Neighbour, Steps, WalkPlace, cursor_of, edge_facts


class EdgePage:
    """The neighbours of one node along one edge."""

    def __init__(self, store: Store, selection: Selection, ends: Ends, steps: Steps, start: int) -> None:
        """Take what signs cursors, what is asked for, and what was read for the start."""
        self._store, self._selection, self._ends, self._steps = store, selection, ends, steps
        self._near = steps.neighbours.get(start, ())
        self._count = steps.counts.get(start, 0)

    def shown(self, done: Mapping[str, Mapping[int, Any]]) -> dict[str, Any]:
        """Return the page; `done`: what is selected of each neighbour, by where it is selected and by its number."""
        ends, page = self._ends, dict[str, Any]()
        here = self._near[: ends.first]
        for key, details in (ends.page or {}).items():
            match name_of(details):
                case "nodes":
                    page[key] = [done[key][one.number] for one in here]
                case "edges":
                    page[key] = self._edges(key, details, here, done)
                case "totalCount":
                    page[key] = self._count
                case "pageInfo":
                    page[key] = self._page_info(details)
                case _:
                    page[key] = self._selection.named(type_name(ends.edge.source), ends.edge.name)
        return page

    def _edges(
        self, key: str, details: list[FieldDetails], near: Sequence[Neighbour], done: Mapping[str, Mapping[int, Any]]
    ) -> list[dict[str, Any]]:
        """Return the edges to these neighbours with what they carry, as it is selected."""
        ends, rows = self._ends, [dict[str, Any]() for _ in near]
        for inner, one in self._selection.below(ends.edge_type, details).items():
            name = name_of(one)
            if name == "node":
                nodes = done[f"{key}.{inner}"]
                values: Sequence[Any] = [nodes[neighbour.number] for neighbour in near]
            elif name == TYPE:
                values = [ends.edge_type] * len(near)
            else:
                place, show = ends.carried.index(name), SHOWN.get(edge_facts()[name])
                stored = [neighbour.carried[place] for neighbour in near]
                values = stored if show is None else [None if value is None else show(value) for value in stored]
            for row, value in zip(rows, values, strict=True):
                row[inner] = value
        return rows

    def _page_info(self, details: list[FieldDetails]) -> dict[str, Any]:
        near, ends, info = self._near, self._ends, dict[str, Any]()
        last = near[: ends.first][-1] if near else None
        for key, one in self._selection.below("PageInfo", details).items():
            match name_of(one):
                case "hasNextPage":
                    info[key] = len(near) > ends.first
                case "endCursor":
                    info[key] = None if last is None else self._cursor(last)
                case "searched":
                    info[key] = self._steps.looked_at if self._count is None else None
                case _:
                    info[key] = "PageInfo"
        return info

    def _cursor(self, last: Neighbour) -> str:
        place = WalkPlace(last.rank, last.known, self._steps.nodes[last.number].id)
        return cursor_of(self._store, self._ends.edge, place)
