"""The support pack loaded whole at the fixed moment: counts, routes and reasons against the raw file."""

import json
import math
import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api.cli.demo import loaded_lines
from graph.domain.kernel.moments import moment
from graph.domain.lineage.reach import Direction
from graph.store.audit.invariants import check_all
from graph.store.lineage.reach import Lineage, LineageQuestion, trace
from pipelines.loading.report import facts_of
from pipelines.loading.whole import load_whole
from tests.builders.demo import AS_OF, Demo
from tests.builders.support_oracle import matured_decisions, open_cases
from tests.habits._tree import ROOT

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]


async def test_history_and_queue_are_those_of_the_raw_file(demo: Demo) -> None:
    report = demo.first

    assert report.log.history.decisions == 3044
    assert (report.log.open_new, report.log.open_present) == (71, 0)
    stored = await demo.rows("MATCH (c:Case {origin: 'LIVE'}) RETURN c.externalId AS id")
    assert sorted(row["id"] for row in stored) == sorted(
        open_cases(demo.load.folder / "uci498_site_location143.csv.gz", AS_OF)
    )


async def test_what_a_load_writes_stands_in_its_place_in_the_graph(demo: Demo) -> None:
    wanted = {"orphans", "sourceless_features", "untrained_models", "ownerless", "incomplete_decisions"}

    checked = [one for one in await check_all(demo.store, 60) if one.invariant.check in wanted]

    assert {one.invariant.check for one in checked} == wanted
    assert [(one.invariant.check, [node.name for node in one.nodes]) for one in checked if one.failing] == []


def test_the_readme_shows_what_a_load_at_that_moment_ends_with(demo: Demo) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = readme.partition("Signoff is ready at http://127.0.0.1:8000\n\n")[2].partition("\n```")[0].splitlines()
    patterns = [re.escape(line).replace("…", ".+") for line in lines]

    printed = loaded_lines(facts_of(demo.first))

    assert f"{AS_OF:%d %B %Y, %H:%M}" in readme
    assert len(lines) == 6
    assert [line for pattern, line in zip(patterns, printed, strict=False) if not re.fullmatch(pattern, line)] == []
    assert all(re.fullmatch(patterns[-1], reason) for reason in printed[len(lines) :])


async def test_every_open_case_is_decided_or_waits_for_a_person_with_rule_and_reasons(demo: Demo) -> None:
    routed = demo.first.routed

    assert len(routed) == 71
    assert {one.gate_result for one in routed} == {"AUTO_APPROVE", "REVIEW"}
    assert all(one.rule and one.reasons for one in routed)
    automatic = {one.external_id for one in routed if one.decision_id is not None}
    waiting = await demo.rows("MATCH (t:ReviewTask {state: 'READY'})-[:ABOUT]->(c:Case) RETURN c.externalId AS id")
    assert {row["id"] for row in waiting} == {one.external_id for one in routed} - automatic
    assert 0 < len(automatic) < 71


async def test_the_automatic_ones_are_those_that_the_policy_lets_pass(demo: Demo) -> None:
    assert demo.first.learned is not None
    threshold = demo.first.learned.threshold.below
    rows = await demo.rows(
        "MATCH (p:Prediction {shadow: false})-[:SCORED_ON]->(s:InputSnapshot)-[:ABOUT]->(c:Case) "
        "WHERE p.target IS NULL MATCH (x:Prediction {target: 'missed_sla', shadow: false})-[:SCORED_ON]->(s) "
        "OPTIONAL MATCH (d:Decision {effectiveCaseId: c.id}) RETURN c.externalId AS id, c.payload AS payload, "
        "p.probability AS risk, x.probability AS missed, s.quality AS quality, d.action AS action"
    )

    def passes(row: dict[str, Any]) -> bool:
        payload = json.loads(row["payload"])
        calm = payload["priority"] in {"3 - Moderate", "4 - Low"} and payload["hours_to_deadline"] > 0
        return calm and row["risk"] < threshold and row["missed"] < 0.5 and row["quality"] == "CLEAN"

    assert len(rows) == 71
    assert {row["id"] for row in rows if row["action"] == "KEEP"} == {row["id"] for row in rows if passes(row)}


async def test_explanations_add_up_and_name_registered_features(demo: Demo) -> None:
    rows = await demo.rows(
        "MATCH (p:Prediction {shadow: false}) RETURN p.margin AS margin, "
        "p.base + reduce(sum = 0.0, c IN p.contributions | sum + c) AS total, "
        "size(p.reasons) AS reasons, COUNT { (p)-[:INFLUENCED_BY]->(:FeatureVersion) } AS influences"
    )

    assert max(abs(row["margin"] - row["total"]) for row in rows) <= 1e-6
    assert min(row["influences"] for row in rows) >= 3


async def test_each_matured_decision_has_one_shadow_of_both_risks_known_no_earlier_than_its_model(demo: Demo) -> None:
    rows = await demo.rows(
        "MATCH (m:ModelVersion)<-[:SCORED_BY]-(p:Prediction {shadow: true})-[:SCORED_ON]->(s)-[:ABOUT]->(c:Case) "
        "RETURN c.externalId AS id, c.origin AS origin, p.knownAt = CASE WHEN s.knownAt > m.knownAt THEN s.knownAt "
        "ELSE m.knownAt END AS timely, p.margin AS margin, p.probability AS risk, p.target AS target, "
        "p.contributions IS NULL AND NOT EXISTS { (p)-[:INFLUENCED_BY]->() } AND NOT EXISTS { (p)<-[:USED|PRESENTS]-() "
        "} AS silent"
    )

    main = [row for row in rows if row["target"] is None]
    matured = matured_decisions(demo.load.folder / "uci498_site_location143.csv.gz", AS_OF)
    youngest = max(matured[row["id"]] for row in main)
    expected = [one for one, begun in matured.items() if begun <= youngest]
    assert timedelta(hours=24) < AS_OF - youngest < timedelta(hours=48)
    further = [row for row in rows if row["target"] == "missed_sla"]
    assert sorted(row["id"] for row in main) == sorted(expected)
    assert demo.first.shadows == len(expected) > 1_000
    assert {row["origin"] for row in rows} == {"REPLAYED"}
    assert all(row["timely"] and row["silent"] for row in rows)
    assert max(abs(row["risk"] - 1 / (1 + math.exp(-row["margin"]))) for row in rows) < 1e-12
    assert len(rows) == len(main) + len(further)
    assert {row["id"] for row in further} <= set(expected)
    assert len(further) == len({row["id"] for row in further}) > 0.5 * len(main)


async def test_shadows_foretell_better_than_chance_and_worse_than_hindsight(demo: Demo) -> None:
    rows = await demo.rows(
        "MATCH (p:Prediction {shadow: true})-[:SCORED_ON]->()-[:ABOUT]->(c:Case)<-[:ABOUT]-(d:Decision) "
        "WHERE p.target IS NULL RETURN p.probability AS risk, d.action = 'HAND_OVER' AS moved"
    )

    moved = [row["risk"] for row in rows if row["moved"]]
    stayed = [row["risk"] for row in rows if not row["moved"]]
    above = sum((one > other) + 0.5 * (one == other) for one in moved for other in stayed)
    assert 0.6 < above / (len(moved) * len(stayed)) < 0.95


async def test_lineage_names_a_shadow_and_does_not_count_it_among_what_rests_on_a_model(demo: Demo) -> None:
    rows = await demo.rows(
        "MATCH (m:ModelVersion)<-[:SCORED_BY]-(p:Prediction {shadow: true}) WHERE p.target IS NULL "
        "RETURN m.id AS model, p.id AS id LIMIT 1"
    )

    up = await trace(demo.store, LineageQuestion(rows[0]["id"]))
    down = await trace(demo.store, LineageQuestion(rows[0]["model"], Direction.DOWN))

    assert isinstance(up, Lineage)
    assert isinstance(down, Lineage)
    assert up.nodes[0].title.startswith("Shadow prediction: risk ")
    assert "ModelVersion" in {node.kind for node in up.nodes}
    assert {node.title[:6] for node in down.nodes if node.kind == "Prediction"} == {"Predic"}


async def test_models_stand_on_the_weeks_they_learned_from(demo: Demo) -> None:
    rows = await demo.rows(
        "MATCH (m:Model)<-[:VERSION_OF]-(v:ModelVersion {stage: 'ACTIVE'})-[:WAS_GENERATED_BY]->(r:TrainingRun) "
        "RETURN m.target AS target, m.primary AS primary, v.authorId <> v.approverId AS approved, "
        "COUNT { (v)-[:TRAINED_ON]->(:DatasetVersion) } AS weeks, v.metrics AS metrics ORDER BY target"
    )

    assert [(row["target"], row["primary"], row["approved"]) for row in rows] == [
        ("hand_over", True, True),
        ("missed_sla", False, True),
    ]
    weeks = await demo.rows("MATCH (w:DatasetVersion) WHERE NOT w.version ENDS WITH '-live' RETURN count(w) AS n")
    assert [row["weeks"] for row in rows] == [weeks[0]["n"]] * 2
    assert all("protocol" in json.loads(row["metrics"]) for row in rows)


def four_site_hours_after(start: datetime) -> datetime:
    """Monday to Friday, eight to six, in UTC: the log names no zone."""
    left, day = timedelta(hours=4), start.replace(hour=0, minute=0, second=0, microsecond=0)
    while True:
        opened, closed = max(start, day + timedelta(hours=8)), day + timedelta(hours=18)
        if day.weekday() < 5 and opened < closed:
            if closed - opened >= left:
                return opened + left
            left -= closed - opened
        day += timedelta(days=1)


async def test_open_tasks_are_due_after_four_hours_of_the_site_s_time(demo: Demo) -> None:
    rows = await demo.rows(
        "MATCH (g:GateEvaluation)<-[:WAS_GENERATED_BY]-(t:ReviewTask {state: 'READY'})-[:IN_QUEUE]->(:Queue)"
        "-[:CONSTRAINED_BY]->(s:Sla)-[:CONSTRAINED_BY]->(c:Calendar) "
        "RETURN g.knownAt AS start, t.dueAt AS due, t.slaState AS state, s.reviewMinutes AS minutes, c.days AS days"
    )

    assert len(rows) == demo.first.live.waiting
    assert {(row["minutes"], tuple(row["days"])) for row in rows} == {(240, ("MON", "TUE", "WED", "THU", "FRI"))}
    assert all(moment(row["due"]) == four_site_hours_after(moment(row["start"])) for row in rows)


async def test_loading_again_reads_nothing_and_adds_nothing(demo: Demo) -> None:
    before = await demo.rows("MATCH (n) RETURN count(n) AS n")
    steps = set[str]()

    again = await load_whole(demo.store, demo.load, lambda step, *_: steps.add(step))

    assert "reading the log" not in steps
    assert again.log.history.already_done
    assert (again.log.open_new, again.log.open_present) == (0, 71)
    assert again.log.tainted == demo.first.log.tainted
    assert again.learned is None
    assert again.shadows == 0
    assert await demo.rows("MATCH (n) RETURN count(n) AS n") == before


async def test_a_changed_pack_is_read_again_and_its_cases_are_found(demo: Demo, tmp_path: Path) -> None:
    folder = tmp_path / "changed"
    shutil.copytree(demo.load.folder, folder)
    with (folder / "pack.yaml").open("a", encoding="utf-8") as pack:
        pack.write("# a remark\n")
    before = await demo.rows("MATCH (n) RETURN count(n) AS n")
    steps = set[str]()

    again = await load_whole(demo.store, replace(demo.load, folder=folder), lambda step, *_: steps.add(step))

    assert "reading the log" in steps
    assert (again.log.open_new, again.log.open_present) == (0, 71)
    assert await demo.rows("MATCH (n) RETURN count(n) AS n") == before


async def test_a_broken_off_shadow_scoring_is_completed_without_doubles(demo: Demo) -> None:
    before = await demo.rows("MATCH (p:Prediction {shadow: true}) RETURN count(p) AS n")
    await demo.rows(
        "MATCH (p:Prediction {shadow: true}) WITH p ORDER BY p.id DESC LIMIT 100 DETACH DELETE p RETURN count(*) AS n"
    )
    await demo.rows("MATCH (r:TrainingRun) SET r.shadows = null RETURN count(r) AS n")

    again = await load_whole(demo.store, demo.load, lambda *_: None)

    assert again.shadows == demo.first.shadows
    assert await demo.rows("MATCH (p:Prediction {shadow: true}) RETURN count(p) AS n") == before
