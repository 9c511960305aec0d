"""Two decisions are compared by their ids or by those of their cases, and what cannot be compared says why."""

from typing import Any

import pytest

from api.graphql.identifiers import global_id
from tests.builders.mutations import CLAIMED, DECIDED, submission, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

DIFF = """
query Diff($input: DecisionDiffInput!) { decisionDiff(input: $input) { ... on Problem { code message }
  ... on DecisionDiff { one { case { title } } other { case { title } } parts { aspect one other }
    inputs { title one other moved } moved changed } } }
"""


async def compared(api: Api, one: str, other: str) -> dict[str, Any]:
    content = await api.ask("analyst", DIFF, {"input": {"one": one, "other": other}})
    assert "errors" not in content, content
    answer: dict[str, Any] = content["data"]["decisionDiff"]
    return answer


async def decided_with(api: Api, external_id: str, amount: float, answer: str) -> dict[str, Any]:
    given = {**submission(external_id), "payload": {"amount": amount, "vendor": "V-7"}}
    given["score"]["contributions"][0]["value"] = amount
    case = await api.mutate("integrator", "submitCase", given, "... on SubmittedCase { caseId }")
    lease = await api.mutate("reviewer", "claimNextTask", {"idempotencyKey": f"next-{external_id}"}, CLAIMED)
    done = await api.mutate("reviewer", "decideTask", verdict(lease, verdict=answer, note="too dear"), DECIDED)
    return {**case, **done}


async def test_two_decisions_are_compared_by_their_ids_or_their_cases(api: Api) -> None:
    one = await decided_with(api, "PO-1", 120.0, "APPROVE")
    other = await decided_with(api, "PO-2", 900.0, "REJECT")

    answer = await compared(api, one["decisionId"], other["caseId"])

    assert (answer["one"]["case"]["title"], answer["other"]["case"]["title"]) == ("PO-1", "PO-2")
    assert {"aspect": "ACTION", "one": "BUY", "other": "DO_NOT_BUY"} in answer["parts"]
    assert [(row["one"], row["other"]) for row in answer["inputs"]] == [(120.0, 900.0)]
    assert answer["changed"][-1] == "PO-1 was decided buy, PO-2 do not buy."


async def test_what_is_no_decided_case_cannot_be_compared_and_says_why(api: Api) -> None:
    one = await decided_with(api, "PO-1", 120.0, "APPROVE")
    open_case = await api.mutate("integrator", "submitCase", submission("PO-2"), "... on SubmittedCase { caseId }")

    undecided = await compared(api, one["decisionId"], open_case["caseId"])
    unknown = await compared(api, global_id("Decision", "0"), one["decisionId"])
    person = await compared(api, one["decisionId"], global_id("Person", "0"))

    assert (undecided["code"], unknown["code"], person["code"]) == ("NOT_FOUND", "NOT_FOUND", "INVALID_INPUT")
    assert "PO-2 is not decided yet" in undecided["message"]
