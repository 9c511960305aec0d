"""The clock of open tasks on a real Neo4j, its time moved by hand: never early, once, and never taking a live claim."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from api.worker.runner import Worker
from graph.clock import SystemClock
from graph.domain.kernel.business_time import Calendar, WorkShift
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.lineage.reach import Direction
from graph.domain.review.task import Verdict
from graph.domain.review.urgency import Rung, Sla
from graph.store.decision.deciding import decide
from graph.store.decision.pages import Wanted
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from graph.store.lineage.explorer import Around, Hop, neighbours
from graph.store.registry.governing import PolicyProposal, activate_policy, open_point
from graph.store.registry.points import point_of
from graph.store.review.escalations import EscalateCommand, Escalated, advance_clocks, escalate
from graph.store.review.regating import regate_outdated
from graph.store.review.tasks import Claimed, ReleaseCommand, Released, claim_next, release
from graph.store.review.waiting import queues
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import POLICY, SPEC, Firm

pytestmark = pytest.mark.live

FRIDAY = datetime(2026, 3, 27, 16, 0, tzinfo=UTC)
AT_RISK, DUE = datetime(2026, 3, 30, 8, 0, tzinfo=UTC), datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
OFFICE = Calendar("Europe/Berlin", 8 * 60, 18 * 60, frozenset(range(5)))
MILLISECOND = timedelta(milliseconds=1)
AGREED = Sla(240, 0.75, OFFICE, Rung("lead", 9))


@dataclass
class HandClock(SystemClock):
    at: datetime = FRIDAY

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Office(Firm):
    clock: HandClock

    async def tasks(self) -> list[dict[str, Any]]:
        result = await self.driver.execute_query("MATCH (t:ReviewTask) RETURN t ORDER BY t.recordedAt, t.id")
        return [dict(record["t"]) for record in result.records]

    async def changes(self) -> list[tuple[str, str, str, int]]:
        result = await self.driver.execute_query(
            "MATCH (h:StateChange)-[:ABOUT]->(:ReviewTask) WHERE h.command STARTS WITH 'SLA' OR h.command = 'ESCALATE' "
            "RETURN h.command AS command, h.fromState AS before, h.toState AS after, h.knownAt AS at "
            "ORDER BY h.knownAt, h.command DESC"
        )
        return [(one["command"], one["before"], one["after"], one["at"]) for one in result.records]


@pytest_asyncio.fixture
async def office(firm: Firm) -> Office:
    clock = HandClock()
    store = open_store(firm.store.graph, MasterKey(b"k" * 32), clock)
    await open_point(store, replace(SPEC, sla=AGREED, calendar="office"))
    return Office(store, firm.driver, firm.reviewer, firm.second, firm.integrator, clock)


async def test_a_task_of_several_shifts_is_due_on_the_next_one(office: Office) -> None:
    early, saturday = frozenset(range(5)), frozenset({5})
    hours = Calendar("Europe/Berlin", 6 * 60, 18 * 60, early, further=(WorkShift(9 * 60, 13 * 60, saturday),))
    await open_point(office.store, replace(SPEC, sla=replace(AGREED, calendar=hours), calendar="shifts"))

    await submitted(office, "PO-1")

    (task,) = await office.tasks()
    point = await point_of(office.store, "purchases", fresh=True)
    assert point is not None
    assert point.sla.calendar == hours
    assert task["dueAt"] == milliseconds(datetime(2026, 3, 28, 11, 0, tzinfo=UTC))


async def test_a_task_is_due_in_business_time(office: Office) -> None:
    await submitted(office, "PO-1")

    (task,) = await office.tasks()
    point = await point_of(office.store, "purchases", fresh=True)

    assert (task["atRiskAt"], task["dueAt"]) == (milliseconds(AT_RISK), milliseconds(DUE))
    assert (task["slaState"], task["slaCheckAt"], task["rung"]) == ("ON_TRACK", milliseconds(AT_RISK), 0)
    assert point is not None
    assert point.sla == AGREED
    assert await office.count("Calendar") == 1


async def test_each_state_is_recorded_once_and_at_its_moment(office: Office) -> None:
    await submitted(office, "PO-1")
    done = []

    for moment in (AT_RISK - MILLISECOND, AT_RISK, AT_RISK, DUE - MILLISECOND, DUE, DUE, DUE + timedelta(days=9)):
        office.clock.at = moment
        done.append(await advance_clocks(office.store))

    assert done == [0, 1, 0, 0, 1, 0, 0]
    assert await office.changes() == [
        ("SLA_AT_RISK", "ON_TRACK", "AT_RISK", milliseconds(AT_RISK)),
        ("SLA_BREACHED", "AT_RISK", "BREACHED", milliseconds(DUE)),
        ("ESCALATE", "READY", "READY", milliseconds(DUE)),
    ]


async def test_a_late_task_waits_on_the_next_rung(office: Office) -> None:
    await submitted(office, "PO-1")
    office.clock.at = DUE

    await advance_clocks(office.store)

    (task,) = await office.tasks()
    result = await office.driver.execute_query(
        "MATCH (q:Queue)<-[:IN_QUEUE]-(t:ReviewTask)-[:ESCALATED_BY]->(e:Escalation:Activity) RETURN q.key AS queue, e"
    )
    (record,) = result.records
    assert (task["state"], task["version"], task["rung"], task["priority"]) == ("READY", 2, 1, 9)
    assert task["sortKey"] == f"lead|0|{task['dueAt']:015d}|{task['id']}"
    assert "slaCheckAt" not in task
    assert record["queue"] == "lead"
    assert {name: record["e"][name] for name in ("rung", "fromQueue", "toQueue", "fromPriority", "toPriority")} == {
        "rung": 1,
        "fromQueue": "purchases",
        "toQueue": "lead",
        "fromPriority": 5,
        "toPriority": 9,
    }
    assert isinstance(await claim_next(office.store, office.reviewer, "lead", "next"), Claimed)


async def test_the_explorer_shows_the_escalation_beside_its_task(office: Office) -> None:
    await submitted(office, "PO-1")
    office.clock.at = DUE
    await advance_clocks(office.store)
    (task,) = await office.tasks()

    around = await neighbours(office.store, Wanted(20, None), Hop(task["id"], Direction.UP))

    assert isinstance(around, Around)
    assert [node.title for node in around.graph.nodes if node.kind == "Escalation"] == ["Escalation to lead"]


async def test_a_live_claim_is_only_marked_and_escalates_when_it_is_given_back(office: Office) -> None:
    case = await submitted(office, "PO-1")
    lease = await claimed(office, case.task_id)
    office.clock.at = DUE

    marked, again = await advance_clocks(office.store), await advance_clocks(office.store)
    (held,) = await office.tasks()
    freed = await release(
        office.store, office.reviewer, ReleaseCommand(lease.task_id, lease.lease_epoch, lease.version), "back"
    )
    climbed = await advance_clocks(office.store)
    (task,) = await office.tasks()

    assert (marked, again, climbed) == (1, 0, 1)
    assert (held["state"], held["slaState"], held["rung"], held["version"]) == (
        "RESERVED",
        "BREACHED",
        0,
        lease.version,
    )
    assert isinstance(freed, Released)
    assert (task["state"], task["rung"]) == ("READY", 1)


async def test_the_holder_of_a_late_task_decides_it_with_the_tokens_of_the_claim(office: Office) -> None:
    case = await submitted(office, "PO-1")
    lease = await claimed(office, case.task_id)
    office.clock.at = DUE
    await advance_clocks(office.store)

    answer = await decide(office.store, office.reviewer, lease.task_id, approval(lease), "decide")

    (task,) = await office.tasks()
    assert not isinstance(answer, Problem)
    assert "slaCheckAt" not in task
    assert task["slaState"] == "BREACHED"


async def test_a_claim_that_ran_out_is_void_once_the_task_has_climbed(office: Office) -> None:
    case = await submitted(office, "PO-1")
    lease = await claimed(office, case.task_id)
    await office.driver.execute_query("MATCH (t:ReviewTask) SET t.leaseExpiresAt = 0")
    office.clock.at = DUE

    await advance_clocks(office.store)
    answer = await decide(office.store, office.reviewer, lease.task_id, approval(lease), "decide")

    (task,) = await office.tasks()
    ties = await office.driver.execute_query("MATCH (:ReviewTask)-[a:ASSIGNED_TO]->(:Person) RETURN a.knownTo AS ended")
    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.ILLEGAL_TRANSITION
    assert (task["state"], task["rung"], task["leaseEpoch"]) == ("READY", 1, lease.lease_epoch + 1)
    assert "holderId" not in task
    assert [record["ended"] for record in ties.records] == [milliseconds(DUE)]
    assert await office.count("Decision") == 0


async def test_a_question_stops_neither_the_clock_nor_lets_the_task_climb(office: Office) -> None:
    case = await submitted(office, "PO-1")
    lease = await claimed(office, case.task_id)
    question = replace(approval(lease), verdict=Verdict.RESPOND, reason_code="unsure", note="Which budget?")
    await decide(office.store, office.reviewer, lease.task_id, question, "ask")
    office.clock.at = DUE

    done = await advance_clocks(office.store), await advance_clocks(office.store)

    (task,) = await office.tasks()
    assert done == (1, 0)
    assert (task["state"], task["slaState"], task["rung"]) == ("SUSPENDED", "BREACHED", 0)


async def test_any_number_of_workers_record_each_moment_once(office: Office) -> None:
    for number in range(30):
        await submitted(office, f"PO-{number}")
    office.clock.at = DUE

    done = await asyncio.gather(*(advance_clocks(office.store) for _ in range(5)))

    assert sum(done) == 30
    assert len(await office.changes()) == 60
    assert await office.count("Escalation") == 30
    assert {task["rung"] for task in await office.tasks()} == {1}


async def test_a_task_that_another_worker_moved_since_its_index_was_read_does_not_count(office: Office) -> None:
    await submitted(office, "PO-1")
    office.clock.at = DUE
    await advance_clocks(office.store)
    moved = await office.changes()
    await office.driver.execute_query("MATCH (t:ReviewTask) SET t.slaCheckAt = $at", at=milliseconds(DUE))

    done = await advance_clocks(office.store)

    (task,) = await office.tasks()
    assert done == 0
    assert await office.changes() == moved
    assert (task["slaState"], task["rung"], "slaCheckAt" in task) == ("BREACHED", 1, False)


async def test_a_person_escalates_once_with_a_reason(office: Office) -> None:
    case = await submitted(office, "PO-1")
    command = EscalateCommand(case.task_id or "", "The vendor calls every hour.")

    answer = await escalate(office.store, office.reviewer, command, "up")
    same = await escalate(office.store, office.reviewer, command, "up")
    further = await escalate(office.store, office.second, command, "up")
    office.clock.at = DUE
    late = await advance_clocks(office.store)

    (task,) = await office.tasks()
    assert isinstance(answer, Escalated)
    assert answer == same
    assert (answer.rung, answer.queue, answer.priority, answer.version) == (1, "lead", 9, 2)
    assert isinstance(further, Problem)
    assert (further.code, "last rung" in further.message) == (ProblemCode.ILLEGAL_TRANSITION, True)
    assert (late, task["rung"], task["slaState"]) == (1, 1, "BREACHED")
    questions = await office.driver.execute_query(
        "MATCH (e:Escalation)-[:WAS_ASSOCIATED_WITH]->(p:Person) RETURN p.id AS person, e.reason AS reason"
    )
    assert [tuple(record.values()) for record in questions.records] == [("reviewer-id", "The vendor calls every hour.")]


async def test_what_cannot_climb_says_why_and_changes_nothing(office: Office) -> None:
    case = await submitted(office, "PO-1")
    await claimed(office, case.task_id)
    waiting = await submitted(office, "PO-2", None)

    answers = [
        await escalate(office.store, office.second, EscalateCommand(case.task_id or "", "urgent"), "a"),
        await escalate(office.store, office.second, EscalateCommand(waiting.task_id or "", "urgent"), "b"),
        await escalate(office.store, office.second, EscalateCommand("nothing", "urgent"), "c"),
        await escalate(office.store, office.second, EscalateCommand(case.task_id or "", "  "), "d"),
        await escalate(office.store, office.integrator, EscalateCommand(case.task_id or "", "urgent"), "e"),
    ]

    codes = [answer.code for answer in answers if isinstance(answer, Problem)]
    assert codes == [
        ProblemCode.ILLEGAL_TRANSITION,
        ProblemCode.ILLEGAL_TRANSITION,
        ProblemCode.NOT_FOUND,
        ProblemCode.INVALID_INPUT,
        ProblemCode.FORBIDDEN,
    ]
    assert await office.count("Escalation") == 0


async def test_queues_count_in_business_time_and_hold_what_has_climbed(office: Office) -> None:
    await submitted(office, "PO-1")
    seen = []

    for moment in (AT_RISK - MILLISECOND, AT_RISK, DUE):
        office.clock.at = moment
        seen.append({one.key: (one.open, one.at_risk, one.breached) for one in await queues(office.store, "nobody")})
    await advance_clocks(office.store)
    after = {one.key: (one.open, one.at_risk, one.breached) for one in await queues(office.store, "nobody")}

    assert [one["purchases"] for one in seen] == [(1, 0, 0), (1, 1, 0), (1, 0, 1)]
    assert after == {"purchases": (0, 0, 0), "lead": (1, 0, 1)}


async def test_an_escalated_task_is_gated_again_with_its_due_time_and_rung(office: Office) -> None:
    await submitted(office, "PO-1")
    office.clock.at = DUE
    await advance_clocks(office.store)
    stricter = POLICY.replace("version: 1", "version: 2").replace("0.1", "0.05")
    await activate_policy(office.store, PolicyProposal("purchases", stricter, {}, "policy-owner-id", "admin-id"))

    done = await regate_outdated(office.store, "purchases", 10)

    (task,) = await office.tasks()
    assert done == 1
    assert (task["rung"], task["dueAt"]) == (1, milliseconds(DUE))
    assert task["sortKey"].startswith("lead|0|")


async def test_outdated_tasks_are_looked_for_until_none_can_come_and_again_after_a_change(
    office: Office,
) -> None:
    await submitted(office, "PO-1")
    counts = [await regate_outdated(office.store, "purchases", 10)]
    stricter = POLICY.replace("version: 1", "version: 2").replace("0.1", "0.05")
    await activate_policy(office.store, PolicyProposal("purchases", stricter, {}, "policy-owner-id", "admin-id"))
    counts += [await regate_outdated(office.store, "purchases", 10) for _ in range(2)]
    office.clock.at += timedelta(minutes=20)
    counts.append(await regate_outdated(office.store, "purchases", 10))
    laxer = stricter.replace("version: 2", "version: 3").replace("0.05", "0.07")
    await activate_policy(office.store, PolicyProposal("purchases", laxer, {}, "policy-owner-id", "admin-id"))

    counts.append(await regate_outdated(office.store, "purchases", 10))

    assert counts == [0, 1, 0, 0, 1]


async def test_a_long_queue_is_looked_through_for_outdated_tasks_a_part_at_a_time(office: Office) -> None:
    for number in range(25):
        await submitted(office, f"PO-{number}")
    assert [await regate_outdated(office.store, "purchases", 1) for _ in range(2)] == [0, 0]
    await office.driver.execute_query(
        """
        MATCH (t:ReviewTask) WITH t ORDER BY t.sortKey DESC LIMIT 1
        MATCH (t)-[:PRESENTS]->(k:ReviewPacket)-[shown:PRESENTS]->(:PolicyVersion) DELETE shown
        CREATE (k)-[:PRESENTS]->(:PolicyVersion:Entity {id: 'superseded', key: 'purchases|0'})
        """
    )

    counts = [await regate_outdated(office.store, "purchases", 1) for _ in range(3)]

    assert counts == [0, 1, 0], "twenty tasks are looked at for one that may be gated again"


async def test_the_worker_s_job_does_it(office: Office, tmp_path: Path) -> None:
    await submitted(office, "PO-1")
    office.clock.at = AT_RISK

    done = await Worker(office.store, tmp_path).once("sla")

    assert done == 1
