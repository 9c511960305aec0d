"""Lineage, both ways."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query


class LineageParams(NamedTuple):
    """From which node, and how many nodes at most."""

    id: str
    most: int


class LineageRow(NamedTuple):
    """Nodes as maps with their labels; edges as [type, from id, to id, knownFrom, knownTo].

    `blind_first`: whether reviewers answer at some decision point before its advice is shown.
    """

    start_id: str
    nodes: Sequence[Stored]
    edges: Sequence[Sequence[Any]]
    blind_first: bool


class LineageColumnsParams(NamedTuple):
    """From which node, by the database's own name of it, and how many nodes at most."""

    element: str
    most: int


class LineageColumnsRow(NamedTuple):
    """The start's internal number, and columns that name nodes by theirs; times in milliseconds, -1 for none.

    `nodes` hold [labels, numbers, knownAt, recordedAt], `edges` [kind, effects, causes, one knownFrom, one knownTo].
    """

    start: int
    nodes: Sequence[Sequence[Any]]
    edges: Sequence[Sequence[Any]]


class NumbersParams(NamedTuple):
    """Which nodes, by their internal numbers."""

    numbers: Sequence[int]


class NumberRow(NamedTuple):
    """A node's internal number, and what is told of it with its labels."""

    number: int
    facts: Stored


UP = Query("lineage/up.cypher", LineageParams, LineageRow, Access.READ, hot=True)
DOWN = Query("lineage/down.cypher", LineageParams, LineageRow, Access.READ, hot=True)
UP_COLUMNS = Query("lineage/up_columns.cypher", LineageColumnsParams, LineageColumnsRow, Access.READ, hot=True)
DOWN_COLUMNS = Query("lineage/down_columns.cypher", LineageColumnsParams, LineageColumnsRow, Access.READ, hot=True)
OF_NUMBERS = Query("lineage/of_numbers.cypher", NumbersParams, NumberRow, Access.READ, hot=True)
