"""Cases: how they enter, and whether one is there already."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.queries._query import Access, Query
from graph.queries._rows import Rows, Verdict

SUBMIT = Query("case/submit.cypher", Rows, Verdict, Access.WRITE, hot=True)


@dataclass(frozen=True)
class PresentParams:
    """The key of a case: `point|external id`."""

    key: str


@dataclass(frozen=True)
class PresentRow:
    """Where a stored case stands."""

    id: str
    state: str
    payload_digest: str
    gate_result: str | None
    rule: str | None
    reasons: Sequence[str] | None
    decision_id: str | None
    task_id: str | None


PRESENT = Query("case/present.cypher", PresentParams, PresentRow, Access.READ, hot=True)
