"""A decision is looked at again by other people: it stays in force until they confirm or revise it."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.domain.decision.appeal import AppealKind, AppealState
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.task import Verdict
from graph.store.audit.invariants import check_all
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.decision.appeals import AppealWanted, OpenedAppeal, appeal, appeals_of
from graph.store.decision.deciding import Decided, decide
from graph.store.review.tasks import Claimed, claim
from tests.builders.commands import approval, decided, sealed, submitted
from tests.builders.firm import Firm
from tests.builders.judging import JUDGES, TWO_APPROVE, judged_by, put_to_judges, voted
from tests.builders.learning_firm import OWNER

pytestmark = pytest.mark.live

FINAL = "MATCH (d:Decision) SET d.finalAt = 1"
WITHOUT_GRACE = "MATCH (p:DecisionPoint) SET p.graceSeconds = 0, p.epoch = p.epoch + 1"
DECISIONS = (
    "MATCH (d:Decision) RETURN d.action AS action, d.state AS state, d.effectiveCaseId IS NOT NULL AS effective, "
    "COUNT { (d)-[:WAS_REVISION_OF]->() } AS revises, COUNT { (d)-[:WAS_INVALIDATED_BY]->(:Appeal) } AS ended "
    "ORDER BY d.id"
)


async def rows(firm: Firm, text: str) -> list[dict[str, Any]]:
    return [record.data() for record in (await firm.driver.execute_query(text)).records]


async def final(firm: Firm, name: str) -> str:
    await firm.driver.execute_query(WITHOUT_GRACE)
    return await decided(firm, name)


async def appealed(firm: Firm, decision_id: str, actor: Actor | None = None) -> OpenedAppeal | Problem:
    wanted = AppealWanted(AppealKind.APPEAL, "The amount was read wrongly.", decision_id=decision_id)
    return await appeal(firm.store, actor or firm.reviewer, wanted, firm.store.clock.new_id())


async def judged(firm: Firm, opened: OpenedAppeal, verdict: Verdict) -> Decided | Problem:
    lease = await claim(firm.store, firm.second, opened.task_id, firm.store.clock.new_id())
    assert isinstance(lease, Claimed), lease
    command = replace(approval(lease), verdict=verdict)
    return await decide(firm.store, firm.second, opened.task_id, command, firm.store.clock.new_id())


async def test_another_verdict_revises_the_decision_which_is_no_longer_in_force(firm: Firm, tmp_path: Path) -> None:
    signing, decision_id = SigningFolder(tmp_path), await final(firm, "PO-1")

    opened = await appealed(firm, decision_id)
    assert isinstance(opened, OpenedAppeal), opened
    meanwhile = await rows(firm, DECISIONS)
    first = await claim(firm.store, firm.reviewer, opened.task_id, "claim-own")
    revised = await judged(firm, opened, Verdict.REJECT)

    assert meanwhile == [{"action": "BUY", "state": "EFFECTIVE", "effective": True, "revises": 0, "ended": 0}]
    assert isinstance(first, Problem)
    assert first.code is ProblemCode.CONFLICT_OF_INTEREST
    assert isinstance(revised, Decided)
    assert await rows(firm, DECISIONS) == [
        {"action": "BUY", "state": "SUPERSEDED", "effective": False, "revises": 0, "ended": 1},
        {"action": "DO_NOT_BUY", "state": "EFFECTIVE", "effective": True, "revises": 1, "ended": 0},
    ]
    (listed,) = await appeals_of(firm.store, opened.case_id)
    assert (listed.state, listed.by, listed.revision_id) == (AppealState.CHANGED, "reviewer", revised.decision_id)
    broken = [one.invariant.key for one in await check_all(firm.store, 60) if one.verdict.value == "BROKEN"]
    assert [key for key in broken if key in {"one-decision-in-force", "decisions-complete", "no-orphans"}] == []
    await sealed(firm, signing)
    assert (await verify_graph(firm.store, Trusted(public_key(signing.public_file), signing.head()))).fault is None


async def test_the_same_verdict_confirms_the_decision_and_makes_no_other(firm: Firm) -> None:
    decision_id = await final(firm, "PO-1")
    opened = await appealed(firm, decision_id)
    assert isinstance(opened, OpenedAppeal), opened

    confirmed = await judged(firm, opened, Verdict.APPROVE)

    assert isinstance(confirmed, Decided), confirmed
    assert confirmed.decision_id == decision_id
    assert [one["state"] for one in await rows(firm, DECISIONS)] == ["EFFECTIVE"]
    assert [one.state for one in await appeals_of(firm.store, opened.case_id)] == [AppealState.CONFIRMED]
    assert await rows(firm, "MATCH (c:Case) RETURN c.state AS state, c.openAppeal AS open") == [
        {"state": "DECIDED", "open": None}
    ]


@pytest.mark.parametrize(
    ("last", "state", "actions"),
    [
        (Verdict.APPROVE, AppealState.CONFIRMED, [("BUY", "EFFECTIVE", 0)]),
        (Verdict.REJECT, AppealState.CHANGED, [("BUY", "SUPERSEDED", 0), ("DO_NOT_BUY", "EFFECTIVE", 1)]),
    ],
)
async def test_where_several_judge_as_many_others_look_at_the_decision_again(
    firm: Firm, tmp_path: Path, last: Verdict, state: AppealState, actions: list[tuple[str, str, int]]
) -> None:
    signing = SigningFolder(tmp_path)
    await judged_by(firm, TWO_APPROVE)
    await firm.driver.execute_query(WITHOUT_GRACE)
    case_id, tasks = await put_to_judges(firm, "PO-1")
    await voted(firm, JUDGES[0], tasks[0], Verdict.APPROVE)
    decision_id = (await voted(firm, JUDGES[1], tasks[1], Verdict.APPROVE)).decision_id
    assert decision_id is not None

    opened = await appealed(firm, decision_id)
    assert isinstance(opened, OpenedAppeal), opened
    again = await open_tasks(firm, case_id)
    own = await claim(firm.store, JUDGES[0], again[0], "claim-own")
    third = await voted(firm, JUDGES[2], again[0], Verdict.APPROVE)
    between = [one.state for one in await appeals_of(firm.store, case_id)]
    await voted(firm, JUDGES[3], again[1], last)

    assert len(again) == 2
    assert isinstance(own, Problem)
    assert own.code is ProblemCode.CONFLICT_OF_INTEREST
    assert (third.decision_id, between) == (None, [AppealState.OPEN])
    assert [one.state for one in await appeals_of(firm.store, case_id)] == [state]
    assert [(one["action"], one["state"], one["revises"]) for one in await rows(firm, DECISIONS)] == actions
    assert await rows(firm, "MATCH (c:Case) RETURN c.state AS state, c.openAppeal AS open") == [
        {"state": "DECIDED", "open": None}
    ]
    assert await rows(firm, "MATCH (:Review)-[:WAS_INFORMED_BY]->(r:Review) RETURN count(r) AS n") == [{"n": 2}]
    broken = [one.invariant.key for one in await check_all(firm.store, 60) if one.verdict.value == "BROKEN"]
    assert [key for key in broken if key in {"one-decision-in-force", "verdicts-counted", "no-orphans"}] == []
    await sealed(firm, signing)
    assert (await verify_graph(firm.store, Trusted(public_key(signing.public_file), signing.head()))).fault is None


async def open_tasks(firm: Firm, case_id: str) -> list[str]:
    free = "MATCH (t:ReviewTask {state: 'READY'})-[:ABOUT]->(:Case {id: $id}) RETURN t.id AS id ORDER BY t.slot"
    return [record["id"] for record in (await firm.driver.execute_query(free, {"id": case_id})).records]


async def test_an_automatic_decision_that_is_reopened_goes_to_a_person_though_the_gate_would_decide(firm: Firm) -> None:
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    await firm.driver.execute_query(WITHOUT_GRACE)
    automatic = await submitted(firm, "PO-1", 0.02)
    wanted = AppealWanted(AppealKind.REOPENING, "A customer complained.", case_id=automatic.case_id)

    refused = await appeal(firm.store, firm.reviewer, wanted, "reviewer")
    opened = await appeal(firm.store, OWNER, wanted, "owner")
    assert isinstance(opened, OpenedAppeal), opened
    revised = await judged(firm, opened, Verdict.REJECT)

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.FORBIDDEN
    assert isinstance(revised, Decided), revised
    assert [(one["action"], one["state"]) for one in await rows(firm, DECISIONS)] == [
        ("BUY", "SUPERSEDED"),
        ("DO_NOT_BUY", "EFFECTIVE"),
    ]
    broken = [one.invariant.key for one in await check_all(firm.store, 60) if one.verdict.value == "BROKEN"]
    assert "nothing-automatic-on-doubt" not in broken


async def test_of_two_appeals_at_once_one_is_opened_and_before_it_is_final_none(firm: Firm) -> None:
    decision_id = await decided(firm, "PO-1")
    analyst = Actor("reviewer-2", "reviewer-2-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))

    early = await appealed(firm, decision_id)
    await firm.driver.execute_query(FINAL)
    answers = await asyncio.gather(*(appealed(firm, decision_id, actor) for actor in (firm.reviewer, analyst)))

    assert isinstance(early, Problem)
    assert early.code is ProblemCode.ILLEGAL_TRANSITION
    (refused,) = [one for one in answers if isinstance(one, Problem)]
    assert refused.code is ProblemCode.ILLEGAL_TRANSITION
    assert await firm.count("Appeal") == 1
