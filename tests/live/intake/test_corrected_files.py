"""A corrected file into a loaded instance is recognised: data are revised, decisions that rest on old rows listed."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.domain.kernel.moments import milliseconds
from graph.queries.intake.ingest import LATEST_RUN, LatestRunParams
from graph.store.audit.invariants import check_all
from ingestion.correcting import Correction, correction_facts, correction_sentences
from ingestion.history import LogReading
from ingestion.loading import LoadReport, load_log
from ingestion.log.costs import error_costs
from ingestion.log.events import EventLog
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.registering import register
from tests.builders.firm import Firm
from tests.builders.owners import OWNERS

pytestmark = pytest.mark.live

LOANS = Path(__file__).parents[2] / "ingestion" / "packs" / "loans"
SOUND = (LOANS / "events.csv").read_text(encoding="utf-8")
DATA = "R1,New,2026-01-05 09:00,batch,North,1200,car"
OPEN = "R3,New,2026-01-06 16:00,batch,South,300,car"
DECIDED = "R2,Open,2026-01-05 11:00,clerk-2,South,9000,house"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "events.csv"


def read(file: Path, text: str) -> tuple[Pack, EventLog]:
    file.write_text(text, encoding="utf-8")
    pack = load_pack(LOANS)
    return pack, read_log(pack, file)


async def load(firm: Firm, file: Path, text: str) -> LoadReport:
    pack, log = read(file, text)
    if not await firm.store.graph.read(LATEST_RUN, LatestRunParams(pack.pack)):
        owners = OWNERS
        await register(firm.store, pack, LOANS, owners, {}, error_costs(pack, log, None))
    return await load_log(firm.store, LogReading(pack, log, None, 0), lambda _step, _done, _total: None)


async def newest(firm: Firm, external_id: str) -> dict[str, Any]:
    result = await firm.driver.execute_query(
        "MATCH (s:InputSnapshot)-[:ABOUT]->(c:Case {externalId: $id}) "
        "WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) } MATCH (s)-[:TAKEN_FROM]->(v:DatasetVersion) "
        "RETURN s.values AS values, c.state AS state, c.payloadRevision AS revision, v.version AS version",
        {"id": external_id},
    )
    [row] = result.records
    return {**row.data(), "values": json.loads(row["values"])}


async def size(firm: Firm) -> int:
    [row] = (await firm.driver.execute_query("MATCH (n) RETURN count(n) AS n")).records
    return int(row["n"])


async def test_an_open_case_is_revised_and_a_decided_one_is_listed_with_its_old_rows(firm: Firm, file: Path) -> None:
    await load(firm, file, SOUND)
    corrected = SOUND.replace(DATA, DATA.replace("1200", "1300")).replace(OPEN, OPEN.replace("300", "350"))

    report = await load(firm, file, corrected)

    assert report.corrections == (
        Correction("R1#0", 2, ("amount",), (), decided=True, revised=True),
        Correction("R3#0", 8, ("amount",), (), decided=False, revised=True),
    )
    assert (report.history.decisions, report.open_new) == (0, 0)
    decided, waiting = await newest(firm, "R1#0"), await newest(firm, "R3#0")
    assert (decided["values"]["amount"], decided["state"], decided["revision"]) == (1300, "DECIDED", 1)
    assert (waiting["values"]["amount"], waiting["state"], waiting["revision"]) == (350, "AWAITING_SCORE", 2)
    assert waiting["values"]["previous_desk"] == ""
    assert decided["version"].startswith("2026-W02+")
    assert (await newest(firm, "R2#0"))["version"] == "2026-W02"


async def test_a_decision_that_the_file_tells_otherwise_stands_and_is_reported(firm: Firm, file: Path) -> None:
    await load(firm, file, SOUND)

    report = await load(firm, file, SOUND.replace(DECIDED, DECIDED.replace("clerk-2", "clerk-9")))

    assert report.corrections == (Correction("R2#0", 5, (), ("decider",), decided=True, revised=False),)
    rows = await firm.driver.execute_query(
        "MATCH (c:Case {externalId: 'R2#0'})<-[:ABOUT]-(:Decision)-[:WAS_ATTRIBUTED_TO]->(p) RETURN p.name AS name"
    )
    assert [row["name"] for row in rows.records] == ["clerk-2"]


async def test_what_a_corrected_file_cannot_change_is_listed_until_a_file_agrees(firm: Firm, file: Path) -> None:
    await load(firm, file, SOUND)
    before = await listed(firm)
    corrected = SOUND.replace(DECIDED, DECIDED.replace("clerk-2", "clerk-9")).replace(
        DATA, DATA.replace("1200", "1300")
    )

    await load(firm, file, corrected)

    today = datetime.now(UTC).date()
    assert before == []
    assert await listed(firm) == [
        ("case R1#0", [f"its data were corrected on {today}"]),
        ("case R2#0", ["a later file states otherwise: decider"]),
    ]
    await load(firm, file, f"{SOUND}R4,New,2026-01-07 09:00,batch,South,10,car\n")
    assert [name for name, _ in await listed(firm)] == ["case R1#0"]


DECIDED_HERE = """
MATCH (c:Case {externalId: 'R3#0'}) SET c.state = 'DECIDED'
CREATE (d:Decision:Entity {id: 'here', effectiveCaseId: c.id, action: 'ANSWER', state: 'EFFECTIVE', origin: 'LIVE',
                           decidedAt: $at, recordedAt: $at})-[:ABOUT]->(c)
"""
ANSWERED = "R3,Answered,2026-01-06 17:00,clerk-1,South,300,car\n"
PASSED_ON = "R3,Open,2026-01-06 17:00,clerk-1,North,300,car\n"


async def decided_here(firm: Firm) -> None:
    at = milliseconds(datetime(2026, 1, 6, 15, 30, tzinfo=UTC))
    await firm.driver.execute_query(DECIDED_HERE, {"at": at})


async def test_a_later_file_brings_the_outcomes_of_what_was_decided_here(firm: Firm, file: Path) -> None:
    await load(firm, file, SOUND)
    await decided_here(firm)

    report, again = await load(firm, file, SOUND + ANSWERED), await load(firm, file, SOUND + ANSWERED)

    assert (report.outcomes_here, report.corrections, again.outcomes_here) == (1, (), 0)
    rows = await firm.driver.execute_query(
        "MATCH (o:Outcome)-[:RESULTED_FROM]->(:Decision {id: 'here'}) RETURN o.kind AS kind, o.value AS value"
    )
    assert [row.values() for row in rows.records] == [["passed_on_later", "false"]]


async def test_a_file_in_which_something_else_was_done_than_decided_here_is_listed(firm: Firm, file: Path) -> None:
    await load(firm, file, SOUND)
    await decided_here(firm)

    report = await load(firm, file, SOUND + PASSED_ON)

    assert [(one.external_id, one.decision_fields) for one in report.corrections] == [("R3#0", ("action",))]
    assert report.outcomes_here == 0
    assert await listed(firm) == [("case R3#0", ["a later file states otherwise: action"])]


async def listed(firm: Firm) -> list[tuple[str, list[str]]]:
    """Return what the checks list of decisions whose data or file say otherwise since."""
    checked = {one.invariant.key: one for one in await check_all(firm.store, 60)}
    return sorted((node.name, list(node.because)) for node in checked["decided-on-corrected-data"].nodes)


async def test_the_corrected_file_again_and_the_first_one_again_change_nothing(firm: Firm, file: Path) -> None:
    await load(firm, file, SOUND)
    corrected = SOUND.replace(OPEN, OPEN.replace("300", "350"))
    await load(firm, file, corrected)
    before = await size(firm)

    again, first = await load(firm, file, corrected), await load(firm, file, SOUND)

    assert (again.corrections, await size(firm)) == ((), before)
    assert first.corrections == (Correction("R3#0", 8, ("amount",), (), decided=False, revised=False),)
    assert (await newest(firm, "R3#0"))["values"]["amount"] == 350


async def test_what_a_reviewer_corrected_is_not_revised_by_a_file(firm: Firm, file: Path) -> None:
    await load(firm, file, SOUND)
    await firm.driver.execute_query(
        "MATCH (s:InputSnapshot)-[:ABOUT]->(c:Case {externalId: 'R3#0'}), (s)-[:TAKEN_FROM]->(v) "
        "CREATE (n:InputSnapshot:Entity {id: 'edited', values: '{\"amount\":5}', recordedAt: s.recordedAt + 1}) "
        "CREATE (n)-[:ABOUT]->(c), (n)-[:WAS_REVISION_OF]->(s), (n)-[:TAKEN_FROM]->(v) "
        "CREATE (n)-[:WAS_GENERATED_BY]->(:Review:Activity {id: 'review'})"
    )

    same = await load(firm, file, f"{SOUND}R4,New,2026-01-07 09:00,batch,South,10,car\n")
    other = await load(firm, file, SOUND.replace(OPEN, OPEN.replace("300", "350")))

    assert same.corrections == ()
    assert other.corrections == (Correction("R3#0", 8, ("amount",), (), decided=False, revised=False),)
    assert (await newest(firm, "R3#0"))["values"] == {"amount": 5}


async def test_a_file_that_corrects_only_what_a_gate_reads_is_recognised_and_checked_anew(
    firm: Firm, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = {"name": "odd-state", "when": "not_one_of", "column": "state", "words": "odd state"}
    gated = _gated(file, {**gate, "values": ["New", "Open", "Answered"]})
    monkeypatch.setattr(f"{__name__}.LOANS", gated)
    await load(firm, file, SOUND)

    report = await load(firm, file, SOUND.replace("R3,New", "R3,Newish"))
    again = await load(firm, file, SOUND.replace("R3,New", "R3,Newish"))

    assert report.corrections == (Correction("R3#0", 8, ("state",), (), decided=False, revised=True),)
    assert again.corrections == ()
    rows = await firm.driver.execute_query(
        "MATCH (q:QualityCheck)-[:ABOUT]->(s:InputSnapshot)-[:ABOUT]->(:Case {externalId: 'R3#0'}) "
        "WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) } RETURN q.verdict AS verdict, q.findings AS found"
    )
    assert [row.values() for row in rows.records] == [["TAINTED", ["odd state"]]]


def _gated(file: Path, gate: dict[str, Any]) -> Path:
    folder = file.parent / "gated"
    shutil.copytree(LOANS, folder)
    pack = folder / "pack.yaml"
    text = pack.read_text(encoding="utf-8")
    pack.write_text(f"{text}\nquality_gates: [{json.dumps(gate)}]\n", encoding="utf-8")
    return folder


async def test_a_past_case_that_nobody_decided_is_revised_and_stays_undecided(
    firm: Firm, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.LOANS", _undecided(file))
    first = await load(firm, file, SOUND)
    answered = "R1,Open,2026-01-05 10:30,clerk-1,North"
    corrected = SOUND.replace(DATA, DATA.replace("1200", "1300")).replace(answered, answered.replace("North", "South"))

    report = await load(firm, file, corrected)

    assert (first.history.undecided, first.open_new) == (2, 2)
    assert report.corrections == (
        Correction("R1#0", 2, ("amount",), ("outcome passed_on_later",), decided=False, revised=True),
    )
    revised = await newest(firm, "R1#0")
    assert (revised["values"]["amount"], revised["state"], revised["revision"]) == (1300, "UNDECIDED", 1)
    assert revised["version"].startswith("2026-W02+")


def _undecided(file: Path) -> Path:
    folder = file.parent / "undecided"
    shutil.copytree(LOANS, folder)
    pack = folder / "pack.yaml"
    text = pack.read_text(encoding="utf-8")
    before, after = text.split("decisions:\n")[0], text[text.index("labels:\n") :]
    pack.write_text(f"{before}decisions: none\n\n{after}", encoding="utf-8")
    return folder


async def test_rows_that_came_later_are_no_corrections(firm: Firm, file: Path) -> None:
    await load(firm, file, SOUND)

    report = await load(firm, file, f"{SOUND}R4,New,2026-01-07 09:00,batch,South,10,car\n")

    assert (report.corrections, report.open_new, report.open_present) == ((), 1, 1)


def test_corrections_are_told_in_words_and_as_json() -> None:
    corrections = [
        Correction("R1#0", 2, ("amount",), ("decider",), decided=True, revised=True),
        Correction("R3#0", 8, ("amount",), (), decided=False, revised=True),
    ]

    assert correction_sentences(corrections) == [
        "2 known cases differ in this file; the data of 2 were revised",
        "1 of them are decided; their decisions remain, based on the old rows:",
        "  R1#0 (line 2): amount, decider",
    ]
    assert correction_facts(corrections)[0] == {
        "case": "R1#0",
        "line": 2,
        "changed": ["amount", "decider"],
        "decided": True,
        "revised": True,
    }
    assert correction_sentences([]) == []
