"""The gate's verdict on cases that waited for their score, and on open tasks whose rules have changed."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.queries._query import Access, Query
from graph.queries._rows import Rows, Verdict

Stored = Mapping[str, Any]


class MatterParams(NamedTuple):
    """Which task's case is to be judged again."""

    task_id: str


class MatterRow(NamedTuple):
    """What the gate reads of a case that it has judged before, as maps of stored properties."""

    case: Stored
    task: Stored
    packet: Stored
    prediction: Stored | None
    further: Sequence[Stored]
    snapshot: Stored
    dataset: str
    source_row: int | None
    quality: str
    findings: Sequence[str]
    gates_digest: str | None
    ran: Stored
    point: str
    point_epoch: int


class OutdatedParams(NamedTuple):
    """A point, its queue's prefix of sort keys, the policy version that governs it, and how many at most."""

    point: str
    prefix: str
    policy_id: str
    limit: int


class OutdatedRow(NamedTuple):
    """A task whose packet names another policy version."""

    task_id: str


ROUTE = Query("gate/route.cypher", Rows, Verdict, Access.WRITE, hot=True)
REGATE = Query("gate/regate.cypher", Rows, Verdict, Access.WRITE, hot=True)
MATTER = Query("gate/matter.cypher", MatterParams, MatterRow, Access.READ, hot=True)
OUTDATED = Query("gate/outdated.cypher", OutdatedParams, OutdatedRow, Access.READ, hot=True)
