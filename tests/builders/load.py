"""Clients that decide cases until they are stopped, and the check that nothing acknowledged was lost or doubled."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.task import DecideCommand, Verdict
from graph.errors import DatabaseUnavailable
from graph.store.decision.deciding import Decided, decide
from graph.store.intake.cases import Submitted, submit
from graph.store.review.tasks import Claimed, claim
from tests.builders.commands import submission
from tests.builders.firm import Firm

PAUSE = 1.0
AGAIN = {ProblemCode.UNAVAILABLE, ProblemCode.OUTCOME_UNKNOWN_RETRY_SAME_KEY, ProblemCode.RATE_LIMITED}


@dataclass
class Load:
    """What clients were told, and how often they had to ask again."""

    firm: Firm
    acknowledged: dict[str, str] = field(default_factory=dict)
    repeats: int = 0
    stopping: bool = False

    async def work(self, worker: int) -> None:
        number = 0
        while not self.stopping:
            await self.decide_one(f"PO-{worker}-{number}")
            number += 1

    async def decide_one(self, name: str) -> None:
        firm = self.firm
        case = await self.insist(lambda: submit(firm.store, firm.integrator, submission(name), f"s-{name}"))
        assert isinstance(case, Submitted), case
        task = str(case.task_id)
        lease = await self.insist(lambda: claim(firm.store, firm.reviewer, task, f"c-{name}"))
        assert isinstance(lease, Claimed), lease
        command = DecideCommand(Verdict.APPROVE, "fits", lease.packet_digest, lease.lease_epoch, lease.version)
        answer = await self.insist(lambda: decide(firm.store, firm.reviewer, task, command, f"d-{name}"))
        assert isinstance(answer, Decided), answer
        self.acknowledged[case.case_id] = str(answer.decision_id)

    async def until(self, count: int) -> None:
        """Wait until so many decisions are acknowledged."""
        while len(self.acknowledged) < count:  # noqa: ASYNC110  # eight tasks add to the count
            await asyncio.sleep(0.05)

    async def insist(self, request: Callable[[], Awaitable[object]]) -> object:
        """Ask again under the same key until there is an answer, as a client does."""
        while True:
            with contextlib.suppress(DatabaseUnavailable):
                answer = await request()
                if not (isinstance(answer, Problem) and answer.code in AGAIN):
                    return answer
            self.repeats += 1
            await asyncio.sleep(PAUSE)


async def check(firm: Firm, load: Load) -> None:
    rows = await firm.driver.execute_query(
        "MATCH (d:Decision)-[:ABOUT]->(c:Case) "
        "WITH c, d, EXISTS { (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket) } AS reviewed, "
        "EXISTS { MATCH (:AuditEntry {subjectId: d.id}) } AS audited, "
        "EXISTS { MATCH (:OutboxEvent {decisionId: d.id}) } AS announced "
        "RETURN c.id AS case_id, collect(d.id) AS decisions, "
        "min(toInteger(reviewed AND audited AND announced)) AS whole"
    )
    stored = {row["case_id"]: row["decisions"] for row in rows.records}
    assert all(len(decisions) == 1 for decisions in stored.values())
    assert all(row["whole"] for row in rows.records)
    assert {case: stored[case][0] for case in load.acknowledged} == load.acknowledged
