"""A row that breaks a rule after its case was decided: other people look at the decision, once, and see the row."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.domain.decision.appeal import AppealKind, AppealState
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.task import Verdict
from graph.store.audit.invariants import check_all
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.decision.appeals import appeals_of
from graph.store.decision.deciding import Decided, decide
from graph.store.decision.pages import tasks
from graph.store.review.tasks import Claimed, claim
from ingestion.history import LogReading
from ingestion.late_reviews import review_sentences
from ingestion.loading import LoadReport, load_log
from ingestion.log.costs import error_costs
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.registering import register
from pipelines.loading.playing import feed_of
from tests.builders.commands import approval, sealed
from tests.builders.firm import Firm
from tests.builders.owners import OWNERS

pytestmark = pytest.mark.live

LOANS = Path(__file__).parents[2] / "ingestion" / "packs" / "loans"
SOUND = (LOANS / "events.csv").read_text(encoding="utf-8")
RULE = """
precedence:
  noted_first: {before: {state: Noted}, after: {state: [Answered, Paid]}, review: true, words: before it was noted}
"""
PAID = "R1,Paid,2026-01-06 11:00,clerk-1,North,1200,car\n"
TASKS = (
    "MATCH (t:ReviewTask)-[:ABOUT]->(c:Case {externalId: $case}) "
    "RETURN t.id AS id, t.state AS state, t.round AS round, c.state AS case_state"
)
DECISIONS = (
    "MATCH (d:Decision)-[:ABOUT]->(:Case {externalId: $case}) "
    "RETURN d.action AS action, d.origin AS origin, d.state AS state, COUNT { (d)-[:WAS_REVISION_OF]->() } AS revises "
    "ORDER BY revises"
)
DECIDED_HERE = """
MATCH (c:Case {externalId: 'R3#0'})<-[:ABOUT]-(t:ReviewTask)
SET c.state = 'DECIDED', c.awaitingScore = null, t.state = 'COMPLETED'
CREATE (:Decision:Entity {id: 'here', effectiveCaseId: c.id, action: 'ANSWER', state: 'EFFECTIVE', origin: 'LIVE',
                          decidedAt: 1, finalAt: $final, recordedAt: 1})-[:ABOUT]->(c)
"""


async def rows(firm: Firm, text: str, **values: object) -> list[dict[str, Any]]:
    return [record.data() for record in (await firm.driver.execute_query(text, values)).records]


async def id_of(firm: Firm, name: str) -> str:
    (person,) = await rows(firm, "MATCH (p:Person {name: $name}) RETURN p.id AS id", name=name)
    return str(person["id"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "loans"
    shutil.copytree(LOANS, place)
    pack = place / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8") + RULE, encoding="utf-8")
    return place


async def load(firm: Firm, folder: Path, text: str = SOUND, until: datetime | None = None) -> LoadReport:
    file = folder / "events.csv"
    file.write_text(text, encoding="utf-8")
    pack = load_pack(folder)
    log = read_log(pack, file)
    if not await rows(firm, "MATCH (p:DecisionPoint {key: 'loan-desk'}) RETURN p.key AS key"):
        await register(firm.store, pack, folder, OWNERS, {}, error_costs(pack, log, None))
    return await load_log(firm.store, LogReading(pack, log, until, 0), lambda _step, _done, _total: None)


async def test_a_past_decision_is_looked_at_by_a_person_who_reads_what_was_out_of_order(
    firm: Firm, folder: Path, tmp_path: Path
) -> None:
    report = await load(firm, folder)

    assert report.reviews.opened == ["loan-desk|R1#0"]
    assert list(review_sentences(report.reviews)) == [
        "decided cases that people look at again, because later rows break a rule on the order of events: R1#0"
    ]
    (task,) = await rows(firm, TASKS, case="R1#0")
    assert (task["state"], task["round"], task["case_state"]) == ("READY", 1, "IN_REVIEW")
    (case,) = await rows(firm, "MATCH (c:Case {externalId: 'R1#0'}) RETURN c.id AS id")
    (listed,) = await appeals_of(firm.store, case["id"])
    assert (listed.kind, listed.state, listed.by) == (AppealKind.VIOLATION, AppealState.OPEN, "ingestion")
    assert listed.reason == "Found after the decision: Answered at 2026-01-05 15:00: before it was noted"
    (row,) = await tasks(firm.store, [task["id"]])
    assert row.appeal == {"kind": "VIOLATION", "reason": listed.reason}

    clerk = Actor("clerk-1", await id_of(firm, "clerk-1"), ActorKind.HUMAN, frozenset({Role.REVIEWER}))
    own = await claim(firm.store, clerk, task["id"], "own")
    lease = await claim(firm.store, firm.reviewer, task["id"], "claim")
    assert isinstance(own, Problem)
    assert own.code is ProblemCode.CONFLICT_OF_INTEREST
    assert isinstance(lease, Claimed), lease
    command = replace(approval(lease), verdict=Verdict.REJECT, reason_code="WRONG_DESK")
    decided = await decide(firm.store, firm.reviewer, task["id"], command, "decide")

    assert isinstance(decided, Decided), decided
    assert await rows(firm, DECISIONS, case="R1#0") == [
        {"action": "ANSWER", "origin": "REPLAYED", "state": "SUPERSEDED", "revises": 0},
        {"action": "PASS_ON", "origin": "LIVE", "state": "EFFECTIVE", "revises": 1},
    ]
    signing = SigningFolder(tmp_path)
    await sealed(firm, signing)
    assert (await verify_graph(firm.store, Trusted(public_key(signing.public_file), signing.head()))).fault is None
    broken = {one.invariant.key for one in await check_all(firm.store, 60) if one.verdict.value == "BROKEN"}
    assert broken <= {"owners-named"}  # which a whole load declares


async def test_the_same_file_again_asks_nothing_again_and_a_further_row_waits_for_the_review_before_it(
    firm: Firm, folder: Path
) -> None:
    await load(firm, folder)

    again, further = await load(firm, folder), await load(firm, folder, SOUND + PAID)
    await rows(firm, "MATCH (c:Case {externalId: 'R1#0'}), (a:Appeal) SET c.openAppeal = null, a.state = 'CONFIRMED'")
    then = await load(firm, folder, SOUND + PAID)

    assert (again.reviews.opened, again.reviews.waiting) == ([], [])
    assert (further.reviews.opened, further.reviews.waiting) == ([], ["loan-desk|R1#0"])
    assert then.reviews.opened == ["loan-desk|R1#0"]
    reasons = await rows(firm, "MATCH (a:Appeal) RETURN a.reason AS reason ORDER BY a.recordedAt")
    assert reasons[-1]["reason"] == "Found after the decision: Paid at 2026-01-06 11:00: before it was noted"


async def test_what_was_decided_here_is_looked_at_again_once_it_is_final(firm: Firm, folder: Path) -> None:
    await load(firm, folder)
    await rows(firm, DECIDED_HERE, final=4102444800000)
    late = f"{SOUND}R3,Answered,2026-01-06 17:00,clerk-1,South,300,car\n"

    early = await load(firm, folder, late)
    await rows(firm, "MATCH (d:Decision {id: 'here'}) SET d.finalAt = 1")
    final = await load(firm, folder, late)

    assert (early.reviews.opened, early.reviews.waiting) == ([], ["loan-desk|R3#0"])
    assert final.reviews.opened == ["loan-desk|R3#0"]


async def test_a_log_that_is_played_has_the_decision_looked_at_when_the_row_comes(firm: Firm, folder: Path) -> None:
    early = await load(firm, folder, until=datetime(2026, 1, 5, 13, 0, tzinfo=UTC))
    feed, lines = await feed_of(firm.store, folder, 1.0), list[str]()

    await feed.advance(lines.append)

    assert early.reviews.opened == []
    assert "out of order: R1#0, Answered at 2026-01-05 15:00: before it was noted" in lines
    (task,) = await rows(firm, TASKS, case="R1#0")
    assert task["state"] == "READY"


async def test_without_a_rule_that_asks_for_it_nothing_is_looked_at_again(firm: Firm, folder: Path) -> None:
    pack = folder / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace(" review: true,", ""), encoding="utf-8")

    report = await load(firm, folder)

    assert (report.reviews.opened, report.reviews.waiting) == ([], [])
