"""How decisions are overseen: spot checks of those that nobody sees, and what reviews tell of who gave them."""

from datetime import datetime, timedelta
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.enums import SpotCheckState, Verdict
from api.graphql.fields import described
from api.graphql.identifiers import global_id
from api.graphql.monitor.reviewers import OversightReport, report_of
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal, to_refusal
from api.graphql.rules import readable
from graph.domain.decision.spot_checks import LEVEL
from graph.domain.gate.comparison import automatic_below
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.decision.ranges import period_fault
from graph.store.decision.spot_checks import CheckedVerdict, DrawnDecision, spot_checks
from graph.store.registry.points import point_of
from graph.store.review.oversight import OverseenTime, overseen

_READERS = [readable(Operation.READ_OVERSIGHT)]
_MOST_LISTED = 100
"""More checked decisions nobody reads one by one; all count in the share."""
_DAYS = 84
"""As far back as key figures look."""
_JUDGED = frozenset({SpotCheckState.CONFIRMED, SpotCheckState.DIFFERED})


@strawberry.type(description="An automatic decision that was drawn, and judged by a person.", directives=_READERS)
class SpotCheckedDecision:
    """A spot check."""

    decision_id: strawberry.ID = described("The decision, which stays in force whatever the verdict.")
    case_id: strawberry.ID = described("Its case.")
    external_id: str = described("The case's id in the firm's systems.")
    decided_at: datetime = described("When it was decided.")
    state: SpotCheckState = described("CONFIRMED or DIFFERED.")


@strawberry.type(description="What spot checks tell of the automatic decisions of one verdict.", directives=_READERS)
class SpotChecks:
    """Spot checks."""

    verdict: Verdict = described("APPROVE or REJECT: what the gate decided.")
    decisions: int = described("Automatic decisions that could have been drawn.")
    drawn: int = described("How many of them were drawn.")
    waiting: int = described("How many of those nobody has judged yet; they count for nothing.")
    judged: int = described("How many were judged.")
    differed: int = described("On how many of these the person would have decided otherwise.")
    share: float | None = described("The estimated share of wrong decisions among all; null before the first verdict.")
    low: float = described(f"Where the interval of the share begins ({LEVEL:.0%}).")
    high: float = described("Where it ends.")
    listed: list[SpotCheckedDecision] = described(
        f"Those that were judged, the newest first, at most {_MOST_LISTED}: those that differed come first."
    )


@strawberry.type(description="How the decisions of a decision point are overseen.", directives=_READERS)
class Oversight:
    """Oversight of a decision point."""

    decision_point: str = described("The key of the decision point.")
    automatic_below: float | None = described("Below which risk the gate may decide alone; null where no row says so.")
    spot_check_share: float | None = described("With which probability an automatic decision is drawn; null for none.")
    since: datetime = described("From when on reviews count.")
    until: datetime = described("Before when they do.")
    reviews: OversightReport = described("What they tell; what was replayed from a log has none.")
    spot_checks: list[SpotChecks] = described("By what the gate decided; empty where nothing could be drawn yet.")


OversightResult: TypeAlias = Annotated[
    Oversight | Refusal, strawberry.union("OversightResult", description="The oversight, or why not.")
]


@strawberry.type
class OversightQueries:
    """What can be read of oversight."""

    @strawberry.field(
        description="How the decisions of a decision point are overseen: spot checks of the automatic ones, "
        "and what the reviews of a time tell of those who gave them.",
        extensions=[Requires(Operation.READ_OVERSIGHT)],
    )
    async def oversight(
        self,
        info: SignoffInfo,
        decision_point: str,
        from_: Annotated[datetime | None, strawberry.argument(name="from", description="Else 84 days back.")] = None,
        to: Annotated[datetime | None, strawberry.argument(description="Else now.")] = None,
    ) -> OversightResult:
        """Return the oversight of a point."""
        store = info.context.store
        point = await point_of(store, decision_point, fresh=True)
        if point is None:
            message = f"There is no decision point {decision_point}: `decisionPoints` lists them."
            return to_refusal(Problem(ProblemCode.NOT_FOUND, message))
        until = to or store.clock.now()
        since = from_ or until - timedelta(days=_DAYS)
        if fault := period_fault(since, until):
            return to_refusal(fault)
        return Oversight(
            since=since,
            until=until,
            reviews=report_of(await overseen(store, OverseenTime(point.key, since, until))),
            decision_point=point.key,
            automatic_below=None if point.policy is None else automatic_below(point.policy),
            spot_check_share=point.spot_check_share,
            spot_checks=[_checks(one) for one in await spot_checks(store, point.key)],
        )


def _checks(one: CheckedVerdict) -> SpotChecks:
    judged = sorted(
        (each for each in one.drawn if each.state in _JUDGED), key=lambda each: each.state is SpotCheckState.CONFIRMED
    )
    return SpotChecks(
        verdict=one.verdict,
        decisions=one.decisions,
        drawn=len(one.drawn),
        waiting=len(one.drawn) - one.wrong.judged,
        judged=one.wrong.judged,
        differed=one.wrong.differed,
        share=one.wrong.share,
        low=one.wrong.low,
        high=one.wrong.high,
        listed=[_checked(each) for each in judged[:_MOST_LISTED]],
    )


def _checked(one: DrawnDecision) -> SpotCheckedDecision:
    return SpotCheckedDecision(
        decision_id=global_id("Decision", one.decision_id),
        case_id=global_id("Case", one.case_id),
        external_id=one.external_id,
        decided_at=one.decided_at,
        state=one.state,
    )
