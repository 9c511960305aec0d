"""Courses that admins record: they count at once, prolong what counts, are on record, and are never one's own."""

import asyncio
from datetime import datetime, timedelta

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.people.trainings import CompletedCourse
from graph.settings import GraphSettings
from graph.store.people.completed_courses import RecordedCourse, complete_course, held_trainings
from graph.store.review.tasks import claim
from tests.builders.commands import submitted
from tests.builders.firm import Firm
from tests.builders.served_firm import Api
from tests.builders.terminal import Terminal

pytestmark = pytest.mark.live

ADMIN = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
COURSE = "review-basics"
RECORD = """mutation One($input: RecordTrainingInput!) { recordTraining(input: $input) { __typename
  ... on RecordedCourse { account course validUntil } ... on Problem { code message } } }"""
HELD = "{ accounts { account trainings { course validUntil } } requiredCourses }"
CHANGES = """MATCH (h:StateChange {command: 'RECORD_TRAINING'})-[:ABOUT]->(who)
RETURN h.fromState AS before, h.toState AS after, h.note AS note, who.name AS who,
       COUNT { (:AuditEntry {subjectId: h.id}) } AS entries ORDER BY h.recordedAt"""
ENDED = "MATCH (:Person {id: 'reviewer-id'})-[held:HAS_TRAINING]->() SET held.validUntil = 1"
EDGES = "MATCH (:Person {id: $id})-[held:HAS_TRAINING]->(:Training {key: $course}) RETURN held.validUntil AS until"


async def completed(firm: Firm, account: str, until: datetime, key: str) -> RecordedCourse | Problem:
    return await complete_course(firm.store, ADMIN, CompletedCourse(account, COURSE, until, "Certificate 17."), key)


async def test_a_recorded_course_counts_at_the_next_claim_and_stays_on_record(api: Api) -> None:
    firm = api.firm
    case = await submitted(firm, "PO-1")
    await firm.driver.execute_query(
        "MATCH (:Person {id: 'reviewer-id'})-[held:HAS_TRAINING]->() SET held.validUntil = 1"
    )
    until = firm.store.clock.now().replace(microsecond=0) + timedelta(days=30)
    ask = {
        "account": "reviewer",
        "course": COURSE,
        "validUntil": until.isoformat(),
        "reason": "Certificate 17.",
        "idempotencyKey": "one",
    }

    barred = await claim(firm.store, firm.reviewer, case.task_id or "", "before")
    first, again = [await api.ask("admin", RECORD, {"input": ask}) for _ in range(2)]
    lease = await claim(firm.store, firm.reviewer, case.task_id or "", "after")
    held = await api.ask("admin", HELD)

    assert isinstance(barred, Problem)
    assert barred.details["rule"] == "training"
    assert first["data"]["recordTraining"] == again["data"]["recordTraining"]
    assert first["data"]["recordTraining"]["__typename"] == "RecordedCourse"
    assert not isinstance(lease, Problem)
    trainings = {one["account"]: one["trainings"] for one in held["data"]["accounts"]}["reviewer"]
    assert [(one["course"], datetime.fromisoformat(one["validUntil"])) for one in trainings] == [(COURSE, until)]
    assert held["data"]["requiredCourses"] == [COURSE]
    rows = [record.data() for record in (await firm.driver.execute_query(CHANGES)).records]
    assert rows == [
        {
            "before": f"no valid {COURSE}",
            "after": f"{COURSE} until {until.isoformat()}",
            "note": "Certificate 17.",
            "who": "reviewer",
            "entries": 1,
        }
    ]


async def test_of_admins_who_record_at_once_each_prolongs_what_the_other_wrote(api: Api) -> None:
    firm, now = api.firm, api.firm.store.clock.now()

    answers = await asyncio.gather(
        *(completed(firm, "reviewer-2", now + timedelta(days=30 + day), f"day-{day}") for day in range(3))
    )

    assert [one for one in answers if isinstance(one, Problem)] == []
    edges = (await firm.driver.execute_query(EDGES, {"id": firm.second.person_id, "course": COURSE})).records
    held = (await held_trainings(firm.store))["reviewer-2"]
    assert len(edges) == len(held) == 1
    assert edges[0]["until"] == held[0].until


@pytest.mark.parametrize(
    ("account", "course", "days", "reason", "words"),
    [
        ("admin", COURSE, 30, "x", "Nobody records their own training: ask another admin."),
        ("nobody", COURSE, 30, "x", "There is no account nobody: `accounts` lists them."),
        (
            "integrator",
            COURSE,
            30,
            "x",
            "integrator is a program, which reviews nothing: choose the account of a person.",
        ),
        ("reviewer", "juggling", 30, "x", f"No decision point demands a course 'juggling': take {COURSE}."),
        ("reviewer", COURSE, -1, "x", "A course counts until a moment to come: send a later one."),
        ("reviewer", COURSE, 4000, "x", "A course counts five years at most: send an earlier moment."),
        ("reviewer", COURSE, 30, " ", "Say why the course counts, such as the number of its certificate."),
    ],
)
async def test_what_nobody_may_record_is_refused_and_nothing_is_written(
    api: Api, account: str, course: str, days: int, reason: str, words: str
) -> None:
    firm = api.firm
    done = CompletedCourse(account, course, firm.store.clock.now() + timedelta(days=days), reason)

    refused = await complete_course(firm.store, ADMIN, done, "one")

    assert isinstance(refused, Problem)
    assert refused.message == words
    assert (await firm.driver.execute_query(CHANGES)).records == []


async def test_who_is_no_admin_records_no_training(api: Api) -> None:
    done = CompletedCourse("reviewer-2", COURSE, api.firm.store.clock.now() + timedelta(days=9), "x")

    refused = await complete_course(api.firm.store, api.firm.reviewer, done, "one")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.FORBIDDEN


async def test_a_course_is_recorded_on_the_terminal(api: Api, neo4j_settings: GraphSettings) -> None:
    terminal = Terminal(neo4j_settings)
    by = ("--as", "admin", "--reason", "Certificate 17.", "--days", "90")

    text = await terminal.text("user", "train", "reviewer", COURSE, *by)

    assert text.startswith(f"{COURSE} counts for reviewer until ")
    assert [one.course for one in (await held_trainings(api.firm.store))["reviewer"]] == [COURSE]
