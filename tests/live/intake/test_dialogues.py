"""The moderation pack loaded at its fixed row: a log without a clock, in which votes decided.

A quarter of the dialogues is loaded; with --full all are.
"""

import csv
import gzip
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

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
from tests.builders.dialogue_oracle import Voted
from tests.builders.dialogue_oracle import dialogues as counted
from tests.builders.loaded_pack import loaded
from tests.builders.pack_slices import sliced

FILE = shipped("moderation") / "convabuse_votes.csv.gz"
AS_OF = 9_600
QUARTER = ("0", "1", "2", "3")
"""How the digests of so many dialogues begin: all rows about one of them are there, or none."""
REVIEWER = Actor("reviewer", "reviewer-id", ActorKind.HUMAN, frozenset({Role.REVIEWER}))
pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]


@pytest_asyncio.fixture(scope="module")
async def dialogues(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory, full_size: bool
) -> AsyncIterator[Demo]:
    folder = tmp_path_factory.mktemp("packs") / "moderation"
    sliced("moderation", folder, lambda row: full_size or row["item"].startswith(QUARTER))
    yield await loaded(folder, driver, neo4j_settings, tmp_path_factory.mktemp("models"))


def file_of(dialogues: Demo) -> Path:
    return dialogues.load.folder / FILE.name


@pytest.fixture(scope="module")
def voted(dialogues: Demo) -> list[Voted]:
    """What pandas counts in the rows that were loaded, up to the fixed one."""
    return list(counted(file_of(dialogues), AS_OF).values())


async def test_what_was_decided_before_the_row_is_history_and_the_rest_waits(
    dialogues: Demo, voted: list[Voted]
) -> None:
    report = dialogues.first
    decided, waiting = (sum(bool(one.action) is wanted for one in voted) for wanted in (True, False))

    assert (report.log.history.decisions, report.log.history.undecided) == (decided, 0)
    assert report.log.open_new == report.live.automatic + report.live.waiting == waiting
    assert decided > 700
    assert waiting > 20


async def test_no_time_is_made_up_for_a_row_that_has_none(dialogues: Demo, voted: list[Voted]) -> None:
    places = [one.began for one in voted]
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

    assert cases == {
        "times": 0,
        "first": min(places),
        "last": max(places),
        "placed": len(voted),
        "apart": 0,
        "made_up": 0,
    }
    assert decisions == {"times": 0, "moments": 1, "before": True}


async def test_five_hundred_rows_are_a_version_of_the_data(dialogues: Demo) -> None:
    versions = await dialogues.rows(
        """
        MATCH (v:DatasetVersion) WHERE NOT v.version ENDS WITH '-live'
        RETURN v.version AS version, v.rows AS rows, v.slice AS slice ORDER BY version
        """
    )

    with gzip.open(file_of(dialogues), "rt", encoding="utf-8", newline="") as text:
        places = sorted(int(row["example_no"]) for row in csv.DictReader(text))
    first = [place for place in places if place < 500]
    rows = Counter(place // 500 for place in places if place < AS_OF)
    assert versions[0] == {
        "version": "rows 00000000-00000499",
        "rows": len(first),
        "slice": f"place from {first[0]} to {first[-1]}",
    }
    assert [row["rows"] for row in versions] == [rows[number] for number in range(20)]


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


async def test_what_was_said_is_stored_nowhere_in_the_clear(dialogues: Demo, voted: list[Voted]) -> None:
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
    assert masked == {"n": len(voted)}


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
