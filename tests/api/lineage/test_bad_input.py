"""What cannot be answered at the doors of the graph is refused by type, with what to ask instead."""

import pytest

from api.graphql.identifiers import global_id
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

CASE, POINT = global_id("Case", "c"), global_id("DecisionPoint", "p")
REFUSED = {
    "a lineage of nine steps": (f'lineage(input: {{id: "{CASE}", depth: 9}})', "INVALID_INPUT", "depth takes 1 to 8."),
    "nine steps by kind": (f'lineageByKind(input: {{id: "{CASE}", depth: 9}})', "INVALID_INPUT", "depth takes 1 to 8."),
    "nine steps of a kind": (
        f'lineageOfKind(input: {{id: "{CASE}", depth: 9}}, kind: "Decision")',
        "INVALID_INPUT",
        "depth takes 1 to 8.",
    ),
    "the record of a case": (f'decisionRecord(id: "{CASE}")', "INVALID_INPUT", "send that of a Decision"),
    "what a case is based on": (f'decisionBasis(id: "{CASE}")', "INVALID_INPUT", "send that of a Decision"),
    "the history of a point": (f'caseHistory(caseId: "{POINT}")', "INVALID_INPUT", "send that of a Case"),
    "the impact of what nothing is based on": (f'impact(input: {{id: "{POINT}"}})', "INVALID_INPUT", ""),
    "the way from no node": (f'path(from: "{CASE}", to: "x")', "INVALID_INPUT", "is not an id of ours"),
    "the order of no node": ('recallOrder(id: "x")', "INVALID_INPUT", "is not an id of ours"),
    "the order of an unknown node": (f'recallOrder(id: "{CASE}")', "NOT_FOUND", "take its id from a list"),
    "ties between cases": (f'conflictPath(personId: "{CASE}", otherId: "{CASE}")', "INVALID_INPUT", "of a Person"),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_what_cannot_be_answered_is_refused_with_what_to_ask_instead(api: Api, what: str) -> None:
    field, code, words = REFUSED[what]

    answer = await api.ask("analyst", f"{{ {field} {{ __typename ... on Problem {{ code message }} }} }}")

    (refused,) = answer["data"].values()
    assert refused["code"] == code
    assert words in refused["message"]
