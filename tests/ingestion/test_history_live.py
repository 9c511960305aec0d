"""History on a real Neo4j: counts equal the raw file, a second load adds nothing, a broken one resumes.

It is loaded once; the last test takes it out and brings it in again.
"""

from dataclasses import replace

import pytest
from neo4j import AsyncDriver

from graph.clock import SystemClock
from graph.domain.audit.leaves import FORMAT, LeafKind, leaf_hash
from graph.domain.audit.replay_digests import run_digest
from graph.domain.intake.replay import History
from graph.errors import InvalidInput
from graph.queries.intake.ingest import RUN_DIGESTS, FindRunParams
from graph.store.audit.replayed_runs import run_fault
from graph.store.intake.history import latest_load, load
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from graph.store.lineage.reach import Lineage, LineageQuestion, trace
from ingestion.clock import fixed_moment
from ingestion.pack.model import Pack
from tests.builders import support_oracle as oracle_of
from tests.builders.replayed import WEEKS, Replayed, loaded
from tests.builders.support_oracle import Incident

pytestmark = pytest.mark.live


async def one(driver: AsyncDriver, text: str) -> list[object]:
    return list((await driver.execute_query(text)).records[0].values())


async def size_of(driver: AsyncDriver) -> list[object]:
    nodes = await one(driver, "MATCH (n) RETURN count(n)")
    return [*nodes, *await one(driver, "MATCH ()-[e]->() RETURN count(e)")]


async def test_history_is_stored_as_the_raw_file_tells_it(
    replayed: Replayed, driver: AsyncDriver, support_pack: Pack, oracle: dict[str, Incident]
) -> None:
    before = oracle_of.decided_before(oracle, fixed_moment(support_pack).replace(tzinfo=None))

    assert replayed.report.decisions == len(before) == 3_044
    assert await one(
        driver,
        """
        MATCH (d:Decision {origin: 'REPLAYED', state: 'EFFECTIVE', kind: 'HUMAN'})-[:ABOUT]->(c:Case {state: 'DECIDED'})
        MATCH (d)-[:WAS_ATTRIBUTED_TO]->(p:Person {canLogIn: false})
        MATCH (d)-[:GOVERNED_BY]->(:PolicyVersion {stage: 'SUPERSEDED'})-[:VERSION_OF]->(:Policy)
        MATCH (d)-[:WAS_GENERATED_BY]->(:IngestRun)
        MATCH (c)<-[:ABOUT]-(s:InputSnapshot)-[t:TAKEN_FROM]->(:DatasetVersion)-[:VERSION_OF]->(:Dataset)
        MATCH (c)-[:AT]->(:DecisionPoint)
        RETURN count(DISTINCT d), count(DISTINCT p), sum(CASE d.action WHEN 'KEEP' THEN 1 ELSE 0 END), min(t.row) > 1
        """,
    ) == [3_044, len({s.actor for s in before}), sum(s.action == "KEEP" for s in before), True]
    assert await one(
        driver,
        "MATCH (c:Case)-[by:RESOLVED_BY]->(s:Solution {key: 'support-escalation|code 6'}) "
        "WITH s, count(c) AS cases, max(by.knownFrom) AS last "
        "RETURN s.records, s.reopened, cases > 767, last < s.knownAt",
    ) == [767, 11, True, True]
    assert await one(
        driver,
        "MATCH (t:ReviewTask) WITH count(t) AS tasks OPTIONAL MATCH (o:OutboxEvent) RETURN tasks, count(o)",
    ) == [0, 0]


async def test_a_replayed_decision_leads_to_its_data_and_their_source(replayed: Replayed, driver: AsyncDriver) -> None:
    decision, version = await one(
        driver,
        "MATCH (d:Decision {origin: 'REPLAYED'})-[:ABOUT]->(:Case)<-[:ABOUT]-(:InputSnapshot)-[:TAKEN_FROM]->(v) "
        "RETURN d.id, v.id LIMIT 1",
    )

    up = await trace(open_store(replayed.graph, MasterKey(b"k" * 32)), LineageQuestion(str(decision)))

    assert isinstance(up, Lineage)
    assert version in {node.id for node in up.nodes if node.kind == "DatasetVersion"}
    assert {"InputSnapshot", "Dataset", "DataSource"} <= {node.kind for node in up.nodes}
    assert await one(
        driver,
        "MATCH (d:Decision {origin: 'REPLAYED'}) "
        "RETURN count(CASE WHEN COUNT { (d)-[:WAS_DERIVED_FROM]->(:InputSnapshot) } = 1 THEN 1 END) - count(d)",
    ) == [0]


async def test_a_run_has_one_leaf_that_can_be_computed_from_its_nodes(
    replayed: Replayed, driver: AsyncDriver, history: History
) -> None:
    digests = await replayed.graph.read(RUN_DIGESTS, FindRunParams(history.run.key))
    decisions = [row.digests or () for row in digests if row.kind == "decision"]
    outcomes = [one for row in digests if row.kind == "outcome" for one in row.digests or ()]
    fields = ("key", "pack", "sha256", "rows", "quarantined", "contentDigest", "shiftMs", "decisions", "outcomes")
    [run] = await one(driver, "MATCH (r:IngestRun {state: 'DONE'}) RETURN properties(r)")
    assert isinstance(run, dict)
    assert run["contentDigest"] == run_digest(
        ([str(part) for part in parts] for parts in decisions), (str(part) for part in outcomes)
    )
    assert await run_fault(replayed.graph, run, FORMAT) is None
    assert (run["decisions"], run["outcomes"]) == (3_044, replayed.report.outcomes) == (3_044, len(outcomes))
    assert await one(driver, "MATCH (a:AuditEntry) RETURN collect([a.kind, a.subjectId, a.format, a.leafHash])") == [
        [
            [
                "INGEST_RUN",
                replayed.report.run_id,
                FORMAT,
                leaf_hash(LeafKind.INGEST_RUN, replayed.report.run_id, {name: run[name] for name in fields}, FORMAT),
            ]
        ]
    ]


async def test_times_run_on_our_clock_and_the_source_keeps_its_own(
    replayed: Replayed, driver: AsyncDriver, history: History
) -> None:
    latest = await latest_load(replayed.graph, "support-escalation")

    assert latest is not None
    assert latest.shift_ms == WEEKS * 7 * 86_400_000
    assert await one(
        driver, "MATCH (s:InputSnapshot) RETURN collect(DISTINCT s.knownAt - s.sourceAt), max(s.sourceAt)"
    ) == [
        [latest.shift_ms],
        max(round(d.case.source_at.timestamp() * 1000) for d in history.decisions if d.case.source_at),
    ]


async def test_the_same_file_twice_adds_nothing(replayed: Replayed, driver: AsyncDriver, history: History) -> None:
    first = await size_of(driver)

    again = await loaded(replayed.graph, history)

    assert again.already_done
    assert (again.decisions, again.outcomes) == (0, 0)
    assert await size_of(driver) == first


async def test_a_file_with_other_content_of_a_registered_week_is_refused_and_adds_nothing(
    replayed: Replayed, driver: AsyncDriver, history: History
) -> None:
    first, *later = history.versions
    source = replace(history.run.source, sha256="f" * 64)
    other = replace(
        history, run=replace(history.run, source=source), versions=[replace(first, sha256="e" * 64), *later]
    )
    before = await size_of(driver)

    with pytest.raises(InvalidInput, match=f"{first.version} was registered with SHA-256 {first.sha256[:12]}"):
        await loaded(replayed.graph, other)

    assert await size_of(driver) == before


async def test_a_load_that_broke_off_is_finished_by_the_next(
    replayed: Replayed, driver: AsyncDriver, history: History
) -> None:
    def break_off(done: int, _total: int) -> None:
        if done > len(history.entities) + 1_000:
            raise KeyboardInterrupt

    size = await size_of(driver)
    await driver.execute_query("MATCH (n) WHERE NOT n:__Neo4jMigration AND NOT n:DecisionPoint DETACH DELETE n")
    with pytest.raises(KeyboardInterrupt):
        await load(replayed.graph, SystemClock(), history, break_off)
    assert (await one(driver, "MATCH (r:IngestRun) RETURN r.state")) == ["RUNNING"]

    finished = await loaded(replayed.graph, history)

    assert 0 < finished.decisions < 3_044
    assert await size_of(driver) == size
