"""What happened just now: tasks that moved, decisions that were made, alerts that were raised."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query


class FeedParams(NamedTuple):
    """After which id, and how many at most."""

    since: str
    limit: int


class AlertFeedParams(NamedTuple):
    """After which id, the commands that open a breaker, and how many at most."""

    since: str
    commands: Sequence[str]
    limit: int


class MovedTaskRow(NamedTuple):
    """A task that was made or moved (ms), with its case and queue; `id` is that of the change."""

    id: str
    at: int
    before: str
    after: str
    task_id: str
    case_id: str
    external_id: str
    queue: str


class MadeDecisionRow(NamedTuple):
    """A decision that was made (ms), with its case and point."""

    id: str
    at: int
    action: str
    kind: str
    case_id: str
    external_id: str
    point: str


class RaisedAlertRow(NamedTuple):
    """An alert (ms) at a point: DRIFT or BREAKER, in words."""

    id: str
    at: int
    kind: str
    words: str
    point: str


MOVED_TASKS = Query("delivery/feed/tasks.cypher", FeedParams, MovedTaskRow, Access.READ, hot=True)
MADE_DECISIONS = Query("delivery/feed/decisions.cypher", FeedParams, MadeDecisionRow, Access.READ, hot=True)
RAISED_ALERTS = Query("delivery/feed/alerts.cypher", AlertFeedParams, RaisedAlertRow, Access.READ, hot=True)
