"""A pack that was drafted from a file, and left as it is, loads: history, model, policy, and what waits."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from neo4j import AsyncDriver

from graph.errors import InvalidInput
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.decision.deciding import Decided, decide
from graph.store.review.tasks import Claimed, claim
from ingestion.draft.drafting import draft_pack
from pipelines.loading.report import facts_of, nothing_automatic
from pipelines.loading.whole import PackLoad, load_whole
from tests.builders.commands import approval
from tests.builders.database import emptied
from tests.builders.firm import make_firm
from tests.builders.owners import OWNERS
from tests.builders.request_log import BARE, TIMED, bare_rows, request_rows, write_requests, write_rows

pytestmark = pytest.mark.live


async def test_a_drafted_pack_loads_as_it_was_written(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await emptied(driver)
    firm = await make_firm(Graph(driver, neo4j_settings.for_background()), driver)
    write_requests(tmp_path / "requests.csv", 800)
    draft_pack(tmp_path / "requests.csv", tmp_path / "my-pack", lambda _step: None)

    load = PackLoad(tmp_path / "my-pack", tmp_path / "data", OWNERS)
    report = facts_of(await load_whole(firm.store, load, lambda _step, _done, _total: None))

    assert (report["pack"], report["historyAlreadyThere"]) == ("my-pack", False)
    assert report["historyDecisions"] > 350
    assert report["threshold"] is not None
    assert report["open"] == report["automatic"] + report["waiting"] > 0


async def test_rows_without_key_and_clock_are_governed_and_a_file_whose_rows_moved_is_refused(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await emptied(driver)
    firm = await make_firm(Graph(driver, neo4j_settings.for_background()), driver)
    folder, rows = tmp_path / "my-pack", bare_rows(500, 100)
    write_rows(tmp_path / "requests.csv", BARE, rows)
    draft_pack(tmp_path / "requests.csv", folder, lambda _step: None)
    load = PackLoad(folder, tmp_path / "data", OWNERS)

    first = facts_of(await load_whole(firm.store, load, lambda _step, _done, _total: None))
    write_rows(folder / "requests.csv", BARE, [*rows[:439], "1,Lille,clerk-1,", *rows[440:], "2,Lille,clerk-1,"])
    mended = await load_whole(firm.store, load, lambda _step, _done, _total: None)
    before = (await driver.execute_query("MATCH (n) RETURN count(n) AS n")).records[0]["n"]
    write_rows(folder / "requests.csv", BARE, rows[1:])
    with pytest.raises(InvalidInput) as refused:
        await load_whole(firm.store, load, lambda _step, _done, _total: None)

    assert (first["historyDecisions"], first["open"]) == (400, 49)
    assert [(one.external_id, one.line, one.data) for one in mended.log.corrections] == [("440#0", 441, ("amount",))]
    assert "rows that were loaded before are others now; nothing was written. Without a key" in str(refused.value)
    assert (await driver.execute_query("MATCH (n) RETURN count(n) AS n")).records[0]["n"] == before


NAMELESS = {
    "  by: clerk\n": "",
    "action: APPROVED}": "action: APPROVED, as: the old system}",
    "action: DECLINED}": "action: DECLINED, as: the old system}",
}
ALIKE = [row.replace("declined", "approved") for row in request_rows(592)]


@dataclass(frozen=True)
class Little:
    """Hourly rows from Monday on, of which the pack tells what it lacks, and with which changes of the draft."""

    rows: list[str]
    lacking: str | None
    changes: dict[str, str] = field(default_factory=dict)

    @property
    def as_of(self) -> datetime:
        return datetime(2026, 1, 5) + timedelta(hours=len(self.rows))  # noqa: DTZ001 - on the log's own clock


@pytest.mark.parametrize(
    "little",
    [
        pytest.param(Little(request_rows(24), "not enough matured labels"), id="no history"),
        pytest.param(Little(ALIKE, "only one class"), id="one class"),
        pytest.param(Little(request_rows(592), None, NAMELESS), id="no people"),
    ],
)
async def test_a_pack_that_tells_little_has_a_queue_that_works(
    little: Little, driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await emptied(driver)
    firm = await make_firm(Graph(driver, neo4j_settings.for_background()), driver)
    load = PackLoad(_drafted(tmp_path, little), tmp_path / "data", OWNERS, little.as_of)

    facts = facts_of(await load_whole(firm.store, load, lambda _step, _done, _total: None))

    assert facts["open"] == facts["waiting"] + facts["automatic"] > 0
    assert (facts["nothingLearned"] or "").startswith(little.lacking or "")
    if little.lacking is not None:
        assert facts["automatic"] == 0
        assert (nothing_automatic(facts) or "").startswith(f"no model yet: {little.lacking}")
        (row,) = (await driver.execute_query("MATCH (t:ReviewTask {state: 'READY'}) RETURN t.id AS id LIMIT 1")).records
        lease = await claim(firm.store, firm.reviewer, row["id"], "claim")
        assert isinstance(lease, Claimed), lease
        decided = await decide(
            firm.store, firm.reviewer, row["id"], replace(approval(lease), reason_code="AS_PROPOSED"), "decide"
        )
        assert isinstance(decided, Decided), decided


def _drafted(place: Path, little: Little) -> Path:
    """Draft a pack from a table that tells enough, change it, and give it these rows."""
    write_requests(place / "requests.csv", 700)
    folder = place / "my-pack"
    draft_pack(place / "requests.csv", folder, lambda _step: None)
    write_rows(folder / "requests.csv", TIMED, little.rows)
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    for old, new in little.changes.items():
        assert old in text, old
        text = text.replace(old, new)
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    return folder
