"""The moderation pack loaded whole at its fixed row: a log without a clock, in which votes decided."""

import csv
import gzip
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.domain.audit.leaves import FORMAT
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.settings import GraphSettings
from graph.store.audit.inserted import first_inserted
from graph.store.audit.replayed_runs import run_fault
from graph.store.intake.revealing import Revealed, reveal
from ingestion.packs import shipped
from pipelines.loading.whole import load_whole
from tests.builders.demo import Demo
from tests.builders.loaded_pack import loaded

FILE = shipped("moderation") / "convabuse_votes.csv.gz"
REVIEWER = Actor("reviewer", "reviewer-id", ActorKind.HUMAN, frozenset({Role.REVIEWER}))
pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]


@pytest_asyncio.fixture(scope="module")
async def dialogues(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Demo]:
    yield await loaded("moderation", driver, neo4j_settings, tmp_path_factory.mktemp("models"))


async def test_what_was_decided_before_the_row_is_history_and_the_rest_waits(dialogues: Demo) -> None:
    report = dialogues.first

    assert (report.log.history.decisions, report.log.history.undecided, report.log.open_new) == (2_965, 0, 122)
    assert report.live.automatic + report.live.waiting == 122


async def test_no_time_is_made_up_for_a_row_that_has_none(dialogues: Demo) -> None:
    [cases] = await dialogues.rows(
        """
        MATCH (s:InputSnapshot)-[:ABOUT]->(c:Case)
        RETURN count(c.occurredAt) + count(s.occurredAt) + count(s.sourceAt) AS times,
               min(c.sequence) AS first, max(c.sequence) AS last, count(c.sequence) AS placed,
               count(CASE WHEN c.sequence <> s.sequence THEN 1 END) AS apart,
               count(CASE WHEN s.values CONTAINS 'started_at' THEN 1 END) AS made_up
        """
    )
    [decisions] = await dialogues.rows(
        """
        MATCH (d:Decision {origin: 'REPLAYED'})
        RETURN count(d.occurredAt) AS times, count(DISTINCT d.knownAt) AS moments, max(d.sequence) < 9600 AS before
        """
    )

    assert cases == {"times": 0, "first": 0, "last": 9_384, "placed": 3_087, "apart": 0, "made_up": 0}
    assert decisions == {"times": 0, "moments": 1, "before": True}


async def test_five_hundred_rows_are_a_version_of_the_data(dialogues: Demo) -> None:
    versions = await dialogues.rows(
        """
        MATCH (v:DatasetVersion) WHERE NOT v.version ENDS WITH '-live'
        RETURN v.version AS version, v.rows AS rows, v.slice AS slice ORDER BY version
        """
    )

    assert versions[0] == {"version": "rows 00000000-00000499", "rows": 500, "slice": "place from 0 to 499"}
    assert [row["rows"] for row in versions] == [500] * 19 + [100]


async def test_what_was_decided_by_votes_is_vouched_for_by_its_load(dialogues: Demo) -> None:
    [run] = await dialogues.rows("MATCH (r:IngestRun) RETURN properties(r) AS run")

    assert isinstance(run["run"], dict)
    assert await first_inserted(dialogues.store) is None
    assert await run_fault(dialogues.store.graph, run["run"], FORMAT) is None


async def test_loading_it_again_adds_nothing(dialogues: Demo) -> None:
    again = await load_whole(dialogues.store, dialogues.load, lambda *_: None)

    assert (again.log.history.already_done, again.log.open_new, again.log.corrections) == (True, 0, ())


def first_row(item: str) -> dict[str, str]:
    """Return the first row about a dialogue as the file has it."""
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as text:
        return next(row for row in csv.DictReader(text) if row["item"] == item)


async def waiting(dialogues: Demo) -> tuple[str, dict[str, str]]:
    """Return the id of a case that waits for a person, of those whose user said most, and its row."""
    rows = await dialogues.rows("MATCH (c:Case {state: 'IN_REVIEW'}) RETURN c.id AS id, c.externalId AS name")
    cases = [(row["id"], first_row(row["name"].removesuffix("#0"))) for row in rows[:20]]
    return max(cases, key=lambda one: len(one[1]["user"]))


async def test_what_was_said_is_stored_nowhere_in_the_clear(dialogues: Demo) -> None:
    _, row = await waiting(dialogues)
    everywhere = """
    MATCH (n) WHERE any(name IN keys(n) WHERE n[name] IS :: STRING AND n[name] CONTAINS $text)
    RETURN count(n) AS nodes
    """

    assert len(row["user"]) > 20
    assert await dialogues.rows(everywhere, text=row["user"]) == [{"nodes": 0}]
    [masked] = await dialogues.rows(
        'MATCH (s:InputSnapshot) RETURN count(CASE WHEN s.values CONTAINS \'"said_by_user":"masked:\' THEN 1 END) AS n'
    )
    assert masked == {"n": 3_087}


async def test_a_reviewer_sees_it_once_that_is_on_record(dialogues: Demo) -> None:
    case_id, row = await waiting(dialogues)
    recorded = """
    MATCH (h:StateChange {command: 'REVEAL'})-[:ABOUT]->(c:Case {id: $id}), (a:AuditEntry {subjectId: h.id})
    RETURN h.actorId AS who, h.fromState = h.toState AS kept, a.kind AS entry, c.state AS state
    """

    shown = await reveal(dialogues.store, REVIEWER, case_id, "reveal-1")
    again = await reveal(dialogues.store, REVIEWER, case_id, "reveal-1")

    assert isinstance(shown, Revealed)
    assert shown.values == {
        "said_by_bot_before": row["prev_agent"],
        "said_by_user_before": row["prev_user"],
        "said_by_bot": row["agent"],
        "said_by_user": row["user"],
    }
    assert again == shown
    expected = {"who": "reviewer-id", "kept": True, "entry": "STATE_CHANGE", "state": "IN_REVIEW"}
    assert await dialogues.rows(recorded, id=case_id) == [expected]


async def test_without_the_right_nothing_is_shown_or_recorded(dialogues: Demo) -> None:
    case_id, _ = await waiting(dialogues)
    count = "MATCH (h:StateChange {command: 'REVEAL'}) RETURN count(h) AS reveals"
    before = await dialogues.rows(count)

    refused = await reveal(dialogues.store, replace(REVIEWER, roles=frozenset({Role.ANALYST})), case_id, "reveal-2")
    nowhere = await reveal(dialogues.store, REVIEWER, "nowhere", "reveal-3")

    assert isinstance(refused, Problem)
    assert isinstance(nowhere, Problem)
    assert (refused.code, nowhere.code) == (ProblemCode.FORBIDDEN, ProblemCode.NOT_FOUND)
    assert await dialogues.rows(count) == before
