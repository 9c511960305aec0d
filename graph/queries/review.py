"""Tasks: what the rules must know of one, and each move it can make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.queries._query import Access, Query
from graph.queries._rows import Rows, Verdict

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class FactsParams:
    """Who asks about which task under which idempotency key."""

    task_id: str
    person_id: str
    idempotency_key: str


@dataclass(frozen=True)
class FactsRow:
    """All that the rules of claim and verdict read, as maps of stored properties; absent nodes are null."""

    task: Stored
    case: Stored
    packet: Stored | None
    policy: Stored | None
    model_author: str | None
    requester: str | None
    requester_name: str | None
    holder_name: str | None
    ties: Sequence[Stored]
    acts_for: Sequence[str]
    trainings: Sequence[Stored]
    requester_ties: Sequence[str]
    rights_epoch: int
    point: str
    point_epoch: int
    used: Stored | None


FACTS = Query("review/facts.cypher", FactsParams, FactsRow, Access.READ, hot=True)
CLAIM = Query("review/claim.cypher", Rows, Verdict, Access.WRITE, hot=True)
DECIDE = Query("review/decide.cypher", Rows, Verdict, Access.WRITE, hot=True)
