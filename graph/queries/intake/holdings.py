"""What cases hold that a file states too, and what it states otherwise about their decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.intake.ingest import AddedRowsRow, PresentCasesParams
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row, Rows


class HeldCaseRow(NamedTuple):
    """A case as it stands: its newest submitted data as JSON with their check, whether a reviewer corrected them.

    And its decision, where it has one.
    Outcomes are `kind=value`.
    """

    key: str
    state: str
    values: str
    checked: Stored | None
    edited: bool
    decision_origin: str | None
    action: str | None
    person_key: str | None
    decided_at: int | None
    stated_otherwise: Sequence[str] | None
    outcomes: Sequence[str]


@dataclass(frozen=True, slots=True)
class StatedRow(Row):
    """A decided case, and which parts of its decision a file states otherwise."""

    case_key: str
    parts: Sequence[str]


HELD_CASES = Query("intake/ingest/held_cases.cypher", PresentCasesParams, HeldCaseRow, Access.READ)
STATE_OTHERWISE = Query("intake/ingest/state_otherwise.cypher", Rows[StatedRow], AddedRowsRow, Access.WRITE)
