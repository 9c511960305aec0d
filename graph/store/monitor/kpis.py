"""Figures that a decision point is judged by, with target and owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.domain.decision.kpis import Better
from graph.domain.decision.targets import DeclaredKpi, TargetChange, check_target
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.keys import KpiKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor, Operation
from graph.queries.kernel.rows import Rows
from graph.queries.monitor import kpis as queries
from graph.queries.monitor.kpis import KpiHistoryRow, KpiParams, KpisParams, ReportedMeansParams, TargetRow
from graph.records.assurance import KpiUpdate
from graph.records.change import Move
from graph.store.decision.filtered import DecisionFilter, chosen_decisions, summed_stretch
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store


@dataclass(frozen=True, slots=True)
class KpiOwner:
    """Whose a figure is: a Person or a Team."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class TellingHistory:
    """What a pack's data tell of a figure, over so many cases, or why they cannot."""

    value: float | None
    cases: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class JudgedKpi:
    """A figure as it is stored; `money`: what one unit off the target costs."""

    id: str
    declared: DeclaredKpi
    money: float | None
    version: int
    owner: KpiOwner | None
    history: TellingHistory | None


@dataclass(frozen=True, slots=True)
class SetTarget:
    """A target that is on record."""

    kpi_id: str
    target: float | None
    money: float | None


async def kpis_of(store: Store, point: str) -> list[JudgedKpi]:
    """Return the figures of a point by key; none for one that was opened by an older release."""
    rows = await store.graph.read(queries.KPIS, KpisParams(KpiKey(point, "").text))
    return [_judged(row.kpi, row.owner) for row in rows]


async def reported_means(
    store: Store, filters: DecisionFilter, kpis: Sequence[JudgedKpi]
) -> dict[str, float] | Problem:
    """Return the mean of the numbers reported of the decisions that answer a filter, by kind of outcome."""
    kinds = sorted({one.declared.outcome for one in kpis if one.declared.outcome is not None})
    if not kinds:
        return {}
    stretch = await summed_stretch(store, filters)
    if isinstance(stretch, Problem):
        return stretch
    chosen = await chosen_decisions(store, filters, stretch)
    params = ReportedMeansParams(chosen, kinds, milliseconds(store.clock.now()))
    rows = await store.graph.read(queries.REPORTED_MEANS.only(chosen.parts), params)
    return {row.kind: row.mean for row in rows}


async def keep_history(store: Store, point: str, histories: Mapping[str, TellingHistory]) -> int:
    """Say what a pack's data tell of its figures, by name; return of how many."""
    rows = [
        KpiHistoryRow(
            KpiKey(point, name).text,
            KpiUpdate(history_value=one.value, history_cases=one.cases, history_reason=one.reason),
        )
        for name, one in histories.items()
    ]
    return (await store.graph.write(queries.KPI_HISTORY, Rows(rows)))[0].stated if rows else 0


async def set_target(store: Store, actor: Actor, change: TargetChange, key: str) -> SetTarget | Problem:
    """Set a figure's target, and what a unit off it costs, once."""

    async def read(_: Try) -> JudgedKpi | Problem:
        rows = await store.graph.read(queries.KPI, KpiParams(change.kpi_id))
        return _judged(rows[0].kpi, None) if rows else _UNKNOWN

    async def attempt(kpi: JudgedKpi, one: Try) -> Attempted:
        if problem := check_target(change, kpi.declared.unit, kpi.declared.better):
            return problem
        row = await _target_row(store, actor, (change, kpi), one)
        result: dict[str, Json] = {"kpiId": kpi.id, "target": change.target, "money": change.money}
        return PlannedWrite(store.targets, row, result, kpi.id)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_REGISTRY,
            request=Request("setKpiTarget", actor.account, request_fields(change)),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_set,
            subject="figure",
        ),
    )


async def _target_row(store: Store, actor: Actor, agreed: tuple[TargetChange, JudgedKpi], one: Try) -> TargetRow:
    change, kpi = agreed
    move = Move(_shown(kpi.declared.target, kpi.money), _shown(change.target, change.money), "SET_TARGET")
    record, entry = await audited_change(store, move, (actor.person_id, actor.kind), kpi.id, one.now)
    return TargetRow(
        write_id=store.clock.new_id(),
        kpi_id=kpi.id,
        version=kpi.version,
        kpi=KpiUpdate(target=change.target, money=change.money, version=kpi.version + 1),
        change=record,
        audit=[entry],
        outbox=[],
    )


_UNKNOWN = Problem(ProblemCode.NOT_FOUND, "There is no figure with the id given as kpiId: take it from `metrics`.")


def _set(result: StoredResult) -> SetTarget:
    return SetTarget(result["kpiId"], result["target"], result["money"])


def _shown(target: float | None, money: float | None) -> str:
    return " ".join("none" if one is None else f"{one:g}" for one in (target, money))


def _judged(stored: Stored, owner: Stored | None) -> JudgedKpi:
    history = None
    if stored.get("historyCases") is not None:
        history = TellingHistory(stored.get("historyValue"), stored["historyCases"], stored.get("historyReason"))
    return JudgedKpi(
        stored["id"],
        DeclaredKpi(
            stored["name"],
            stored["formula"],
            stored["unit"],
            Better(stored["better"]),
            stored.get("target"),
            stored.get("figure"),
            stored.get("outcome"),
        ),
        stored.get("money"),
        stored["version"],
        None if owner is None else KpiOwner(owner["id"], owner["kind"], owner["name"]),
        history,
    )
