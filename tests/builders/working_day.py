"""One day at the small firm in which every hot statement is sent, each for a few rows."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.domain.decision.kpis import KeyFigure, KpiGrouping
from graph.domain.decision.targets import DeclaredKpi, TargetChange
from graph.domain.intake.case import CaseState
from graph.domain.kernel.business_time import Calendar
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.periods import DAY_MS, Period
from graph.domain.kernel.problems import Problem
from graph.domain.lineage.reach import Direction
from graph.domain.monitor.drift import Drift, DriftKind, DriftReference, WatchedName
from graph.domain.outcome.report import OutcomeReport
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.planning.scenario import Scenario
from graph.domain.registry.declared import KeyedNode, RegistryDeclaration
from graph.domain.registry.naming import NewEntry, OpenedKind
from graph.domain.registry.relations import Relation, RelationChange
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import TaskState, Verdict
from graph.domain.review.urgency import Rung, Sla
from graph.store.audit import log as audit
from graph.store.audit.sealing import JOB, seal
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.decision import pages
from graph.store.decision.basis import ImpactQuestion, decision_basis, impact
from graph.store.decision.deciding import Decided, decide
from graph.store.decision.figures import FiguresQuestion, decisions_with_figures
from graph.store.decision.filtered import DecisionFilter, count_of, filtered_ids, filtered_page
from graph.store.decision.filtered_cases import (
    CaseFilter,
    Subject,
    TaskFilter,
    count_cases,
    count_tasks,
    filtered_cases,
    filtered_tasks,
)
from graph.store.decision.pages import ListOrder, Wanted
from graph.store.decision.precedents import precedents
from graph.store.decision.records import record_page
from graph.store.decision.spot_checks import open_due, spot_checks
from graph.store.decision.summaries import Grouping, Need, SummaryQuestion, overrides, summary
from graph.store.decision.summaries import ReportingPeriod as Span
from graph.store.decision.undoing import UndoCommand, undo
from graph.store.intake.cases import Submitted, submit
from graph.store.intake.corrections import correct
from graph.store.kernel.jobs import JobHold, give_back, take
from graph.store.lineage import by_kind as lineage_kinds
from graph.store.lineage import explorer
from graph.store.lineage.reach import LineageQuestion, trace
from graph.store.lineage.ways import path
from graph.store.monitor.drift import DriftWindow, drift_course, record_drift, watch, watched_cases
from graph.store.monitor.kpis import JudgedKpi, SetTarget, kpis_of, reported_means, set_target
from graph.store.outcome.reporting import record
from graph.store.people.accounts import (
    AccountSpec,
    NewKey,
    actor_of_account,
    actor_of_key,
    create_account,
    create_key,
    log_in_of,
)
from graph.store.people.organisation import organisation
from graph.store.people.trainings import trainings_ending
from graph.store.planning import whatif
from graph.store.planning.forecast_reading import WantedForecast, forecast_page, newest, recorded_kinds
from graph.store.planning.forecast_requests import queued_runs, request_forecasts
from graph.store.planning.forecasts import (
    FOLLOWING,
    NodeForecast,
    NodeScore,
    RunSpec,
    due_runs,
    hotspot_kinds,
    issue,
    made_runs,
    score_run,
)
from graph.store.planning.impact import grounds_in
from graph.store.planning.snapshots import freeze, keep
from graph.store.planning.surroundings import read_surroundings
from graph.store.registry.declaring import declare
from graph.store.registry.governing import PolicyProposal, activate_policy
from graph.store.registry.listing import Listing, entries_of, entry_of, keys_of, total_of
from graph.store.registry.opening import OpenedNode, open_named
from graph.store.registry.points import point_keys
from graph.store.registry.relations import Changed, change_relation
from graph.store.review.case_history import case_history
from graph.store.review.durations import review_durations
from graph.store.review.escalations import EscalateCommand, advance_clocks, escalate
from graph.store.review.first_answers import AnsweredFirst, FirstAnswerCommand, give_first_answer, withheld
from graph.store.review.inputs import case_inputs
from graph.store.review.questions import answer
from graph.store.review.regating import regate_outdated
from graph.store.review.rounds import open_missing
from graph.store.review.routing import ScoredCase, awaiting_score, route, waiting_case
from graph.store.review.tasks import Claimed, ReleaseCommand, claim, claim_next, release
from graph.store.review.waiting import queues
from tests.builders.commands import approval, score, submission
from tests.builders.delivering import deliver
from tests.builders.firm import POLICY, Firm

ROWS = 4
TOGETHER = 50
"""As many at once as the driver has connections for."""
EACH = Wanted(ROWS)
AGREED = Sla(240, 0.75, Calendar("Europe/Berlin", 8 * 60, 18 * 60, frozenset(range(5))), Rung("lead", 9))
ANALYST = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))
PLANNER = Actor("planner", "planner-id", ActorKind.HUMAN, frozenset({Role.PLANNER}))
LEAD = Actor("lead", "reviewer-2-id", ActorKind.HUMAN, frozenset({Role.REVIEWER, Role.ADMIN}))


async def cases(firm: Firm, name: str, count: int, probability: float | None = 0.4) -> list[Submitted]:
    async def one(number: int) -> Submitted:
        made = submission(f"{name}-{number}", probability)
        answered = await submit(firm.store, firm.integrator, made, f"{name}-{number}")
        assert isinstance(answered, Submitted), answered
        return answered

    return list(await asyncio.gather(*(one(number) for number in range(count))))


async def claims(firm: Firm, of: Sequence[Submitted]) -> list[Claimed]:
    leases = await asyncio.gather(
        *(claim(firm.store, firm.reviewer, str(one.task_id), f"claim-{one.task_id}") for one in of)
    )
    assert all(isinstance(lease, Claimed) for lease in leases), leases
    return [lease for lease in leases if isinstance(lease, Claimed)]


async def decisions(firm: Firm, of: Sequence[Claimed], actor: Actor | None = None) -> list[str]:
    made = await asyncio.gather(
        *(decide(firm.store, actor or firm.reviewer, one.task_id, approval(one), f"decide-{one.task_id}") for one in of)
    )
    assert all(isinstance(one, Decided) for one in made), made
    return [str(one.decision_id) for one in made if isinstance(one, Decided)]


async def grow(firm: Firm, name: str, count: int) -> None:
    """Add so many cases; half of them are decided, and what came of a quarter is known."""
    for first in range(0, count, TOGETHER):
        some = min(TOGETHER, count - first)
        new = await cases(firm, f"{name}-{first}", some)
        done = await decisions(firm, await claims(firm, new[: some // 2]))
        await outcomes(firm, done[: some // 4])


async def outcomes(firm: Firm, of: Sequence[str]) -> None:
    at = firm.store.clock.now()
    await asyncio.gather(
        *(
            record(firm.store, firm.integrator, OutcomeReport("returned", "false", at, at, decision_id=one), f"o-{one}")
            for one in of
        )
    )


async def review(firm: Firm, name: str) -> tuple[list[Submitted], list[str]]:
    """Send what reviewers send; return the cases that were decided and their decisions."""
    store = firm.store
    decided = await cases(firm, f"{name}-decided", ROWS)
    done = await decisions(firm, await claims(firm, decided))
    await outcomes(firm, done)
    for one in await claims(firm, await cases(firm, f"{name}-back", ROWS)):
        await release(
            store, firm.reviewer, ReleaseCommand(one.task_id, one.lease_epoch, one.version), f"r-{one.task_id}"
        )
    following = await claim_next(store, firm.second, None, f"{name}-next")
    assert isinstance(following, Claimed), following
    await decisions(firm, [following], firm.second)
    for one in await claims(firm, await cases(firm, f"{name}-asked", ROWS)):
        question = replace(approval(one), verdict=Verdict.RESPOND, note="Why?")
        answered = await decide(store, firm.reviewer, one.task_id, question, f"ask-{one.task_id}")
        assert isinstance(answered, Decided), answered
        await answer(store, ANALYST, str(answered.question_id), "For the project.", f"answer-{answered.question_id}")
    for slip in await decisions(firm, await claims(firm, await cases(firm, f"{name}-undone", ROWS))):
        await undo(store, firm.reviewer, UndoCommand(slip, "slip"), f"undo-{slip}")
    return decided, done


async def judge(firm: Firm, name: str) -> None:
    """Have two people judge each case for a while, each first without advice; a correction puts a case to them anew."""
    store, several = (
        firm.store,
        "MATCH (p:DecisionPoint) SET p.quorum = $quorum, p.blindFirst = $quorum IS NOT NULL, p.epoch = p.epoch + 1",
    )
    await firm.driver.execute_query(several, {"quorum": Quorum(2, 1, blind=True).text})
    store.points.clear()
    judged = await cases(firm, f"{name}-judged", ROWS)
    of = "MATCH (t:ReviewTask)-[:ABOUT]->(c:Case) WHERE c.id IN $ids RETURN t.id AS id, t.slot AS slot ORDER BY id"
    tasks = (await firm.driver.execute_query(of, {"ids": [one.case_id for one in judged]})).records
    for slot, person in enumerate((firm.reviewer, firm.second)):
        for task in [row["id"] for row in tasks if row["slot"] == slot]:
            lease = await claim(store, person, task, f"judge-{task}")
            assert isinstance(lease, Claimed), lease
            first = FirstAnswerCommand(task, Verdict.APPROVE, lease.lease_epoch)
            assert isinstance(await give_first_answer(store, person, first, f"first-{task}"), AnsweredFirst)
            assert isinstance(await decide(store, person, task, approval(lease), f"vote-{task}"), Decided)
    (anew,) = await cases(firm, f"{name}-anew", 1)
    await withheld(store, firm.reviewer, [("Prediction", anew.case_id)])
    better = replace(submission(f"{name}-anew-0", None), payload={"amount": 9.0, "vendor": "V-7"})
    await correct(store, firm.integrator, better, f"{name}-anew")
    assert await waiting_case(store, anew.case_id) is not None
    await open_missing(store, "purchases", 1)
    await firm.driver.execute_query(several, {"quorum": None})
    store.points.clear()


async def work(firm: Firm, name: str, folder: Path) -> None:
    """Send what the jobs of a worker send."""
    store = firm.store
    await cases(firm, f"{name}-unscored", ROWS, None)
    for number in range(ROWS):
        better = replace(submission(f"{name}-unscored-{number}", None), payload={"amount": 9.0, "vendor": "V-7"})
        await correct(store, firm.integrator, better, f"{name}-better-{number}")
    waiting = await awaiting_score(store, "purchases", ROWS)
    await route(store, "purchases", [ScoredCase(one, score(0.5), {}) for one in waiting])
    assert await point_keys(store) == ["purchases"]
    late = await cases(firm, f"{name}-late", ROWS)
    await firm.driver.execute_query(
        "MATCH (t:ReviewTask) WHERE t.id IN $ids SET t.dueAt = 1, t.atRiskAt = 1, t.slaCheckAt = 1",
        {"ids": [one.task_id for one in late]},
    )
    await advance_clocks(store)
    await escalate(store, LEAD, EscalateCommand(str(late[0].task_id), "It is late."), f"{name}-climb")
    version = POLICY.replace("version: 1", f"version: {len(name)}")
    proposal = PolicyProposal("purchases", version, {}, "policy-owner-id", "admin-id")
    assert isinstance(await activate_policy(store, proposal), str)
    await regate_outdated(store, "purchases", 1)
    await _log(firm, folder)
    await _what_if(firm, name)
    await _forecast(firm)
    await _drift(firm)


async def _drift(firm: Firm) -> None:
    store, point = firm.store, "purchases"
    state, until = await watch(store, point), store.clock.now()
    assert state is not None
    span = (until - timedelta(days=1), until)
    some = await watched_cases(store, point, span, state.model, ROWS)
    began, ended = (milliseconds(at) for at in span)
    window = DriftWindow(point, state.tested_to, began, ended, DriftReference.BEFORE, None, len(some), ROWS)
    shift = Drift(WatchedName(DriftKind.FEATURE, "amount", "amount"), 0.5, 0.0, 0.01, "It rose.")
    assert await record_drift(store, window, [shift]) == 1
    assert not isinstance(await drift_course(store, point, span), Problem)


async def _log(firm: Firm, folder: Path) -> None:
    store, signing = firm.store, SigningFolder(folder)
    hold = await take(store, JOB, "worker")
    assert hold is not None
    await seal(store, hold, signing)
    await give_back(store, JOB, "worker")
    await verify_graph(store, Trusted(public_key(signing.public_file), signing.head()))
    assert await audit.checkpoint(store) is not None
    async for _ in audit.exported(store):
        pass


async def _what_if(firm: Firm, name: str) -> None:
    store, scenario = firm.store, Scenario("purchases", name)
    for number in range(2):
        assert isinstance(await whatif.enqueue(store, PLANNER, scenario, f"{name}-{number}"), str)
    hold = await take(store, "what-if", "worker")
    assert isinstance(hold, JobHold)
    assert await whatif.waiting(store)
    begun = await whatif.begin(store, hold)
    assert begun is not None
    await whatif.report(store, hold, begun.id, 0.5)
    await whatif.cancel(store, PLANNER, begun.id)
    await whatif.run_page(store, EACH, "purchases")
    await whatif.basis(store, "purchases", 0)
    await whatif.scores_of(store, "purchases", "1", 0)


async def _forecast(firm: Firm) -> None:
    store, now = firm.store, milliseconds(firm.store.clock.now())
    (kind,) = await hotspot_kinds(store)
    ended = Period.DAY.start(now) - DAY_MS * (1 + await firm.count("ForecastRun"))
    days = (ended - DAY_MS * day for day in range(ROWS))
    specs = [RunSpec(kind, kind.event, 0, start, start + DAY_MS, ended) for start in days]
    assert not isinstance(await request_forecasts(store, PLANNER, "purchases", f"forecasts-{ended}"), Problem)
    frozen = await freeze(store, "purchases", firm.store.clock.now())
    await read_surroundings(store, frozen)
    snapshot = await keep(store, frozen)
    for spec in (*await queued_runs(store, ROWS), *specs):
        await issue(store, spec, snapshot, "made", [NodeForecast("V-7", 1.0, 0, 2, 1.0, 1.0, 0.0, 0.0)])
    assert await made_runs(store, [spec.key for spec in specs]) == {spec.key for spec in specs}
    for run in await due_runs(store, ROWS):
        await score_run(store, run, [NodeScore(key, 1, 0.0, inside=True) for key in run.keys], (1.0, 1.0))
    for worst in (True, False):
        await forecast_page(store, EACH, ("purchases", FOLLOWING.event, "vendor"), scored=True, worst=worst)
    today = Period.DAY.start(now)
    await issue(store, RunSpec(kind, kind.event, 0, today, today + DAY_MS, today), snapshot, "made", [])
    await grounds_in(store, "purchases", (moment(ended), moment(now)), moment(now))
    await recorded_kinds(store, "purchases")
    await newest(store, WantedForecast("purchases", "vendor", FOLLOWING.event, None, current=True, first=ROWS))


async def look(firm: Firm, of: Sequence[Submitted], done: Sequence[str], since: datetime) -> None:
    """Ask what people ask of these cases and decisions, made after a moment."""
    store = firm.store
    for states in (pages.OPEN_TASKS, (TaskState.RESERVED,), tuple(TaskState), (TaskState.COMPLETED,)):
        for person in (None, firm.second.person_id):
            await pages.tasks_in(store, EACH, states, "purchases", person)
    for state in ((CaseState.DECIDED,), tuple(CaseState)):
        await pages.case_page(store, EACH, None, state)
    await pages.decision_page(store, EACH, "purchases")
    await filtered_page(store, EACH, DecisionFilter(point="purchases", against_model=False, ended_badly=False))
    await record_page(store, EACH, DecisionFilter(point="purchases"))
    await queues(store, firm.second.person_id)
    until = datetime.now(UTC) + timedelta(minutes=1)
    counted = [one for one in Grouping if one not in (Grouping.DAY, Grouping.WEEK, Grouping.MONTH)]
    await summary(store, SummaryQuestion(DecisionFilter("purchases", since, until), counted, None, list(Need)))
    for by in KpiGrouping:
        await decisions_with_figures(
            store, FiguresQuestion(DecisionFilter("purchases", since, until), list(KeyFigure), by)
        )
    judged = [
        JudgedKpi("satisfaction", DeclaredKpi("satisfaction", "", "", outcome="satisfaction"), None, 1, None, None)
    ]
    await reported_means(store, DecisionFilter("purchases", since, until), judged)
    await count_of(store, DecisionFilter("purchases"))
    assert (await open_due(store, "purchases"), await spot_checks(store, "purchases")) == (0, [])
    named = Subject(point="purchases", external_id="day-0")
    for order in ListOrder:
        await filtered_cases(store, EACH, CaseFilter(named), order)
        await filtered_tasks(store, EACH, TaskFilter(named), order)
    await count_cases(store, CaseFilter(named))
    await count_tasks(store, TaskFilter(named))
    await filtered_ids(store, EACH, DecisionFilter("purchases"), ListOrder.OLDEST_FIRST)
    await overrides(store, Span("purchases", since, until))
    for one in of:
        await case_inputs(store, one.case_id)
        await case_history(store, firm.reviewer, one.case_id)
        await precedents(store, one.case_id, ROWS, with_later=False)
        await review_durations(store, str(one.task_id))
        await pages.cases(store, [one.case_id])
        await explorer.search(store, one.case_id, None, ROWS)
    for decision in done:
        await decision_basis(store, decision)
        await audit.proof(store, decision)
        for way in (Direction.UP, Direction.DOWN):
            question = LineageQuestion(decision, way)
            await trace(store, question)
            await lineage_kinds.trace_by_kind(store, question)
            await explorer.neighbours(store, EACH, explorer.Hop(decision, way, "ABOUT"))
    await lineage_kinds.of_kind(store, LineageQuestion(done[0]), "Person", EACH)
    await path(store, done[0], of[0].case_id)
    await explorer.links(store, [("Decision", one) for one in done], None)
    await impact(store, EACH, ImpactQuestion("Person", firm.second.person_id))


async def organise(firm: Firm, name: str) -> None:
    """Open a team, give it a member and take it away again, declare an owner, and look at all of it."""
    store, admin = firm.store, Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
    team = await open_named(store, admin, NewEntry(OpenedKind.TEAM, name), f"open-{name}")
    assert isinstance(team, OpenedNode), team
    for ends in (False, True):
        member = RelationChange(Relation.MEMBER, team.id, firm.reviewer.person_id, ends=ends)
        assert isinstance(await change_relation(store, admin, member, f"{name}-{ends}"), Changed)
    kpi = (await kpis_of(store, "purchases"))[0]
    assert isinstance(await set_target(store, admin, TargetChange(kpi.id, None, 5.0), f"{name}-target"), SetTarget)
    await declare(store, admin, RegistryDeclaration("purchases", "none", owner=KeyedNode.account("reviewer")))
    await entries_of(store, Listing("Team", ROWS))
    await entry_of(store, team.id)
    await keys_of(store, "Team", ROWS, None)
    await total_of(store, "Team")
    await organisation(store)
    await trainings_ending(store, now := store.clock.now(), now + timedelta(days=30))


async def log_in(firm: Firm, name: str) -> None:
    store = firm.store
    assert await create_account(store, AccountSpec(name, ActorKind.HUMAN, frozenset({Role.REVIEWER}))) is True
    await create_key(store, NewKey(name, name * 8, store.clock.now() + timedelta(days=1)))
    assert await log_in_of(store, name) is not None
    assert await actor_of_account(store, name) is not None
    assert await actor_of_key(store, name * 8) is not None


async def a_day(firm: Firm, name: str, folder: Path) -> None:
    """Do all of it; each day needs a name of another length, which is the version of its policy."""
    since = firm.store.clock.now()
    await log_in(firm, name)
    await organise(firm, name)
    of, done = await review(firm, name)
    await judge(firm, name)
    await work(firm, name, folder)
    await deliver(firm, name)
    await look(firm, of, done, since)
