"""What a load of history brought is covered by its audit entry: each change of it is named (docs/audit.md)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.clock import SystemClock
from graph.domain.intake.replay import History, ReplayOutcome
from graph.domain.kernel.canonical import digest
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.audit.signing import SigningFolder
from graph.store.audit.verifying import Verified
from graph.store.intake.history import Loaded, load
from ingestion.history import LogReading, history_of
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from tests.builders.database import emptied
from tests.builders.firm import make_firm
from tests.builders.graph_copy import GraphCopy, copied
from tests.builders.sealed_log import Sealed, changed

pytestmark = pytest.mark.live

LOANS = Path(__file__).parents[2] / "ingestion" / "packs" / "loans"
DECISION = "MATCH (d:Decision)-[:ABOUT]->(c:Case {key: 'loan-desk|R1#0'}) "
DATA = f"{DECISION} MATCH (d)-[:WAS_DERIVED_FROM]->(s:InputSnapshot) "
CHECK = f"{DATA} MATCH (q:QualityCheck)-[:ABOUT]->(s) "
FIRST_OUTCOME = "MATCH (o:Outcome)-[:ABOUT]->(:Case {key: 'loan-desk|R1#0'}) "
LATER_OUTCOME = "MATCH (o:Outcome)-[:ABOUT]->(:Case {key: 'loan-desk|R2#0'}) "
COPY = (
    "CREATE (n:Decision:Entity) SET n = d {.*, id: 'x', effectiveCaseId: null} WITH d, n "
    "CALL (d, n) { MATCH (d)-[:ABOUT]->(e) CREATE (n)-[:ABOUT]->(e) } "
    "CALL (d, n) { MATCH (d)-[:WAS_ATTRIBUTED_TO]->(e) CREATE (n)-[:WAS_ATTRIBUTED_TO]->(e) } "
    "CALL (d, n) { MATCH (d)-[:GOVERNED_BY]->(e) CREATE (n)-[:GOVERNED_BY]->(e) } "
    "CALL (d, n) { MATCH (d)-[:WAS_GENERATED_BY]->(e) CREATE (n)-[:WAS_GENERATED_BY]->(e) } "
    "CALL (d, n) { MATCH (d)-[:WAS_DERIVED_FROM]->(e) CREATE (n)-[:WAS_DERIVED_FROM]->(e) } "
)
OWN = "its action, verdict, time, decider, case or policy was changed"
SOURCE = "its input data or their source was changed"
QUALITY = "its quality check was changed"
OUTCOME_CHANGED = "its kind, value, time or case was changed"
NO_LOAD = "no load brought it"

TAMPERINGS: dict[str, tuple[int, str, str]] = {
    "a value": (
        0,
        f"{DATA} SET s.values = replace(s.values, '1200', '1300')",
        "the values of its snapshot are not what the snapshot's digest says",
    ),
    "values and their digest": (0, f"{DATA} SET s.values = '{{}}', s.digest = '{digest({})}'", SOURCE),
    "the quality of a snapshot": (0, f"{DATA} SET s.quality = 'TAINTED'", SOURCE),
    "the source's time": (0, f"{DATA} SET s.sourceAt = s.sourceAt + 1", SOURCE),
    "the row of the file": (0, f"{DATA} MATCH (s)-[e:TAKEN_FROM]->() SET e.row = e.row + 1", SOURCE),
    "the dataset version": (
        0,
        (
            f"{DATA} MATCH (s)-[e:TAKEN_FROM]->() DELETE e "
            "CREATE (v:DatasetVersion:Entity {id: 'other', key: 'other|1'}) CREATE (s)-[:TAKEN_FROM {row: 2}]->(v)"
        ),
        SOURCE,
    ),
    "the SHA-256 of the data": (
        0,
        f"{DATA} MATCH (s)-[:TAKEN_FROM]->(v) SET v.sha256 = '{digest({})}'",
        "its dataset version or the SHA-256 of its content was changed after it was loaded",
    ),
    "a digest is left out": (
        0,
        f"{DATA} SET d.contentDigests = d.contentDigests[..3]",
        "the decisions, past cases or outcomes that it brought are not those there",
    ),
    "a second dataset version": (
        0,
        f"{DATA} CREATE (v:DatasetVersion:Entity {{id: 'other', key: 'other|1'}}) CREATE (s)-[:TAKEN_FROM]->(v)",
        "there are 2 TAKEN_FROM edges instead of one",
    ),
    "the quality verdict": (0, f"{CHECK} SET q.verdict = 'TAINTED'", QUALITY),
    "a finding": (0, f"{CHECK} SET q.findings = ['late']", QUALITY),
    "a gate that passed": (0, f"{CHECK} SET q.gatesPassed = ['other']", QUALITY),
    "what the gates read": (0, f"{CHECK} SET q.gateRow = '[]'", QUALITY),
    "an action": (0, f"{DECISION} SET d.action = 'PASS_ON'", OWN),
    "a verdict": (0, f"{DECISION} SET d.verdict = CASE d.verdict WHEN 'REJECT' THEN 'APPROVE' ELSE 'REJECT' END", OWN),
    "a kind": (0, f"{DECISION} SET d.kind = 'AUTOMATIC'", OWN),
    "a time": (0, f"{DECISION} SET d.decidedAt = d.decidedAt - 1", OWN),
    "a decision's time and its digests": (
        0,
        f"{DECISION} SET d.decidedAt = d.decidedAt - 1, d.contentDigests = null",
        NO_LOAD,
    ),
    "the decider": (
        0,
        (
            f"{DECISION} MATCH (d)-[e:WAS_ATTRIBUTED_TO]->(p) MATCH (o:Person) WHERE o <> p WITH d, e, o LIMIT 1 "
            "DELETE e CREATE (d)-[:WAS_ATTRIBUTED_TO]->(o)"
        ),
        OWN,
    ),
    "a second decider": (
        0,
        (
            f"{DECISION} MATCH (o:Person) WHERE NOT (d)-[:WAS_ATTRIBUTED_TO]->(o) WITH d, o LIMIT 1 "
            "CREATE (d)-[:WAS_ATTRIBUTED_TO]->(o)"
        ),
        "there are 2 WAS_ATTRIBUTED_TO edges instead of one",
    ),
    "the data that a decision rests on are cut off": (
        0,
        f"{DATA} MATCH (d)-[e:WAS_DERIVED_FROM]->(s) DELETE e",
        "there are 0 WAS_DERIVED_FROM edges to a snapshot instead of one",
    ),
    "a decision is put in": (0, f"{DECISION} {COPY} SET n.contentDigests = null", NO_LOAD),
    "a decision is put in with digests": (0, f"{DECISION} {COPY} SET n.decidedAt = 1", OWN),
    "a decision is deleted": (0, f"{DECISION} DETACH DELETE d", "it brought 3 decisions, 2 are there"),
    "a decision is said to be of another load": (
        0,
        (
            f"{DECISION} MATCH (run:IngestRun) WHERE NOT (d)-[:WAS_GENERATED_BY]->(run) "
            "MATCH (d)-[e:WAS_GENERATED_BY]->() DELETE e CREATE (d)-[:WAS_GENERATED_BY]->(run)"
        ),
        "it brought 3 decisions, 2 are there",
    ),
    "an outcome's value": (0, f"{FIRST_OUTCOME} SET o.value = 'true'", OUTCOME_CHANGED),
    "an outcome's time": (0, f"{FIRST_OUTCOME} SET o.knownAt = o.knownAt + 1", OUTCOME_CHANGED),
    "an outcome's kind": (0, f"{FIRST_OUTCOME} SET o.kind = 'other'", OUTCOME_CHANGED),
    "an outcome is deleted": (0, f"{FIRST_OUTCOME} DETACH DELETE o", "it brought 1 outcomes, 0 are there"),
    "an outcome that a later load brought": (1, f"{LATER_OUTCOME} SET o.value = 'false'", OUTCOME_CHANGED),
    "a later outcome is deleted": (1, f"{LATER_OUTCOME} DETACH DELETE o", "it brought 1 outcomes, 0 are there"),
    "an outcome is put in as a load's": (
        1,
        (
            f"{LATER_OUTCOME} MATCH (o)-[:RESULTED_FROM]->(d), (o)-[:ABOUT]->(c), (o)-[:WAS_GENERATED_BY]->(run) "
            "CREATE (n:Outcome:Entity {id: 'x', kind: 'passed_on_later', value: 'true', knownAt: 1}) "
            "CREATE (n)-[:RESULTED_FROM]->(d) CREATE (n)-[:ABOUT]->(c) CREATE (n)-[:WAS_GENERATED_BY]->(run)"
        ),
        NO_LOAD,
    ),
    "an outcome is said to correct another": (
        1,
        f"{LATER_OUTCOME} MATCH (e:Outcome) WHERE e <> o CREATE (o)-[:WAS_REVISION_OF]->(e)",
        "it is said to correct another outcome, which no load does",
    ),
    "the number of decisions on the run": (0, "MATCH (run:IngestRun) SET run.decisions = 2", "its decisions was"),
}


def whole() -> History:
    pack = load_pack(LOANS)
    return history_of(LogReading(pack, read_log(pack, LOANS / "events.csv"), None, 0))


def later(history: History) -> History:
    """Return the same history as another file tells it, with one more outcome of a case that is there."""
    source = replace(history.run.source, sha256="1" * 64)
    outcome = ReplayOutcome("R2#0", "passed_on_later", value=True, known_at=history.run.as_of + timedelta(days=1))
    return replace(history, run=replace(history.run, source=source), outcomes=[*history.outcomes, outcome])


async def brought(graph: Graph, history: History) -> Loaded:
    return await load(graph, SystemClock(), history, lambda _done, _total: None)


@pytest_asyncio.fixture(scope="module")
async def loaded(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory
) -> Sealed:
    await emptied(driver)
    graph = Graph(driver, neo4j_settings)
    firm = await make_firm(graph, driver)
    await driver.execute_query("CREATE (:DecisionPoint:Entity {id: 'loan-desk', key: 'loan-desk'})")
    empty = GraphCopy([], [])
    sealed = Sealed(firm, SigningFolder(tmp_path_factory.mktemp("key")), empty, empty)
    for number, history in enumerate((whole(), later(whole()))):
        added = await brought(graph, history)
        assert (added.decisions, added.outcomes) == ((3, 1), (0, 1))[number]
        assert await sealed.seal() == 1
    return replace(sealed, whole=await copied(driver))


@pytest_asyncio.fixture
async def log(loaded: Sealed, driver: AsyncDriver) -> AsyncIterator[Sealed]:
    yield loaded
    await loaded.whole.restore(driver)


async def test_the_untouched_loads_hold(log: Sealed) -> None:
    assert await log.verified() == Verified(entries=2, checkpoints=2, waiting=0, fault=None)


@pytest.mark.parametrize("tampering", TAMPERINGS)
async def test_a_change_of_what_a_load_brought_is_named(log: Sealed, tampering: str) -> None:
    entry, statement, reason = TAMPERINGS[tampering]

    fault = await changed(log, statement)

    assert fault is not None
    assert fault.startswith(f"Entry {entry} (INGEST_RUN ")
    assert f": {reason}" in fault


async def test_an_outcome_that_neither_a_load_nor_a_reporter_vouches_for_is_named(log: Sealed) -> None:
    fault = await changed(
        log,
        f"{DECISION} CREATE (o:Outcome:Entity {{id: 'x', kind: 'passed_on_later', value: 'true'}}) "
        "CREATE (o)-[:RESULTED_FROM]->(d) CREATE (o)-[:ABOUT]->(c)",
    )

    assert fault == "Outcome x: neither a load that has ended nor a reporter vouches for it."


OLDER = """
MATCH (n:Decision|Outcome) REMOVE n.contentDigests, n.contentDigest
WITH count(*) AS cleared
MATCH (:Outcome)-[e:WAS_GENERATED_BY]->() DELETE e
"""


async def test_a_load_that_an_older_release_began_is_finished_and_checked_in_the_first_format(
    log: Sealed, driver: AsyncDriver
) -> None:
    await driver.execute_query("MATCH (n:AuditEntry|Checkpoint) DELETE n")
    log = replace(log, folder=SigningFolder(log.folder.folder / "older"))
    log.folder.folder.mkdir()
    await driver.execute_query(OLDER)
    await driver.execute_query("MATCH (run:IngestRun) WHERE run.sha256 = $sha DETACH DELETE run", {"sha": "1" * 64})
    await driver.execute_query("MATCH (run:IngestRun) SET run.state = 'RUNNING', run.decisions = null")
    assert not (await brought(log.firm.store.graph, whole())).already_done
    assert await log.seal() == 1

    held, fault = await log.verified(), await changed(log, f"{DECISION} SET d.decidedAt = 1")

    assert held.fault is None
    assert fault is not None
    assert fault.endswith(": the decisions that it brought were changed.")
