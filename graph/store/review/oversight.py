"""Reviews of a decision point as oversight judges them; what was replayed from a log has none."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.keys import SlotKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.review.oversight import OverseenReview, OversightReport, oversight_report
from graph.domain.review.task import Verdict
from graph.queries.review.oversight import OVERSEEN, OverseenParams, OverseenRow
from graph.store.kernel.store import Store
from graph.store.registry.advice import pass_limits

MOST_REVIEWS = 20_000
"""The newest of a time: more than a team gives in a year, and read within a second."""


@dataclass(frozen=True, slots=True)
class OverseenTime:
    """Of which decision point, from when to before when."""

    point: str
    since: datetime
    until: datetime


async def overseen(store: Store, time: OverseenTime) -> OversightReport:
    """Return what the reviews of a time tell of those who gave them."""
    params = OverseenParams(time.point, milliseconds(time.since), milliseconds(time.until), MOST_REVIEWS)
    rows = await store.graph.read(OVERSEEN, params)
    limits = await pass_limits(store, time.point)
    return oversight_report([_review(row, limits.get(row.policy_id or "")) for row in rows])


def _review(row: OverseenRow, limit: float | None) -> OverseenReview:
    review = row.review
    first = review["firstVerdict"]
    return OverseenReview(
        person_id=row.person_id,
        person=row.person,
        team=row.team,
        unit=SlotKey(row.case_id, row.round, 0).text,
        queue=row.queue,
        at=review["recordedAt"],
        verdict=Verdict(review["verdict"]),
        first=None if first is None else Verdict(first),
        risk=row.risk,
        limit=limit,
        rule=row.rule,
        dwell_ms=review["dwellMs"],
    )
