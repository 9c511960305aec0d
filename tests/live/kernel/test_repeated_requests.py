"""The same request again, while its twin is being carried out: the stored result, whatever the facts refuse by then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.domain.kernel.business_time import Calendar
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.outcome.report import OutcomeReport
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.planning.scenario import Scenario
from graph.domain.registry.naming import NewEntry, OpenedKind
from graph.domain.registry.relations import Relation, RelationChange, TieKind
from graph.domain.review.task import Verdict
from graph.domain.review.urgency import Rung, Sla
from graph.queries.kernel.query import P, Query, R
from graph.queries.kernel.request import USED_KEY
from graph.queries.review.tasks import FACTS
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.decision.deciding import Decided, decide
from graph.store.decision.undoing import UndoCommand, UndoResult, undo
from graph.store.intake.cases import Submitted, submit
from graph.store.intake.corrections import Corrected, correct
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import Store, open_store
from graph.store.outcome.reporting import record
from graph.store.people.accounts import AccountSpec, create_account
from graph.store.planning.forecast_requests import request_forecasts
from graph.store.planning.whatif import enqueue
from graph.store.registry.governing import open_point
from graph.store.registry.opening import OpenedNode, open_named
from graph.store.registry.relations import Changed, change_relation
from graph.store.review.escalations import EscalateCommand, escalate
from graph.store.review.questions import answer
from graph.store.review.tasks import Claimed, ReleaseCommand, claim, claim_next, release
from tests.builders.commands import approval, claimed, decided, submission, submitted
from tests.builders.firm import SPEC, Firm

pytestmark = pytest.mark.live

A = TypeVar("A")
ANALYST = Actor("analyst", "reviewer-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))
ADMIN = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
PLANNER = Actor("planner", "reviewer-id", ActorKind.HUMAN, frozenset({Role.PLANNER}))


class TornGraph(Graph):
    """Looks a key up before its request was carried out, and reads everything else after it, as two reads may do."""

    torn = False

    async def read(self, query: Query[P, R], params: P) -> list[R]:
        rows = await super().read(query, params)
        if self.torn or query.file not in {USED_KEY.file, FACTS.file}:
            return rows
        self.torn = True
        return [] if query.file == USED_KEY.file else [row._replace(used=None) for row in rows]


@dataclass(frozen=True)
class Twins:
    """A firm, and a second process whose first look at a key is too early."""

    firm: Firm
    torn: Store

    async def repeated(
        self, request: Callable[[Store], Awaitable[A | Problem]], meanwhile: str = ""
    ) -> tuple[A, A | Problem, bool]:
        """Carry a request out, then its twin; return both answers, and whether the twin left the graph as it was."""
        first = await request(self.firm.store)
        assert not isinstance(first, Problem), first
        if meanwhile:
            await self.firm.driver.execute_query(meanwhile)
        before = await self.extent()
        again = await request(self.torn)
        return first, again, await self.extent() == before

    async def extent(self) -> tuple[int, int]:
        result = await self.firm.driver.execute_query(
            "RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS edges, "
            "COLLECT { MATCH (n) WHERE n.version IS NOT NULL RETURN n.version } AS versions"
        )
        record = result.records[0]
        return record["nodes"], record["edges"] + sum(one for one in record["versions"] if isinstance(one, int))


@pytest_asyncio.fixture
async def twins(firm: Firm, driver: AsyncDriver, neo4j_settings: GraphSettings) -> Twins:
    sla = Sla(240, 0.75, Calendar("Europe/Berlin", 8 * 60, 18 * 60, frozenset(range(5))), Rung("lead", 9))
    await open_point(firm.store, replace(SPEC, sla=sla, calendar="office", hotspots=("vendor|vendor|WEEK|vendor",)))
    return Twins(firm, open_store(TornGraph(driver, neo4j_settings), MasterKey(b"k" * 32)))


async def lease_on(firm: Firm, external_id: str = "PO-1") -> Claimed:
    return await claimed(firm, (await submitted(firm, external_id)).task_id)


@pytest.mark.parametrize("verdict", list(Verdict))
async def test_a_verdict_given_meanwhile_is_answered_by_its_stored_result(twins: Twins, verdict: Verdict) -> None:
    firm = twins.firm
    lease = await lease_on(firm)
    fixes: dict[str, Json] | None = {"amount": 90.0} if verdict is Verdict.EDIT else None
    command = replace(approval(lease), verdict=verdict, note="Which budget pays for this?", correction=fixes)

    first, again, unchanged = await twins.repeated(
        lambda store: decide(store, firm.reviewer, lease.task_id, command, "decide")
    )

    assert (again, unchanged) == (first, True)
    assert await firm.count("Review") == 1
    assert await firm.count("Decision") == (verdict in {Verdict.APPROVE, Verdict.REJECT})


async def test_another_request_under_a_key_used_meanwhile_is_a_conflict(twins: Twins) -> None:
    firm = twins.firm
    lease = await lease_on(firm)
    await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide")

    other = replace(approval(lease), verdict=Verdict.REJECT)
    refused = await decide(twins.torn, firm.reviewer, lease.task_id, other, "decide")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.IDEMPOTENCY_CONFLICT
    assert await firm.count("Decision") == 1


async def test_a_refusal_under_a_new_key_stays_a_refusal(twins: Twins) -> None:
    firm = twins.firm
    lease = await lease_on(firm)
    await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide")

    refused = await decide(twins.torn, firm.reviewer, lease.task_id, approval(lease), "another")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.ILLEGAL_TRANSITION
    assert await firm.count("Decision") == 1


async def test_a_claim_made_meanwhile_is_answered_by_its_stored_lease(twins: Twins) -> None:
    firm, task = twins.firm, (await submitted(twins.firm, "PO-1")).task_id or ""

    first, again, unchanged = await twins.repeated(lambda store: claim(store, firm.reviewer, task, "claim"))

    assert (again, unchanged) == (first, True)


async def test_the_task_claimed_next_meanwhile_is_the_answer_and_no_other_is_claimed(twins: Twins) -> None:
    firm = twins.firm
    for name in ("PO-1", "PO-2"):
        await submitted(firm, name)

    first, again, unchanged = await twins.repeated(lambda store: claim_next(store, firm.reviewer, "purchases", "next"))

    assert (again, unchanged) == (first, True)
    held = await firm.driver.execute_query("MATCH (t:ReviewTask {state: 'RESERVED'}) RETURN count(t) AS n")
    assert held.records[0]["n"] == 1


async def test_a_task_released_meanwhile_is_answered_by_its_stored_result(twins: Twins) -> None:
    firm = twins.firm
    lease = await lease_on(firm)
    command = ReleaseCommand(lease.task_id, lease.lease_epoch, lease.version)

    first, again, unchanged = await twins.repeated(lambda store: release(store, firm.reviewer, command, "release"))

    assert (again, unchanged) == (first, True)


async def test_a_question_answered_meanwhile_is_answered_by_its_stored_result(twins: Twins) -> None:
    firm = twins.firm
    lease = await lease_on(firm)
    command = replace(approval(lease), verdict=Verdict.RESPOND, note="Which budget pays for this?")
    question = await decide(firm.store, firm.reviewer, lease.task_id, command, "ask")
    assert isinstance(question, Decided)

    first, again, unchanged = await twins.repeated(
        lambda store: answer(store, ANALYST, question.question_id or "", "The project's.", "answer")
    )

    assert (again, unchanged) == (first, True)


async def test_a_decision_undone_meanwhile_is_answered_by_its_stored_result(twins: Twins) -> None:
    decision = await decided(twins.firm, "PO-1")

    first, again, unchanged = await twins.repeated(
        lambda store: undo(store, twins.firm.reviewer, UndoCommand(decision, "slip"), "undo")
    )

    assert (again, unchanged) == (first, True)


async def test_a_task_escalated_meanwhile_is_answered_by_its_stored_result(twins: Twins) -> None:
    firm, task = twins.firm, (await submitted(twins.firm, "PO-1")).task_id or ""

    first, again, unchanged = await twins.repeated(
        lambda store: escalate(store, firm.reviewer, EscalateCommand(task, "urgent"), "up")
    )

    assert (again, unchanged) == (first, True)
    assert await firm.count("Escalation") == 1


async def test_an_outcome_recorded_meanwhile_is_the_answer_though_its_decision_was_undone(twins: Twins) -> None:
    firm, at = twins.firm, datetime.now(UTC) + timedelta(seconds=5)
    report = OutcomeReport("wrong", "true", at, at, decision_id=await decided(firm, "PO-1"))
    first = await record(firm.store, firm.integrator, report, "outcome")
    undone = await undo(firm.store, firm.reviewer, UndoCommand(report.decision_id or "", "slip"), "undo")
    assert isinstance(undone, UndoResult)

    replayed, again, unchanged = await twins.repeated(lambda store: record(store, firm.integrator, report, "outcome"))

    assert (replayed, again, unchanged) == (first, first, True)
    assert await firm.count("Outcome") == 1


async def test_data_corrected_meanwhile_are_answered_by_their_stored_result(twins: Twins) -> None:
    firm = twins.firm
    await submitted(firm, "PO-1")
    better = replace(submission("PO-1"), payload={"amount": 90.0, "vendor": "V-7"}, score=None)

    first, again, unchanged = await twins.repeated(lambda store: correct(store, firm.integrator, better, "correct"))

    assert (again, unchanged) == (first, True)
    assert isinstance(first, Corrected)
    assert first.rescored
    assert await firm.count("InputSnapshot") == 2


async def test_a_case_submitted_meanwhile_is_the_answer_though_its_point_takes_no_such_payload_by_now(
    firm: Firm, graph: Graph
) -> None:
    first = await submit(firm.store, firm.integrator, submission("PO-1"), "submit")
    await firm.driver.execute_query(
        "MATCH (p:DecisionPoint) SET p.intakeRules = replace(p.intakeRules, 'amount', 'total')"
    )

    again = await submit(open_store(graph, MasterKey(b"k" * 32)), firm.integrator, submission("PO-1"), "submit")

    assert isinstance(first, Submitted)
    assert again == first
    assert await firm.count("Case") == 1


VENDOR = "MATCH (b:BusinessEntity {key: 'vendor|V-7'}) RETURN b.id AS id"
OPENED = {kind: NewEntry(kind, "Tools", "At most 10 each year.", "vendor") for kind in OpenedKind}


@pytest.mark.parametrize("kind", list(OpenedKind))
async def test_what_was_opened_meanwhile_in_a_registry_is_answered_by_its_stored_result(
    twins: Twins, kind: OpenedKind
) -> None:
    first, again, unchanged = await twins.repeated(lambda store: open_named(store, ADMIN, OPENED[kind], "open"))

    assert (again, unchanged) == (first, True)


@pytest.mark.parametrize("relation", list(Relation))
async def test_an_edge_declared_meanwhile_is_answered_by_its_stored_result(twins: Twins, relation: Relation) -> None:
    firm = twins.firm
    await submitted(firm, "PO-1")
    vendor, person = (await firm.driver.execute_query(VENDOR)).records[0]["id"], firm.reviewer.person_id
    new = {kind: await open_named(firm.store, ADMIN, opening, kind) for kind, opening in OPENED.items()}
    opened = {kind: one.id for kind, one in new.items() if isinstance(one, OpenedNode)}
    other = "MERGE (b:BusinessEntity:Entity {key: 'vendor|V-8'}) ON CREATE SET b.id = 'other'"
    await firm.driver.execute_query(other)
    change = {
        Relation.OWNER: RelationChange(relation, vendor, person),
        Relation.MEMBER: RelationChange(relation, opened[OpenedKind.TEAM], person),
        Relation.CATEGORY: RelationChange(relation, vendor, opened[OpenedKind.CATEGORY]),
        Relation.CONSTRAINT: RelationChange(relation, vendor, opened[OpenedKind.CONSTRAINT]),
        Relation.DEPENDENCY: RelationChange(relation, vendor, "other"),
        Relation.TIE: RelationChange(relation, person, vendor, kind=TieKind.FAMILY),
    }[relation]

    first, again, unchanged = await twins.repeated(lambda store: change_relation(store, ADMIN, change, "change"))

    assert (again, unchanged) == (first, True)
    assert isinstance(first, Changed)
    assert first.change_id is not None


async def test_a_what_if_queued_meanwhile_is_the_answer_though_its_point_is_gone(twins: Twins) -> None:
    await create_account(twins.firm.store, AccountSpec("on-shift", ActorKind.HUMAN, frozenset({Role.REVIEWER})))
    scenario = Scenario("purchases", "as it is", replications=20)

    first, again, unchanged = await twins.repeated(
        lambda store: enqueue(store, PLANNER, scenario, "run"), "MATCH (p:DecisionPoint) SET p.key = 'renamed'"
    )

    assert (again, unchanged) == (first, True)


async def test_forecasts_requested_meanwhile_are_the_answer_though_the_point_has_none_by_now(twins: Twins) -> None:
    runs, again, unchanged = await twins.repeated(
        lambda store: request_forecasts(store, PLANNER, "purchases", "week"),
        "MATCH (p:DecisionPoint) SET p.hotspots = []",
    )

    assert (again, unchanged) == (runs, True)
    assert [state for _, state in runs] == ["QUEUED"]


async def test_a_request_for_forecasts_of_another_point_under_its_key_is_a_conflict(twins: Twins) -> None:
    await request_forecasts(twins.firm.store, PLANNER, "purchases", "week")

    refused = await request_forecasts(twins.firm.store, PLANNER, "sales", "week")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.IDEMPOTENCY_CONFLICT
    assert await twins.firm.count("ForecastRun") == 1


async def test_a_command_takes_its_role_wherever_it_is_called_from(twins: Twins) -> None:
    firm = twins.firm

    answers = [
        await submit(firm.store, firm.reviewer, submission("PO-1"), "submit"),
        await request_forecasts(firm.store, firm.reviewer, "purchases", "week"),
    ]

    assert [one.code for one in answers if isinstance(one, Problem)] == [ProblemCode.FORBIDDEN] * 2
    assert (await firm.count("Case"), await firm.count("ForecastRun")) == (0, 0)
