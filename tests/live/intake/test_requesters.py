"""Who asked for a case by its log, and what binds what it concerns: the same nodes for the past and for open cases."""

import shutil
from pathlib import Path

import pytest

from graph.queries.intake.ingest import LATEST_RUN, LatestRunParams
from ingestion.history import LogReading
from ingestion.loading import load_log
from ingestion.log.costs import error_costs
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.registering import register
from tests.builders.firm import Firm
from tests.builders.owners import OWNERS

pytestmark = pytest.mark.live

LOANS = Path(__file__).parents[2] / "ingestion" / "packs" / "loans"
DERIVE = "derive: {opener: {first: clerk, words: who began it}}\n\nclock:"
LATER = "R4,New,2026-01-07 09:00,clerk-2,South,10,boat\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "loans"
    shutil.copytree(LOANS, folder)
    pack = folder / "pack.yaml"
    text = pack.read_text(encoding="utf-8").replace("clock:", DERIVE, 1)
    text = text.replace("skip: opened_closed", "skip: opened_closed\n  requested_by: opener")
    text = text.replace("kind: desk}", "kind: desk, constraints: [product]}").replace(
        "machines: [batch]", "machines: []"
    )
    pack.write_text(text, encoding="utf-8")
    with (folder / "events.csv").open("a", encoding="utf-8") as log:
        log.write(LATER)
    return folder


async def load(firm: Firm, folder: Path) -> None:
    pack = load_pack(folder)
    log = read_log(pack, folder / "events.csv")
    if not await firm.store.graph.read(LATEST_RUN, LatestRunParams(pack.pack)):
        owners = OWNERS
        await register(firm.store, pack, folder, owners, {}, error_costs(pack, log, None))
    await load_log(firm.store, LogReading(pack, log, None, 0), lambda _step, _done, _total: None)


async def test_who_asked_is_the_person_who_decides_elsewhere_in_the_log(firm: Firm, folder: Path) -> None:
    await load(firm, folder)
    await load(firm, folder)

    rows = await firm.driver.execute_query(
        "MATCH (c:Case)-[:REQUESTED_BY]->(p:Person) WHERE c.externalId STARTS WITH 'R' "
        "RETURN c.externalId AS id, p.key AS key, EXISTS { (p)<-[:WAS_ATTRIBUTED_TO]-(:Decision) } AS decides "
        "ORDER BY id"
    )
    assert [tuple(row.values()) for row in rows.records] == [
        ("R1#0", "loan-desk|clerk|batch", False),
        ("R2#0", "loan-desk|clerk|batch", False),
        ("R2#1", "loan-desk|clerk|batch", False),
        ("R3#0", "loan-desk|clerk|batch", False),
        ("R4#0", "loan-desk|clerk|clerk-2", True),
    ]


async def test_what_binds_an_entity_is_tied_to_it_once(firm: Firm, folder: Path) -> None:
    await load(firm, folder)
    await load(firm, folder)

    rows = await firm.driver.execute_query(
        "MATCH (e:BusinessEntity)-[r:CONSTRAINED_BY]->(c:Constraint) "
        "RETURN e.key AS entity, c.name AS constraint, count(r) AS edges ORDER BY entity"
    )
    assert [tuple(row.values()) for row in rows.records] == [
        ("desk|North", "product: car", 1),
        ("desk|South", "product: boat", 1),
    ]
