"""A period of four decisions and their outcomes, so few that every count can be made by hand."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.builders.mutations import CLAIMED, DECIDED, submission, verdict
from tests.builders.served_firm import Api

NOW = datetime.now(tz=UTC)
PERIOD = {
    "decisionPoint": "purchases",
    "from": (NOW - timedelta(hours=1)).isoformat(),
    "to": (NOW + timedelta(hours=1)).isoformat(),
}


async def decided(api: Api, name: str, account: str, given_verdict: str, probability: float = 0.4) -> dict[str, Any]:
    case = await api.mutate(
        "integrator", "submitCase", submission(name, probability), "... on SubmittedCase { caseId taskId }"
    )
    given = {"taskId": case["taskId"], "idempotencyKey": f"claim-{name}"}
    lease = await api.mutate(account, "claimTask", given, CLAIMED)
    return await api.mutate(account, "decideTask", verdict(lease, verdict=given_verdict), DECIDED)


async def ended(api: Api, name: str, kind: str, value: str) -> None:
    outcome = {"decisionPoint": "purchases", "caseExternalId": name, "kind": kind, "value": value, "money": 12.5}
    when = {"occurredAt": datetime.now(tz=UTC).isoformat(), "idempotencyKey": f"{name} {kind}"}
    await api.mutate("integrator", "recordOutcome", {**outcome, **when}, "__typename")


async def a_period(api: Api) -> dict[str, dict[str, Any]]:
    """Four decisions: the limit of the policy is 0.1, so 0.4 advises DO_NOT_BUY, and 0.05 advises BUY."""
    cases = {
        "PO-1": await decided(api, "PO-1", "reviewer", "APPROVE"),
        "PO-2": await decided(api, "PO-2", "reviewer", "REJECT"),
        "PO-3": await decided(api, "PO-3", "reviewer-2", "APPROVE", 0.05),
        "PO-4": await decided(api, "PO-4", "reviewer-2", "APPROVE"),
    }
    await ended(api, "PO-1", "returned", "true")
    await ended(api, "PO-2", "needed", "false")
    await ended(api, "PO-3", "needed", "true")
    return cases
