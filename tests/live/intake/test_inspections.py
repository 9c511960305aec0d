"""The compliance pack loaded whole at its fixed moment: a table whose rows are cases, with three actions."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.settings import GraphSettings
from pipelines.loading.whole import load_whole
from tests.builders.demo import Demo
from tests.builders.loaded_pack import loaded

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]


@pytest_asyncio.fixture(scope="module")
async def inspections(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Demo]:
    yield await loaded("compliance", driver, neo4j_settings, tmp_path_factory.mktemp("models"))


async def test_every_report_until_the_moment_is_decided_and_the_days_own_wait_or_passed(inspections: Demo) -> None:
    report = inspections.first

    assert (report.log.history.decisions, report.log.open_new) == (16_188, 49)
    assert report.live.cases == 49
    assert report.live.automatic + report.live.waiting == 49


async def test_every_report_with_findings_waits_for_a_person(inspections: Demo) -> None:
    rows = await inspections.rows(
        """
        MATCH (s:InputSnapshot)-[:ABOUT]->(c:Case {state: 'IN_REVIEW'})
        WHERE s.values CONTAINS '"findings":true'
        RETURN count(DISTINCT c) AS cases
        """
    )

    assert rows == [{"cases": 23}]


async def test_what_was_corrected_is_an_edit_in_the_history(inspections: Demo) -> None:
    rows = await inspections.rows(
        "MATCH (d:Decision) RETURN d.action AS action, d.verdict AS verdict, count(*) AS decisions ORDER BY action"
    )

    changed = [row for row in rows if row["action"] != "PASS"]
    assert changed == [
        {"action": "FAIL", "verdict": "REJECT", "decisions": 3_225},
        {"action": "PASS_CORRECTED", "verdict": "EDIT", "decisions": 2_191},
    ]


async def test_the_published_score_is_a_second_opinion_of_a_version_from_outside_and_no_shadow(
    inspections: Demo,
) -> None:
    rows = await inspections.rows(
        "MATCH (p:Prediction {target: 'published_score'})-[:SCORED_BY]->(v:ModelVersion) "
        "RETURN v.authorId AS author, v.stage AS stage, p.shadow AS shadow, count(*) AS scores, "
        "sum(COUNT { (p)<-[:USED]-(:GateEvaluation) }) AS used"
    )

    assert rows == [{"author": "outside", "stage": "ACTIVE", "shadow": False, "scores": 49, "used": 49}]


async def test_loading_it_again_adds_nothing(inspections: Demo) -> None:
    again = await load_whole(inspections.store, inspections.load, lambda *_: None)

    assert (again.log.history.already_done, again.log.open_new) == (True, 0)
