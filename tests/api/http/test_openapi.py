"""The description for machines has the fields of the mutations, and needs no log-in and no database."""

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from api.http.openapi import PATH, description, openapi


async def test_the_paths_for_systems_are_described_with_the_fields_of_their_mutations() -> None:
    app = Starlette(routes=[Route(PATH, openapi)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://signoff") as client:
        content = (await client.get(PATH)).json()

    row = content["paths"]["/api/v1/cases"]["post"]["requestBody"]["content"]["application/x-ndjson"]["schema"]
    assert content["openapi"] == "3.1.0"
    assert row["required"] == ["decisionPoint", "externalId", "payload", "occurredAt"]
    assert row["properties"]["occurredAt"]["format"] == "date-time"
    assert row["properties"]["source"]["required"] == ["source", "namespace", "dataset", "version", "sha256"]
    assert row["properties"]["entities"]["items"]["required"] == ["kind", "id"]
    assert set(content["paths"]) >= {"/api/v1/cases", "/api/v1/outcomes"}
    assert content == description()
