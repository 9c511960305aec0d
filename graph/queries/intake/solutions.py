"""By what past records were solved."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.queries.intake.ingest import AddedRowsRow, RowsParams
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row
from graph.records.intake import SolutionRecord, SolutionUpdate


@dataclass(frozen=True, slots=True)
class SolvedCaseRow(Row):
    """A past case, and from when (ms) it was known by what its record was solved."""

    case_key: str
    known_from: int


@dataclass(frozen=True, slots=True)
class SolutionRow(Row):
    """By what records were solved, and some of their cases."""

    solution: SolutionRecord
    figures: SolutionUpdate
    solved: Sequence[SolvedCaseRow]


ADD_SOLUTIONS = Query("intake/ingest/add_solutions.cypher", RowsParams[SolutionRow], AddedRowsRow, Access.WRITE)
