"""What a reviewer's desk shows beside tasks."""

from dataclasses import dataclass

from graph.queries._query import Access, Query


@dataclass(frozen=True)
class QueuesParams:
    """Now in epoch ms; the share of the review time that warns, that time where a queue names none; who asks."""

    now: int
    warning_share: float
    review_minutes: int
    person_id: str


@dataclass(frozen=True)
class QueueRow:
    """A queue and how many of its open tasks there are, will soon be late, are late, and are held by who asks."""

    key: str
    name: str
    open: int
    at_risk: int
    breached: int
    mine: int


QUEUES = Query("desk/queues.cypher", QueuesParams, QueueRow, Access.READ)
