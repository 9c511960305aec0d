"""What-ifs on a real Neo4j: queued once, run by a worker, told with bands, cancelled in time, refused in words.

The past that they replay is written once; the last test takes its scores away.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from api.worker.runner import Worker
from graph.clock import SystemClock
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.planning.scenario import RunState, Scenario
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.decision.pages import Wanted
from graph.store.people.accounts import AccountSpec, create_account
from graph.store.planning import whatif
from graph.store.planning.forecast_reading import recorded_kinds
from graph.store.registry.governing import PolicyProposal, activate_policy
from pipelines.forecasts.scoring import score_due
from tests.builders.database import emptied
from tests.builders.demo import MovedClock
from tests.builders.firm import POLICY, Firm, make_firm
from tests.builders.written_history import DAY_MS, WRITE, WrittenHistory, write_history

pytestmark = pytest.mark.live

SCENARIO = Scenario("purchases", "a higher limit", {"limit": 0.4}, horizon_days=7, replications=40, seed=5)
PLANNER = Actor("planner", "planner-id", ActorKind.HUMAN, frozenset({Role.PLANNER}))


@pytest_asyncio.fixture(scope="module")
async def firm(driver: AsyncDriver, neo4j_settings: GraphSettings) -> Firm:
    await emptied(driver)
    return await make_firm(Graph(driver, neo4j_settings), driver)


@pytest_asyncio.fixture(autouse=True)
async def no_runs(firm: Firm) -> None:
    await firm.driver.execute_query("MATCH (n:SimulationRun|Scenario|IdempotencyKey) DETACH DELETE n")


@pytest_asyncio.fixture(scope="module")
async def history(firm: Firm) -> WrittenHistory:
    """The small firm with two accounts that review, a threshold that can be moved, and six weeks of past."""
    for name in ("desk-1", "desk-2"):
        await create_account(firm.store, AccountSpec(name, ActorKind.HUMAN, frozenset({Role.REVIEWER})))
    await firm.driver.execute_query("CREATE (:Person:Agent {id: 'planner-id', key: 'local|planner', name: 'planner'})")
    table = POLICY.replace("rows:", "parameters: {limit: 0.1}\nrows:").replace('0.1"', 'limit"')
    proposal = PolicyProposal("purchases", table, {"limit": 0.2}, "policy-owner-id", "admin-id")
    assert isinstance(await activate_policy(firm.store, proposal), str)
    return await write_history(firm)


async def ran(firm: Firm, folder: Path, scenario: Scenario, key: str) -> whatif.Run:
    run_id = await whatif.enqueue(firm.store, PLANNER, scenario, key)
    assert isinstance(run_id, str), run_id
    assert await Worker(firm.store, folder).once("what-if") == 1
    (run,) = await whatif.runs(firm.store, [run_id])
    return run


def kpi(run: whatif.Run, name: str) -> Mapping[str, Any]:
    assert run.result is not None, run.failure
    figure: Mapping[str, Any] = next(one for one in run.result["kpis"] if one["name"] == name)
    return figure


class StillClock(SystemClock):
    """Always the moment at which it was made: what is computed from now on is computed from the same past."""

    def __init__(self) -> None:
        self.moment = super().now()

    def now(self) -> datetime:
        return self.moment


async def test_one_odd_time_in_the_graph_moves_no_figure(firm: Firm, history: WrittenHistory, tmp_path: Path) -> None:
    """1995 is plausible at the point and still no part of a history that began six weeks ago."""
    firm = replace(firm, store=replace(firm.store, clock=StillClock()))
    before = await ran(firm, tmp_path, SCENARIO, "before")
    assert len(history.risk) > 1_000
    assert before.result is not None
    for year in (1, 1970, 1995, 2099):
        odd = {"id": "odd", "at": milliseconds(datetime(year, 1, 2, tzinfo=UTC)), "risk": 0.5, "wrong": "false"}
        await firm.driver.execute_query(WRITE, {"rows": [odd]})

        after = await ran(firm, tmp_path, SCENARIO, f"after {year}")

        await firm.driver.execute_query("MATCH (n:Entity) WHERE n.id STARTS WITH 'odd' DETACH DELETE n")
        assert after.result is not None
        assert after.result["kpis"] == before.result["kpis"]
        assert after.result["replay"]["from"] == before.result["replay"]["from"]


async def test_a_moved_threshold_is_counted_on_the_past_and_simulated_with_bands(
    firm: Firm, history: WrittenHistory, tmp_path: Path
) -> None:
    run = await ran(firm, tmp_path, SCENARIO, "first")

    assert run.state is RunState.DONE, run.failure
    assert run.result is not None
    replay = run.result["replay"]
    assert replay["scored"] == len(history.risk)
    assert replay["base"]["toPeople"] == sum(risk >= 0.2 for risk in history.risk)
    assert replay["candidate"]["toPeople"] == sum(risk >= 0.4 for risk in history.risk)
    fewer = kpi(run, "volumeToPeople")
    assert fewer["deltaHigh"] < 0
    assert fewer["baseLow"] <= fewer["base"] <= fewer["baseHigh"]
    assert kpi(run, "errorRate")["delta"] > 0
    assert (run.snapshot_id is None, run.policy_id is None) == (False, False)
    assert len(run.result["assumptions"]) == 9


@pytest.mark.usefixtures("history")
async def test_what_a_run_says_of_coming_cases_is_scored_when_its_horizon_is_over(firm: Firm, tmp_path: Path) -> None:
    await firm.driver.execute_query("MATCH (n:Forecast|ForecastRun) DETACH DELETE n")
    run = await ran(firm, tmp_path, SCENARIO, "scored")
    risks = [round(float(one), 4) for one in np.random.default_rng(9).beta(2, 5, 280)]
    begins = milliseconds(firm.store.clock.now())
    rows = [
        {"id": f"coming-{row:03}", "at": begins + row * 7 * DAY_MS // 290, "risk": risk, "wrong": "false"}
        for row, risk in enumerate(risks)
    ]
    await firm.driver.execute_query(WRITE, {"rows": rows})
    later = replace(firm.store, clock=MovedClock(firm.store.clock.now() + timedelta(days=8)))

    early = await score_due(firm.store)
    scored = await score_due(later), await score_due(later)
    stored = await firm.driver.execute_query(
        "MATCH (f:Forecast) RETURN f.node AS node, f.subject AS subject, f.expected AS expected, f.low AS low, "
        "f.high AS high, f.ewma AS before, f.actual AS actual, f.origin AS origin ORDER BY node"
    )
    (kind,) = [one for one in await recorded_kinds(firm.store, "purchases") if one.kind.is_what_if]
    await firm.driver.execute_query("MATCH (n:Entity) WHERE n.id STARTS WITH 'coming' DETACH DELETE n")

    to_people, turned = stored.records
    assert (early, scored) == (0, (2, 0))
    assert (turned["subject"], to_people["subject"]) == (run.id, None)
    assert to_people["actual"] == sum(risk >= 0.2 for risk in risks)
    assert turned["actual"] == sum(0.2 <= risk < 0.4 for risk in risks)
    assert all(one["low"] <= one["expected"] <= one["high"] for one in stored.records)
    assert all(one["before"] > 0 and one["origin"] == "ISSUED" for one in stored.records)
    assert (kind.record.scored, kind.record.measured, kind.record.periods) == (2, 2, 1)


async def test_one_reviewer_less_makes_everybody_wait_longer(
    firm: Firm, history: WrittenHistory, tmp_path: Path
) -> None:
    assert history.risk
    busy = replace(SCENARIO, thresholds={}, reviewers=-1, volume=1.0, name="one reviewer less")

    run = await ran(firm, tmp_path, busy, "one-less")

    assert kpi(run, "waitingHours")["deltaLow"] > 0
    assert kpi(run, "volumeToPeople")["delta"] == 0


async def test_the_same_seed_gives_the_same_figures(firm: Firm, history: WrittenHistory, tmp_path: Path) -> None:
    assert history.risk
    first = await ran(firm, tmp_path, SCENARIO, "one")
    again = await ran(firm, tmp_path, SCENARIO, "two")

    assert first.id != again.id
    assert kpi(first, "cost") == kpi(again, "cost")


async def test_the_same_request_is_the_same_run_and_another_is_a_conflict(firm: Firm, history: WrittenHistory) -> None:
    assert history.risk
    first = await whatif.enqueue(firm.store, PLANNER, SCENARIO, "key")
    again = await whatif.enqueue(firm.store, PLANNER, SCENARIO, "key")
    other = await whatif.enqueue(firm.store, PLANNER, replace(SCENARIO, volume=2.0), "key")

    assert first == again
    assert isinstance(other, Problem)
    assert other.code is ProblemCode.IDEMPOTENCY_CONFLICT
    assert await firm.count("SimulationRun") == 1


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"thresholds": {"limmit": 0.3}}, "no parameter 'limmit'; it has: limit"),
    ({"reviewers": -2}, "No reviewers on shift: 2 can review now"),
    ({"volume": 0.0}, "volume is 0: choose 0.1 to 10"),
    ({"horizon_days": 400.0}, "horizonDays is 400"),
    ({"name": "  "}, "name takes"),
    ({"point": "sales"}, "There is no decision point 'sales'"),
]


async def test_what_cannot_be_run_is_refused_in_words_and_nothing_is_stored(
    firm: Firm, history: WrittenHistory
) -> None:
    assert history.risk
    answers = [await whatif.enqueue(firm.store, PLANNER, replace(SCENARIO, **changed), "key") for changed, _ in REFUSED]

    messages = [answer.message if isinstance(answer, Problem) else "" for answer in answers]
    assert [words for message, (_, words) in zip(messages, REFUSED, strict=True) if words not in message] == []
    assert await firm.count("SimulationRun") == 0


async def test_a_reviewer_may_not_run_one(firm: Firm, history: WrittenHistory) -> None:
    assert history.risk
    refused = await whatif.enqueue(firm.store, firm.reviewer, SCENARIO, "key")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.FORBIDDEN


async def test_a_queued_run_is_cancelled_at_once(firm: Firm, history: WrittenHistory, tmp_path: Path) -> None:
    assert history.risk
    run_id = await whatif.enqueue(firm.store, PLANNER, SCENARIO, "key")
    assert isinstance(run_id, str)

    assert await whatif.cancel(firm.store, PLANNER, run_id) is None

    assert await Worker(firm.store, tmp_path).once("what-if") == 0
    (run,) = await whatif.runs(firm.store, [run_id])
    assert run.state is RunState.CANCELLED


async def test_a_running_one_tells_its_progress_and_ends_when_cancelled(
    firm: Firm, history: WrittenHistory, tmp_path: Path
) -> None:
    assert history.risk
    long = replace(SCENARIO, replications=2_000, horizon_days=28)
    run_id = await whatif.enqueue(firm.store, PLANNER, long, "key")
    assert isinstance(run_id, str)
    working = asyncio.create_task(Worker(firm.store, tmp_path).once("what-if"))
    begun = await until(firm, run_id, lambda run: run.state is RunState.RUNNING and run.progress > 0)

    assert await whatif.cancel(firm.store, PLANNER, run_id) is None
    ended = await until(firm, run_id, lambda run: run.state is RunState.CANCELLED)
    await working

    assert begun.progress < 1
    assert ended.progress < 1
    assert ended.result is None


async def until(firm: Firm, run_id: str, reached: Callable[[whatif.Run], bool]) -> whatif.Run:
    latest = time.monotonic() + 120
    while not reached(run := (await whatif.runs(firm.store, [run_id]))[0]):
        assert time.monotonic() < latest, run
        await asyncio.sleep(0.05)
    return run


async def test_runs_are_paged_newest_first(firm: Firm, history: WrittenHistory) -> None:
    assert history.risk
    ids = [await whatif.enqueue(firm.store, PLANNER, SCENARIO, f"key-{number}") for number in range(3)]

    first = await whatif.run_page(firm.store, Wanted(2), "purchases")
    assert not isinstance(first, Problem)
    second = await whatif.run_page(firm.store, Wanted(2, first.end_cursor), "purchases")
    assert not isinstance(second, Problem)

    assert [run.id for run in (*first.items, *second.items)] == ids[::-1]
    assert (first.has_next, second.has_next) == (True, False)


async def test_a_page_of_runs_of_one_point_looks_so_far_and_says_so(
    firm: Firm, history: WrittenHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert history.risk
    ids = [await whatif.enqueue(firm.store, PLANNER, SCENARIO, f"key-{number}") for number in range(3)]
    monkeypatch.setattr("graph.store.kernel.walking.FURTHEST", 2)

    first = await whatif.run_page(firm.store, Wanted(5), "purchases")
    assert not isinstance(first, Problem)
    second = await whatif.run_page(firm.store, Wanted(5, first.end_cursor), "purchases")
    assert not isinstance(second, Problem)

    assert [[run.id for run in page.items] for page in (first, second)] == [ids[:0:-1], ids[:1]]
    assert (first.has_next, second.has_next) == (True, False)
    assert (first.searched is None, second.searched) == (False, None)


async def test_a_run_that_cannot_be_answered_says_why(firm: Firm, history: WrittenHistory, tmp_path: Path) -> None:
    assert history.risk
    await firm.driver.execute_query("MATCH (p:Prediction) DETACH DELETE p")

    run = await ran(firm, tmp_path, SCENARIO, "unscored")

    assert run.state is RunState.FAILED
    assert run.failure is not None
    assert run.failure.startswith("nothing to replay: none of")
