"""Numbers over HTTP: kept as sent, or refused with the name of the field."""

import json

import pytest

from tests.builders.mutations import submission
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

MUTATION = "mutation Run($input: SubmitCaseInput!) { submitCase(input: $input) { __typename } }"
NUMBERS = ("9007199254740993", "123456789012345678901234567890", "1e400", "0.1234567890123456789", "-1e-400")


async def test_a_number_that_cannot_be_kept_is_refused_with_its_field(api: Api) -> None:
    headers = {"authorization": f"Bearer {api.keys['integrator']}", "content-type": "application/json"}
    given = {**submission("PO-1"), "payload": {"amount": "AMOUNT", "vendor": "V-7"}}
    for number in NUMBERS:
        body = json.dumps({"query": MUTATION, "variables": {"input": given}}).replace('"AMOUNT"', number)

        refused = await api.client.post("/graphql", content=body, headers=headers)

        assert refused.status_code == 400
        assert "variables.input.payload.amount is " in refused.text
    assert await api.firm.count("Case") == 0


async def test_a_name_that_stands_twice_in_a_body_is_refused_with_its_place(api: Api) -> None:
    headers = {"authorization": f"Bearer {api.keys['integrator']}", "content-type": "application/json"}
    given = {**submission("PO-1"), "payload": {"amount": 100, "AGAIN": 9000, "vendor": "V-7"}}
    for again in ("amount", "\\u0061mount"):
        body = json.dumps({"query": MUTATION, "variables": {"input": given}}).replace("AGAIN", again)

        refused = await api.client.post("/graphql", content=body, headers=headers)

        assert refused.status_code == 400
        assert "variables.input.payload.amount is given twice: send each name once." in refused.text
    assert await api.firm.count("Case") == 0


async def test_a_number_in_the_text_of_an_operation_is_judged_alike(api: Api) -> None:
    for number in NUMBERS:
        query = f"mutation {{ submitCase(input: {{payload: {{amount: {number}}}}}) {{ __typename }} }}"
        answer = await api.ask("integrator", query)

        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "INVALID_INPUT"
        assert error["message"].startswith("amount is ")
