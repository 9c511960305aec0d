"""Reads decision points, each in memory while its epoch stands, and policy versions, which never change."""

from collections.abc import Iterable, Mapping, Sequence

from graph.domain.audit.grounds import policy_digest
from graph.domain.gate.facts import Breaker, Mode, PointFacts, Stage
from graph.domain.gate.stored_policy import compiled_policy
from graph.domain.gate.table import CompiledPolicy
from graph.domain.gate.waivers import ExceptionScope, Waiver
from graph.domain.intake.plausible import FIRST_PLAUSIBLE
from graph.domain.intake.rules import read_rules
from graph.domain.kernel.moments import moment
from graph.domain.kernel.stored import Stored
from graph.domain.registry.change import ChangeState
from graph.domain.registry.policy_change import governing_state
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import ReviewRules, Verdict
from graph.queries.registry.policies import (
    CASE_COUNTS,
    MODEL_STAGE,
    POINT,
    POINTS,
    TABLES,
    CaseCountsParams,
    CaseCountsRow,
    ModelStageParams,
    PointParams,
    PointRow,
    PointsParams,
    TablesParams,
)
from graph.store.kernel.decision_point import NO_TRUST, Point, Trust
from graph.store.kernel.store import Store
from graph.store.registry.service_levels import sla_of


async def point_of(store: Store, key: str, *, fresh: bool = False) -> Point | None:
    """Return the point, read anew where `fresh` says that its epoch has moved; None where there is none."""
    known = store.points.get(key)
    if known is not None and not fresh:
        return known
    rows = await store.graph.read(POINT, PointParams(key))
    if not rows:
        return None
    store.points[key] = _point(rows[0])
    return store.points[key]


async def stopped_points(store: Store) -> list[Point]:
    """Return the points that are stopped, of those in memory, each read anew."""
    known = [key for key, point in store.points.items() if point.breaker is Breaker.STOPPED]
    fresh = [await point_of(store, key, fresh=True) for key in known]
    return [point for point in fresh if point is not None and point.breaker is Breaker.STOPPED]


async def point_keys(store: Store) -> list[str]:
    """Return the keys of all decision points."""
    return [row.key for row in await store.graph.read(POINTS, PointsParams())]


async def case_counts(store: Store, key: str) -> CaseCountsRow:
    """Return how many live cases of a point are decided, by whom, and how many wait for a person."""
    (row,) = await store.graph.read(CASE_COUNTS, CaseCountsParams(key))
    return row


async def trust_in(store: Store, point: Point, models: Sequence[str]) -> Trust:
    """Return how far several model versions (`name|version`) are trusted together: as the least trusted of them.

    It holds while the point's epoch stands.
    """
    trusts = [await _trust_in_one(store, point, model) for model in models]
    if not trusts:
        return NO_TRUST
    least = next((one.stage for one in trusts if one.stage is not Stage.ACTIVE), Stage.ACTIVE)
    tainted = sorted({version for one in trusts for version in one.tainted})
    return Trust(least, tuple(tainted), frozenset().union(*(one.features for one in trusts)))


async def _trust_in_one(store: Store, point: Point, model: str) -> Trust:
    if model not in point.trust:
        rows = await store.graph.read(MODEL_STAGE, ModelStageParams(model))
        if not rows:
            return NO_TRUST
        point.trust[model] = Trust(Stage(rows[0].stage), tuple(rows[0].tainted), frozenset(rows[0].features))
    return point.trust[model]


def _point(row: PointRow) -> Point:
    stored, policy = row.point, row.policy
    intake = read_rules(stored["intakeRules"])
    plausible_from = stored["plausibleFrom"]
    return Point(
        facts=PointFacts(stored["key"], Mode(stored["mode"]), stored["highImpact"], stored["reversible"]),
        key=stored["key"],
        epoch=stored["epoch"],
        queue=row.queue,
        sla=sla_of(row.sla, row.calendar),
        grace_seconds=stored["graceSeconds"],
        required_course=stored["requiredCourse"],
        rules=_rules(stored),
        breaker=Breaker.of(None if row.breaker is None else row.breaker["state"]),
        breaker_reason=None if row.breaker is None else row.breaker["reason"],
        policy_id=policy["id"],
        policy_stage=Stage(
            governing_state(ChangeState(policy["stage"]), policy["proposerId"], policy["approverId"]).value
        ),
        policy=compiled_policy(policy["table"], policy["parameters"]),
        policy_digest=policy_digest(policy),
        trust={},
        intake=intake,
        gates_digest=None if intake is None else intake.gates_digest(),
        currency=stored.get("currency"),
        suggest_each=stored.get("suggestEach"),
        spot_check_share=stored.get("spotCheckShare"),
        plausible_from=FIRST_PLAUSIBLE if plausible_from is None else moment(plausible_from),
        waivers=tuple(map(_waiver, row.exceptions)),
    )


def _waiver(stored: Stored) -> Waiver:
    return Waiver(
        exception_id=stored["id"],
        rule=stored["rule"],
        scope=ExceptionScope(stored["scope"]),
        subject_id=stored["subjectId"],
        until=moment(stored["until"]),
        granter_id=stored["granterId"],
        reason=stored["reason"],
    )


def _rules(stored: Stored) -> ReviewRules:
    return ReviewRules(
        proposal_action=stored["proposalAction"],
        alternative_action=stored["alternativeAction"],
        reason_codes=frozenset(stored["reasonCodes"]),
        note_required=frozenset(Verdict(name) for name in stored["noteRequired"]),
        lease_seconds=stored["leaseSeconds"],
        own_reasons=frozenset(stored["ownReasons"] or ()),
        quorum=Quorum.parse(stored["quorum"]),
        blind_first=bool(stored["blindFirst"]),
    )


async def policies_of(store: Store, ids: Iterable[str | None]) -> Mapping[str, CompiledPolicy | None]:
    """Return the tables of policy versions by id, read once each; None for practice before Signoff."""
    wanted = {one for one in ids if one is not None}
    if unread := sorted(wanted - store.policies.keys()):
        for row in await store.graph.read(TABLES, TablesParams(unread)):
            table = None if row.table is None else compiled_policy(row.table, row.parameters or "{}")
            store.policies[row.id] = table
    return {one: store.policies.get(one) for one in wanted}
