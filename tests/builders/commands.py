"""The commands of an ordinary decision of the small firm, given to the store."""

import math
from dataclasses import replace
from datetime import UTC, datetime

from graph.domain.intake.case import CaseSubmission, Contribution, EntityRef, Score
from graph.domain.review.task import DecideCommand, Verdict
from graph.store.audit.sealing import JOB, seal
from graph.store.audit.signing import SigningFolder
from graph.store.decision.deciding import Decided, decide
from graph.store.intake.cases import Submitted, submit
from graph.store.kernel.jobs import take
from graph.store.review.tasks import Claimed, claim
from tests.builders.firm import Firm


def score(probability: float) -> Score:
    margin = math.log(probability / (1 - probability))
    parts = (Contribution("amount", 120.0, margin - 0.5), Contribution("vendor", "V-7", 1.5))
    return Score("purchase-risk", "1", probability, -1.0, parts)


def submission(external_id: str, probability: float | None = 0.4) -> CaseSubmission:
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    return CaseSubmission(
        decision_point="purchases",
        external_id=external_id,
        payload={"amount": 120.0, "vendor": "V-7"},
        occurred_at=at,
        known_at=at,
        entities=(EntityRef("vendor", "V-7"),),
        score=None if probability is None else score(probability),
    )


async def submitted(firm: Firm, external_id: str, probability: float | None = 0.4) -> Submitted:
    answer = await submit(firm.store, firm.integrator, submission(external_id, probability), f"submit-{external_id}")
    assert isinstance(answer, Submitted), answer
    return answer


async def claimed(firm: Firm, task_id: str | None) -> Claimed:
    assert task_id is not None
    answer = await claim(firm.store, firm.reviewer, task_id, f"claim-{task_id}")
    assert isinstance(answer, Claimed), answer
    return answer


def approval(lease: Claimed) -> DecideCommand:
    return DecideCommand(Verdict.APPROVE, "fits", lease.packet_digest, lease.lease_epoch, lease.version)


async def sealed(firm: Firm, folder: SigningFolder) -> int:
    hold = await take(firm.store, JOB, "sealer-1")
    assert hold is not None
    return await seal(firm.store, hold, folder)


async def judged_again(firm: Firm, external_id: str, verdict: Verdict) -> None:
    """Have the second reviewer judge a case whose decision is looked at again."""
    find = "MATCH (t:ReviewTask {state: 'READY'})-[:ABOUT]->(:Case {externalId: $case}) RETURN t.id"
    ((task_id,),) = (await firm.driver.execute_query(find, {"case": external_id})).records
    lease = await claim(firm.store, firm.second, task_id, firm.store.clock.new_id())
    assert isinstance(lease, Claimed), lease
    command = replace(approval(lease), verdict=verdict, note="Looked at again.")
    answer = await decide(firm.store, firm.second, task_id, command, firm.store.clock.new_id())
    assert isinstance(answer, Decided), answer


async def decided(firm: Firm, external_id: str) -> str:
    case = await submitted(firm, external_id)
    lease = await claimed(firm, case.task_id)
    answer = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), f"decide-{external_id}")
    assert isinstance(answer, Decided)
    assert answer.decision_id is not None
    return answer.decision_id
