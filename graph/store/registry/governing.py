"""Decision points and policy versions: opened, governed, activated."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from graph.domain.decision.targets import DeclaredKpi, general_kpis
from graph.domain.gate.facts import Mode
from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import compile_policy
from graph.domain.intake.plausible import FIRST_PLAUSIBLE
from graph.domain.intake.rules import IntakeRules, rules_text
from graph.domain.kernel.keys import CalendarKey, KpiKey, VersionKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.review.rounds import ONE, Quorum
from graph.domain.review.urgency import Sla
from graph.queries.registry.versions import (
    ACTIVATE_POLICY,
    OPEN_POINT,
    SET_INTAKE,
    ActivatePolicyParams,
    CalendarRow,
    OpenKpiRow,
    OpenPointParams,
    SetIntakeParams,
)
from graph.records.assurance import KpiRecord, KpiUpdate
from graph.records.registry import DecisionPointUpdate, PolicyVersionRecord
from graph.store.kernel.store import GATE_AGENT, Store
from graph.store.registry.service_levels import calendar_update, sla_update


@dataclass(frozen=True, slots=True)
class PointSpec:
    """A decision point as a pack declares it; times in seconds, costs in the pack's currency.

    `calendar` names that of `sla`, once for each point; without a name every minute counts.
    `correction_action` is what a correction amounts to, where there is a word for that.
    `own_reasons` say which codes go with one verdict alone: each made by `graph.domain.review.reasons.own_reason`.
    `bad_outcomes` say that an action was wrong: each made by `graph.domain.outcome.rating.bad_outcome`.
    Without `intake` no case is decided automatically: nobody knows what its data must hold.
    Nothing that is decided here happened before `plausible_from`.
    Where `blind_first`, reviewers answer once before they see what is recommended.
    Where `suggest_each`, free tasks are suggested to people, at most so many to each with those that they hold.
    `spot_check_share` is with which probability an automatic decision is drawn for a blind review; none is without it.
    `hotspots` are texts of HotspotKey: by what hot spots are forecast, and what is counted.
    `kpis`, by name, are figures beside the general ones; one by the name of a general one states its target.
    """

    key: str
    name: str
    mode: Mode
    high_impact: bool
    reversible: bool
    proposal_action: str
    alternative_action: str
    reason_codes: Sequence[str]
    queue: str
    policy: str
    note_required: Sequence[str] = ()
    correction_action: str | None = None
    own_reasons: Sequence[str] = ()
    quorum: Quorum = ONE
    blind_first: bool = False
    suggest_each: int | None = None
    spot_check_share: float | None = None
    required_course: str | None = None
    lease_seconds: int = 900
    grace_seconds: int = 30
    sla: Sla = field(default_factory=Sla)
    calendar: str | None = None
    costs: Mapping[str, float] = field(default_factory=dict)
    bad_outcomes: Sequence[str] = ()
    hotspots: Sequence[str] = ()
    kpis: Mapping[str, DeclaredKpi] = field(default_factory=dict)
    intake: IntakeRules | None = None
    plausible_from: datetime = FIRST_PLAUSIBLE
    currency: str | None = None
    queue_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PolicyProposal:
    """A policy version: its decision table as text, its parameters, who proposed and who approved it (node ids)."""

    policy: str
    text: str
    parameters: Mapping[str, float]
    proposer_id: str
    approver_id: str


async def open_point(store: Store, spec: PointSpec) -> int:
    """Register or change a decision point and return its new epoch."""
    kinds = ("gate", "sla", "queue", "rung", "calendar", "policy", "point", "breaker")
    point = DecisionPointUpdate(
        key=spec.key,
        name=spec.name,
        mode=spec.mode.value,
        high_impact=spec.high_impact,
        reversible=spec.reversible,
        proposal_action=spec.proposal_action,
        alternative_action=spec.alternative_action,
        correction_action=spec.correction_action,
        reason_codes=list(spec.reason_codes),
        own_reasons=list(spec.own_reasons),
        note_required=list(spec.note_required),
        quorum=spec.quorum.text if spec.quorum.several else None,
        blind_first=spec.blind_first,
        suggest_each=spec.suggest_each,
        spot_check_share=spec.spot_check_share,
        required_course=spec.required_course,
        hotspots=list(spec.hotspots),
        plausible_from=milliseconds(spec.plausible_from),
        lease_seconds=spec.lease_seconds,
        grace_seconds=spec.grace_seconds,
        wrong_proposal_cost=spec.costs.get("wrong_proposal"),
        wrong_alternative_cost=spec.costs.get("wrong_alternative"),
        review_cost=spec.costs.get("review"),
        currency=spec.currency,
        bad_outcomes=list(spec.bad_outcomes),
        intake_rules=None if spec.intake is None else rules_text(spec.intake),
    )
    rows = await store.graph.write(
        OPEN_POINT,
        OpenPointParams(
            point=point,
            queue=spec.queue,
            queue_names=spec.queue_names,
            policy=spec.policy,
            gate=GATE_AGENT,
            sla=sla_update(spec.sla),
            calendars=_calendars(spec),
            kpis=[_kpi(store, spec.key, name, one) for name, one in {**general_kpis(), **spec.kpis}.items()],
            ids={kind: store.clock.new_id() for kind in kinds},
            at=milliseconds(store.clock.now()),
        ),
    )
    return rows[0].epoch


def _kpi(store: Store, point: str, name: str, kpi: DeclaredKpi) -> OpenKpiRow:
    """Return a figure as it is opened; what people agreed on one that is there stays."""
    return OpenKpiRow(
        KpiRecord(
            id=store.clock.new_id(),
            key=KpiKey(point, name).text,
            target=kpi.target,
            version=1,
            recorded_at=milliseconds(store.clock.now()),
        ),
        KpiUpdate(
            name=kpi.name,
            figure=kpi.figure,
            outcome=kpi.outcome,
            formula=kpi.formula,
            unit=kpi.unit,
            better=kpi.better.value,
        ),
    )


async def set_intake(store: Store, point: str, rules: IntakeRules) -> bool:
    """Give an opened point the rules by which it takes in cases; return whether it had others, or none."""
    changed = await store.graph.write(SET_INTAKE, SetIntakeParams(point, rules_text(rules)))
    if changed:
        store.points.pop(point, None)
    return bool(changed)


def _calendars(spec: PointSpec) -> list[CalendarRow]:
    if spec.calendar is None:
        return []
    return [CalendarRow(CalendarKey(spec.key, spec.calendar).text, calendar_update(spec.sla.calendar))]


async def activate_policy(store: Store, proposal: PolicyProposal) -> str | tuple[Problem, ...]:
    """Check a decision table and make it the active version; every fault is told at once, nothing is written then.

    Returns the version's id. Nobody approves what they proposed.
    """
    if proposal.proposer_id == proposal.approver_id:
        return (
            invalid(
                "approver",
                "A policy version is approved by another person than the one who proposed it: name that one.",
            ),
        )
    policy = read_policy(proposal.text)
    if isinstance(policy, tuple):
        return policy
    compiled = compile_policy(replace(policy, parameters=dict(proposal.parameters) or policy.parameters))
    if isinstance(compiled, tuple):
        return compiled
    at = milliseconds(store.clock.now())
    rows = await store.graph.write(
        ACTIVATE_POLICY,
        ActivatePolicyParams(
            policy=proposal.policy,
            version=PolicyVersionRecord(
                id=store.clock.new_id(),
                key=VersionKey(proposal.policy, compiled.content_digest).text,
                version=at,
                table=proposal.text,
                parameters=json.dumps(dict(compiled.policy.parameters)),
                table_digest=compiled.content_digest,
                proposer_id=proposal.proposer_id,
                known_at=at,
                recorded_at=at,
            ),
            approver=proposal.approver_id,
        ),
    )
    for point in rows[0].points:
        store.points.pop(point, None)
    return rows[0].id
