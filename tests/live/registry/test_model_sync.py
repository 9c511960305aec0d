"""Model versions of another registry: recorded once with an audit entry each, and trusted no more than before."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.registry.stated_models import StatedRun, StatedVersion
from graph.errors import InvalidInput
from graph.store.registry.stated_models import RecordedVersions, record_versions
from pipelines.sync.mlflow import SYNC, Registry, sync_models
from tests.builders.database import free_port
from tests.builders.firm import Firm

pytestmark = pytest.mark.live

AT = datetime(2026, 1, 5, 8, tzinfo=UTC)
URL = "http://models.example"
RUN = StatedRun("r1", AT, AT, {"auc": 0.8}, {"depth": "4"})
ONE = StatedVersion("churn", "1", AT, None, (), "models:/m-1", RUN)
VERSIONS = (
    "MATCH (t:TrainingRun)<-[:WAS_GENERATED_BY]-(v:ModelVersion)-[:VERSION_OF]->(m:Model) RETURN m.name AS model, "
    "v.version AS version, v.stage AS stage, v.registry AS registry, v.registryStage AS registryStage, "
    "v.aliases AS aliases, v.metrics AS metrics, v.params AS params, t.protocol AS protocol ORDER BY v.key"
)
RECORDS = (
    "MATCH (c:StateChange {command: 'STATE_MODEL_VERSION'})-[:ABOUT]->(v:ModelVersion) "
    "MATCH (a:AuditEntry {subjectId: c.id, kind: 'STATE_CHANGE'}) RETURN count(*) AS n"
)


async def rows(firm: Firm, text: str) -> list[dict[str, Any]]:
    return [record.data() for record in (await firm.driver.execute_query(text)).records]


async def size(firm: Firm) -> list[dict[str, Any]]:
    return await rows(firm, "MATCH (n) RETURN count(n) AS nodes, sum(COUNT { (n)-->() }) AS edges")


async def test_a_version_is_recorded_once_and_nobody_trusts_it_yet(firm: Firm) -> None:
    first = await record_versions(firm.store, SYNC, URL, [ONE])
    before = await size(firm)
    again = await record_versions(firm.store, SYNC, URL, [ONE])

    assert first == RecordedVersions(["churn|1"], [], 0, [])
    assert again == RecordedVersions([], [], 1, [])
    assert await size(firm) == before
    [stored] = await rows(firm, VERSIONS)
    assert (json.loads(stored.pop("metrics")), json.loads(stored.pop("params"))) == ({"auc": 0.8}, {"depth": "4"})
    assert stored == {
        "model": "churn",
        "version": "1",
        "stage": "UNVERIFIED",
        "registry": URL,
        "registryStage": None,
        "aliases": [],
        "protocol": "run r1 of another registry",
    }
    assert await rows(firm, RECORDS) == [{"n": 1}]


async def test_what_changed_there_is_recorded_and_what_is_trusted_here_stays(firm: Firm) -> None:
    await record_versions(firm.store, SYNC, URL, [ONE])
    await firm.approve_model("churn|1")

    champion = StatedVersion("churn", "1", AT, "Production", ("champion",), "models:/m-1", RUN)
    changed = await record_versions(firm.store, SYNC, URL, [champion])

    assert changed == RecordedVersions([], ["churn|1"], 0, [])
    [stored] = await rows(firm, VERSIONS)
    assert (stored["stage"], stored["registryStage"], stored["aliases"]) == ("ACTIVE", "Production", ["champion"])
    assert await rows(firm, RECORDS) == [{"n": 2}]


async def test_a_model_of_our_own_is_left_alone(firm: Firm) -> None:
    await firm.driver.execute_query("CREATE (:Model:Entity {id: 'own', key: 'churn', decisionPoint: 'purchases'})")
    before = await size(firm)

    assert await record_versions(firm.store, SYNC, URL, [ONE]) == RecordedVersions([], [], 0, ["churn|1"])
    assert await size(firm) == before


async def test_who_may_not_record_lineage_records_no_model(firm: Firm) -> None:
    reader = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))
    before = await size(firm)

    refused = await record_versions(firm.store, reader, URL, [ONE])

    assert "takes the role integrator" in str(refused)
    assert await size(firm) == before


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("models.example", "begin with http:// or https://"),
        ("http://user:secret@127.0.0.1:{port}", "does not answer"),
    ],
)
async def test_an_address_where_no_registry_answers_writes_nothing(firm: Firm, address: str, words: str) -> None:
    before = await size(firm)

    with pytest.raises(InvalidInput) as refused:
        await sync_models(firm.store, Registry(address.format(port=free_port())))

    assert words in str(refused.value)
    assert "secret" not in str(refused.value)
    assert await size(firm) == before
