"""Runs of other systems come in by OpenLineage: datasets, versions and derivations; what is sent again adds nothing."""

from typing import Any

import httpx
import pytest

from api.http.lineage import PATH
from tests.builders.served_firm import Api
from tests.builders.served_firm import api as api  # noqa: PLC0414  # pytest finds fixtures by name here

pytestmark = pytest.mark.live
MADE = (
    "MATCH (v:DatasetVersion)-[:VERSION_OF]->(d:Dataset {namespace: 'lake'})-[:HAD_PRIMARY_SOURCE]->(s:DataSource) "
    "RETURN v.key AS key, v.schema AS schema, v.checksFailed AS failed, d.statedOwners AS owners, s.name AS source, "
    "[(v)-[:WAS_DERIVED_FROM]->(o) | o.key] AS origins, [(v)-[:WAS_GENERATED_BY]->(r) | r.state] AS runs ORDER BY key"
)


def event(run: str, state: str, **more: object) -> dict[str, Any]:
    return {
        "eventType": state,
        "eventTime": "2026-01-05T11:00:00Z",
        "producer": "https://example.org/etl",
        "run": {"runId": run},
        "job": {"namespace": "etl", "name": "orders"},
        **more,
    }


def dataset(name: str, **facets: object) -> dict[str, Any]:
    return {"namespace": "lake", "name": name, "facets": facets}


async def post(api: Api, content: object, account: str | None = "integrator") -> httpx.Response:
    headers = {} if account is None else {"authorization": f"Bearer {api.keys[account]}"}
    return await api.client.post(PATH, json=content, headers=headers)


async def made(api: Api) -> list[dict[str, Any]]:
    result = await api.firm.driver.execute_query(MADE)
    return [dict(record) for record in result.records]


async def test_a_run_with_its_datasets_stands_in_the_graph_once(api: Api) -> None:
    raw = dataset("raw", version={"datasetVersion": "1"}, dataSource={"name": "Lake"})
    out = dataset(
        "orders",
        schema={"fields": [{"name": "id", "type": "int"}]},
        ownership={"owners": [{"name": "team:data"}]},
        dataQualityAssertions={"assertions": [{"assertion": "unique", "success": False, "column": "id"}]},
        weather={},
    )
    done = event("r-1", "COMPLETE", inputs=[raw], outputs=[out])

    first = await post(api, done)
    answers = [await post(api, one) for one in (done, event("r-1", "START", inputs=[raw]), done)]

    assert (first.status_code, first.json()["ignored"]) == (201, ["outputs.weather"])
    assert [one.json()["state"] for one in answers] == ["COMPLETE"] * 3
    assert await made(api) == [
        {
            "key": "lake|orders|r-1",
            "schema": ["id:int"],
            "failed": ["unique (id)"],
            "owners": ["team:data"],
            "source": "lake",
            "origins": ["lake|raw|1"],
            "runs": ["COMPLETE"],
        },
        {
            "key": "lake|raw|1",
            "schema": None,
            "failed": None,
            "owners": None,
            "source": "Lake",
            "origins": [],
            "runs": [],
        },
    ]
    assert await api.firm.count("IngestRun") == 1


async def test_a_stated_owner_who_is_registered_owns_the_dataset_unless_a_person_said_otherwise(api: Api) -> None:
    await api.mutate("admin", "openTeam", {"name": "data", "idempotencyKey": "open"}, "... on OpenedEntry { id }")
    owned = dataset("orders", ownership={"owners": [{"name": "team:nobody"}, {"name": "team:data"}]})
    other = dataset("orders", ownership={"owners": [{"name": "user:analyst"}]})

    first = await post(api, event("r-1", "COMPLETE", outputs=[owned]))
    again = await post(api, event("r-1", "COMPLETE", outputs=[owned]))
    later = await post(api, event("r-2", "COMPLETE", outputs=[other]))

    assert [one.json()["unregistered"] for one in (first, again, later)] == [["team:nobody"], ["team:nobody"], []]
    owners = await api.firm.driver.execute_query(
        "MATCH (d:Dataset {name: 'orders'})-[r:OWNED_BY]->(o) "
        "MATCH (c:StateChange {command: 'SET_OWNER'})-[:ABOUT]->(d) MATCH (a:AuditEntry {subjectId: c.id}) "
        "RETURN o.name AS owner, r.knownTo AS ended, a.kind AS kind"
    )
    assert [one.data() for one in owners.records] == [{"owner": "data", "ended": None, "kind": "REGISTRY_CHANGE"}]


async def test_an_input_without_a_version_is_the_latest_one_by_then(api: Api) -> None:
    await post(api, event("r-1", "COMPLETE", outputs=[dataset("orders")]))
    later = event("r-2", "COMPLETE", inputs=[dataset("orders")], outputs=[dataset("totals")])

    await post(api, later)
    await post(api, event("r-3", "COMPLETE", outputs=[dataset("orders")]))
    await post(api, later)

    assert [one["origins"] for one in await made(api) if one["key"] == "lake|totals|r-2"] == [["lake|orders|r-1"]]


async def test_what_is_no_event_writes_nothing(api: Api) -> None:
    wrong = event("r-1", "COMPLETE", outputs=[dataset("orders"), dataset("")])
    headers = {"authorization": f"Bearer {api.keys['integrator']}", "content-type": "application/json"}

    answers = [
        await post(api, wrong),
        await api.client.post(PATH, content=b"{broken", headers=headers),
        await api.client.post(PATH, content=b"null", headers=headers),
        await post(api, event("r-1", "START"), None),
        await post(api, event("r-1", "START"), "analyst"),
        await api.client.post(PATH, content=b"{}", headers={**headers, "content-type": "text/plain"}),
    ]

    assert [one.status_code for one in answers] == [400, 400, 400, 401, 403, 415]
    assert "outputs[1].name takes a text: name it." in answers[0].text
    assert (await api.firm.count("IngestRun"), await api.firm.count("Dataset")) == (0, 0)
