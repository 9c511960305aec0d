"""Owners, ties and what an entity rests on come with a log, each once; what people changed since stays."""

from pathlib import Path
from typing import Any

import pytest

from ingestion.history import LogReading
from ingestion.loading import load_log
from ingestion.log.costs import error_costs
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.registering import Owners, register
from pipelines.quarantine.files import FilePlace
from tests.builders.file_gated import gated_pack
from tests.builders.firm import Firm
from tests.builders.learning_firm import ADMIN, OWNER

pytestmark = pytest.mark.live

EDGES = (
    "MATCH (one)-[edge:OWNED_BY|TIED_TO|DEPENDS_ON]->(other) WHERE one:BusinessEntity OR other:BusinessEntity "
    "RETURN type(edge) AS edge, coalesce(one.externalId, one.name) AS one, coalesce(other.externalId, other.name) AS "
    "other, edge.kind AS kind ORDER BY edge, one, other"
)
DESK = "- {column: desk, kind: desk}"
LINKED_DESK = """- {column: desk, kind: desk, owned_by: clerk, tied: [clerk], depends_on: [product]}
  - {column: product, kind: product}"""


async def edges(firm: Firm) -> list[dict[str, Any]]:
    return [record.data() for record in (await firm.driver.execute_query(EDGES)).records]


async def load(firm: Firm, pack: Pack, file: Path) -> None:
    await load_log(firm.store, LogReading(pack, read_log(pack, file), None, 0), lambda *_: None)


async def test_a_log_links_entities_once_and_leaves_an_owner_whom_somebody_has_set(firm: Firm, tmp_path: Path) -> None:
    place: FilePlace = gated_pack(tmp_path / "loans", "[]")
    written = place.folder / "pack.yaml"
    written.write_text(written.read_text(encoding="utf-8").replace(DESK, LINKED_DESK), encoding="utf-8")
    pack = load_pack(place.folder)
    costs = error_costs(pack, read_log(pack, place.file), None)
    await register(firm.store, pack, place.folder, Owners(ADMIN, OWNER), {}, costs)

    await load(firm, pack, place.file)
    first = await edges(firm)
    later = tmp_path / "later.csv"
    later.write_text(
        "request,state,at,clerk,desk,amount,product\nZ-1,New,2026-03-02 09:00,zoe,North,100,car\n"
        "Z-1,Answered,2026-03-02 10:00,zoe,North,100,car\n",
        encoding="utf-8",
    )
    await load(firm, pack, later)
    second = await edges(firm)

    assert {one["edge"] for one in first} == {"OWNED_BY", "TIED_TO", "DEPENDS_ON"}
    assert {one["kind"] for one in first if one["edge"] == "TIED_TO"} == {"clerk"}
    assert [one for one in second if one not in first] == [
        {"edge": "TIED_TO", "one": "zoe", "other": "North", "kind": "clerk"}
    ]
    assert [one for one in second if one["edge"] == "OWNED_BY"] == [one for one in first if one["edge"] == "OWNED_BY"]
