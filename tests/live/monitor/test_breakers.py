"""Breakers on a real graph: the gate, people, drift, races, and what stands on record."""

import asyncio
from pathlib import Path

import pytest

from graph.domain.gate.facts import Breaker
from graph.domain.intake.case import CaseSubmission
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.monitor.breakers import BreakerWish
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.store.audit.invariants import check_all
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.decision.deciding import Decided, decide
from graph.store.intake.cases import Submitted, submit
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import Store, open_store
from graph.store.monitor.breaker_lists import breakers
from graph.store.monitor.breakers import BreakerStand, change_breaker, open_on_drift
from graph.store.registry.points import point_of
from graph.store.review.tasks import Claimed, claim, claim_next
from pipelines.drift.testing import run_drift_tests
from tests.builders.commands import approval, claimed, sealed, submission, submitted
from tests.builders.drifting import weeks_of_cases
from tests.builders.firm import Firm
from tests.builders.learning_firm import OWNER

pytestmark = pytest.mark.live

ADMIN = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
WHY = "Forged invoices came in."
REASONS = "MATCH (:Case {externalId: $case})<-[:ABOUT]-(g:GateEvaluation) RETURN g.rule AS rule, g.reasons AS reasons"
LOW_RISK = 0.05
"""Below the threshold of the small firm's policy: the gate approves by itself."""


async def changed(store: Store, state: Breaker, key: str, actor: Actor = OWNER, reason: str = WHY) -> BreakerStand:
    answer = await change_breaker(store, actor, BreakerWish("purchases", state, reason), key)
    assert isinstance(answer, BreakerStand), answer
    return answer


async def trusted(firm: Firm) -> None:
    """Have the model trusted, so that the gate decides cases of a low risk."""
    await submitted(firm, "PO-0", LOW_RISK)
    await firm.approve_model("purchase-risk|1")
    await point_of(firm.store, "purchases", fresh=True)


async def gate_of(firm: Firm, case: str) -> tuple[str, list[str]]:
    (record,) = (await firm.driver.execute_query(REASONS, {"case": case})).records
    return record["rule"], record["reasons"]


async def verdict_of_the_check(firm: Firm) -> str:
    checked = {one.invariant.key: one.verdict for one in await check_all(firm.store, 60)}
    return str(checked["nothing-automatic-past-breakers"].value)


async def test_an_open_breaker_sends_every_case_to_a_person_until_a_person_resets_it(
    firm: Firm, tmp_path: Path
) -> None:
    signing = SigningFolder(tmp_path)
    await trusted(firm)

    before = await submitted(firm, "PO-1", LOW_RISK)
    await changed(firm.store, Breaker.REVIEW_ALL, "open")
    under = await submitted(firm, "PO-2", LOW_RISK)
    lease = await claimed(firm, under.task_id)
    by_person = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide")
    await changed(firm.store, Breaker.CLOSED, "reset", ADMIN, "The sender is blocked.")
    after = await submitted(firm, "PO-3", LOW_RISK)

    assert (before.decision_id is None, under.decision_id, after.decision_id is None) == (False, None, False)
    assert isinstance(by_person, Decided)
    rule, reasons = await gate_of(firm, "PO-2")
    assert (rule, reasons[0]) == (
        "breaker-open",
        f"The breaker of this decision point is open: a person decides. The reason: {WHY}",
    )
    (stands,) = await breakers(firm.store)
    assert (stands.point, stands.queue, stands.state, stands.reason) == (
        "purchases",
        "purchases",
        Breaker.CLOSED,
        "The sender is blocked.",
    )
    assert [(one.after, one.by, one.reason) for one in stands.changes] == [
        (Breaker.CLOSED, "admin", "The sender is blocked."),
        (Breaker.REVIEW_ALL, "policy-owner", WHY),
    ]
    assert await verdict_of_the_check(firm) == "HOLDS"
    history = await firm.driver.execute_query(
        "MATCH (p:DecisionPoint)<-[:ABOUT]-(s:StateChange) WITH p, s ORDER BY s.recordedAt, s.id "
        "RETURN collect(s.command) AS commands, COUNT { (o:OutboxEvent {state: 'PENDING', subjectId: p.id}) } AS events"
    )
    assert [record.data() for record in history.records] == [
        {"commands": ["OPEN_BREAKER", "RESET_BREAKER"], "events": 2}
    ]
    await sealed(firm, signing)
    assert (await verify_graph(firm.store, Trusted(public_key(signing.public_file), signing.head()))).fault is None


async def test_a_stopped_point_takes_cases_in_and_nobody_decides_until_it_is_reset(firm: Firm) -> None:
    await trusted(firm)
    held = await submitted(firm, "PO-1")
    lease = await claimed(firm, held.task_id)
    await changed(firm.store, Breaker.STOPPED, "stop")

    waiting = await submitted(firm, "PO-2", LOW_RISK)
    refusals = [
        await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide"),
        await claim(firm.store, firm.second, waiting.task_id or "", "claim"),
        await claim_next(firm.store, firm.second, "purchases", "next"),
        await claim_next(firm.store, firm.second, None, "next-of-all"),
    ]
    await changed(firm.store, Breaker.CLOSED, "reset", ADMIN)
    claimed_now = await claim_next(firm.store, firm.second, "purchases", "next")
    verdict = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide")

    assert [(one.code, one.details) for one in refusals if isinstance(one, Problem)] == [
        (ProblemCode.NOT_ELIGIBLE, {"rule": "breaker"})
    ] * 4
    assert await firm.count("Decision{kind: 'HUMAN'}") == 1
    assert (await gate_of(firm, "PO-2"))[0] == "breaker-stopped"
    assert isinstance(claimed_now, Claimed)
    assert isinstance(verdict, Decided)


async def test_what_was_gated_before_a_breaker_opened_is_never_written_as_automatic_after(firm: Firm) -> None:
    await trusted(firm)
    elsewhere = open_store(firm.store.graph, MasterKey(b"k" * 32))

    await changed(elsewhere, Breaker.REVIEW_ALL, "open")
    late = await submitted(firm, "PO-1", LOW_RISK)

    assert late.task_id is not None
    assert await firm.count("Decision") == 0
    assert await verdict_of_the_check(firm) == "HOLDS"


async def test_of_cases_that_race_with_an_opening_those_after_it_go_to_people(firm: Firm) -> None:
    await trusted(firm)
    elsewhere = open_store(firm.store.graph, MasterKey(b"k" * 32))

    async def sent(number: int) -> Submitted:
        await asyncio.sleep(number / 200)
        case: CaseSubmission = submission(f"R-{number}", LOW_RISK)
        answer = await submit(firm.store, firm.integrator, case, f"race-{number}")
        assert isinstance(answer, Submitted)
        return answer

    async def opened() -> BreakerStand:
        await asyncio.sleep(0.1)
        return await changed(elsewhere, Breaker.REVIEW_ALL, "open")

    *_, _stand = await asyncio.gather(*(sent(number) for number in range(60)), opened())

    later = await submitted(firm, "R-later", LOW_RISK)
    epochs = await firm.driver.execute_query(
        "MATCH (s:StateChange {command: 'OPEN_BREAKER'}) MATCH (d:Decision {kind: 'AUTOMATIC'}) "
        "WITH s.pointEpoch AS opened, count(d) AS automatic, max(d.pointEpoch) AS last "
        "RETURN automatic, last < opened AS before"
    )
    (record,) = epochs.records
    assert record["before"] is True
    assert 0 < record["automatic"] < 60
    assert later.decision_id is None
    assert await verdict_of_the_check(firm) == "HOLDS"


async def test_drift_beyond_its_level_opens_a_breaker_once_and_it_stays_reset(firm: Firm, tmp_path: Path) -> None:
    signing = SigningFolder(tmp_path)
    await trusted(firm)
    await weeks_of_cases(firm)
    await run_drift_tests(firm.store, "purchases")

    opened, again = [await open_on_drift(firm.store, "purchases") for _ in range(2)]
    under = await submitted(firm, "PO-1", LOW_RISK)
    await changed(firm.store, Breaker.CLOSED, "reset", reason="Prices rose; the policy still fits.")
    reopened = await open_on_drift(firm.store, "purchases")
    after = await submitted(firm, "PO-2", LOW_RISK)

    assert (opened, again, reopened) == (True, False, False)
    assert (under.decision_id, after.decision_id is None) == (None, False)
    (_, reasons) = await gate_of(firm, "PO-1")
    assert reasons[0].endswith("Amount is higher than before: median 130 → 1,300 EUR.")
    (stands,) = await breakers(firm.store)
    assert [(one.after, one.by) for one in stands.changes] == [
        (Breaker.CLOSED, "policy-owner"),
        (Breaker.REVIEW_ALL, None),
    ]
    assert await verdict_of_the_check(firm) == "HOLDS"
    await sealed(firm, signing)
    assert (await verify_graph(firm.store, Trusted(public_key(signing.public_file), signing.head()))).fault is None


async def test_a_breaker_opened_twice_or_by_who_may_not_is_refused_and_writes_nothing(firm: Firm) -> None:
    first = await changed(firm.store, Breaker.REVIEW_ALL, "open")
    same = await changed(firm.store, Breaker.REVIEW_ALL, "open")
    wishes = [
        (OWNER, BreakerWish("purchases", Breaker.REVIEW_ALL, WHY)),
        (firm.reviewer, BreakerWish("purchases", Breaker.CLOSED, WHY)),
        (OWNER, BreakerWish("purchases", Breaker.CLOSED, "")),
        (OWNER, BreakerWish("sales", Breaker.CLOSED, WHY)),
    ]

    answers = [await change_breaker(firm.store, actor, one, f"{n}") for n, (actor, one) in enumerate(wishes)]

    assert first == same
    assert [one.code for one in answers if isinstance(one, Problem)] == [
        ProblemCode.ILLEGAL_TRANSITION,
        ProblemCode.FORBIDDEN,
        ProblemCode.INVALID_INPUT,
        ProblemCode.NOT_FOUND,
    ]
    assert await firm.count("StateChange{toState: 'CLOSED'}") == 0
    assert await firm.count("StateChange{command: 'OPEN_BREAKER'}") == 1
