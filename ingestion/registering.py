"""Registers what a pack declares: its decision point and the policy version that governs it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.domain.decision.kpis import Better
from graph.domain.decision.targets import DeclaredKpi
from graph.domain.gate.facts import Mode
from graph.domain.kernel.business_time import Calendar, WorkShift
from graph.domain.kernel.forecast_keys import HotspotKey
from graph.domain.kernel.keys import DatasetKey
from graph.domain.kernel.labels import label_of
from graph.domain.kernel.problems import Problem
from graph.domain.outcome.rating import bad_outcome
from graph.domain.people.roles import Actor
from graph.domain.registry.change import ChangeState
from graph.domain.registry.declared import KeyedNode, RegistryDeclaration
from graph.domain.registry.policy_change import PolicyChange, PolicyCommand
from graph.domain.review.reasons import own_reason
from graph.domain.review.urgency import Rung, Sla
from graph.errors import InvalidInput
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import DECIDER, FOLLOWING
from graph.store.registry.governing import PointSpec, open_point
from graph.store.registry.policy_changes import PolicyDraft, change_policy, check_draft, propose_policy
from graph.store.registry.service_levels import minutes_of, weekdays_of
from ingestion.intake import intake_rules
from ingestion.log.costs import ErrorCosts
from ingestion.pack.casework import OPENS_NEXT
from ingestion.pack.model import HotspotSpec, Kpi, Pack, ShiftSpec
from ingestion.pack.policy import PackPolicy, pack_policy


@dataclass(frozen=True, slots=True)
class Owners:
    """Who proposes a pack's policy, and who approves it and so signs its thresholds: two different people.

    Where it is not `signed`, the policy stays proposed, and every case goes to people.
    """

    proposer: Actor
    approver: Actor
    signed: bool = True


async def register(
    store: Store, pack: Pack, folder: Path, owners: Owners, fitted: Mapping[str, float], costs: ErrorCosts
) -> str:
    """Open the pack's point and have its policy proposed and approved; return the policy version's id.

    `fitted` holds thresholds by the names of the table's parameters. Raises InvalidInput.
    """
    policy = pack_policy(pack, folder, fitted)
    await open_point(store, point_spec(pack, policy, costs))
    reason = f"Pack {pack.pack} was loaded; its thresholds were fitted to its history."
    draft = PolicyDraft(policy.id, reason, policy.text, policy.parameters)
    signed = await _signed(store, owners, draft)
    if isinstance(signed, Problem):
        raise InvalidInput(f"{pack.decision_point.policy}: {signed.message}")
    return signed


async def _signed(store: Store, owners: Owners, draft: PolicyDraft) -> str | Problem:
    """Propose a table as one person and approve it as the other, as far as that was not done before."""
    checked = await check_draft(store, draft)
    if isinstance(checked, tuple):
        return checked[0]
    known = checked.policy.version(checked.key)
    state, version_id = (None, "") if known is None else (known.state, known.id)
    if state not in (ChangeState.PROPOSED, ChangeState.APPROVED, ChangeState.ACTIVE):
        proposed = await propose_policy(store, owners.proposer, draft, store.clock.new_id())
        if isinstance(proposed, Problem):
            return proposed
        state, version_id = proposed.state, proposed.version_id
    if state is ChangeState.PROPOSED and owners.signed:
        approval = PolicyChange(version_id, PolicyCommand.APPROVE)
        approved = await change_policy(store, owners.approver, approval, store.clock.new_id())
        return approved if isinstance(approved, Problem) else approved.version_id
    return version_id


def point_spec(pack: Pack, policy: PackPolicy, costs: ErrorCosts) -> PointSpec:
    """Return the decision point as the registry takes it."""
    point = pack.decision_point
    own = [(spec.verdict, code) for spec in pack.actions.values() for code in spec.reasons]
    return PointSpec(
        key=point.id,
        name=point.name,
        mode=Mode(point.mode),
        high_impact=point.high_impact,
        reversible=point.reversible,
        proposal_action=pack.proposal,
        alternative_action=pack.alternative,
        correction_action=pack.correction,
        reason_codes=list(dict.fromkeys([*(code for _, code in own), *point.reason_codes])),
        own_reasons=[own_reason(verdict, code) for verdict, code in own],
        queue=point.queue.id,
        policy=policy.id,
        note_required=point.note_required,
        quorum=pack.review.quorum,
        blind_first=pack.review.blind_first,
        suggest_each=pack.review.suggest_each,
        spot_check_share=pack.review.spot_checks,
        required_course=point.course,
        lease_seconds=point.lease_minutes * 60,
        grace_seconds=point.grace_seconds,
        sla=_sla(pack),
        calendar=point.calendar.id,
        costs=asdict(costs),
        bad_outcomes=[bad_outcome(action, name) for action, name in pack.proven_wrong],
        hotspots=hotspots_of(pack),
        kpis=declared_kpis(pack),
        currency=pack.money.currency,
        intake=intake_rules(pack),
        plausible_from=point.first_plausible,
        queue_names=_queue_names(pack),
    )


def _queue_names(pack: Pack) -> dict[str, str]:
    """Return what the queue and the one above it are called, by their keys."""
    point = pack.decision_point
    above = [rung.queue for rung in point.escalation]
    return {one.id: one.name for one in (point.queue, *above) if one is not None}


def registry_of(pack: Pack) -> RegistryDeclaration:
    """Return what the pack says of owners: accounts by their names."""
    point, source = pack.decision_point, pack.source
    return RegistryDeclaration(
        point=point.id,
        dataset=DatasetKey(source.namespace, source.dataset).text,
        owner=KeyedNode.account(point.owner),
        data_owner=KeyedNode.account(source.owner or point.owner),
    )


def declared_kpis(pack: Pack) -> dict[str, DeclaredKpi]:
    """Return the figures that the pack is judged by, by name."""
    return {
        one.name: DeclaredKpi(
            name=one.name,
            formula=one.formula or _formula(one),
            unit=one.unit,
            better=Better.NEITHER if one.better is None else Better(one.better.upper()),
            target=one.target,
            figure=None if one.live is None else one.live.value,
            outcome=one.reported,
        )
        for one in pack.kpis
    }


def _formula(kpi: Kpi) -> str:
    """Return in words how a measure of a pack is computed."""
    if kpi.label is not None:
        truth = "true" if kpi.holds else "false"
        return f"The share of {kpi.of} of which {label_of(kpi.label)} is {truth}, where that is known."
    if kpi.median is not None or kpi.mean is not None:
        return f"The {'mean' if kpi.median is None else 'median'} of {kpi.median or kpi.mean}, over {kpi.of}."
    if kpi.share is not None:
        return f"The share of {kpi.of} that fit the pack's condition."
    if kpi.reported is not None:
        return f"The mean of {label_of(kpi.reported)}, as it is reported of decisions."
    if kpi.per is not None:
        return f"How many votes a person gives in {kpi.per:,} rows."
    return "The data of the pack do not tell it."


def hotspots_of(pack: Pack) -> list[str]:
    """Return by what hot spots are forecast and what is counted, as the registry takes it."""
    entities = {entity.column: entity.kind for entity in pack.entities}
    return [
        HotspotKey(
            kind.name, kind.column or "", kind.period, entities.get(kind.column or "", ""), *_counted(pack, kind)
        ).text
        for kind in pack.hotspots
    ]


def _counted(pack: Pack, spec: HotspotSpec) -> tuple[str, str, str]:
    """Return what a hot spot counts: the event, at its own case, the one that follows or who decided, and in words."""
    if spec.label is None:
        return FOLLOWING.event, FOLLOWING.place, FOLLOWING.counted
    label = pack.labels[spec.label]
    if pack.counts_deciders(spec):
        return spec.label, DECIDER, label.words
    follows = getattr(label, "where", None) == OPENS_NEXT
    return spec.label, FOLLOWING.place if follows else "OWN", label.words


def _shift(spec: ShiftSpec) -> WorkShift:
    return WorkShift(minutes_of(spec.opens), minutes_of(spec.closes), weekdays_of(spec.days))


def _sla(pack: Pack) -> Sla:
    point = pack.decision_point
    hours = point.calendar
    rung = next(iter(point.escalation), None)
    return Sla(
        review_minutes=max(1, round(point.review_within_hours * 60)),
        warning_share=point.at_risk_after,
        calendar=Calendar(
            zone=pack.table.time_zone,
            opens=minutes_of(hours.opens),
            closes=minutes_of(hours.closes),
            days=weekdays_of(hours.days),
            holidays=frozenset(hours.holidays),
            country=hours.country,
            further=tuple(_shift(one) for one in hours.shifts),
        ),
        rung=None if rung is None else Rung(None if rung.queue is None else rung.queue.id, rung.priority),
    )
