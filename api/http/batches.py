"""`POST /api/v1/cases` and `/api/v1/outcomes`: many rows at once, each by the rules of its mutation.

The body holds a JSON object a line (NDJSON), with the fields of `submitCase` or `recordOutcome`. A row without an
idempotencyKey gets one from its content, so that the same row again adds nothing.
"""

import asyncio
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.graphql.context import Context, GraphQLRequest
from api.graphql.identifiers import node_id
from api.http.authenticated import authenticated, refusal_of
from api.http.numbers import read_json
from api.refusals import refusal
from api.runtime import Runtime
from graph.domain.kernel.canonical import canonical_json, check_json
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.text import composed
from graph.domain.people.roles import Actor, Operation, may_not

CASES, OUTCOMES = "/api/v1/cases", "/api/v1/outcomes"
MOST_ROWS = 1_000
"""About three seconds of work at the rate of one client; a larger body is larger than most servers take, too."""
NDJSON = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines")
_TOGETHER = 64
"""Rows under way at once: they share the statements of a group commit, and leave room for other clients."""
_INVALID = re.compile(r"Variable '\$input' has invalid value(?: at \.(?P<where>[^\s:]+))?: ")
_NAMED = re.compile(r"field '(?P<where>\w+)'")
_VALUE = re.compile(r",? found: .*", re.DOTALL)
"""What follows in a message is the row's own text, which needs no repetition."""


@dataclass(frozen=True, slots=True)
class Door:
    """Which mutation a path carries out, what it needs, and which field of its answer names what was made."""

    mutation: str
    needs: Operation
    kind: str
    answer: str
    made: str

    @property
    def text(self) -> str:
        """The operation, the same for every row, so that it is parsed and judged once."""
        name = self.mutation[0].upper() + self.mutation[1:]
        return (
            f"mutation Row($input: {name}Input!) {{ {self.mutation}(input: $input) "
            f"{{ __typename ... on Problem {{ code message }} ... on InvalidInput {{ where }} {self.answer} }} }}"
        )


DOORS: Mapping[str, Door] = {
    CASES: Door(
        "submitCase",
        Operation.SUBMIT_CASE,
        "Case",
        "... on SubmittedCase { caseId state gateResult rule reasons decisionId taskId }",
        "caseId",
    ),
    OUTCOMES: Door(
        "recordOutcome",
        Operation.RECORD_OUTCOME,
        "Outcome",
        "... on RecordedOutcome { outcomeId decisionId caseId }",
        "outcomeId",
    ),
}


@dataclass(slots=True)
class _Batch:
    """One request under way: since when (epoch ms), and the ids that its rows led to."""

    runtime: Runtime
    context: Context
    door: Door
    began: int
    made: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the body: its number, and its object or what is wrong with it."""

    line: int
    content: dict[str, Any] | Problem

    @property
    def subject(self) -> tuple[object, ...]:
        """What the row is about: two rows about the same thing are carried out in their order."""
        if isinstance(self.content, Problem):
            return (self.line,)
        names = ("decisionPoint", "externalId", "caseExternalId", "decisionId")
        return tuple(str(self.content.get(name)) for name in names)


@authenticated
async def batch(runtime: Runtime, request: Request, actor: Actor) -> Response:
    """Answer a line for each row: accepted, duplicate or refused, with code, place and remedy."""
    door = DOORS[request.url.path]
    if problem := may_not(actor, door.needs):
        return refusal_of(problem)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in NDJSON:
        return refusal(415, ProblemCode.INVALID_INPUT, f"Send a JSON object a line, as {NDJSON[0]}.")
    rows = list(_rows(await request.body()))
    if not 0 < len(rows) <= MOST_ROWS:
        message = f"The body has {len(rows):,} rows: send 1 to {MOST_ROWS:,} in one request."
        return refusal(413 if rows else 400, ProblemCode.INVALID_INPUT, message)
    began = milliseconds(runtime.store.clock.now())
    verdicts = await _carried_out(_Batch(runtime, Context(runtime.store, actor), door, began), rows)
    content = b"".join(orjson.dumps(verdict) + b"\n" for verdict in verdicts)
    return Response(content, headers={"cache-control": "no-store"}, media_type=NDJSON[0])


def _rows(body: bytes) -> Iterator[_Row]:
    for number, line in enumerate(body.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield _Row(number, _object(line))


def _object(line: bytes) -> dict[str, Any] | Problem:
    try:
        content = read_json(line)
    except orjson.JSONDecodeError as error:
        return invalid("", f"The line is not JSON in UTF-8: {error}. Correct it there.")
    if isinstance(content, Problem):
        return content
    if not isinstance(content, dict):
        return invalid("", "The line takes one JSON object: name each value.")
    if problem := check_json(content, "row"):
        return problem
    row = {name: composed(value) for name, value in content.items()}
    return {"idempotencyKey": f"row-{hashlib.sha256(canonical_json(row)).hexdigest()}", **row}


async def _carried_out(batch: _Batch, rows: Sequence[_Row]) -> list[dict[str, Any]]:
    """Carry the rows out, some together; a row waits for those before it about the same thing."""
    room = asyncio.Semaphore(_TOGETHER)
    tasks: list[asyncio.Task[dict[str, Any]]] = []
    last: dict[tuple[object, ...], asyncio.Task[dict[str, Any]]] = {}

    async def in_turn(row: _Row, before: asyncio.Task[dict[str, Any]] | None) -> dict[str, Any]:
        try:
            if before is not None:
                await asyncio.wait([before])
            return await _verdict(batch, row)
        finally:
            room.release()

    async with asyncio.TaskGroup() as group:
        for row in rows:
            await room.acquire()
            subject = row.subject
            last[subject] = group.create_task(in_turn(row, last.get(subject)))
            tasks.append(last[subject])
    return [task.result() for task in tasks]


async def _verdict(batch: _Batch, row: _Row) -> dict[str, Any]:
    if isinstance(row.content, Problem):
        return _refused(row, row.content.code.value, row.content.message, row.content.details.get("where"))
    result = await batch.runtime.engine.run(
        GraphQLRequest(batch.door.text, {"input": row.content}, None), batch.context
    )
    if errors := result.get("errors"):
        return _invalid(row, errors[0])
    answer: dict[str, Any] = result["data"][batch.door.mutation]
    answer.pop("__typename")
    if "code" in answer:
        return _refused(row, str(answer["code"]), answer["message"], answer.get("where"))
    status = "accepted" if row.content.get("revises") is True or _is_new(batch, answer) else "duplicate"
    return {"line": row.line, "status": status, **answer}


def _is_new(batch: _Batch, answer: Mapping[str, Any]) -> bool:
    """Tell whether a row made what it names: an id holds the time at which it was given."""
    named = node_id(answer[batch.door.made], batch.door.kind, "id")
    if not isinstance(named, str) or named in batch.made:
        return False
    batch.made.add(named)
    return UUID(named).int >> 80 >= batch.began


def _invalid(row: _Row, error: Mapping[str, Any]) -> dict[str, Any]:
    """Return the refusal of a row that has not the fields of its mutation, without the row's own text in it."""
    message, where = str(error["message"]), None
    if wrong := _INVALID.match(message):
        message = _VALUE.sub(".", message[wrong.end() :])
        named = _NAMED.search(message)
        where = wrong["where"] or (named and named["where"])
    return _refused(row, str(error["extensions"]["code"]), message, where)


def _refused(row: _Row, code: str, message: str, where: object) -> dict[str, Any]:
    return {"line": row.line, "status": "refused", "code": code, "where": where or None, "message": message}
