"""Whatever strings come in, the statements sent are exactly the registered ones."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import AsyncManagedTransaction

from api.worker.runner import Worker
from graph.domain.intake.rules import FieldAvailability, FieldType, IntakeField
from graph.store.registry.governing import open_point
from tests.builders.firm import INTAKE, SPEC
from tests.builders.mutations import CLAIMED, DECIDED, submission, verdict
from tests.builders.queries import all_queries
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

HOSTILE = "x'}) DETACH DELETE n // `\"\\u0000 $key \\' OR 1=1 RETURN *; MATCH (n) //"


READINGS = (
    "query Q($s: String!) { search(text: $s, kinds: [$s]) { __typename } }",
    "query Q($s: String, $id: ID!) { neighbours(input: {id: $id, edge: $s, kind: $s, after: $s}) { __typename } }",
    "query Q($s: String, $id: ID!) { neighbours(input: {id: $id, edge: $s, kind: $s}) { __typename } }",
    "query Q($s: String) { decisions(decisionPoint: $s, where: {decider: $s, kind: $s, origin: $s}) { __typename } }",
    "query Q($s: String!) { decisionSummary(input: {decisionPoint: $s, by: [KIND]}) { __typename } }",
    "query Q($s: String!) { overrides(input: {decisionPoint: $s}) { __typename } }",
    "query Q($s: String, $id: ID!) { impact(input: {id: $id, origin: $s, basis: $s}) { __typename } }",
    "query Q($id: ID!) { precedents(input: {caseId: $id}) { __typename } caseHistory(caseId: $id) { __typename } }",
)


async def test_no_string_of_a_client_becomes_part_of_a_statement(
    api: Api, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sent: set[str] = set()
    run = AsyncManagedTransaction.run

    async def spied(self: AsyncManagedTransaction, query: str, *values: Any, **more: Any) -> Any:  # noqa: ANN401  # as the driver has it
        sent.add(query)
        return await run(self, query, *values, **more)

    monkeypatch.setattr(AsyncManagedTransaction, "run", spied)
    named = IntakeField(HOSTILE, FieldType.TEXT, FieldAvailability.EVENT, HOSTILE)
    await open_point(api.firm.store, replace(SPEC, intake=replace(INTAKE, fields=(*INTAKE.fields, named))))
    given = submission("PO-1")
    given |= {
        "externalId": HOSTILE,
        "requestedByOutside": {"source": HOSTILE, "id": HOSTILE},
        "idempotencyKey": HOSTILE[:100],
    }
    given["payload"] = {HOSTILE: HOSTILE}
    given["entities"] = [{"kind": HOSTILE, "id": HOSTILE}]
    given["score"]["model"] = given["score"]["modelVersion"] = HOSTILE
    given["score"]["contributions"][0] |= {"feature": HOSTILE, "value": HOSTILE}

    case = await api.mutate("integrator", "submitCase", given, "... on SubmittedCase { caseId taskId }")
    await api.mutate("reviewer", "claimNextTask", {"queue": HOSTILE, "idempotencyKey": "a"}, CLAIMED)
    lease = await api.mutate("reviewer", "claimNextTask", {"idempotencyKey": "b"}, CLAIMED)
    decided = await api.mutate("reviewer", "decideTask", verdict(lease, note=HOSTILE), DECIDED)
    pages = "query Q($s: String) { %s(first: 2, %s: $s) { __typename } }"
    for field, argument in (("tasks", "queue"), ("tasks", "after"), ("cases", "decisionPoint")):
        await api.ask("analyst", pages % (field, argument), {"s": HOSTILE})
    trace = "query T($i: LineageInput!) { lineage(input: $i) { __typename } }"
    await api.ask("analyst", trace, {"i": {"id": decided["decisionId"], "direction": "BOTH"}})
    for query in READINGS:
        await api.ask("analyst", query, {"s": HOSTILE, "id": case["caseId"]})
    await Worker(api.firm.store, tmp_path).once("seal")

    assert case["__typename"] == "SubmittedCase"
    assert decided["__typename"] == "DecidedTask"
    assert sent
    registered = all_queries().values()
    assert sent <= {one.sent for query in registered for one in (query, *query.shortened.values())}
    assert await api.firm.count("Decision") == 1
