"""A firm of a hundred thousand or a million nodes: some cases that the product decides, and many copies of them."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import orjson

from api.auth.keys import hash_of, new_key
from bench.copying import Original, recorded
from bench.fixture import BenchFixture
from graph.domain.gate.facts import Mode
from graph.domain.intake.case import CaseSubmission, Contribution, EntityRef, Score, SourceRef
from graph.domain.intake.rules import (
    DeclaredOutcome,
    FieldAvailability,
    FieldType,
    IntakeField,
    IntakeRules,
    OutcomeType,
)
from graph.domain.kernel.keys import VersionKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.outcome.report import OutcomeReport
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.task import DecideCommand, Verdict
from graph.domain.review.urgency import Rung, Sla
from graph.store.decision.deciding import Decided, decide
from graph.store.intake.cases import Submitted, submit
from graph.store.outcome.reporting import record
from graph.store.people.accounts import (
    AccountSpec,
    NewKey,
    actor_of_account,
    create_account,
    create_key,
    record_training,
)
from graph.store.planning.forecasts import FOLLOWING, NodeForecast, RunSpec, hotspot_kinds, issue
from graph.store.planning.snapshots import freeze, keep
from graph.store.registry.governing import PointSpec, PolicyProposal, activate_policy, open_point
from graph.store.review.escalations import EscalateCommand, escalate
from graph.store.review.tasks import Claimed, claim

POINT, QUEUE, LEAD = "support-escalation", "support", "support-lead"
"""The point has the name that the examples of docs/analyst.md ask for."""
MODEL, SOURCE, ENTITY = "support-risk", "Help desk", "group"
MODEL_VERSION = VersionKey(MODEL, "1").text
_DAYS = 500
"""Over which the decisions are spread."""
ORIGINALS = 120
"""Cases that are made by the product; the rest is copied from them."""
_GROUPS, _CATEGORIES, _PEOPLE = 60, 8, 12
"""Large enough for groups of every kind, and few enough to be made one by one."""
_FORECAST_DAYS = 30
"""A month of what a worker issues daily."""
_POLICY = """
policy: support-escalation
version: 1
facts:
  risk: {type: number, min: 0, max: 1, words: risk}
rows:
  - {id: low-risk, when: {risk: "< 0.1"}, then: AUTO_APPROVE, because: The risk is low.}
  - {id: look, when: {risk: ">= 0.1"}, then: REVIEW, because: The risk is not low.}
"""
_INTAKE = IntakeRules(
    fields=(
        IntakeField("priority", FieldType.TEXT, FieldAvailability.CREATION, "priority"),
        IntakeField("reassigned", FieldType.NUMBER, FieldAvailability.CREATION, "times reassigned"),
    ),
    outcomes=(
        DeclaredOutcome("missed", OutcomeType.BOOLEAN, "kept and missed"),
        DeclaredOutcome("needless", OutcomeType.BOOLEAN, "escalated without need"),
    ),
)
_SPEC = PointSpec(
    key=POINT,
    name="Support escalation",
    mode=Mode.HYBRID,
    high_impact=False,
    reversible=True,
    proposal_action="KEEP",
    alternative_action="ESCALATE",
    reason_codes=("fits", "does-not-fit"),
    queue=QUEUE,
    policy=POINT,
    sla=Sla(240, 0.75, rung=Rung(LEAD, 9)),
    costs={"wrong_proposal": 80.0, "wrong_alternative": 30.0, "review": 4.5},
    bad_outcomes=("KEEP|missed", "ESCALATE|needless"),
    hotspots=(replace(FOLLOWING, name=ENTITY, attribute=ENTITY, period="DAY", entity=ENTITY).text,),
    intake=_INTAKE,
)
# What the registry's forms and packs would write: who belongs where, and what the model learned from.
_REGISTRY = """
MATCH (model:ModelVersion {key: $model}), (point:DecisionPoint {key: $point}),
      (week:DatasetVersion)-[:VERSION_OF]->(log:Dataset)
SET model.stage = 'ACTIVE', point.epoch = point.epoch + 1
MERGE (model)-[:TRAINED_ON]->(week)
WITH model, log
CALL (model, log) {
  MATCH (f:FeatureVersion) MERGE (model)-[:DEPENDS_ON]->(f) MERGE (f)-[:COMPUTED_FROM]->(log)
}
CALL () {
  MATCH (e:BusinessEntity) WITH e, toInteger(e.externalId) % $categories AS number
  MERGE (kind:Category {key: 'group|' + number})
    ON CREATE SET kind:Entity, kind.id = 'category-' + number, kind.name = 'category ' + number
  MERGE (e)-[:IN_CATEGORY]->(kind)
}
CALL () {
  MATCH (p:Person) WHERE p.name STARTS WITH 'reviewer-' WITH p, toInteger(substring(p.name, 9)) % 3 AS number
  MERGE (team:Team {key: 'team ' + number})
    ON CREATE SET team:Agent, team.id = 'team-' + number, team.name = 'team ' + number
  MERGE (team)-[:HAD_MEMBER {knownFrom: 0}]->(p)
}
"""
_NODES = "MATCH (n) RETURN count(n) AS nodes"
_COPIED = """
MATCH (c:Case) WHERE c.externalId STARTS WITH 'T' WITH split(substring(c.externalId, 1), '-') AS numbers
RETURN toInteger(numbers[0]) AS place, max(toInteger(numbers[1])) AS last
"""
_NEWEST_FORECAST = """
OPTIONAL MATCH (run:ForecastRun)-[:USED]->(snapshot:Snapshot)
RETURN coalesce(max(run.periodStart), 0) AS start, max(snapshot.id) AS snapshot
"""
_ORIGINALS_FILE = "originals.json"
"""In the folder of the data: what is copied."""


@dataclass(frozen=True, slots=True)
class LargeFirm:
    """A fixture with a firm that can be grown; `key` is an API key of somebody who may ask everything."""

    fixture: BenchFixture
    originals: Sequence[Original]
    key: str
    person: str

    async def grow(self, nodes: int) -> int:
        """Copy cases until there are about so many nodes; return how many there are. Smaller sizes come first.

        A growth that was broken off goes on where it ended.
        """
        driver, each = self.fixture.driver, sum(one.nodes for one in self.originals)
        apart = _DAYS * 86_400_000 * each // _MOST_NODES
        copied = {row["place"]: row["last"] for row in (await driver.execute_query(_COPIED)).records}
        for place, original in enumerate(self.originals):
            start, first = apart * (place + 1) // len(self.originals), copied[place] + 1
            await original.copy(driver, first, max(first, nodes // each), (start, apart))
        return await self.nodes()

    async def nodes(self) -> int:
        """Return how many nodes there are."""
        return int((await self.fixture.driver.execute_query(_NODES)).records[0]["nodes"])


_MOST_NODES = 1_000_000
"""Nodes whose decisions fill the whole time; a smaller graph fills its latest part."""


async def large_firm(fixture: BenchFixture, cases: int = ORIGINALS) -> LargeFirm:
    """Make the firm, and its first cases through the product: so many are copied then. One that was kept is there."""
    file = fixture.settings.data_dir / _ORIGINALS_FILE
    if not file.exists():
        originals = await _first_firm(fixture, cases)
        file.write_bytes(orjson.dumps(originals))
    await _forecast(fixture)
    key, until = new_key(), fixture.store.clock.now() + timedelta(days=1)
    await create_key(fixture.store, NewKey("analyst", hash_of(key), until))
    person = await actor_of_account(fixture.store, "reviewer-0")
    assert person is not None  # noqa: S101  # made with the firm
    return LargeFirm(fixture, [Original(**one) for one in orjson.loads(file.read_bytes())], key, person.person_id)


async def _first_firm(fixture: BenchFixture, cases: int) -> list[Original]:
    reviewers = await _people(fixture)
    await open_point(fixture.store, _SPEC)
    await activate_policy(fixture.store, PolicyProposal(POINT, _POLICY, {}, "policy-owner", "admin"))
    # What the first of all cases brings with it belongs to none of the copied ones.
    first_cases = await asyncio.gather(*(_case(fixture, f"W{group}-00000000", group, 0.4) for group in range(_GROUPS)))
    await _escalated(fixture, str(first_cases[0].task_id))
    await fixture.driver.execute_query(_REGISTRY, {"model": MODEL_VERSION, "point": POINT, "categories": _CATEGORIES})
    fixture.store.points.clear()
    stories = [_Story(fixture, reviewers[number % _PEOPLE], random.Random(number), number) for number in range(cases)]
    return [await recorded(fixture.driver, story.run) for story in stories]


async def _forecast(fixture: BenchFixture) -> None:
    """Issue what a worker would have issued each day and has not yet: a forecast of each group for the day after."""
    store, day = fixture.store, timedelta(days=1)
    tomorrow = store.clock.now().replace(hour=0, minute=0, second=0, microsecond=0) + day
    (kind,) = await hotspot_kinds(store)
    newest, snapshot_id = (await fixture.driver.execute_query(_NEWEST_FORECAST)).records[0].values()
    days = [one for one in (tomorrow - back * day for back in range(_FORECAST_DAYS)) if milliseconds(one) > newest]
    snapshot_id = snapshot_id or await keep(store, await freeze(store, POINT, store.clock.now()))
    nodes = [NodeForecast(str(group), 2.0 + group / 10, 0, 9, 2.0, 2.0, 0.0, 0.0) for group in range(_GROUPS)]
    for one in days:
        start, end, as_of = (milliseconds(one + move) for move in (0 * day, day, -day))
        await issue(store, RunSpec(kind, kind.event, 1, start, end, as_of), snapshot_id, "made", nodes)


@dataclass(frozen=True, slots=True)
class _Story:
    """What happens to one case: decided by rule or by a person, escalated or not, right, wrong or not known yet."""

    fixture: BenchFixture
    reviewer: Actor
    draw: random.Random
    number: int

    async def run(self) -> None:
        name, risk = f"T{self.number}-00000000", self.draw.choice([0.03, 0.06, 0.3, 0.5, 0.8])
        case = await _case(self.fixture, name, self.draw.randrange(_GROUPS), risk)
        decision = case.decision_id if case.task_id is None else await self._decided(name, case.task_id)
        if decision is None or self.draw.random() < 0.2:
            return
        wrong = self.draw.random() < 0.15 + 0.1 * (self.number % 5 == 0)
        now = self.fixture.store.clock.now()
        for kind in ("missed", "needless"):
            money = 40.0 if wrong else None
            report = OutcomeReport(kind, str(wrong).lower(), now, now, decision_id=decision, money=money)
            await record(self.fixture.store, _integrator(), report, f"o-{kind}-{name}")

    async def _decided(self, name: str, task_id: str) -> str | None:
        store, draw = self.fixture.store, self.draw
        if draw.random() < 0.1:
            await _escalated(self.fixture, task_id)
        if draw.random() < 0.05:
            return None
        lease = await claim(store, self.reviewer, task_id, f"c-{name}")
        assert isinstance(lease, Claimed), lease  # noqa: S101  # a benchmark of nothing is none
        verdict = Verdict.APPROVE if draw.random() < 0.7 else Verdict.REJECT
        decided = DecideCommand(verdict, "fits", lease.packet_digest, lease.lease_epoch, lease.version)
        answer = await decide(store, self.reviewer, task_id, decided, f"d-{name}")
        assert isinstance(answer, Decided), answer  # noqa: S101  # as above
        return answer.decision_id


async def _escalated(fixture: BenchFixture, task_id: str) -> None:
    lead = Actor("admin", "admin", ActorKind.HUMAN, frozenset({Role.REVIEWER, Role.ADMIN}))
    answer = await escalate(fixture.store, lead, EscalateCommand(task_id, "It is urgent."), f"e-{task_id}")
    assert not isinstance(answer, Problem), answer  # noqa: S101  # as above


async def _case(fixture: BenchFixture, name: str, group: int, risk: float) -> Submitted:
    at = fixture.store.clock.now() - timedelta(hours=1)
    parts = (Contribution("priority", "2", -0.4), Contribution("reassigned", float(group % 3), 0.3))
    scored = Score(MODEL, "1", risk, _margin(risk) + 0.1, parts)
    submission = CaseSubmission(
        decision_point=POINT,
        external_id=name,
        payload={"priority": "2", "reassigned": float(group % 3)},
        occurred_at=at,
        known_at=at,
        entities=(EntityRef(ENTITY, str(group)),),
        source=SourceRef(SOURCE, "firm", "tickets", "1", "ab" * 32, group + 1),
        score=scored,
    )
    case = await submit(fixture.store, _integrator(), submission, f"s-{name}")
    assert isinstance(case, Submitted), case  # noqa: S101  # as above
    return case


def _margin(risk: float) -> float:
    return Score("", "", risk, 0.0, ()).margin


def _integrator() -> Actor:
    return Actor("bench", "bench", ActorKind.SOFTWARE, frozenset({Role.INTEGRATOR}))


async def _people(fixture: BenchFixture) -> list[Actor]:
    store = fixture.store
    until = store.clock.now() + timedelta(days=20)
    reviewers = list[Actor]()
    for number in range(_PEOPLE):
        name = f"reviewer-{number}"
        await create_account(store, AccountSpec(name, ActorKind.HUMAN, frozenset({Role.REVIEWER})))
        await record_training(store, name, "review-basics", until)
        actor = await actor_of_account(store, name)
        assert actor is not None  # noqa: S101  # just created
        reviewers.append(actor)
    everything = frozenset({Role.ANALYST, Role.PLANNER, Role.REVIEWER, Role.AUDITOR, Role.ADMIN})
    await create_account(store, AccountSpec("analyst", ActorKind.HUMAN, everything))
    return reviewers
