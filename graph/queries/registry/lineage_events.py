"""Runs of other systems, with the datasets they read and made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row


@dataclass(frozen=True, slots=True)
class LineageRunRow(Row):
    """A run by its key, with what it is called, how it stands, and when that was (epoch ms)."""

    id: str
    key: str
    file: str
    state: str
    ended: bool
    at: int


@dataclass(frozen=True, slots=True)
class LineageDatasetRow(Row):
    """A dataset of a run; `version_key` is null where no version is stated; ids are used for what is new."""

    id: str
    key: str
    namespace: str
    name: str
    source: str
    source_id: str
    owners: Sequence[str]
    version_id: str
    version_key: str | None
    version: str | None
    output: bool
    schema: Sequence[str]
    columns: Sequence[str]
    checks_passed: Sequence[str]
    checks_failed: Sequence[str]


class RecordRunParams(NamedTuple):
    """A run and its datasets, sorted by their keys; times in epoch milliseconds."""

    run: LineageRunRow
    datasets: Sequence[LineageDatasetRow]
    recorded_at: int


class RecordRunRow(NamedTuple):
    """How the run stands now, and how many versions it made and read are in the graph."""

    state: str
    made: int
    read: int


RECORD_RUN = Query("registry/record_run.cypher", RecordRunParams, RecordRunRow, Access.WRITE, hot=True)
