"""Lists as CSV over HTTP: the rows of the queries, whole and in order, for who may read them."""

import csv
import io

import httpx
import pytest

from tests.builders.analysed_period import a_period
from tests.builders.mutations import CLAIMED, DECIDED, submission, submitted, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live


async def fetched(api: Api, path: str, account: str | None = "analyst") -> httpx.Response:
    headers = {} if account is None else {"authorization": f"Bearer {api.keys[account]}"}
    return await api.client.get(f"/api/v1/export/{path}", headers=headers)


async def rows(api: Api, path: str) -> list[dict[str, str]]:
    response = await fetched(api, path)
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


async def test_decisions_come_as_a_file_with_the_filters_of_the_query(api: Api) -> None:
    await a_period(api)

    whole = await rows(api, "decisions.csv")
    against = await rows(api, "decisions.csv?againstModel=true&decisionPoint=purchases")
    response = await fetched(api, "decisions.csv?decider=nobody")

    assert [one["externalId"] for one in whole] == ["PO-4", "PO-3", "PO-2", "PO-1"]
    assert [one["externalId"] for one in against] == ["PO-4", "PO-1"]
    assert '"kind": "returned"' in whole[-1]["outcomes"]
    assert response.text.count("\r\n") == 1
    assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert 'attachment; filename="signoff-decisions-' in response.headers["content-disposition"]


async def test_a_file_goes_over_all_pages(api: Api) -> None:
    for number in range(103):
        await submitted(api, f"PO-{number}")

    cases, tasks = await rows(api, "cases.csv"), await rows(api, "tasks.csv?queue=purchases&states=READY")

    assert [one["externalId"] for one in cases] == [f"PO-{number}" for number in reversed(range(103))]
    assert {one["externalId"] for one in tasks} == {f"PO-{number}" for number in range(103)}
    assert len(tasks) == 103


async def test_what_looks_like_a_formula_is_tamed(api: Api) -> None:
    given = {**submission("=cmd|' /C calc'!A0"), "idempotencyKey": "formula"}
    await api.mutate("integrator", "submitCase", given, "__typename")

    (case,) = await rows(api, "cases.csv")

    assert case["externalId"] == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    ("path", "account", "status", "code"),
    [
        ("cases.csv", None, 401, "FORBIDDEN"),
        ("secrets.csv", "analyst", 404, "NOT_FOUND"),
        ("cases.csv?colour=red", "analyst", 400, "INVALID_INPUT"),
        ("decisions.csv?from=2026-02-01&to=2026-01-01", "analyst", 400, "INVALID_INPUT"),
    ],
)
async def test_a_refusal_is_a_problem_and_no_file(
    api: Api, path: str, account: str | None, status: int, code: str
) -> None:
    response = await fetched(api, path, account)

    assert response.status_code == status
    assert response.json()["errors"][0]["extensions"]["code"] == code


async def test_summary_list_and_file_count_the_same_decisions_and_an_undone_one_where_it_is_asked_for(api: Api) -> None:
    await a_period(api)
    case = await submitted(api, "PO-9")
    lease = await api.mutate("reviewer", "claimTask", {"taskId": case["taskId"], "idempotencyKey": "c9"}, CLAIMED)
    decision = await api.mutate("reviewer", "decideTask", verdict(lease), DECIDED)
    undo = {"decisionId": decision["decisionId"], "reasonCode": "unsure", "idempotencyKey": "undo9"}
    await api.mutate("reviewer", "undoDecision", undo, "__typename")
    listed = '{ decisions(decisionPoint: "purchases"%s) { ... on DecisionPage { nodes { externalId } } } }'

    summary = await api.ask(
        "analyst",
        '{ decisionSummary(input: {decisionPoint: "purchases"}) { ... on DecisionSummary { rows { decisions } } } }',
    )
    plain, narrowed, undone = [
        [one["externalId"] for one in (await api.ask("analyst", listed % where))["data"]["decisions"]["nodes"]]
        for where in ("", ', where: {kind: "HUMAN"}', ", where: {states: [INVALIDATED]}")
    ]
    file = [one["externalId"] for one in await rows(api, "decisions.csv?decisionPoint=purchases")]

    (row,) = summary["data"]["decisionSummary"]["rows"]
    assert row["decisions"] == len(plain) == len(file) == 4
    assert plain == narrowed == file == ["PO-4", "PO-3", "PO-2", "PO-1"]
    assert undone == [one["externalId"] for one in await rows(api, "decisions.csv?states=INVALIDATED")] == ["PO-9"]


async def test_an_event_that_nothing_forecasts_is_refused_with_those_that_are(api: Api) -> None:
    given = '{decisionPoint: "purchases", nodeKind: "x", event: "missed_sla"}'
    query = f"{{ hotspots(input: {given}) {{ ... on Problem {{ message }} }} }}"

    message = (await api.ask("planner", query))["data"]["hotspots"]["message"]
    file = await fetched(api, "forecasts.csv?decisionPoint=purchases&event=missed_sla", "planner")

    assert message == "There are no forecasts of 'missed_sla': there are some of next_case."
    assert (file.status_code, "there are some of rests-on" in file.text) == (400, True)
