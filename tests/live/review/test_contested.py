"""Contested claims and repeated requests through several API processes."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest

from api.auth.keys import hash_of, new_key
from api.graphql.identifiers import global_id
from graph.domain.people.roles import ActorKind, Role
from graph.settings import GraphSettings
from graph.store.people.accounts import AccountSpec, NewKey, create_account, create_key, record_training
from tests.builders.commands import submitted
from tests.builders.firm import Firm
from tests.builders.serving import served

pytestmark = [pytest.mark.live, pytest.mark.timeout(240)]

APIS = 3
CLAIM = """
mutation Run($input: ClaimTaskInput!) { claimTask(input: $input) {
  __typename ... on Problem { code } ... on ClaimedByOther { holder }
  ... on ClaimedTask { taskId leaseEpoch version packetDigest } } }
"""
DECIDE = """
mutation Run($input: DecideTaskInput!) { decideTask(input: $input) {
  __typename ... on Problem { code message } ... on DecidedTask { decisionId action finalAt auditEntryId } } }
"""


async def reviewers(firm: Firm, count: int) -> list[str]:
    """API keys of so many trained reviewers."""
    until = firm.store.clock.now() + timedelta(days=1)
    keys = []
    for number in range(count):
        name, key = f"racer-{number}", new_key()
        await create_account(firm.store, AccountSpec(name, ActorKind.HUMAN, frozenset({Role.REVIEWER})))
        await record_training(firm.store, name, "review-basics", until)
        await create_key(firm.store, NewKey(name, hash_of(key), until))
        keys.append(key)
    return keys


async def ask(client: httpx.AsyncClient, url: str, key: str, query: str, given: Mapping[str, Any]) -> dict[str, Any]:
    body = {"query": query, "variables": {"input": given}}
    response = await client.post(f"{url}/graphql", json=body, headers={"authorization": f"Bearer {key}"})
    assert response.status_code == 200, response.text
    content = response.json()
    assert "errors" not in content, content
    answer: dict[str, Any] = next(iter(content["data"].values()))
    return answer


async def test_of_many_racers_exactly_one_wins_each_case(
    firm: Firm, neo4j_settings: GraphSettings, full_size: bool
) -> None:
    cases, racers = (100, 50) if full_size else (6, 20)
    keys = await reviewers(firm, racers)
    tasks = [(await submitted(firm, f"PO-{number}")).task_id for number in range(cases)]

    with served(neo4j_settings, APIS) as urls:
        async with httpx.AsyncClient(timeout=60) as client:
            answers = await asyncio.gather(
                *(
                    ask(
                        client,
                        urls[(number + place) % APIS],
                        key,
                        CLAIM,
                        {"taskId": global_id("ReviewTask", str(task)), "idempotencyKey": f"race-{place}"},
                    )
                    for place, task in enumerate(tasks)
                    for number, key in enumerate(keys)
                )
            )

    for place in range(cases):
        race = answers[place * racers : (place + 1) * racers]
        winners = [number for number, answer in enumerate(race) if answer["__typename"] == "ClaimedTask"]
        assert len(winners) == 1
        losers = [answer for answer in race if answer["__typename"] != "ClaimedTask"]
        assert {answer["code"] for answer in losers} == {"CLAIMED_BY_OTHER"}
        assert {answer["holder"] for answer in losers} == {f"racer-{winners[0]}"}
    rows = await firm.driver.execute_query("MATCH (:ReviewTask)-[a:ASSIGNED_TO]->() RETURN count(a) AS n")
    assert rows.records[0]["n"] == cases


async def test_a_repeated_decision_is_one_decision_across_processes_and_restarts(
    firm: Firm, neo4j_settings: GraphSettings
) -> None:
    (key,) = await reviewers(firm, 1)
    task = global_id("ReviewTask", str((await submitted(firm, "PO-1")).task_id))
    async with httpx.AsyncClient(timeout=60) as client:
        with served(neo4j_settings, APIS) as urls:
            lease = await ask(client, urls[0], key, CLAIM, {"taskId": task, "idempotencyKey": "claim"})
            verdict = {
                "taskId": task,
                "verdict": "APPROVE",
                "reasonCode": "fits",
                "packetDigest": lease["packetDigest"],
                "leaseEpoch": lease["leaseEpoch"],
                "expectedVersion": lease["version"],
                "idempotencyKey": "decide",
            }
            first = await asyncio.gather(*(ask(client, urls[n % APIS], key, DECIDE, verdict) for n in range(12)))
        with served(neo4j_settings, 1) as urls:
            later = await ask(client, urls[0], key, DECIDE, verdict)
            altered = await ask(client, urls[0], key, DECIDE, {**verdict, "note": "another"})

    assert all(answer == later for answer in first)
    assert later["__typename"] == "DecidedTask"
    assert altered["code"] == "IDEMPOTENCY_CONFLICT"
    assert await firm.count("Decision") == 1
    assert await firm.count("AuditEntry") == 1
