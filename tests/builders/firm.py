"""A small firm on a real Neo4j: one decision point with a policy, two trained reviewers, one integrator."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest_asyncio
from neo4j import AsyncDriver

from graph.domain.gate.facts import Mode
from graph.domain.intake.quality_gates import GateKind, QualityGate
from graph.domain.intake.rules import (
    DeclaredOutcome,
    FieldAvailability,
    FieldType,
    IntakeField,
    IntakeRules,
    OutcomeType,
)
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.driver import open_driver
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import Store, open_store
from graph.store.registry.governing import PointSpec, PolicyProposal, activate_policy, open_point

POLICY = """
policy: purchases
version: 1
facts:
  risk: {type: number, min: 0, max: 1, words: risk that the purchase is wrong}
rows:
  - id: low-risk
    when: {risk: "< 0.1"}
    then: AUTO_APPROVE
    because: The risk is low.
  - id: look
    when: {risk: ">= 0.1"}
    then: REVIEW
    because: The risk is not low.
"""

INTAKE = IntakeRules(
    fields=(
        IntakeField("amount", FieldType.NUMBER, FieldAvailability.CREATION, "amount", "EUR"),
        IntakeField("vendor", FieldType.TEXT, FieldAvailability.CREATION, "vendor", missing=("?",)),
        IntakeField("urgent", FieldType.FLAG, FieldAvailability.EVENT, "asked for in haste"),
        IntakeField("needed_by", FieldType.TIME, FieldAvailability.EVENT, "needed by", planned=True),
        IntakeField("paid_at", FieldType.TIME, FieldAvailability.AFTERWARDS, "paid at"),
    ),
    gates=(QualityGate("no-vendor", GateKind.MISSING, "vendor", "no vendor is named"),),
    outcomes=(
        DeclaredOutcome("returned", OutcomeType.BOOLEAN, "bought and returned"),
        DeclaredOutcome("needed", OutcomeType.BOOLEAN, "not bought and needed"),
        DeclaredOutcome("wrong", OutcomeType.BOOLEAN, "found wrong at an audit"),
        DeclaredOutcome("days_late", OutcomeType.NUMBER, "delivered so late", unit="days"),
        DeclaredOutcome("loss", OutcomeType.MONEY, "lost on it", unit="EUR"),
        DeclaredOutcome("condition", OutcomeType.TEXT, "state on arrival", values=("good", "worn", "broken")),
    ),
)

SPEC = PointSpec(
    key="purchases",
    name="Purchases",
    mode=Mode.HYBRID,
    high_impact=False,
    reversible=True,
    proposal_action="BUY",
    alternative_action="DO_NOT_BUY",
    reason_codes=("fits", "does-not-fit", "unsure"),
    queue="purchases",
    policy="purchases",
    bad_outcomes=("BUY|returned", "DO_NOT_BUY|needed"),
    intake=INTAKE,
)

PEOPLE = """
UNWIND $names AS name
CREATE (p:Person:Agent:Reviewer {id: name + '-id', key: 'local|' + name, name: name, canLogIn: true, rightsEpoch: 1})
MERGE (t:Training {key: 'review-basics'})
CREATE (p)-[:HAS_TRAINING {knownFrom: 0, validUntil: 4102444800000}]->(t)
"""


@dataclass(frozen=True)
class Firm:
    store: Store
    driver: AsyncDriver
    reviewer: Actor
    second: Actor
    integrator: Actor

    async def count(self, label: str) -> int:
        result = await self.driver.execute_query(f"MATCH (n:{label}) RETURN count(n) AS n")
        return int(result.records[0]["n"])

    async def approve_model(self, key: str) -> None:
        """Have the governed registry trust a model version that clients may name."""
        await self.driver.execute_query(
            "MATCH (m:ModelVersion {key: $key}) SET m.stage = 'ACTIVE' WITH m MATCH (p:DecisionPoint) "
            "SET p.epoch = p.epoch + 1",
            {"key": key},
        )


def human(name: str) -> Actor:
    return Actor(name, f"{name}-id", ActorKind.HUMAN, frozenset({Role.REVIEWER}))


@pytest_asyncio.fixture
async def firm(graph: Graph, driver: AsyncDriver) -> Firm:
    return await make_firm(graph, driver)


@asynccontextmanager
async def a_firm(graph: Graph, settings: GraphSettings) -> AsyncIterator[Firm]:
    """A firm on another server than the session's."""
    async with await open_driver(settings) as driver:
        yield await make_firm(graph, driver)


async def make_firm(graph: Graph, driver: AsyncDriver) -> Firm:
    store = open_store(graph, MasterKey(b"k" * 32))
    await driver.execute_query(PEOPLE, {"names": ["reviewer", "reviewer-2", "policy-owner", "admin"]})
    await open_point(store, SPEC)
    proposal = PolicyProposal("purchases", POLICY, {}, "policy-owner-id", "admin-id")
    assert isinstance(await activate_policy(store, proposal), str)
    return Firm(
        store,
        driver,
        human("reviewer"),
        human("reviewer-2"),
        Actor("integrator", "integrator-id", ActorKind.SOFTWARE, frozenset({Role.INTEGRATOR})),
    )
