"""Idempotent requests: the key under which a result is kept, and the answer to a repetition."""

import json
from collections.abc import Mapping
from typing import Any

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request, check_key, request_digest, same_request
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor
from graph.queries.request import USED_KEY, UsedKeyParams
from graph.store.store import Store


def stored_key(actor: Actor, operation: str, key: str) -> str:
    """Return the unique key of one request: account, operation and what the client chose."""
    return f"{actor.account}|{operation}|{key}"


async def digest_of(store: Store, actor: Actor, request: Request, key: str) -> str | Problem:
    """Return the digest of a request, or why it cannot be one."""
    if problem := check_key(key):
        return problem
    needs_key = any(request.free_text.values())
    return request_digest(request, await store.erasure_keys.of(actor.person_id) if needs_key else b"")


def kept(key: str, digest: str, result: Mapping[str, Json], at: int) -> dict[str, Any]:
    """Return the node that remembers what a request led to."""
    return {"key": key, "requestDigest": digest, "result": json.dumps(result), "recordedAt": at}


def replayed(used: Mapping[str, Any] | None, digest: str) -> Mapping[str, Any] | Problem | None:
    """Return the earlier result of the same request, a conflict for another one, None where the key is new."""
    if used is None:
        return None
    if problem := same_request(used["requestDigest"], digest):
        return problem
    result: Mapping[str, Any] = json.loads(used["result"])
    return result


async def read_back(store: Store, key: str, digest: str) -> Mapping[str, Any] | Problem | None:
    """Return what became of a request whose answer was lost, by its key."""
    rows = await store.graph.read(USED_KEY, UsedKeyParams(key))
    return replayed(rows[0].used, digest) if rows else None


def unknown_outcome() -> Problem:
    """Say that nobody knows whether the write happened, and how to find out."""
    return Problem(
        ProblemCode.OUTCOME_UNKNOWN_RETRY_SAME_KEY,
        "The database broke off while this was being saved: send the same request with the same idempotencyKey again.",
    )


def unavailable(what: str) -> Problem:
    """Say that the request could not be served now."""
    return Problem(ProblemCode.UNAVAILABLE, f"{what}: try again in a moment.")
