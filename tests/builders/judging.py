"""A small firm whose cases are judged by several people, and what they say."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import DecideCommand, Verdict
from graph.store.decision.deciding import Decided, decide
from graph.store.registry.governing import open_point
from graph.store.review.tasks import Claimed, claim
from tests.builders.commands import approval, submitted
from tests.builders.firm import PEOPLE, SPEC, Firm, human

TWO_OF_THREE = Quorum(2, 2, blind=True)
TWO_APPROVE = Quorum(2, 1, blind=True)
JUDGES = tuple(human(name) for name in ("reviewer", "reviewer-2", "judge-3", "judge-4"))

TASKS = """
MATCH (t:ReviewTask)-[:ABOUT]->(c:Case {id: $case_id})
RETURN t.id AS id, t.round AS round, t.slot AS slot, t.state AS state ORDER BY t.round, t.slot
"""


async def judged_by(firm: Firm, quorum: Quorum) -> Firm:
    """Have the firm's cases judged by so many people, of whom there are four."""
    await firm.driver.execute_query(PEOPLE, {"names": ["judge-3", "judge-4"]})
    await open_point(firm.store, replace(SPEC, quorum=quorum))
    firm.store.points.clear()
    return firm


async def tasks_of(firm: Firm, case_id: str) -> list[tuple[int, int, str]]:
    """Round, slot and state of each task of a case."""
    rows = (await firm.driver.execute_query(TASKS, {"case_id": case_id})).records
    return [(row["round"], row["slot"], row["state"]) for row in rows]


async def put_to_judges(firm: Firm, external_id: str) -> tuple[str, Sequence[str]]:
    """A case that waits for people, and its tasks by slot."""
    case_id = (await submitted(firm, external_id)).case_id
    rows = (await firm.driver.execute_query(TASKS, {"case_id": case_id})).records
    return case_id, [row["id"] for row in rows]


async def claims(firm: Firm, judge: Actor, task_id: str) -> Claimed:
    answer = await claim(firm.store, judge, task_id, f"claim-{task_id}-{judge.account}")
    assert isinstance(answer, Claimed), answer
    return answer


def verdict(lease: Claimed, of: Verdict, note: str | None = None) -> DecideCommand:
    reason = {Verdict.APPROVE: "fits", Verdict.REJECT: "does-not-fit"}.get(of, "unsure")
    return replace(approval(lease), verdict=of, reason_code=reason, note=note)


async def says(firm: Firm, judge: Actor, lease: Claimed, of: Verdict, note: str | None = None) -> Decided | Problem:
    key = f"{of}-{lease.task_id}-{judge.account}-{lease.lease_epoch}"
    return await decide(firm.store, judge, lease.task_id, verdict(lease, of, note), key)


async def voted(firm: Firm, judge: Actor, task_id: str, of: Verdict) -> Decided:
    """A verdict that counts."""
    answer = await says(firm, judge, await claims(firm, judge, task_id), of)
    assert isinstance(answer, Decided), answer
    return answer


async def at_once(firm: Firm, tasks: Sequence[str], verdicts: Sequence[Verdict]) -> list[Decided | Problem]:
    """Each judge claims a task, then all say what they think at the same moment."""
    pairs = list(zip(JUDGES, [await claims(firm, *one) for one in zip(JUDGES, tasks, strict=False)], strict=False))
    return await asyncio.gather(*(says(firm, who, lease, of) for (who, lease), of in zip(pairs, verdicts, strict=True)))
