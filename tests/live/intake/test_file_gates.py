"""Gates of a whole file: what they said stands at its dataset versions; a failed one taints its cases or stops it."""

from pathlib import Path
from typing import Any

import pytest

from graph.domain.audit.leaves import FORMAT, LeafKind, leaf_hash, run_part
from graph.errors import InvalidInput
from graph.store.audit.replayed_runs import run_fault
from ingestion.history import LogReading
from ingestion.loading import LoadReport, load_log
from ingestion.log.costs import error_costs
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.registering import register
from pipelines.quarantine.files import FilePlace
from tests.builders.file_gated import gated_pack
from tests.builders.firm import Firm
from tests.builders.owners import OWNERS
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

FEW = "\n  - {name: enough, check: volume, at_least: 100, words: far fewer rows than a week has}\n"
STOPS = FEW.replace("words:", "on_failure: stop, words:")
MIX = "\n  - {name: mix, check: drift, columns: [product], at_most: 0.2, words: another mix of products}\n"
TAINTED = "file gate enough: far fewer rows than a week has (7 rows)"
VERSIONS = """query Versions {
  datasets(first: 5) { nodes { versions(first: 5) { nodes {
    version slice qualityChecks(first: 5) { nodes { verdict findings gatesPassed gatesFailed gatesNotRun gateRow } }
  } } } }
}"""


async def opened(firm: Firm, place: FilePlace) -> None:
    pack = load_pack(place.folder)
    costs = error_costs(pack, read_log(pack, place.file), None)
    await register(firm.store, pack, place.folder, OWNERS, {}, costs)


async def load(firm: Firm, place: FilePlace, file: Path | None = None) -> LoadReport:
    pack = load_pack(place.folder)
    log = read_log(pack, file or place.file)
    return await load_log(firm.store, LogReading(pack, log, None, 0), lambda _step, _done, _total: None)


async def rows(firm: Firm, text: str) -> list[dict[str, Any]]:
    return [record.data() for record in (await firm.driver.execute_query(text)).records]


async def size(firm: Firm) -> list[dict[str, Any]]:
    return await rows(firm, "MATCH (n) RETURN count(n) AS nodes, sum(COUNT { (n)-->() }) AS edges")


def case_of(external_id: str, version: str, sha256: str) -> dict[str, Any]:
    return {
        "decisionPoint": "loan-desk",
        "externalId": external_id,
        "payload": {"request": external_id, "state": "New", "desk": "North", "amount": 100, "product": "car"},
        "occurredAt": "2026-01-06T10:00:00Z",
        "source": {
            "source": "Loan system",
            "namespace": "loans.example",
            "dataset": "desk-events",
            "version": version,
            "sha256": sha256,
        },
        "idempotencyKey": external_id,
    }


def week(folder: Path, start: int, product: str) -> Path:
    """Write 60 requests of one week, each answered, all of one product."""
    lines = ["request,state,at,clerk,desk,amount,product"]
    for number in range(60):
        at = f"2026-01-{start + number % 5:02} {8 + number // 10:02}:{number % 10:02}"
        lines.append(f"W{start}-{number},New,{at},batch,North,100,{product}")
    file = folder / f"week-{start}.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


async def test_a_failed_gate_taints_every_case_of_its_file_and_stands_at_its_version(api: Api, tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", FEW)
    await opened(api.firm, place)

    report = await load(api.firm, place)

    assert [one.gate.name for one in report.file_quality.failed] == ["enough"]
    assert await rows(
        api.firm,
        "MATCH (q:QualityCheck)-[:ABOUT]->(s:InputSnapshot)-[:ABOUT]->(c:Case) "
        "RETURN c.origin AS origin, q.verdict AS verdict, q.findings AS findings, s.quality AS quality, "
        "count(*) AS cases ORDER BY origin",
    ) == [
        {"origin": "LIVE", "verdict": "TAINTED", "findings": [TAINTED], "quality": "TAINTED", "cases": 1},
        {"origin": "REPLAYED", "verdict": "TAINTED", "findings": [TAINTED], "quality": "TAINTED", "cases": 3},
    ]
    answer = await api.ask("analyst", VERSIONS, {})
    assert answer["data"]["datasets"]["nodes"][0]["versions"]["nodes"] == [
        {
            "version": "2026-W02",
            "slice": "at from 2026-01-05 09:00 to 2026-01-06 16:00",
            "qualityChecks": {
                "nodes": [
                    {
                        "verdict": "TAINTED",
                        "findings": [TAINTED],
                        "gatesPassed": [],
                        "gatesFailed": ["enough"],
                        "gatesNotRun": [],
                        "gateRow": '{"enough":"7 rows"}',
                    }
                ]
            },
        }
    ]


async def test_a_case_by_the_api_is_no_cleaner_than_the_version_that_it_names(api: Api, tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", FEW)
    await opened(api.firm, place)
    await load(api.firm, place)

    [loaded] = await rows(api.firm, "MATCH (v:DatasetVersion {version: '2026-W02'}) RETURN v.sha256 AS sha256")
    sent = [case_of("named", "2026-W02", loaded["sha256"]), case_of("other", "2026-W03", "a" * 64)]

    for one in sent:
        answer = await api.mutate("integrator", "submitCase", one, "... on SubmittedCase { state }")
        assert answer["__typename"] == "SubmittedCase", answer

    assert await rows(
        api.firm,
        "MATCH (q:QualityCheck)-[:ABOUT]->(:InputSnapshot)-[:ABOUT]->(c:Case) WHERE c.externalId IN ['named', 'other'] "
        "RETURN c.externalId AS id, q.verdict AS verdict, q.findings AS findings ORDER BY id",
    ) == [
        {"id": "named", "verdict": "TAINTED", "findings": [TAINTED]},
        {"id": "other", "verdict": "CLEAN", "findings": []},
    ]


async def test_what_the_gates_of_a_file_said_is_sealed_with_its_run(firm: Firm, tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", FEW)
    await opened(firm, place)
    await load(firm, place)
    [run] = [row["run"] for row in await rows(firm, "MATCH (r:IngestRun) RETURN properties(r) AS run")]
    before = await run_fault(firm.store.graph, run, FORMAT)

    await firm.driver.execute_query(
        "MATCH (q:QualityCheck)-[:WAS_GENERATED_BY]->(:IngestRun) SET q.verdict = 'CLEAN', q.gatesFailed = []"
    )

    sealed = run_part(run, FORMAT)
    [entry] = await rows(firm, "MATCH (a:AuditEntry {kind: 'INGEST_RUN'}) RETURN a.leafHash AS hash")
    assert before is None
    assert len(str(sealed["fileGates"])) == 64
    assert entry["hash"] == leaf_hash(LeafKind.INGEST_RUN, run["id"], sealed, FORMAT)
    assert await run_fault(firm.store.graph, run, FORMAT) == "what the gates of its file said was changed"


async def test_the_same_file_again_adds_no_second_check_and_corrects_nothing(firm: Firm, tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", FEW)
    await opened(firm, place)
    await load(firm, place)
    before = await size(firm)

    again = await load(firm, place)

    assert (again.history.already_done, again.corrections) == (True, ())
    assert await size(firm) == before


async def test_a_gate_that_stops_leaves_nothing_behind(firm: Firm, tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", STOPS)
    await opened(firm, place)
    before = await size(firm)

    with pytest.raises(InvalidInput) as refused:
        await load(firm, place)

    assert str(refused.value) == (
        "events.csv is not loaded, nothing was written; file gate enough: far fewer rows than a week has (7 rows); "
        "send a file that passes, or have the gate taint (`on_failure: taint`) instead of stopping."
    )
    assert await size(firm) == before


async def test_a_file_is_compared_with_the_last_version_that_was_loaded(firm: Firm, tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", MIX)
    await opened(firm, place)

    first = await load(firm, place, week(tmp_path, 5, "car"))
    same = await load(firm, place, week(tmp_path, 12, "car"))
    other = await load(firm, place, week(tmp_path, 19, "house"))

    verdicts = [one.file_quality.verdict.value for one in (first, same, other)]
    assert verdicts == ["UNKNOWN", "CLEAN", "TAINTED"]
    assert (first.tainted, same.tainted, other.tainted) == (0, 0, 60)
    (failed,) = other.file_quality.failed
    assert failed.measured.startswith("product: 'car' is 0% of the rows, it was 100%;")
