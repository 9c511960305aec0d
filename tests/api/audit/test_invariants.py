"""What must hold of the graph, over GraphQL and on the terminal."""

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from graph.settings import GraphSettings
from graph.store.audit.invariants import catalogue, check_all, keep
from tests.builders.firm import Firm
from tests.builders.served_firm import Api
from tests.builders.sound_firm import made_sound

pytestmark = pytest.mark.live

INVARIANTS = """{ invariants { ... on Invariants { nodes {
  key kind verdict reason failing atLeast statement mend checkedAt nodes { id kind name because }
  controls { key framework provision title text appliesFrom }
} } ... on Problem { code message } } }"""


async def test_before_the_first_night_nothing_is_judged(api: Api) -> None:
    content = await api.ask("auditor", INVARIANTS)

    nodes = content["data"]["invariants"]["nodes"]
    assert [one["key"] for one in nodes] == [one.key for one in catalogue().invariants]
    assert {one["verdict"] for one in nodes} == {"NOT_JUDGED", "NOT_APPLICABLE"}
    assert all(one["checkedAt"] is None for one in nodes)


async def test_a_kept_breach_names_its_nodes_and_the_controls_that_its_check_supports(api: Api, tmp_path: Path) -> None:
    await made_sound(api.firm, tmp_path)
    await api.firm.driver.execute_query("MATCH (v:ModelVersion) REMOVE v.approverId")
    await keep(api.firm.store, await check_all(api.firm.store, 60))

    content = await api.ask("auditor", INVARIANTS)

    (broken,) = (one for one in content["data"]["invariants"]["nodes"] if one["verdict"] == "BROKEN")
    assert (broken["key"], broken["failing"], broken["atLeast"]) == ("second-person-approved", 1, False)
    (failing,) = broken["nodes"]
    assert (failing["kind"], failing["name"]) == ("ModelVersion", "purchase-risk|1")
    node = await api.ask("auditor", f'{{ node(id: "{failing["id"]}") {{ ... on Node {{ kind title }} }} }}')
    assert node["data"]["node"]["kind"] == "ModelVersion"
    article = next(one for one in broken["controls"] if one["key"] == "EU-AI-ACT-14")
    assert (article["provision"], article["appliesFrom"]) == ("Article 14", "2026-08-02")


def test_no_text_of_the_catalogue_says_that_anything_is_compliant() -> None:
    texts = json.dumps(catalogue().model_dump(mode="json")).lower()

    assert "complian" not in texts
    assert "certif" not in texts


async def doctored(settings: GraphSettings, folder: Path, *options: str) -> Result:
    environment = {
        "NEO4J_URI": str(settings.neo4j_uri),
        "NEO4J_PASSWORD": settings.neo4j_password.get_secret_value() if settings.neo4j_password else "",
        "SIGNOFF_DATA_DIR": str(folder),
    }
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, ["doctor", *options], env=environment))


async def test_doctor_ends_with_0_where_all_holds_and_1_where_something_does_not(
    firm: Firm, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await made_sound(firm, tmp_path)

    sound = await doctored(neo4j_settings, tmp_path)
    await firm.driver.execute_query("MATCH (:Policy)-[owned:OWNED_BY]->() DELETE owned")
    unowned = await doctored(neo4j_settings, tmp_path, "--json")
    await firm.driver.execute_query("UNWIND ['a', 'b', 'c'] AS n CREATE (:Team:Agent {id: n, key: n, name: n})")
    broken = await doctored(neo4j_settings, tmp_path, "--invariants", "--list", "2")

    assert sound.exit_code == 0, sound.output
    assert "FAIL" not in sound.output
    assert unowned.exit_code == 0, unowned.output
    checks = {one["key"]: one for one in json.loads(unowned.output)["checks"]}
    assert (checks["owners-named"]["verdict"], checks["owners-named"]["failing"]) == ("BROKEN", 1)
    assert "note single point of failure: without person reviewer nobody decides at Purchases" in sound.output
    points = {one["name"]: one for one in json.loads(unowned.output)["singlePointsOfFailure"]}
    assert points["reviewer"] == {"id": "reviewer-id", "kind": "Person", "name": "reviewer", "points": ["Purchases"]}
    assert "single point" not in broken.output
    assert broken.exit_code == 1, broken.output
    assert "FAIL no-orphans: broken by 3 nodes" in broken.output
    assert "    - team a (a): no edge leads to it or from it" in broken.output
    assert "… and 1 more" in broken.output
    assert "owners-named" not in broken.output
    assert await firm.count("Invariant") == 0


async def test_doctor_ends_with_2_where_there_is_no_verdict(
    firm: Firm, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await firm.driver.execute_query("MATCH (n:Team) DETACH DELETE n")
    away = neo4j_settings.model_copy(update={"neo4j_uri": "bolt://127.0.0.1:1"})

    silent = await doctored(away, tmp_path)
    hurried = await doctored(neo4j_settings, tmp_path, "--seconds", "0")

    assert silent.exit_code == 2, silent.output
    assert silent.stdout == ""
    assert hurried.exit_code == 2
