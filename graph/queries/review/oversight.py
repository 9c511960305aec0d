"""Reviews as oversight looks at them."""

from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query


class OverseenParams(NamedTuple):
    """A decision point, from when to before when (ms), and how many at most."""

    point: str
    since: int
    until: int
    limit: int


class OverseenRow(NamedTuple):
    """A review that judged a case: by whom, on which task, and what the person saw, as far as it had that."""

    person_id: str
    person: str
    team: str | None
    case_id: str
    round: int
    queue: str
    review: Stored
    risk: float | None
    policy_id: str | None
    rule: str | None


OVERSEEN = Query("review/oversight/reviews.cypher", OverseenParams, OverseenRow, Access.READ, hot=True)
