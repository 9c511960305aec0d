"""The mutations of an ordinary decision, sent over HTTP."""

import math
from typing import Any

from tests.builders.served_firm import Api

SCORE_BASE = -1.0


def submission(external_id: str, probability: float = 0.4) -> dict[str, Any]:
    margin = math.log(probability / (1 - probability))
    return {
        "decisionPoint": "purchases",
        "externalId": external_id,
        "payload": {"amount": 120.0, "vendor": "V-7"},
        "occurredAt": "2026-01-05T09:00:00Z",
        "entities": [{"kind": "vendor", "id": "V-7"}],
        "score": {
            "model": "purchase-risk",
            "modelVersion": "1",
            "probability": probability,
            "base": SCORE_BASE,
            "contributions": [
                {"feature": "amount", "value": 120.0, "amount": margin - SCORE_BASE - 1.5},
                {"feature": "vendor", "value": "V-7", "amount": 1.5},
            ],
        },
        "idempotencyKey": f"submit-{external_id}",
    }


CLAIMED = "... on ClaimedTask { taskId caseId leaseEpoch version packetDigest expiresAt }"
DECIDED = "... on DecidedTask { decisionId action state finalAt auditEntryId }"


async def submitted(api: Api, external_id: str) -> dict[str, Any]:
    return await api.mutate(
        "integrator",
        "submitCase",
        submission(external_id),
        "... on SubmittedCase { caseId state gateResult rule reasons taskId }",
    )


def verdict(lease: dict[str, Any], **given: object) -> dict[str, Any]:
    return {
        "taskId": lease["taskId"],
        "verdict": "APPROVE",
        "reasonCode": "fits",
        "packetDigest": lease["packetDigest"],
        "leaseEpoch": lease["leaseEpoch"],
        "expectedVersion": lease["version"],
        "idempotencyKey": f"decide-{lease['taskId']}",
        **given,
    }


async def decided(api: Api, external_id: str = "PO-1") -> dict[str, Any]:
    await submitted(api, external_id)
    lease = await api.mutate("reviewer", "claimNextTask", {"idempotencyKey": f"next-{external_id}"}, CLAIMED)
    return await api.mutate("reviewer", "decideTask", verdict(lease), DECIDED)
