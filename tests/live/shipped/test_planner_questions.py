"""What planners ask of the shipped data: counted again from raw stored scores, and run as the documentation says."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from api.graphql.context import Context
from api.graphql.schema import build_schema
from api.worker.runner import Worker
from bench.fixture import environment_of
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.settings import GraphSettings
from graph.store.kernel.store import Store
from graph.store.people.accounts import AccountSpec, actor_of_account, create_account
from graph.store.planning.whatif import Defaults, defaults
from tests.builders.demo import Demo
from tests.habits._tree import ROOT

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]

# The part on forecasts is run where forecasts are made.
PLANNER_PAGE = (ROOT / "docs" / "planner.md").read_text(encoding="utf-8").partition("## What-if")[2]
EXAMPLE = ROOT / "docs" / "examples" / "threshold.yaml"
CHANGED = 0.5
SCORES = """
MATCH (:DecisionPoint {key: 'support-escalation'})<-[:AT]-(c:Case)<-[:ABOUT]-(s:InputSnapshot)
MATCH (s)<-[:SCORED_ON]-(p:Prediction) WHERE p.target IS NULL
OPTIONAL MATCH (s)<-[:SCORED_ON]-(x:Prediction) WHERE x.target IS NOT NULL AND x.shadow = p.shadow
WITH c, s, p, x ORDER BY x.target
WITH c, s, p, collect(x.target) AS names, collect(x.probability) AS risks
RETURN c.id AS id, p.probability AS risk, names, risks,
       s.values AS values, s.quality AS quality ORDER BY p.knownAt
"""


@pytest_asyncio.fixture(scope="module")
async def loaded(demo: Demo) -> Store:
    """The store of a firm with two reviewers and a planner."""
    for name, role in (("desk-1", Role.REVIEWER), ("desk-2", Role.REVIEWER), ("planner", Role.PLANNER)):
        await create_account(demo.store, AccountSpec(name, ActorKind.HUMAN, frozenset({role})))
    return demo.store


async def planner(store: Store) -> Actor:
    actor = await actor_of_account(store, "planner")
    assert actor is not None
    return actor


def signoff(settings: GraphSettings, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = environment_of(settings)
    command = [sys.executable, "-m", "api.cli", *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PLANNER_PAGE, re.DOTALL)


async def to_people(driver: AsyncDriver, threshold: float) -> tuple[int, int]:
    """Count by the pack's table as it reads, on raw stored scores: cases scored, and those for people."""
    rows = {row["id"]: row for row in (await driver.execute_query(SCORES)).records}
    automatic = 0
    for row in rows.values():
        values: Mapping[str, Any] = json.loads(row["values"])
        missed = dict(zip(row["names"], row["risks"], strict=True)).get("missed_sla")
        calm = values.get("priority") in {"3 - Moderate", "4 - Low"} and (values.get("hours_to_deadline") or 0) > 0
        safe = missed is not None and missed < 0.5 and row["risk"] < threshold
        automatic += bool(calm and safe and row["quality"] == "CLEAN")
    return len(rows), len(rows) - automatic


async def test_the_documented_command_counts_the_past_as_an_independent_count_does(
    loaded: Store, driver: AsyncDriver, neo4j_settings: GraphSettings
) -> None:
    now = await defaults(loaded, "support-escalation")
    assert isinstance(now, Defaults)

    ended = signoff(neo4j_settings, "what-if", str(EXAMPLE), "--json")

    assert ended.returncode == 0, ended.stderr
    report = json.loads(ended.stdout)
    scored, base = await to_people(driver, now.thresholds["risk_threshold"])
    _, candidate = await to_people(driver, CHANGED)
    assert (report["replay"]["scored"], report["replay"]["base"]["toPeople"]) == (scored, base)
    assert report["replay"]["candidate"]["toPeople"] == candidate
    assert scored > 1_000
    assert base != candidate


@pytest.mark.usefixtures("loaded")
async def test_one_reviewer_missing_raises_waits_and_missed_deadlines(
    neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    file = tmp_path / "missing.yaml"
    file.write_text(
        "scenario: one is missing\ndecision_point: support-escalation\nchange: {reviewers: -1}\n"
        "simulate: {horizon_days: 14, replications: 60, seed: 1}\n",
        encoding="utf-8",
    )

    ended = signoff(neo4j_settings, "what-if", str(file), "--json")

    assert ended.returncode == 0, ended.stderr
    kpis = {one["name"]: one for one in json.loads(ended.stdout)["kpis"]}
    assert kpis["waitingHours"]["deltaLow"] > 0
    assert kpis["missedSlaShare"]["delta"] > 0
    assert kpis["missedSlaShare"]["deltaLow"] >= 0
    assert kpis["volumeToPeople"]["delta"] == 0


async def test_the_page_shows_the_example_file_and_its_commands_and_queries_run(
    loaded: Store, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    schema, context = build_schema(), Context(loaded, await planner(loaded))

    shown = signoff(neo4j_settings, "what-if", str(EXAMPLE))
    answers = [await schema.execute(block, context_value=context) for block in blocks("graphql")]
    assert await Worker(loaded, tmp_path).once("what-if") == 1
    again = await schema.execute(blocks("graphql")[1], context_value=context)

    assert blocks("yaml") == [EXAMPLE.read_text(encoding="utf-8")]
    assert "signoff what-if docs/examples/threshold.yaml\n" in blocks("sh")[0]
    assert shown.returncode == 0, shown.stderr
    assert "Assumptions:" in shown.stdout
    assert [answer.errors for answer in answers] == [None, None, None]
    assert again.data is not None
    newest = again.data["whatIfRuns"]["nodes"][0]
    assert (newest["state"], newest["progress"]) == ("DONE", 1.0)
    assert len(newest["kpis"]) == 11
    assert all(len(curve["times"]) == len(curve["base"]["mid"]) for curve in newest["curves"])


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "scenario: a\ndecision_point: b\nchange:\n  reviewer: -1\n",
            "wrong.yaml:4: `reviewer` is not part of a scenario",
        ),
        (
            "scenario: a\ndecision_point: b\nchange: {reviewers: -1.5}\n",
            "wrong.yaml:3: `reviewers` must be a whole number",
        ),
        ("decision_point: b\n", "wrong.yaml:1: `scenario` is missing. Add `scenario:` here."),
        ("scenario: a\ndecision_point: sales\n", "There is no decision point 'sales'"),
    ],
)
async def test_a_wrong_file_is_refused_with_its_line_and_the_remedy(
    neo4j_settings: GraphSettings, tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / "wrong.yaml").write_text(text, encoding="utf-8")

    ended = signoff(neo4j_settings, "what-if", str(tmp_path / "wrong.yaml"))

    assert ended.returncode == 1
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
