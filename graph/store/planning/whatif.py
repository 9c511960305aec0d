"""Scenarios and their runs: queued once, begun by whoever holds the job, ended once, read in pages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.business_time import Calendar
from graph.domain.kernel.canonical import canonical_json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import LAST, by_time
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor, Operation, Role
from graph.domain.planning.scenario import RunState, Scenario, check_scenario, scenario_of
from graph.queries.planning import whatif
from graph.queries.planning.whatif import RunsRow
from graph.records._record import UNCHANGED
from graph.records.planning import ScenarioRecord, SimulationRunRecord, SimulationRunUpdate
from graph.store.decision.pages import LARGEST_PAGE, Page, Wanted, cut
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, execute_unkeyed, key_first
from graph.store.kernel.cursors import place_of
from graph.store.kernel.jobs import JobHold
from graph.store.kernel.store import Store
from graph.store.kernel.walking import end_of_walk
from graph.store.people.accounts import accounts
from graph.store.registry.points import point_of
from graph.store.registry.promotion import model_versions
from graph.store.registry.service_levels import calendar_of


@dataclass(frozen=True, slots=True)
class Run:
    """A run with its scenario; `result` is None until it is done, times in epoch ms."""

    id: str
    scenario: Scenario
    state: RunState
    progress: float
    result: Stored | None
    failure: str | None
    code_version: str | None
    requested_by: str
    recorded_at: int
    started_at: int | None
    ended_at: int | None
    snapshot_id: str | None
    policy_id: str | None


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that this worker has begun."""

    id: str
    scenario: Scenario
    cancelled: bool


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a run ended: its result as JSON or why there is none, and what it was based on."""

    state: RunState
    result: str | None = None
    failure: str | None = None
    code_version: str | None = None
    snapshot_id: str | None = None
    policy_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewerAccount:
    """An account that can review now: the person's id, and the account's name."""

    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class TimedReviews:
    """Timed reviews as parallel columns, in the order in which they ended.

    Case and person by id, claimed and done in epoch ms, and for how long (ms) the case was in sight; -1 where no page
    measured it.
    """

    case: Sequence[str] = ()
    person: Sequence[str] = ()
    claimed: Sequence[int] = ()
    done: Sequence[int] = ()
    dwell_ms: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class PointBasis:
    """What a run needs of a point beside its snapshot; `reach` and `required` by case id.

    `late_priority` is what a review has at least once it is late (None: no ladder); `currency` that of all costs.
    """

    wrong_proposal_cost: float
    wrong_alternative_cost: float
    review_cost: float
    proposal: str
    alternative: str
    review_minutes: int | None
    calendar: Calendar
    reach: Mapping[str, int]
    required: Mapping[str, bool]
    reviews: TimedReviews = TimedReviews()
    currency: str | None = None
    late_priority: int | None = None


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds now: thresholds by parameter, the accounts that can review, the versions of the main model."""

    thresholds: Mapping[str, float]
    people: Sequence[ReviewerAccount]
    models: Sequence[str] = ()

    @property
    def reviewers(self) -> int:
        """Return how many can review."""
        return len(self.people)

    @property
    def names(self) -> list[str]:
        """Return the names of the accounts that can review."""
        return [one.name for one in self.people]


async def defaults(store: Store, point: str) -> Defaults | Problem:
    """Return what a scenario would change, or that there is no such point."""
    configured = await point_of(store, point, fresh=True)
    if configured is None:
        return Problem(ProblemCode.NOT_FOUND, f"There is no decision point {point!r}: `decisionPoints` lists them.")
    thresholds = {} if configured.policy is None else dict(configured.policy.policy.parameters)
    versions = [one.version for one in await model_versions(store, point) if one.primary]
    return Defaults(thresholds, await reviewers_of(store), versions)


async def reviewers_of(store: Store) -> list[ReviewerAccount]:
    """Return the accounts that can review now, by name."""
    able = [one.actor for one in await accounts(store) if Role.REVIEWER in one.actor.roles and not one.disabled]
    return sorted((ReviewerAccount(one.person_id, one.account) for one in able), key=lambda one: one.name)


async def enqueue(store: Store, actor: Actor, scenario: Scenario, idempotency_key: str) -> str | Problem:
    """Queue a run once and return its id; the same request again gives the same run."""
    return await execute(store, actor, _request(store, actor, scenario, idempotency_key, queued=True))


async def keep_run(store: Store, actor: Actor, scenario: Scenario, ending: RunEnd) -> str | Problem:
    """Keep a run that was made elsewhere than in a worker, and return its id."""
    run = await execute(store, actor, _request(store, actor, scenario, store.clock.new_id(), queued=False))
    if isinstance(run, str):
        await finish(store, run, ending)
    return run


async def waiting(store: Store) -> bool:
    """Tell whether a run waits for a worker."""
    return bool(await store.graph.read(whatif.WAITING, whatif.WaitingParams()))


async def begin(store: Store, hold: JobHold) -> Begun | None:
    """Begin the run that has waited longest; None where there is none."""
    now = milliseconds(store.clock.now())
    rows = await store.graph.write(whatif.BEGIN, whatif.BeginParams(hold.job, hold.holder, hold.epoch, now))
    return Begun(rows[0].id, scenario_of(json.loads(rows[0].content)), rows[0].cancelled) if rows else None


async def report(store: Store, hold: JobHold, run: str, progress: float) -> bool:
    """Write the progress of a run; answers whether to go on."""
    params = whatif.ProgressParams(hold.job, hold.holder, hold.epoch, run, progress)
    rows = await store.graph.write(whatif.PROGRESS, params)
    return bool(rows) and not rows[0].cancelled


async def finish(store: Store, run: str, ending: RunEnd) -> None:
    """End a run, once; the first ending stands."""
    ended = SimulationRunUpdate(
        state=ending.state.value,
        result=ending.result,
        failure=ending.failure,
        code_version=ending.code_version,
        ended_at=milliseconds(store.clock.now()),
        progress=1.0 if ending.state is RunState.DONE else UNCHANGED,
    )
    snapshots = [one for one in (ending.snapshot_id,) if one is not None]
    policies = [one for one in (ending.policy_id,) if one is not None]
    params = whatif.FinishParams(run, store.clock.new_id(), ended, snapshots, policies)
    await store.graph.write(whatif.FINISH, params)


async def cancel(store: Store, actor: Actor, run: str) -> Problem | None:
    """Ask a run to end; one that has ended already is left as it is."""

    async def end() -> Problem | None:
        params = whatif.CancelParams(run, store.clock.new_id(), milliseconds(store.clock.now()))
        rows = await store.graph.write(whatif.CANCEL, params)
        return None if rows else Problem(ProblemCode.NOT_FOUND, "There is no such run: take its id from the list.")

    return await execute_unkeyed(actor, Operation.RUN_WHAT_IF, end)


async def runs(store: Store, ids: Sequence[str]) -> list[Run]:
    """Return runs in the order of their ids, without those that are unknown."""
    rows = await store.graph.read(whatif.RUNS, whatif.RunsParams(ids))
    by_id = {row.run["id"]: _run(row) for row in rows}
    return [by_id[one] for one in ids if one in by_id]


async def run_page(store: Store, wanted: Wanted, point: str | None) -> Page[Run] | Problem:
    """Return runs, newest first."""
    scope = f"what-if runs {point or ''}"
    if not 1 <= wanted.first <= LARGEST_PAGE:
        return invalid("first", f"first is {wanted.first}: choose 1 to {LARGEST_PAGE}.")
    place = place_of(store.cursor_key, scope, wanted.after) if wanted.after else LAST
    if isinstance(place, Problem):
        return place
    until = None if point is None else await end_of_walk(store, whatif.END_OF_RUN_PAGE, place)
    rows = await store.graph.read(whatif.RUN_PAGE, whatif.RunPageParams(place, until or "", point, wanted.first + 1))
    shown = await runs(store, [row.id for row in rows[: wanted.first]])
    return cut(store, scope, wanted, rows, shown, until)


async def basis(store: Store, point: str, as_of: int) -> PointBasis | None:
    """Return what a run needs of a point beside its snapshot as of a moment (ms); None for an unknown point."""
    rows = await store.graph.read(whatif.BASIS, whatif.PointBasisParams(point))
    if not rows:
        return None
    stored = rows[0].point
    reach: dict[str, int] = {}
    required: dict[str, bool] = {}
    for row in await store.graph.read(whatif.REACH, whatif.ReachParams(point, as_of)):
        reach |= zip(row.ids, row.reaches, strict=True)
        required |= zip(row.ids, row.required, strict=True)
    return PointBasis(
        wrong_proposal_cost=stored["wrongProposalCost"] or 0.0,
        wrong_alternative_cost=stored["wrongAlternativeCost"] or 0.0,
        review_cost=stored["reviewCost"] or 0.0,
        proposal=stored["proposalAction"],
        alternative=stored["alternativeAction"],
        review_minutes=rows[0].review_minutes,
        calendar=calendar_of(rows[0].calendar),
        reach=reach,
        required=required,
        reviews=await _timed_reviews(store, point, as_of),
        currency=stored.get("currency"),
        late_priority=rows[0].escalation_priority,
    )


async def scores_of(store: Store, point: str, version: str, as_of: int) -> Mapping[str, float]:
    """Return the newest risk that a version of a point's model gave each case before a moment (ms), by case id."""
    (row,) = await store.graph.read(whatif.SCORES, whatif.ScoresParams(point, as_of, version))
    return dict(zip(row.ids, row.risks, strict=True))


async def error_costs(store: Store, point: str) -> tuple[float, float]:
    """Return what a wrong proposal and a wrong alternative cost; 1 each where the point does not state it."""
    rows = await store.graph.read(whatif.BASIS, whatif.PointBasisParams(point))
    stored = rows[0].point if rows else {}
    return stored.get("wrongProposalCost") or 1.0, stored.get("wrongAlternativeCost") or 1.0


async def _timed_reviews(store: Store, point: str, as_of: int) -> TimedReviews:
    (row,) = await store.graph.read(whatif.REVIEWS, whatif.ReachParams(point, as_of))
    return TimedReviews(row.cases, row.people, row.claimed, row.done, row.dwells)


def _request(
    store: Store, actor: Actor, scenario: Scenario, idempotency_key: str, *, queued: bool
) -> CommandSpec[Defaults, str]:
    async def read(_: Try) -> Defaults | Problem:
        return await defaults(store, scenario.point)

    async def attempt(now: Defaults, one: Try) -> Attempted:
        problem = check_scenario(scenario, now.thresholds, now.names, now.models)
        return problem or _write(store, actor, scenario, one.now, queued=queued)

    return CommandSpec(
        needs=Operation.RUN_WHAT_IF,
        request=Request("runWhatIf", actor.account, scenario.content()),
        idempotency_key=idempotency_key,
        read=key_first(store, read),
        attempt=attempt,
        answer=lambda result: str(result["runId"]),
        subject="decision point",
    )


def _write(
    store: Store, actor: Actor, scenario: Scenario, now: datetime, *, queued: bool
) -> PlannedWrite[whatif.EnqueueRow]:
    run_id, at = store.clock.new_id(), milliseconds(now)
    place = by_time(at, run_id)
    state = RunState.QUEUED if queued else RunState.RUNNING
    row = whatif.EnqueueRow(
        point=scenario.point,
        person=actor.person_id,
        scenario=ScenarioRecord(
            id=store.clock.new_id(),
            key=scenario.key(),
            name=scenario.name,
            content=canonical_json(scenario.content()).decode(),
            known_at=at,
            recorded_at=at,
        ),
        run=SimulationRunRecord(
            id=run_id,
            sort_key=place,
            waiting=place if queued else None,
            state=state.value,
            progress=0.0,
            seed=scenario.seed,
            started_at=None if queued else at,
            known_at=at,
            recorded_at=at,
        ),
    )
    return PlannedWrite(store.scenario_runs, row, {"runId": run_id}, scenario.key())


def _run(row: RunsRow) -> Run:
    stored = row.run
    return Run(
        id=stored["id"],
        scenario=scenario_of(json.loads(row.content)),
        state=RunState(stored["state"]),
        progress=stored["progress"],
        result=None if stored["result"] is None else json.loads(stored["result"]),
        failure=stored["failure"],
        code_version=stored["codeVersion"],
        requested_by=row.requested_by,
        recorded_at=stored["recordedAt"],
        started_at=stored["startedAt"],
        ended_at=stored["endedAt"],
        snapshot_id=row.snapshot_id,
        policy_id=row.policy_id,
    )
