"""The compliance pack loaded at its fixed moment: a table whose rows are cases, with three actions.

All inspections of every twelfth licence and of those inspected on its day are loaded; with --full all are.
"""

from collections.abc import AsyncIterator

import pandas as pd
import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.settings import GraphSettings
from ingestion.packs import shipped
from pipelines.loading.whole import load_whole
from tests.builders.demo import Demo
from tests.builders.inspection_oracle import Counts, counts
from tests.builders.inspection_oracle import inspections as rows_of
from tests.builders.loaded_pack import loaded
from tests.builders.pack_slices import sliced

DAY = pd.Timestamp("2014-03-11")
FILE = shipped("compliance") / "chicago_inspections.csv.gz"
pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]


@pytest_asyncio.fixture(scope="module")
async def inspections(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory, full_size: bool
) -> AsyncIterator[Demo]:
    raw, folder = rows_of(FILE), tmp_path_factory.mktemp("packs") / "compliance"
    of_the_day = set(raw.loc[raw["day"] == DAY, "License"])
    sliced("compliance", folder, lambda row: full_size or int(row["License"]) % 12 == 0 or row["License"] in of_the_day)
    yield await loaded(folder, driver, neo4j_settings, tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def counted(inspections: Demo) -> Counts:
    """What pandas counts in the rows that were loaded."""
    return counts(rows_of(inspections.load.folder / FILE.name), DAY + pd.Timedelta(hours=12))


async def test_every_report_until_the_moment_is_decided_and_the_days_own_wait_or_passed(
    inspections: Demo, counted: Counts
) -> None:
    report = inspections.first

    assert (report.log.history.decisions, report.log.open_new) == (sum(counted.decided.values()), 49)
    assert report.log.history.decisions > 1_000
    outcomes = await inspections.rows(
        "MATCH (o:Outcome {kind: 'next_bad_after_pass'}) RETURN o.value AS value, count(*) AS outcomes"
    )
    assert {row["value"] == "true": row["outcomes"] for row in outcomes} == counted.bad_after_pass
    assert len(outcomes) == 2
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
