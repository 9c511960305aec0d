"""Spot checks: people judge drawn automatic decisions that they do not see, and what that tells of the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.decision.appeal import AppealKind
from graph.domain.decision.spot_checks import SpotCheck, SpotCheckState, WrongShare, wrong_share
from graph.domain.kernel.keys import SpotCheckKey
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.task import Verdict
from graph.queries.decision.spot_checks import (
    DRAWABLE,
    DRAWN,
    DUE_CHECKS,
    DrawableParams,
    DrawnParams,
    DrawnRow,
    DueChecksParams,
)
from graph.queries.registry.identity import ENSURE_AGENT, AgentParams
from graph.store.decision.appeals import AppealWanted, OpenedAppeal, appeal
from graph.store.kernel.store import Store

_PROGRAM = Actor("spot-checks", "signoff-spot-checks", ActorKind.SOFTWARE, frozenset({Role.INTEGRATOR}))
_REASON = "Drawn at random, to be judged once more by a person who does not see what was decided."
_AT_ONCE = 50
"""Few enough that a stop does not wait long for the end of a pass; the next pass takes the next ones."""


@dataclass(frozen=True, slots=True)
class DrawnDecision:
    """A drawn decision with its case, and how far its check is."""

    decision_id: str
    case_id: str
    external_id: str
    verdict: Verdict
    state: SpotCheckState
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class CheckedVerdict:
    """What spot checks tell of the automatic decisions of one verdict: of how many, and which were drawn."""

    verdict: Verdict
    decisions: int
    drawn: Sequence[DrawnDecision]
    wrong: WrongShare


async def open_due(store: Store, point: str) -> int:
    """Have people judge the drawn decisions of a point that are final by now; returns how many were opened."""
    key = SpotCheckKey(point, SpotCheckState.WAITING.value).text
    now = milliseconds(store.clock.now())
    due = await store.graph.read(DUE_CHECKS, DueChecksParams(key, now, _AT_ONCE))
    if due:
        await store.graph.write(
            ENSURE_AGENT, AgentParams(_PROGRAM.person_id, _PROGRAM.person_id, _PROGRAM.account, now)
        )
    opened = [
        await appeal(
            store,
            _PROGRAM,
            AppealWanted(AppealKind.SPOT_CHECK, _REASON, decision_id=one.decision_id),
            f"spot-check-{one.decision_id}",
        )
        for one in due
    ]
    return sum(isinstance(one, OpenedAppeal) for one in opened)


async def spot_checks(store: Store, point: str) -> list[CheckedVerdict]:
    """Return what the spot checks of a point tell of its automatic approvals and refusals, if it made any."""
    drawn = await store.graph.read(DRAWN, DrawnParams(SpotCheckKey.prefix(point)))
    counts = {Verdict(row.verdict): row.decisions for row in await store.graph.read(DRAWABLE, DrawableParams(point))}
    return [_checked(verdict, counts[verdict], drawn) for verdict in Verdict if verdict in counts]


def _checked(verdict: Verdict, decisions: int, drawn: Sequence[DrawnRow]) -> CheckedVerdict:
    rows = [row for row in drawn if row.verdict == verdict.value]
    checks = [SpotCheck(row.probability, _state(row)) for row in rows]
    return CheckedVerdict(
        verdict=verdict,
        decisions=decisions,
        drawn=[
            DrawnDecision(
                decision_id=row.decision_id,
                case_id=row.case_id,
                external_id=row.external_id,
                verdict=verdict,
                state=_state(row),
                decided_at=moment(row.decided_at),
            )
            for row in rows
        ],
        wrong=wrong_share(checks),
    )


def _state(row: DrawnRow) -> SpotCheckState:
    return SpotCheckState(SpotCheckKey.parse(row.key).state)
