"""Text over HTTP: what deceives is refused with its place, ordinary text is kept, a blank note is none."""

# ruff: noqa: RUF001 - texts of several scripts are what is tested

import pytest

from tests.builders.mutations import CLAIMED, submission, submitted, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

WHERE = "... on InvalidInput { where }"
PAYLOAD = "{ cases { ... on CasePage { nodes { externalId payload } } } }"


async def test_an_id_or_a_value_that_deceives_is_refused_with_its_place(api: Api) -> None:
    sound = submission("PO-1")
    odd = {
        "externalId": {**sound, "externalId": "W4-1\u202e evorppa"},
        "entities[0].id": {**sound, "entities": [{"kind": "vendor", "id": "V\u200b7"}]},
        "entities[0].kind": {**sound, "entities": [{"kind": "ven\ndor", "id": "V7"}]},
        "payload.vendor": {**sound, "payload": {"amount": 120.0, "vendor": "V-7\u2066"}},
        "decisionPoint": {**sound, "decisionPoint": "purchases\x00"},
    }
    for where, given in odd.items():
        refused = await api.mutate("integrator", "submitCase", given, WHERE)

        assert (refused["code"], refused["where"]) == ("INVALID_INPUT", where)
        assert "U+" in refused["message"]
        assert "at position" in refused["message"]
    assert await api.firm.count("Case") == 0


async def test_ordinary_text_is_kept_composed(api: Api) -> None:
    words = "cafe\u0301 – 20 m² „½“ Ошибка SAP\nsecond line"
    sent = {**submission("cafe\u0301"), "payload": {"amount": 120.0, "vendor": words}, "idempotencyKey": "composed"}

    taken = await api.mutate("integrator", "submitCase", sent, "__typename")

    assert taken["__typename"] == "SubmittedCase", taken
    (case,) = (await api.ask("analyst", PAYLOAD))["data"]["cases"]["nodes"]
    assert case["externalId"] == "caf\u00e9"
    assert case["payload"]["vendor"] == words.replace("e\u0301", "\u00e9")
    assert case["payload"]["amount"] == 120.0


async def test_a_note_of_invisible_characters_is_no_note(api: Api) -> None:
    await submitted(api, "PO-1")
    lease = await api.mutate("reviewer", "claimNextTask", {"idempotencyKey": "next"}, CLAIMED)

    for note in ("\u200b", "\u2800", "\u3164", "\u00ad"):
        refused = await api.mutate("reviewer", "decideTask", verdict(lease, note=note), WHERE)

        assert (refused["code"], refused["where"]) == ("INVALID_INPUT", "note")
    assert await api.firm.count("Review") == 0
