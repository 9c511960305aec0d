"""The stack that most would write: FastAPI, Strawberry's router, and execute_query for each statement."""

import hashlib
import json
import os
import sys
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any

import strawberry
import uvicorn
from fastapi import FastAPI
from neo4j import AsyncDriver, AsyncGraphDatabase
from strawberry.fastapi import GraphQLRouter

from api.graphql.identifiers import parse_id
from graph.queries.review.tasks import DECIDE, FACTS

_PERSON = "MATCH (:Account {key: 'reviewer'})-[:ACTS_AS]->(p:Person) RETURN p.id AS id"


@strawberry.input
class DecideTaskInput:
    """The same input as ours."""

    task_id: strawberry.ID
    verdict: str
    reason_code: str
    packet_digest: str
    lease_epoch: int
    expected_version: int
    idempotency_key: str


@strawberry.interface
class Problem:
    """A refusal."""

    code: str
    message: str


@strawberry.type
class Refused(Problem):
    """Any refusal."""


@strawberry.type
class DecidedTask:
    """The same answer as ours."""

    decision_id: str
    action: str
    final_at: datetime
    audit_entry_id: str


@strawberry.type
class Query:
    """Nothing to read."""

    ready: bool = True


@strawberry.type
class Mutation:
    """One decision."""

    @strawberry.mutation
    async def decide_task(
        self,
        info: strawberry.Info,
        input: DecideTaskInput,  # noqa: A002  # GraphQL's convention
    ) -> Annotated[DecidedTask | Refused, strawberry.union("DecideTaskResult")]:
        """Read, then write."""
        driver, person = info.context["driver"], info.context["person"]
        task = parse_id(input.task_id, "taskId")[1]  # type: ignore[index]
        asked = {"taskId": task, "personId": person, "key": input.idempotency_key}
        found = await driver.execute_query(FACTS.text, {"rows": [asked]}, routing_="r")
        row = _row(found.records[0].data(), input, person)
        result = await driver.execute_query(DECIDE.text, {"rows": [row]})
        if result.records[0]["verdict"] != "WRITTEN":
            return Refused(code="MOVED", message="refused")
        decision = row["decision"]
        final_at = datetime.fromtimestamp(decision["finalAt"] / 1000)  # noqa: DTZ006  # a plain stack
        return DecidedTask(
            decision_id=decision["id"], action="YES", final_at=final_at, audit_entry_id=row["audit"]["id"]
        )


def _row(facts: dict[str, Any], said: DecideTaskInput, person: str) -> dict[str, Any]:
    at, decision_id, case = int(time.time() * 1000), str(uuid.uuid4()), facts["case"]
    leaf = hashlib.sha256(json.dumps([decision_id, person, at]).encode()).hexdigest()
    audit = {"id": str(uuid.uuid4()), "kind": "DECISION", "subjectId": decision_id, "leafHash": leaf, "recordedAt": at}
    decision = {"id": decision_id, "effectiveCaseId": case["id"], "action": "YES", "decidedAt": at, "finalAt": at}
    return {
        "taskId": facts["task"]["id"],
        "caseId": case["id"],
        "taskVersion": said.expected_version,
        "taskEpoch": said.lease_epoch,
        "caseVersion": case["version"],
        "pointEpoch": facts["point_epoch"],
        "rightsEpoch": facts["rights_epoch"],
        "personId": person,
        "writeId": str(uuid.uuid4()),
        "packetDigest": said.packet_digest,
        "scores": 1,
        "case": {"state": "DECIDED", "version": case["version"] + 1},
        "task": {"state": "COMPLETED", "version": said.expected_version + 1, "sortKey": None},
        "review": {"id": str(uuid.uuid4()), "verdict": said.verdict, "reasonCode": said.reason_code, "recordedAt": at},
        "decision": decision,
        "changes": [{"id": str(uuid.uuid4()), "fromState": "RESERVED", "toState": "COMPLETED", "recordedAt": at}],
        "audit": audit,
        "outbox": {"id": str(uuid.uuid4()), "decisionId": decision_id, "state": "PENDING", "recordedAt": at},
        "idempotency": {
            "key": f"plain|{said.idempotency_key}",
            "requestDigest": leaf,
            "result": "{}",
            "recordedAt": at,
        },
    }


def application() -> FastAPI:
    """Return the application."""
    login = ("neo4j", os.environ["NEO4J_PASSWORD"])
    driver: AsyncDriver = AsyncGraphDatabase.driver(
        os.environ["NEO4J_URI"], auth=login, notifications_min_severity="OFF"
    )
    people: list[str] = []

    async def context() -> dict[str, Any]:
        if not people:
            people.append((await driver.execute_query(_PERSON)).records[0]["id"])
        return {"driver": driver, "person": people[0]}

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await driver.close()

    app = FastAPI(lifespan=lifespan)
    router: GraphQLRouter[Any, None] = GraphQLRouter(
        strawberry.Schema(query=Query, mutation=Mutation), context_getter=context
    )
    app.include_router(router, prefix="/graphql")
    app.add_api_route("/health/live", lambda: {"status": "live"})
    return app


if __name__ == "__main__":
    uvicorn.run(application(), port=int(sys.argv[1]), log_level="warning")
