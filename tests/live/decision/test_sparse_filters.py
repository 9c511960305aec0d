"""A filter that few rows meet: a page looks through so many, says so, and its cursor goes on; nothing is left out."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from neo4j import AsyncDriver

from graph.domain.intake.case import CaseState
from graph.domain.kernel.problems import Problem
from graph.domain.review.task import TaskState
from graph.store.decision.filtered import DecisionFilter, filtered_page
from graph.store.decision.pages import Page, Wanted, case_page, decision_page, tasks_in
from graph.store.kernel.walking import FURTHEST
from tests.builders.firm import Firm
from tests.builders.working_day import cases, claims, decisions

pytestmark = pytest.mark.live

MANY = FURTHEST + 500
LATER = """
MATCH (point:DecisionPoint {key: 'purchases'})-[:IN_QUEUE]->(queue:Queue)
UNWIND range(1, $many) AS number
WITH point, queue, right('00000' + toString(number), 6) AS place
CREATE (c:Case {id: 'z-' + place, key: 'z-' + place, sortKey: 'z-' + place, state: 'DECIDED'})-[:AT]->(point)
CREATE (d:Decision {id: 'z-' + place, sortKey: '9-' + place, state: 'EFFECTIVE', kind: 'AUTOMATIC', origin: 'LIVE'})
CREATE (d)-[:ABOUT]->(c)
CREATE (t:ReviewTask {id: 'z-' + place, state: 'READY', sortKey: 'purchases|0|' + place})-[:ABOUT]->(c)
CREATE (t)-[:IN_QUEUE]->(queue)
"""
"""More rows than a page looks through, all before those that are looked for, and none that answers."""
ReadPage = Callable[[Wanted], Awaitable[Page[Any] | Problem]]


async def read(page: ReadPage, wanted: Wanted) -> Page[Any]:
    rows = await page(wanted)
    assert isinstance(rows, Page), rows
    return rows


async def test_a_page_says_how_far_it_looked_and_goes_on(firm: Firm, driver: AsyncDriver) -> None:
    made = await cases(firm, "PO", 3)
    held = await claims(firm, made)
    done = await decisions(firm, held[:1])
    await driver.execute_query("MATCH (d:Decision {id: $id}) SET d.state = 'INVALIDATED'", {"id": done[0]})
    await driver.execute_query(LATER, {"many": MANY})
    store, person = firm.store, firm.reviewer.person_id
    held_ids = {one.task_id for one in held[1:]}
    listed: dict[str, tuple[ReadPage, set[str]]] = {
        "cases": (
            lambda wanted: case_page(store, wanted, None, (CaseState.IN_REVIEW,)),
            {one.case_id for one in made[1:]},
        ),
        "decisions": (lambda wanted: decision_page(store, wanted, None, ("INVALIDATED",)), set(done)),
        "decisions by whom": (
            lambda wanted: filtered_page(
                store, wanted, DecisionFilter(decider="reviewer", states=("INVALIDATED", "EFFECTIVE"))
            ),
            set(done),
        ),
        "tasks": (lambda wanted: tasks_in(store, wanted, (TaskState.COMPLETED,)), {held[0].task_id}),
        "tasks of a person": (
            lambda wanted: tasks_in(store, wanted, (TaskState.COMPLETED, TaskState.RESERVED), None, person),
            {one.task_id for one in held},
        ),
        "open tasks": (lambda wanted: tasks_in(store, wanted, (TaskState.RESERVED,), "purchases"), held_ids),
    }

    for name, (page, answering) in listed.items():
        first = await read(page, Wanted(10))
        second = await read(page, Wanted(10, first.end_cursor))

        assert (list(first.items), first.has_next, first.searched) == ([], True, FURTHEST), name
        assert {_id(row) for row in second.items} == answering, name
        assert (second.has_next, second.searched) == (False, None), name


def _id(row: Any) -> str:  # noqa: ANN401  # a row of any of the lists
    stored = next(
        getattr(row, name) for name in ("task", "decision", "case") if isinstance(getattr(row, name, None), dict)
    )
    return str(stored["id"])


async def test_a_page_that_is_full_needs_no_further_look(firm: Firm, driver: AsyncDriver) -> None:
    await driver.execute_query(LATER, {"many": MANY})

    page = await read(lambda wanted: case_page(firm.store, wanted, "purchases", (CaseState.DECIDED,)), Wanted(10))

    assert (page.has_next, page.searched) == (True, None)
