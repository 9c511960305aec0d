"""P4 and P16: cases by the API, a thousand in one request or one a mutation, against the write alone."""

import asyncio
import time
from collections.abc import Sequence
from statistics import median
from typing import Any

import httpx
import orjson
import psutil

from api.http.batches import CASES, MOST_ROWS, NDJSON
from bench import baseline
from bench.client import Client
from bench.decisions import CLIENTS, CONCURRENCIES, SERVE
from bench.fixture import BenchFixture, cpu_seconds, open_fixture, served, submission
from bench.measure import BenchResult, bench_result

_BATCHES = (50, 100, 250, 500, 1000)
"""The other side is taken at its best of these."""
_SUBMIT = """
mutation Run($input: SubmitCaseInput!) { submitCase(input: $input) {
  __typename ... on Problem { code message } ... on SubmittedCase { caseId state gateResult rule taskId } } }
"""
_SECONDS = 120
"""No request of a thousand cases takes as long."""


async def p4(repeats: int, size: int) -> BenchResult:
    """Measure a batch of cases sent in one request: cases a second; `size` of 400 stands for 1,000 cases."""
    cases = min(size * 5 // 2, MOST_ROWS)
    async with open_fixture() as fixture:
        with served(fixture.settings, SERVE) as (url, process):
            await _batch(url, fixture, cases, "warm")
            best = await _best_batch(fixture, cases)
            ours, theirs, cpu = list[float](), list[float](), list[float]()
            for number in range(repeats):
                began = cpu_seconds(process)
                ours.append(await _batch(url, fixture, cases, f"a{number}"))
                cpu.append(cpu_seconds(process) - began)
                rows = await fixture.submitted_rows(cases, f"b{number}")
                theirs.append(await baseline.submit_in_batches(fixture.driver, rows, best))
    texts = (
        f"the write alone by execute_query, UNWIND of {best} rows a statement (the best of {_listed(_BATCHES)})",
        "the gates, the rules and the packets of each case in one Python process; the database on the same cores",
    )
    details = {
        "ours_per_s": median(ours),
        "baseline_per_s": median(theirs),
        "cases": float(cases),
        "api_cpu_ms": median(cpu) / cases * 1e3,
    }
    return bench_result("P4", ours, theirs, texts, details=details)


async def p16(repeats: int, size: int) -> BenchResult:
    """Measure one case a mutation from many clients: gated cases a second."""
    async with open_fixture() as fixture:
        with served(fixture.settings, SERVE) as (url, process):
            best = await _best_concurrency(fixture, size)
            await _rate(url, fixture, _names(len(CONCURRENCIES) * size, "warm"), process)
            ours, theirs, cpu = list[float](), list[float](), list[float]()
            for number in range(repeats):
                rate, spent = await _rate(url, fixture, _names(size, f"a{number}"), process)
                ours.append(rate)
                cpu.append(spent / size)
                rows = await fixture.submitted_rows(size, f"b{number}")
                theirs.append(await baseline.at_once(fixture.driver, rows, best, baseline.submit))
    texts = (
        f"the write alone by execute_query, a case a statement, {best} clients (the best of {_listed(CONCURRENCIES)})",
        "processor time of the API and of Neo4j on shared cores",
    )
    details = {
        "ours_per_s": median(ours),
        "baseline_per_s": median(theirs),
        "clients": float(CLIENTS),
        "api_cpu_ms": median(cpu) * 1e3,
    }
    return bench_result("P16", ours, theirs, texts, details=details)


async def _batch(url: str, fixture: BenchFixture, cases: int, name: str) -> float:
    """Return cases a second of one request; AssertionError where one of them was not accepted."""
    body = b"".join(orjson.dumps(_input(one)) + b"\n" for one in _names(cases, name))
    headers = {"authorization": f"Bearer {fixture.integrator_key}", "content-type": NDJSON[0]}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=_SECONDS) as client:
        began = time.perf_counter()
        answer = await client.post(CASES, content=body)
        seconds = time.perf_counter() - began
    verdicts = [orjson.loads(line) for line in answer.content.splitlines()]
    if len(verdicts) != cases or any(one.get("status") != "accepted" for one in verdicts):
        raise AssertionError(verdicts[:2])
    return cases / seconds


async def _rate(url: str, fixture: BenchFixture, names: Sequence[str], process: psutil.Process) -> tuple[float, float]:
    waiting = iter(names)
    clients = [await Client.connect(url, fixture.integrator_key) for _ in range(CLIENTS)]

    async def work(client: Client) -> None:
        for name in waiting:
            answer = await client.ask(_SUBMIT, {"input": {**_input(name), "idempotencyKey": f"s-{name}"}})
            if "code" in answer["submitCase"]:
                raise AssertionError(answer)

    began, spent = time.perf_counter(), cpu_seconds(process)
    await asyncio.gather(*(work(client) for client in clients))
    rate, spent = len(names) / (time.perf_counter() - began), cpu_seconds(process) - spent
    await asyncio.gather(*(client.close() for client in clients))
    return rate, spent


async def _best_batch(fixture: BenchFixture, cases: int) -> int:
    rates = {}
    for batch in _BATCHES:
        rows = await fixture.submitted_rows(cases, f"best{batch}")
        rates[batch] = await baseline.submit_in_batches(fixture.driver, rows, batch)
    return max(rates, key=lambda batch: rates[batch])


async def _best_concurrency(fixture: BenchFixture, size: int) -> int:
    rates = {}
    for clients in CONCURRENCIES:
        rows = await fixture.submitted_rows(size, f"best{clients}")
        rates[clients] = await baseline.at_once(fixture.driver, rows, clients, baseline.submit)
    return max(rates, key=lambda clients: rates[clients])


def _input(name: str) -> dict[str, Any]:
    """Return the case of that name as clients send it."""
    one = submission(name)
    score = one.score
    if score is None:
        raise TypeError(name)
    return {
        "decisionPoint": one.decision_point,
        "externalId": one.external_id,
        "payload": one.payload,
        "occurredAt": None if one.occurred_at is None else one.occurred_at.isoformat(),
        "knownAt": one.known_at.isoformat(),
        "entities": [{"kind": entity.kind, "id": entity.id} for entity in one.entities],
        "score": {
            "model": score.model,
            "modelVersion": score.model_version,
            "probability": score.probability,
            "base": score.base,
            "contributions": [
                {"feature": part.feature, "value": part.value, "amount": part.amount} for part in score.contributions
            ],
        },
    }


def _names(count: int, name: str) -> list[str]:
    return [f"{name}-{number}" for number in range(count)]


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
