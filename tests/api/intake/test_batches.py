"""Cases and outcomes come in by the batch, each row by the rules of its mutation, with a verdict each."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.http.batches import CASES, MOST_ROWS, OUTCOMES
from api.settings import ApiSettings
from tests.builders.mutations import decided, submission, submitted
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

PAGE = Path(__file__).parents[3] / "docs" / "integration.md"


async def post(
    api: Api, path: str, content: str | bytes, account: str | None = "integrator", kind: str = "application/x-ndjson"
) -> httpx.Response:
    headers = {"content-type": kind} | ({} if account is None else {"authorization": f"Bearer {api.keys[account]}"})
    return await api.client.post(path, content=content, headers=headers)


async def sent(api: Api, path: str, *rows: dict[str, Any] | str) -> list[dict[str, Any]]:
    body = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    response = await post(api, path, body)
    assert response.status_code == 200, response.text
    return [json.loads(line) for line in response.text.splitlines()]


def case(external_id: str, **more: object) -> dict[str, Any]:
    row = {**submission(external_id), **more}
    del row["idempotencyKey"]
    return row


async def test_each_row_has_its_verdict_and_only_sound_ones_are_written(api: Api) -> None:
    await submitted(api, "PO-0")

    verdicts = await sent(
        api,
        CASES,
        case("PO-1"),
        "",
        case("PO-2", occurredAt="2026-01-05T09:00:00"),
        case("PO-3", colour="red"),
        case("PO-4", externalId=5),
        "{broken",
        '["a"]',
        case("PO-4", decisionPoint="nowhere"),
        case("PO-0"),
        case("PO-5"),
        case("PO-5"),
    )

    assert [(one["line"], one["status"], one.get("code"), one.get("where")) for one in verdicts] == [
        (1, "accepted", None, None),
        (3, "refused", "INVALID_INPUT", "occurredAt"),
        (4, "refused", "INVALID_INPUT", "colour"),
        (5, "refused", "INVALID_INPUT", "externalId"),
        (6, "refused", "INVALID_INPUT", None),
        (7, "refused", "INVALID_INPUT", None),
        (8, "refused", "NOT_FOUND", None),
        (9, "duplicate", None, None),
        (10, "accepted", None, None),
        (11, "duplicate", None, None),
    ]
    assert verdicts[2]["message"].endswith("not to include unknown field 'colour'.")
    assert verdicts[0]["state"] == "IN_REVIEW"
    assert await api.firm.count("Case") == 3


async def test_a_batch_that_is_sent_again_adds_nothing(api: Api) -> None:
    rows = [case(f"PO-{number}") for number in range(100)]

    first, again = await sent(api, CASES, *rows), await sent(api, CASES, *rows)

    assert {one["status"] for one in first} == {"accepted"}
    assert {one["status"] for one in again} == {"duplicate"}
    assert [one["caseId"] for one in again] == [one["caseId"] for one in first]
    assert await api.firm.count("Case") == 100


async def test_a_row_with_other_content_is_refused_unless_it_revises(api: Api) -> None:
    await sent(api, CASES, case("PO-1"))
    other = {**case("PO-1"), "payload": {"amount": 300.0, "vendor": "V-7"}}
    del other["score"]

    refused, revised = await sent(api, CASES, other, {**other, "revises": True})

    assert (refused["status"], refused["where"]) == ("refused", "externalId")
    assert "revises: true" in refused["message"]
    assert revised["status"] == "accepted"


async def test_outcomes_come_by_the_batch_too(api: Api) -> None:
    made = await decided(api)
    row = {"decisionId": made["decisionId"], "kind": "wrong", "value": "true", "occurredAt": made["finalAt"]}

    first = await sent(api, OUTCOMES, row, {**row, "kind": "unheard"}, {**row, "decisionId": "Q2FzZTox"})
    again = await sent(api, OUTCOMES, row)

    assert [(one["status"], one.get("where")) for one in first[1:]] == [("refused", "kind"), ("refused", "decisionId")]
    assert (first[0]["status"], again[0]["status"]) == ("accepted", "duplicate")
    assert again[0]["outcomeId"] == first[0]["outcomeId"]
    assert await api.firm.count("Outcome") == 1


async def test_an_outcome_that_contradicts_another_is_refused_unless_it_corrects_it(api: Api) -> None:
    made = await decided(api)
    first = {"decisionId": made["decisionId"], "kind": "returned", "value": "true", "occurredAt": made["finalAt"]}
    opposite = {**first, "value": "false", "externalId": "R-2"}
    corrected = {**opposite, "correction": "It was another order."}

    verdicts = await sent(api, OUTCOMES, first, opposite, corrected, corrected)

    assert [one["status"] for one in verdicts] == ["accepted", "refused", "accepted", "duplicate"]
    assert (verdicts[1]["code"], verdicts[1]["where"]) == ("INVALID_INPUT", "value")
    assert verdicts[1]["message"].startswith("returned is on record as true since ")
    assert await api.firm.count("Outcome") == 2


async def test_a_batch_may_be_larger_than_other_bodies(api: Api) -> None:
    limits = ApiSettings()
    body = json.dumps(case("PO-1")) + " " * limits.largest_body

    batch, other = await post(api, CASES, body), await post(api, "/graphql", body)

    assert (batch.status_code, other.status_code) == (200, 413)
    assert "send it in parts" in other.text


@pytest.mark.parametrize("path", [CASES, OUTCOMES])
async def test_who_may_not_and_what_is_no_batch_is_refused_whole(api: Api, path: str) -> None:
    body = json.dumps(case("PO-1"))

    answers = [
        await post(api, path, body, None),
        await post(api, path, body, "analyst"),
        await post(api, path, body, kind="application/json"),
        await post(api, path, b""),
        await post(api, path, f"{body}{' ' * 1_100}\n" * 1_000),
        await post(api, path, "{}\n" * (MOST_ROWS + 1)),
    ]

    assert [one.status_code for one in answers] == [401, 403, 415, 400, 413, 413]
    assert await api.firm.count("Case") == 0


async def test_the_examples_of_the_page_run(api: Api) -> None:
    made = await decided(api)
    blocks = re.findall(r"^```json\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)

    cases, outcomes = (block.replace("2026-01-07T09:00:00Z", made["finalAt"]).splitlines() for block in blocks[:2])

    assert [one["status"] for one in await sent(api, CASES, *cases)] == ["accepted", "accepted"]
    assert [one["status"] for one in await sent(api, OUTCOMES, *outcomes)] == ["accepted"]
