"""Query gate 4: a plan made while the graph is young still serves when it has grown; a row costs the same then."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from neo4j import AsyncDriver

from graph.domain.intake.case import CaseSubmission
from graph.domain.outcome.report import OutcomeReport
from graph.queries.intake import cases as case
from graph.queries.kernel.query import GIVEN, Query
from graph.queries.kernel.rows import Row, row_map
from graph.queries.outcome import reports as outcome
from graph.queries.review import tasks as review
from graph.store.decision.deciding import Decided, decide
from graph.store.intake.cases import Submitted, submit
from graph.store.kernel.group_commit import GroupCommit
from graph.store.outcome.reporting import record
from graph.store.review.tasks import Claimed, claim
from tests.builders.commands import approval, submission
from tests.builders.firm import Firm
from tests.builders.plans import hits, operators, scans_in
from tests.builders.queries import all_queries

pytestmark = pytest.mark.live

YOUNG, GROWN = 4, 256
"""Cases when a statement is first planned, and when it is asked again: a scan for each row would cost 64 times."""
ROWS = 4
MORE = 60
"""How many more hits a row may cost in the grown graph: a person's edges are followed one by one until they are fifty,
when the server groups them by type. A scan costs one for each of the `GROWN` cases at least.
"""
HOT = sorted(file for file, query in all_queries().items() if query.hot)


async def cases(firm: Firm, name: str, count: int) -> list[Submitted]:
    async def one(number: int) -> Submitted:
        made: CaseSubmission = submission(f"{name}-{number}")
        answer = await submit(firm.store, firm.integrator, made, f"{name}-{number}")
        assert isinstance(answer, Submitted), answer
        return answer

    return list(await asyncio.gather(*(one(number) for number in range(count))))


async def claims(firm: Firm, of: Sequence[Submitted]) -> list[Claimed]:
    leases = await asyncio.gather(
        *(claim(firm.store, firm.reviewer, str(one.task_id), f"claim-{one.task_id}") for one in of)
    )
    assert all(isinstance(lease, Claimed) for lease in leases)
    return [lease for lease in leases if isinstance(lease, Claimed)]


async def decisions(firm: Firm, of: Sequence[Claimed]) -> list[Decided]:
    made = await asyncio.gather(
        *(decide(firm.store, firm.reviewer, one.task_id, approval(one), f"decide-{one.task_id}") for one in of)
    )
    assert all(isinstance(one, Decided) for one in made)
    return [one for one in made if isinstance(one, Decided)]


async def rows_of_each_statement(firm: Firm, name: str) -> dict[str, list[dict[str, object]]]:
    """Return what a few submissions, claims, decisions and outcomes would send, without writing them."""
    sent: dict[str, list[dict[str, object]]] = {}

    def caught(file: str) -> GroupCommit[Row]:
        async def keep(rows: Sequence[Row]) -> list[str]:
            sent.setdefault(file, []).extend(map(row_map, rows))
            return ["WRITTEN"] * len(rows)

        return GroupCommit(keep)

    ready = await cases(firm, f"{name}-ready", ROWS)
    held = await claims(firm, await cases(firm, f"{name}-held", ROWS))
    done = await decisions(firm, await claims(firm, await cases(firm, f"{name}-done", ROWS)))
    blind = replace(
        firm,
        store=replace(
            firm.store,
            submissions=caught(case.SUBMIT.file),
            claims=caught(review.CLAIM.file),
            verdicts=caught(review.DECIDE.file),
            outcomes=caught(outcome.RECORD.file),
        ),
    )
    await cases(blind, f"{name}-new", ROWS)
    await claims(blind, ready)
    await decisions(blind, held)
    at = firm.store.clock.now()
    for one in done:
        told = OutcomeReport(kind="returned", value="false", occurred_at=at, known_at=at, decision_id=one.decision_id)
        await record(blind.store, firm.integrator, told, f"outcome-{one.decision_id}")
    sent[review.FACTS.file] = [
        row_map(review.FactsWanted(str(one.task_id), firm.reviewer.person_id, f"unused-{one.task_id}")) for one in ready
    ]
    return sent


async def hits_a_row(driver: AsyncDriver, query: Query[Any, Any], rows: list[dict[str, object]]) -> float:
    """Have the server count what it looks at for these rows; nothing of it stays."""
    async with driver.session() as session, await session.begin_transaction() as transaction:
        summary = await (await transaction.run(f"PROFILE {query.sent}", {GIVEN: {"rows": rows}})).consume()
        await transaction.rollback()
    assert summary.profile is not None
    return hits(summary.profile) / len(rows)


async def test_what_a_row_costs_does_not_grow_with_the_graph(firm: Firm, driver: AsyncDriver) -> None:
    queries = all_queries()
    await driver.execute_query("CALL db.clearQueryCaches()")
    young = {
        file: await hits_a_row(driver, queries[file], rows)
        for file, rows in (await rows_of_each_statement(firm, "young")).items()
    }

    await cases(firm, "more", GROWN)
    grown = {
        file: await hits_a_row(driver, queries[file], rows)
        for file, rows in (await rows_of_each_statement(firm, "grown")).items()
    }

    assert set(young) == {
        case.SUBMIT.file, review.CLAIM.file, review.DECIDE.file, outcome.RECORD.file, review.FACTS.file
    }  # fmt: skip
    costlier = {file: (young[file], hit) for file, hit in grown.items() if hit > young[file] + MORE}
    assert costlier == {}, "name the index (USING INDEX SEEK) or follow hop by hop (record 31)"


@pytest.mark.timeout(600)
async def test_no_hot_statement_scans_whenever_it_is_planned(firm: Firm, driver: AsyncDriver) -> None:
    """On a graph without a case `test_query_plans.py` looks."""
    scanning: dict[tuple[str, str], list[str]] = {}

    async def look(age: str) -> None:
        await driver.execute_query("CALL db.clearQueryCaches()")
        for file in HOT:
            if found := await scans_in(driver, all_queries()[file]):
                scanning[age, file] = found

    await decisions(firm, (await claims(firm, await cases(firm, "first", YOUNG)))[1:])
    await look("young")
    await decisions(firm, (await claims(firm, await cases(firm, "more", GROWN)))[:ROWS])
    await look("grown")

    assert scanning == {}, "name the index (USING INDEX SEEK) or follow hop by hop (record 31)"


def test_every_scan_of_a_plan_is_seen() -> None:
    plan = {
        "operatorType": "ProduceResults@neo4j",
        "children": [{"operatorType": "DirectedRelationshipTypeScan@neo4j"}],
    }

    assert operators(plan) == ["ProduceResults", "DirectedRelationshipTypeScan"]
