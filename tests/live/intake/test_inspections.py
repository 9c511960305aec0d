"""The compliance pack loaded at its fixed moment: a table whose rows are cases, with three actions.

The last ten weeks before it are a tenth of the file; with --full all of it is loaded.
"""

from collections.abc import AsyncIterator

import pandas as pd
import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.settings import GraphSettings
from ingestion.pack.load import load_pack
from pipelines.loading.whole import load_whole
from tests.builders.demo import Demo
from tests.builders.inspection_oracle import Counts, counts
from tests.builders.inspection_oracle import inspections as rows_of
from tests.builders.loaded_pack import loaded
from tests.builders.pack_slices import sliced

SINCE = "2014-01-01"
pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]


@pytest_asyncio.fixture(scope="module")
async def inspections(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory, full_size: bool
) -> AsyncIterator[Demo]:
    folder = tmp_path_factory.mktemp("packs") / "compliance"
    sliced("compliance", folder, lambda row: full_size or row["Inspection_Date"] >= SINCE)
    yield await loaded(folder, driver, neo4j_settings, tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def counted(inspections: Demo) -> Counts:
    """What pandas counts in the rows that were loaded."""
    pack = load_pack(inspections.load.folder)
    return counts(rows_of(inspections.load.folder / str(pack.source.file)), pd.Timestamp(pack.demo.as_of))


async def test_every_report_until_the_moment_is_decided_and_the_days_own_wait_or_passed(
    inspections: Demo, counted: Counts
) -> None:
    report = inspections.first

    assert (report.log.history.decisions, report.log.open_new) == (sum(counted.decided.values()), 49)
    assert report.log.history.decisions > 1_000
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


async def test_what_was_corrected_is_an_edit_in_the_history(inspections: Demo, counted: Counts) -> None:
    rows = await inspections.rows(
        "MATCH (d:Decision) RETURN d.action AS action, d.verdict AS verdict, count(*) AS decisions ORDER BY action"
    )

    changed = [row for row in rows if row["action"] != "PASS"]
    assert changed == [
        {"action": "FAIL", "verdict": "REJECT", "decisions": counted.decided["Fail"]},
        {"action": "PASS_CORRECTED", "verdict": "EDIT", "decisions": counted.decided["Pass w/ Conditions"]},
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
